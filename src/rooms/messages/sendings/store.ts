import { type Selectable, sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import type { GateRule, MessageState } from '../contract.ts'
import type { Inputs } from '../gate/gate-rules.ts'
import type { Deed } from './contract.ts'
import type { Happened } from './rules.ts'
import type { HeldRow, Message, OwnWords, Sending, Tally } from './sending.ts'
import './tables.ts'

const audience = z.record(z.string(), z.string()).catch({})
const progress = z.object({ done: z.number(), of: z.number().nullable() }).nullable().catch(null)

const toSending = (row: Selectable<Schema['sending']>): Sending => ({
  id: row.sending_id,
  kind: row.kind,
  letterId: row.letter_id,
  letterNumber: row.letter_number,
  title: row.title,
  purpose: row.purpose,
  topicId: row.topic_id,
  channels: row.channels,
  audience: audience.parse(row.audience),
  isLive: row.is_live,
  state: row.state,
  startsAt: row.starts_at,
  lateAfterMinutes: row.late_after_minutes,
  expiresAt: row.expires_at,
  holdout: row.holdout,
  holdoutSalt: row.holdout_salt,
  epoch: row.epoch,
  why: row.why,
  progress: progress.parse(row.progress),
  plannedAt: row.planned_at,
  startedAt: row.started_at,
  endedAt: row.ended_at,
  madeBy: row.made_by,
  madeByName: row.made_by_name,
  madeAt: row.made_at,
  isSample: row.is_sample,
  version: row.version,
})

const toRow = (sending: Sending) => ({
  kind: sending.kind,
  letter_id: sending.letterId,
  letter_number: sending.letterNumber,
  title: sending.title,
  purpose: sending.purpose,
  topic_id: sending.topicId,
  channels: sending.channels,
  audience: JSON.stringify(sending.audience),
  is_live: sending.isLive,
  state: sending.state,
  starts_at: sending.startsAt,
  late_after_minutes: sending.lateAfterMinutes,
  expires_at: sending.expiresAt,
  holdout: sending.holdout,
  holdout_salt: sending.holdoutSalt,
  epoch: sending.epoch,
  why: sending.why,
  progress: sending.progress === null ? null : JSON.stringify(sending.progress),
  planned_at: sending.plannedAt,
  started_at: sending.startedAt,
  ended_at: sending.endedAt,
  made_by: sending.madeBy,
  made_by_name: sending.madeByName,
  made_at: sending.madeAt,
  is_sample: sending.isSample,
  version: sending.version,
})

const ownWords = z
  .object({
    subject: z.string(),
    text: z.string(),
    html: z.string().exactOptional(),
    fromName: z.string().exactOptional(),
    threadId: z.string().exactOptional(),
    inReplyTo: z.string().exactOptional(),
    references: z.array(z.string()).exactOptional(),
    slip: z.object({ reason: z.string(), due: z.string(), remedy: z.string() }).exactOptional(),
  })
  .nullable()

export const toMessage = (row: Selectable<Schema['message']>): Message => ({
  id: row.message_id,
  customerId: row.customer_id,
  sendingId: row.sending_id,
  letterId: row.letter_id,
  letterNumber: row.letter_number,
  channel: row.channel,
  purpose: row.purpose,
  topicId: row.topic_id,
  address: row.address,
  state: row.state,
  rule: row.rule,
  notBefore: row.not_before,
  expiresAt: row.expires_at,
  attempts: row.attempts,
  blocks: row.blocks,
  leastBlocks: row.least_blocks,
  own: ownWords.parse(row.own),
  reply: row.reply,
  hasOffer: row.has_offer,
  mustReachBefore: row.must_reach_before,
  plannedAt: row.planned_at,
  submittedAt: row.submitted_at,
  isSample: row.is_sample,
})

export async function find(db: Db, sendingId: string): Promise<Sending | undefined> {
  const row = await db.selectFrom('sending').selectAll().where('sending_id', '=', sendingId).executeTakeFirst()
  return row && toSending(row)
}

export async function findForUpdate(db: Db, sendingId: string): Promise<Sending | undefined> {
  const row = await db.selectFrom('sending').selectAll().where('sending_id', '=', sendingId).forUpdate().executeTakeFirst()
  return row && toSending(row)
}

export async function add(db: Db, sending: Sending): Promise<void> {
  await db
    .insertInto('sending')
    .values({ sending_id: sending.id, ...toRow(sending) })
    .execute()
}

export async function keep(db: Db, sending: Sending): Promise<void> {
  await db.updateTable('sending').set(toRow(sending)).where('sending_id', '=', sending.id).execute()
}

/** Sendings to many, the newest first. */
export async function latest(db: Db, ask: { letterId?: string | undefined; before?: Date | undefined; limit: number }): Promise<Sending[]> {
  let query = db
    .selectFrom('sending')
    .selectAll()
    .where('kind', 'in', ['newsletter', 'card', 'journey'])
    .orderBy('made_at', 'desc')
    .limit(ask.limit)
  if (ask.letterId) query = query.where('letter_id', '=', ask.letterId)
  if (ask.before) query = query.where('made_at', '<', ask.before)
  return (await query.execute()).map(toSending)
}

export async function tallyOf(db: Db, sendingIds: readonly string[]): Promise<Map<string, Tally[]>> {
  const found = await sql<{ sending_id: string; state: MessageState; rule: GateRule | null; n: number }>`
    select sending_id, state, rule, count(*) as n from message where sending_id = any(${sendingIds}::uuid[]) group by 1, 2, 3`.execute(db)
  const tallies = new Map<string, Tally[]>()
  for (const { sending_id, ...tally } of found.rows) {
    const known = tallies.get(sending_id)
    if (known) known.push(tally)
    else tallies.set(sending_id, [tally])
  }
  return tallies
}

export async function happenedTo(db: Db, sendingId: string): Promise<Happened> {
  const found = await sql<{ kind: keyof Happened; n: number }>`select e.kind, count(distinct e.message_id) as n
    from message m join message_event e on e.customer_id = m.customer_id and e.message_id = m.message_id
    where m.sending_id = ${sendingId}::uuid and e.kind in ('complained', 'answered', 'left') group by 1`.execute(db)
  return Object.fromEntries(found.rows.map(({ kind, n }) => [kind, n]))
}

export async function wordingsOf(db: Db, sendingId: string): Promise<{ letterNumber: number; messages: number }[]> {
  const found = await sql<{ letter_number: number; n: number }>`select letter_number, count(*) as n from message
    where sending_id = ${sendingId}::uuid and letter_number is not null and submitted_at is not null group by 1 order by 1`.execute(db)
  return found.rows.map((row) => ({ letterNumber: row.letter_number, messages: row.n }))
}

type HeldAsk = { sendingId?: string; since?: Date; rule?: GateRule | undefined; after?: string | undefined; limit: number }

/** A list that was taken back before anything left held nobody: nobody was to get anything. */
const WAS_MEANT = sql`(s.state <> 'cancelled' or s.started_at is not null)`

/** Who was kept back, with what the rule looked at when it said so last. */
export async function heldRows(db: Db, { sendingId, since, rule, after, limit }: HeldAsk): Promise<HeldRow[]> {
  const found = await sql<{
    customer_id: string
    message_id: string
    rule: GateRule
    inputs: Inputs | null
    at: Date
    sending_id: string
    title: string
  }>`select m.customer_id, m.message_id, m.rule, v.inputs, coalesce(v.at, m.planned_at) as at, m.sending_id, s.title
    from message m join sending s on s.sending_id = m.sending_id
    left join lateral (select inputs, at from gate_verdict g where g.customer_id = m.customer_id and g.message_id = m.message_id
      order by at desc, verdict_id desc limit 1) v on true
    where m.state in ('suppressed', 'expired') and m.rule is not null
      and ${sendingId ? sql`m.sending_id = ${sendingId}::uuid` : sql`m.planned_at > ${since} and ${WAS_MEANT}`}
      ${rule ? sql`and m.rule = ${rule}` : sql``} ${after ? sql`and m.customer_id > ${after}::uuid` : sql``}
    order by ${sendingId ? sql`m.customer_id` : sql`m.planned_at desc, m.customer_id`} limit ${limit}`.execute(db)
  return found.rows.map(({ customer_id: customerId, message_id: messageId, sending_id, inputs, ...row }) => ({
    ...row,
    customerId,
    messageId,
    sendingId: sending_id,
    inputs: inputs ?? {},
  }))
}

export async function heldSince(db: Db, since: Date): Promise<Tally[]> {
  const found = await sql<Tally>`select m.state, m.rule, count(*) as n from message m
    join sending s on s.sending_id = m.sending_id
    where m.state in ('suppressed', 'expired') and m.rule is not null and m.planned_at > ${since} and ${WAS_MEANT} group by 1, 2`.execute(
    db,
  )
  return found.rows
}

export async function recipients(
  db: Db,
  ask: { sendingId: string; of: readonly MessageState[] | Deed; after: string | undefined; limit: number },
): Promise<Message[]> {
  let query = db.selectFrom('message').selectAll().where('sending_id', '=', ask.sendingId).orderBy('customer_id').limit(ask.limit)
  query =
    typeof ask.of === 'string'
      ? query.where(
          sql<boolean>`exists (select 1 from message_event e where e.customer_id = message.customer_id
            and e.message_id = message.message_id and e.kind = ${ask.of})`,
        )
      : query.where('state', 'in', ask.of)
  if (ask.after) query = query.where('customer_id', '>', ask.after)
  return (await query.execute()).map(toMessage)
}

export type OfCustomer = Message & { title: string }

export async function ofCustomer(db: Db, customerId: string, limit: number): Promise<OfCustomer[]> {
  const rows = await db
    .selectFrom('message as m')
    .innerJoin('sending as s', 's.sending_id', 'm.sending_id')
    .selectAll('m')
    .select('s.title')
    .where('m.customer_id', '=', customerId)
    .orderBy('m.planned_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...toMessage(row), title: row.title }))
}

export async function findMessage(db: Db, customerId: string, messageId: string): Promise<OfCustomer | undefined> {
  const row = await db
    .selectFrom('message as m')
    .innerJoin('sending as s', 's.sending_id', 'm.sending_id')
    .selectAll('m')
    .select('s.title')
    .where('m.customer_id', '=', customerId)
    .where('m.message_id', '=', messageId)
    .executeTakeFirst()
  return row && { ...toMessage(row), title: row.title }
}

/** A message by its own id alone, as news from outside names it. */
export async function findByIdForUpdate(db: Db, messageId: string): Promise<Message | undefined> {
  const row = await db.selectFrom('message').selectAll().where('message_id', '=', messageId).forUpdate().executeTakeFirst()
  return row && toMessage(row)
}

/** Of these messages, those that never came where they should. */
export async function neverCame(db: Db, messageIds: readonly string[]): Promise<Set<string>> {
  const rows = await sql<{ message_id: string }>`select message_id from message where message_id = any(${messageIds}::uuid[])
    and state in ('bounced', 'refused', 'suppressed', 'expired', 'cancelled')`.execute(db)
  return new Set(rows.rows.map((row) => row.message_id))
}

export type NewMessage = {
  id: string
  customerId: string
  sendingId: string
  letterId: string | null
  letterNumber: number | null
  channel: Message['channel']
  purpose: Message['purpose']
  topicId: string | null
  kind: 'advertising' | 'relationship' | 'service'
  address: string | null
  addressHash: string | null
  state: MessageState
  rule: GateRule | null
  notBefore: Date | null
  expiresAt: Date | null
  blocks: number[] | null
  leastBlocks: number | null
  own: OwnWords | null
  hasOffer: boolean
  mustReachBefore: Date | null
  plannedAt: Date
  isSample: boolean
}

const newColumns =
  sql.raw(`customer_id, message_id, sending_id, letter_id, letter_number, channel, purpose, topic_id, class, address, address_hash,
  state, rule, not_before, expires_at, attempts, blocks, least_blocks, own, has_offer, must_reach_before, planned_at, ended_at, first_customer_id, is_sample`)

const atRest: readonly MessageState[] = ['suppressed', 'held-out', 'expired']

/** Rows of messages, each once: planned again after a crash they are there already. Answers how many are new. */
export async function addMessages(db: Db, messages: readonly NewMessage[]): Promise<number> {
  if (messages.length === 0) return 0
  const rows = messages.map((one) => ({
    customer_id: one.customerId,
    message_id: one.id,
    sending_id: one.sendingId,
    letter_id: one.letterId,
    letter_number: one.letterNumber,
    channel: one.channel,
    purpose: one.purpose,
    topic_id: one.topicId,
    class: one.kind,
    address: one.address,
    address_hash: one.addressHash,
    state: one.state,
    rule: one.rule,
    not_before: one.notBefore,
    expires_at: one.expiresAt,
    attempts: 0,
    blocks: one.blocks,
    least_blocks: one.leastBlocks,
    own: one.own,
    has_offer: one.hasOffer,
    must_reach_before: one.mustReachBefore,
    planned_at: one.plannedAt,
    ended_at: atRest.includes(one.state) ? one.plannedAt : null,
    first_customer_id: one.customerId,
    is_sample: one.isSample,
  }))
  const done =
    await sql`insert into message (${newColumns}) select ${newColumns} from json_populate_recordset(null::message, ${JSON.stringify(rows)}::json)
    on conflict do nothing`.execute(db)
  return Number(done.numAffectedRows ?? 0)
}

/** How far planning came: the last customer that has a row. */
export async function lastPlanned(db: Db, sendingId: string): Promise<{ last: string | undefined }> {
  const found = await sql<{ customer_id: string }>`select customer_id from message where sending_id = ${sendingId}::uuid
    order by sending_id desc, customer_id desc limit 1`.execute(db)
  return { last: found.rows[0]?.customer_id }
}

/** Takes the plan of a sending away that was not started, with its places in the line. The verdicts on it stay. */
export async function unplan(db: Db, sendingId: string): Promise<void> {
  await sql`delete from reservation r using message m
    where m.sending_id = ${sendingId}::uuid and r.customer_id = m.customer_id and r.message_id = m.message_id`.execute(db)
  await sql`delete from message where sending_id = ${sendingId}::uuid`.execute(db)
}

/** What has not left stays here, and its places in the line are given back. */
export async function cancelRest(db: Db, sendingId: string, now: Date): Promise<void> {
  await sql`with gone as (update message set state = 'cancelled', ended_at = ${now}, lease_until = null, lease_by = null
      where sending_id = ${sendingId}::uuid and state in ('planned', 'held', 'ready', 'claimed') returning customer_id, message_id)
    delete from reservation r using gone where r.customer_id = gone.customer_id and r.message_id = gone.message_id`.execute(db)
}

/** Those who have not got it get it in these words. */
export async function reword(db: Db, sendingId: string, letterNumber: number): Promise<void> {
  await sql`update message set letter_number = ${letterNumber}, blocks = null
    where sending_id = ${sendingId}::uuid and state in ('planned', 'held', 'ready')`.execute(db)
}

/**
 * The customers of one arm, a page at a time, as they were assigned when it was planned: whatever became of a message afterwards (turned away
 * when it was to leave, cancelled, bounced), who was meant to get it stays in that arm, as who was held out stays in the other. Who was turned
 * away by the plan itself has no address in it, and is in neither.
 */
export async function armOf(db: Db, sendingId: string, isHeldOut: boolean, after: string | undefined, limit: number): Promise<string[]> {
  const found = await sql<{ customer_id: string }>`select customer_id from message where sending_id = ${sendingId}::uuid
    and ${isHeldOut ? sql`state = 'held-out'` : sql`state <> 'held-out' and address_hash is not null`}
    ${after ? sql`and customer_id > ${after}::uuid` : sql``} order by customer_id limit ${limit}`.execute(db)
  return found.rows.map((row) => row.customer_id)
}

/** Carried by a person: it counts as sent, by that way, and its sending is over. */
export async function keepByHand(db: Db, message: Message, how: Message['channel'], now: Date): Promise<void> {
  await sql`update message set state = 'accepted', channel = ${how}, submitted_at = ${now}, accepted_at = ${now}, ended_at = ${now}, not_before = null
    where customer_id = ${message.customerId}::uuid and message_id = ${message.id}::uuid`.execute(db)
  await sql`update reservation set is_spent = true, at = ${now}
    where customer_id = ${message.customerId}::uuid and message_id = ${message.id}::uuid`.execute(db)
  await sql`update sending set state = 'done', ended_at = ${now} where sending_id = ${message.sendingId}::uuid and state = 'planned'
    and kind in ('personal', 'service', 'journey', 'card')`.execute(db)
}
