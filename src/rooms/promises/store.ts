import { type Selectable, sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { Schema } from '../../platform/db/schema.ts'
import type { Check, Inputs, Level, Pause, PromiseEvent, ServicePromise } from './promise.ts'
import './tables.ts'

type Row = Selectable<Schema['promise']>

export const toPromise = (row: Row): ServicePromise => ({
  id: row.promise_id,
  customerId: row.customer_id,
  direction: row.direction,
  category: row.category,
  kind: row.kind,
  words: row.words,
  holderId: row.holder_id,
  holderName: row.holder_name,
  team: row.team,
  toStaffId: row.to_staff_id,
  madeAt: row.made_at,
  madeBy: row.made_by,
  madeByName: row.made_by_name,
  given: row.given,
  orderId: row.order_id,
  aboutKind: row.about_kind,
  aboutId: row.about_id,
  target: row.target,
  targetValue: row.target_value,
  cutoff: row.cutoff,
  startsAt: row.starts_at,
  calendarVersionId: row.calendar_version_id,
  standardVersionId: row.standard_version_id,
  inputs: row.inputs as Inputs,
  internalDue: row.internal_due,
  promisedDue: row.promised_due,
  firstDue: row.first_due,
  isDay: row.is_day,
  workBy: row.work_by,
  atRiskAt: row.at_risk_at,
  levels: row.levels as Level[],
  nextLevelAt: row.next_level_at,
  forecast: row.forecast,
  state: row.state,
  stage: row.stage,
  isPaused: row.is_paused,
  isExceeded: row.is_exceeded,
  isWarned: row.is_warned,
  isMissed: row.is_missed,
  restsUnsure: row.rests_unsure,
  slips: row.slips,
  slipId: row.slip_id,
  level: row.level,
  severity: row.severity,
  costMinor: row.cost_minor,
  checkedAt: row.checked_at,
  doneAt: row.done_at,
  doneBy: row.done_by,
  doneByName: row.done_by_name,
  parentId: row.parent_id,
  importId: row.import_id,
  firstCustomerId: row.first_customer_id,
  isSample: row.is_sample,
  version: row.version,
})

const toRow = (promise: ServicePromise) => ({
  customer_id: promise.customerId,
  promise_id: promise.id,
  direction: promise.direction,
  category: promise.category,
  kind: promise.kind,
  words: promise.words,
  holder_id: promise.holderId,
  holder_name: promise.holderName,
  team: promise.team,
  to_staff_id: promise.toStaffId,
  made_at: promise.madeAt,
  made_by: promise.madeBy,
  made_by_name: promise.madeByName,
  given: promise.given,
  order_id: promise.orderId,
  about_kind: promise.aboutKind,
  about_id: promise.aboutId,
  target: promise.target,
  target_value: promise.targetValue,
  cutoff: promise.cutoff,
  starts_at: promise.startsAt,
  calendar_version_id: promise.calendarVersionId,
  standard_version_id: promise.standardVersionId,
  inputs: JSON.stringify(promise.inputs),
  internal_due: promise.internalDue,
  promised_due: promise.promisedDue,
  first_due: promise.firstDue,
  is_day: promise.isDay,
  at_risk_at: promise.atRiskAt,
  levels: JSON.stringify(promise.levels),
  next_level_at: promise.nextLevelAt,
  forecast: promise.forecast,
  state: promise.state,
  stage: promise.stage,
  is_paused: promise.isPaused,
  is_exceeded: promise.isExceeded,
  is_warned: promise.isWarned,
  is_missed: promise.isMissed,
  rests_unsure: promise.restsUnsure,
  slips: promise.slips,
  slip_id: promise.slipId,
  level: promise.level,
  severity: promise.severity,
  cost_minor: promise.costMinor,
  checked_at: promise.checkedAt,
  done_at: promise.doneAt,
  done_by: promise.doneBy,
  done_by_name: promise.doneByName,
  parent_id: promise.parentId,
  import_id: promise.importId,
  first_customer_id: promise.firstCustomerId,
  is_sample: promise.isSample,
})

export async function add(db: Db, promise: ServicePromise): Promise<void> {
  await db.insertInto('promise').values(toRow(promise)).execute()
}

/** Keeps what follows from the events in the row, and whatever else changed. Answers the row as it stands then. */
export async function keep(db: Db, promise: ServicePromise): Promise<ServicePromise> {
  const { customer_id, promise_id, ...changed } = toRow(promise)
  const row = await db
    .updateTable('promise')
    .set({ ...changed, version: sql<number>`version + 1` })
    .where('customer_id', '=', customer_id)
    .where('promise_id', '=', promise_id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return toPromise(row)
}

export async function find(db: Db, promiseId: string): Promise<ServicePromise | undefined> {
  const row = await db.selectFrom('promise').selectAll().where('promise_id', '=', promiseId).executeTakeFirst()
  return row && toPromise(row)
}

/** As `find`, held until the transaction ends. */
export async function findForUpdate(db: Db, promiseId: string): Promise<ServicePromise | undefined> {
  const row = await db.selectFrom('promise').selectAll().where('promise_id', '=', promiseId).forUpdate().executeTakeFirst()
  return row && toPromise(row)
}

export async function findAll(db: Db, promiseIds: readonly string[]): Promise<ServicePromise[]> {
  if (promiseIds.length === 0) return []
  const found = await sql<Row>`select * from promise where promise_id = any(${promiseIds}::uuid[])`.execute(db)
  return found.rows.map(toPromise)
}

type Of = Pick<ServicePromise, 'customerId' | 'id'>

// --- What happened ---------------------------------------------------------------------------------------------------------

export async function eventsOf(db: Db, { customerId, id }: Of): Promise<PromiseEvent[]> {
  const rows = await db
    .selectFrom('promise_event')
    .selectAll()
    .where('customer_id', '=', customerId)
    .where('promise_id', '=', id)
    .orderBy('at')
    .orderBy('event_id')
    .execute()
  return rows.map((row) => ({
    id: row.event_id,
    at: row.at,
    kind: row.kind,
    staffId: row.staff_id,
    staffName: row.staff_name,
    payload: row.payload as PromiseEvent['payload'],
  }))
}

export async function addEvents(db: Db, { customerId, id, isSample }: ServicePromise, events: readonly PromiseEvent[]): Promise<void> {
  if (events.length === 0) return
  await db
    .insertInto('promise_event')
    .values(
      events.map((event) => ({
        customer_id: customerId,
        promise_id: id,
        event_id: event.id,
        at: event.at,
        kind: event.kind,
        staff_id: event.staffId,
        staff_name: event.staffName,
        payload: JSON.stringify(event.payload),
        first_customer_id: customerId,
        is_sample: isSample,
      })),
    )
    .execute()
}

// --- Pauses and checks -----------------------------------------------------------------------------------------------------

export async function pausesOf(db: Db, { customerId, id }: Of): Promise<Pause[]> {
  const rows = await db
    .selectFrom('promise_pause')
    .selectAll()
    .where('customer_id', '=', customerId)
    .where('promise_id', '=', id)
    .orderBy('from_at')
    .orderBy('pause_id')
    .execute()
  return rows.map((row) => ({ id: row.pause_id, from: row.from_at, to: row.to_at, cause: row.cause }))
}

export async function addPause(db: Db, { customerId, id }: Of, pause: Pause): Promise<void> {
  await db
    .insertInto('promise_pause')
    .values({
      customer_id: customerId,
      promise_id: id,
      pause_id: pause.id,
      from_at: pause.from,
      to_at: pause.to,
      cause: pause.cause,
      first_customer_id: customerId,
    })
    .execute()
}

/** Ends the pause that is open, if one is. */
export async function endPause(db: Db, { customerId, id }: Of, at: Date): Promise<void> {
  await db
    .updateTable('promise_pause')
    .set({ to_at: sql<Date>`greatest(from_at, ${at})` })
    .where('customer_id', '=', customerId)
    .where('promise_id', '=', id)
    .where('to_at', 'is', null)
    .execute()
}

export async function checksOf(db: Db, { customerId, id }: Of): Promise<Check[]> {
  const rows = await db
    .selectFrom('promise_check')
    .selectAll()
    .where('customer_id', '=', customerId)
    .where('promise_id', '=', id)
    .orderBy('check_id', 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => ({
    id: row.check_id,
    at: row.at,
    isMet: row.is_met,
    words: row.words,
    staffId: row.staff_id,
    staffName: row.staff_name,
  }))
}

export async function addCheck(db: Db, { customerId, id }: Of, check: Check): Promise<void> {
  await db
    .insertInto('promise_check')
    .values({
      customer_id: customerId,
      promise_id: id,
      check_id: check.id,
      at: check.at,
      is_met: check.isMet,
      words: check.words,
      staff_id: check.staffId,
      staff_name: check.staffName,
      first_customer_id: customerId,
    })
    .execute()
}

/** The name of the calendar that a version is of. */
export async function calendarNameOf(db: Db, versionId: string): Promise<string | null> {
  const found = await sql<{ name: string }>`select c.name from calendar_version v join calendar c using (calendar_id)
    where v.calendar_version_id = ${versionId}::uuid`.execute(db)
  return found.rows[0]?.name ?? null
}

/** Takes a slip away that an end had opened, unless somebody has written on it or told of it. */
export async function takeBackSlip(db: Db, { customerId, id }: Of, slipId: string): Promise<boolean> {
  const done = await sql`delete from promise_slip where customer_id = ${customerId}::uuid and promise_id = ${id}::uuid
    and slip_id = ${slipId}::uuid and told_at is null and acted_at is null`.execute(db)
  return done.numAffectedRows === 1n
}
