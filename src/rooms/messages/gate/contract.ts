import { z } from 'zod'
import { flag, id, line, lines, pageSize } from '../../../platform/fields/contract.ts'
import { route } from '../../../platform/http/contract.ts'
import { channels, gateRules, messageStates, purposes, verdictView } from '../contract.ts'
import { heldRow } from '../sendings/contract.ts'

/** Letters to one person, and why the gate said what it said: for staff, beside each message and over all of them. */

const counted = z.int().min(0)

export const whyHeld = route({
  name: 'whyHeld',
  method: 'GET',
  path: '/api/messages/held',
  door: 'messages.read',
  summary: 'Everything the gate kept back in the last 30 days, over all sendings: how many by rule, and whom.',
  query: z.strictObject({ rule: z.enum(gateRules).optional(), limit: pageSize(200, 50) }),
  answer: z.object({
    heldBy: z.partialRecord(z.enum(gateRules), counted),
    held: z.array(heldRow.extend({ sendingId: id, title: z.string() })),
  }),
})

export const sentMessageView = z.object({
  id,
  sendingId: id,
  title: z.string(),
  channel: z.enum(channels),
  purpose: z.enum(purposes),
  state: z.enum(messageStates),
  rule: z.enum(gateRules).nullable(),
  notBefore: z.string().nullable(),
  at: z.string(),
})

export const messagesOfCustomer = route({
  name: 'messagesOfCustomer',
  method: 'GET',
  path: '/api/customers/:customerId/messages',
  door: 'customers.read',
  summary: 'What the house wrote to this customer, or did not: the newest first.',
  params: z.object({ customerId: id }),
  query: z.strictObject({ limit: pageSize(100, 30) }),
  answer: z.object({ messages: z.array(sentMessageView) }),
})

export const whyMessage = route({
  name: 'whyMessage',
  method: 'GET',
  path: '/api/customers/:customerId/messages/:messageId/why',
  door: 'customers.read',
  summary: 'Why this customer got this message, or did not: every verdict of the gate on it, the first one first.',
  params: z.object({ customerId: id, messageId: id }),
  answer: z.object({
    message: sentMessageView,
    verdicts: z.array(verdictView.extend({ stage: z.enum(['plan', 'claim', 'asked']), law: z.string() })),
  }),
  refusals: ['messages.no_such_message'],
})

const letterToOne = {
  channel: z.enum(['mail', 'sms', 'zalo']).optional(),
  purpose: z.enum(purposes),
  topicId: id.nullable().default(null),
  /** An offer in it makes it advertising, whatever its purpose. */
  hasOffer: z.boolean().default(false),
}

export const askGate = route({
  name: 'askGate',
  method: 'GET',
  path: '/api/customers/:customerId/may-write',
  door: 'messages.write',
  summary: 'Whether a letter of this purpose may be written to this customer now, and if not, why; nothing is planned.',
  params: z.object({ customerId: id }),
  query: z.strictObject({ channel: letterToOne.channel, purpose: z.enum(purposes), topicId: id.optional(), hasOffer: flag }),
  answer: z.object({ verdict: verdictView, channel: z.enum(channels).nullable(), isByHand: z.boolean() }),
  refusals: ['people.no_such_customer'],
})

export const writeToOne = route({
  name: 'writeToOne',
  method: 'POST',
  path: '/api/customers/:customerId/letters',
  door: 'messages.write',
  summary:
    'A letter to one customer. The gate is asked: what it turns away goes nowhere. Where nothing carries it the words come back to be copied, and nothing counts as sent.',
  params: z.object({ customerId: id }),
  body: z.strictObject({ ...letterToOne, subject: line(300), text: lines(20_000) }),
  answer: z.object({
    messageId: id.nullable(),
    verdict: verdictView,
    /** Where it is carried by hand: to whom, and the words. */
    copy: z.object({ to: z.string(), text: z.string() }).nullable(),
  }),
  status: 201,
  refusals: ['people.no_such_customer'],
})

export const listByHand = route({
  name: 'listByHand',
  method: 'GET',
  path: '/api/messages/by-hand',
  door: 'messages.read',
  summary:
    'Letters to one that nothing carries, of journeys among them: they wait until somebody copies or prints them. Two hundred at most.',
  answer: z.object({
    letters: z.array(
      z.object({
        messageId: id,
        customerId: id,
        name: z.string(),
        calledAs: z.string(),
        channel: z.enum(channels),
        title: z.string(),
        kind: z.enum(['newsletter', 'personal', 'journey', 'card', 'test', 'service']),
        madeAt: z.string(),
        /** Not to be carried before then: nobody is woken. */
        notBefore: z.string().nullable(),
        /** Not to be carried after that. */
        expiresAt: z.string().nullable(),
      }),
    ),
  }),
})

export const wordsByHand = route({
  name: 'wordsByHand',
  method: 'GET',
  path: '/api/customers/:customerId/messages/:messageId/words',
  door: 'messages.write',
  summary:
    'The words of a letter that waits for a hand, as they would leave, and what the gate says now; nothing to copy where it says no.',
  params: z.object({ customerId: id, messageId: id }),
  answer: z.object({ verdict: verdictView, copy: z.object({ to: z.string(), subject: z.string(), text: z.string() }).nullable() }),
  refusals: ['messages.no_such_message', 'messages.already_left'],
})

export const letMessageBe = route({
  name: 'letMessageBe',
  method: 'DELETE',
  path: '/api/customers/:customerId/messages/:messageId',
  door: 'messages.write',
  summary: 'A letter that waits for a hand is not carried after all.',
  params: z.object({ customerId: id, messageId: id }),
  answer: z.object({}),
  refusals: ['messages.no_such_message', 'messages.already_left', 'messages.already_over', 'messages.no_such_sending'],
})

export const toldByHand = route({
  name: 'toldByHand',
  method: 'POST',
  path: '/api/customers/:customerId/messages/:messageId/told',
  door: 'messages.write',
  summary: 'Somebody carried it by hand: copied it into their telephone, printed it, said it.',
  params: z.object({ customerId: id, messageId: id }),
  body: z.strictObject({ how: z.enum(['mail', 'sms', 'zalo', 'paper', 'call']) }),
  answer: sentMessageView,
  refusals: ['messages.no_such_message', 'messages.already_left'],
})
