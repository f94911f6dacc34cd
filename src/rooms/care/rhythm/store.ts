import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import type { LoyaltyState } from '../../loyalty/contract.ts'
import type { Cell, Rhythms } from './rules.ts'
import './tables.ts'

export type KeptRhythm = { chosen: Partial<Rhythms>; countedAt: Date | null; version: number }

export async function findRhythm(db: Db): Promise<KeptRhythm> {
  const row = await db.selectFrom('care_rhythm').selectAll().executeTakeFirstOrThrow()
  return { chosen: row.states as Partial<Rhythms>, countedAt: row.counted_at, version: row.version }
}

/** Keeps the rhythms unless somebody changed them since `version`; false then. */
export async function keepRhythm(db: Db, rhythms: Rhythms, version: number): Promise<boolean> {
  const done = await db
    .updateTable('care_rhythm')
    .set({ states: JSON.stringify(rhythms), version: version + 1 })
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export async function cells(db: Db): Promise<Cell[]> {
  const rows = await db.selectFrom('care_silence').selectAll().execute()
  return rows.map((row) => ({ state: row.state, silentDays: row.silent_days, touched: row.touched, customers: row.customers }))
}

export type Quiet = {
  customerId: string
  place: number
  state: LoyaltyState
  silentDays: number
  wantedDays: number
  /** The day of the last contact; `never` where none is noted. */
  lastContactOn: string
  staffId: string | null
  staffName: string | null
  isSample: boolean
}

type QuietRow = {
  customer_id: string
  place: number
  state: LoyaltyState
  silent_days: number
  wanted_days: number
  last_contact_on: string | null
  staff_id: string | null
  staff_name: string | null
  is_sample: boolean
}

/** Whose: of everybody, or those whom this person knows best and those whom nobody does. */
export type Whose = { staffId: string } | undefined

const columns = (today: string, zone: string) => sql`q.customer_id, q.place, q.state, q.wanted_days, q.staff_id, q.staff_name, q.is_sample,
  (q.last_contact_at at time zone ${zone})::date as last_contact_on,
  coalesce(${today}::date - (q.last_contact_at at time zone ${zone})::date, q.silent_days) as silent_days`
// Whoever was in touch since the count waits no longer.
const isStill = sql`join lateral (select 1 from customer where customer_id = q.customer_id
  and last_contact_at is not distinct from q.last_contact_at) c on true`

type Asked = { today: string; zone: string; limit: number }

/** So many may have been turned to since the count before somebody who still waits is overlooked. */
const TURNED_TO = 1000

const along = (where: RawBuilder<unknown>, { today, zone, limit }: Asked) => sql`select ${columns(today, zone)} from (
    select * from care_quiet where ${where} order by place, customer_id limit ${limit + TURNED_TO}) q ${isStill}`

/** Who waits for a word, in the order in which they are turned to: along an index of `care_quiet`, which holds a few thousand. */
export const quietQuery = (whose: Whose, asked: Asked) =>
  whose
    ? sql<QuietRow>`select * from (${along(sql`staff_id = ${whose.staffId}::uuid`, asked)} union all ${along(sql`staff_id is null`, asked)}) found
        order by staff_id is null, place, customer_id limit ${asked.limit}`
    : sql<QuietRow>`${along(sql`true`, asked)} order by q.place, q.customer_id limit ${asked.limit}`

export const quietFor = async (db: Db, whose: Whose, asked: Asked): Promise<Quiet[]> =>
  (await quietQuery(whose, asked).execute(db)).rows.map((row) => ({
    customerId: row.customer_id,
    place: row.place,
    state: row.state,
    silentDays: row.silent_days,
    wantedDays: row.wanted_days,
    lastContactOn: row.last_contact_on ?? 'never',
    staffId: row.staff_id,
    staffName: row.staff_name,
    isSample: row.is_sample,
  }))
