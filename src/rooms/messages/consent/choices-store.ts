import { type Selectable, sql } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import type { Choice } from './choice-rules.ts'
import type { GivenBy } from './rules.ts'
import './tables.ts'

const toChoice = (row: Selectable<Schema['customer_choice']>): Choice => ({
  monthly: row.monthly,
  pausedUntil: row.paused_until,
  days: row.days,
  fromHour: row.from_hour,
  untilHour: row.until_hour,
  channel: row.channel,
  levels: row.levels as Choice['levels'],
  version: row.version,
})

export async function findChoices(db: Db, customerIds: readonly string[]): Promise<Map<string, Choice>> {
  const found = await sql<Selectable<Schema['customer_choice']>>`select * from customer_choice
    where customer_id = any(${customerIds}::uuid[])`.execute(db)
  return new Map(found.rows.map((row) => [row.customer_id, toChoice(row)]))
}

export async function keepChoice(db: Db, customerId: string, choice: Choice, now: Date, isSample: boolean): Promise<void> {
  const values = {
    monthly: choice.monthly,
    paused_until: choice.pausedUntil,
    days: choice.days,
    from_hour: choice.fromHour,
    until_hour: choice.untilHour,
    channel: choice.channel,
    levels: JSON.stringify(choice.levels),
    updated_at: now,
    version: choice.version,
  }
  await db
    .insertInto('customer_choice')
    .values({ customer_id: customerId, first_customer_id: customerId, is_sample: isSample, ...values })
    .onConflict((conflict) => conflict.column('customer_id').doUpdateSet(values))
    .execute()
}

export const removeChoice = async (db: Db, customerId: string): Promise<void> =>
  void (await db.deleteFrom('customer_choice').where('customer_id', '=', customerId).execute())

export type ChoiceEvent = {
  id: string
  at: Date
  givenBy: GivenBy
  method: string
  staffId: string | null
  staffName: string | null
  before: Choice
  after: Choice
}

type KeptChoice = Omit<Choice, 'pausedUntil'> & { pausedUntil: string | null }
const revived = (kept: unknown): Choice => {
  const choice = kept as KeptChoice
  return { ...choice, pausedUntil: choice.pausedUntil === null ? null : new Date(choice.pausedUntil) }
}

export async function appendChoiceEvent(db: Db, customerId: string, event: ChoiceEvent, isSample: boolean): Promise<void> {
  await db
    .insertInto('choice_event')
    .values({
      customer_id: customerId,
      event_id: event.id,
      at: event.at,
      given_by: event.givenBy,
      method: event.method,
      staff_id: event.staffId,
      staff_name: event.staffName,
      before: JSON.stringify(event.before),
      after: JSON.stringify(event.after),
      first_customer_id: customerId,
      is_sample: isSample,
    })
    .execute()
}

/** What became of a customer's choice, newest first. */
export async function choiceEventsOf(db: Db, customerId: string): Promise<ChoiceEvent[]> {
  const rows = await db
    .selectFrom('choice_event')
    .selectAll()
    .where('customer_id', '=', customerId)
    .orderBy('at', 'desc')
    .orderBy('event_id', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    id: row.event_id,
    at: row.at,
    givenBy: row.given_by,
    method: row.method,
    staffId: row.staff_id,
    staffName: row.staff_name,
    before: revived(row.before),
    after: revived(row.after),
  }))
}

export const removeChoiceEvent = async (db: Db, customerId: string, eventId: string): Promise<void> =>
  void (await db.deleteFrom('choice_event').where('customer_id', '=', customerId).where('event_id', '=', eventId).execute())
