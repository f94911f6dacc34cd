import type { Db } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { tell } from '../../platform/stream/stream.ts'
import type { BusinessCalendar } from '../../values/business-calendar.ts'
import { calendarOf, calendarVersionAt } from './calendars/calendars.ts'
import { type Arrow, type Expected, expectedOf, forecastOf, inOrder } from './chain-rules.ts'
import * as store from './chain-store.ts'
import { openSecondsAfter } from './counting.ts'
import type { ServicePromise } from './promise.ts'
import { isAtRisk } from './rules.ts'

/** When something moves that others rest on, all of them hear of it: each gets its forecast anew, and who cannot keep it any more is at risk. */

/** Works out anew when the promises that rest on these can be kept, however many steps away. The caller holds the chains. */
export async function ripple(db: Db, rootIds: readonly string[] | string, now: Date): Promise<number> {
  const roots = typeof rootIds === 'string' ? [rootIds] : rootIds
  return forecastAnew(db, await store.holdDependants(db, roots), now)
}

/** The same of a promise whose own arrows changed, and of all that rests on it. */
export async function rippleFrom(db: Db, promiseId: string, now: Date): Promise<number> {
  const own = await store.holdOpen(db, [promiseId])
  return forecastAnew(db, [...own, ...(await store.holdDependants(db, [promiseId]))], now)
}

async function forecastAnew(db: Db, open: readonly ServicePromise[], now: Date): Promise<number> {
  if (open.length === 0) return 0
  const arrows = await store.needsOf(db, open)
  const calendars = await calendarsOf(db, arrows, now)
  const after = (from: Date, { leadSeconds, calendarId }: Arrow) =>
    openSecondsAfter(calendarId === null ? undefined : calendars.get(calendarId), from, leadSeconds)
  const needs = new Map<string, (typeof arrows)[number][]>()
  for (const arrow of arrows) {
    const mine = needs.get(arrow.promiseId)
    if (mine) mine.push(arrow)
    else needs.set(arrow.promiseId, [arrow])
  }
  const byId = new Map(open.map((promise) => [promise.id, promise]))
  const expected = new Map<string, Expected | undefined>()
  const changed: store.Forecast[] = []
  // One that rests on nothing any more has no arrow, and comes first.
  const bare = open.filter(({ id }) => !needs.has(id)).map(({ id }) => id)
  for (const id of [...bare, ...inOrder(arrows)]) {
    const promise = byId.get(id)
    if (!promise) continue
    const found = forecastOf(
      (needs.get(id) ?? []).map((arrow) => ({
        expected: expected.has(arrow.needsId) ? expected.get(arrow.needsId) : expectedOf(arrow.needs),
        arrow,
      })),
      after,
    )
    const next = { ...promise, forecast: found.forecast, restsUnsure: found.isUnsure }
    expected.set(id, expectedOf(next))
    const moved = movedTo(promise, next, now)
    if (moved) changed.push(moved)
  }
  await store.keepForecasts(db, changed)
  await tellAll(
    db,
    changed.map(({ promise }) => promise.id),
  )
  return changed.length
}

const isSame = (a: Date | null, b: Date | null): boolean => a?.getTime() === b?.getTime()

function movedTo(before: ServicePromise, after: ServicePromise, now: Date): store.Forecast | undefined {
  if (isSame(before.forecast, after.forecast) && before.restsUnsure === after.restsUnsure) return undefined
  const { forecast, restsUnsure: isUnsure } = after
  const stage = before.stage === 'due' || before.stage === 'risk' ? (isAtRisk(after, now) ? 'risk' : 'due') : before.stage
  const payload = { forecast: forecast?.toISOString() ?? null, isUnsure }
  const event = { id: newId(now.getTime()), at: now, kind: 'forecast' as const, staffId: null, staffName: null, payload }
  return { promise: before, forecast, isUnsure, stage, event }
}

async function calendarsOf(db: Db, arrows: readonly Arrow[], now: Date): Promise<Map<string, BusinessCalendar>> {
  const ids = [...new Set(arrows.flatMap(({ calendarId }) => (calendarId === null ? [] : [calendarId])))]
  const found = new Map<string, BusinessCalendar>()
  for (const id of ids) {
    const version = await calendarVersionAt(db, id, now)
    if (version) found.set(id, await calendarOf(db, version.id))
  }
  return found
}

/** So many ids are told one by one; screens read their lists anew for more. */
const MOST_TOLD = 100

/** Tells open screens which promises changed. */
export async function tellAll(db: Db, promiseIds: readonly string[]): Promise<void> {
  if (promiseIds.length === 0) return
  const about = promiseIds.length <= MOST_TOLD ? { promiseIds } : { count: promiseIds.length }
  await tell(db, { what: 'promise', about })
}
