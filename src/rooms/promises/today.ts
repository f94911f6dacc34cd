import { z } from 'zod'
import type { CareAct, Day, TodaySource } from '../../platform/collected/today.ts'
import type { Db } from '../../platform/db/db.ts'
import type { Who } from '../../platform/http/who.ts'
import { Refusal } from '../../platform/refusal.ts'
import { addDays } from '../../values/civil-date.ts'
import { isWorkingDay } from '../../values/occasions.ts'
import { type Holder, may } from '../../values/rights.ts'
import { clockIn, dayIn, toInstant } from '../../values/zone.ts'
import { reachOut, takeBackReach } from '../touchpoints/public.ts'
import { append, findForUpdate, keep, reopenHeld } from './actions.ts'
import { openDaysOfHouse } from './calendars/calendars.ts'
import { HOUSE_ID } from './contract.ts'
import { coveredBy } from './covering.ts'
import type { ServicePromise } from './promise.ts'
import { outcomeOf } from './rules.ts'
import * as store from './today-store.ts'

/** What promises add to Today: what comes due or is at risk, what was missed and nobody apologised for, what was offered and is not done, and
 * whoever is asked two business days after a remedy whether all is well. */

const MOST = 50
const MOST_OF_NOTE = 120
/** A standing promise is looked at every quarter. */
const LOOKED_AT_EVERY = 90

const prefixes = { due: 'promise', untold: 'promise-untold', remedy: 'promise-remedy', check: 'promise-check', ask: 'promise-ask' } as const

/** So many business days after a remedy they are asked, and so long it is still worth asking. */
const ASKED_AFTER = 2
const ASKED_WITHIN = 30 * 24 * 3600_000

/** Who answers for the house: they see everybody's missed promises. */
const answersForAll = ({ role }: Holder): boolean => role === 'owner' || role === 'manager'

const endOfDay = ({ today, zone }: Day): Date => new Date(toInstant(addDays(today, 1), 0, zone))

/** Whoever works through midnight sees before it what is due soon after. */
const PAST_MIDNIGHT = 4 * 3600_000
const soonAfter = (day: Day): Date => new Date(Math.max(endOfDay(day).getTime(), day.now.getTime() + PAST_MIDNIGHT))

/** The hour where it is today or soon, else the day; a promise that was heard as a day has no hour. */
function atOf(due: Date | null, isDay: boolean, { zone, today, now }: Day): string | null {
  if (due === null) return null
  const day = dayIn(zone, due.getTime())
  if (isDay && day === today) return null
  const isSoon = !isDay && due >= now && due.getTime() < now.getTime() + PAST_MIDNIGHT
  return day === today || isSoon ? clockIn(zone, due.getTime()).slice(0, 5) : day
}

const minutesUntil = (due: Date | null, now: Date): number | null => due && Math.floor((due.getTime() - now.getTime()) / 60_000)

const partsOf = (promise: ServicePromise, day: Day) => ({
  promiseId: promise.id,
  version: promise.version,
  words: promise.words,
  promiseKind: promise.kind,
  direction: promise.direction,
  stage: promise.stage,
  isDay: promise.isDay,
  promisedDue: promise.promisedDue?.toISOString() ?? null,
  minutesLeft: minutesUntil(promise.workBy, day.now),
  holderName: promise.holderName,
})

type Act = Pick<CareAct, 'key' | 'kind' | 'at' | 'ends' | 'stake'> & { promise: ServicePromise; more?: CareAct['parts'] }

const actOf = ({ promise, more = {}, ...act }: Act, day: Day): CareAct => ({
  ...act,
  group: act.kind === 'promise-ask' ? 'reply' : 'promises',
  customerId: promise.customerId === HOUSE_ID ? null : promise.customerId,
  parts: { ...partsOf(promise, day), ...more },
  reasons: [],
  isSample: promise.isSample,
})

const dueAct = (promise: ServicePromise, note: string | undefined, day: Day): Act => ({
  promise,
  // What somebody wrote beside it is what whoever keeps it has to know.
  more: note === undefined ? {} : { note: note.slice(0, MOST_OF_NOTE) },
  key: `${prefixes.due}:${promise.id}:${promise.promisedDue?.getTime().toString(36) ?? ''}`,
  kind: promise.stage === 'risk' ? 'promise-risk' : 'promise-due',
  at: atOf(promise.workBy, promise.isDay, day),
  ends: ['done', 'later'],
  // What is at risk before what is merely due, and the sooner the more.
  stake: (promise.stage === 'risk' ? 90 : 80) + 8 / (1 + Math.max(0, (minutesUntil(promise.workBy, day.now) ?? 0) / 60)),
})

const untoldAct = (promise: ServicePromise, day: Day): Act => ({
  promise,
  key: `${prefixes.untold}:${promise.slipId}`,
  kind: 'promise-untold',
  at: atOf(promise.promisedDue, promise.isDay, day),
  ends: ['later'],
  stake: 100,
})

const remedyAct = ({ promise, slipId, what, fixDue }: store.Remedy, day: Day): Act => ({
  promise,
  key: `${prefixes.remedy}:${slipId}`,
  kind: 'promise-remedy',
  at: atOf(fixDue, false, day),
  ends: ['done', 'later'],
  stake: 85,
  more: { slipId, what },
})

const checkAct = (promise: ServicePromise): Act => ({
  promise,
  key: `${prefixes.check}:${promise.id}:${promise.checkedAt?.getTime().toString(36) ?? ''}`,
  kind: 'promise-check',
  at: null,
  // What was found is written down on the promise itself.
  ends: ['later'],
  stake: 40,
})

/** The day on which they are asked: the second open one after that of the remedy. */
function askedFrom(fixedOn: string, isOpen: (date: string) => boolean): string {
  let day = fixedOn
  for (let left = ASKED_AFTER, tries = 0; left > 0 && tries < 60; tries++) {
    day = addDays(day, 1)
    if (isOpen(day)) left--
  }
  return day
}

const askAct = ({ promise, slipId, what, fixedAt }: store.Mended, day: Day): Act => ({
  promise,
  key: `${prefixes.ask}:${slipId}`,
  kind: 'promise-ask',
  at: null,
  ends: ['done', 'later', 'refused'],
  stake: 68,
  more: { slipId, what, fixedOn: dayIn(day.zone, fixedAt.getTime()) },
})

/** Whom to ask whether all is well: what they were given for a slip is with them for two business days. */
async function toAsk(db: Db, day: Day, whose: store.Whose, limit: number): Promise<Act[]> {
  const mended = await store.mendedFor(db, whose, new Date(day.now.getTime() - ASKED_WITHIN), limit)
  if (mended.length === 0) return []
  const isOpen = (await openDaysOfHouse(db, day.now)) ?? isWorkingDay
  return mended.filter(({ fixedAt }) => askedFrom(dayIn(day.zone, fixedAt.getTime()), isOpen) <= day.today).map((one) => askAct(one, day))
}

async function proposedFor(db: Db, day: Day, who: Holder & { id: string }, limit: number): Promise<Act[]> {
  const end = endOfDay(day)
  const me = { id: who.id, role: who.role, absent: await coveredBy(db, who, day.now) }
  const whose = answersForAll(who) ? undefined : me
  const since = new Date(day.now.getTime() - LOOKED_AT_EVERY * 24 * 3600_000)
  const untold = await store.untoldFor(db, whose, limit)
  const due = await store.dueFor(db, me, soonAfter(day), limit)
  const notes = await store.notesOn(db, due)
  const remedies = await store.remediesFor(db, whose, end, limit)
  const unchecked = await store.uncheckedFor(db, whose, since, limit)
  return [
    ...untold.map((one) => untoldAct(one, day)),
    ...due.map((one) => dueAct(one, notes.get(one.id), day)),
    ...remedies.map((one) => remedyAct(one, day)),
    ...unchecked.map(checkAct),
    ...(await toAsk(db, day, whose, limit)),
  ]
}

const notToDo = () => new Refusal(404, 'care.no_such_act', 'This is not to be done any more.')

const undo = z.union([
  z.object({ did: z.literal('kept'), version: z.int() }),
  z.object({ did: z.literal('fixed'), promiseId: z.uuid(), slipId: z.uuid() }),
  z.object({ did: z.literal('asked'), slipId: z.uuid(), line: z.record(z.string(), z.unknown()) }),
  z.object({ did: z.literal('nothing') }),
])

async function keepByAct(db: Db, promiseId: string, who: Who, { now }: Day) {
  const promise = await findForUpdate(db, promiseId)
  if (promise.state !== 'open') throw notToDo()
  // Kept late asks for the reason, which an act of one touch cannot give.
  if (outcomeOf(promise.firstDue, now) === 'late' && promise.slips === 0)
    throw new Refusal(409, 'care.end_unfit', 'Its time has passed: say why it was late.')
  const kept = await keep(db, { promiseId, version: promise.version, who, now }, {})
  return { did: 'kept', version: kept.version }
}

async function fixByAct(db: Db, slipId: string, who: Who, { now }: Day) {
  const remedy = await store.findRemedy(db, slipId)
  if (!remedy) throw notToDo()
  const promise = await findForUpdate(db, remedy.promise.id)
  await store.keepFixed(db, promise, slipId, now)
  await append(db, promise, [{ kind: 'remedy', payload: { slipId, isFixed: true }, by: store.handOf(who) }], now)
  return { did: 'fixed', promiseId: promise.id, slipId }
}

const asked = { vi: 'Hỏi lại sau khi khắc phục.', en: 'Asked again after it was put right.' }

/** They were asked: it is a word on their timeline, and nobody asks again. */
async function askByAct(db: Db, slipId: string, who: Who, day: Day) {
  const customerId = await store.customerOfSlip(db, slipId)
  if (customerId === undefined || !(await store.keepAsked(db, slipId, { at: day.now, by: store.handOf(who) }))) throw notToDo()
  return { did: 'asked', slipId, line: await reachOut(db, { customerId, kind: 'call', body: asked[day.language] }, 'done', who, day.now) }
}

export const promisesToday: TodaySource = {
  prefixes: Object.values(prefixes),
  async acts(db, day, who, resting) {
    if (!may(who, 'promises.write')) return []
    const asleep = [...resting].filter((key) => key.startsWith('promise')).length
    const proposed = await proposedFor(db, day, who, MOST + Math.min(asleep, 200))
    return proposed
      .filter(({ key }) => !resting.has(key))
      .sort((a, b) => b.stake - a.stake)
      .slice(0, MOST)
      .map((act) => actOf(act, day))
  },
  async end(db, key, how, who, day) {
    if (!may(who, 'promises.write')) throw notToDo()
    const [prefix, id = ''] = key.split(':')
    if (how === 'later' || how === 'refused') return { did: 'nothing' }
    if (prefix === prefixes.ask) return askByAct(db, id, who, day)
    if (prefix === prefixes.due && how === 'done') return keepByAct(db, id, who, day)
    if (prefix === prefixes.remedy && how === 'done') return fixByAct(db, id, who, day)
    throw new Refusal(409, 'care.end_unfit', 'This act does not end so.')
  },
  async reopen(db, key, told, who, day) {
    const kept = undo.parse(told)
    if (kept.did === 'nothing') return
    if (kept.did === 'asked') {
      await takeBackReach(db, kept.line, day.now)
      await store.keepAsked(db, kept.slipId, null)
      return
    }
    if (kept.did === 'fixed') {
      const promise = await findForUpdate(db, kept.promiseId)
      await store.keepFixed(db, promise, kept.slipId, null)
      await append(db, promise, [{ kind: 'remedy', payload: { slipId: kept.slipId, isFixed: false }, by: store.handOf(who) }], day.now)
      return
    }
    const promise = await findForUpdate(db, key.split(':')[1] ?? '')
    if (promise.version !== kept.version) throw new Refusal(409, 'care.changed_meanwhile', 'Somebody changed this meanwhile.')
    await reopenHeld(db, promise, who, day.now)
  },
}
