import { type Selectable, sql } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import type { ConsentEvent, NowRow } from './rules.ts'
import './tables.ts'

/** The log of agreeing and leaving, and where it stands now. Events are added, never altered. */

/** An act with its evidence: how it was given, by whose hand, by which words and door. */
export type ProvenEvent = ConsentEvent & {
  method: string
  wordingId: string | null
  doorId: string | null
  staffId: string | null
  staffName: string | null
  evidence: Record<string, unknown>
  firstCustomerId: string
}

const toEvent = (row: Selectable<Schema['consent_event']>): ProvenEvent => ({
  id: row.event_id,
  at: row.at,
  purpose: row.purpose,
  topicId: row.topic_id,
  channel: row.channel,
  act: row.act,
  givenBy: row.given_by,
  method: row.method,
  monthly: row.monthly,
  until: row.until,
  wordingId: row.wording_id,
  doorId: row.door_id,
  staffId: row.staff_id,
  staffName: row.staff_name,
  evidence: row.evidence as Record<string, unknown>,
  firstCustomerId: row.first_customer_id,
})

/** One after the other: what is appended for a customer is derived from the whole of their log. In the order of ids, so that two wait and none die. */
export async function holdConsents(db: Db, customerIds: readonly string[]): Promise<void> {
  const sorted = [...new Set(customerIds)].sort()
  await sql`select pg_advisory_xact_lock(7310018, hashtext(id)) from unnest(${sorted}::text[]) with ordinality as held (id, place)
    order by place`.execute(db)
}

export async function eventsOf(db: Db, customerIds: readonly string[]): Promise<Map<string, ProvenEvent[]>> {
  const found = await sql<Selectable<Schema['consent_event']>>`select * from consent_event where customer_id = any(${customerIds}::uuid[])
    order by customer_id, at, event_id`.execute(db)
  const byCustomer = new Map<string, ProvenEvent[]>(customerIds.map((id) => [id, []]))
  for (const row of found.rows) byCustomer.get(row.customer_id)?.push(toEvent(row))
  return byCustomer
}

type Appended = ProvenEvent & { customerId: string; isSample: boolean }

const AT_ONCE = 500

export async function append(db: Db, events: readonly Appended[]): Promise<void> {
  for (let from = 0; from < events.length; from += AT_ONCE)
    await db
      .insertInto('consent_event')
      .values(
        events.slice(from, from + AT_ONCE).map((event) => ({
          customer_id: event.customerId,
          event_id: event.id,
          at: event.at,
          purpose: event.purpose,
          topic_id: event.topicId,
          channel: event.channel,
          act: event.act,
          given_by: event.givenBy,
          method: event.method,
          monthly: event.monthly,
          until: event.until,
          wording_id: event.wordingId,
          door_id: event.doorId,
          staff_id: event.staffId,
          staff_name: event.staffName,
          evidence: JSON.stringify(event.evidence),
          first_customer_id: event.firstCustomerId,
          is_sample: event.isSample,
        })),
      )
      .execute()
}

/** Puts these rows in the place of what stood for these customers. */
export async function keepNow(db: Db, customerIds: readonly string[], rows: readonly (NowRow & { customerId: string })[]): Promise<void> {
  await sql`delete from consent_now where customer_id = any(${customerIds}::uuid[])`.execute(db)
  for (let from = 0; from < rows.length; from += AT_ONCE)
    await db
      .insertInto('consent_now')
      .values(
        rows.slice(from, from + AT_ONCE).map((row) => ({
          customer_id: row.customerId,
          purpose: row.purpose,
          topic_id: row.topicId,
          channel: row.channel,
          state: row.state,
          monthly: row.monthly,
          until: row.until,
          since: row.since,
          event_id: row.eventId,
        })),
      )
      .execute()
}

/** Where consent stands for these customers, in one look at the key. */
export async function nowOf(db: Db, customerIds: readonly string[]): Promise<Map<string, NowRow[]>> {
  const found = await sql<Selectable<Schema['consent_now']>>`select * from consent_now where customer_id = any(${customerIds}::uuid[])
    order by customer_id, purpose, topic_id, channel`.execute(db)
  const byCustomer = new Map<string, NowRow[]>()
  for (const row of found.rows) {
    const now: NowRow = {
      purpose: row.purpose,
      topicId: row.topic_id,
      channel: row.channel,
      state: row.state,
      monthly: row.monthly,
      until: row.until,
      since: row.since,
      eventId: row.event_id,
    }
    const known = byCustomer.get(row.customer_id)
    if (known) known.push(now)
    else byCustomer.set(row.customer_id, [now])
  }
  return byCustomer
}

/** Of these hashed numbers, those that were asked before; the others are asked by this. */
export async function markAsked(db: Db, hashes: readonly string[], at: Date, isSample: boolean): Promise<Set<string>> {
  if (hashes.length === 0) return new Set()
  const made = await sql<{ address_hash: string }>`insert into asked_once (address_hash, at, is_sample)
    select distinct hash, ${at}::timestamptz, ${isSample}::boolean from unnest(${hashes}::text[]) as hash
    on conflict do nothing returning address_hash`.execute(db)
  const fresh = new Set(made.rows.map((row) => row.address_hash))
  return new Set(hashes.filter((hash) => !fresh.has(hash)))
}

/**
 * Moves a customer's log to another record, word for word: the rows are written anew there, for none may be altered. The whole of it, or what
 * these records said first.
 */
export async function moveEvents(db: Db, from: string, into: string, first?: readonly string[]): Promise<void> {
  const those = sql`customer_id = ${from}::uuid ${first ? sql`and first_customer_id = any(${first}::uuid[])` : sql``}`
  await sql`insert into consent_event (customer_id, event_id, at, purpose, topic_id, channel, act, given_by, method, monthly, until, wording_id,
      door_id, staff_id, staff_name, evidence, first_customer_id, is_sample)
    select ${into}::uuid, event_id, at, purpose, topic_id, channel, act, given_by, method, monthly, until, wording_id, door_id, staff_id,
      staff_name, evidence, first_customer_id, is_sample
    from consent_event where ${those}`.execute(db)
  await sql`delete from consent_event where ${those}`.execute(db)
}

/** Takes back what a merge added to a log: the stricter state it kept. */
export async function removeMergeEvents(db: Db, into: string, from: string): Promise<void> {
  await sql`delete from consent_event where customer_id = ${into}::uuid and method = 'merge' and evidence->>'from' = ${from}`.execute(db)
}
