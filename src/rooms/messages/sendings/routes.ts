import type { Db } from '../../../platform/db/db.ts'
import { type Asked, type Served, serve, serveAlone } from '../../../platform/http/serve.ts'
import { callThem, findAll } from '../../people/public.ts'
import { findHouseFacts } from '../gate.ts'
import { asDraft, requireLetter } from '../letters/actions.ts'
import * as actions from './actions.ts'
import * as contract from './contract.ts'
import { estimate } from './planning.ts'
import { reportOf } from './report.ts'
import { statesBehind } from './rules.ts'
import type { HeldRow, Sending } from './sending.ts'
import * as store from './store.ts'
import { viewSending } from './views.ts'

const isDeed = (figure: contract.Figure): figure is contract.Deed => contract.deeds.some((deed) => deed === figure)

export type SendingNeeds = actions.Needs

async function viewAll(db: Db, sendings: readonly Sending[], { outward }: SendingNeeds) {
  const tallies = await store.tallyOf(
    db,
    sendings.map(({ id }) => id),
  )
  const isShut = await outward.hasSample(db)
  return sendings.map((sending) => viewSending(sending, tallies.get(sending.id) ?? [], isShut))
}

async function viewOne(db: Db, sending: Sending, needs: SendingNeeds) {
  const tallies = await store.tallyOf(db, [sending.id])
  return viewSending(sending, tallies.get(sending.id) ?? [], await needs.outward.hasSample(db))
}

/** Names for rows about customers; who was erased meanwhile has none. */
async function namesOf(
  db: Db,
  customerIds: readonly string[],
  { language, who }: Pick<Asked<unknown, unknown, unknown>, 'language' | 'who'>,
): Promise<Map<string, { name: string; calledAs: string }>> {
  const ids = [...new Set(customerIds)]
  const customers = ids.length > 0 ? await findAll(db, ids) : []
  return new Map(customers.map((customer) => [customer.id, { name: customer.name, calledAs: callThem(customer, language, who) }]))
}

export async function viewHeld(asked: Pick<Asked<unknown, unknown, unknown>, 'db' | 'language' | 'who'>, rows: readonly HeldRow[]) {
  const names = await namesOf(
    asked.db,
    rows.map(({ customerId }) => customerId),
    asked,
  )
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString(), ...(names.get(row.customerId) ?? { name: '', calledAs: '' }) }))
}

type ToSending = Pick<Asked<{ sendingId: string }, unknown, unknown>, 'db' | 'params' | 'who' | 'now' | 'trace'>

/** An act on one sending, with its row in the trail. */
const steered =
  (needs: SendingNeeds, act: (asked: ToSending) => Promise<Sending>) =>
  async (asked: ToSending): Promise<ReturnType<typeof viewSending>> => {
    const sending = await act(asked)
    asked.trace({ aboutKind: 'sending', aboutId: sending.id })
    return viewOne(asked.db, sending, needs)
  }

const steering = (needs: SendingNeeds): Served[] => [
  serve(contract.draftSending, async ({ db, body, who, now, trace }) => {
    const sending = await actions.draft(db, needs, body, { who, now })
    trace({ aboutKind: 'sending', aboutId: sending.id })
    return viewOne(db, sending, needs)
  }),
  serve(contract.changeSending, async ({ db, params, body, now, trace }) => {
    const sending = await actions.change(db, needs, params.sendingId, body, now)
    trace({ aboutKind: 'sending', aboutId: sending.id })
    return viewOne(db, sending, needs)
  }),
  serve(contract.planSending, ({ body, ...asked }) =>
    steered(needs, ({ db, params, who, now }) => actions.plan(db, params.sendingId, body.version, { who, now }))(asked),
  ),
  serve(contract.startSending, ({ body, ...asked }) =>
    steered(needs, ({ db, params, now }) => actions.start(db, needs, params.sendingId, body, now))(asked),
  ),
  serve(
    contract.pauseSending,
    steered(needs, ({ db, params }) => actions.pause(db, params.sendingId)),
  ),
  serve(
    contract.resumeSending,
    steered(needs, ({ db, params, now }) => actions.resume(db, needs, params.sendingId, now)),
  ),
  serve(
    contract.cancelSending,
    steered(needs, ({ db, params, now }) => actions.cancel(db, params.sendingId, now)),
  ),
  serve(
    contract.rewordSending,
    steered(needs, ({ db, params, who, now }) => actions.reword(db, params.sendingId, { who, now })),
  ),
]

const looking = (needs: SendingNeeds): Served[] => [
  serve(contract.listSendings, async ({ db, query }) => {
    const { letterId, before, limit } = query
    const sendings = await store.latest(db, { letterId, before: before ? new Date(before) : undefined, limit })
    return { sendings: await viewAll(db, sendings, needs) }
  }),
  // Nothing of it lasts, so it needs no transaction around it.
  serveAlone(contract.estimateSending, async ({ db, body, now }) => {
    const letter = await requireLetter(db, body.letterId)
    const { channels, audience } = body
    const meant = { channels, audience, purpose: letter.purpose, topicId: letter.topicId, expiresAt: null }
    const startsAt = body.startsAt ? new Date(body.startsAt) : null
    const found = await estimate({ db, ...needs }, { ...meant, startsAt }, await asDraft(db, letter), now)
    return { ...found, isShutBySample: (await findHouseFacts(db, needs.outward, now)).hasSample }
  }),
  serve(contract.getSending, async ({ db, params }) => viewOne(db, await actions.requireSending(db, params.sendingId), needs)),
  serve(contract.listHeld, async (asked) => {
    const { db, params, query } = asked
    await actions.requireSending(db, params.sendingId)
    const rows = await store.heldRows(db, { sendingId: params.sendingId, ...query })
    return { held: await viewHeld(asked, rows), next: rows.length === query.limit ? (rows.at(-1)?.customerId ?? null) : null }
  }),
  serve(contract.reportSending, async ({ db, params, query, house, now }) => {
    const sending = await actions.requireSending(db, params.sendingId)
    const { zone } = await house()
    return { sending: await viewOne(db, sending, needs), ...(await reportOf(db, sending, query.days, zone, now)) }
  }),
  serve(contract.listRecipients, async (asked) => {
    const { db, params, query } = asked
    await actions.requireSending(db, params.sendingId)
    const of = isDeed(query.of) ? query.of : statesBehind[query.of]
    const rows = await store.recipients(db, { sendingId: params.sendingId, of, after: query.after, limit: query.limit })
    const names = await namesOf(
      db,
      rows.map(({ customerId }) => customerId),
      asked,
    )
    return {
      recipients: rows.map((row) => ({
        id: row.id,
        customerId: row.customerId,
        name: names.get(row.customerId)?.name ?? '',
        channel: row.channel,
        state: row.state,
        rule: row.rule,
        notBefore: row.notBefore?.toISOString() ?? null,
        reply: row.reply,
        at: (row.submittedAt ?? row.plannedAt).toISOString(),
      })),
      next: rows.length === query.limit ? (rows.at(-1)?.customerId ?? null) : null,
    }
  }),
]

export const sendingRoutes = (needs: SendingNeeds): Served[] => [...looking(needs), ...steering(needs)]
