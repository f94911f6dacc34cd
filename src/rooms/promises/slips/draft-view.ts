import type { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import type { Who } from '../../../platform/http/who.ts'
import { may } from '../../../values/rights.ts'
import { type Outward, viewVerdict } from '../../messages/public.ts'
import { boughtSince } from '../../orders/public.ts'
import { contactsFor } from '../../people/public.ts'
import { allStaff } from '../../team/public.ts'
import type { ServicePromise } from '../promise.ts'
import { viewPromise } from '../views.ts'
import { compose, dueHolds, suggestedDue, writerOf } from './composing.ts'
import type { slipDraft } from './contract.ts'
import { limitOf } from './limits.ts'
import { recordSays } from './reasons.ts'
import type { Slip } from './slip.ts'
import { caseOf, type SlipCase } from './slip-case.ts'
import { isTold, owesLetter, waitsForLead } from './slip-rules.ts'
import { viewSlip } from './slip-views.ts'
import { wayOf } from './ways.ts'

/** Who looks, in which language, and how messages leave. */
export type Looking = { who: Who; language: 'vi' | 'en'; now: Date; outward: Outward }

const CAME_NOT_AFTER = 90 * 24 * 3600_000

/** Whether they bought since it was put right, or told where nothing had to be; null while nobody can know. */
export async function cameBack(db: Db, { customerId, direction }: ServicePromise, { fixedAt }: Slip, now: Date): Promise<boolean | null> {
  if (fixedAt === null || !owesLetter(direction)) return null
  if (await boughtSince(db, customerId, fixedAt)) return true
  return now.getTime() - fixedAt.getTime() > CAME_NOT_AFTER ? false : null
}

/** The number to call, as this person may see it. */
export const phoneOf = ({ customer }: SlipCase, who: Who): string | null =>
  customer ? (contactsFor(customer.contacts, who).find(({ kind }) => kind === 'phone')?.shown ?? null) : null

/** What whoever signed may give; before anybody did, whoever looks. */
async function signersLimit(db: Db, { signedBy }: Slip, own: number): Promise<number> {
  const signer = signedBy === null ? undefined : (await allStaff(db)).find(({ id }) => id === signedBy)
  return signer ? limitOf(db, signer.role) : own
}

export async function viewDraft(db: Db, promise: ServicePromise, slip: Slip, looking: Looking): Promise<z.input<typeof slipDraft>> {
  const { who, language, now } = looking
  const one = await caseOf(db, promise, slip, language, now)
  const hasLetter = owesLetter(promise.direction)
  const composed = compose(one, writerOf(who), now)
  const suggested = suggestedDue(one, now)
  const way = one.mustCall || isTold(slip) ? null : await wayOf(db, one, looking)
  const { currency } = one.house
  const isOpen = hasLetter && !isTold(slip)
  const own = await limitOf(db, who.role)
  const orderTotal = one.order?.total ?? null
  return {
    slip: viewSlip(slip, { who, currency, cameBack: await cameBack(db, promise, slip, now) }),
    promise: await viewPromise(db, promise, looking),
    reasons: one.reasons,
    suggestedDue: suggested?.toISOString() ?? null,
    dueHolds: dueHolds(one, slip.newDue ?? suggested),
    limit: { minor: own, currency },
    waitsForLead: waitsForLead(slip, { own, orderTotal }),
    asksLead: waitsForLead(slip, { own: await signersLimit(db, slip, own), orderTotal }).amends,
    before: one.before,
    mustCall: one.mustCall,
    way: way && {
      channel: way.verdict.channel,
      isByHand: way.isByHand,
      verdict: viewVerdict(way.verdict),
      template: way.template,
    },
    phone: phoneOf(one, who),
    // What was told stays as it was told.
    words: isOpen ? (composed.letter?.text ?? null) : hasLetter ? slip.words : null,
    marks: isOpen ? (composed.letter?.marks ?? []) : [],
    recordSays: may(who, 'orders.read') ? recordSays(one.recorded, { screen: language, zone: one.house.zone, now }) : null,
    untrue: isOpen ? composed.untrue : [],
  }
}
