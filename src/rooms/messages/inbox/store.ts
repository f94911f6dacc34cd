import { type Selectable, sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import { fold } from '../../../values/text.ts'
import type { MessageChannel, MessageState } from '../contract.ts'
import type { Draft, Entry, Thread } from './thread.ts'
import './tables.ts'

const attachments = z.array(z.object({ name: z.string(), mime: z.string(), bytes: z.number(), isKept: z.boolean().optional() })).catch([])

type Row = Selectable<Schema['thread']>

export const toThread = (row: Row): Thread => ({
  id: row.thread_id,
  customerId: row.customer_id,
  channel: row.channel,
  address: row.address,
  shownAs: row.shown_as,
  subject: row.subject,
  isToOwner: row.is_to_owner,
  state: row.state,
  snoozedUntil: row.snoozed_until,
  assignedTo: row.assigned_to,
  assignedName: row.assigned_name,
  waitingSince: row.waiting_since,
  lastAt: row.last_at,
  lastDirection: row.last_direction,
  lastWords: row.last_words,
  isSample: row.is_sample,
  version: row.version,
})

/** Names, subject and last words as they are searched; short words by the spaces around them. */
export const foundBy = ({ shownAs, subject, lastWords }: Pick<Thread, 'shownAs' | 'subject' | 'lastWords'>): string =>
  ` ${fold(`${shownAs} ${subject} ${lastWords}`).replace(/[^\p{L}\p{N}@.]+/gu, ' ')} `

const toRow = (thread: Thread) => ({
  customer_id: thread.customerId,
  channel: thread.channel,
  address: thread.address,
  shown_as: thread.shownAs,
  subject: thread.subject,
  is_to_owner: thread.isToOwner,
  state: thread.state,
  snoozed_until: thread.snoozedUntil,
  assigned_to: thread.assignedTo,
  assigned_name: thread.assignedName,
  waiting_since: thread.waitingSince,
  last_at: thread.lastAt,
  last_direction: thread.lastDirection,
  last_words: thread.lastWords,
  found_by: foundBy(thread),
  is_sample: thread.isSample,
  version: thread.version,
})

const toEntry = (row: Selectable<Schema['thread_entry']>): Entry => ({
  id: row.entry_id,
  threadId: row.thread_id,
  customerId: row.customer_id,
  at: row.at,
  direction: row.direction,
  mailId: row.mail_id,
  inReplyTo: row.in_reply_to,
  references: row.mail_references,
  subject: row.subject,
  words: row.words,
  safeHtml: row.safe_html,
  attachments: attachments.parse(row.attachments),
  rawId: row.raw_id,
  messageId: row.message_id,
  staffId: row.staff_id,
  staffName: row.staff_name,
  touchpointId: row.touchpoint_id,
  isSample: row.is_sample,
})

export async function find(db: Db, threadId: string): Promise<Thread | undefined> {
  const row = await db.selectFrom('thread').selectAll().where('thread_id', '=', threadId).executeTakeFirst()
  return row && toThread(row)
}

export async function findForUpdate(db: Db, threadId: string): Promise<Thread | undefined> {
  const row = await db.selectFrom('thread').selectAll().where('thread_id', '=', threadId).forUpdate().executeTakeFirst()
  return row && toThread(row)
}

/** The newest talk with a customer over a channel. */
export async function latestOf(db: Db, customerId: string, channel: Thread['channel'], isToOwner: boolean): Promise<Thread | undefined> {
  const row = await db
    .selectFrom('thread')
    .selectAll()
    .where('customer_id', '=', customerId)
    .where('channel', '=', channel)
    .where('is_to_owner', '=', isToOwner)
    .orderBy('last_at', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
  return row && toThread(row)
}

/** The talk with an address of which nobody knows whose it is. */
export async function ofStranger(db: Db, channel: Thread['channel'], address: string): Promise<Thread | undefined> {
  const row = await db
    .selectFrom('thread')
    .selectAll()
    .where('channel', '=', channel)
    .where('address', '=', address)
    .where('customer_id', 'is', null)
    .orderBy('last_at', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
  return row && toThread(row)
}

/** Whose a talk with this address is, where somebody said so. */
export async function holderOfAddress(db: Db, channel: 'zalo', address: string): Promise<string | null | undefined> {
  const row = await db
    .selectFrom('thread')
    .select('customer_id')
    .where('channel', '=', channel)
    .where('address', '=', address)
    .where('customer_id', 'is not', null)
    .orderBy('last_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.customer_id
}

/** Two mails from one address at a time make one talk. */
export const holdAddress = async (db: Db, channel: string, address: string): Promise<void> =>
  void (await sql`select pg_advisory_xact_lock(hashtextextended(${`inbox ${channel} ${address}`}, 0))`.execute(db))

/** The talk that a mail belongs to by what it answers: one of our messages, or a mail that came in. */
export async function threadOfAnswered(db: Db, { messageId, mailIds }: { messageId: string | null; mailIds: string[] }) {
  const found = await sql<{ thread_id: string }>`
    (select thread_id from thread_entry where message_id = ${messageId}::uuid limit 1)
    union all (select thread_id from thread_entry where mail_id = any(${mailIds}::text[]) and direction = 'in' limit 1) limit 1`.execute(db)
  return found.rows[0]?.thread_id
}

/** Who sent a mail that came in under this id; undefined where none did. */
export async function senderOfMail(db: Db, mailId: string): Promise<string | null | undefined> {
  const found = await sql<{ address: string | null }>`select t.address from thread_entry e join thread t using (thread_id)
    where e.mail_id = ${mailId} and e.direction = 'in'`.execute(db)
  return found.rows[0]?.address
}

export async function add(db: Db, thread: Thread): Promise<void> {
  await db
    .insertInto('thread')
    .values({ thread_id: thread.id, ...toRow(thread), first_customer_id: thread.customerId })
    .execute()
}

export async function keep(db: Db, thread: Thread): Promise<Thread> {
  const kept = { ...thread, version: thread.version + 1 }
  await db.updateTable('thread').set(toRow(kept)).where('thread_id', '=', thread.id).execute()
  return kept
}

export async function addEntry(db: Db, entry: Entry): Promise<void> {
  await db
    .insertInto('thread_entry')
    .values({
      thread_id: entry.threadId,
      entry_id: entry.id,
      customer_id: entry.customerId,
      at: entry.at,
      direction: entry.direction,
      mail_id: entry.mailId,
      in_reply_to: entry.inReplyTo,
      mail_references: entry.references,
      subject: entry.subject,
      words: entry.words,
      safe_html: entry.safeHtml,
      attachments: JSON.stringify(entry.attachments),
      raw_id: entry.rawId,
      message_id: entry.messageId,
      staff_id: entry.staffId,
      staff_name: entry.staffName,
      touchpoint_id: entry.touchpointId,
      first_customer_id: entry.customerId,
      is_sample: entry.isSample,
    })
    .execute()
}

const MOST_SHOWN = 200

/** What was said last in a talk, the oldest first. */
export async function entriesOf(db: Db, threadId: string, most = MOST_SHOWN): Promise<Entry[]> {
  const rows = await db
    .selectFrom('thread_entry')
    .selectAll()
    .where('thread_id', '=', threadId)
    .orderBy('at', 'desc')
    .orderBy('entry_id', 'desc')
    .limit(most)
    .execute()
  return rows.map(toEntry).reverse()
}

export async function findEntry(db: Db, threadId: string, entryId: string): Promise<Entry | undefined> {
  const row = await db
    .selectFrom('thread_entry')
    .selectAll()
    .where('thread_id', '=', threadId)
    .where('entry_id', '=', entryId)
    .executeTakeFirst()
  return row && toEntry(row)
}

export async function removeEntry(db: Db, { threadId, id }: Entry): Promise<void> {
  await db.deleteFrom('thread_entry').where('thread_id', '=', threadId).where('entry_id', '=', id).execute()
}

export async function keepLine(
  db: Db,
  { threadId, id }: Pick<Entry, 'threadId' | 'id'>,
  customerId: string,
  touchpointId: string,
  at: Date,
) {
  await db
    .updateTable('thread_entry')
    .set({ customer_id: customerId, touchpoint_id: touchpointId, at })
    .where('thread_id', '=', threadId)
    .where('entry_id', '=', id)
    .execute()
}

export type MessageNow = { state: MessageState; channel: MessageChannel; notBefore: Date | null; address: string | null; isByHand: boolean }

/** How far the messages of a talk are. */
export async function messagesNow(db: Db, ids: readonly string[]): Promise<Map<string, MessageNow>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('message')
    .innerJoin('sending', 'sending.sending_id', 'message.sending_id')
    .select(['message_id', 'message.state', 'message.channel', 'not_before', 'address', 'sending.state as sending'])
    .where('message_id', 'in', ids)
    .execute()
  return new Map(
    rows.map((row) => [
      row.message_id,
      { state: row.state, channel: row.channel, notBefore: row.not_before, address: row.address, isByHand: row.sending === 'planned' },
    ]),
  )
}

export async function draftsOf(db: Db, threadId: string): Promise<Draft[]> {
  const rows = await db.selectFrom('reply_draft').selectAll().where('thread_id', '=', threadId).orderBy('updated_at', 'desc').execute()
  return rows.map(({ staff_id, words, updated_at }) => ({ staffId: staff_id, words, updatedAt: updated_at }))
}

export async function keepDraft(db: Db, threadId: string, draft: Draft): Promise<void> {
  const row = { words: draft.words, updated_at: draft.updatedAt }
  await db
    .insertInto('reply_draft')
    .values({ thread_id: threadId, staff_id: draft.staffId, ...row })
    .onConflict((conflict) => conflict.columns(['thread_id', 'staff_id']).doUpdateSet(row))
    .execute()
}

export async function dropDraft(db: Db, threadId: string, staffId: string): Promise<void> {
  await db.deleteFrom('reply_draft').where('thread_id', '=', threadId).where('staff_id', '=', staffId).execute()
}

/** Wakes a talk whose rest is over; whether it slept until then. */
export async function wake(db: Db, threadId: string, now: Date): Promise<boolean> {
  const done = await sql`update thread set state = 'open', snoozed_until = null, version = version + 1
    where thread_id = ${threadId}::uuid and state = 'snoozed' and snoozed_until <= ${now}`.execute(db)
  return done.numAffectedRows === 1n
}

/** A talk in which nothing was said after all. */
export async function removeThread(db: Db, threadId: string): Promise<void> {
  await db.deleteFrom('thread').where('thread_id', '=', threadId).execute()
}

/** Of these customers those whose words wait for an answer: no newsletter comes in between. */
export async function waitingAmong(db: Db, customerIds: readonly string[]): Promise<Set<string>> {
  const found = await sql<{ customer_id: string }>`select distinct customer_id from thread
    where customer_id = any(${customerIds}::uuid[]) and state <> 'done' and waiting_since is not null`.execute(db)
  return new Set(found.rows.map((row) => row.customer_id))
}
