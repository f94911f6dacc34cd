import type { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import type { Who } from '../../platform/http/who.ts'
import { newId } from '../../platform/ids.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Tongue } from '../../values/address-form.ts'
import type { Holder } from '../../values/rights.ts'
import { changedMeanwhile, handOf, noSuchCustomer } from './actions.ts'
import type { addRelationship, updateRelationship } from './around/contract.ts'
import type { relationshipView } from './contract.ts'
import type { Relationship } from './customer.ts'
import * as store from './relationships-store.ts'
import { findAll } from './store.ts'
import { byNearness, isFitting } from './tie-rules.ts'
import { viewRelationship } from './views.ts'

type New = z.output<NonNullable<typeof addRelationship.body>>
type Change = Omit<z.output<NonNullable<typeof updateRelationship.body>>, 'version'>
type View = z.input<typeof relationshipView>

const noSuchTie = () => new Refusal(404, 'people.no_such_tie', 'There is no such tie.')
const unfit = () =>
  new Refusal(
    400,
    'people.tie_unfit',
    'These two cannot be tied in this way: one works at a firm, belongs to a household, and does not come by whom one brought.',
    {
      kind: 'unfit',
    },
  )

/** Ties two customers; both ends have it from then on. */
export async function tie(db: Db, customerId: string, asked: New, who: Who, today: string): Promise<Relationship> {
  const { otherId, kind, side } = asked
  if (otherId === customerId) throw new Refusal(400, 'people.tie_to_oneself', 'Nobody is tied to themself.', { otherId: 'oneself' })
  if (kind === 'introduced-by') await store.holdIntroductions(db)
  const held = await store.holdBoth(db, customerId, otherId)
  const [here, other] = [held.get(customerId), held.get(otherId)]
  if (!here || !other) throw noSuchCustomer()
  const [from, to] = side === 'from' ? [here, other] : [other, here]
  if (!isFitting(kind, from.kind, to.kind)) throw unfit()
  if (await store.isTied(db, customerId, asked))
    throw new Refusal(409, 'people.tie_there', 'These two are tied in this way already.', { otherId: 'tied' })
  if (kind === 'introduced-by' && (await store.isAmongIntroducers(db, to.id, from.id))) throw unfit()
  const made: Relationship = {
    id: newId(),
    otherId,
    kind,
    side,
    words: asked.words ?? null,
    since: asked.since ?? null,
    notedByName: who.name,
    notedOn: today,
    version: 1,
  }
  await store.addRelationship(db, customerId, made, asked.wordsBack ?? null, handOf(who))
  return made
}

/** The tie with both its ends held, so that it is what it will be when it is changed. */
async function hold(db: Db, customerId: string, relationshipId: string): Promise<Relationship> {
  const seen = await store.findRelationship(db, customerId, relationshipId)
  if (!seen) throw noSuchTie()
  await store.holdBoth(db, customerId, seen.otherId)
  const held = await store.findRelationship(db, customerId, relationshipId)
  if (!held) throw noSuchTie()
  return held
}

export async function correctTie(
  db: Db,
  customerId: string,
  relationshipId: string,
  asked: Change,
  version: number,
): Promise<Relationship> {
  const before = await hold(db, customerId, relationshipId)
  if (before.version !== version) throw changedMeanwhile()
  return store.changeRelationship(db, customerId, {
    ...before,
    words: asked.words === undefined ? before.words : asked.words,
    since: asked.since === undefined ? before.since : asked.since,
  })
}

export async function untie(db: Db, customerId: string, relationshipId: string): Promise<void> {
  await store.removeRelationship(db, customerId, await hold(db, customerId, relationshipId))
}

/** The ties as the asking screen shows them: the others' names are a second look-up, by their ids. */
export async function viewTies(db: Db, ties: readonly Relationship[], screen: Tongue, who: Holder): Promise<View[]> {
  if (ties.length === 0) return []
  const others = new Map((await findAll(db, [...new Set(ties.map(({ otherId }) => otherId))])).map((other) => [other.id, other]))
  return [...ties].sort(byNearness).flatMap((one) => {
    const other = others.get(one.otherId)
    return other ? [viewRelationship(one, other, screen, who)] : []
  })
}

/** Who is around a customer, with the others' names. */
export const relationshipsOf = async (db: Db, customerId: string, screen: Tongue, who: Holder): Promise<View[]> =>
  viewTies(db, await store.findRelationships(db, customerId), screen, who)
