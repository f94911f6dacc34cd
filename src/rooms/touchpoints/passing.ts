import type { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import type { Who } from '../../platform/http/who.ts'
import { newId } from '../../platform/ids.ts'
import { Refusal } from '../../platform/refusal.ts'
import { addDays } from '../../values/civil-date.ts'
import { toInstant } from '../../values/zone.ts'
import { countHeardFrom, forgetHeardFrom, noteHeardFrom, requireForUpdate } from '../people/public.ts'
import type { countHeardFrom as countRoute, notePassing, passingView } from './contract.ts'
import * as store from './passing-store.ts'
import { notLaterThan } from './rules.ts'

type Asked = z.output<NonNullable<typeof notePassing.body>>
type View = z.input<typeof passingView>

/** Notes a contact with somebody unknown; where it is known who it was, the answer is kept with them unless one stands there. */
export async function noteContactInPassing(db: Db, asked: Asked, who: Who, now: Date): Promise<View> {
  const { kind, heardFrom = null, words = null, customerId = null } = asked
  if (!heardFrom && !words)
    throw new Refusal(400, 'touchpoints.passing_empty', 'How they heard of the house, or a few words, is needed.', { heardFrom: 'needed' })
  const at = notLaterThan(now, asked.at ? new Date(asked.at) : now)
  if (!at) throw new Refusal(400, 'touchpoints.in_the_future', 'What has not happened yet cannot be written down.', { at: 'in_the_future' })
  if (customerId) await requireForUpdate(db, customerId)
  const toldCustomer = customerId !== null && heardFrom !== null && (await noteHeardFrom(db, customerId, heardFrom, now))
  const id = newId(now.getTime())
  await store.addPassing(db, { id, at, kind, heardFrom, words, customerId, toldCustomer }, who.kind === 'staff' ? who.id : null)
  return { id, at: at.toISOString(), kind, heardFrom, words, customerId }
}

/** Takes such a note back, and from the customer what was kept there by it. */
export async function takeBackPassing(db: Db, passingId: string, now: Date): Promise<void> {
  const passing = await store.findPassingForUpdate(db, passingId)
  if (!passing) throw new Refusal(404, 'touchpoints.no_such_line', 'There is no such line.')
  const { customerId, heardFrom, toldCustomer } = passing
  if (customerId && heardFrom && toldCustomer) await forgetHeardFrom(db, customerId, heardFrom, now)
  await store.removePassing(db, passingId)
}

type Days = z.output<NonNullable<typeof countRoute.query>>

/** How people came to hear of the house: of those who stayed unknown and of those who became customers, the commonest answer first. */
export async function countAnswers(db: Db, { since, until }: Days, zone: string): Promise<z.input<typeof countRoute.answer>> {
  const from = since ? new Date(toInstant(since, 0, zone)) : undefined
  const to = until ? new Date(toInstant(addDays(until, 1), 0, zone)) : undefined
  const [passing, customers] = await Promise.all([store.countPassing(db, from, to), countHeardFrom(db, from, to)])
  const answers = [...new Set([...passing.keys(), ...customers.keys()])]
    .map((heardFrom) => ({ heardFrom, passing: passing.get(heardFrom) ?? 0, customers: customers.get(heardFrom) ?? 0 }))
    .sort((a, b) => b.passing + b.customers - a.passing - a.customers || (a.heardFrom < b.heardFrom ? -1 : 1))
  return { answers, asked: answers.reduce((sum, one) => sum + one.passing + one.customers, 0) }
}
