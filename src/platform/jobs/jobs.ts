import { Logger, type Runner, run, runMigrations, type TaskList } from 'graphile-worker'
import { sql } from 'kysely'
import pg from 'pg'
import type { Address, Db } from '../db/db.ts'
import { APP_ROLE } from '../db/migrate.ts'
import { newId } from '../ids.ts'

declare module '#platform/db/schema.ts' {
  interface Schema {
    news: { news_id: string; topic: string; about: string; at: Date }
  }
}

/** A piece of work that runs outside a request; running it twice must do no harm. */
export type Job = (payload: Record<string, unknown>, now: Date) => Promise<void>

/** Which jobs a piece of news sets off, by topic: collected by `server/` from the rooms' listeners. */
export type Listeners = Record<string, readonly string[]>

/**
 * Enqueues a job in the caller's transaction: it runs if and only if that commits, at `runAt` or at once. `key` keeps one waiting job of a kind.
 */
export async function enqueue(db: Db, task: string, payload: object, { key, runAt }: { key?: string; runAt?: Date } = {}): Promise<void> {
  await sql`select graphile_worker.add_job(${task}, ${JSON.stringify(payload)}::json, run_at => ${runAt ?? null}::timestamptz,
    job_key => ${key ?? null}, max_attempts => 5)`.execute(db)
}

/** Announces something: the news row and one job per listener, in the caller's transaction. */
export async function announce(db: Db, listeners: Listeners, topic: string, about: object, now: Date): Promise<void> {
  const newsId = newId(now.getTime())
  await db
    .insertInto('news')
    .values({ news_id: newsId, topic, about: JSON.stringify(about), at: now })
    .execute()
  for (const task of listeners[topic] ?? []) await enqueue(db, task, { newsId, ...about })
}

/** The same from a session of one's own that streams: with what it writes, or not at all. */
export async function announceOn(client: pg.ClientBase, listeners: Listeners, topic: string, about: object, now: Date): Promise<void> {
  const newsId = newId(now.getTime())
  await client.query('insert into news (news_id, topic, about, at) values ($1, $2, $3, $4)', [newsId, topic, JSON.stringify(about), now])
  for (const task of listeners[topic] ?? [])
    await client.query('select graphile_worker.add_job($1, $2::json, max_attempts => 5)', [task, JSON.stringify({ newsId, ...about })])
}

/** News is kept for 30 days; what it set off is done by then. */
export async function forgetOldNews(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('news')
    .where('at', '<', new Date(now.getTime() - 30 * 24 * 3600_000))
    .execute()
}

/** News about customers goes with them. */
export async function forgetNewsOf(db: Db, customerIds: readonly string[]): Promise<void> {
  await sql`delete from news where about ->> 'customerId' = any(${customerIds}::text[])`.execute(db)
}

const GRANTS = `
  grant usage on schema graphile_worker to ${APP_ROLE};
  grant select, insert, update, delete on all tables in schema graphile_worker to ${APP_ROLE};
  grant usage, select on all sequences in schema graphile_worker to ${APP_ROLE};
  grant execute on all functions in schema graphile_worker to ${APP_ROLE};
  -- The library guards its tables row by row; without a policy the app could enqueue nothing.
  do $$ declare guarded record; begin
    for guarded in select c.relname from pg_class c where c.relnamespace = 'graphile_worker'::regnamespace and c.relkind = 'r' and c.relrowsecurity
      and not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = '${APP_ROLE}')
    loop execute format('create policy ${APP_ROLE} on graphile_worker.%I to ${APP_ROLE} using (true) with check (true)', guarded.relname);
    end loop;
  end $$;
`

const loggerFor = (log?: { error(text: string): void }) =>
  new Logger(() => (level, message) => {
    if (level === 'error') log?.error(message)
  })

/** A pool whose connections may die (a killed backend) without taking the process along. */
function openPool(address: Address, max: number): pg.Pool {
  const config = typeof address === 'string' ? { connectionString: address } : { ...address }
  const pool = new pg.Pool({ ...config, max, application_name: 'quen jobs' })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** Makes or renews the job tables; run after the migrations, as the role of the address. */
export async function prepareJobs(address: Address, role: string | undefined): Promise<void> {
  const pool = openPool(address, 2)
  try {
    await runMigrations({ pgPool: pool, logger: loggerFor() })
    if (role) await pool.query(GRANTS)
  } finally {
    await pool.end()
  }
}

/** There is one server a database, so what is still held when it starts was held by one that is gone: it need not be waited for. */
const FREE_HELD = `select graphile_worker.force_unlock_workers(array(
  select locked_by from graphile_worker._private_jobs where locked_by is not null
  union select locked_by from graphile_worker._private_job_queues where locked_by is not null))`

/** Runs jobs until stopped. A lost database connection is waited out: the runner is started again. */
export async function runJobs(
  address: Address,
  jobs: Record<string, Job>,
  clock: () => Date,
  log: { error(text: string): void },
): Promise<{ stop(): Promise<void> }> {
  const pool = openPool(address, 4)
  const taskList: TaskList = Object.fromEntries(
    Object.entries(jobs).map(([name, job]) => [name, (payload: unknown) => job((payload ?? {}) as Record<string, unknown>, clock())]),
  )
  const logger = loggerFor(log)
  let runner: Runner | undefined
  let isStopping = false
  const keepRunning = async (): Promise<void> => {
    while (!isStopping) {
      try {
        await pool.query(FREE_HELD)
        runner = await run({ pgPool: pool, taskList, concurrency: 2, noHandleSignals: true, pollInterval: 2000, logger })
        await runner.promise
      } catch {
        // The database went away; it is started again elsewhere, and so is the runner here.
      }
      if (!isStopping) await new Promise((done) => setTimeout(done, 500))
    }
  }
  const running = keepRunning()
  return {
    stop: async () => {
      isStopping = true
      await runner?.stop().catch(() => undefined)
      await Promise.race([running, new Promise((done) => setTimeout(done, 2000).unref())])
      await pool.end().catch(() => undefined)
    },
  }
}
