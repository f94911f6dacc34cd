import { Temporal } from 'temporal-polyfill'
import type { CalendarRules, LocalInterval, Weekday } from '../../src/values/business-calendar.ts'
import type { Pause } from '../../src/values/business-clock.ts'

/**
 * Promises reckoned the long way: second by second, each asked whether somebody is there. Written from the sentences of the rules alone,
 * with another library's clocks, and only for calendars whose hours lie on quarters of an hour.
 */

const QUARTER = 900
const NAMES: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

export type Walk = {
  isOpen(moment: number): boolean
  dateOf(moment: number): string
  /** The moment at which so many seconds have run, or what is left of them at the end of the walk. */
  run(start: number, seconds: number, pauses: readonly Pause[], end: number): { at: number } | { left: number }
  /** The end of the date's last open second; undefined where it has none. */
  lastClosing(date: string, from: number, end: number): number | undefined
}

export function walkOn(rules: CalendarRules): Walk {
  const byDate = new Map<string, [number, number][]>()
  const quarters = new Map<number, { date: string; isOpen: boolean }>()

  const localMoment = (date: string, time: string): number => {
    const [hours = 0, minutes = 0] = time.split(':').map(Number)
    const day = Temporal.PlainDate.from(date)
    const at = hours === 24 ? day.add({ days: 1 }).toPlainDateTime() : day.toPlainDateTime({ hour: hours, minute: minutes })
    return at.toZonedDateTime(rules.zone, { disambiguation: 'compatible' }).epochMilliseconds / 1000
  }
  const runsOver = ([start, end]: LocalInterval): boolean => end <= start

  const hoursOf = (date: string): LocalInterval[] => {
    const ofTheDate = (list: readonly LocalInterval[]) => list.map((one): LocalInterval => (runsOver(one) ? [one[0], '24:00'] : one))
    const special = rules.special[date]
    if (special !== undefined) return ofTheDate(special)
    if (rules.closed.includes(date)) return []
    const day = Temporal.PlainDate.from(date).dayOfWeek - 1
    const own = rules.weekly[NAMES[day] ?? 'mon'] ?? []
    const before = rules.weekly[NAMES[(day + 6) % 7] ?? 'mon'] ?? []
    return [...ofTheDate(own), ...before.filter(runsOver).map(([, end]): LocalInterval => ['00:00', end])]
  }
  const openOn = (date: string): [number, number][] => {
    const known = byDate.get(date)
    if (known !== undefined) return known
    const made = hoursOf(date).map(([start, end]): [number, number] => [localMoment(date, start), localMoment(date, end)])
    byDate.set(date, made)
    return made
  }
  const quarterOf = (moment: number) => {
    const number = Math.floor(moment / QUARTER)
    const known = quarters.get(number)
    if (known !== undefined) return known
    const at = number * QUARTER
    const date = Temporal.Instant.fromEpochMilliseconds(at * 1000)
      .toZonedDateTimeISO(rules.zone)
      .toPlainDate()
      .toString()
    const quarter = { date, isOpen: rules.always || openOn(date).some(([start, end]) => at >= start && at < end) }
    quarters.set(number, quarter)
    return quarter
  }

  return {
    isOpen: (moment) => quarterOf(moment).isOpen,
    dateOf: (moment) => quarterOf(moment).date,
    run(start, seconds, pauses, end) {
      let left = seconds
      if (left === 0) return { at: start }
      for (let second = start; second < end; second++) {
        const isPaused = pauses.some(({ from, to }) => second >= from && (to === null || second < to))
        if (!isPaused && quarterOf(second).isOpen) left--
        if (left === 0) return { at: second + 1 }
      }
      return { left }
    },
    lastClosing(date, from, end) {
      let last: number | undefined
      for (let at = Math.floor(from / QUARTER) * QUARTER; at < end; at += QUARTER) {
        const quarter = quarterOf(at)
        if (quarter.date === date && quarter.isOpen) last = at + QUARTER
      }
      return last
    },
  }
}
