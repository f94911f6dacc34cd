import type { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import type { Who } from '../../../platform/http/who.ts'
import { may } from '../../../values/rights.ts'
import { type Customer, contactsFor, findAll, findByKeys } from '../../people/public.ts'
import { allStaff, findHouse } from '../../team/public.ts'
import type { Outward } from '../gate.ts'
import { mayWrite } from '../sendings/one.ts'
import { viewVerdict } from '../sendings/views.ts'
import { colleaguesFor } from './actions.ts'
import { wayBack } from './answering.ts'
import type { threadRow, threadView } from './contract.ts'
import { dangerOf } from './file-rules.ts'
import { ANSWERING_MS, answersAsOwner, cutQuote, stateAt } from './rules.ts'
import * as store from './store.ts'
import type { Draft, Entry, Thread } from './thread.ts'
import { wordingFor } from './wording.ts'

type Row = z.input<typeof threadRow>
type View = z.input<typeof threadView>

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

/** An address as somebody with these rights may see it. */
function veiled({ channel }: Thread, address: string, who: Who): string {
  const kind = channel === 'mail' ? 'mail' : channel === 'zalo' ? 'zalo' : 'phone'
  return contactsFor([{ kind, value: address, shown: address, isVerified: false }], who)[0]?.shown ?? ''
}

const nameOf = (thread: Thread, who: Who): string =>
  thread.customerId === null && thread.address !== null && thread.shownAs === thread.address
    ? veiled(thread, thread.address, who)
    : thread.shownAs

export const viewRow = (thread: Thread, name: string | undefined, who: Who, now: Date): Row => ({
  id: thread.id,
  customerId: thread.customerId,
  name: name ?? nameOf(thread, who),
  channel: thread.channel,
  subject: thread.subject,
  isToOwner: thread.isToOwner,
  state: stateAt(thread, now),
  snoozedUntil: iso(thread.snoozedUntil),
  assignedTo: thread.assignedTo,
  assignedName: thread.assignedName,
  waitingSince: iso(thread.waitingSince),
  lastAt: thread.lastAt.toISOString(),
  lastDirection: thread.lastDirection,
  lastWords: thread.lastWords,
  version: thread.version,
})

/** Rows of a list, with the names that their customers bear now. */
export async function viewRows(db: Db, threads: readonly Thread[], who: Who, now: Date): Promise<Row[]> {
  const ids = [...new Set(threads.flatMap(({ customerId }) => customerId ?? []))]
  const names = new Map((ids.length > 0 ? await findAll(db, ids) : []).map(({ id, name }) => [id, name]))
  return threads.map((thread) => viewRow(thread, thread.customerId ? names.get(thread.customerId) : undefined, who, now))
}

function viewSent(entry: Entry, messages: ReadonlyMap<string, store.MessageNow>, who: Who, now: Date): View['entries'][number]['sent'] {
  const message = entry.messageId ? messages.get(entry.messageId) : undefined
  if (!message) return null
  const isWaiting = message.state === 'planned' || message.state === 'held' || message.state === 'ready'
  const isByHand = isWaiting && message.isByHand
  return {
    state: message.state,
    channel: message.channel,
    notBefore: message.notBefore && message.notBefore > now ? message.notBefore.toISOString() : null,
    byHand: isByHand ? { to: message.address ?? '' } : null,
    mayTakeBack: isWaiting && may(who, 'messages.write'),
  }
}

function viewEntry(entry: Entry, messages: ReadonlyMap<string, store.MessageNow>, who: Who, now: Date): View['entries'][number] {
  const { own, quoted } = entry.direction === 'in' ? cutQuote(entry.words) : { own: entry.words, quoted: '' }
  const { id, direction, subject, safeHtml, staffName } = entry
  const attachments = entry.attachments.map(({ name, mime, bytes, isKept }, place) => ({
    name,
    mime,
    bytes,
    path: isKept ? `/attachments/${entry.threadId}/${id}/${place}` : null,
    danger: dangerOf(name, mime),
  }))
  const sent = viewSent(entry, messages, who, now)
  return { id, at: entry.at.toISOString(), direction, subject, words: own, quoted, safeHtml, attachments, staffName, sent }
}

export type Surroundings = { who: Who; now: Date; outward: Outward }
type Way = 'mail' | 'zalo' | 'sms'

/** How an answer or a letter to somebody would go, how it begins and ends, and who may write it. */
export async function viewAnswer(
  db: Db,
  customer: Customer | undefined,
  asked: { channel: Way | undefined; isOwners: boolean; purpose: 'service' | 'relationship' },
  { who, now, outward }: Surroundings,
): Promise<View['answer']> {
  const mayNot = asked.isOwners && !answersAsOwner(who) ? 'owner-only' : customer ? null : 'nobody'
  if (!customer) return { mayNot, opening: '', closing: '', them: '', us: '', language: 'vi', way: null }
  const verdict = await mayWrite(db, { outward, customerId: customer.id, channel: asked.channel, purpose: asked.purpose, now })
  const owner = asked.isOwners ? (await allStaff(db)).find(({ role, isLockedOut }) => role === 'owner' && !isLockedOut) : undefined
  // A manager who prepares the owner's answer prepares it with the owner's name.
  const name = asked.isOwners && who.role !== 'owner' ? (owner?.name ?? who.name) : who.name
  const { name: house } = await findHouse(db)
  const isLetter = verdict.channel === 'mail' || verdict.channel === 'paper'
  return {
    mayNot,
    ...wordingFor(customer, { name, house, isOwners: asked.isOwners, isLetter }),
    way: {
      channel: verdict.channel,
      isByHand: verdict.answer !== 'no' && !(await outward.hasCourier(db, verdict.channel, verdict)),
      verdict: viewVerdict(verdict),
    },
  }
}

const CANDIDATES: Partial<Record<Thread['channel'], string>> = { mail: 'mail', zalo: 'zalo', sms: 'phone' }

async function candidatesOf(db: Db, thread: Thread): Promise<View['candidates']> {
  const kind = CANDIDATES[thread.channel]
  if (thread.customerId || !thread.address || !kind) return []
  const found = await findByKeys(db, [kind], [thread.address])
  const ids = [...new Set(found.map(({ customerId }) => customerId))]
  return (ids.length > 0 ? await findAll(db, ids) : []).map(({ id, name, callName }) => ({ customerId: id, name, callName }))
}

function viewDrafts(drafts: readonly Draft[], names: ReadonlyMap<string, string>, { who, now }: Surroundings) {
  const own = drafts.find(({ staffId }) => staffId === who.id)
  const others = drafts.filter(({ staffId }) => staffId !== who.id)
  const prepared = others[0]
  return {
    draft: own ? { words: own.words, updatedAt: own.updatedAt.toISOString() } : null,
    prepared: prepared ? { by: names.get(prepared.staffId) ?? '', words: prepared.words } : null,
    answering: others
      .filter(({ updatedAt }) => now.getTime() - updatedAt.getTime() < ANSWERING_MS)
      .map(({ staffId }) => ({ staffId, name: names.get(staffId) ?? '' })),
  }
}

export async function viewThread(db: Db, thread: Thread, around: Surroundings): Promise<View> {
  const { who, now } = around
  const [entries, drafts, staff, candidates] = await Promise.all([
    store.entriesOf(db, thread.id),
    store.draftsOf(db, thread.id),
    colleaguesFor(db, thread),
    candidatesOf(db, thread),
  ])
  const [customer] = thread.customerId ? await findAll(db, [thread.customerId]) : []
  const messages = await store.messagesNow(
    db,
    entries.flatMap(({ messageId }) => messageId ?? []),
  )
  const purpose = entries.some(({ direction }) => direction === 'in') ? 'service' : 'relationship'
  return {
    ...viewRow(thread, customer?.name, who, now),
    entries: entries.map((entry) => viewEntry(entry, messages, who, now)),
    candidates,
    address: thread.address === null ? null : veiled(thread, thread.address, who),
    ...viewDrafts(drafts, new Map(staff.map(({ id, name }) => [id, name])), around),
    answer: await viewAnswer(db, customer, { channel: wayBack(thread), isOwners: thread.isToOwner, purpose }, around),
    staff,
  }
}
