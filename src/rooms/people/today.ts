import { z } from 'zod'
import type { CareAct, CareEnd, Day, OpenDays, TodaySource } from '../../platform/collected/today.ts'
import type { Db } from '../../platform/db/db.ts'
import type { Who } from '../../platform/http/who.ts'
import { Refusal } from '../../platform/refusal.ts'
import { addDays, daysBetween } from '../../values/civil-date.ts'
import { lunarOf } from '../../values/lunar-date.ts'
import { prepareFrom } from '../../values/occasions.ts'
import { type Holder, may, type Role } from '../../values/rights.ts'
import type { Preference } from './customer.ts'
import { isGreeted } from './occasion-rules.ts'
import { type NearOccasion, occasionsNear } from './occasions.ts'
import { confirmPreference, preferencesToConfirm, refutePreference, restorePreference, unconfirmPreference } from './preferences.ts'
import { preferencesOfAll, type ToConfirm } from './preferences-store.ts'
import { findAll } from './store.ts'

/** What people add to Today: facts that were not confirmed for long, and days to remember. */

const MOST = 50
/** A card is written and a flower ordered within five days on which the house is open, and a week in any case. */
const PREPARE_DAYS = 5
const DAYS_AHEAD = 7
/** However long the house is closed. */
const MOST_AHEAD = 30
const MOST_REASONS = 2

/** Who writes and speaks to customers on their days. */
const congratulates: ReadonlySet<Role> = new Set(['owner', 'manager', 'reception', 'sales', 'marketing'])

const noSuchAct = () => new Refusal(404, 'care.no_such_act', 'This is not to be done any more.')
const changed = () => new Refusal(409, 'care.changed_meanwhile', 'Somebody changed this meanwhile.')

// The day of the last confirmation is part of the name: once confirmed, the next time it is asked is another act.
const confirmKey = ({ customerId, preference }: ToConfirm): string => `confirm:${customerId}:${preference.id}:${preference.lastConfirmedOn}`
const occasionKey = ({ customerId, occasion, on }: NearOccasion): string => `occasion:${customerId}:${occasion.id}:${on}`

const confirmAct = (one: ToConfirm, isSample: boolean, today: string): CareAct => ({
  key: confirmKey(one),
  group: 'confirm',
  kind: 'confirm',
  customerId: one.customerId,
  at: null,
  parts: { stance: one.preference.stance, what: one.preference.what, lastConfirmedOn: one.preference.lastConfirmedOn },
  reasons: one.preference.reason ? [one.preference.reason] : [],
  ends: ['yes', 'no', 'later'],
  // What only just grew old is of people who are met soonest.
  stake: 30 - Math.min(10, daysBetween(one.preference.lastConfirmedOn, today) / 365),
  isSample,
})

const occasionAct = (one: NearOccasion, isSample: boolean, reasons: string[], today: string): CareAct => ({
  key: occasionKey(one),
  group: 'greet',
  kind: one.occasion.kind === 'birthday' ? 'birthday' : 'occasion',
  customerId: one.customerId,
  at: one.on === today ? null : one.on,
  parts: {
    on: one.on,
    inDays: one.inDays,
    occasion: one.occasion.kind,
    label: one.occasion.label,
    calendar: one.occasion.calendar,
    month: one.occasion.month,
    day: one.occasion.day,
    isLeap: one.occasion.isLeap,
    year: one.occasion.calendar === 'solar' ? one.occasion.year : null,
    // The year of its own calendar, by which a card is told from last year's.
    cardYear: one.occasion.calendar === 'lunar' ? (lunarOf(one.on)?.year ?? null) : Number(one.on.slice(0, 4)),
  },
  reasons,
  ends: ['done', 'later', 'refused'],
  stake: one.inDays === 0 ? 62 : 40 - one.inDays,
  isSample,
  reachesOut: 'on-its-day',
})

/** What somebody does not want on such a day. */
const avoided = (preferences: readonly Preference[], language: Day['language']): string[] =>
  preferences
    .filter(({ stance }) => stance === 'avoids' || stance === 'must-not')
    .slice(0, MOST_REASONS)
    .map(({ what }) => `${language === 'en' ? 'no' : 'không'} ${what}`)

/** How far ahead one prepares today: a day that comes after a long holiday is prepared for before it. */
function preparedAhead(today: string, isOpen: (date: string) => boolean): number {
  let ahead = DAYS_AHEAD
  while (ahead < MOST_AHEAD && prepareFrom(addDays(today, ahead + 1), PREPARE_DAYS, undefined, isOpen) <= today) ahead++
  return ahead
}

async function near(db: Db, day: Day, who: Holder, resting: ReadonlySet<string>, openDays: OpenDays): Promise<NearOccasion[]> {
  if (!congratulates.has(who.role)) return []
  const all = await occasionsNear(db, day.today, preparedAhead(day.today, await openDays(db, day.now)))
  return all.filter((one) => isGreeted(one.occasion.kind) && !resting.has(occasionKey(one))).slice(0, MOST)
}

async function acts(db: Db, day: Day, who: Holder, resting: ReadonlySet<string>, openDays: OpenDays): Promise<CareAct[]> {
  if (!may(who, 'customers.write')) return []
  const days = await near(db, day, who, resting, openDays)
  const asleep = [...resting].filter((key) => key.startsWith('confirm:')).length
  const old = (await preferencesToConfirm(db, day.today, MOST + asleep, who)).filter((one) => !resting.has(confirmKey(one))).slice(0, MOST)
  const ids = [...new Set([...days, ...old].map(({ customerId }) => customerId))]
  if (ids.length === 0) return []
  const samples = new Set((await findAll(db, ids)).filter(({ isSample }) => isSample).map(({ id }) => id))
  const preferences = days.length > 0 ? await preferencesOfAll(db, [...new Set(days.map(({ customerId }) => customerId))], who) : new Map()
  return [
    ...days.map((one) =>
      occasionAct(one, samples.has(one.customerId), avoided(preferences.get(one.customerId) ?? [], day.language), day.today),
    ),
    ...old.map((one) => confirmAct(one, samples.has(one.customerId), day.today)),
  ]
}

const kept = z.discriminatedUnion('did', [
  z.object({ did: z.literal('nothing') }),
  z.object({
    did: z.literal('confirmed'),
    customerId: z.string(),
    confirmed: z.object({ preferenceId: z.string(), lastConfirmedOn: z.string(), version: z.number() }),
  }),
  z.object({ did: z.literal('refuted'), customerId: z.string(), preferenceId: z.string(), version: z.number() }),
])

async function end(db: Db, key: string, ended: CareEnd, who: Who, day: Day): Promise<z.output<typeof kept>> {
  const [prefix, customerId = '', preferenceId = ''] = key.split(':')
  if (prefix !== 'confirm' || (ended !== 'yes' && ended !== 'no')) return { did: 'nothing' }
  if (ended === 'no') {
    const { version } = await refutePreference(db, customerId, preferenceId, { who, now: day.now })
    return { did: 'refuted', customerId, preferenceId, version }
  }
  const confirmed = await confirmPreference(db, customerId, preferenceId, who, day.today)
  if (!confirmed) throw noSuchAct()
  return { did: 'confirmed', customerId, confirmed }
}

async function reopen(db: Db, _key: string, told: Record<string, unknown>, who: Who): Promise<void> {
  const before = kept.parse(told)
  if (before.did === 'confirmed' && !(await unconfirmPreference(db, before.customerId, before.confirmed, who))) throw changed()
  if (before.did === 'refuted') await restorePreference(db, before.customerId, before.preferenceId, { who, version: before.version })
}

/** `openDays` tells on which days the house works: its calendars are a later room's. */
export const peopleToday = (openDays: OpenDays): TodaySource => ({
  prefixes: ['confirm', 'occasion'],
  acts: (db, day, who, resting) => acts(db, day, who, resting, openDays),
  end,
  reopen,
})
