import type { Email } from 'postal-mime'
import type { Db } from '../../../platform/db/db.ts'
import type { Holder } from '../../../values/rights.ts'
import { may } from '../../../values/rights.ts'
import { parseMail } from '../mail/reading.ts'
import { dispositionOf, servedAs } from './file-rules.ts'
import * as files from './files-store.ts'
import { seesOwners } from './rules.ts'
import * as store from './store.ts'
import type { Attached } from './thread.ts'

/** What comes along with mails: taken out of them once, and handed out to who may read the talk. */

type Part = Email['attachments'][number]
type File = Attached & { content: Buffer }

const MOST_FILES = 50
/** Of one mail. What lies beyond stays in the house's mailbox. */
const MOST_KEPT = 25 * 1024 * 1024

export const bytesOf = ({ content }: Part): Buffer =>
  typeof content === 'string' ? Buffer.from(content) : content instanceof ArrayBuffer ? Buffer.from(content) : Buffer.from(content)

/** The files of a mail in their order; those that fit are kept. */
export function filesIn(parts: readonly Part[]): File[] {
  let left = MOST_KEPT
  return parts.slice(0, MOST_FILES).map((part) => {
    const content = bytesOf(part)
    const isKept = content.length <= left
    if (isKept) left -= content.length
    return {
      name: (part.filename ?? '').replace(/[\p{Cc}\p{Cf}/\\]/gu, '').slice(0, 200) || '—',
      mime: part.mimeType.slice(0, 100),
      bytes: content.length,
      isKept,
      content,
    }
  })
}

export const listOf = (found: readonly File[]): Attached[] => found.map(({ content: _, ...about }) => about)

/** Keeps the files of a word that has been written down. */
export async function keepFiles(db: Db, word: { threadId: string; entryId: string }, found: readonly File[]): Promise<void> {
  for (const [place, { isKept, content }] of found.entries()) if (isKept) await files.keepFile(db, { ...word, place }, content)
}

/** Takes the files out of mails that came before they were kept for themselves, each in a transaction of its own; how many mails. */
export async function unpackOlder(db: Db): Promise<number> {
  for (let count = 0; ; count++) {
    const isDone = await db.transaction().execute(async (tx) => {
      const next = await files.nextUnpacked(tx)
      if (!next) return true
      const found = filesIn((await parseMail(next.raw)).attachments)
      await keepFiles(tx, next, found)
      await files.keepList(tx, next.threadId, next.entryId, listOf(found))
      return false
    })
    if (isDone) return count
  }
}

export type Handed = { mime: string; disposition: string; size: number; customerId: string | null; pieces: AsyncGenerator<Buffer> }

/** A file as it is handed out; nothing where there is none, or none for them. */
export async function handOut(
  db: Db,
  { threadId, entryId, place }: { threadId: string; entryId: string; place: number },
  who: Holder,
): Promise<Handed | undefined> {
  if (!may(who, 'messages.read')) return undefined
  const thread = await store.find(db, threadId)
  if (!thread || (thread.isToOwner && !seesOwners(who))) return undefined
  const file = (await store.findEntry(db, threadId, entryId))?.attachments[place]
  if (!file?.isKept) return undefined
  return {
    mime: servedAs(file.mime),
    disposition: dispositionOf(file.name),
    size: file.bytes,
    customerId: thread.customerId,
    pieces: files.piecesOf(db, { threadId, entryId, place }),
  }
}
