import type { Db } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { noChoice, stricterChoice } from './choice-rules.ts'
import { appendChoiceEvent, choiceEventsOf, findChoices, keepChoice, removeChoice, removeChoiceEvent } from './choices-store.ts'
import { deriveAnew } from './consents.ts'
import { type Act, type ConsentEvent, fold, inOrder, type NowRow, standingIn, standingOf, stricter } from './rules.ts'
import * as store from './store.ts'

/** Two records of one person become one: the logs are read as one, and the stricter word of the two stands. */

/** The act that brings a cell to where the stricter of two left it; agreeing needs none, since one of the logs holds it. */
function actTo({ state }: NowRow): Act {
  if (state === 'granted' || state === 'pending' || state === 'asked') return 'narrowed'
  return state
}

/** What has to be added so that the two logs, read as one, stand at the stricter of both. */
function keepStricter(one: readonly ConsentEvent[], other: readonly ConsentEvent[], now: Date): ConsentEvent[] {
  const [a, b] = [fold(one), fold(other)]
  const both = [...one, ...other].sort(inOrder)
  const cells = fold(both)
  return cells.flatMap((cell) => {
    const kept = stricter(standingIn(a, cell), standingIn(b, cell))
    const stands = standingOf(both, cell)
    if (!kept || (stands?.state === kept.state && stands.monthly === kept.monthly)) return []
    const act = actTo({ ...cell, ...kept })
    const { purpose, topicId, channel } = cell
    return [{ id: newId(), at: now, purpose, topicId, channel, act, givenBy: 'machine' as const, monthly: kept.monthly, until: kept.until }]
  })
}

/** Joins the consents and choices of one record into another's. What each record said stays told by `first_customer_id`, for the undoing. */
export async function mergedConsents(db: Db, from: string, into: string, now: Date): Promise<void> {
  await store.holdConsents(db, [from, into])
  const logs = await store.eventsOf(db, [from, into])
  const added = keepStricter(logs.get(into) ?? [], logs.get(from) ?? [], now)
  await store.moveEvents(db, from, into, from)
  await store.append(
    db,
    added.map((event) => ({
      ...event,
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

/** Takes a merge back: each log to its own record, and the choice as it was, unless it was changed since. */
export async function unmergedConsents(db: Db, from: string, into: string, now: Date): Promise<void> {
  await store.holdConsents(db, [from, into])
  await store.removeMergeEvents(db, into, from)
  await store.moveEvents(db, into, from, from)
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
