import type { Db } from '../db/db.ts'
import type { AnyRoute } from '../http/contract.ts'
import type { Who } from '../http/who.ts'
import { type Actor, type Entry, record } from './audit.ts'

/** What a handler adds to the row of its act; without it the row says who, what, about which ids of the address, and which fields were sent. */
export type Traced = Partial<Pick<Entry, 'aboutKind' | 'aboutId' | 'customerId' | 'details'>> & {
  /** Who it was where nobody was signed in before: the one who signs in, the token in the address. */
  who?: Actor
}

/** A request as the trail sees it. */
export type Told = {
  contract: AnyRoute
  who: Who | undefined
  traced: Traced
  params: unknown
  body: unknown
  /** The body as it came, to tell fields that were sent from those that have a usual value. */
  sent: unknown
  now: Date
  requestId: string
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i
const isId = (value: unknown): value is string => typeof value === 'string' && UUID.test(value)

const membersOf = (value: unknown): Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : {}

/** A public door does not look at who stands before it; who it was says the handler. */
const actorOf = ({ contract, who, traced }: Told): Actor => {
  if (traced.who) return traced.who
  return who && contract.door !== 'public' ? { kind: who.kind, id: who.id } : { kind: 'nobody' }
}

/** The first id of the address that is not the customer's: `staffId` is about `staff`. */
function aboutOf(params: Record<string, unknown>): { aboutKind?: string; aboutId?: string } {
  for (const [name, value] of Object.entries(params))
    if (name !== 'customerId' && isId(value)) return { aboutKind: name.replace(/Id$/, ''), aboutId: value }
  return {}
}

/** What was made has an id only in the answer: `POST /api/customers` made a `customer`. */
function madeOf(contract: AnyRoute, answer: unknown): { aboutKind?: string; aboutId?: string; customerId?: string } {
  const { id } = membersOf(answer)
  if (contract.status !== 201 || !isId(id)) return {}
  const last = contract.path.split('/').findLast((part) => part !== '' && !part.startsWith(':')) ?? ''
  return last === 'customers' ? { customerId: id } : { aboutKind: last.replace(/s$/, ''), aboutId: id }
}

/** The row that a request leaves. */
export function entryOf(told: Told, answer: unknown): Entry {
  const { contract, who, traced, now, requestId } = told
  const params = membersOf(told.params)
  const sent = membersOf(told.sent)
  const fields = Object.keys(membersOf(told.body)).filter((name) => name in sent)
  const { who: _, details, ...about } = traced
  return {
    at: now,
    actor: actorOf(told),
    act: contract.name,
    ...(isId(params.customerId) ? { customerId: params.customerId } : {}),
    ...madeOf(contract, answer),
    ...aboutOf(params),
    ...about,
    details: { ...(fields.length > 0 ? { fields } : {}), ...(who?.looksAs ? { looksAs: who.role } : {}), ...details },
    requestId,
  }
}

const MOST_PEOPLE = 20

/** What a search found: how it was read, how many, and whom; never what was typed. */
export function foundIn(answer: unknown): Record<string, unknown> {
  const { read, people, rows } = membersOf(answer)
  const all = [people, rows].find(Array.isArray) ?? []
  const ids = all.map((one) => membersOf(one).id).filter(isId)
  return { ...(typeof read === 'string' ? { read } : {}), found: all.length, people: ids.slice(0, MOST_PEOPLE) }
}

/** Card and profile of one customer are looked at together: one row a minute. */
const TOGETHER_MS = 60_000
const MOST_KEPT = 10_000

/** Openings of customers and lists taken out: written before the answer is sent, beside the work on it. */
export type Readings = { note(db: Db, entry: Entry, isOpening: boolean): Promise<void> }

export function keepReadings(): Readings {
  const seen = new Map<string, number>()
  const isKnown = (key: string, at: number): boolean => {
    const before = seen.get(key)
    return before !== undefined && at >= before && at - before < TOGETHER_MS
  }
  return {
    async note(db, entry, isOpening) {
      if (!isOpening || !entry.customerId) return record(db, entry)
      const key = `${entry.actor.kind} ${entry.actor.id ?? ''} ${entry.customerId}`
      const at = entry.at.getTime()
      if (isKnown(key, at)) return
      if (seen.size >= MOST_KEPT) seen.clear()
      seen.set(key, at)
      try {
        await record(db, entry)
      } catch (error) {
        seen.delete(key)
        throw error
      }
    },
  }
}
