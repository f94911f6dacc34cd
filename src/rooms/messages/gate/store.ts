import { sql } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import { dayIn } from '../../../values/zone.ts'
import { findHouse } from '../../team/public.ts'
import type { GateRule, MessageChannel, Purpose } from '../contract.ts'
import '../consent/tables.ts'
import { houseSender } from '../mail/settings.ts'
import '../sendings/tables.ts'
import type { HouseFacts, Outward, SeenVerdict, Verdict } from './asking.ts'
import { RULES_VERSION } from './gate-rules.ts'

/** What the gate reads and writes: a few questions for a thousand messages at once. */

/** Whatever counts for everybody: rules of the house, the register, registered names, brakes. */
export async function findHouseFacts(db: Db, outward: Outward, now: Date): Promise<HouseFacts> {
  const house = await findHouse(db)
  const sender = await houseSender(db)
  const found = await sql<{
    most_in_month: number
    quiet_from: number
    quiet_until: number
    loaded_at: Date | null
    epoch: string | null
    braked: boolean
    names: { channel: MessageChannel; until: string | null }[] | null
  }>`select r.most_in_month, r.quiet_from, r.quiet_until,
      (select max(loaded_at) from do_not_call_load) as loaded_at,
      (select epoch from installation) as epoch,
      exists (select 1 from sending where state = 'stopped' and why in ('bounces', 'complaints')) as braked,
      (select json_agg(json_build_object('channel', channel, 'until', valid_until)) from sender_name where is_current) as names
    from sending_rule r`.execute(db)
  const row = found.rows[0]
  if (!row) throw new Error('the house has lost its limits of sending')
  const today = dayIn(house.zone, now.getTime())
  const senderNames: HouseFacts['senderNames'] = {}
  for (const { channel, until } of row.names ?? []) {
    const known = senderNames[channel]
    // Of several names the one that is still valid.
    if (!known || (known.validUntil !== null && known.validUntil < today)) senderNames[channel] = { validUntil: until }
  }
  return {
    rules: { zone: house.zone, mostInMonth: row.most_in_month, quietFrom: row.quiet_from, quietUntil: row.quiet_until },
    hasSample: await outward.hasSample(db),
    isOtherInstallation: row.epoch !== (outward.epoch() ?? null),
    hasAddresses: sender.name !== '' && sender.postalAddress !== '' && sender.publicAddress !== '',
    registerLoadedAt: row.loaded_at,
    senderNames,
    isBraked: row.braked,
  }
}

/** What counts against budgets: a place in the line, taken up for good when the message was claimed. */
export type Reserved = {
  customerId: string
  messageId: string
  addressHash: string | null
  purpose: Purpose | null
  topicId: string | null
  isAdvertising: boolean
  at: number
  isSpent: boolean
}

type ReservedRow = {
  customer_id: string
  message_id: string
  address_hash: string | null
  purpose: Purpose | null
  topic_id: string | null
  class: string
  at: Date
  is_spent: boolean
}

const toReserved = (row: ReservedRow): Reserved => ({
  customerId: row.customer_id,
  messageId: row.message_id,
  addressHash: row.address_hash,
  purpose: row.purpose,
  topicId: row.topic_id,
  isAdvertising: row.class === 'advertising',
  at: row.at.getTime(),
  isSpent: row.is_spent,
})

const reservedColumns = sql.raw('customer_id, message_id, address_hash, purpose, topic_id, class, at, is_spent')

export async function reservedOf(db: Db, customerIds: readonly string[], since: Date): Promise<Reserved[]> {
  const found = await sql<ReservedRow>`select ${reservedColumns} from reservation
    where customer_id = any(${customerIds}::uuid[]) and at > ${since}`.execute(db)
  return found.rows.map(toReserved)
}

export async function reservedAt(db: Db, hashes: readonly string[], since: Date): Promise<Reserved[]> {
  if (hashes.length === 0) return []
  const found = await sql<ReservedRow>`select ${reservedColumns} from reservation
    where address_hash = any(${hashes}::text[]) and at > ${since} and class = 'advertising'`.execute(db)
  return found.rows.map(toReserved)
}

/** One asking at a time about these customers and addresses; always in the same order, so that nobody waits in a circle. */
export async function holdTurns(db: Db, keys: readonly string[]): Promise<void> {
  await sql`select pg_advisory_xact_lock(turn) from (
      select distinct hashtextextended(key, 1616) as turn from unnest(${keys}::text[]) as asked (key) order by 1 offset 0
    ) turns`.execute(db)
}

const NIL = '00000000-0000-0000-0000-000000000000'

/** Keeps the verdicts, and what passed takes its place in the line; what was turned away gives it up. */
export async function keepVerdicts(db: Db, verdicts: readonly Verdict[], dueAt: (verdict: Verdict) => Date): Promise<void> {
  if (verdicts.length === 0) return
  const rows = verdicts.map((one) => ({
    customer_id: one.customerId,
    verdict_id: one.id,
    message_id: one.messageId === NIL ? null : one.messageId,
    sending_id: one.sendingId,
    stage: one.stage,
    answer: one.answer,
    rule: one.rule,
    law: `${one.law.id}-${one.law.version}`,
    rules_version: RULES_VERSION,
    not_before: one.notBefore,
    inputs: one.inputs,
    at: one.at,
    first_customer_id: one.customerId,
    is_sample: one.isSample,
  }))
  await sql`insert into gate_verdict (customer_id, verdict_id, message_id, sending_id, stage, answer, rule, law, rules_version, not_before, inputs, at,
      first_customer_id, is_sample)
    select customer_id, verdict_id, message_id, sending_id, stage, answer, rule, law, rules_version, not_before, inputs, at, first_customer_id, is_sample
    from json_populate_recordset(null::gate_verdict, ${JSON.stringify(rows)}::json)`.execute(db)
  const taken = verdicts.filter(({ answer, kind }) => answer !== 'no' && kind !== 'service')
  const given = verdicts.filter(({ answer, kind, stage }) => answer === 'no' && kind !== 'service' && stage === 'claim')
  await reserve(db, taken, dueAt)
  await release(
    db,
    given.map(({ customerId }) => customerId),
    given.map(({ messageId }) => messageId),
  )
}

async function reserve(db: Db, verdicts: readonly Verdict[], dueAt: (verdict: Verdict) => Date): Promise<void> {
  if (verdicts.length === 0) return
  const rows = verdicts.map((one) => ({
    customer_id: one.customerId,
    message_id: one.messageId,
    channel: one.channel,
    class: one.kind,
    at: one.stage === 'claim' && one.answer === 'pass' ? one.at : dueAt(one),
    address_hash: one.addressHash,
    purpose: one.purpose,
    topic_id: one.topicId,
    is_spent: one.stage === 'claim' && one.answer === 'pass',
    first_customer_id: one.customerId,
  }))
  await sql`insert into reservation (customer_id, message_id, channel, class, at, address_hash, purpose, topic_id, is_spent, first_customer_id)
    select customer_id, message_id, channel, class, at, address_hash, purpose, topic_id, is_spent, first_customer_id
    from json_populate_recordset(null::reservation, ${JSON.stringify(rows)}::json)
    on conflict (customer_id, message_id) do update set at = excluded.at, is_spent = excluded.is_spent or reservation.is_spent,
      channel = excluded.channel, address_hash = excluded.address_hash`.execute(db)
}

/** Gives places in the line back: cancelled, turned away, or surely failed. */
export async function release(db: Db, customerIds: readonly string[], messageIds: readonly string[]): Promise<void> {
  if (messageIds.length === 0) return
  await sql`delete from reservation r using unnest(${customerIds}::uuid[], ${messageIds}::uuid[]) as gone (customer_id, message_id)
    where r.customer_id = gone.customer_id and r.message_id = gone.message_id`.execute(db)
}

export async function verdictsOf(db: Db, customerId: string, messageId: string): Promise<SeenVerdict[]> {
  const found = await sql<{
    stage: SeenVerdict['stage']
    answer: SeenVerdict['answer']
    rule: GateRule | null
    law: string
    not_before: Date | null
    inputs: SeenVerdict['inputs']
    at: Date
  }>`select stage, answer, rule, law, not_before, inputs, at from gate_verdict
    where customer_id = ${customerId}::uuid and message_id = ${messageId}::uuid order by at, verdict_id`.execute(db)
  return found.rows.map(({ not_before: notBefore, ...row }) => ({ ...row, notBefore }))
}

/**
 * Of these addresses those that a sending has a row for already: two customers may share one. Each is looked up by the key of its own; the
 * `offset` keeps the planner from reading all rows of a sending instead, of which it knows nothing while they are being written.
 */
export async function hashesTaken(
  db: Db,
  sendingId: string,
  channels: readonly MessageChannel[],
  hashes: readonly string[],
): Promise<Set<string>> {
  const found = await sql<{ hash: string }>`select asked.hash
    from unnest(${hashes}::text[]) as asked (hash) cross join unnest(${channels}::text[]) as way (channel)
    cross join lateral (select 1 from message m
      where m.sending_id = ${sendingId}::uuid and m.channel = way.channel and m.address_hash = asked.hash offset 0) taken`.execute(db)
  return new Set(found.rows.map((row) => row.hash))
}
