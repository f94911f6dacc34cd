import type { Db } from '../../platform/db/db.ts'
import { fold, tidy } from '../../values/text.ts'
import { type Question, sourceOfFile } from './rules.ts'
import * as store from './store.ts'
import type { FirstLook, Understood } from './understand.ts'

/** How many of a file's codes a source must know to be taken for its own, and to be asked about. */
const SURELY = 0.5
const PERHAPS = 0.05

/** Two names that may be one person's: one is missing, or they share two words, or the only one that one of them has. */
function areAlike(a: string, b: string): boolean {
  if (a === '' || b === '' || a === b) return true
  const wordsOf = (name: string): string[] => name.split(' ').filter((word) => /^\p{L}/u.test(word))
  const others = wordsOf(b)
  const words = wordsOf(a)
  const shared = words.filter((word) => others.includes(word)).length
  return shared >= Math.min(2, words.length, others.length) && shared > 0
}

/**
 * Which system the codes of a file belong to, where nobody said it: the known one that holds most of them under like names, so that orders find the
 * customers of an earlier list and a renamed file adds nothing; else one named after the file. Codes of two systems are never mixed unseen: where a
 * known source holds only some of the codes, that is asked.
 */
export async function chooseSource(
  db: Db,
  look: FirstLook,
  { plan }: Understood,
  fileName: string,
): Promise<{ source: string; question?: Question }> {
  const own = sourceOfFile(fileName)
  const at = plan.fields.indexOf(plan.subject === 'customers' ? 'code' : 'customer')
  if (at < 0) return { source: own }
  const nameAt = plan.fields.indexOf(plan.subject === 'customers' ? 'name' : 'customer-name')
  const names = new Map<string, string>()
  for (const row of look.sample) {
    const code = tidy(row[at] ?? '')
    if (code !== '') names.set(code, nameAt < 0 ? '' : fold(row[nameAt] ?? ''))
  }
  let best = { source: own, share: 0 }
  for (const source of await store.knownSources(db)) {
    const holders = await store.holdersOf(db, source, [...names.keys()])
    const strangers = [...holders].filter(([code, name]) => !areAlike(names.get(code) ?? '', name)).length
    const share = strangers * 2 > holders.size ? 0 : holders.size / Math.max(1, names.size)
    if (share > best.share || (share === best.share && source === own)) best = { source, share }
  }
  if (best.share >= SURELY || best.source === own) return { source: best.source }
  if (best.share < PERHAPS) return { source: own }
  return { source: own, question: { code: 'source', field: 'source', choices: [best.source, own] } }
}
