import type { z } from 'zod'
import type { preferenceView } from '#rooms/people/contract.ts'
import type { Say } from '../../shell/say.ts'
import type { PeopleWords } from './words.data.ts'

export type Preference = z.output<typeof preferenceView>
/** What the words about a day need to know of the language and of today. */
export type DaySay = Pick<Say, 'today' | 'dayMonth' | 'partialDate'>

/** The words by which a third person is spoken of at the desk; the others say nothing that a colleague would understand. */
const spokenOf = new Set(['anh', 'chị', 'cô', 'chú', 'bác', 'ông', 'bà', 'thầy'])

/** Who is meant in "chị nói": the word for them, or simply the customer. */
export const whoSpeaks = (them: string, unknown: string): string => (spokenOf.has(them) ? them : unknown)

/** A preference as it is read out: "Hoa ly: dị ứng". */
export function preferenceWords({ what, reason }: Pick<Preference, 'what' | 'reason'>): string {
  const told = reason ? `${what}: ${reason}` : what
  return told.charAt(0).toLocaleUpperCase('vi') + told.slice(1)
}

/** When something was heard: day and month within eleven months, else month and year, "03/2025". */
export function heardOn(day: string, say: DaySay): string {
  const [year = 0, month = 0] = day.split('-').map(Number)
  const [thisYear = 0, thisMonth = 0] = say.today.split('-').map(Number)
  const isNear = (thisYear - year) * 12 + thisMonth - month < 11
  return isNear ? say.dayMonth(day) : say.partialDate({ year, month })
}

/** How a like or dislike is known: "chị nói 03/2025", "Vy ghi 18/09", and when it was last heard to hold. */
export function evidenceOf(
  { source, notedOn, lastConfirmedOn, notedByName }: Pick<Preference, 'source' | 'notedOn' | 'lastConfirmedOn' | 'notedByName'>,
  them: string,
  words: Pick<PeopleWords, 'evidence' | 'address'>,
  say: DaySay,
): string {
  const when = heardOn(notedOn, say)
  const known = {
    said: () => words.evidence.said(whoSpeaks(them, words.address.unknownWho), when),
    observed: () => words.evidence.observed(notedByName ?? words.evidence.staff, when),
    inferred: () => words.evidence.inferred(when),
  }[source]()
  return lastConfirmedOn > notedOn ? `${known} · ${words.evidence.stillTrue(heardOn(lastConfirmedOn, say))}` : known
}
