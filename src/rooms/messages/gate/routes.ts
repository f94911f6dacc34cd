import { type Asked, type Served, serve } from '../../../platform/http/serve.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { requireCustomer } from '../../people/public.ts'
import { explain, type Outward } from '../gate.ts'
import { letBe, listWaiting, wordsOf } from '../sendings/by-hand.ts'
import { mayWrite, sendOne, toldByHand } from '../sendings/one.ts'
import { viewHeld } from '../sendings/routes.ts'
import { countsOf } from '../sendings/rules.ts'
import * as store from '../sendings/store.ts'
import { viewMessage, viewVerdict } from '../sendings/views.ts'
import * as contract from './contract.ts'

const DAY = 24 * 3600_000
const LOOKED_BACK = 30 * DAY

const noSuchMessage = () => new Refusal(404, 'messages.no_such_message', 'There is no such message.')

const handOf = ({ who }: Pick<Asked<unknown, unknown, unknown>, 'who'>) => ({ id: who.kind === 'staff' ? who.id : null, name: who.name })

/** Why somebody got something, or did not; and letters to one. */
export const gateRoutes = ({ outward }: { outward: Outward }): Served[] => [
  serve(contract.whyHeld, async (asked) => {
    const { db, query, now } = asked
    const since = new Date(now.getTime() - LOOKED_BACK)
    const rows = await store.heldRows(db, { since, ...query })
    return { heldBy: countsOf(await store.heldSince(db, since)).heldBy, held: await viewHeld(asked, rows) }
  }),
  serve(contract.messagesOfCustomer, async ({ db, params, query }) => ({
    messages: (await store.ofCustomer(db, params.customerId, query.limit)).map(viewMessage),
  })),
  serve(contract.whyMessage, async ({ db, params }) => {
    const message = await store.findMessage(db, params.customerId, params.messageId)
    if (!message) throw noSuchMessage()
    const verdicts = await explain(db, params.customerId, params.messageId)
    return {
      message: viewMessage(message),
      verdicts: verdicts.map(({ stage, law, ...verdict }) => ({ ...viewVerdict(verdict), stage, law })),
    }
  }),
  serve(contract.askGate, async ({ db, params, query, now }) => {
    const customer = await requireCustomer(db, params.customerId)
    const { purpose, channel, topicId, hasOffer } = query
    const verdict = await mayWrite(db, {
      outward,
      customerId: customer.id,
      channel,
      purpose,
      topicId: topicId ?? null,
      hasOffer: hasOffer === 'true',
      now,
    })
    const isOpen = verdict.answer !== 'no'
    return {
      verdict: viewVerdict(verdict),
      channel: isOpen ? verdict.channel : null,
      isByHand: isOpen && !(await outward.hasCourier(db, verdict.channel, verdict)),
    }
  }),
  serve(contract.writeToOne, async ({ db, params, body, who, now, trace }) => {
    const customer = await requireCustomer(db, params.customerId)
    const sent = await sendOne(db, { outward, customerId: customer.id, ...body, staff: handOf({ who }), now, isSample: false })
    trace({ aboutKind: 'message', aboutId: sent.messageId, customerId: customer.id })
    return { messageId: sent.messageId, verdict: viewVerdict(sent.verdict), copy: sent.copy ?? null }
  }),
  serve(contract.listByHand, async ({ db, now, language, who }) => listWaiting(db, { now, language, who })),
  serve(contract.wordsByHand, async ({ db, params, now }) => wordsOf(db, params, { now, outward })),
  serve(contract.letMessageBe, async ({ db, params, now, trace }) => {
    await letBe(db, params, now)
    trace({ aboutKind: 'message', aboutId: params.messageId, customerId: params.customerId })
    return {}
  }),
  serve(contract.toldByHand, async ({ db, params, body, who, now, trace }) => {
    if (!(await store.findMessage(db, params.customerId, params.messageId))) throw noSuchMessage()
    await toldByHand(db, params.messageId, { how: body.how, staff: handOf({ who }), now })
    const message = await store.findMessage(db, params.customerId, params.messageId)
    if (!message) throw noSuchMessage()
    trace({ aboutKind: 'message', aboutId: message.id, customerId: params.customerId })
    return viewMessage(message)
  }),
]
