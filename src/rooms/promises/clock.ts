import type { Db } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { type To, tell } from '../../platform/stream/stream.ts'
import type { Role } from '../../values/rights.ts'
import { ripple, tellAll } from './chain.ts'
import { holdChains } from './chain-store.ts'
import * as store from './clock-store.ts'
import { type Absent, absentNow, toHolder } from './covering.ts'
import { nextLevel } from './rules.ts'

/**
 * What time alone does to promises: at risk, missed, and whoever has to be woken. A thousand at a time, each step a transaction of its own;
 * doing it again changes nothing.
 */

const AT_ONCE = 1000

const eventOf = (key: store.Happened['key'], kind: store.Happened['event']['kind'], payload: Record<string, unknown>, now: Date) => ({
  key,
  event: { id: newId(now.getTime()), kind, payload },
})

/** Puts at risk what has run for so long; answers how many. */
async function riskStep(db: Db, now: Date): Promise<number> {
  const risky = await store.risky(db, now, AT_ONCE)
  if (risky.length === 0) return 0
  await store.putAtRisk(db, risky)
  await store.addEventsOfMany(
    db,
    risky.map((key) => eventOf(key, 'at-risk', {}, now)),
    now,
  )
  await tellAll(
    db,
    risky.map(({ promise_id }) => promise_id),
  )
  return risky.length
}

/** Opens a slip for what was missed, and moves on all that rests on it. */
async function missedStep(db: Db, now: Date): Promise<number> {
  // Taken before the promises are, as everybody does who moves a chain.
  await holdChains(db)
  const missed = await store.missed(db, now, AT_ONCE)
  if (missed.length === 0) return 0
  const opened = missed.map(({ customer_id, promise_id, is_sample, slips, draft_id, draft_number, last_number }) => ({
    customer_id,
    promise_id,
    is_sample,
    slip_id: draft_id ?? newId(now.getTime()),
    number: draft_number ?? 1 + Math.max(slips, last_number ?? 0),
    is_draft: draft_id !== null,
  }))
  await store.openSlips(db, opened, now)
  await store.addEventsOfMany(
    db,
    opened.map((one) => eventOf(one, 'slipped', { slipId: one.slip_id, number: one.number, isForeseen: false, isOfEnd: false }, now)),
    now,
  )
  const ids = opened.map(({ promise_id }) => promise_id)
  await tellAll(db, ids)
  const needed = await store.neededAmong(db, ids)
  if (needed.length > 0) await ripple(db, needed, now)
  return missed.length
}

/** Who is woken: whoever holds it, or a role. */
const toWhom = (to: string, { holder_id, team }: store.Waking, absent: ReadonlyMap<string, Absent>): To =>
  to === 'holder' ? toHolder({ holderId: holder_id, team }, absent) : { roles: [to as Role] }

async function wakeStep(db: Db, now: Date): Promise<number> {
  const waking = await store.waking(db, now, AT_ONCE)
  if (waking.length === 0) return 0
  const absent = await absentNow(db, now)
  const woken: store.Woken[] = []
  const happened: store.Happened[] = []
  for (const one of waking) {
    const { customer_id, promise_id, is_sample, level, stage } = one
    const key = { customer_id, promise_id, is_sample }
    const levels = store.readLevels(one.levels)
    const reached = levels.filter((each) => each.level > level && new Date(each.at) <= now).sort((a, b) => a.level - b.level)
    const top = reached.at(-1)?.level ?? level
    const isRisky = stage === 'due' && one.at_risk_at !== null && one.at_risk_at <= now
    woken.push({ ...key, level: top, next_level_at: nextLevel(levels, top)?.toISOString() ?? null, stage: isRisky ? 'risk' : stage })
    happened.push(...reached.map((each) => eventOf(key, 'level', { level: each.level, to: each.to }, now)))
    const last = reached.at(-1)
    // The highest says it all: whoever was away for a day is not woken three times for one promise.
    if (last)
      await tell(db, { what: 'promise-level', about: { promiseId: promise_id, level: last.level }, to: toWhom(last.to, one, absent) })
  }
  await store.keepLevels(db, woken)
  await store.addEventsOfMany(db, happened, now)
  return waking.length
}

async function untilDone(db: Db, step: (db: Db, now: Date) => Promise<number>, now: Date): Promise<number> {
  let all = 0
  for (let moved = AT_ONCE; moved === AT_ONCE; all += moved) moved = await db.transaction().execute((tx) => step(tx, now))
  return all
}

/** What has come to pass by now. */
export async function tick(db: Db, now: Date): Promise<{ risky: number; missed: number; woken: number }> {
  const risky = await untilDone(db, riskStep, now)
  const missed = await untilDone(db, missedStep, now)
  return { risky, missed, woken: await untilDone(db, wakeStep, now) }
}
