import type { Db } from '../../../platform/db/db.ts'
import type { Tongue } from '../../../values/address-form.ts'
import { findOrder, type Order } from '../../orders/public.ts'
import { type Customer, callThem, findAll } from '../../people/public.ts'
import { findHouse, type House } from '../../team/public.ts'
import { latestLines } from '../../touchpoints/public.ts'
import { type Link, linksAround } from '../chain-store.ts'
import type { ServicePromise } from '../promise.ts'
import { type Speaking, speakingTo } from '../speaking-rules.ts'
import { eventsOf } from '../store.ts'
import { factsOf, type Note, type Reason, type Recorded, reasonsOf, type SupplierSlip } from './reasons.ts'
import type { Slip } from './slip.ts'
import { BEFORE_MS, owesLetter } from './slip-rules.ts'
import * as store from './slip-store.ts'
import type { RecordFacts } from './truth-rules.ts'

/** All that is known around one slip, read together. */
export type SlipCase = {
  promise: ServicePromise
  slip: Slip
  /** Null of promises inside the house. */
  customer: Customer | null
  house: House
  order: Order | null
  recorded: Recorded
  facts: RecordFacts
  reasons: Reason[]
  /** Whether it rests on anything. */
  rests: boolean
  /** Slips of this customer in the 90 days before this one. */
  before: number
  mustCall: boolean
  speaking: Speaking
}

/** Also where a new time was told since: the first one was not kept. */
const hasSlipped = ({ slips, isMissed, state }: ServicePromise): boolean => slips > 0 || isMissed || state === 'late' || state === 'broken'

/** Whose promise it rests on slipped: the nearest, with what they said. */
async function supplierOf(db: Db, links: readonly Link[], screen: Tongue): Promise<SupplierSlip | null> {
  const [nearest] = links
    .filter(
      ({ step, promise }) =>
        step < 0 && (promise.direction === 'from-supplier' || promise.direction === 'from-partner') && hasSlipped(promise),
    )
    .sort((a, b) => b.step - a.step)
  if (!nearest) return null
  const [customer] = await findAll(db, [nearest.promise.customerId])
  const slip = (await store.slipsOf(db, nearest.promise)).findLast(({ declaredAt }) => declaredAt !== null)
  return {
    name: customer ? callThem(customer, screen) : '',
    at: slip?.at ?? nearest.promise.promisedDue ?? nearest.promise.madeAt,
    reason: slip?.reason ?? null,
    words: slip?.reasonWords ?? null,
  }
}

const MOST_LINES = 30

/** What people noted since it was promised: on the promise, and on the customer's timeline. */
async function notesOf(db: Db, promise: ServicePromise, now: Date): Promise<Note[]> {
  const said = (await eventsOf(db, promise)).flatMap(({ kind, at, payload, staffName }): Note[] =>
    // A lead's agreement is no note of what happened.
    kind === 'noted' && typeof payload['words'] === 'string' && payload['slipId'] === undefined
      ? [{ at, words: payload['words'], by: staffName }]
      : [],
  )
  const lines = owesLetter(promise.direction) ? await latestLines(db, promise.customerId, MOST_LINES, now) : []
  const noted = lines.flatMap(({ kind, at, body, staffName }): Note[] =>
    kind === 'note' && body !== null && at >= promise.madeAt ? [{ at, words: body, by: staffName }] : [],
  )
  return [...said, ...noted].sort((a, b) => b.at.getTime() - a.at.getTime())
}

const timeOf = (text: string | undefined): Date | null => (text === undefined ? null : new Date(text))

/** Reads the case. `screen`: the language of who looks. */
export async function caseOf(db: Db, promise: ServicePromise, slip: Slip, screen: Tongue, now: Date): Promise<SlipCase> {
  const isOutside = promise.direction !== 'inside' && promise.direction !== 'to-staff'
  const [customer] = isOutside ? await findAll(db, [promise.customerId]) : []
  const house = await findHouse(db)
  const order = promise.orderId === null ? null : ((await findOrder(db, promise.customerId, promise.orderId)) ?? null)
  const links = await linksAround(db, promise)
  const recorded: Recorded = {
    order: order && {
      kind: order.kind,
      state: order.state,
      code: order.code,
      leftAt: timeOf(order.stateTimes.left),
      deliveredAt: timeOf(order.stateTimes.delivered ?? order.stateTimes.done),
    },
    supplier: await supplierOf(db, links, screen),
    notes: await notesOf(db, promise, now),
    isDone: promise.state === 'late' || promise.state === 'kept',
  }
  const facts = factsOf(recorded)
  const speaking = speakingTo(customer ?? null)
  const before = owesLetter(promise.direction) ? await store.countBefore(db, slip, new Date(slip.at.getTime() - BEFORE_MS), slip.at) : 0
  const looking = {
    language: speaking.language,
    screen,
    us: speaking.us,
    zone: house.zone,
    now,
    isDelivery: promise.category === 'delivery' || promise.kind === 'delivery' || promise.kind === 'arrival',
  }
  return {
    promise,
    slip,
    customer: customer ?? null,
    house,
    order,
    recorded,
    facts,
    reasons: reasonsOf(recorded, facts, looking),
    rests: links.some(({ step }) => step < 0),
    before,
    mustCall: before > 0,
    speaking,
  }
}
