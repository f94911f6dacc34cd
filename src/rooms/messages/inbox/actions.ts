import type { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import type { Who } from '../../../platform/http/who.ts'
import { enqueue } from '../../../platform/jobs/jobs.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { may } from '../../../values/rights.ts'
import { addWay, requireForUpdate } from '../../people/public.ts'
import { allStaff } from '../../team/public.ts'
import type { changeThread } from './contract.ts'
import { seesOwners, standing, timelineChannel } from './rules.ts'
import * as store from './store.ts'
import { blankEntry, holdThread, keepThread, requireThread, tellOfThread, writeOnTimeline } from './talk.ts'
import type { Thread } from './thread.ts'

type Change = z.output<NonNullable<typeof changeThread.body>>
type Hand = { who: Who; now: Date }

/** Wakes a talk when its rest is over. */
export const WAKE_JOB = 'inbox.wake'

const DAY = 86_400_000
const LONGEST_REST = 366 * DAY

/** Colleagues who may take a talk over. */
export async function colleaguesFor(db: Db, { isToOwner }: Pick<Thread, 'isToOwner'>): Promise<{ id: string; name: string }[]> {
  return (await allStaff(db))
    .filter((one) => !one.isLockedOut && may(one, 'messages.write') && (!isToOwner || seesOwners(one)))
    .map(({ id, name }) => ({ id, name }))
}

async function assigned(db: Db, thread: Thread, staffId: string | null): Promise<Partial<Thread>> {
  if (staffId === null) return { assignedTo: null, assignedName: null }
  const colleague = (await colleaguesFor(db, thread)).find(({ id }) => id === staffId)
  if (!colleague) throw new Refusal(400, 'inbox.no_such_colleague', 'Nobody here who answers letters.', { assignedTo: 'needed' })
  return { assignedTo: colleague.id, assignedName: colleague.name }
}

function rested({ state, snoozedUntil }: Change, now: Date): Partial<Thread> {
  if (state !== 'snoozed') return state ? { state, snoozedUntil: null } : {}
  const until = snoozedUntil ? new Date(snoozedUntil) : undefined
  if (!until || until <= now || until.getTime() > now.getTime() + LONGEST_REST)
    throw new Refusal(400, 'inbox.rest_until', 'Choose a moment after now, within a year.', { snoozedUntil: 'needed' })
  return { state, snoozedUntil: until }
}

/** Says whose a talk is: what was said in it goes onto their timeline, each word at its time. */
async function given(db: Db, thread: Thread, customerId: string, now: Date): Promise<Thread> {
  const customer = await requireForUpdate(db, customerId)
  if (thread.customerId) throw new Refusal(409, 'inbox.changed_meanwhile', 'Somebody said meanwhile whose this is.')
  const after = { ...thread, customerId: customer.id, shownAs: customer.name }
  // Otherwise no answer would find the way back.
  if (thread.channel === 'zalo' && thread.address) await addWay(db, customer.id, 'zalo', thread.address, now)
  for (const entry of await store.entriesOf(db, thread.id, 1000)) {
    if (entry.direction !== 'in') continue
    const touchpointId = await writeOnTimeline(db, after, entry, timelineChannel(thread.channel), now)
    await store.keepLine(db, entry, customer.id, touchpointId, entry.at)
  }
  return after
}

export async function change(db: Db, threadId: string, asked: Change, { who, now }: Hand): Promise<Thread> {
  // A customer is held before the talk, here as everywhere.
  if (asked.customerId) await requireForUpdate(db, asked.customerId)
  const held = await holdThread(db, threadId, who)
  if (held.version !== asked.version) throw new Refusal(409, 'inbox.changed_meanwhile', 'Somebody changed this meanwhile.')
  const thread = asked.customerId && asked.customerId !== held.customerId ? await given(db, held, asked.customerId, now) : held
  const marked = { ...thread, ...(asked.isToOwner === undefined ? {} : { isToOwner: asked.isToOwner }) }
  const whose = asked.assignedTo === undefined ? {} : await assigned(db, marked, asked.assignedTo)
  const after = { ...marked, ...whose, ...rested(asked, now) }
  if (after.state === 'snoozed' && after.snoozedUntil)
    await enqueue(db, WAKE_JOB, { threadId }, { key: `${WAKE_JOB}:${threadId}`, runAt: after.snoozedUntil })
  return keepThread(db, after)
}

/** A talk that was answered elsewhere is done; opened again, it stands as it stood. */
export async function end(db: Db, threadId: string, who: Who): Promise<Thread> {
  return keepThread(db, { ...(await holdThread(db, threadId, who)), state: 'done', snoozedUntil: null })
}

export async function reopen(db: Db, threadId: string, who: Who): Promise<Thread> {
  const thread = await holdThread(db, threadId, who)
  return keepThread(db, { ...thread, state: 'open', ...(standing(await store.entriesOf(db, threadId)) ?? {}) })
}

export async function note(db: Db, threadId: string, words: string, { who, now }: Hand): Promise<Thread> {
  const thread = await holdThread(db, threadId, who)
  const by = { staffId: who.kind === 'staff' ? who.id : null, staffName: who.name }
  await store.addEntry(db, { ...blankEntry(thread, now, 'note', words), ...by })
  return keepThread(db, thread)
}

/** Keeps what somebody has begun to write; empty words throw it away. */
export async function keepDraft(db: Db, threadId: string, words: string, { who, now }: Hand): Promise<Date | null> {
  await requireThread(db, threadId, who)
  if (who.kind !== 'staff') return null
  const isEmpty = words.trim() === ''
  if (isEmpty) await store.dropDraft(db, threadId, who.id)
  else await store.keepDraft(db, threadId, { staffId: who.id, words, updatedAt: now })
  await tellOfThread(db, threadId)
  return isEmpty ? null : now
}

export const wakeThread = async (db: Db, threadId: string, now: Date): Promise<void> => {
  if (await store.wake(db, threadId, now)) await tellOfThread(db, threadId)
}
