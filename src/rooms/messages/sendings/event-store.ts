import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import type { MessageState } from '../contract.ts'
import { release } from '../gate/store.ts'
import type { Message } from './sending.ts'
import './tables.ts'

/** What happens to messages after they left; each piece of news once, whatever its order. */

export type MessageNews = {
  kind:
    | 'accepted'
    | 'delivered'
    | 'delayed'
    | 'bounced'
    | 'refused'
    | 'complained'
    | 'answered'
    | 'auto-answered'
    | 'left'
    | 'unknown'
    | 'retried'
  at: Date
  source: string
  detail: Record<string, unknown>
}

/** The same news told twice has the same id: of one kind, by one source, about one moment. */
function eventIdOf(messageId: string, { kind, at, source }: MessageNews): string {
  const bytes = createHash('sha256').update(`event ${messageId} ${kind} ${source} ${at.toISOString()}`).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** False where it was known already. */
export async function keepEvent(db: Db, message: Pick<Message, 'id' | 'customerId'>, news: MessageNews): Promise<boolean> {
  const done = await sql`insert into message_event (customer_id, event_id, message_id, kind, at, source, detail, first_customer_id)
    values (${message.customerId}, ${eventIdOf(message.id, news)}::uuid, ${message.id}, ${news.kind}, ${news.at}, ${news.source},
      ${JSON.stringify(news.detail)}::jsonb, ${message.customerId}) on conflict do nothing`.execute(db)
  return Number(done.numAffectedRows ?? 0) > 0
}

export async function keepState(db: Db, message: Message, state: MessageState, reply: string | null, at: Date): Promise<void> {
  await sql`update message set state = ${state}, ended_at = ${at}, accepted_at = coalesce(accepted_at, ${at}), reply = coalesce(${reply}, reply),
      lease_by = null, lease_until = null
    where customer_id = ${message.customerId}::uuid and message_id = ${message.id}::uuid`.execute(db)
  if (state === 'bounced' || state === 'refused') await release(db, [message.customerId], [message.id])
}
