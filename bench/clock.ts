import { businessCalendar, type CalendarRules, type LocalInterval, weekdays } from '../src/values/business-calendar.ts'
import { type Clock, dueOf, elapsedAt, levelAt } from '../src/values/business-clock.ts'
import { addDays } from '../src/values/civil-date.ts'
import { processorYardstick, verdict } from './yardstick.ts'

/** The dues of a million open promises reckoned anew, as when a policy changes: `node bench/clock.ts`. One process, one core, no database. */

const PROMISES = 1_000_000
const LIMIT_MS = 20_000
const NOW = Date.UTC(2026, 10, 22) / 1000
const DAY = 86_400

/** The same numbers in every run (Mulberry32). */
let seed = 20261122
function chance(): number {
  seed = (seed + 0x6d2b79f5) | 0
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
}
const upTo = (most: number): number => Math.floor(chance() * most)

const zones = ['Asia/Ho_Chi_Minh', 'Asia/Ho_Chi_Minh', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe']
const hours: LocalInterval[][] = [
  [
    ['08:00', '12:00'],
    ['13:30', '17:30'],
  ],
  [['09:00', '21:00']],
  [['22:00', '06:00']],
  [
    ['07:30', '11:30'],
    ['13:00', '17:00'],
    ['18:00', '20:00'],
  ],
]
const holidays = Array.from({ length: 60 }, (_, at) => addDays('2025-01-01', at * 17))

/** Twenty calendars: five zones, four weeks each; one of them is always open. */
const calendarRules: CalendarRules[] = Array.from({ length: 20 }, (_, at) => ({
  zone: zones[at % zones.length] ?? 'UTC',
  weekly: Object.fromEntries(weekdays.slice(0, 5 + (at % 3)).map((day) => [day, hours[at % hours.length] ?? []])),
  closed: holidays,
  special: { '2026-12-24': [['08:00', '11:00']] },
  always: at === 19,
}))

/** Targets from five minutes to ten days' hours, begun in the last ninety days; every fifth was paused, some still are. */
function promises(): Clock[] {
  const calendars = calendarRules.map(businessCalendar)
  const anyCalendar = () =>
    calendars[upTo(calendars.length)] ?? businessCalendar({ zone: 'UTC', weekly: {}, closed: [], special: {}, always: true })
  return Array.from({ length: PROMISES }, (_, at) => {
    const start = NOW - upTo(90 * DAY)
    const clock = { calendar: anyCalendar(), start, targetSeconds: 300 + upTo(10 * 8 * 3600) }
    if (at % 5 !== 0) return clock
    const pauses = Array.from({ length: 1 + upTo(3) }, () => {
      const from = start + upTo(5 * DAY)
      return { from, to: chance() < 0.2 ? null : from + upTo(2 * DAY) }
    })
    return { ...clock, pauses }
  })
}

const before = processorYardstick()
const open = promises()
console.log(
  `${PROMISES} promises on ${calendarRules.length} calendars; yardstick: CPU loop ${before.loopMs.toFixed(0)} ms, factor ${before.factor.toFixed(2)}`,
)

/** Runs once over all; the first time lays the dates out, so that it is told apart. */
function measure(name: string, limit: number, one: (clock: Clock) => number): void {
  const began = performance.now()
  const usedBefore = process.cpuUsage()
  let sum = 0
  for (const clock of open) sum += one(clock)
  const used = process.cpuUsage(usedBefore)
  console.log(
    `${verdict(name, performance.now() - began, limit, before)}, processor ${((used.user + used.system) / 1000).toFixed(0)} ms, check sum ${sum}`,
  )
}

const counted = { due: 0, paused: 0, no_open_time: 0 }
measure('dues, dates laid out on the way', LIMIT_MS, (clock) => {
  const due = dueOf(clock)
  counted[due.is]++
  return due.is === 'due' ? due.at - NOW : 0
})
console.log(`         ${counted.due} due, ${counted.paused} paused, ${counted.no_open_time} without open time`)
measure('dues again', LIMIT_MS, (clock) => {
  const due = dueOf(clock)
  return due.is === 'due' ? due.at - NOW : 0
})
measure('due, at risk at 75 %, a level two open hours after, and elapsed now', LIMIT_MS, (clock) => {
  const [risk, level] = [levelAt(clock, { atFraction: 0.75 }), levelAt(clock, { afterDueSeconds: 7200, clock: 'business' })]
  return (risk ?? NOW) + (level ?? NOW) - 2 * NOW + elapsedAt(clock, NOW)
})
const after = processorYardstick()
console.log(
  `yardstick after: CPU loop ${after.loopMs.toFixed(0)} ms, factor ${after.factor.toFixed(2)}; peak resident ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`,
)
