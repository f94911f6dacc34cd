import type { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import type { Who } from '../../../platform/http/who.ts'
import { newId } from '../../../platform/ids.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { findItem } from '../../catalogue/public.ts'
import { requireForUpdate } from '../../people/public.ts'
import { writeLine } from '../../touchpoints/public.ts'
import { findForUpdate as findPromiseForUpdate, keep as keepPromise } from '../actions.ts'
import { makeOrWithin } from '../by-standard.ts'
import { handOf } from '../slips/drafting.ts'
import type { answerEnquiry, makeEnquiry } from './contract.ts'
import type { Enquiry } from './enquiry.ts'
import { answerWords } from './rules.ts'
import * as store from './store.ts'

/** Somebody asks before they buy, and is answered. */

/** Where no standard says by when somebody is answered. */
const ANSWER_WITHIN = 2 * 3600

export type Scene = { who: Who; now: Date; language: 'vi' | 'en' }

export type EnquiryRef = { customerId: string; enquiryId: string }

export const noSuchEnquiry = () => new Refusal(404, 'promises.no_such_enquiry', 'There is no such enquiry.')

/** An enquiry, held after its customer, in the order of everybody who writes on a timeline; as somebody saw it, where they say so. */
export async function hold(db: Db, { customerId, enquiryId }: EnquiryRef, version?: number): Promise<Enquiry> {
  if (!(await store.find(db, customerId, enquiryId))) throw noSuchEnquiry()
  await requireForUpdate(db, customerId)
  const enquiry = await store.findForUpdate(db, customerId, enquiryId)
  if (!enquiry) throw noSuchEnquiry()
  if (version !== undefined && enquiry.version !== version)
    throw new Refusal(409, 'promises.changed_meanwhile', 'Somebody changed this meanwhile.')
  return enquiry
}

export function requireWaiting(enquiry: Enquiry): void {
  if (enquiry.closedAt !== null) throw new Refusal(409, 'promises.enquiry_closed', 'This enquiry was closed.')
}

type Next = NonNullable<z.output<NonNullable<typeof answerEnquiry.body>>['next']>

/** The next answer, promised by the moment that is said, by the standard, or within two open hours. */
export async function promiseAnswer(db: Db, enquiry: Enquiry, { kind, due, dueDay, holderId, team }: Next, { who, now, language }: Scene) {
  const made = await makeOrWithin(
    db,
    {
      customerId: enquiry.customerId,
      kind,
      words: answerWords(kind, enquiry.about, language),
      ...(due === undefined ? {} : { due }),
      ...(dueDay === undefined ? {} : { dueDay }),
      ...(holderId ? { holderId } : {}),
      ...(team ? { team } : {}),
      aboutKind: 'enquiry',
      aboutId: enquiry.id,
      isSample: enquiry.isSample,
    },
    ANSWER_WITHIN,
    who,
    now,
  )
  return made.id
}

/** The answer that was promised is given: in time it is kept, later with its reason. */
export async function keepAnswer(db: Db, { answerPromiseId }: Enquiry, reason: string | undefined, { who, now }: Scene): Promise<void> {
  if (answerPromiseId === null) return
  const promise = await findPromiseForUpdate(db, answerPromiseId)
  if (promise.state !== 'open') return
  await keepPromise(db, { promiseId: promise.id, version: promise.version, who, now }, reason === undefined ? {} : { reason })
}

export async function makeNew(
  db: Db,
  customerId: string,
  asked: z.output<NonNullable<typeof makeEnquiry.body>>,
  scene: Scene,
): Promise<Enquiry> {
  const { about, came, itemId = null, wantsQuote, ...next } = asked
  const { who, now } = scene
  if (itemId !== null && !(await findItem(db, itemId)))
    throw new Refusal(404, 'promises.no_such_item', 'There is no such item in the catalogue.', { itemId: 'no_such_item' })
  const by = handOf(who)
  const enquiry: Enquiry = {
    id: newId(now.getTime()),
    customerId,
    about,
    came,
    itemId,
    state: 'open',
    askedAt: now,
    madeBy: by.id,
    madeByName: by.name,
    answerPromiseId: null,
    answeredAt: null,
    orderId: null,
    isByItself: false,
    reason: null,
    reasonWords: null,
    closedAt: null,
    closedBy: null,
    closedByName: null,
    isSample: false,
    version: 1,
  }
  const answerPromiseId = await promiseAnswer(db, enquiry, { kind: wantsQuote ? 'quote' : 'answer', ...next }, scene)
  await store.add(db, { ...enquiry, answerPromiseId })
  return { ...enquiry, answerPromiseId }
}

/** What was said to them stands on their timeline. */
export async function onTimeline(
  db: Db,
  enquiry: Enquiry,
  {
    how,
    channel,
    words,
    type,
  }: { how: 'message' | 'call' | 'counter'; channel: string | null; words: string | null; type: 'answer' | 'quote' },
  { who, now }: Scene,
): Promise<void> {
  const { id: staffId, name: staffName } = handOf(who)
  await writeLine(
    db,
    {
      customerId: enquiry.customerId,
      at: now,
      touchpointId: newId(now.getTime()),
      kind: how === 'call' ? 'call' : channel === 'mail' ? 'letter' : 'message',
      channel: how === 'call' ? 'phone' : how === 'counter' ? 'counter' : channel,
      body: words,
      aboutKind: 'enquiry',
      aboutId: enquiry.id,
      details: { code: null, type, state: 'sent', summary: enquiry.about, startsOn: null, endsOn: null },
      by: { staffId, staffName },
    },
    now,
  )
}

/** Says what was answered; the next answer may be promised at once. */
export async function answer(
  db: Db,
  ref: EnquiryRef,
  { version, words, how, reason, next }: z.output<NonNullable<typeof answerEnquiry.body>>,
  scene: Scene,
): Promise<Enquiry> {
  const enquiry = await hold(db, ref, version)
  requireWaiting(enquiry)
  await keepAnswer(db, enquiry, reason, scene)
  await onTimeline(db, enquiry, { how, channel: null, words, type: 'answer' }, scene)
  const answerPromiseId = next === undefined ? null : await promiseAnswer(db, enquiry, next, scene)
  return store.keep(db, { ...enquiry, answeredAt: enquiry.answeredAt ?? scene.now, answerPromiseId })
}
