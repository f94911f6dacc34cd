import type { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { addDays } from '../../../values/civil-date.ts'
import { type TradeKey, tradeKeys } from '../../../values/trades.data.ts'
import { dayIn } from '../../../values/zone.ts'
import type { addMapStop, changeMapStop, mapStopView } from './contract.ts'
import { feeds, inOrder, keyOf, MOST_STOPS, rankFor } from './rules.ts'
import type { Phase, Stop } from './stop.ts'
import * as store from './store.ts'
import { mapTemplates, type TemplateStop } from './templates.data.ts'

/** The way is drawn, changed and counted. */

type New = z.output<NonNullable<typeof addMapStop.body>>
type Change = z.output<NonNullable<typeof changeMapStop.body>>
type View = z.input<typeof mapStopView>

const noSuchStop = () => new Refusal(404, 'touchpoints.no_such_stop', 'There is no such touchpoint.')
const changedMeanwhile = () => new Refusal(409, 'touchpoints.changed_meanwhile', 'Somebody changed this meanwhile.')
const mapFull = () => new Refusal(409, 'touchpoints.map_full', `A way has ${MOST_STOPS} touchpoints at most.`)

/** How often each sort of line came, as of the last night. */
async function sumsBefore(db: Db, zone: string, now: Date): Promise<store.Counted[]> {
  const until = dayIn(zone, now.getTime())
  return store.sumsOf(db, { until, since90: addDays(until, -89), since365: addDays(until, -364) })
}

function viewStop({ rank: _, isSample: __, team, ...stop }: Stop, sums: readonly store.Counted[]): View {
  const mine = sums.filter((sort) => feeds(stop.feeds, sort))
  const sum = (of: (one: store.Counted) => number): number => mine.reduce((all, one) => all + of(one), 0)
  return {
    ...stop,
    team: team as View['team'],
    times90: sum(({ lines90 }) => lines90),
    times365: sum(({ lines365 }) => lines365),
    unhappy365: sum(({ unhappy365 }) => unhappy365),
  }
}

export async function readMap(db: Db, zone: string, now: Date): Promise<{ countedAt: string | null; stops: View[] }> {
  const [stops, sums, counted] = await Promise.all([store.listStops(db), sumsBefore(db, zone, now), store.countedAt(db)])
  return { countedAt: counted?.toISOString() ?? null, stops: inOrder(stops).map((stop) => viewStop(stop, sums)) }
}

type Ways = { zone: string; now: Date }

export async function addToMap(db: Db, asked: New, { zone, now }: Ways): Promise<View> {
  await store.holdMap(db)
  const stops = await store.listStops(db)
  if (stops.length >= MOST_STOPS) throw mapFull()
  const stop: Stop = {
    ...asked,
    id: newId(now.getTime()),
    key: keyOf(asked.nameVi, new Set(stops.map(({ key }) => key))),
    rank: rankFor(stops, undefined, asked.phase, null),
    isRetired: false,
    isSample: false,
    version: 1,
  }
  await store.addStop(db, stop)
  return viewStop(stop, await sumsBefore(db, zone, now))
}

async function held(db: Db, stopId: string, version: number): Promise<{ stop: Stop; stops: Stop[] }> {
  await store.holdMap(db)
  const stops = await store.listStops(db)
  const stop = stops.find(({ id }) => id === stopId)
  if (!stop) throw noSuchStop()
  if (stop.version !== version) throw changedMeanwhile()
  return { stop, stops }
}

async function keep(db: Db, stop: Stop, { zone, now }: Ways): Promise<View> {
  if (!(await store.keepStop(db, stop))) throw changedMeanwhile()
  return viewStop({ ...stop, version: stop.version + 1 }, await sumsBefore(db, zone, now))
}

export async function changeOnMap(db: Db, stopId: string, { version, ...asked }: Change, ways: Ways): Promise<View> {
  const { stop, stops } = await held(db, stopId, version)
  const phase = asked.phase ?? stop.phase
  const changed: Stop = {
    ...stop,
    phase,
    rank: phase === stop.phase ? stop.rank : rankFor(stops, stop.id, phase, null),
    nameVi: asked.nameVi ?? stop.nameVi,
    nameEn: asked.nameEn ?? stop.nameEn,
    icon: asked.icon ?? stop.icon,
    team: asked.team === undefined ? stop.team : asked.team,
    feeds: asked.feeds ?? stop.feeds,
    promiseKinds: asked.promiseKinds ?? stop.promiseKinds,
    isRetired: asked.isRetired ?? stop.isRetired,
  }
  return keep(db, changed, ways)
}

export async function placeOnMap(
  db: Db,
  stopId: string,
  { phase, before, version }: { phase: Phase; before: string | null; version: number },
  ways: Ways,
): Promise<View> {
  const { stop, stops } = await held(db, stopId, version)
  if (before !== null && !stops.some(({ id, phase: there }) => id === before && there === phase)) throw noSuchStop()
  return keep(db, { ...stop, phase, rank: rankFor(stops, stop.id, phase, before) }, ways)
}

const isTrade = (trade: string): trade is TradeKey => (tradeKeys as readonly string[]).includes(trade)

const templateOf = (trade: string): readonly TemplateStop[] => mapTemplates[isTrade(trade) ? trade : 'hotel']

/** Adds the stops of a trade that are missing, each after what its phase has; answers which. */
export async function takeTemplate(db: Db, trade: string): Promise<string[]> {
  await store.holdMap(db)
  const stops = await store.listStops(db)
  const taken = new Set(stops.map(({ key }) => key))
  const missing = templateOf(trade).filter(({ key }) => !taken.has(key))
  if (stops.length + missing.length > MOST_STOPS) throw mapFull()
  const added: string[] = []
  for (const template of missing) {
    const stop: Stop = {
      ...template,
      id: newId(),
      rank: rankFor(stops, undefined, template.phase, null),
      isRetired: false,
      isSample: false,
      version: 1,
    }
    await store.addStop(db, stop)
    stops.push(stop)
    added.push(stop.id)
  }
  return added
}

/** Gives a house the way of its trade, unless it has one: what somebody drew stays as it is. What the sample lent becomes the house's own. */
export async function seedMap(db: Db, trade: string): Promise<void> {
  if ((await store.listStops(db)).some(({ isSample }) => !isSample)) return
  await store.keepLent(
    db,
    templateOf(trade).map(({ key }) => key),
  )
  await takeTemplate(db, trade)
}

/** Takes it away again where nobody made it their own. */
export const unseedMap = (db: Db, trade: string): Promise<void> =>
  store.removeUntouchedStops(
    db,
    templateOf(trade).map(({ key }) => key),
  )
