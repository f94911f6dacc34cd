import { announcedTet } from '../../rooms/promises/calendars/announced-tet.data.ts'
import { asRules, type Hours } from '../../rooms/promises/calendars/rules.ts'
import { usualLevels } from '../../rooms/promises/counting.ts'
import { type BusinessCalendar, businessCalendar } from '../../values/business-calendar.ts'
import { addDays } from '../../values/civil-date.ts'
import { defaultTet, publicHolidays } from '../../values/public-holidays.ts'
import { dayIn } from '../../values/zone.ts'
import { type HoursKey, hoursTold, REGULARS_TAG, type StandardKey, standardsTold } from './standards.data.ts'

/** The calendars of the sample house with the days on which it rests, and its standards; the same for the same years. */

const YEARS_BEHIND = 4
const YEARS_AHEAD = 2

type Told = (typeof hoursTold)[number]
type Closed = Hours['closed'][number]

/** The days of a year on which it rests, with their names. */
function closedIn({ rests, holidays }: Told, year: number): Closed[] {
  const mung1 = addDays(defaultTet(year).from, 1)
  const tet =
    rests === 'announced'
      ? (announcedTet[year] ?? defaultTet(year))
      : rests && { from: addDays(mung1, rests.from), to: addDays(mung1, rests.to) }
  const days = tet ? publicHolidays(year, { tet }) : []
  return days.filter(({ key }) => holidays || key === 'tet').map(({ date, names: { vi, en } }) => ({ date, name: { vi, en } }))
}

/** The last batch before the kiln rests is taken out in the morning. */
const lastBatch = (year: number): string => addDays(defaultTet(year).from, -7)

export type MadeHours = { key: HoursKey; id: string; versionId: string; name: string; hours: Hours }

/** Ids of a calendar's and a standard's version follow from its own: there is one of each. */
const versionOf = (id: string): string => `${id.slice(0, 28)}9${id.slice(29)}`

/** The calendars as the sample brings them in. */
export function hoursOf(now: number, zone: string): MadeHours[] {
  const year = Number(dayIn(zone, now).slice(0, 4))
  const years = Array.from({ length: YEARS_BEHIND + YEARS_AHEAD + 1 }, (_, at) => year - YEARS_BEHIND + at)
  return hoursTold.map((told) => ({
    key: told.key,
    id: told.id,
    versionId: versionOf(told.id),
    name: told.name,
    hours: {
      zone,
      weekly: Object.fromEntries(Object.entries(told.weekly).map(([day, hours]) => [day, hours.map(([from, to]) => [from, to])])),
      closed: years.flatMap((one) => closedIn(told, one)),
      special: told.key === 'kiln' ? Object.fromEntries(years.map((one) => [lastBatch(one), [['07:00', '11:00']]])) : {},
      reasons:
        told.key === 'kiln'
          ? Object.fromEntries(years.map((one) => [lastBatch(one), { vi: 'Ra mẻ cuối năm', en: 'Last batch of the year' }]))
          : {},
      isAlways: told.isAlways,
    },
  }))
}

export type MadeStandard = (typeof standardsTold)[number] & {
  versionId: string
  match: { tag?: string; customerId?: string }
  atRiskFraction: number
  levels: typeof usualLevels
}

export const standardsOf = (maiId: string): MadeStandard[] =>
  standardsTold.map((told) => ({
    ...told,
    versionId: versionOf(told.id),
    match: told.key === 'regulars' ? { tag: REGULARS_TAG } : told.key === 'mai' ? { customerId: maiId } : {},
    atRiskFraction: 0.75,
    levels: usualLevels,
  }))

/** What promises are counted by. */
export type Ways = {
  hours: ReadonlyMap<HoursKey, MadeHours & { calendar: BusinessCalendar }>
  standards: ReadonlyMap<StandardKey, MadeStandard>
}

export const waysOf = (now: number, zone: string, maiId: string): Ways => ({
  hours: new Map(hoursOf(now, zone).map((one) => [one.key, { ...one, calendar: businessCalendar(asRules(one.hours)) }])),
  standards: new Map(standardsOf(maiId).map((one) => [one.key, one])),
})
