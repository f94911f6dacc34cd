import type { Db } from '../../platform/db/db.ts'
import { kernelOf } from '../../science/scoring.ts'
import { dayNumber } from '../../values/civil-date.ts'
import type { LoyaltyState } from './contract.ts'
import { noCounts } from './day-sums.ts'
import { measureOf } from './figures-rules.ts'
import { allFigures } from './lists-store.ts'
import type { GoodRun, Setting } from './loyalty.ts'
import { follow } from './rules.ts'

export type Preview = { before: Record<LoyaltyState, number>; after: Record<LoyaltyState, number>; moved: number }

/** What other thresholds would make of everybody as they stand, by the same rules and parameters that would be used. Writes nothing. */
export async function preview(db: Db, run: GoodRun, setting: Setting): Promise<Preview> {
  const { model, limits } = measureOf(run, setting)
  const kernel = kernelOf(model)
  const [before, after] = [noCounts(), noCounts()]
  let moved = 0
  const known = new Map<string, number>()
  const buysOf = (repeats: number, ageDays: number): number => {
    const key = `${repeats}:${ageDays}`
    const buys = known.get(key) ?? kernel.buys(repeats, ageDays / model.daysPerUnit, limits.cycleDays / model.daysPerUnit)
    known.set(key, buys)
    return buys
  }
  for await (const rows of allFigures(db))
    for (const one of rows) {
      const day = dayNumber(one.asOf)
      const firstDay = day - one.ageDays
      const chance = one.alive * buysOf(one.repeats, one.ageDays)
      const { repeats, lateBy, longestGapDays: longestGap } = one
      const standing = { day, repeats, firstDay, lastDay: firstDay + one.spanDays, chance, lateBy, longestGap }
      const loyalSince = one.loyalSince === null ? null : dayNumber(one.loyalSince)
      const { state } = follow(standing, { state: one.state, since: dayNumber(one.since), loyalSince, wasLoyal: one.wasLoyal }, limits)
      before[one.state]++
      after[state]++
      if (state !== one.state) moved++
    }
  return { before, after, moved }
}
