import type { Db } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { tell } from '../../../platform/stream/stream.ts'
import { requireForUpdate } from '../../people/public.ts'
import { writeLine } from '../../touchpoints/public.ts'
import { afterWordIn, seesOwners, timelineChannel } from './rules.ts'
import * as store from './store.ts'
import type { Entry, Thread } from './thread.ts'

/** What every act on a talk begins and ends with. Whoever changes one holds its customer first, then the talk: always in this order. */

export const noSuchThread = () => new Refusal(404, 'inbox.no_such_thread', 'There is no such conversation.')

/** A talk as somebody may see it; a letter to the owner is not there for others. */
export async function requireThread(db: Db, threadId: string, who: Parameters<typeof seesOwners>[0]): Promise<Thread> {
  const thread = await store.find(db, threadId)
  if (!thread || (thread.isToOwner && !seesOwners(who))) throw noSuchThread()
  return thread
}

export async function holdThread(db: Db, threadId: string, who: Parameters<typeof seesOwners>[0]): Promise<Thread> {
  const seen = await requireThread(db, threadId, who)
  if (seen.customerId) await requireForUpdate(db, seen.customerId)
  const thread = await store.findForUpdate(db, threadId)
  if (!thread) throw noSuchThread()
  // Somebody said meanwhile whose it is: that customer has to be held before the talk.
  if (thread.customerId !== seen.customerId) throw new Refusal(409, 'inbox.changed_meanwhile', 'Somebody changed this meanwhile.')
  return thread
}

/** Keeps a talk, and tells the open screens that it changed. */
export async function keepThread(db: Db, thread: Thread): Promise<Thread> {
  const kept = await store.keep(db, thread)
  await tellOfThread(db, thread.id)
  return kept
}

/** Only those who may see it act on the word: it names the talk and nothing else. */
export const tellOfThread = (db: Db, threadId: string): Promise<void> => tell(db, { what: 'thread', about: { threadId } })

const typeOf = ({ isToOwner }: Thread, { direction }: Pick<Entry, 'direction'>): string =>
  direction === 'in' ? (isToOwner ? 'letter-to-owner' : 'letter-in') : isToOwner ? 'answer-of-owner' : 'letter-out'

/** Writes a word of a talk on the customer's timeline, where nobody corrects it. The caller holds the customer. */
export async function writeOnTimeline(db: Db, thread: Thread, entry: Entry, channel: string, now: Date): Promise<string> {
  const customerId = thread.customerId
  if (!customerId) throw new Error('words of nobody stand on no timeline')
  const touchpointId = newId(entry.at.getTime())
  await writeLine(
    db,
    {
      customerId,
      at: entry.at,
      touchpointId,
      kind: channel === 'zalo' || channel === 'sms' ? 'message' : 'letter',
      channel,
      body: entry.words,
      aboutKind: 'letter',
      aboutId: thread.id,
      details: {
        code: null,
        type: typeOf(thread, entry),
        state: entry.direction === 'in' ? 'received' : 'sent',
        summary: entry.subject,
        startsOn: null,
        endsOn: null,
      },
      ...(entry.direction === 'out' ? { by: { staffId: entry.staffId, staffName: entry.staffName } } : {}),
    },
    now,
  )
  return touchpointId
}

/** An entry of a talk with nothing in it yet. */
export const blankEntry = (thread: Thread, at: Date, direction: Entry['direction'], words: string): Entry => ({
  id: newId(at.getTime()),
  threadId: thread.id,
  customerId: thread.customerId,
  at,
  direction,
  mailId: null,
  inReplyTo: null,
  references: [],
  subject: '',
  words,
  safeHtml: null,
  attachments: [],
  rawId: null,
  messageId: null,
  staffId: null,
  staffName: null,
  touchpointId: null,
  isSample: thread.isSample,
})

export type Opened = Pick<Thread, 'customerId' | 'channel' | 'address' | 'shownAs' | 'subject' | 'isToOwner'>

export const newThread = (opened: Opened, at: Date, direction: Thread['lastDirection']): Thread => ({
  id: newId(at.getTime()),
  ...opened,
  state: 'open',
  snoozedUntil: null,
  assignedTo: null,
  assignedName: null,
  waitingSince: null,
  lastAt: at,
  lastDirection: direction,
  lastWords: '',
  isSample: false,
  version: 1,
})

export type WordIn = { at: Date; words: string; subject: string } & Partial<
  Pick<Entry, 'mailId' | 'inReplyTo' | 'references' | 'safeHtml' | 'attachments' | 'rawId'>
>

/** Puts a word of theirs into a talk, and on the timeline where it is known whose it is. The caller holds the customer. */
export async function takeWord(db: Db, thread: Thread, word: WordIn, now: Date): Promise<Entry> {
  const bare = { ...blankEntry(thread, word.at, 'in', word.words), ...word }
  const touchpointId = thread.customerId ? await writeOnTimeline(db, thread, bare, timelineChannel(thread.channel), now) : null
  const entry = { ...bare, touchpointId }
  await store.addEntry(db, entry)
  await keepThread(db, { ...afterWordIn(thread, word.at, word.words), subject: thread.subject || word.subject })
  return entry
}
