/** Everybody's new figures, taken over in one transaction while they are made: a reader sees the old day or the new, never half of one. */
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { fromDayNumber } from '../../values/civil-date.ts'
import type { DayCounts, Figures, Run } from './loyalty.ts'
import type { Change } from './rules.ts'
import { SAMPLE_LOCK, SCORING_LOCK } from './scoring-lock.ts'

/** Where changes of state wait until their chunk is noted. */
export const makeChangeStage = async (client: pg.ClientBase): Promise<void> =>
  void (await client.query(`drop table if exists loyalty_changed;
    create temp table loyalty_changed (customer_id uuid, "on" date, from_state text, to_state text)`))

const cell = (value: string | number | boolean | null): string => (value === null ? '\\N' : String(value))

/** What every row of a run says alike. */
export type Stamp = { runId: string; asOf: string; currency: string; isSample: boolean; scoredAt: Date }

const COLUMNS = `customer_id, state, since, loyal_since, was_loyal, x, t_x_days, t_days, rhythm_days, late_by, longest_gap_days, p_alive, p_buy,
  expected_purchases, active_weeks, value_minor, clv_minor, clv_before_minor, run_id, as_of, currency, is_sample, scored_at`

/** What stands at the end of every line of a run. */
export const endOfLines = ({ runId, asOf, currency, isSample, scoredAt }: Stamp): string =>
  `${[runId, asOf, currency, isSample, scoredAt.toISOString()].join('\t')}\n`

export const scoredLine = (one: Omit<Figures, 'runId' | 'asOf' | 'currency'>, end: string): string =>
  `${[
    one.customerId,
    one.state,
    one.since,
    one.loyalSince,
    one.wasLoyal,
    one.repeats,
    one.spanDays,
    one.ageDays,
    one.rhythmDays,
    one.lateBy,
    one.longestGapDays,
    one.alive,
    one.buys,
    one.expectedPurchases,
    one.activeWeeks,
    one.valueMinor,
    one.clvMinor,
    one.clvBeforeMinor,
  ]
    .map(cell)
    .join('\t')}\t${end}`

export const changeLine = (customerId: string, { on, from, to }: Change): string =>
  `${customerId}\t${fromDayNumber(on)}\t${cell(from)}\t${to}\n`

async function copyLines(client: pg.ClientBase, into: string, lines: string, options = ''): Promise<void> {
  const stream = client.query(copyFrom(`copy ${into} from stdin${options}`))
  if (!stream.write(lines)) await once(stream, 'drain')
  stream.end()
  await finished(stream)
}

/** Of several changes on one day the day's first and last word stand; a change back to where it began is none. */
const NOTE_CHANGES = `insert into loyalty_change (customer_id, "on", from_state, to_state, run_id, is_sample)
  select customer_id, "on", from_state, to_state, $1::uuid, $2 from loyalty_changed s
  where exists (select 1 from customer c where c.customer_id = s.customer_id)
  order by customer_id, "on"
  on conflict (customer_id, "on") do update set to_state = excluded.to_state, run_id = excluded.run_id, is_sample = excluded.is_sample`
const DROP_IDLE = `delete from loyalty_change l using loyalty_changed s
  where l.customer_id = s.customer_id and l."on" = s."on" and l.from_state = l.to_state`

/**
 * Begins to take over; in the caller's transaction, which no reader sees into before it is committed. Answers the customers whose orders changed
 * since the run began to read: what it knew of them is old, and they are to be scored once more.
 */
export async function beginTakeOver(client: pg.ClientBase, dataCut: Date): Promise<string[]> {
  await client.query('select pg_advisory_xact_lock($1)', [SCORING_LOCK])
  await client.query('select loyalty_begin_laying()')
  return scoredSince(client, dataCut)
}

/** Lays some customers' figures ready, and notes what changed. */
export async function layReady(
  client: pg.ClientBase,
  { runId, isSample }: Pick<Stamp, 'runId' | 'isSample'>,
  scored: string,
  changed: string,
): Promise<void> {
  // Frozen, which only pages that this transaction began may be: else every count would look each row up until the next vacuum.
  if (scored !== '') await copyLines(client, `customer_loyalty_next (${COLUMNS})`, scored, ' (freeze)')
  if (changed === '') return
  await copyLines(client, 'loyalty_changed', changed)
  await client.query(NOTE_CHANGES, [runId, isSample])
  await client.query(DROP_IDLE)
  await client.query('truncate loyalty_changed')
}

async function scoredSince(client: pg.ClientBase, dataCut: Date): Promise<string[]> {
  const { rows } = await client.query<{ customer_id: string }>(
    'select customer_id from customer_loyalty where scored_at > $1::timestamptz order by customer_id',
    [dataCut],
  )
  return rows.map((row) => row.customer_id)
}

/** Who was scored for the first time while the run read stays as they stand. */
const KEEP_LATE = `insert into customer_loyalty_next (${COLUMNS}) select ${COLUMNS} from customer_loyalty l
  where l.customer_id = any($1::uuid[]) and not exists (select from customer_loyalty_next n where n.customer_id = l.customer_id)`

const DROP_GONE = 'not exists (select from customer c where c.customer_id = l.customer_id)'

/** Where the tables cannot change places: row by row, and what is there no more taken away. */
const MERGE = `insert into customer_loyalty (${COLUMNS}) select ${COLUMNS} from customer_loyalty_next order by customer_id
  on conflict (customer_id) do update set ${COLUMNS.split(',')
    .map((column) => column.trim())
    .filter((column) => column !== 'customer_id')
    .map((column) => `${column} = excluded.${column}`)
    .join(', ')}`
const MERGE_GONE = `delete from customer_loyalty l
  where not exists (select from customer_loyalty_next n where n.customer_id = l.customer_id)`

/**
 * Puts what lies ready in force. Who ceased to be a customer since it was read is left out. The tables change places where nobody holds the one
 * in force for long; else it is written over row by row, which is slower and comes to the same.
 */
export async function takeOver(client: pg.ClientBase, late: readonly string[]): Promise<void> {
  if (late.length > 0) await client.query(KEEP_LATE, [late])
  await client.query(`delete from customer_loyalty_next l where ${DROP_GONE}`)
  const { rows } = await client.query<{ is_done: boolean }>('select loyalty_take_over() as is_done')
  if (rows[0]?.is_done === true) return
  await client.query(MERGE)
  await client.query(MERGE_GONE)
  await client.query('delete from customer_loyalty_next')
}

/** Who was removed while the figures were taken over. */
export const forgetRemoved = async (client: pg.ClientBase): Promise<void> =>
  void (await client.query(`delete from customer_loyalty l where ${DROP_GONE}`))

/**
 * Whether what was read still is what the house holds: false when the sample went or came meanwhile, or is just on its way, and when the run itself
 * went with it. True holds both off until the transaction ends.
 */
export async function isStillSo(client: pg.ClientBase, { runId, isSample }: Pick<Stamp, 'runId' | 'isSample'>): Promise<boolean> {
  const free = await client.query<{ is_free: boolean }>('select pg_try_advisory_xact_lock_shared($1) as is_free', [SAMPLE_LOCK])
  if (free.rows[0]?.is_free !== true) return false
  const { rows } = await client.query<{ has_sample: boolean }>(
    `select exists (select from customer where is_sample) as has_sample from loyalty_run where run_id = $1::uuid for update`,
    [runId],
  )
  return rows[0]?.has_sample === isSample
}

/** Waits until whoever brings the sample in or clears it is done. */
export async function awaitSample(client: pg.ClientBase): Promise<void> {
  await client.query('select pg_advisory_lock_shared($1)', [SAMPLE_LOCK])
  await client.query('select pg_advisory_unlock_shared($1)', [SAMPLE_LOCK])
}

const KEEP_DAY = `insert into loyalty_day (day, run_id, counts, loyal_expected, entered, "left", stayed, tenure_median_days, equity_minor,
    equity_low, equity_high, currency, basis, is_replayed, is_sample)
  select $1::date, $2::uuid, $3::jsonb, $4, moved.entered, moved."left", $5::int - moved.entered, $6, $7, $8, $9, $10, $11, $12, $13
  from (
    select count(*) filter (where is_in and not was_in)::int as entered, count(*) filter (where was_in and not is_in)::int as "left"
    from (
      select (array_agg(from_state order by "on"))[1] is not distinct from 'loyal' as was_in,
        (array_agg(to_state order by "on" desc))[1] = 'loyal' as is_in
      from loyalty_change where "on" > $14::date and "on" <= $1::date and (to_state = 'loyal' or from_state = 'loyal')
      group by customer_id
    ) one
  ) moved
  on conflict (day) do update set run_id = excluded.run_id, counts = excluded.counts, loyal_expected = excluded.loyal_expected,
    entered = excluded.entered, "left" = excluded."left", stayed = excluded.stayed, tenure_median_days = excluded.tenure_median_days,
    equity_minor = excluded.equity_minor, equity_low = excluded.equity_low, equity_high = excluded.equity_high,
    currency = excluded.currency, basis = excluded.basis, is_replayed = excluded.is_replayed, is_sample = excluded.is_sample`

/** Writes a day's sums; who entered and left is counted since `after`. */
export async function keepDay(
  client: pg.ClientBase,
  day: Omit<DayCounts, 'entered' | 'left' | 'stayed'>,
  { runId, isSample }: Pick<Stamp, 'runId' | 'isSample'>,
  after: string,
): Promise<void> {
  await client.query(KEEP_DAY, [
    day.day,
    runId,
    JSON.stringify(day.counts),
    day.loyalExpected,
    day.counts.loyal,
    day.tenureMedianDays,
    day.equityMinor,
    day.equityLow,
    day.equityHigh,
    day.currency,
    day.basis,
    day.isReplayed,
    isSample,
    after,
  ])
}

/** The day before this one of which there are sums. */
export async function dayBefore(client: pg.ClientBase, day: string): Promise<string | null> {
  const { rows } = await client.query<{ day: string | null }>('select max(day) as day from loyalty_day where day < $1::date', [day])
  return rows[0]?.day ?? null
}

/** The database's own moment, by which it is told what changed since. */
export async function momentOf(client: pg.ClientBase): Promise<Date> {
  const { rows } = await client.query<{ at: Date }>('select clock_timestamp() as at')
  return rows[0]?.at ?? new Date(0)
}

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value))

/** Writes how a run ended, in the transaction that takes its figures over. */
export async function finishRun(client: pg.ClientBase, run: Omit<Run, 'kind' | 'asks' | 'startedAt'>): Promise<void> {
  await client.query(
    `update loyalty_run set finished_at = $2, state = $3, as_of = $4::date, data_cut = $5, code_version = $6, model = $7, fit = $8::jsonb,
      spend = $9::jsonb, fits = $10::jsonb, choice = $11, cycle_days = $12, currency = $13, settings = $14::jsonb, backtest = $15::jsonb,
      summary = $16::jsonb, warnings = $17::jsonb, reasons = $18::jsonb, kept_from = $19::uuid, is_sample = $20, margin = $21::jsonb where run_id = $1::uuid`,
    [
      run.id,
      run.finishedAt,
      run.state,
      run.asOf,
      run.dataCut,
      run.codeVersion,
      run.model,
      json(run.fit),
      json(run.spend),
      json(run.tried),
      run.choice,
      run.cycleDays,
      run.currency,
      json(run.setting),
      json(run.backTest),
      json(run.summary),
      json(run.warnings),
      json(run.reasons),
      run.keptFrom,
      run.isSample,
      json(run.margin),
    ],
  )
}
