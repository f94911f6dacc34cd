import { sql } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import '../mail/tables.ts'
import type { Attached } from './thread.ts'
import './tables.ts'

/** What came along with mails, in pieces: none is ever whole in memory when it is handed out. */

type Of = { threadId: string; entryId: string; place: number }
const PIECE = 512 * 1024

/** Keeps a file piece by piece. */
export async function keepFile(db: Db, { threadId, entryId, place }: Of, bytes: Buffer): Promise<void> {
  for (let piece = 0; piece * PIECE < bytes.length; piece++)
    await db
      .insertInto('attachment_piece')
      .values({ thread_id: threadId, entry_id: entryId, place, piece, bytes: bytes.subarray(piece * PIECE, (piece + 1) * PIECE) })
      .execute()
}

/** A file from its beginning, a piece at a time. */
export async function* piecesOf(db: Db, { threadId, entryId, place }: Of): AsyncGenerator<Buffer> {
  for (let piece = 0; ; piece++) {
    const row = await db
      .selectFrom('attachment_piece')
      .select('bytes')
      .where('thread_id', '=', threadId)
      .where('entry_id', '=', entryId)
      .where('place', '=', place)
      .where('piece', '=', piece)
      .executeTakeFirst()
    if (!row) return
    yield row.bytes
  }
}

export const keepList = async (db: Db, threadId: string, entryId: string, attachments: readonly Attached[]): Promise<void> =>
  void (await db
    .updateTable('thread_entry')
    .set({ attachments: JSON.stringify(attachments) })
    .where('thread_id', '=', threadId)
    .where('entry_id', '=', entryId)
    .execute())

/** The next word whose files lie in its mail alone, with that mail; held for this transaction. */
export async function nextUnpacked(db: Db): Promise<{ threadId: string; entryId: string; raw: Buffer } | undefined> {
  const found = await sql<{ thread_id: string; entry_id: string; raw: Buffer }>`
    select e.thread_id, e.entry_id, m.raw from thread_entry e join inbound_mail m on m.mail_id = e.raw_id
    where e.attachments <> '[]' and e.raw_id is not null and not e.attachments->0 ? 'isKept' and m.raw is not null
    order by e.at desc limit 1 for update of e skip locked`.execute(db)
  const [row] = found.rows
  return row && { threadId: row.thread_id, entryId: row.entry_id, raw: row.raw }
}

const KEPT_DAYS = 30

/** The whole mail is let go of after a month where everything that came along is kept for itself: nothing lies there twice for long. */
export async function forgetUnpackedMail(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_DAYS * 24 * 3600_000)
  const notBefore = new Date(before.getTime() - KEPT_DAYS * 24 * 3600_000)
  await sql`update inbound_mail m set raw = null from thread_entry e
    where e.raw_id = m.mail_id and e.attachments <> '[]' and e.raw_id is not null and e.at < ${before} and e.at > ${notBefore}
      and m.raw is not null and not exists (
        select from jsonb_array_elements(e.attachments) as one where one->>'isKept' is distinct from 'true')`.execute(db)
}
