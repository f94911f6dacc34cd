import { type Selectable, sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { Schema } from '../../platform/db/schema.ts'
import type { Customer, Occasion } from './customer.ts'
import type { MonthAndDay } from './occasion-rules.ts'
import './tables.ts'

type Row = Selectable<Schema['occasion']>

const toOccasion = (row: Row): Occasion => ({
  id: row.occasion_id,
  kind: row.kind,
  label: row.label,
  calendar: row.calendar,
  year: row.year,
  month: row.month,
  day: row.day,
  isLeap: row.is_leap,
  written: row.written,
  source: row.source,
  notedByName: row.noted_by_name,
  notedOn: row.noted_on,
  version: row.version,
})

const valuesOf = (occasion: Occasion) => ({
  kind: occasion.kind,
  label: occasion.label,
  calendar: occasion.calendar,
  year: occasion.year,
  month: occasion.month,
  day: occasion.day,
  is_leap: occasion.isLeap,
  written: occasion.written,
  source: occasion.source,
})

/** The days noted about a customer, in the order in which they were noted; the birthday of the record is not among them. */
export async function findOccasions(db: Db, customerId: string): Promise<Occasion[]> {
  const rows = await db.selectFrom('occasion').selectAll().where('customer_id', '=', customerId).orderBy('occasion_id').execute()
  return rows.map(toOccasion)
}

/** Noted days of several customers, by their own id. */
export async function findNoted(db: Db, keys: readonly { customerId: string; occasionId: string }[]): Promise<Map<string, Occasion>> {
  if (keys.length === 0) return new Map()
  const found = await sql<Row>`select o.* from unnest(${keys.map(({ customerId }) => customerId)}::uuid[],
      ${keys.map(({ occasionId }) => occasionId)}::uuid[]) as asked (customer_id, occasion_id)
    join occasion o on o.customer_id = asked.customer_id and o.occasion_id = asked.occasion_id`.execute(db)
  return new Map(found.rows.map((row) => [row.occasion_id, toOccasion(row)]))
}

export async function findOccasionForUpdate(db: Db, customerId: string, occasionId: string): Promise<Occasion | undefined> {
  const row = await db
    .selectFrom('occasion')
    .selectAll()
    .where('customer_id', '=', customerId)
    .where('occasion_id', '=', occasionId)
    .forUpdate()
    .executeTakeFirst()
  return row && toOccasion(row)
}

export async function addOccasion(db: Db, customerId: string, occasion: Occasion, by: string | null): Promise<void> {
  await db
    .insertInto('occasion')
    .values({
      customer_id: customerId,
      occasion_id: occasion.id,
      ...valuesOf(occasion),
      noted_by: by,
      noted_by_name: occasion.notedByName,
      noted_on: occasion.notedOn,
      first_customer_id: customerId,
    })
    .execute()
}

export async function changeOccasion(db: Db, customerId: string, occasion: Occasion): Promise<Occasion> {
  const version = occasion.version + 1
  await db
    .updateTable('occasion')
    .set({ ...valuesOf(occasion), version })
    .where('customer_id', '=', customerId)
    .where('occasion_id', '=', occasion.id)
    .execute()
  return { ...occasion, version }
}

export async function removeOccasion(db: Db, customerId: string, occasionId: string): Promise<boolean> {
  const done = await db
    .deleteFrom('occasion')
    .where('customer_id', '=', customerId)
    .where('occasion_id', '=', occasionId)
    .executeTakeFirst()
  return done.numDeletedRows === 1n
}

const asked = (days: readonly MonthAndDay[]) =>
  sql`unnest(${days.map(({ month }) => month)}::smallint[], ${days.map(({ day }) => day)}::smallint[])
    with ordinality as asked (month, day, place)`

/** What is written down for these days of a calendar, so many of each day at most: one range of the index for each. */
export async function occasionsWritten(
  db: Db,
  calendar: 'solar' | 'lunar',
  days: readonly MonthAndDay[],
  ofEach: number,
): Promise<{ customerId: string; occasion: Occasion }[]> {
  const found = await sql<Row>`select o.* from ${asked(days)} cross join lateral (
      select * from occasion where occasion.calendar = ${calendar} and occasion.month = asked.month and occasion.day = asked.day
      limit ${ofEach}) as o order by asked.place`.execute(db)
  return found.rows.map((row) => ({ customerId: row.customer_id, occasion: toOccasion(row) }))
}

export type Born = Pick<Customer, 'id' | 'birthday' | 'createdAt' | 'version'>

/** Customers whose record has a birthday on one of these days, the latest contacts of each day first. */
export async function birthdaysOn(db: Db, days: readonly MonthAndDay[], ofEach: number): Promise<Born[]> {
  type BornRow = {
    customer_id: string
    birth_year: number | null
    birth_month: number
    birth_day: number
    created_at: Date
    version: number
  }
  const found = await sql<BornRow>`select c.* from ${asked(days)} cross join lateral (
      select customer_id, birth_year, birth_month, birth_day, created_at, version from customer
      where customer.birth_month = asked.month and customer.birth_day = asked.day
      order by customer.last_contact_at desc nulls last limit ${ofEach}) as c order by asked.place`.execute(db)
  return found.rows.map((row) => ({
    id: row.customer_id,
    birthday: { year: row.birth_year ?? undefined, month: row.birth_month, day: row.birth_day },
    createdAt: row.created_at,
    version: row.version,
  }))
}
