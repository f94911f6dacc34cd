import type { CareAct, Day, OpenDays, TodaySource } from '../../../platform/collected/today.ts'
import type { Db } from '../../../platform/db/db.ts'
import { addDays, daysBetween } from '../../../values/civil-date.ts'
import { fallsWithin, prepareFrom } from '../../../values/occasions.ts'
import { type Holder, may, type Role } from '../../../values/rights.ts'
import { daysOfHouse, type HouseDay } from './days.ts'

/** What the calendar of occasions adds to Today: a day of the house that one begins to prepare, from then until it has come. */

const PREFIX = 'house-day'
/** The longest preparation, closed weeks among it: fifteen working days before 23 Chạp for Tết. */
const MOST_AHEAD = 60

const prepares: ReadonlySet<Role> = new Set(['owner', 'manager', 'marketing'])

const actOf = (day: HouseDay, on: string, from: string, { today, language }: Day): CareAct => ({
  key: `${PREFIX}:${on}:${day.key}`,
  group: 'greet',
  kind: PREFIX,
  customerId: null,
  at: on === today ? null : on,
  parts: {
    on,
    inDays: daysBetween(today, on),
    name: day.names[language],
    calendar: day.calendar,
    month: day.month,
    day: day.day,
    isLeap: false,
    occasionKey: day.key,
    begunOn: from,
  },
  reasons: [],
  ends: ['done', 'later', 'refused'],
  stake: 44 - Math.min(20, daysBetween(today, on) / 3),
  isSample: false,
})

async function acts(db: Db, day: Day, who: Holder, resting: ReadonlySet<string>, openDays: OpenDays): Promise<CareAct[]> {
  if (!prepares.has(who.role) || !may(who, 'messages.write')) return []
  const isOpen = await openDays(db, day.now)
  const kept = (await daysOfHouse(db)).filter(({ isKept }) => isKept)
  return kept
    .flatMap((one) => {
      const on = fallsWithin(one, day.today, addDays(day.today, MOST_AHEAD))[0]
      const from = on && prepareFrom(on, one.prepareDays, one.readyBefore, isOpen)
      return on && from && from <= day.today ? [actOf(one, on, from, day)] : []
    })
    .filter(({ key }) => !resting.has(key))
}

/** `openDays` tells on which days the house works: its calendars are a later room's. */
export const cardsToday = (openDays: OpenDays): TodaySource => ({
  prefixes: [PREFIX],
  acts: (db, day, who, resting) => acts(db, day, who, resting, openDays),
})
