import type { Db } from '../../platform/db/db.ts'
import { fromDayNumber } from '../../values/civil-date.ts'
import { boughtBy } from './bought-store.ts'
import { measureOf, scoreOne, scorerFor } from './figures-rules.ts'
import * as scores from './score-store.ts'
import * as store from './store.ts'

/** In one transaction at most so many, so that nobody waits long. */
const AT_ONCE = 200

async function scoreSome(db: Db, customerIds: readonly string[], asOf: number): Promise<boolean> {
  if (!(await scores.holdOffRuns(db))) return false
  const run = await store.currentRun(db)
  if (!run) return true
  const ids = await scores.stillThere(db, customerIds)
  const former = ids.length === 0 ? new Map() : await scores.formerOf(db, ids)
  const bought = await boughtBy(db, ids, asOf, run.currency)
  const setting = await store.findSetting(db)
  const scorer = scorerFor(measureOf(run, setting), asOf, bought)
  const scoring = { runId: run.id, asOf: fromDayNumber(asOf), currency: run.currency, isSample: run.isSample }
  for (const one of bought) {
    const scored = scoreOne(scorer, one, former.get(one.customerId) ?? null, [])
    await scores.keepFigures(db, scored, scoring)
    await scores.keepChanges(db, scored, scoring)
  }
  const buyers = new Set(bought.map(({ customerId }) => customerId))
  await scores.forgetFigures(
    db,
    ids.filter((id) => !buyers.has(id)),
  )
  return true
}

/**
 * Renews the figures of these customers by the parameters of the last good run. False when a run is just taking over: it may not have seen what
 * changed, so the caller comes again.
 */
export async function scoreCustomers(db: Db, customerIds: readonly string[], asOf: number): Promise<boolean> {
  const sorted = [...customerIds].sort()
  for (let from = 0; from < sorted.length; from += AT_ONCE) {
    const some = sorted.slice(from, from + AT_ONCE)
    if (!(await db.transaction().execute((own) => scoreSome(own, some, asOf)))) return false
  }
  return true
}
