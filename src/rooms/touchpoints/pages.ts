import { Refusal } from '../../platform/refusal.ts'
import { type PageMark, readPageMark } from './rules.ts'

/** Where the page begins that a request asks for; from the top where it says nothing. */
export function pageFrom(before: string | undefined): { before?: PageMark } {
  if (before === undefined) return {}
  const mark = readPageMark(before)
  if (!mark) throw new Refusal(400, 'request.invalid', 'No page ended like this.', { before: 'not_a_mark' })
  return { before: mark }
}
