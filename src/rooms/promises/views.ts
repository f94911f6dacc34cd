import type { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import type { Who } from '../../platform/http/who.ts'
import { boughtSince, findOrder, summaryOf } from '../orders/public.ts'
import { callThem, findAll, organisationsOf } from '../people/public.ts'
import { findHouse } from '../team/public.ts'
import { calendarOf } from './calendars/calendars.ts'
import { becauseOf, linksAround } from './chain-store.ts'
import type { promiseRow, promiseView, whyDue } from './contract.ts'
import { HOUSE_ID } from './contract.ts'
import { type Asked, askedOf, spansUntil } from './counting.ts'
import type { Pause, ServicePromise } from './promise.ts'
import type { Slip } from './slips/slip.ts'
import { slipsOf } from './slips/slip-store.ts'
import { viewSlip } from './slips/slip-views.ts'
import * as store from './store.ts'

type Row = z.input<typeof promiseRow>
type View = z.input<typeof promiseView>
type Why = z.input<typeof whyDue>

/** Who looks, and in which language. */
export type Looking = { who: Pick<Who, 'role' | 'scopes'>; language: 'vi' | 'en'; now: Date }

type Named = { calledAs: string; organisation: string | null }

const iso = (at: Date | null): string | null => at?.toISOString() ?? null
const outside = (customerId: string): string | null => (customerId === HOUSE_ID ? null : customerId)

/** How the other ends of promises are called, by customer; the house calls itself by its name. */
export async function namesOf(db: Db, customerIds: readonly string[], { who, language }: Looking): Promise<Map<string, Named>> {
  const ids = [...new Set(customerIds)].filter((id) => id !== HOUSE_ID)
  const [customers, organisations] = ids.length > 0 ? await Promise.all([findAll(db, ids), organisationsOf(db, ids)]) : [[], new Map()]
  const names = new Map<string, Named>(
    customers.map((one) => [one.id, { calledAs: callThem(one, language, who), organisation: organisations.get(one.id) ?? null }]),
  )
  if (customerIds.includes(HOUSE_ID)) names.set(HOUSE_ID, { calledAs: (await findHouse(db)).name, organisation: null })
  return names
}

const nameIn = (names: ReadonlyMap<string, Named>, customerId: string): Named =>
  names.get(customerId) ?? { calledAs: '', organisation: null }

function rowOf(promise: ServicePromise, named: Named, because: string | null): Row {
  return {
    id: promise.id,
    customerId: outside(promise.customerId),
    ...named,
    direction: promise.direction,
    category: promise.category,
    kind: promise.kind,
    words: promise.words,
    holderId: promise.holderId,
    holderName: promise.holderName,
    team: promise.team,
    madeAt: promise.madeAt.toISOString(),
    madeByName: promise.madeByName,
    target: promise.target,
    promisedDue: iso(promise.promisedDue),
    firstDue: iso(promise.firstDue),
    internalDue: iso(promise.internalDue),
    workBy: iso(promise.workBy),
    isDay: promise.isDay,
    state: promise.state,
    stage: promise.stage,
    isPaused: promise.isPaused,
    isExceeded: promise.isExceeded,
    isWarned: promise.isWarned,
    forecast: iso(promise.forecast),
    becauseOf: because,
    doneAt: iso(promise.doneAt),
    orderId: promise.orderId,
    parentId: promise.parentId,
    severity: promise.severity,
    isSample: promise.isSample,
    version: promise.version,
  }
}

/** Whether others' promises keep it from being kept in time, so that it is said whose. */
const isHeldUp = ({ state, forecast, promisedDue, restsUnsure }: ServicePromise): boolean =>
  state === 'open' && (restsUnsure || (forecast !== null && promisedDue !== null && forecast > promisedDue))

/** Promises as lists show them, with their names in a few questions for all. */
export async function viewRows(db: Db, promises: readonly ServicePromise[], looking: Looking): Promise<Row[]> {
  const causes = await becauseOf(db, promises.filter(isHeldUp))
  const names = await namesOf(db, [...promises.map(({ customerId }) => customerId), ...causes.values()], looking)
  return promises.map((promise) => {
    const cause = causes.get(promise.id)
    return rowOf(promise, nameIn(names, promise.customerId), cause === undefined ? null : nameIn(names, cause).calledAs)
  })
}

/** Promises of one customer whose name is at hand, as lists show them; no question more, unless some are held up by another's. */
export async function viewRowsOf(db: Db, promises: readonly ServicePromise[], calledAs: string, looking: Looking): Promise<Row[]> {
  if (promises.some(isHeldUp)) return viewRows(db, promises, looking)
  return promises.map((promise) => rowOf(promise, { calledAs, organisation: null }, null))
}

export async function viewRow(db: Db, promise: ServicePromise, looking: Looking): Promise<Row> {
  const [row] = await viewRows(db, [promise], looking)
  if (!row) throw new Error('a promise has no view')
  return row
}

/** Why it is due when it is: the hours it ran through on the calendar it was counted by. */
export async function whyOf(
  db: Db,
  promise: Pick<ServicePromise, 'calendarVersionId' | 'target' | 'targetValue' | 'cutoff' | 'inputs' | 'startsAt'>,
  asked: Asked,
  due: Date | null,
): Promise<Why> {
  const { calendarVersionId, inputs } = promise
  const calendar = calendarVersionId === null ? undefined : await calendarOf(db, calendarVersionId)
  return {
    due: iso(due),
    startsAt: asked.startsAt.toISOString(),
    standardName: inputs.standardName ?? null,
    standardLevel: inputs.standardLevel ?? null,
    calendarName: calendarVersionId === null ? null : await store.calendarNameOf(db, calendarVersionId),
    zone: calendar?.zone ?? (await findHouse(db)).zone,
    seconds: promise.target === 'seconds' ? promise.targetValue : null,
    days: promise.target === 'days' ? promise.targetValue : null,
    cutoff: promise.cutoff,
    spans: calendar && due ? spansUntil(calendar, asked, due) : [],
    passedOver: inputs.passedOver ?? [],
  }
}

export async function orderOf(db: Db, { customerId, orderId }: Pick<ServicePromise, 'customerId' | 'orderId'>): Promise<View['order']> {
  const order = orderId === null ? undefined : await findOrder(db, customerId, orderId)
  return order ? { id: order.id, code: order.code, state: order.state, summary: summaryOf(order.lines) } : null
}

async function chainOf(db: Db, promise: ServicePromise, looking: Looking): Promise<View['chain']> {
  const links = await linksAround(db, promise)
  const names = await namesOf(
    db,
    links.map(({ promise: one }) => one.customerId),
    looking,
  )
  return links.map(({ promise: one, leadSeconds, step, from, to }) => ({
    id: one.id,
    customerId: outside(one.customerId),
    calledAs: nameIn(names, one.customerId).calledAs,
    direction: one.direction,
    words: one.words,
    state: one.state,
    stage: one.stage,
    promisedDue: iso(one.promisedDue),
    forecast: iso(one.forecast),
    leadSeconds,
    step,
    from,
    to,
  }))
}

/** Whoever has not come back for so long after it was put right did not. */
const CAME_NOT_AFTER = 90 * 24 * 3600_000

async function cameBackSince(db: Db, { customerId }: ServicePromise, { fixedAt }: Slip, now: Date): Promise<boolean | null> {
  if (fixedAt === null || customerId === HOUSE_ID) return null
  if (await boughtSince(db, customerId, fixedAt)) return true
  return now.getTime() - fixedAt.getTime() > CAME_NOT_AFTER ? false : null
}

async function viewSlips(db: Db, promise: ServicePromise, { who, now }: Looking): Promise<View['slips']> {
  const slips = (await slipsOf(db, promise)).filter(({ declaredAt }) => declaredAt !== null)
  if (slips.length === 0) return []
  const { currency } = await findHouse(db)
  return Promise.all(slips.map(async (slip) => viewSlip(slip, { who, currency, cameBack: await cameBackSince(db, promise, slip, now) })))
}

const viewPause = ({ id, from, to, cause }: Pause): View['pauses'][number] => ({ id, from: from.toISOString(), to: iso(to), cause })

/** Kept by a person, in time or late; what the machine ended was nobody's. */
const keptByOf = ({ state, doneBy, doneByName }: ServicePromise): View['keptBy'] =>
  (state === 'kept' || state === 'late') && doneBy !== null && doneByName !== null ? { id: doneBy, name: doneByName } : null

/** One promise with everything that happened to it. */
export async function viewPromise(db: Db, promise: ServicePromise, looking: Looking): Promise<View> {
  const [row, events, pauses, checks] = [
    await viewRow(db, promise, looking),
    await store.eventsOf(db, promise),
    await store.pausesOf(db, promise),
    await store.checksOf(db, promise),
  ]
  const asked = askedOf(promise, pauses)
  return {
    ...row,
    events: events.map(({ id, at, kind, staffName, payload }) => ({ id, at: at.toISOString(), kind, staffName, payload })),
    slips: await viewSlips(db, promise, looking),
    chain: await chainOf(db, promise, looking),
    pauses: pauses.map(viewPause),
    checks: checks.map(({ id, at, isMet, words, staffName }) => ({ id, at: at.toISOString(), isMet, words, staffName })),
    why: await whyOf(db, promise, asked, promise.internalDue),
    order: await orderOf(db, promise),
    keptBy: keptByOf(promise),
  }
}
