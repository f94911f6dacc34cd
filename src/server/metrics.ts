import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Clock } from '../platform/clock.ts'
import type { Database, Db } from '../platform/db/db.ts'
import type { Who } from '../platform/http/who.ts'
import { Refusal } from '../platform/refusal.ts'
import { may } from '../values/rights.ts'

type Identify = (headers: { cookie: string | undefined; authorization: string | undefined }, now: Date) => Promise<Who | undefined>

type Counts = { waiting: number; failed: number; unsealed: number; lag: number }

/** Work that waits: jobs, and rows without their seal (counted up to ten thousand; how long the oldest has waited in seconds). */
async function countWaiting(db: Db): Promise<Counts> {
  const found = await sql<Counts>`select j.*, u.* from
    (select count(*) filter (where attempts < max_attempts)::int as waiting, count(*) filter (where attempts >= max_attempts)::int as failed
      from graphile_worker.jobs) j,
    (select count(*)::int as unsealed, coalesce(extract(epoch from clock_timestamp() - min(since)), 0)::float8 as lag
      from (select since from audit_waiting order by audit_id limit 10000) w) u`.execute(db)
  return found.rows[0] ?? { waiting: 0, failed: 0, unsealed: 0, lag: 0 }
}

const gauge = (register: Registry, name: string, help: string): Gauge => new Gauge({ name, help, registers: [register] })

/** What is measured of the house, and how it is brought up to date when somebody reads it. */
function gauges(register: Registry, { db, pool }: Database): () => Promise<void> {
  const jobsWaiting = gauge(register, 'quen_jobs_waiting', 'Jobs that wait for their turn or for another try.')
  const jobsFailed = gauge(register, 'quen_jobs_failed', 'Jobs that were given up.')
  const unsealed = gauge(register, 'quen_audit_unsealed', 'Rows of the audit trail that wait for their seal, 10000 at most.')
  const lag = gauge(register, 'quen_audit_seal_lag_seconds', 'How long the oldest row of the audit trail has waited for its seal.')
  const connections = new Gauge({
    name: 'quen_database_connections',
    help: 'Connections to the database, by what they do.',
    labelNames: ['state'],
    registers: [register],
  })
  return async () => {
    const counts = await countWaiting(db)
    jobsWaiting.set(counts.waiting)
    jobsFailed.set(counts.failed)
    unsealed.set(counts.unsealed)
    lag.set(counts.lag)
    connections.set({ state: 'busy' }, pool.totalCount - pool.idleCount)
    connections.set({ state: 'idle' }, pool.idleCount)
    connections.set({ state: 'asked_for' }, pool.waitingCount)
  }
}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/

/** A caller on this machine. What a proxy that is not trusted hands on comes from this machine too, but says that it was handed on. */
const isHere = ({ ip, headers }: FastifyRequest): boolean =>
  LOOPBACK.test(ip) && headers['x-forwarded-for'] === undefined && headers.forwarded === undefined

/** Counts every request by the name of its route, and shows it all at `/metrics`: to this machine, or to who holds `house.metrics`. */
export function measure(app: FastifyInstance, database: Database, identify: Identify, clock: Clock): void {
  const register = new Registry()
  const requests = new Histogram({
    name: 'quen_http_request_seconds',
    help: 'Requests answered: how many, by route and status, and how long they took.',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [register],
  })
  const update = gauges(register, database)
  let hasProcess = false
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.config.name ?? request.routeOptions.url ?? 'other'
    requests.observe({ route, method: request.method, status: String(reply.statusCode) }, reply.elapsedTime / 1000)
  })
  app.get('/metrics', async (request, reply) => {
    const { cookie, authorization } = request.headers
    const who = isHere(request) ? undefined : await identify({ cookie, authorization }, clock())
    if (!isHere(request) && !(who && may(who, 'house.metrics')))
      throw new Refusal(404, 'request.no_such_address', 'There is nothing at this address.')
    // The process is watched from the first reading on: a house that nobody measures does without.
    if (!hasProcess) collectDefaultMetrics({ register })
    hasProcess = true
    await update()
    return reply
      .header('cache-control', 'no-store')
      .type(register.contentType)
      .send(await register.metrics())
  })
}
