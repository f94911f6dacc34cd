import { describe, expect, it } from 'vitest'
import { businessCalendar } from './business-calendar.ts'
import {
  atRiskOf,
  businessDaysDue,
  type ConversationEvent,
  dueOf,
  elapsedAt,
  firstResponseOf,
  levelAt,
  outcomeOf,
  resolutionOf,
  shareOf,
  waitingSince,
} from './business-clock.ts'

const at = (text: string): number => Date.parse(text.length === 16 ? `${text}:00+07:00` : text) / 1000
const none = { weekly: {}, closed: [], special: {}, always: false }
const day = [
  ['08:00', '12:00'],
  ['13:30', '17:30'],
] as const
const zone = 'Asia/Ho_Chi_Minh'
const office = businessCalendar({ ...none, zone, weekly: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [['08:00', '12:00']] } })
const nobody = businessCalendar({ ...none, zone })
const always = businessCalendar({ ...none, zone, always: true })
const due = (text: string) => ({ is: 'due', at: at(text) })

describe('a due', () => {
  const clock = (start: string, hours: number, pauses: [string, string | null][] = []) => ({
    calendar: office,
    start: at(start),
    targetSeconds: hours * 3600,
    pauses: pauses.map(([from, to]) => ({ from: at(from), to: to === null ? null : at(to) })),
  })

  it('used up at closing is due at closing, and nothing to wait for is due at once, even at night', () => {
    expect(dueOf(clock('2026-03-10T11:00', 1))).toEqual(due('2026-03-10T12:00'))
    expect(dueOf(clock('2026-03-10T23:00', 0))).toEqual(due('2026-03-10T23:00'))
  })

  it('a pause over a weekend costs only the open hours in it', () => {
    // Friday 16:30 to Monday 09:00: an hour of Friday, four of Saturday, one of Monday.
    expect(dueOf(clock('2026-03-13T15:30', 3, [['2026-03-13T16:30', '2026-03-16T09:00']]))).toEqual(due('2026-03-16T11:00'))
    expect(elapsedAt(clock('2026-03-13T15:30', 3, [['2026-03-13T16:30', '2026-03-16T09:00']]), at('2026-03-16T10:00'))).toBe(2 * 3600)
  })

  it('pauses may overlap, stand in any order, and begin before the start', () => {
    const pauses: [string, string][] = [
      ['2026-03-10T10:00', '2026-03-10T11:00'],
      ['2026-03-10T07:00', '2026-03-10T09:00'],
      ['2026-03-10T10:30', '2026-03-10T11:30'],
      ['2026-03-09T07:00', '2026-03-09T09:00'],
      ['2026-03-10T10:45', '2026-03-10T10:45'],
    ]
    // Open and not paused: 9:00 to 10:00, 11:30 to 12:00, from 13:30 on.
    expect(dueOf(clock('2026-03-10T08:00', 2, pauses))).toEqual(due('2026-03-10T14:00'))
  })

  it('while a pause is open nobody knows it, unless the time was used up before', () => {
    const still: [string, null][] = [['2026-03-10T10:00', null]]
    expect(dueOf(clock('2026-03-10T09:00', 3, still))).toEqual({ is: 'paused', remainingSeconds: 7200 })
    expect(dueOf(clock('2026-03-10T09:00', 1, still))).toEqual(due('2026-03-10T10:00'))
    expect(elapsedAt(clock('2026-03-10T09:00', 3, still), at('2026-04-10T10:00'))).toBe(3600)
    expect(dueOf({ ...clock('2026-03-10T09:00', 3, still), calendar: nobody })).toEqual({ is: 'paused', remainingSeconds: 10_800 })
  })

  it('is not sought beyond 400 days', () => {
    expect(dueOf({ ...clock('2026-03-10T09:00', 1), calendar: nobody })).toEqual({ is: 'no_open_time' })
    const start = at('2026-03-10T09:00')
    const [fits, tooLong] = [400 * 86_400, 400 * 86_400 + 1]
    expect(dueOf({ calendar: always, start, targetSeconds: fits })).toEqual({ is: 'due', at: start + fits })
    expect(dueOf({ calendar: always, start, targetSeconds: tooLong })).toEqual({ is: 'no_open_time' })
    // A pause that outlasts the search, and one that begins after it.
    expect(dueOf({ ...clock('2026-03-10T09:00', 1, [['2026-03-10T09:00', '2027-06-10T09:00']]) })).toEqual({ is: 'no_open_time' })
    expect(dueOf({ ...clock('2026-03-10T09:00', 1, [['2027-06-10T09:00', null]]), calendar: nobody })).toEqual({ is: 'no_open_time' })
  })

  it('runs through a house closed for 45 days and over a leap day', () => {
    const closed = Array.from({ length: 45 }, (_, nth) => new Date(Date.UTC(2028, 0, 20 + nth)).toISOString().slice(0, 10))
    const pausing = businessCalendar({ ...none, zone, weekly: { mon: day, tue: day, wed: day, thu: day, fri: day }, closed })
    expect(closed.at(-1)).toBe('2028-03-04')
    // Wednesday 19 January 16:30 leaves one hour; the next open date is Monday 6 March.
    expect(dueOf({ calendar: pausing, start: at('2028-01-19T16:30'), targetSeconds: 7200 })).toEqual(due('2028-03-06T09:00'))
    const leap = businessCalendar({ ...none, zone, weekly: { mon: day, tue: day, wed: day } })
    expect(dueOf({ calendar: leap, start: at('2028-02-28T17:00'), targetSeconds: 8.5 * 3600 })).toEqual(due('2028-02-29T17:30'))
  })
})

describe('warnings and the outcome', () => {
  const clock = { calendar: office, start: at('2026-03-10T14:00'), targetSeconds: 14_400 }

  it('a share of a target is rounded up to the second, of the fraction as it is written', () => {
    expect(shareOf(1001, 0.75)).toBe(751)
    expect(shareOf(100, 1 / 3)).toBe(34)
    expect([0.55 * 100 > 55, shareOf(100, 0.55)]).toEqual([true, 55])
    expect([shareOf(3600, 0), shareOf(3600, 1), shareOf(3600, 2), shareOf(10, 1e-7)]).toEqual([0, 3600, 7200, 1])
  })

  it('wake people in open time, or by the clock on the wall', () => {
    expect(atRiskOf(clock, 0.75)).toBe(at('2026-03-10T17:00'))
    expect(levelAt(clock, { atFraction: 1 })).toBe(at('2026-03-11T08:30'))
    expect(levelAt(clock, { afterDueSeconds: 4 * 3600, clock: 'business' })).toBe(at('2026-03-11T14:00'))
    expect(levelAt(clock, { afterDueSeconds: 4 * 3600, clock: 'wall' })).toBe(at('2026-03-11T12:30'))
  })

  it('pauses hold up a share, but nothing after the due', () => {
    const paused = {
      ...clock,
      pauses: [
        { from: at('2026-03-10T15:00'), to: at('2026-03-10T16:00') },
        { from: at('2026-03-11T09:30'), to: null },
      ],
    }
    expect(atRiskOf(paused, 0.5)).toBe(at('2026-03-10T17:00'))
    expect(levelAt(paused, { afterDueSeconds: 3600, clock: 'business' })).toBe(at('2026-03-11T10:30'))
    const still = { ...clock, pauses: [{ from: at('2026-03-10T15:00'), to: null }] }
    expect([atRiskOf(still, 0.25), atRiskOf(still, 0.5), levelAt(still, { afterDueSeconds: 0, clock: 'wall' })]).toEqual([
      at('2026-03-10T15:00'),
      undefined,
      undefined,
    ])
  })

  it('kept to the second, late by one', () => {
    expect([outcomeOf(100, 100, 500), outcomeOf(100, 101, 500), outcomeOf(100, null, 100), outcomeOf(100, null, 101)]).toEqual([
      'met',
      'breached',
      'running',
      'breached',
    ])
    expect([outcomeOf(null, null, 500), outcomeOf(null, 400, 500)]).toEqual(['running', 'met'])
  })
})

describe('business days', () => {
  const days = (start: string, count: number, cutOff?: number) =>
    businessDaysDue({ calendar: office, start: at(start), days: count, ...(cutOff === undefined ? {} : { cutOff }) })

  it('begin today before the cut-off and on the next open date from it on', () => {
    expect(days('2026-03-11T14:59', 3, 15 * 3600)).toBe(at('2026-03-14T12:00'))
    expect(days('2026-03-11T15:00', 3, 15 * 3600)).toBe(at('2026-03-16T17:30'))
    expect([days('2026-03-11T17:29', 0), days('2026-03-11T17:30', 0)]).toEqual([at('2026-03-11T17:30'), at('2026-03-12T17:30')])
    // Sunday: day 0 is Monday.
    expect(days('2026-03-15T09:00', 1)).toBe(at('2026-03-17T17:30'))
  })

  it('the last closing of a night desk is midnight, and where nobody comes there is none', () => {
    const desk = businessCalendar({ ...none, zone, weekly: { mon: [['22:00', '06:00']] } })
    expect(businessDaysDue({ calendar: desk, start: at('2026-03-09T23:00'), days: 1 })).toBe(at('2026-03-10T06:00'))
    expect(businessDaysDue({ calendar: nobody, start: at('2026-03-09T23:00'), days: 1 })).toBeUndefined()
    expect(businessDaysDue({ calendar: always, start: at('2026-03-09T23:00'), days: 1 })).toBe(at('2026-03-11T00:00'))
    expect([
      businessDaysDue({ calendar: always, start: at('2026-03-09T00:00'), days: 399 }),
      businessDaysDue({ calendar: always, start: at('2026-03-09T00:00'), days: 400 }),
    ]).toEqual([at('2026-03-09T00:00') + 400 * 86_400, undefined])
  })
})

describe('what starts and stops a clock', () => {
  const talk: ConversationEvent[] = [
    { at: 5, type: 'public_reply' },
    { at: 10, type: 'customer_message' },
    { at: 40, type: 'customer_message' },
    { at: 20, type: 'automatic_reply' },
    { at: 30, type: 'internal_note' },
    { at: 50, type: 'public_reply' },
    { at: 50, type: 'customer_message' },
  ]

  it('only a person’s public answer answers, and it answers everything before it', () => {
    expect([9, 10, 45, 49].map((moment) => waitingSince(talk, moment))).toEqual([undefined, 10, 10, 10])
    // The answer and the next question came in the same second, in this order.
    expect(waitingSince(talk, 50)).toBe(50)
    expect(firstResponseOf(talk)).toEqual({ start: 10, done: 50 })
    expect(firstResponseOf(talk.slice(0, 1))).toBeUndefined()
    expect(firstResponseOf(talk.slice(0, 4))).toEqual({ start: 10, done: null })
  })

  it('from resolved to reopened is a pause', () => {
    const turns = [
      { at: 10, type: 'resolved' },
      { at: 12, type: 'resolved' },
      { at: 20, type: 'reopened' },
      { at: 25, type: 'reopened' },
      { at: 30, type: 'resolved' },
    ] as const
    expect(resolutionOf(turns)).toEqual({ pauses: [{ from: 10, to: 20 }], done: 30 })
    expect(resolutionOf(turns.slice(0, 4))).toEqual({ pauses: [{ from: 10, to: 20 }], done: null })
  })
})
