import { type Selectable, sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { Schema } from '../../platform/db/schema.ts'
import type { Finding } from './sensitive-rules.ts'
import './tables.ts'

/** What was found comes before customers stop coming, as the night wrote it down. */

export type Run = { computedAt: Date; asOf: string; gone: number; stayed: number; isSample: boolean }
export type KeptFinding = Finding & { stopKey: string; isBad: boolean }
export type KeptCustomer = { customerId: string; isGone: boolean; day: string; factors: readonly string[] }

/** Lets the statements of this transaction take their time. */
export async function takeTime(db: Db): Promise<void> {
  for (const setting of ['statement_timeout = 0', 'jit = off', 'max_parallel_workers_per_gather = 0'])
    await sql`set local ${sql.raw(setting)}`.execute(db)
}

/** One run at a time, until the transaction ends. */
export const holdRun = async (db: Db): Promise<void> => void (await sql`select pg_advisory_xact_lock(7310041)`.execute(db))

/** Unhappy answers of these customers, each in its span. */
export async function unhappyAround(
  db: Db,
  anchors: readonly { customerId: string; from: Date; until: Date }[],
): Promise<{ customerId: string; stopId: string }[]> {
  const found = await sql<{ customer_id: string; stop_id: string }>`select q.customer_id, q.stop_id
    from unnest(${anchors.map(({ customerId }) => customerId)}::uuid[], ${anchors.map(({ from }) => from)}::timestamptz[],
      ${anchors.map(({ until }) => until)}::timestamptz[]) as a (customer_id, since, until)
    join question q on q.customer_id = a.customer_id and q.answered_at >= a.since and q.answered_at <= a.until
    where q.stop_id is not null and ((q.scale = 'csat' and q.score <= 2) or (q.scale = 'ces' and q.score <= 3))`.execute(db)
  return found.rows.map((row) => ({ customerId: row.customer_id, stopId: row.stop_id }))
}

/** Writes what was found in place of what the night before had found. */
export async function keepRun(db: Db, run: Run, findings: readonly KeptFinding[], customers: readonly KeptCustomer[]): Promise<void> {
  for (const table of ['sensitive_run', 'sensitive_finding', 'sensitive_customer'] as const)
    await sql`delete from ${sql.table(table)}`.execute(db)
  await sql`insert into sensitive_run (computed_at, as_of, gone, stayed, is_sample)
    values (${run.computedAt}, ${run.asOf}::date, ${run.gone}, ${run.stayed}, ${run.isSample})`.execute(db)
  if (findings.length > 0)
    await db
      .insertInto('sensitive_finding')
      .values(
        findings.map(({ stopKey, isBad, goneHad, stayedHad, ...rest }) => ({
          ...rest,
          stop_key: stopKey,
          is_bad: isBad,
          gone_had: goneHad,
          stayed_had: stayedHad,
          is_sample: run.isSample,
        })),
      )
      .execute()
  const rows = customers.map(({ customerId, isGone, day, factors }) => ({
    customer_id: customerId,
    is_gone: isGone,
    anchor_day: day,
    factors,
    is_sample: run.isSample,
  }))
  if (rows.length > 0)
    await sql`insert into sensitive_customer select * from json_populate_recordset(null::sensitive_customer, ${JSON.stringify(rows)}::json)`.execute(
      db,
    )
}

export async function readRun(db: Db): Promise<Run | undefined> {
  const found = await sql<{
    computed_at: Date
    as_of: string
    gone: number
    stayed: number
    is_sample: boolean
  }>`select * from sensitive_run`.execute(db)
  return found.rows.map((row) => ({
    computedAt: row.computed_at,
    asOf: row.as_of,
    gone: row.gone,
    stayed: row.stayed,
    isSample: row.is_sample,
  }))[0]
}

const toFinding = (row: Selectable<Schema['sensitive_finding']>): KeptFinding => ({
  factor: row.factor,
  stopKey: row.stop_key,
  isBad: row.is_bad,
  goneHad: row.gone_had,
  stayedHad: row.stayed_had,
  difference: row.difference,
  low: row.low,
  high: row.high,
  p: row.p,
  q: row.q,
})

/** What can be said first, the largest difference before the others. */
export async function listFindings(db: Db): Promise<KeptFinding[]> {
  const rows = await db.selectFrom('sensitive_finding').selectAll().execute()
  return rows.map(toFinding).sort((a, b) => Number(a.q === null) - Number(b.q === null) || b.difference - a.difference)
}

/** The customers behind a figure; the table holds a draw of some thousands at most. */
export async function listBehind(
  db: Db,
  { factor, isGone }: { factor: string; isGone: boolean },
  { offset, limit }: { offset: number; limit: number },
): Promise<{ count: number; rows: { customerId: string; day: string }[] }> {
  const behind = db
    .selectFrom('sensitive_customer')
    .where('is_gone', '=', isGone)
    .where(sql<boolean>`(${factor} = 'all' or factors @> array[${factor}]::text[])`)
  const [{ n }, rows] = await Promise.all([
    behind.select(({ fn }) => fn.countAll<string>().as('n')).executeTakeFirstOrThrow(),
    behind.select(['customer_id', 'anchor_day']).orderBy('anchor_day', 'desc').orderBy('customer_id').offset(offset).limit(limit).execute(),
  ])
  return { count: Number(n), rows: rows.map((row) => ({ customerId: row.customer_id, day: row.anchor_day })) }
}
