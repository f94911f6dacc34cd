import type { MadeOccasion, MadePassing, MadeThanks, MadeTie, StaffKey } from './made.ts'
import { staffName } from './people.ts'

/** What stands around the customers of the sample, as rows of the tables. */

type Row = Record<string, unknown>
type StaffIds = ReadonlyMap<StaffKey, string>

/** Each tie at both its ends. */
export const tieRows = (ties: readonly MadeTie[], ids: StaffIds): Row[] =>
  ties.flatMap((tie) => {
    const both = {
      relationship_id: tie.id,
      kind: tie.kind,
      since: tie.since,
      noted_by: ids.get(tie.by) ?? null,
      noted_by_name: staffName(tie.by),
      noted_on: tie.notedOn,
      version: 1,
    }
    return [
      {
        customer_id: tie.customerId,
        other_customer_id: tie.otherId,
        side: 'from',
        words: tie.words,
        first_customer_id: tie.customerId,
        ...both,
      },
      {
        customer_id: tie.otherId,
        other_customer_id: tie.customerId,
        side: 'to',
        words: tie.wordsBack,
        first_customer_id: tie.otherId,
        ...both,
      },
    ]
  })

export const occasionRows = (occasions: readonly MadeOccasion[], ids: StaffIds): Row[] =>
  occasions.map((occasion) => ({
    customer_id: occasion.customerId,
    occasion_id: occasion.id,
    kind: occasion.kind,
    label: occasion.label,
    calendar: occasion.calendar,
    year: occasion.year,
    month: occasion.month,
    day: occasion.day,
    is_leap: occasion.isLeap,
    written: occasion.written,
    source: occasion.source,
    noted_by: ids.get(occasion.by) ?? null,
    noted_by_name: staffName(occasion.by),
    noted_on: occasion.notedOn,
    first_customer_id: occasion.customerId,
    version: 1,
  }))

export const passingRows = (passings: readonly MadePassing[], ids: StaffIds): Row[] =>
  passings.map(({ id, at, kind, heardFrom, words, by }) => ({
    passing_id: id,
    at: new Date(at),
    kind,
    heard_from: heardFrom,
    words,
    told_customer: false,
    staff_id: ids.get(by) ?? null,
    is_sample: true,
  }))

/** Thanks to who was hired with the sample. */
export const thanksRows = (thanks: readonly MadeThanks[], ids: StaffIds): Row[] =>
  thanks.flatMap(({ id, at, to, from, customerId, words }) => {
    const receiver = ids.get(to)
    if (!receiver) return []
    const giver = from === null ? null : (ids.get(from) ?? null)
    return [{ praise_id: id, staff_id: receiver, from_staff_id: giver, customer_id: customerId, words, at: new Date(at), is_sample: true }]
  })
