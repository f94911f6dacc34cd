import type { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Tongue } from '../../../values/address-form.ts'
import type { Holder } from '../../../values/rights.ts'
import { callThem, findAll } from '../../people/public.ts'
import type { listByHand, wordsByHand } from '../gate/contract.ts'
import { findHouseFacts, judge, type Outward } from '../gate.ts'
import { cancel } from './actions.ts'
import { isForHand, waitingForHand } from './by-hand-store.ts'
import { askOf } from './claiming.ts'
import { openDesk } from './parcels.ts'
import type { Message } from './sending.ts'
import * as store from './store.ts'
import { viewVerdict } from './views.ts'

/** Letters to one that wait for somebody's hand: what they say, whether they still may go, and that somebody lets one be. */

const MOST = 200

export async function listWaiting(
  db: Db,
  { now, language, who }: { now: Date; language: Tongue; who: Holder },
): Promise<z.input<typeof listByHand.answer>> {
  const waiting = await waitingForHand(db, now, MOST)
  const ids = [...new Set(waiting.map(({ customerId }) => customerId))]
  const customers = new Map((ids.length > 0 ? await findAll(db, ids) : []).map((customer) => [customer.id, customer]))
  return {
    letters: waiting.map(({ sendingId: _, madeAt, notBefore, expiresAt, ...letter }) => {
      const customer = customers.get(letter.customerId)
      return {
        ...letter,
        name: customer?.name ?? '',
        calledAs: customer ? callThem(customer, language, who) : '',
        madeAt: madeAt.toISOString(),
        notBefore: notBefore && notBefore > now ? notBefore.toISOString() : null,
        expiresAt: expiresAt?.toISOString() ?? null,
      }
    }),
  }
}

async function requireForHand(db: Db, customerId: string, messageId: string): Promise<Message> {
  const message = await store.findMessage(db, customerId, messageId)
  if (!message) throw new Refusal(404, 'messages.no_such_message', 'There is no such message.')
  if (!(await isForHand(db, messageId))) throw new Refusal(409, 'messages.already_left', 'This message left already, or never will.')
  return message
}

/** The words as they would leave, after the gate was asked once more: who has left meanwhile is not written to by hand either. */
export async function wordsOf(
  db: Db,
  of: { customerId: string; messageId: string },
  { now, outward }: { now: Date; outward: Outward },
): Promise<z.input<typeof wordsByHand.answer>> {
  const message = await requireForHand(db, of.customerId, of.messageId)
  const house = await findHouseFacts(db, outward, now)
  const [verdict] = await judge(db, [askOf(message)], { now, stage: 'asked', outward, house, isKept: false })
  if (!verdict) throw new Error('the gate said nothing')
  const said = viewVerdict(verdict)
  if (verdict.answer === 'no') return { verdict: said, copy: null }
  const [draft] = await openDesk(outward.keyring).layOut(db, [{ message, verdict }], house, now)
  const written = await draft?.write()
  if (!written || 'cannot' in written) return { verdict: said, copy: null }
  const { to, subject, text } = written.parcel
  return { verdict: said, copy: { to, subject: subject ?? '', text } }
}

/** Somebody decides that this one is not carried. */
export async function letBe(db: Db, of: { customerId: string; messageId: string }, now: Date): Promise<void> {
  const { sendingId } = await requireForHand(db, of.customerId, of.messageId)
  await cancel(db, sendingId, now)
}
