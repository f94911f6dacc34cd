import { z } from 'zod'
import { type Asked, type Served, serve } from '../../../platform/http/serve.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { requireCustomer, requireForUpdate } from '../../people/public.ts'
import type { Outward } from '../gate.ts'
import { mayWrite } from '../sendings/one.ts'
import { viewVerdict } from '../sendings/views.ts'
import * as actions from './actions.ts'
import * as answering from './answering.ts'
import * as contract from './contract.ts'
import * as lists from './lists-store.ts'
import { seesOwners } from './rules.ts'
import { requireThread } from './talk.ts'
import type { Thread } from './thread.ts'
import { viewAnswer, viewRows, viewThread } from './views.ts'

type Needs = { outward: Outward }
type Acting = Pick<Asked<unknown, unknown, unknown>, 'db' | 'who' | 'now' | 'trace'>

const mark = z.tuple([z.iso.datetime().nullable(), z.iso.datetime(), z.uuid(), z.iso.datetime().nullable()])

const writeMark = ({ waitingSince, lastAt, id, snoozedUntil }: Thread): string =>
  Buffer.from(JSON.stringify([waitingSince, lastAt, id, snoozedUntil])).toString('base64url')

/** Where a page begins that a request asks for. */
function readMark(text: string | undefined): lists.Mark | undefined {
  if (text === undefined) return undefined
  try {
    const [waitingSince, lastAt, id, snoozedUntil] = mark.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    const at = (iso: string | null) => (iso ? new Date(iso) : null)
    return { waitingSince: at(waitingSince), lastAt: new Date(lastAt), id, snoozedUntil: at(snoozedUntil) }
  } catch {
    throw new Refusal(400, 'request.invalid', 'No page ended like this.', { after: 'not_a_mark' })
  }
}

const reading = ({ outward }: Needs): Served[] => [
  serve(contract.listThreads, async ({ db, query, who, now }) => {
    const whose = { staffId: who.id, seesOwners: seesOwners(who) }
    const counts = await lists.counts(db, whose)
    const ends = { counts: { ...counts, owner: whose.seesOwners ? counts.owner : null } }
    if (query.q !== undefined) return { threads: await viewRows(db, await lists.search(db, query.q, whose), who, now), next: null, ...ends }
    if (query.box === 'owner' && !whose.seesOwners) return { threads: [], next: null, ...ends }
    const page = await lists.page(db, query.box, whose, readMark(query.after), query.limit)
    const last = page.at(-1)
    return { threads: await viewRows(db, page, who, now), next: last && page.length === query.limit ? writeMark(last) : null, ...ends }
  }),
  serve(contract.getThread, async ({ db, params, who, now }) =>
    viewThread(db, await requireThread(db, params.threadId, who), { who, now, outward }),
  ),
  serve(contract.openingFor, async ({ db, params, query, who, now }) => {
    const customer = await requireCustomer(db, params.customerId)
    const asked = { channel: query.channel, isOwners: query.isOwners === 'true', purpose: 'relationship' as const }
    const { name, callName } = customer
    return { ...(await viewAnswer(db, customer, asked, { who, now, outward })), name, callName }
  }),
]

/** An act on a talk, with its row in the trail; answers the talk as it stands then. */
const acted =
  ({ outward }: Needs) =>
  async ({ db, who, now, trace }: Acting, act: () => Promise<Thread>) => {
    const thread = await act()
    trace({ aboutKind: 'thread', aboutId: thread.id, ...(thread.customerId ? { customerId: thread.customerId } : {}) })
    return viewThread(db, thread, { who, now, outward })
  }

async function viewSaid(needs: Needs, { db, who, now, trace }: Acting, said: answering.Said, held: Thread | null) {
  const thread = said.thread ?? held
  if (thread) trace({ aboutKind: 'thread', aboutId: thread.id, ...(thread.customerId ? { customerId: thread.customerId } : {}) })
  return {
    thread: thread ? await viewThread(db, thread, { who, now, ...needs }) : null,
    entryId: said.entry?.id ?? null,
    verdict: viewVerdict(said.verdict),
    copy: said.copy,
  }
}

const writing = (needs: Needs): Served[] => [
  serve(contract.changeThread, ({ params, body, ...asked }) =>
    acted(needs)(asked, () => actions.change(asked.db, params.threadId, body, asked)),
  ),
  serve(contract.noteThread, ({ params, body, ...asked }) =>
    acted(needs)(asked, () => actions.note(asked.db, params.threadId, body.words, asked)),
  ),
  serve(contract.saveDraft, async ({ db, params, body, who, now }) => {
    const at = await actions.keepDraft(db, params.threadId, body.words, { who, now })
    return { updatedAt: at?.toISOString() ?? null }
  }),
  serve(contract.answerThread, async ({ params, body, ...asked }) => {
    const { held, ...said } = await answering.answer(asked.db, params.threadId, body, { ...asked, ...needs })
    return viewSaid(needs, asked, said, held)
  }),
  serve(contract.writeLetter, async ({ params, body, ...asked }) => {
    const customer = await requireForUpdate(asked.db, params.customerId)
    const wish = { ...needs, customerId: customer.id, channel: body.channel, purpose: 'relationship' as const, now: asked.now }
    const { channel: wouldGo } = await mayWrite(asked.db, wish)
    const said = await answering.begin(asked.db, customer, { ...body, channel: body.channel }, { ...asked, ...needs, wouldGo })
    asked.trace({ customerId: customer.id })
    return viewSaid(needs, asked, said, null)
  }),
  serve(contract.takeBackAnswer, ({ params, ...asked }) =>
    acted(needs)(asked, () => answering.takeBack(asked.db, params.threadId, params.entryId, { ...asked, ...needs })),
  ),
  serve(contract.tellAnswer, ({ params, body, ...asked }) =>
    acted(needs)(asked, () => answering.told(asked.db, params.threadId, params.entryId, body, { ...asked, ...needs })),
  ),
]

export const inboxRoutes = (needs: Needs): Served[] => [...reading(needs), ...writing(needs)]
