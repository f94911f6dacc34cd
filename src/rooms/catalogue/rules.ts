import { addDays, daysBetween } from '../../values/civil-date.ts'
import { fold, lowerKey, words } from '../../values/text.ts'
import type { Fit, Item, ItemState, Reason } from './item.ts'

/** What fits whom. Never what is newest or dearest: only what somebody asked for, likes, or keeps coming back to. */

type Named = Pick<Item, 'nameVi' | 'aliases'>

/** The name and every spelling of an item, folded; each names it alone. Two things may share an English name. */
export const nameKeys = ({ nameVi, aliases }: Named): string[] => [...new Set([nameVi, ...aliases].map(fold).filter((key) => key !== ''))]

/** Phrases are compared up to this many words. */
const LONGEST_RUN = 6

/** Every run of words in a folded phrase: "tra gung mat" holds "tra", "tra gung", "gung mat" … */
export function runsOf(phrase: string): string[] {
  const parts = phrase.split(' ').filter((part) => part !== '')
  const runs = new Set<string>()
  for (let from = 0; from < parts.length; from++)
    for (let length = 1; length <= LONGEST_RUN && from + length <= parts.length; length++)
      runs.add(parts.slice(from, from + length).join(' '))
  return [...runs]
}

/** What an item is found by: words for a search, whole terms and their runs for tastes. */
export function keysOf(item: Named & Pick<Item, 'nameEn' | 'topics' | 'group'>): {
  nameFold: string
  names: string[]
  words: string[]
  terms: string[]
  runs: string[]
} {
  const names = nameKeys(item)
  const terms = [...new Set([...names, ...[item.nameEn, ...item.topics].map(fold)])].filter((term) => term !== '')
  const spoken = [item.nameVi, item.nameEn, ...item.aliases, ...item.topics, item.group ?? '']
  return {
    nameFold: fold(item.nameVi),
    names,
    words: [...new Set(spoken.flatMap(words))],
    terms,
    runs: [...new Set(terms.flatMap(runsOf))],
  }
}

/** A text with its marks as people say it: no signs, one space between words. */
const spoken = (text: string): string =>
  lowerKey(text)
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim()

const holdsRun = (text: string, run: string): boolean => run !== '' && ` ${text} `.includes(` ${run} `)

/** Text without any mark may be meant with them; one with marks means just these, so that "bơ" is not "bò". */
const isPlain = (text: string): boolean => spoken(text) === fold(text)

/** How many words of one phrase are the other, whole; 0 where neither holds the other. */
function shared(a: string, b: string): number {
  const [one, other] = isPlain(a) || isPlain(b) ? [fold(a), fold(b)] : [spoken(a), spoken(b)]
  const held = holdsRun(one, other) ? other : holdsRun(other, one) ? one : ''
  return held === '' ? 0 : held.split(' ').length
}

/** Several things said in one line: "mùi ngọt, nhất là vani". */
const partsOf = (what: string): string[] =>
  what
    .split(/[,;/]|\s+(?:và|hoặc|hay|nhất là|and|or|especially)\s+/iu)
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** What stands before the thing itself: "dị ứng với hải sản", "mùi vani", "đồ cay". */
const BEFORE =
  /^(?:(?:di ung|khong|tranh|kieng|an|uong|dung|mui|huong|vi|mon|do|thuc an|cac|loai|voi|allergic to|allergy to|no|any|the|smell of) )+/

const bare = (part: string): string => fold(part).replace(BEFORE, '')

/** One line of what is known of somebody's tastes. */
export type Taste = {
  stance: 'likes' | 'avoids' | 'needs' | 'must-not'
  what: string
  standing: 'sure' | 'perhaps' | 'faded'
  /** Whether whoever looks may be told of it. */
  isShown: boolean
}

/** What somebody is to be kept from, folded: what they avoid or must not have, and what they need to be without. */
function keptFrom(tastes: readonly Taste[]): string[] {
  return tastes.flatMap(({ stance, what }) => {
    if (stance === 'avoids' || stance === 'must-not') return partsOf(what).map(bare)
    const without = /^(?:khong|khong co|no|without) /
    return stance === 'needs'
      ? partsOf(what)
          .filter((part) => without.test(fold(part)))
          .map(bare)
      : []
  })
}

/**
 * Whether an item is, or holds, something that somebody avoids or must not have. Compared without marks and by whole words: rather once
 * too often than once too little.
 */
export function isKeptFrom(item: Item, tastes: readonly Taste[]): boolean {
  const texts = [...nameKeys(item), ...[item.nameEn, ...item.topics, ...item.contents, item.group ?? ''].map(fold)]
  const inside = [...item.topics, ...item.contents].map(fold)
  return keptFrom(tastes).some((phrase) => texts.some((text) => holdsRun(text, phrase)) || inside.some((part) => holdsRun(phrase, part)))
}

export type Bought = { name: string; on: string }

/** All that decides what fits somebody. Purchases of the catalogue's items come by the item; the same day counts once. */
export type Known = {
  tastes: readonly Taste[]
  /** Days on which each item was bought. */
  bought: ReadonlyMap<string, readonly string[]>
  boughtItems: ReadonlyMap<string, Item>
  /** The day on which somebody asked for an item. */
  asked: ReadonlyMap<string, string>
  /** Items that were offered or refused not long ago. */
  resting: ReadonlySet<string>
}

const ASKED = 1000
const PER_WORD = { sure: 10, perhaps: 6, faded: 0 } as const
const PER_TIME = 4
/** Once may have been a gift for somebody else. */
const FEWEST_TIMES = 2
const MOST_TIMES = 5

/** How often something of this topic was bought, on separate days. */
function timesBought(topic: string, { bought, boughtItems }: Known): number {
  const days = new Set<string>()
  for (const [itemId, on] of bought)
    if (boughtItems.get(itemId)?.topics.some((other) => fold(other) === fold(topic))) for (const day of on) days.add(day)
  return days.size
}

type Scored = { score: number; reason: Reason }

function byTaste(item: Item, { tastes }: Known): Scored[] {
  const terms = [item.nameVi, item.nameEn, ...item.aliases, ...item.topics].filter((term) => term !== '')
  return tastes.flatMap(({ stance, what, standing, isShown }): Scored[] => {
    if ((stance !== 'likes' && stance !== 'needs') || !isShown) return []
    const length = Math.max(0, ...partsOf(what).flatMap((part) => terms.map((term) => shared(part, term))))
    const score = length * PER_WORD[standing]
    return score > 0 ? [{ score, reason: { kind: 'likes', what } }] : []
  })
}

function byPurchases(item: Item, known: Known): Scored[] {
  return item.topics.flatMap((topic): Scored[] => {
    const times = timesBought(topic, known)
    return times >= FEWEST_TIMES ? [{ score: Math.min(times, MOST_TIMES) * PER_TIME, reason: { kind: 'bought', what: topic, times } }] : []
  })
}

/** The day on which somebody asked for an item, unless they have bought it since. */
function askedFor({ id }: Item, { asked, bought }: Known): string | undefined {
  const on = asked.get(id)
  return on !== undefined && !(bought.get(id) ?? []).some((day) => day >= on) ? on : undefined
}

/** Whether and why an item fits somebody; undefined where it is not to be offered. */
export function fitOf(item: Item, known: Known): Fit | undefined {
  const askedOn = askedFor(item, known)
  if (item.state !== 'here' || known.resting.has(item.id) || isKeptFrom(item, known.tastes)) return undefined
  // What they have bought before is their usual, and needs no offer; unless they ask for it again.
  if (askedOn === undefined && known.bought.has(item.id)) return undefined
  const asked: Scored[] = askedOn === undefined ? [] : [{ score: ASKED, reason: { kind: 'asked', on: askedOn } }]
  const scored = [...asked, ...byTaste(item, known), ...byPurchases(item, known)].sort((a, b) => b.score - a.score)
  if (scored.length === 0) return undefined
  return { item, score: scored.reduce((sum, { score }) => sum + score, 0), reasons: scored.map(({ reason }) => reason) }
}

/** Items that fit, the best first; of two that fit alike, by name: neither price nor day of arrival is looked at. */
export const bestFits = (items: readonly Item[], known: Known): Fit[] =>
  items
    .flatMap((item) => fitOf(item, known) ?? [])
    .sort((a, b) => b.score - a.score || (fold(a.item.nameVi) < fold(b.item.nameVi) ? -1 : 1))

/** What somebody likes or needs, folded, as the index is asked: the phrases, and every run of words in them. */
export function askedPhrases(tastes: readonly Taste[]): { phrases: string[]; runs: string[] } {
  const liked = tastes.filter(({ stance, standing }) => (stance === 'likes' || stance === 'needs') && standing !== 'faded')
  const phrases = [...new Set(liked.flatMap(({ what }) => partsOf(what).map(fold)))].filter((phrase) => phrase !== '')
  return { phrases, runs: [...new Set(phrases.flatMap(runsOf))] }
}

export const REFUSED_DAYS = 90
export const INVITED_DAYS = 30

/** Until when an item rests after it was offered or refused. */
export const restsUntil = (answer: 'invited' | 'refused', today: string): string =>
  addDays(today, answer === 'refused' ? REFUSED_DAYS : INVITED_DAYS)

const JUST_IN_DAYS = 14

/** Whether an item has come lately: said with it, never a reason for it. */
export const isJustIn = ({ state, arrivedOn }: Pick<Item, 'state' | 'arrivedOn'>, today: string): boolean =>
  state === 'here' && arrivedOn !== null && daysBetween(arrivedOn, today) <= JUST_IN_DAYS && arrivedOn <= today

type Move = { state: ItemState; comingOn: string | null; isTakenBack: boolean }

/** Whether it has come with this, and those who asked are to hear it: a state that is only put right is no arrival. */
export const hasArrived = (before: Pick<Item, 'state'>, to: Move): boolean =>
  to.state === 'here' && before.state !== 'here' && !to.isTakenBack

/** An item in another state: the day on which it comes belongs to what is coming, the day of arrival to what has come. */
export function moved(item: Item, to: Move, today: string): Item {
  const comingOn = to.state === 'coming' ? to.comingOn : null
  const arrivedOn = hasArrived(item, to) ? today : to.state === 'coming' ? null : item.arrivedOn
  return { ...item, state: to.state, comingOn, arrivedOn }
}
