import { createHash } from 'node:crypto'
import type { Db } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { readReturn } from '../../../platform/return-address.ts'
import type { Secrets } from '../../../platform/secrets.ts'
import { readMail as readAddress } from '../../../values/mail-address.ts'
import { findByKeys } from '../../people/public.ts'
import { addressHash, leave, suppress } from '../consent/consents.ts'
import { settle } from '../sendings/returns.ts'
import { type Bounce, classify, type Inbound, type ReadMail } from './inbound-rules.ts'
import * as store from './inbound-store.ts'
import { readMail } from './reading.ts'

/** Mails that came in, each to its place. Every mail is kept as it came before anything is done about it, and dealt with in a transaction of its own. */

/** A mail that a person wrote, for whoever shows it to people. */
export type HumanMail = {
  mailId: string
  raw: Buffer
  cameAt: Date
  from: string
  subject: string
  text: string /** The letter it answers. */
  answers: { messageId: string; customerId: string } | null
}

/** Takes a mail to where people read it; whether it did. */
export type Reader = (db: Db, mail: HumanMail, now: Date) => Promise<boolean>

export type Surroundings = { keyring: Pick<Secrets, 'mark'>; reader?: Reader }

const LARGEST = 30 * 1024 * 1024
const KEPT_OF_LARGER = 256 * 1024

/** Keeps one mail as it came; whether it is new. Of one that is too large its beginning is kept, and that it was. */
export async function keepIncoming(
  db: Db,
  at: { source: string; uidValidity: number; uid: number },
  raw: Buffer,
  size: number,
  now: Date,
): Promise<boolean> {
  const isTooLarge = size > LARGEST
  const kept = isTooLarge ? raw.subarray(0, KEPT_OF_LARGER) : raw
  const hash = createHash('sha256').update(raw).digest('base64url')
  return store.keepMail(db, { id: newId(now.getTime()), ...at, hash, raw: kept, size, fault: isTooLarge ? 'too-large' : null }, now)
}

export const LARGEST_MAIL = LARGEST

async function dealWithBounce(db: Db, message: store.OwnMessage, bounce: Bounce, { keyring }: Surroundings, now: Date): Promise<void> {
  const { action, status, diagnostic, isHard, isSenders } = bounce
  const kind = action === 'failed' ? 'bounced' : action
  await settle(db, {
    messageId: message.id,
    kind,
    at: now,
    source: 'dsn',
    detail: { status, reply: diagnostic || status, isHard, isSenders },
  })
  if (action !== 'failed' || isSenders || !message.address) return
  const isEnough = isHard || (await store.noteSoft(db, addressHash(keyring, 'mail', message.address), now.toISOString().slice(0, 10)))
  if (!isEnough) return
  const reason = isHard ? 'invalid' : 'bounced'
  await suppress(db, keyring, [{ channel: 'mail', address: message.address, reason, customerId: message.customerId, detail: status }], now)
}

async function dealWithComplaint(db: Db, message: store.OwnMessage, feedback: string, { keyring }: Surroundings, now: Date): Promise<void> {
  await settle(db, { messageId: message.id, kind: 'complained', at: now, source: 'arf', detail: { feedback } })
  await leave(db, { customerId: message.customerId, method: 'complaint', messageId: message.id, now })
  if (message.address)
    await suppress(db, keyring, [{ channel: 'mail', address: message.address, reason: 'complained', customerId: message.customerId }], now)
}

/** Who asks to be left in peace: whose letter it is, or else everybody with the address it came from. That may be forged: it only ever closes. */
async function leavers(db: Db, message: store.OwnMessage | undefined, from: string): Promise<string[]> {
  if (message) return [message.customerId]
  const address = readAddress(from)
  if (!('mail' in address)) return []
  const found = await findByKeys(db, ['mail'], [address.mail])
  return [...new Set(found.map(({ customerId }) => customerId))]
}

async function dealWithLeaving(db: Db, message: store.OwnMessage | undefined, mail: ReadMail, how: string, now: Date): Promise<boolean> {
  const customerIds = await leavers(db, message, mail.from)
  if (customerIds.length === 0) return false
  if (message) await settle(db, { messageId: message.id, kind: 'left', at: now, source: 'mail', detail: { how } })
  for (const customerId of customerIds) await leave(db, { customerId, method: 'reply', ...(message ? { messageId: message.id } : {}), now })
  return true
}

/** Hands a mail to people; where nobody takes it yet, it waits and is counted. */
async function toReader(
  db: Db,
  kept: store.KeptMail,
  mail: ReadMail,
  message: store.OwnMessage | undefined,
  { reader }: Surroundings,
  now: Date,
) {
  const { from, subject, text } = mail
  const answers = message ? { messageId: message.id, customerId: message.customerId } : null
  const isTaken = reader
    ? await reader(db, { mailId: kept.id, raw: kept.raw, cameAt: kept.cameAt, from, subject, text, answers }, now)
    : false
  if (message && isTaken) await settle(db, { messageId: message.id, kind: 'answered', at: kept.cameAt, source: 'mail', detail: {} })
  return isTaken ? ('done' as const) : ('waiting' as const)
}

const idOf = (what: Inbound): string | null => ('messageId' in what ? what.messageId : null)

async function dealWith(db: Db, kept: store.KeptMail, around: Surroundings, now: Date): Promise<store.Dealt> {
  const mail = await readMail(kept.raw)
  const what = classify(mail, (kind, text) => readReturn(kind, text, around.keyring.mark))
  const named = idOf(what)
  const message = named ? await store.findMessage(db, named) : undefined
  const done = (kind: store.Dealt['kind']): store.Dealt => ({ kind, state: 'done', messageId: message?.id ?? null })
  switch (what.kind) {
    case 'bounce':
      if (message) await dealWithBounce(db, message, what, around, now)
      return done(message ? 'bounce' : 'other')
    case 'complaint':
      if (message) await dealWithComplaint(db, message, what.feedback, around, now)
      return done(message ? 'complaint' : 'other')
    case 'auto-reply':
      if (message) await settle(db, { messageId: message.id, kind: 'auto-answered', at: now, source: 'mail', detail: {} })
      return done('auto-reply')
    case 'leaving':
      if (await dealWithLeaving(db, message, mail, what.how, now)) return done('leaving')
      return { kind: 'human', state: await toReader(db, kept, mail, undefined, around, now), messageId: null }
    case 'human':
      return { kind: 'human', state: await toReader(db, kept, mail, message, around, now), messageId: message?.id ?? null }
    case 'other':
      return done('other')
  }
}

/** Deals with the next of the mails that `next` finds; whether there was one. A mail that cannot be dealt with is put aside, and said so. */
async function dealWithNext(db: Db, next: (db: Db) => Promise<store.KeptMail | undefined>, around: Surroundings, now: Date) {
  let held: store.KeptMail | undefined
  try {
    return await db.transaction().execute(async (tx) => {
      held = await next(tx)
      if (!held) return undefined
      const dealt = await dealWith(tx, held, around, now)
      await store.noteDealt(tx, held.id, dealt, now)
      return dealt
    })
  } catch (error) {
    if (!held) throw error
    await store.noteFault(db, held.id, error instanceof Error ? error.message : String(error))
    return { kind: 'other', state: 'done', messageId: null } satisfies store.Dealt
  }
}

/** Deals with every mail that is new; how many there were. */
export async function dealWithIncoming(db: Db, around: Surroundings, now: () => Date): Promise<number> {
  let count = 0
  while (await dealWithNext(db, store.nextNew, around, now())) count++
  return count
}

/** Once there is a reader, what waited for one is handed over, the oldest first. */
export async function handOverWaiting(db: Db, around: Surroundings & { reader: Reader }, now: () => Date): Promise<number> {
  let count = 0
  for (;;) {
    const dealt = await dealWithNext(db, store.nextWaiting, around, now())
    if (!dealt || dealt.state === 'waiting') return count
    count++
  }
}
