import type { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import type { Who } from '../../platform/http/who.ts'
import { newId } from '../../platform/ids.ts'
import { Refusal } from '../../platform/refusal.ts'
import { lastClosing } from '../../values/business-calendar.ts'
import { addDays } from '../../values/civil-date.ts'
import { toInstant } from '../../values/zone.ts'
import { findOrder } from '../orders/public.ts'
import { findAll as findCustomers } from '../people/public.ts'
import { allStaff, findHouse } from '../team/public.ts'
import { countedPayload, load, noSuchPromise } from './appending.ts'
import { calendarOf, houseCalendar } from './calendars/calendars.ts'
import { rippleFrom, tellAll } from './chain.ts'
import { addNeed, holdChains } from './chain-store.ts'
import { HOUSE_ID, type makePromise } from './contract.ts'
import { type Asked, countDue, type Result } from './counting.ts'
import type { Inputs, PromiseKind, ServicePromise, Target } from './promise.ts'
import { categoryOf, endProblem, fold, nextLevel, rowOf } from './rules.ts'
import { standardFor } from './standards/choosing.ts'
import * as store from './store.ts'

type Body = z.output<NonNullable<typeof makePromise.body>>

/** What a promise is made from; rooms and acts that make one say only what they know. */
export type NewPromise = Partial<Omit<Body, 'words'>> & {
  words: string
  aboutKind?: string
  aboutId?: string
  isSample?: boolean
  /** Counted by the house's hours where neither a due nor a standard names it. */
  usual?: { seconds: number } | { days: number }
}

/** How its due was found. */
type Dues = {
  target: Target
  value: number | null
  cutoff: string | null
  fixed: Date | null
  isDay: boolean
  calendarVersionId: string
  standardVersionId: string | null
  inputs: Inputs
}

const refused = (code: string, sentence: string, field: string, why: string) => new Refusal(400, code, sentence, { [field]: why })

/** The end of a day as somebody would mean it: when the house closes then; where it does not open, the day's own end. */
async function endOfDay(db: Db, day: string, now: Date): Promise<{ at: Date; calendarVersionId: string }> {
  const version = await houseCalendar(db, now)
  const closing = lastClosing(await calendarOf(db, version.id), day)
  const at = closing === undefined ? null : new Date(closing * 1000)
  if (at !== null && at > now) return { at, calendarVersionId: version.id }
  const { zone } = await findHouse(db)
  return { at: new Date(toInstant(addDays(day, 1), 0, zone)), calendarVersionId: version.id }
}

/** The due of a promise by the standards; 'nothing' where a standard says so, undefined where none names it. */
export async function duesByStandard(
  db: Db,
  ask: { customerId: string | undefined; kind: PromiseKind; category: ServicePromise['category'] },
  at: Date,
): Promise<Dues | 'nothing' | undefined> {
  const standard = await standardFor(db, { ...ask, at })
  if (standard === undefined || standard === 'nothing') return standard
  const { target, calendarVersionId, standardVersionId, levels, passedOver, atRiskFraction, standardName, level: standardLevel } = standard
  const isDays = 'days' in target
  return {
    target: isDays ? 'days' : 'seconds',
    value: isDays ? target.days : target.seconds,
    cutoff: isDays ? (target.cutoff ?? null) : null,
    fixed: null,
    isDay: isDays,
    calendarVersionId,
    standardVersionId,
    inputs: { atRiskFraction, levels, standardName, standardLevel, passedOver },
  }
}

async function duesOf(db: Db, asked: NewPromise, category: ServicePromise['category'], now: Date): Promise<Dues> {
  const fixed = { value: null, cutoff: null, standardVersionId: null, inputs: {} }
  if ([asked.due, asked.dueDay, asked.isStanding || undefined].filter((one) => one !== undefined).length > 1)
    throw refused('promises.due_needed', 'A moment, a day, or a standing promise: one of them.', 'due', 'only_one')
  if (asked.isStanding) {
    const { id } = await houseCalendar(db, now)
    return { ...fixed, target: 'standing', fixed: null, isDay: false, calendarVersionId: id }
  }
  if (asked.due !== undefined) {
    const { id } = await houseCalendar(db, now)
    return { ...fixed, target: 'instant', fixed: new Date(asked.due), isDay: false, calendarVersionId: id }
  }
  if (asked.dueDay !== undefined) {
    const { at, calendarVersionId } = await endOfDay(db, asked.dueDay, now)
    return { ...fixed, target: 'instant', fixed: at, isDay: true, calendarVersionId }
  }
  const found = await duesByStandard(db, { customerId: asked.customerId, kind: asked.kind ?? 'other', category }, now)
  if (found === 'nothing')
    throw refused('promises.nothing_promised', 'A standard says that nothing is promised here.', 'due', 'nothing_promised')
  if (found !== undefined) return found
  if (asked.usual === undefined) throw refused('promises.due_needed', 'No standard names this; say until when.', 'due', 'needed')
  const { id } = await houseCalendar(db, now)
  const isDay = 'days' in asked.usual
  const value = 'days' in asked.usual ? asked.usual.days : asked.usual.seconds
  return { ...fixed, target: isDay ? 'days' : 'seconds', value, fixed: null, isDay, calendarVersionId: id }
}

async function checkEnds(db: Db, asked: NewPromise): Promise<void> {
  const [customer] = asked.customerId ? await findCustomers(db, [asked.customerId]) : []
  if (asked.customerId && !customer) throw refused('promises.end_needed', 'There is no such customer.', 'customerId', 'no_such_customer')
  const problem = endProblem(asked.direction ?? 'to-customer', {
    hasCustomer: customer !== undefined,
    isOrganisation: customer?.kind === 'organisation',
    hasStaff: asked.toStaffId !== undefined,
  })
  if (problem) throw refused(problem.code, 'Who owes and who is owed do not fit together.', problem.field, problem.why)
  if (asked.orderId && !(asked.customerId && (await findOrder(db, asked.customerId, asked.orderId))))
    throw new Refusal(404, 'promises.no_such_order', 'This customer has no such order.', { orderId: 'no_such_order' })
}

/** Who sees to it, by id; the maker where nobody was named. */
export async function holderOf(db: Db, holderId: string): Promise<{ holderId: string; holderName: string }> {
  const person = (await allStaff(db)).find(({ id, isLockedOut }) => id === holderId && !isLockedOut)
  if (!person) throw new Refusal(404, 'promises.no_such_staff', 'Nobody like that works here.', { holderId: 'no_such_staff' })
  return { holderId, holderName: person.name }
}

async function heldBy(db: Db, asked: NewPromise, who: Who) {
  if (asked.toStaffId && !(await allStaff(db)).some(({ id }) => id === asked.toStaffId))
    throw new Refusal(404, 'promises.no_such_staff', 'Nobody like that works here.', { toStaffId: 'no_such_staff' })
  const team = asked.team ?? null
  if (asked.holderId) return { ...(await holderOf(db, asked.holderId)), team }
  if (team !== null || who.kind !== 'staff') return { holderId: null, holderName: null, team }
  return { holderId: who.id, holderName: who.name, team }
}

/** What a due that was found is counted from. */
export const askedBy = (dues: Dues, now: Date): Asked => ({
  target: dues.target,
  value: dues.value,
  cutoff: dues.cutoff,
  startsAt: now,
  fixed: dues.fixed,
  pauses: [],
  fraction: dues.inputs.atRiskFraction,
  levels: dues.inputs.levels,
})

/** Counts a due that was found; refused where the calendar never opens long enough (R16). */
async function countFirst(db: Db, dues: Dues, now: Date): Promise<Result> {
  const counted = await countDue(db, dues.calendarVersionId, askedBy(dues, now))
  if (counted.hasNoOpenTime)
    throw new Refusal(409, 'promises.no_open_time', 'In the next 400 days there is not so much open time.', { due: 'no_open_time' })
  return counted
}

function promiseOf(
  asked: NewPromise,
  dues: Dues,
  counted: Result,
  holder: Awaited<ReturnType<typeof heldBy>>,
  who: Who,
  now: Date,
): ServicePromise {
  const kind = asked.kind ?? 'other'
  const customerId = asked.customerId ?? HOUSE_ID
  const promisedDue = dues.fixed ?? counted.internalDue
  return {
    id: newId(now.getTime()),
    customerId,
    firstCustomerId: customerId,
    direction: asked.direction ?? 'to-customer',
    category: asked.category ?? categoryOf(kind),
    kind,
    words: asked.words,
    ...holder,
    toStaffId: asked.toStaffId ?? null,
    madeAt: now,
    madeBy: who.kind === 'staff' ? who.id : null,
    madeByName: who.name,
    given: dues.standardVersionId === null ? (asked.given ?? 'counter') : (asked.given ?? 'standard'),
    orderId: asked.orderId ?? null,
    aboutKind: asked.aboutKind ?? null,
    aboutId: asked.aboutId ?? null,
    target: dues.target,
    targetValue: dues.value,
    cutoff: dues.cutoff,
    startsAt: now,
    calendarVersionId: dues.calendarVersionId,
    standardVersionId: dues.standardVersionId,
    inputs: dues.inputs,
    internalDue: counted.internalDue,
    promisedDue,
    firstDue: promisedDue,
    isDay: dues.isDay,
    workBy: null,
    atRiskAt: counted.atRiskAt,
    levels: counted.levels,
    nextLevelAt: nextLevel(counted.levels, 0),
    forecast: null,
    state: 'open',
    stage: 'due',
    isPaused: false,
    isExceeded: false,
    isWarned: false,
    isMissed: false,
    restsUnsure: false,
    slips: 0,
    slipId: null,
    level: 0,
    severity: asked.severity ?? 2,
    costMinor: null,
    checkedAt: dues.target === 'standing' ? now : null,
    doneAt: null,
    doneBy: null,
    doneByName: null,
    parentId: asked.parentId ?? null,
    importId: null,
    isSample: asked.isSample ?? false,
    version: 1,
  }
}

/** The event of a promise's making: all that is needed to replay it. */
const madeEvent = (promise: ServicePromise, counted: Result) => ({
  id: newId(promise.madeAt.getTime()),
  at: promise.madeAt,
  kind: 'made' as const,
  staffId: promise.madeBy,
  staffName: promise.madeByName,
  payload: {
    direction: promise.direction,
    words: promise.words,
    holderId: promise.holderId,
    holderName: promise.holderName,
    team: promise.team,
    promisedDue: promise.promisedDue?.toISOString() ?? null,
    checkedAt: promise.checkedAt?.toISOString() ?? null,
    ...countedPayload(counted),
  },
})

/** Makes a promise in any direction, with a due of its own or by the standard of whoever hears it. */
export async function make(db: Db, asked: NewPromise, who: Who, now: Date): Promise<ServicePromise> {
  await checkEnds(db, asked)
  const needs = asked.restsOn ?? []
  if (needs.length > 0) await holdChains(db)
  if (asked.parentId) await load(db, asked.parentId)
  const category = asked.category ?? categoryOf(asked.kind ?? 'other')
  const dues = await duesOf(db, asked, category, now)
  if (dues.fixed !== null && dues.fixed <= now)
    throw refused('promises.due_past', 'That moment has passed.', asked.dueDay === undefined ? 'due' : 'dueDay', 'past')
  const counted = await countFirst(db, dues, now)
  const promise = promiseOf(asked, dues, counted, await heldBy(db, asked, who), who, now)
  const event = madeEvent(promise, counted)
  const rests = await needsOf(db, promise, needs, event.at)
  await store.add(db, { ...promise, ...rowOf(fold([event, ...rests.events])) })
  await store.addEvents(db, promise, [event, ...rests.events])
  for (const need of rests.needs) await addNeed(db, need)
  if (needs.length > 0) await rippleFrom(db, promise.id, now)
  await tellAll(db, [promise.id])
  return load(db, promise.id)
}

async function needsOf(db: Db, promise: ServicePromise, asked: NonNullable<NewPromise['restsOn']>, at: Date) {
  const found = new Map(
    (
      await store.findAll(
        db,
        asked.map(({ promiseId }) => promiseId),
      )
    ).map((one) => [one.id, one]),
  )
  const needs = asked.map(({ promiseId, leadSeconds }) => {
    const needed = found.get(promiseId)
    if (!needed) throw noSuchPromise()
    const { id: needsId, customerId: needsCustomerId } = needed
    return { customerId: promise.customerId, promiseId: promise.id, needsCustomerId, needsId, leadSeconds, calendarId: null }
  })
  const events = needs.map(({ needsId, leadSeconds }) => ({
    id: newId(at.getTime()),
    at,
    kind: 'rests-on' as const,
    staffId: promise.madeBy,
    staffName: promise.madeByName,
    payload: { needsId, leadSeconds },
  }))
  return { needs, events }
}
