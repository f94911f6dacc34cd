import type { Db } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { noChoice, stricterChoice } from './choice-rules.ts'
import { appendChoiceEvent, choiceEventsOf, findChoices, keepChoice, removeChoice, removeChoiceEvent } from './choices-store.ts'
import { deriveAnew } from './consents.ts'
import { type ConsentEvent, keptOfBoth } from './rules.ts'
import * as store from './store.ts'

/** Two records of one person become one: the logs are read as one, and the stricter word of the two stands. */

const sayingOf = ({ purpose, topicId, channel, act, monthly, until }: Omit<ConsentEvent, 'id'>): string =>
  `${purpose} ${topicId} ${channel} ${act} ${monthly} ${until?.getTime()}`

/** What this record said by itself, without what earlier merges brought and added. */
const ownOf = (log: readonly store.ProvenEvent[], customerId: string): store.ProvenEvent[] =>
  log.filter(({ firstCustomerId, method }) => firstCustomerId === customerId && method !== 'merge')

/** Joins the consents and choices of one record into another's. What each record said stays told by `first_customer_id`, for the undoing. */
export async function mergedConsents(db: Db, from: string, into: string, now: Date): Promise<void> {
  await store.holdConsents(db, [from, into])
  const logs = await store.eventsOf(db, [from, into])
  const [one, other] = [logs.get(into) ?? [], logs.get(from) ?? []]
  // Also what it takes without the merges before it: one of those may be undone first.
  const needed = [...keptOfBoth(one, other, now), ...keptOfBoth(ownOf(one, into), other, now)]
  const added = new Map(needed.map((event) => [sayingOf(event), event]))
  await store.moveEvents(db, from, into)
  await store.append(
    db,
    [...added.values()].map((event) => ({
      ...event,
      id: newId(),
      customerId: into,
      firstCustomerId: into,
      method: 'merge',
      wordingId: null,
      doorId: null,
      staffId: null,
      staffName: null,
      evidence: { from },
      isSample: false,
    })),
  )
  await deriveAnew(db, [from, into])
  await mergeChoices(db, from, into, now)
}

async function mergeChoices(db: Db, from: string, into: string, now: Date): Promise<void> {
  const choices = await findChoices(db, [from, into])
  const other = choices.get(from)
  if (!other) return
  const before = choices.get(into) ?? noChoice
  const after = { ...stricterChoice(before, other), version: before.version + 1 }
  await keepChoice(db, into, after, now, false)
  const event = {
    id: newId(),
    at: now,
    givenBy: 'machine' as const,
    method: `merge ${from}`,
    staffId: null,
    staffName: null,
    before,
    after,
  }
  await appendChoiceEvent(db, into, event, false)
}

/**
 * Takes a merge back: each log to its own record, and the choice as it was, unless it was changed since. `carried` are the records that had
 * been joined into this one before: what they said goes along with it.
 */
export async function unmergedConsents(db: Db, from: string, into: string, now: Date, carried: readonly string[] = []): Promise<void> {
  await store.holdConsents(db, [from, into])
  await store.removeMergeEvents(db, into, from)
  await store.moveEvents(db, into, from, [from, ...carried])
  await deriveAnew(db, [from, into])
  const merge = (await choiceEventsOf(db, into)).find(({ method }) => method === `merge ${from}`)
  if (!merge) return
  const stands = (await findChoices(db, [into])).get(into)
  if (stands?.version === merge.after.version) {
    if (merge.before.version === 0) await removeChoice(db, into)
    else await keepChoice(db, into, { ...merge.before, version: stands.version + 1 }, now, false)
  }
  await removeChoiceEvent(db, into, merge.id)
}
