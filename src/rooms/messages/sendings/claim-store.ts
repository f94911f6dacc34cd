import { type Selectable, sql } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import { newId } from '../../../platform/ids.ts'
import type { GateRule, MessageState } from '../contract.ts'
import type { Left } from './on-timeline.ts'
import type { Message } from './sending.ts'
import { toMessage } from './store.ts'
import './tables.ts'

/** What the worker takes up, and what it writes down: sets of rows, each by one statement. */

/** Sendings under way that have something to leave now. */
export async function runningNow(db: Db, now: Date): Promise<string[]> {
  const found = await sql<{ sending_id: string }>`select sending_id from sending
    where state = 'running' and (starts_at is null or starts_at <= ${now}) order by starts_at nulls first limit 1000`.execute(db)
  return found.rows.map((row) => row.sending_id)
}

/** Rows whose time has come, some of each sending so that none waits for another; locked, and passed over where somebody else holds them. */
export async function takeDue(db: Db, sendingIds: readonly string[], now: Date, each: number, most: number): Promise<Message[]> {
  // A row that has no end of its own ends with its sending.
  const found = await sql<Selectable<Schema['message']>>`select m.*, coalesce(m.expires_at, s.expires_at) as expires_at
    from unnest(${sendingIds}::uuid[]) as run (sending_id)
    join sending s on s.sending_id = run.sending_id and s.state = 'running'
    cross join lateral (select * from message w where w.sending_id = run.sending_id and w.state in ('planned', 'held', 'ready')
      and (w.not_before is null or w.not_before <= ${now})
      order by w.not_before nulls first, w.message_id limit ${each} for update skip locked) m
    limit ${most}`.execute(db)
  return found.rows.map(toMessage)
}

export type Judged = {
  customerId: string
  messageId: string
  state: MessageState
  rule: GateRule | null
  notBefore: Date | null
  address: string | null
  addressHash: string | null
}

/** Writes down what the gate said: claimed with a lease, put off, or turned away. */
export async function keepJudged(db: Db, judged: readonly Judged[], lease: { by: string; until: Date }, now: Date): Promise<void> {
  if (judged.length === 0) return
  const rows = judged.map((one) => ({
    customer_id: one.customerId,
    message_id: one.messageId,
    state: one.state,
    rule: one.rule,
    not_before: one.notBefore,
    address: one.address,
    address_hash: one.addressHash,
  }))
  await sql`update message m set state = j.state, rule = j.rule, not_before = j.not_before,
      lease_by = case when j.state = 'claimed' then ${lease.by} end,
      lease_until = case when j.state = 'claimed' then ${lease.until}::timestamptz end,
      address = coalesce(j.address, m.address), address_hash = coalesce(j.address_hash, m.address_hash),
      ended_at = case when j.state in ('suppressed', 'expired', 'held-out') then ${now}::timestamptz end
    from json_populate_recordset(null::message, ${JSON.stringify(rows)}::json) j
    where m.customer_id = j.customer_id and m.message_id = j.message_id`.execute(db)
}

type Key = { customerId: string; messageId: string }
const idsOf = (keys: readonly Key[]) =>
  sql`unnest(${keys.map((key) => key.customerId)}::uuid[], ${keys.map((key) => key.messageId)}::uuid[])`

/**
 * The last word before the first byte: of these claimed rows those whose sending still runs, and whose customers said nothing since they were
 * judged, become `submitting`. Committed before anything is handed over; answers which.
 */
export async function submit(
  db: Db,
  keys: readonly Key[],
  lease: { by: string; until: Date },
  { now, heardSince }: { now: Date; heardSince: Date },
): Promise<Set<string>> {
  const found = await sql<{ message_id: string }>`update message m set state = 'submitting', submitted_at = ${now}, attempts = attempts + 1,
      lease_until = ${lease.until}
    from ${idsOf(keys)} as k (customer_id, message_id), sending s
    where m.customer_id = k.customer_id and m.message_id = k.message_id and m.state = 'claimed' and m.lease_by = ${lease.by}
      and s.sending_id = m.sending_id and s.state = 'running'
      and not exists (select 1 from consent_event e where e.customer_id = m.customer_id and e.at > ${heardSince})
      and not exists (select 1 from choice_event e where e.customer_id = m.customer_id and e.at > ${heardSince})
    returning m.message_id`.execute(db)
  return new Set(found.rows.map((row) => row.message_id))
}

/** Claimed rows that are not handed over after all: they wait again. */
export async function giveBack(db: Db, keys: readonly Key[], notBefore: Date | null): Promise<void> {
  if (keys.length === 0) return
  await sql`update message m set state = 'ready', lease_by = null, lease_until = null, not_before = ${notBefore}
    from ${idsOf(keys)} as k (customer_id, message_id)
    where m.customer_id = k.customer_id and m.message_id = k.message_id and m.state = 'claimed'`.execute(db)
}

/** A claimed row of which no letter can be made: it stays here, with the reason, and gives its place in the line back. */
export async function keepBack(db: Db, { customerId, messageId }: Key, why: string, now: Date): Promise<void> {
  await sql`with kept as (update message set state = 'suppressed', rule = 'relevance', reply = ${why}, ended_at = ${now}, lease_by = null, lease_until = null
      where customer_id = ${customerId}::uuid and message_id = ${messageId}::uuid and state = 'claimed' returning customer_id, message_id)
    delete from reservation r using kept where r.customer_id = kept.customer_id and r.message_id = kept.message_id`.execute(db)
}

export type Ended = Key & {
  state: MessageState
  notBefore: Date | null
  providerId: string | null
  reply: string
  at: Date
}

const eventOf: Partial<Record<MessageState, string>> = { accepted: 'accepted', refused: 'refused', unknown: 'unknown', ready: 'delayed' }

/**
 * Writes down how attempts ended, each once: told again after a lost connection it changes nothing. Answers which letters of the house left
 * by it.
 */
export async function keepEnded(db: Db, ended: readonly Ended[], source: string): Promise<Left[]> {
  if (ended.length === 0) return []
  const rows = ended.map((one) => ({
    customer_id: one.customerId,
    message_id: one.messageId,
    state: one.state,
    not_before: one.notBefore,
    provider_id: one.providerId,
    reply: one.reply.slice(0, 500),
    ended_at: one.at,
  }))
  const left = await sql<LeftRow>`with changed as (
    update message m set state = e.state, not_before = e.not_before, provider_id = coalesce(e.provider_id, m.provider_id), reply = e.reply,
      accepted_at = case when e.state = 'accepted' then e.ended_at else m.accepted_at end,
      ended_at = case when e.state = 'ready' then null else e.ended_at end, lease_by = null, lease_until = null
    from json_populate_recordset(null::message, ${JSON.stringify(rows)}::json) e
    where m.customer_id = e.customer_id and m.message_id = e.message_id and m.state in ('claimed', 'submitting')
    returning m.customer_id, m.message_id, m.sending_id, m.letter_id, m.channel, m.state, m.reply, e.ended_at)
  , told as (insert into message_event (customer_id, event_id, message_id, kind, at, source, detail, first_customer_id)
    select c.customer_id, i.event_id, c.message_id, i.kind, c.ended_at, ${source}, jsonb_build_object('reply', c.reply), c.customer_id
    from changed c join unnest(${ended.map(({ messageId }) => messageId)}::uuid[], ${ended.map(() => newId())}::uuid[],
      ${ended.map(({ state }) => eventOf[state] ?? 'unknown')}::text[]) as i (message_id, event_id, kind) on i.message_id = c.message_id)
  , freed as (delete from reservation r using changed c
    where c.state = 'refused' and r.customer_id = c.customer_id and r.message_id = c.message_id)
  select c.customer_id, c.message_id, c.letter_id, c.channel, c.ended_at, s.title, s.made_by_name
  from changed c join sending s on s.sending_id = c.sending_id where c.state = 'accepted' and c.letter_id is not null`.execute(db)
  return left.rows.map((row) => ({
    customerId: row.customer_id,
    messageId: row.message_id,
    letterId: row.letter_id,
    channel: row.channel,
    at: row.ended_at,
    title: row.title,
    madeByName: row.made_by_name,
  }))
}

type LeftRow = {
  customer_id: string
  message_id: string
  letter_id: string
  channel: Message['channel']
  ended_at: Date
  title: string
  made_by_name: string | null
}

/** What a worker that is gone held: claimed rows wait again; of those that were being handed over nobody can know. */
export async function recoverLeases(db: Db, isLost: { notBy: string } | { before: Date }, now: Date): Promise<Message[]> {
  const lost = 'notBy' in isLost ? sql`lease_by is distinct from ${isLost.notBy}` : sql`lease_until < ${isLost.before}`
  await sql`update message set state = 'ready', lease_by = null, lease_until = null where state = 'claimed' and ${lost}`.execute(db)
  const found = await sql<
    Selectable<Schema['message']>
  >`update message set state = 'unknown', lease_by = null, lease_until = null, ended_at = ${now}
    where state = 'submitting' and ${lost} returning *`.execute(db)
  return found.rows.map(toMessage)
}

/** After a lost connection: what is ours by the table and not in our hands was never handed over, so it waits again. */
export async function recoverOwn(db: Db, by: string, inHand: readonly string[]): Promise<void> {
  await sql`update message set state = 'ready', lease_by = null, lease_until = null
    where state in ('claimed', 'submitting') and lease_by = ${by} and not (message_id = any(${inHand}::uuid[]))`.execute(db)
}

/** Sendings that were to start so long ago that a person must say whether they still should. */
export async function markLate(db: Db, now: Date): Promise<string[]> {
  const found = await sql<{ sending_id: string }>`update sending set state = 'late', version = version + 1
    where state = 'running' and started_at is null and starts_at < ${now}::timestamptz - make_interval(mins => late_after_minutes)
    returning sending_id`.execute(db)
  return found.rows.map((row) => row.sending_id)
}

export async function markStarted(db: Db, sendingIds: readonly string[], now: Date): Promise<void> {
  await sql`update sending set started_at = ${now} where sending_id = any(${sendingIds}::uuid[]) and started_at is null`.execute(db)
}

/** Sendings of which nothing waits or is under way any more. */
export async function finish(db: Db, now: Date): Promise<string[]> {
  const found = await sql<{ sending_id: string }>`update sending s set state = 'done', ended_at = ${now}, version = version + 1
    where s.state = 'running' and (s.starts_at is null or s.starts_at <= ${now}) and not exists (select 1 from message m where m.sending_id = s.sending_id
      and m.state in ('planned', 'held', 'ready', 'claimed', 'submitting')) returning sending_id`.execute(db)
  return found.rows.map((row) => row.sending_id)
}

/** How the last thousand of each of these went. */
export async function healthOf(
  db: Db,
  sendingIds: readonly string[],
): Promise<{ sendingId: string; of: number; bounced: number; complained: number }[]> {
  const found = await sql<{ sending_id: string; of: number; bounced: number; complained: number }>`
    select run.sending_id, count(*) as of, count(*) filter (where m.state in ('bounced', 'refused')) as bounced,
      count(*) filter (where m.state = 'complained') as complained
    from unnest(${sendingIds}::uuid[]) as run (sending_id) cross join lateral (select state from message w
      where w.sending_id = run.sending_id and w.state in ('accepted', 'delivered', 'bounced', 'complained', 'refused') and w.submitted_at is not null
      order by w.submitted_at desc nulls last limit 1000) m group by 1`.execute(db)
  return found.rows.map(({ sending_id: sendingId, ...row }) => ({ sendingId, ...row }))
}

export async function stopSending(db: Db, sendingId: string, why: string): Promise<boolean> {
  const done = await sql`update sending set state = 'stopped', why = ${why}, version = version + 1
    where sending_id = ${sendingId}::uuid and state = 'running'`.execute(db)
  return Number(done.numAffectedRows ?? 0) > 0
}

/** Service messages whose fate is unknown, once, after a while: the same message with the same id. */
export async function retryService(db: Db, before: Date, now: Date): Promise<number> {
  const done = await sql`with again as (update message m set state = 'ready', not_before = null, ended_at = null
      where m.state = 'unknown' and m.class = 'service' and m.ended_at < ${before} and m.ended_at > ${before}::timestamptz - interval '1 day'
        and not exists (select 1 from message_event e where e.customer_id = m.customer_id and e.message_id = m.message_id and e.kind = 'retried')
      returning m.customer_id, m.message_id, m.sending_id)
    , reopened as (update sending s set state = 'running', ended_at = null from again where s.sending_id = again.sending_id and s.state = 'done')
    insert into message_event (customer_id, event_id, message_id, kind, at, source, first_customer_id)
    select customer_id, gen_random_uuid(), message_id, 'retried', ${now}, 'worker', customer_id from again`.execute(db)
  return Number(done.numAffectedRows ?? 0)
}

export async function unknownSince(db: Db, since: Date, limit: number): Promise<Message[]> {
  const found = await sql<Selectable<Schema['message']>>`select * from message where state = 'unknown' and ended_at > ${since}
    order by ended_at desc limit ${limit}`.execute(db)
  return found.rows.map(toMessage)
}
