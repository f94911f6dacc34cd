import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { walkOn } from '../../test/support/second-walk.ts'
import { businessCalendar, type CalendarRules, type LocalInterval, lastClosing, weekdays } from './business-calendar.ts'
import { businessDaysDue, dueOf, elapsedAt, levelAt, type Pause, shareOf } from './business-clock.ts'
import { addDays } from './civil-date.ts'
import { changeClock } from './clock-change.ts'
import { isOpenAt, nextOpening, openIntervals, openSeconds } from './open-time.ts'

/** Zones, and a date in the middle of the walk: clocks go forward, back, by half an hour, over midnight, or leave a date out. */
const places: readonly [zone: string, date: string][] = [
  ['Asia/Ho_Chi_Minh', '2026-02-17'],
  ['Asia/Ho_Chi_Minh', '2028-02-29'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Pacific/Apia', '2011-12-30'],
  ['America/Santiago', '2026-04-05'],
  ['America/Santiago', '2026-09-06'],
  ['Africa/Cairo', '2026-04-24'],
  ['America/Havana', '2026-11-01'],
  // Where one stretch of dates laid out at once ends and the next begins.
  ['America/New_York', '2026-10-10'],
  ['Asia/Ho_Chi_Minh', '2026-01-27'],
]
const DAYS = 11
const DAY = 86_400

const two = (n: number): string => String(n).padStart(2, '0')
const timeOf = (quarter: number): string => `${two(Math.floor(quarter / 4))}:${two((quarter % 4) * 15)}`
const interval = fc
  .oneof(
    fc.tuple(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 0, max: 96 })),
    fc.constantFrom<[number, number]>([88, 24], [0, 96], [32, 48], [54, 70], [9, 10], [10, 20], [4, 8], [96 - 4, 6]),
  )
  .map(([start, end]): LocalInterval => [timeOf(start), timeOf(end)])
const hours = fc.array(interval, { maxLength: 2 })

const world = fc
  .record({
    place: fc.constantFrom(...places),
    always: fc.integer({ min: 0, max: 19 }).map((n) => n === 0),
    weekly: fc.array(hours, { minLength: 7, maxLength: 7 }),
    closed: fc.array(fc.integer({ min: 0, max: DAYS }), { maxLength: 3 }),
    special: fc.array(fc.tuple(fc.integer({ min: 0, max: DAYS }), hours), { maxLength: 2 }),
    startsAt: fc.integer({ min: 0, max: 4 * DAY }),
    target: fc.oneof(fc.constantFrom(0, 1, 3600, 28_800), fc.integer({ min: 1, max: 4 * DAY })),
    pauses: fc.array(fc.tuple(fc.integer({ min: -DAY, max: 6 * DAY }), fc.oneof(fc.integer({ min: 0, max: 2 * DAY }), fc.constant(null))), {
      maxLength: 3,
    }),
    askedAfter: fc.integer({ min: -3600, max: 5 * DAY }),
  })
  .map(({ place: [zone, middle], always, weekly, closed, special, startsAt, target, pauses, askedAfter }) => {
    const first = addDays(middle, -4)
    const rules: CalendarRules = {
      zone,
      always,
      weekly: Object.fromEntries(weekdays.map((day, at) => [day, weekly[at] ?? []])),
      closed: closed.map((at) => addDays(first, at)),
      special: Object.fromEntries(special.map(([at, intervals]) => [addDays(first, at), intervals])),
    }
    const dawn = Temporal.PlainDate.from(first).toZonedDateTime(zone).epochMilliseconds / 1000
    const start = dawn + startsAt
    return {
      rules,
      first,
      dawn,
      start,
      target,
      end: dawn + DAYS * DAY,
      pauses: pauses.map(([from, length]): Pause => ({ from: start + from, to: length === null ? null : start + from + length })),
      asked: start + askedAfter,
    }
  })

const runs = { numRuns: 120 }

describe('a promise comes to the same as when every second is asked whether somebody is there', () => {
  it('its due, what is left of it in a pause, and what has run', () => {
    let known = 0
    fc.assert(
      fc.property(world, ({ rules, start, target, pauses, end, asked }) => {
        const calendar = businessCalendar(rules)
        const clock = { calendar, start, targetSeconds: target, pauses }
        const walk = walkOn(rules)
        const walked = walk.run(start, target, pauses, end)
        const due = dueOf(clock)
        if ('at' in walked) {
          known++
          expect(due).toEqual({ is: 'due', at: walked.at })
        } else if (pauses.some(({ to }) => to === null)) expect(due).toEqual({ is: 'paused', remainingSeconds: walked.left })
        else expect(due.is === 'due' ? due.at : Number.POSITIVE_INFINITY).toBeGreaterThan(end)
        // Counted down from more than it can use up.
        const counted = walk.run(start, 1e9, pauses, asked)
        expect(elapsedAt(clock, asked)).toBe(1e9 - ('left' in counted ? counted.left : 0))
      }),
      runs,
    )
    expect(known).toBeGreaterThan(30)
  })

  it('its warnings, by any share of it', () => {
    fc.assert(
      fc.property(world, fc.constantFrom(0, 0.1, 0.3, 0.55, 0.75, 1, 1.2), ({ rules, start, target, pauses, end }, fraction) => {
        const walked = walkOn(rules).run(start, shareOf(target, fraction), pauses, end)
        const at = levelAt({ calendar: businessCalendar(rules), start, targetSeconds: target, pauses }, { atFraction: fraction })
        if ('at' in walked) expect(at).toBe(walked.at)
        else expect(at ?? Number.POSITIVE_INFINITY).toBeGreaterThan(end)
      }),
      runs,
    )
  })

  it('a change carried on from the moment it was made', () => {
    fc.assert(
      fc.property(world, world, fc.integer({ min: -3600, max: 3 * DAY }), ({ rules, start, target, pauses, end }, other, later) => {
        const next = { ...other.rules, zone: rules.zone }
        const changedAt = start + later
        const terms = {
          old: { calendar: businessCalendar(rules), targetSeconds: target },
          new: { calendar: businessCalendar(next), targetSeconds: other.target },
        }
        const changed = changeClock({ start, changedAt, pauses, ...terms })
        expect(changed.keep).toEqual(dueOf({ ...terms.old, start, pauses }))
        expect(changed.recompute.due).toEqual(dueOf({ ...terms.new, start, pauses }))
        const { due } = changed.recompute
        expect(changed.recompute.isBreachedAtChange).toBe(due.is === 'due' && due.at < changedAt)
        const used = walkOn(rules).run(start, 1e9, pauses, changedAt)
        const consumed = 1e9 - ('left' in used ? used.left : 0)
        expect(changed.carry.consumedSeconds).toBe(consumed)
        const rest = Math.max(0, other.target - consumed)
        expect(changed.carry.remainingSeconds).toBe(rest)
        const walked = walkOn(next).run(Math.max(start, changedAt), rest, pauses, end)
        if ('at' in walked) expect(changed.carry.due).toEqual({ is: 'due', at: walked.at })
        else expect(changed.carry.due.is === 'due' ? changed.carry.due.at : Number.POSITIVE_INFINITY).toBeGreaterThan(end)
      }),
      { numRuns: 60 },
    )
  })

  it('business days, counted date by date', () => {
    let known = 0
    const cutOff = fc.oneof(fc.constant(undefined), fc.integer({ min: 0, max: 96 }))
    fc.assert(
      fc.property(world, fc.integer({ min: 0, max: 4 }), cutOff, ({ rules, first, dawn, start, end }, days, quarter) => {
        const walk = walkOn(rules)
        const calendar = businessCalendar(rules)
        const today = walk.dateOf(start)
        let left = days
        let isFound = false
        let due: number | undefined
        for (let at = 0; at < DAYS - 1 && due === undefined; at++) {
          const date = addDays(first, at)
          const closing = walk.lastClosing(date, dawn, end)
          expect(lastClosing(calendar, date)).toBe(closing)
          if (date < today || closing === undefined) continue
          const cut =
            quarter === undefined
              ? closing
              : Temporal.PlainDate.from(date)
                  .toPlainDateTime()
                  .add({ minutes: quarter * 15 })
                  .toZonedDateTime(rules.zone, { disambiguation: 'compatible' }).epochMilliseconds / 1000
          if (isFound) left--
          else if (date > today || start < cut) isFound = true
          if (isFound && left === 0) due = closing
        }
        const answer = businessDaysDue({ calendar, start, days, ...(quarter === undefined ? {} : { cutOff: quarter * 900 }) })
        if (due === undefined) return
        known++
        expect(answer).toBe(due)
      }),
      runs,
    )
    expect(known).toBeGreaterThan(50)
  })

  it('whether it is open, the next opening, and the open intervals one after the other', () => {
    fc.assert(
      fc.property(world, ({ rules, start, end }) => {
        const walk = walkOn(rules)
        const calendar = businessCalendar(rules)
        const listed: { start: number; end: number }[] = []
        for (const one of openIntervals(calendar, start)) {
          if (one.start >= end) break
          listed.push(one)
        }
        let [firstOpen, open]: [number | undefined, number] = [undefined, 0]
        const wrong: number[] = []
        for (let second = start; second < end; second++) {
          if (walk.isOpen(second)) {
            firstOpen ??= second
            open++
          }
          if (second % 97 === 0 && isOpenAt(calendar, second) !== walk.isOpen(second)) wrong.push(second)
        }
        expect(wrong).toEqual([])
        expect(openSeconds(calendar, start, end)).toBe(open)
        expect(listed.reduce((sum, one) => sum + Math.min(one.end, end) - one.start, 0)).toBe(open)
        expect(listed.every((one, at) => one.start < one.end && one.start >= (listed[at - 1]?.end ?? start))).toBe(true)
        const next = nextOpening(calendar, start)
        if (firstOpen === undefined) expect(next ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(end)
        else expect(next).toBe(firstOpen)
      }),
      { numRuns: 40 },
    )
  })
})
