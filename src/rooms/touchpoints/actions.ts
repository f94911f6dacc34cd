import type { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import type { Who } from '../../platform/http/who.ts'
import { newId } from '../../platform/ids.ts'
import { Refusal } from '../../platform/refusal.ts'
import { noteContact, requireForUpdate, resetContact } from '../people/public.ts'
import type { addTouchpoint, updateTouchpoint } from './contract.ts'
import { requireKind } from './kinds.ts'
import { isWrittenByHand, notLaterThan, saysNothing } from './rules.ts'
import * as store from './store.ts'
import type { Details, Touchpoint } from './touchpoint.ts'

type New = z.output<NonNullable<typeof addTouchpoint.body>>
type Change = Omit<z.output<NonNullable<typeof updateTouchpoint.body>>, 'version'>

/** Keeps the customer's last contact after a line was added: the latest line that has come to pass, a booked stay not before its day. */
async function keepContact(db: Db, customerId: string, now: Date): Promise<void> {
  const at = await store.latestAt(db, customerId, now)
  if (at) await noteContact(db, customerId, at)
}

/** The same after a line was moved or taken away, when the last contact may go back. */
async function recountContact(db: Db, customerId: string, now: Date): Promise<void> {
  await resetContact(db, customerId, await store.latestAt(db, customerId, now))
}

/** Writes a line by hand. */
export async function jotDown(db: Db, customerId: string, asked: New, who: Who, now: Date): Promise<Touchpoint> {
  await requireForUpdate(db, customerId)
  const at = notLaterThan(now, asked.at ? new Date(asked.at) : now)
  if (!at) throw new Refusal(400, 'touchpoints.in_the_future', 'What has not happened yet cannot be written down.', { at: 'in_the_future' })
  const line: Touchpoint = {
    id: newId(),
    at,
    kind: asked.kind,
    channel: asked.channel ?? null,
    place: asked.place ?? null,
    body: asked.body ?? null,
    outcome: asked.outcome ?? null,
    feeling: asked.feeling ?? null,
    isPinned: asked.isPinned ?? false,
    staffName: who.name,
    about: null,
    version: 1,
  }
  await requireKind(db, line.kind)
  if (saysNothing(line)) throw new Refusal(400, 'touchpoints.empty', 'A note needs a few words.', { body: 'needed' })
  await store.add(db, customerId, line, { staffId: who.kind === 'staff' ? who.id : null, importId: null })
  await keepContact(db, customerId, now)
  return line
}

async function requireByHand(db: Db, customerId: string, touchpointId: string): Promise<Touchpoint> {
  await requireForUpdate(db, customerId)
  const line = await store.findForUpdate(db, customerId, touchpointId)
  if (!line) throw new Refusal(404, 'touchpoints.no_such_line', 'There is no such line.')
  if (!isWrittenByHand(line))
    throw new Refusal(409, 'touchpoints.not_yours_to_change', 'This line follows what it is about; change that instead.')
  return line
}

/** Corrects a line that was written by hand, or pins it. */
export async function correctLine(db: Db, customerId: string, touchpointId: string, asked: Change, version: number): Promise<Touchpoint> {
  const before = await requireByHand(db, customerId, touchpointId)
  if (before.version !== version) throw new Refusal(409, 'touchpoints.changed_meanwhile', 'Somebody changed this meanwhile.')
  const after: Touchpoint = {
    ...before,
    body: asked.body ?? before.body,
    feeling: asked.feeling === undefined ? before.feeling : asked.feeling,
    isPinned: asked.isPinned ?? before.isPinned,
  }
  await store.change(db, customerId, after)
  return { ...after, version: version + 1 }
}

/** Takes back a line that was written by hand. */
export async function takeBackLine(db: Db, customerId: string, touchpointId: string, now: Date): Promise<void> {
  const line = await requireByHand(db, customerId, touchpointId)
  await store.remove(db, customerId, line.id)
  await recountContact(db, customerId, now)
}

/** A line of a later room, written in the transaction that makes what it is about. */
export type NewLine = {
  customerId: string
  at: Date
  touchpointId: string
  kind: 'order' | 'call' | 'letter' | 'message' | 'note' | 'complaint'
  aboutKind: string
  aboutId: string
  details: Details
  channel?: string | null
  /** The words of a letter, as they came; they are not corrected by hand. */
  body?: string | null
  by?: { staffId: string | null; staffName: string | null }
  importId?: string | null
}

/** Writes the line of another room. `at` may lie ahead (a booked stay): it is no contact before that. The caller holds the customer. */
export async function writeLine(db: Db, line: NewLine, now: Date): Promise<void> {
  const touchpoint: Touchpoint = {
    id: line.touchpointId,
    at: line.at,
    kind: line.kind,
    channel: line.channel ?? null,
    place: null,
    body: line.body ?? null,
    outcome: null,
    feeling: null,
    isPinned: false,
    staffName: line.by?.staffName ?? null,
    about: { kind: line.aboutKind, id: line.aboutId, ...line.details },
    version: 1,
  }
  await store.add(db, line.customerId, touchpoint, { staffId: line.by?.staffId ?? null, importId: line.importId ?? null })
  await keepContact(db, line.customerId, now)
}

/** Rewrites the line of another room after what it is about changed, and moves it to its time. The caller holds the customer. */
export async function changeLine(db: Db, line: Pick<NewLine, 'customerId' | 'touchpointId' | 'at' | 'details'>, now: Date): Promise<void> {
  await store.changeAbout(db, line.customerId, line.touchpointId, line.at, line.details)
  await recountContact(db, line.customerId, now)
}

/** Takes the line of another room away with what it is about. The caller holds the customer. */
export async function removeLine(db: Db, customerId: string, touchpointId: string, now: Date): Promise<void> {
  await store.remove(db, customerId, touchpointId)
  await recountContact(db, customerId, now)
}
