import type { Email } from 'postal-mime'
import type { Db } from '../../../platform/db/db.ts'
import { maskCards } from '../../../values/card-guard.ts'
import { readMail as readAddress } from '../../../values/mail-address.ts'
import { tidyLines } from '../../../values/text.ts'
import { findByKeys, requireForUpdate } from '../../people/public.ts'
import type { HumanMail } from '../mail/inbound.ts'
import { parseMail } from '../mail/reading.ts'
import { safeHtml } from '../mail/safe-html.ts'
import { bytesOf, filesIn, keepFiles, listOf } from './files.ts'
import * as store from './store.ts'
import { newThread, noSuchThread, takeWord, type WordIn } from './talk.ts'
import type { Attached, Thread } from './thread.ts'

/** Mails that a person wrote, each into its talk: by what it answers, else by who sent it. */

const MOST_WORDS = 100_000
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])
const LARGEST_PICTURE = 300_000
const MOST_PICTURES = 1_500_000

type Part = Email['attachments'][number]

const bare = (contentId: string | undefined): string => (contentId ?? '').replace(/^<|>$/g, '')

/** Pictures that stand inside a mail are shown in their place; anything from elsewhere was taken out before. */
function withPictures(html: string, parts: readonly Part[]): string {
  let left = MOST_PICTURES
  const shown = new Map<string, string>()
  for (const part of parts) {
    const id = bare(part.contentId)
    const bytes = PICTURES.has(part.mimeType) && id !== '' ? bytesOf(part) : undefined
    if (!bytes || bytes.length > LARGEST_PICTURE || bytes.length > left) continue
    left -= bytes.length
    shown.set(id, `data:${part.mimeType};base64,${bytes.toString('base64')}`)
  }
  return html.replace(/(<img\b[^>]*?\bsrc=")cid:([^"]{1,300})(")/gi, (whole, before: string, id: string, after: string) => {
    const data = shown.get(id)
    return data ? `${before}${data}${after}` : whole
  })
}

const idsIn = (text: string | undefined): string[] =>
  Array.from((text ?? '').slice(0, 20_000).matchAll(/<[^<>\s]{1,250}>/g), ([id]) => id).slice(-50)

async function wordOf(db: Db, mail: HumanMail, parsed: Email, attachments: Attached[]): Promise<WordIn> {
  const mailId = idsIn(parsed.messageId)[0] ?? null
  // An id that came before, from somebody else, is not this mail's to carry.
  const before = mailId ? await store.senderOfMail(db, mailId) : undefined
  return {
    at: mail.cameAt,
    words: maskCards(tidyLines(mail.text).slice(0, MOST_WORDS)),
    subject: maskCards(tidyLines(mail.subject).replace(/\s+/g, ' ').slice(0, 300)),
    mailId: before === undefined ? mailId : null,
    inReplyTo: idsIn(parsed.inReplyTo)[0] ?? null,
    references: idsIn(parsed.references),
    safeHtml: parsed.html ? withPictures(maskCards(safeHtml(parsed.html)), parsed.attachments) : null,
    attachments,
    rawId: mail.mailId,
  }
}

/** The talk it goes into, with its customer held; made where there is none yet. */
async function threadFor(db: Db, mail: HumanMail, word: WordIn, sender: { address: string; name: string }): Promise<Thread> {
  const mailIds = [...(word.inReplyTo ? [word.inReplyTo] : []), ...(word.references ?? [])]
  const answered = await store.threadOfAnswered(db, { messageId: mail.answers?.messageId ?? null, mailIds })
  const seen = answered ? await store.find(db, answered) : undefined
  if (seen) {
    if (seen.customerId) await requireForUpdate(db, seen.customerId)
    const thread = await store.findForUpdate(db, seen.id)
    if (!thread) throw noSuchThread()
    return thread
  }
  await store.holdAddress(db, 'mail', sender.address)
  const found = await findByKeys(db, ['mail'], [sender.address])
  const holders = [...new Set(found.map(({ customerId }) => customerId))]
  const customerId = mail.answers?.customerId ?? (holders.length === 1 ? (holders[0] ?? null) : null)
  const customer = customerId ? await requireForUpdate(db, customerId) : undefined
  const known = customer ? await store.latestOf(db, customer.id, 'mail', false) : await store.ofStranger(db, 'mail', sender.address)
  if (known) return known
  const thread = newThread(
    {
      customerId: customer?.id ?? null,
      channel: 'mail',
      address: sender.address,
      shownAs: customer?.name ?? (sender.name || sender.address),
      subject: word.subject,
      isToOwner: false,
    },
    mail.cameAt,
    'in',
  )
  await store.add(db, thread)
  return thread
}

/** Takes a mail to where people read it. It is dealt with once, whoever hands it over how often. */
export async function receiveMail(db: Db, mail: HumanMail, now: Date): Promise<boolean> {
  const read = readAddress(mail.from)
  const address = 'mail' in read ? read.mail : mail.from.slice(0, 254)
  const parsed = await parseMail(mail.raw)
  const mailId = idsIn(parsed.messageId)[0]
  // The same mail by another way, word for word by its sender: it stands there already.
  if (mailId && (await store.senderOfMail(db, mailId)) === address) return true
  const files = filesIn(parsed.attachments)
  const word = await wordOf(db, mail, parsed, listOf(files))
  const name = tidyLines(parsed.from?.name ?? '')
    .replace(/\s+/g, ' ')
    .slice(0, 120)
  const thread = await threadFor(db, mail, word, { address, name })
  const entry = await takeWord(db, thread, word, now)
  await keepFiles(db, { threadId: thread.id, entryId: entry.id }, files)
  return true
}
