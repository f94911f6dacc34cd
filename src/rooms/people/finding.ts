import type { Db } from '../../platform/db/db.ts'
import { damerau, deletions, fold, foldJoined, lowerKey } from '../../values/text.ts'
import * as store from './finding-store.ts'
import { allWords } from './list-store.ts'

/** How a name was found, best first. */
export type NameMatch = 'name' | 'name-folded' | 'words' | 'given-family' | 'corrected'

const MOST = 20
/** Corrections are offered when hardly anybody was found by what was typed. */
const ENOUGH = 5
/** Shorter words have too many neighbours for a correction to mean anything. */
const SHORTEST_CORRECTED = 3
const MOST_CORRECTIONS = 8

/**
 * For each word what it may have been meant to be: the words of the vocabulary one slip away (Damerau: a swap is one). A word that
 * some name holds is doubted only when every word is such.
 */
async function corrections(db: Db, words: readonly string[], known: ReadonlySet<string>): Promise<string[][]> {
  const areAllKnown = words.every((word) => known.has(word))
  const isDoubted = (word: string): boolean => word.length >= SHORTEST_CORRECTED && (areAllKnown || !known.has(word))
  const near = await store.wordsNear(db, words.filter(isDoubted).flatMap(deletions))
  return words.map((word) => {
    const slips = isDoubted(word) ? near.filter((other) => other !== word && damerau(word, other, 1) === 1) : []
    const own = known.has(word) || slips.length === 0 ? [word] : []
    return [...own, ...slips.slice(0, MOST_CORRECTIONS)]
  })
}

/** The given and the family name that a query of two words or more may mean, in both orders of writing. */
function givenAndFamily(words: readonly string[]): [given: string, family: string][] {
  const first = words[0]
  const last = words.at(-1)
  if (words.length < 2 || first === undefined || last === undefined) return []
  return [
    [last, first],
    [first, last],
  ]
}

/**
 * People by name, 20 at most: exactly with marks, exactly without, all words in any order (the last as a beginning, since it is
 * being typed), given and family name, corrected. Within a rank the latest contact comes first.
 */
export async function findByName(db: Db, text: string, words: readonly string[]): Promise<Map<string, NameMatch>> {
  const found = new Map<string, NameMatch>()
  const add = (customerIds: readonly string[], match: NameMatch): boolean => {
    for (const id of customerIds) if (found.size < MOST && !found.has(id)) found.set(id, match)
    return found.size >= MOST
  }
  if (words.length === 0) return found
  const [exact, folded, { known, hasBeginning }] = await Promise.all([
    store.findByNameKey(db, lowerKey(text)),
    store.findByNameFold(db, fold(text)),
    store.knownWords(db, words),
  ])
  if (add(exact, 'name') || add(folded, 'name-folded')) return found
  // A word that no name holds needs no search through all names: it is a slip.
  const isSpelt = hasBeginning && words.slice(0, -1).every((word) => known.has(word))
  if (isSpelt && add(await store.findNamed(db, allWords(words, true)), 'words')) return found
  for (const [given, family] of givenAndFamily(words))
    add(await store.findByGivenAndFamily(db, foldJoined(given), foldJoined(family)), 'given-family')
  if (found.size >= ENOUGH) return found
  const places = await corrections(db, words, known)
  if (places.some((choices, at) => choices.length > 1 || choices[0] !== words[at]))
    add(await store.findNamed(db, store.anyWords(places)), 'corrected')
  return found
}

/** People whose mail or account holds the fragment. */
export async function findByFragment(db: Db, fragment: string): Promise<store.Hit[]> {
  const latest = await store.findFragmentAmongLatest(db, fragment)
  return latest.length >= MOST ? latest : store.findByFragment(db, fragment)
}

/** People with this card whose name holds the words: "4417 Hoa". */
export async function findByCardAndName(db: Db, lastFour: string, words: readonly string[]): Promise<string[]> {
  const holders = await store.holdersOf(db, 'card', lastFour)
  return holders.length ? store.namedAmong(db, holders, words) : []
}
