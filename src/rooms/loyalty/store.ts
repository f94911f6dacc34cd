import { type Selectable, sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { Schema } from '../../platform/db/schema.ts'
import { type LoyaltyState, loyaltyStates } from './contract.ts'
import type { DayCounts, Figures, GoodRun, Run, Setting } from './loyalty.ts'
import './tables.ts'

// --- Settings ----------------------------------------------------------------------------------------------------------

export async function findSetting(db: Db): Promise<Setting> {
  const row = await db.selectFrom('loyalty_setting').selectAll().executeTakeFirstOrThrow()
  return {
    thetaEnter: row.theta_enter,
    thetaLeave: row.theta_leave,
    lostBelow: row.lost_below,
    lateAfter: row.late_after,
    riskAfter: row.risk_after,
    cycleDays: row.cycle_days,
    horizonWeeks: row.horizon_weeks,
    annualDiscount: row.annual_discount,
    margin: row.margin,
    version: row.version,
  }
}

/** Keeps the settings unless somebody changed them since `version`; false then. */
export async function keepSetting(db: Db, setting: Setting, version: number): Promise<boolean> {
  const done = await db
    .updateTable('loyalty_setting')
    .set({
      theta_enter: setting.thetaEnter,
      theta_leave: setting.thetaLeave,
      lost_below: setting.lostBelow,
      late_after: setting.lateAfter,
      risk_after: setting.riskAfter,
      cycle_days: setting.cycleDays,
      horizon_weeks: setting.horizonWeeks,
      annual_discount: setting.annualDiscount,
      margin: setting.margin,
      version: version + 1,
    })
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

// --- Runs --------------------------------------------------------------------------------------------------------------

type RunRow = Awaited<ReturnType<typeof runRows>>[number]

const runRows = (db: Db) => db.selectFrom('loyalty_run').selectAll().orderBy('started_at', 'desc').limit(1).execute()

/** JSON columns hold what `updateRun` wrote, from the same types. */
const toRun = (row: RunRow): Run => ({
  id: row.run_id,
  kind: row.kind,
  asks: row.asks,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
  state: row.state,
  asOf: row.as_of,
  dataCut: row.data_cut,
  codeVersion: row.code_version,
  model: row.model as Run['model'],
  fit: row.fit as Run['fit'],
  spend: row.spend as Run['spend'],
  tried: (row.fits ?? []) as Run['tried'],
  choice: row.choice as Run['choice'],
  cycleDays: row.cycle_days,
  currency: row.currency,
  setting: row.settings as Run['setting'],
  backTest: row.backtest as Run['backTest'],
  summary: row.summary as Run['summary'],
  warnings: row.warnings as Run['warnings'],
  reasons: row.reasons as Run['reasons'],
  keptFrom: row.kept_from,
  margin: (row.margin ?? null) as Run['margin'],
  isSample: row.is_sample,
})

export async function addRun(db: Db, { id, kind, asks }: Pick<Run, 'id' | 'kind' | 'asks'>, now: Date): Promise<void> {
  await db
    .insertInto('loyalty_run')
    .values({ run_id: id, kind, asks, started_at: now, state: 'waiting', is_sample: kind === 'sample' })
    .onConflict((on) => on.doNothing())
    .execute()
}

export async function setRunState(db: Db, runId: string, state: Run['state']): Promise<void> {
  await db.updateTable('loyalty_run').set({ state }).where('run_id', '=', runId).execute()
}

export async function findRun(db: Db, runId: string): Promise<Run | undefined> {
  const row = await db.selectFrom('loyalty_run').selectAll().where('run_id', '=', runId).executeTakeFirst()
  return row && toRun(row)
}

export async function lastRun(db: Db): Promise<Run | undefined> {
  const [row] = await runRows(db)
  return row && toRun(row)
}

/** A run that is waited for or under way. */
export async function openRun(db: Db): Promise<Run | undefined> {
  const row = await db
    .selectFrom('loyalty_run')
    .selectAll()
    .where('state', 'in', ['waiting', 'running'])
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && toRun(row)
}

const isGood = (run: Run): run is GoodRun =>
  run.fit !== null && run.cycleDays !== null && run.currency !== null && run.setting !== null && run.asOf !== null

/** The run whose parameters figures are made with: the last that has any. */
export async function currentRun(db: Db): Promise<GoodRun | undefined> {
  const row = await db
    .selectFrom('loyalty_run')
    .selectAll()
    .where('state', '=', 'done')
    .where('fit', 'is not', null)
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  const run = toRun(row)
  return isGood(run) ? run : undefined
}

// --- Customers ---------------------------------------------------------------------------------------------------------

type FiguresRow = Selectable<Schema['customer_loyalty']>

export const toFigures = (row: FiguresRow): Figures => ({
  customerId: row.customer_id,
  runId: row.run_id,
  asOf: row.as_of,
  state: row.state,
  since: row.since,
  loyalSince: row.loyal_since,
  wasLoyal: row.was_loyal,
  repeats: row.x,
  spanDays: row.t_x_days,
  ageDays: row.t_days,
  rhythmDays: row.rhythm_days,
  lateBy: row.late_by,
  longestGapDays: row.longest_gap_days,
  alive: row.p_alive,
  buys: row.p_buy,
  expectedPurchases: row.expected_purchases,
  activeWeeks: row.active_weeks,
  valueMinor: row.value_minor,
  clvMinor: row.clv_minor,
  clvBeforeMinor: row.clv_before_minor,
  currency: row.currency,
})

export async function findFigures(db: Db, customerIds: readonly string[]): Promise<Map<string, Figures>> {
  const found = await sql<FiguresRow>`select * from customer_loyalty where customer_id = any(${customerIds}::uuid[])`.execute(db)
  return new Map(found.rows.map((row) => [row.customer_id, toFigures(row)]))
}

/** How many there are of each state. */
export async function countStates(db: Db): Promise<Record<LoyaltyState, number>> {
  const counted = await sql<{ state: LoyaltyState; n: number }>`select state, count(*) as n from customer_loyalty group by state`.execute(
    db,
  )
  const byState = new Map(counted.rows.map(({ state, n }) => [state, n]))
  return Object.fromEntries(loyaltyStates.map((state) => [state, byState.get(state) ?? 0])) as Record<LoyaltyState, number>
}

export async function countNever(db: Db): Promise<number> {
  const counted = await sql<{ n: number }>`select (select count(*) from customer) - (select count(*) from customer_loyalty) as n`.execute(
    db,
  )
  return Math.max(0, counted.rows[0]?.n ?? 0)
}

export async function countCustomers(db: Db): Promise<number> {
  const counted = await sql<{ n: number }>`select count(*) as n from customer`.execute(db)
  return counted.rows[0]?.n ?? 0
}

export const hasSampleCustomers = async (db: Db): Promise<boolean> =>
  (await sql`select 1 from customer where is_sample limit 1`.execute(db)).rows.length > 0

// --- Days --------------------------------------------------------------------------------------------------------------

export async function findDays(db: Db, since: string, until: string): Promise<DayCounts[]> {
  const rows = await db.selectFrom('loyalty_day').selectAll().where('day', '>=', since).where('day', '<=', until).orderBy('day').execute()
  return rows.map((row) => ({
    day: row.day,
    counts: row.counts as DayCounts['counts'],
    loyalExpected: row.loyal_expected,
    entered: row.entered,
    left: row.left,
    stayed: row.stayed,
    tenureMedianDays: row.tenure_median_days,
    equityMinor: row.equity_minor,
    equityLow: row.equity_low,
    equityHigh: row.equity_high,
    currency: row.currency,
    basis: row.basis,
    isReplayed: row.is_replayed,
  }))
}
