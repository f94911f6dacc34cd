import type { Db } from '../../../platform/db/db.ts'
import type { Who } from '../../../platform/http/who.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { findHouse } from '../../team/public.ts'
import { removeLine } from '../../touchpoints/public.ts'
import type { MessageChannel } from '../contract.ts'
import type { Outward, Verdict } from '../gate.ts'
import { cancel } from '../sendings/actions.ts'
import { sendOne, toldByHand } from '../sendings/one.ts'
import { findByIdForUpdate } from '../sendings/store.ts'
import { afterAnswer, answerSubject, answersAsOwner, standing, TAKE_BACK_MS } from './rules.ts'
import * as store from './store.ts'
import { blankEntry, holdThread, keepThread, newThread, noSuchThread, writeOnTimeline } from './talk.ts'
import type { Entry, Thread } from './thread.ts'

/** Answers: they leave after ten seconds, or by somebody's hand, or stay a draft where the gate says no. */

export type Hand = { who: Who; now: Date; outward: Outward }
type Channel = 'mail' | 'zalo' | 'sms'

const staffOf = (who: Who) => ({ id: who.kind === 'staff' ? who.id : null, name: who.name })

export type Said = { thread: Thread | null; entry: Entry | null; verdict: Verdict; copy: { to: string; text: string } | null }

/** A talk that came by a page or on paper has no way back of its own: the customer's choice decides. */
export const wayBack = ({ channel }: Thread): Channel | undefined => (channel === 'form' || channel === 'paper' ? undefined : channel)

const wayOnTimeline = (channel: MessageChannel): string => (channel === 'call' ? 'phone' : channel)

type Words = { words: string; subject: string; channel: Channel | undefined; isKeptOpen: boolean }

/** Asks the gate and puts the answer into the talk. The caller holds the customer and the talk. */
async function say(db: Db, thread: Thread, said: Words, entries: readonly Entry[], { who, now, outward }: Hand): Promise<Said> {
  if (!thread.customerId) throw new Refusal(409, 'inbox.nobody_yet', 'Say first who wrote this.')
  const last = entries.findLast(({ mailId }) => mailId !== null)
  const { name: house } = await findHouse(db)
  const sent = await sendOne(db, {
    outward,
    customerId: thread.customerId,
    channel: said.channel,
    // Whoever wrote is answered, whatever they chose about letters; who did not is written to only if they allow it.
    purpose: entries.some(({ direction }) => direction === 'in') ? 'service' : 'relationship',
    subject: said.subject,
    text: said.words,
    threadId: thread.id,
    ...(last?.mailId ? { inReplyTo: last.mailId, references: [...last.references, last.mailId].slice(-20) } : {}),
    ...(thread.isToOwner ? { fromName: `${who.name} · ${house}` } : {}),
    staff: staffOf(who),
    now,
    notBefore: new Date(now.getTime() + TAKE_BACK_MS),
    isSample: false,
  })
  if (sent.verdict.answer === 'no') return { thread: null, entry: null, verdict: sent.verdict, copy: null }
  const bare: Entry = {
    ...blankEntry(thread, now, 'out', said.words),
    subject: said.subject,
    messageId: sent.messageId,
    staffId: staffOf(who).id,
    staffName: who.name,
    isSample: false,
  }
  const isCarried = sent.copy === undefined
  const touchpointId = isCarried ? await writeOnTimeline(db, thread, bare, wayOnTimeline(sent.verdict.channel), now) : null
  const entry = { ...bare, touchpointId }
  await store.addEntry(db, entry)
  const kept = await keepThread(db, isCarried ? afterAnswer(thread, now, said.words, said.isKeptOpen) : thread)
  return { thread: kept, entry, verdict: sent.verdict, copy: sent.copy ?? null }
}

type Answer = { words: string; subject?: string | undefined; channel?: Channel | undefined; after: string | null; isKeptOpen: boolean }

/** Answers in a talk; the words of a no stay whoever wrote them's draft. */
export async function answer(db: Db, threadId: string, asked: Answer, hand: Hand): Promise<Said & { held: Thread }> {
  const { who, now } = hand
  const held = await holdThread(db, threadId, who)
  if (held.isToOwner && !answersAsOwner(who))
    throw new Refusal(403, 'inbox.only_owner', 'A letter to the owner is answered by the owner. Leave a draft for them.')
  const entries = await store.entriesOf(db, held.id)
  const last = entries.findLast(({ direction }) => direction !== 'note')
  if ((last?.id ?? null) !== asked.after)
    throw new Refusal(409, 'inbox.moved_on', 'Somebody wrote here meanwhile. Read it first; your words are kept.')
  const subject = asked.subject ?? answerSubject(held.subject)
  const channel = asked.channel ?? wayBack(held)
  const said = await say(db, held, { words: asked.words, subject, channel, isKeptOpen: asked.isKeptOpen }, entries, hand)
  if (who.kind === 'staff') {
    if (said.entry) await store.dropDraft(db, held.id, who.id)
    else await store.keepDraft(db, held.id, { staffId: who.id, words: asked.words, updatedAt: now })
  }
  return { ...said, held }
}

/** Begins a talk, or goes on with the one there is, over the way that the gate opens. */
export async function begin(
  db: Db,
  customer: { id: string; name: string },
  asked: { words: string; subject: string; channel: Channel | undefined },
  hand: Hand & { wouldGo: MessageChannel },
): Promise<Said> {
  const way = hand.wouldGo === 'call' ? 'paper' : hand.wouldGo
  const known = await store.latestOf(db, customer.id, way, false)
  const opened = { customerId: customer.id, channel: way, address: null, shownAs: customer.name, subject: asked.subject, isToOwner: false }
  const thread = known ?? newThread(opened, hand.now, 'out')
  const entries = known ? await store.entriesOf(db, known.id) : []
  if (!known) await store.add(db, thread)
  const said = await say(db, thread, { ...asked, isKeptOpen: false }, entries, hand)
  if (!said.entry && !known) await store.removeThread(db, thread.id)
  return said
}

async function requireAnswer(db: Db, thread: Thread, entryId: string): Promise<Entry & { messageId: string; customerId: string }> {
  const entry = await store.findEntry(db, thread.id, entryId)
  const { messageId, customerId } = entry ?? {}
  if (!entry || !messageId || !customerId) throw noSuchThread()
  return { ...entry, messageId, customerId }
}

/** Takes an answer back before it leaves: whatever it changed is as it was, and its words are a draft. */
export async function takeBack(db: Db, threadId: string, entryId: string, { who, now }: Hand): Promise<Thread> {
  const thread = await holdThread(db, threadId, who)
  const entry = await requireAnswer(db, thread, entryId)
  const left = () => new Refusal(409, 'inbox.already_left', 'This has left the house already.')
  const message = await findByIdForUpdate(db, entry.messageId)
  if (!message || !['planned', 'held', 'ready', 'claimed'].includes(message.state)) throw left()
  await cancel(db, message.sendingId, now)
  if ((await findByIdForUpdate(db, entry.messageId))?.state !== 'cancelled') throw left()
  if (entry.touchpointId) await removeLine(db, entry.customerId, entry.touchpointId, now)
  await store.removeEntry(db, entry)
  if (entry.staffId) await store.keepDraft(db, thread.id, { staffId: entry.staffId, words: entry.words, updatedAt: now })
  const stands = standing(await store.entriesOf(db, thread.id))
  return keepThread(db, { ...thread, state: 'open', ...(stands ?? {}) })
}

/** Somebody carried the answer by hand: it counts from now on. */
export async function told(
  db: Db,
  threadId: string,
  entryId: string,
  asked: { how: 'mail' | 'zalo' | 'sms' | 'paper'; isKeptOpen: boolean },
  { who, now }: Hand,
): Promise<Thread> {
  const thread = await holdThread(db, threadId, who)
  const entry = await requireAnswer(db, thread, entryId)
  await toldByHand(db, entry.messageId, { how: asked.how, staff: staffOf(who), now })
  const touchpointId = await writeOnTimeline(db, thread, { ...entry, at: now }, asked.how, now)
  await store.keepLine(db, entry, entry.customerId, touchpointId, now)
  const stands = standing(await store.entriesOf(db, thread.id))
  const after = afterAnswer(thread, now, entry.words, asked.isKeptOpen)
  // Words that came meanwhile still wait.
  return keepThread(db, stands?.waitingSince ? { ...thread, ...stands } : after)
}
