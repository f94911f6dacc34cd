import { sql } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import type { MessageChannel } from '../contract.ts'
import '../inbox/tables.ts'
import type { Sending } from './sending.ts'
import './tables.ts'

/** Letters to one that nothing carries. Answers in a talk are carried from the talk, and are not among them. */

export type Waiting = {
  messageId: string
  customerId: string
  sendingId: string
  channel: MessageChannel
  title: string
  kind: Sending['kind']
  madeAt: Date
  notBefore: Date | null
  expiresAt: Date | null
}

const BY_HAND = sql`s.state = 'planned' and s.kind in ('personal', 'service', 'journey', 'card') and m.state in ('planned', 'held', 'ready')
  and not exists (select from thread_entry e where e.message_id = m.message_id)`

/** What waits for somebody's hand, the oldest first. */
export async function waitingForHand(db: Db, now: Date, most: number): Promise<Waiting[]> {
  const found = await sql<{
    message_id: string
    customer_id: string
    sending_id: string
    channel: MessageChannel
    title: string
    kind: Sending['kind']
    made_at: Date
    not_before: Date | null
    expires_at: Date | null
  }>`select m.message_id, m.customer_id, m.sending_id, m.channel, s.title, s.kind, s.made_at, m.not_before, m.expires_at
    from sending s join message m on m.sending_id = s.sending_id
    where ${BY_HAND} and (m.expires_at is null or m.expires_at > ${now}) order by s.made_at, m.message_id limit ${most}`.execute(db)
  return found.rows.map((row) => ({
    messageId: row.message_id,
    customerId: row.customer_id,
    sendingId: row.sending_id,
    channel: row.channel,
    title: row.title,
    kind: row.kind,
    madeAt: row.made_at,
    notBefore: row.not_before,
    expiresAt: row.expires_at,
  }))
}

/** Whether this one waits for a hand. */
export async function isForHand(db: Db, messageId: string): Promise<boolean> {
  const found = await sql`select from sending s join message m on m.sending_id = s.sending_id
    where m.message_id = ${messageId}::uuid and ${BY_HAND}`.execute(db)
  return found.rows.length > 0
}

/** A letter belongs to its day: what nobody carried by then is over, and counts against no budget. */
export async function expireForHand(db: Db, now: Date): Promise<void> {
  await sql`with over as (
      select m.customer_id, m.message_id, m.sending_id from sending s join message m on m.sending_id = s.sending_id
      where ${BY_HAND} and m.expires_at <= ${now} limit 1000),
    ended as (update message m set state = 'expired', ended_at = ${now}, not_before = null from over
      where m.customer_id = over.customer_id and m.message_id = over.message_id),
    freed as (delete from reservation r using over where r.customer_id = over.customer_id and r.message_id = over.message_id)
    update sending s set state = 'done', ended_at = ${now} from over where s.sending_id = over.sending_id`.execute(db)
}
