import type { Db } from '../../platform/db/db.ts'
import { enqueue, type Job } from '../../platform/jobs/jobs.ts'
import { addDays } from '../../values/civil-date.ts'
import { dayIn, toInstant } from '../../values/zone.ts'
import { drawRegulars } from '../loyalty/public.ts'
import { purchaseDaysOf } from '../orders/public.ts'
import { callThem, findAll } from '../people/public.ts'
import { missedAround } from '../promises/public.ts'
import { findHouse } from '../team/public.ts'
import { isOfStop, linesAround, listStops, type Stop, type StopLine } from '../touchpoints/public.ts'
import { type Anchor, DAYS_AFTER, DAYS_BEFORE, FEWEST_PAIRS, findingsOf, pairsOf, standsOut, windowOf } from './sensitive-rules.ts'
import * as store from './sensitive-store.ts'

/** Which touchpoints come before customers stop coming: found in the night, after loyalty has said who stays away. */

const FIND = 'satisfaction.sensitive'
/** Silences that began longer ago say little of the house as it is. */
const LOOKS_BACK = 730
/** So many are drawn of those who stay away; of those who stayed three times as many to choose from. */
const MOST = 3000

type Span = { customerId: string; from: Date; until: Date }

const spansOf = (anchors: readonly Anchor[], zone: string): Span[] =>
  anchors.map(({ customerId, day }) => {
    const { from, until } = windowOf(day)
    return { customerId, from: new Date(toInstant(from, 0, zone)), until: new Date(toInstant(addDays(until, 1), 0, zone)) }
  })

/** A touchpoint that is trouble by itself needs no "and it went badly". */
const isTrouble = ({ feeds }: Stop): boolean => feeds.kinds.length > 0 && feeds.kinds.every((kind) => kind === 'complaint')

const isAt = (stop: Stop, line: StopLine, { day }: Anchor): boolean => {
  if (isOfStop(stop.feeds, line)) return true
  const { from, until } = windowOf(day)
  return line.endsOn !== null && line.endsOn >= from && line.endsOn <= until && isOfStop(stop.feeds, { ...line, moment: 'ends' })
}

/** What each of these met with around their day. */
async function metBy(db: Db, anchors: readonly Anchor[], stops: readonly Stop[], zone: string): Promise<Map<string, Set<string>>> {
  const spans = spansOf(anchors, zone)
  const [lines, missed, unhappy] = [await linesAround(db, spans), await missedAround(db, spans), await store.unhappyAround(db, spans)]
  const of = new Map(anchors.map((anchor) => [anchor.customerId, anchor]))
  const met = new Map(anchors.map(({ customerId }) => [customerId, new Set<string>()]))
  for (const line of lines) {
    const anchor = of.get(line.customerId)
    for (const stop of anchor ? stops.filter((one) => isAt(one, line, anchor)) : []) {
      met.get(line.customerId)?.add(`met:${stop.key}`)
      if (line.feeling === 'unhappy' && !isTrouble(stop)) met.get(line.customerId)?.add(`bad:${stop.key}`)
    }
  }
  for (const { customerId, kind } of missed)
    for (const stop of stops.filter((one) => one.promiseKinds.includes(kind) && !isTrouble(one)))
      met.get(customerId)?.add(`bad:${stop.key}`)
  for (const { customerId, stopId } of unhappy) {
    const stop = stops.find(({ id }) => id === stopId)
    if (stop) met.get(customerId)?.add(`bad:${stop.key}`)
  }
  return met
}

/** Finds it anew, in one transaction. */
export async function findSensitive(db: Db, now: Date): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await store.holdRun(tx)
    await store.takeTime(tx)
    const { zone } = await findHouse(tx)
    const asOf = dayIn(zone, now.getTime())
    const since = addDays(asOf, -LOOKS_BACK)
    const stops = (await listStops(tx)).filter(({ isRetired }) => !isRetired)
    const gone = await drawRegulars(tx, 'gone', { since, until: addDays(asOf, -DAYS_AFTER), limit: MOST })
    const stayed = await drawRegulars(tx, 'stayed', { since, until: asOf, limit: 3 * MOST })
    const days = await purchaseDaysOf(
      tx,
      stayed.map(({ customerId }) => customerId),
      since,
    )
    const pairs = pairsOf(
      gone,
      stayed.map(({ customerId }) => ({ customerId, days: days.get(customerId) ?? [] })),
    )
    const met = await metBy(tx, [...pairs.gone, ...pairs.stayed], stops, zone)
    const customers = (['gone', 'stayed'] as const).flatMap((group) =>
      pairs[group].map(({ customerId, day }) => ({ customerId, day, isGone: group === 'gone', factors: [...(met.get(customerId) ?? [])] })),
    )
    const findings = pairs.gone.length < FEWEST_PAIRS ? [] : findingsOf(customers)
    const isSample = [...gone, ...stayed].some((one) => one.isSample)
    await store.keepRun(
      tx,
      { computedAt: now, asOf, gone: pairs.gone.length, stayed: pairs.stayed.length, isSample },
      findings.map((one) => ({ ...one, stopKey: one.factor.slice(4), isBad: one.factor.startsWith('bad:') })),
      customers,
    )
  })
}

/** Asks for it when the caller's transaction commits; several that wait are one. */
const planSensitive = (db: Db): Promise<void> => enqueue(db, FIND, {}, { key: FIND })

export const sensitiveJobs = (db: Db): Record<string, Job> => ({ [FIND]: (_, now) => findSensitive(db, now) })

/** The same jobs, but that after this one it is found anew: it rests on who is called gone. */
export function findAfter(db: Db, jobs: Record<string, Job>, name: string): Record<string, Job> {
  const job = jobs[name]
  if (!job) throw new Error(`there is no job ${name} to follow`)
  return {
    ...jobs,
    [name]: async (payload, now) => {
      await job(payload, now)
      await planSensitive(db)
    },
  }
}

export async function readSensitive(db: Db) {
  const [run, findings, stops] = await Promise.all([store.readRun(db), store.listFindings(db), listStops(db)])
  const known = new Map(stops.map((stop) => [stop.key, stop]))
  return {
    computedAt: run?.computedAt.toISOString() ?? null,
    asOf: run?.asOf ?? null,
    gone: run?.gone ?? 0,
    stayed: run?.stayed ?? 0,
    needed: FEWEST_PAIRS,
    isEnough: (run?.gone ?? 0) >= FEWEST_PAIRS,
    windowDays: DAYS_BEFORE + DAYS_AFTER,
    findings: findings.map(({ p: _, ...finding }) => {
      const stop = known.get(finding.stopKey)
      const names = { nameVi: stop?.nameVi ?? finding.stopKey, nameEn: stop?.nameEn ?? finding.stopKey }
      return { ...finding, ...names, stopId: stop?.id ?? null, standsOut: standsOut(finding) }
    }),
  }
}

export async function behindSensitive(
  db: Db,
  { factor, group, offset, limit }: { factor: string; group: 'gone' | 'stayed'; offset: number; limit: number },
  language: 'vi' | 'en',
) {
  const { count, rows } = await store.listBehind(db, { factor, isGone: group === 'gone' }, { offset, limit })
  const customers = new Map((await findAll(db, rows.map(({ customerId }) => customerId))).map((one) => [one.id, one])) // biome-ignore format: one look-up
  return {
    count,
    rows: rows.flatMap(({ customerId, day }) => {
      const customer = customers.get(customerId)
      return customer
        ? [{ id: customerId, name: customer.name, calledAs: callThem(customer, language), kind: customer.kind, lastDay: day }]
        : []
    }),
  }
}
