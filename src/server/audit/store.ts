import { type Expression, type SqlBool, sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import '../../platform/audit/audit.ts'
import type { auditActors } from './contract.ts'

/** A row of the trail with the names as they are today. */
export type AuditRow = {
  id: string
  at: Date
  actorKind: (typeof auditActors)[number]
  actorId: string | null
  actorName: string | null
  act: string
  aboutKind: string | null
  aboutId: string | null
  customerId: string | null
  customerName: string | null
  details: Record<string, unknown>
  seq: number | null
}

export type Sieve = {
  actorId?: string | undefined
  customerId?: string | undefined
  act?: string | undefined
  /** Acts that only look; `only` says whether they are wanted or left out. */
  looks: readonly string[]
  only?: 'changes' | 'looks' | undefined
  from?: Date | undefined
  /** Not including this moment. */
  to?: Date | undefined
  before?: { at: Date; id: string } | undefined
  limit: number
}

const actorName = sql<string | null>`case a.actor_kind when 'token' then (select t.name from api_token t where t.token_id = a.actor_id)
  when 'customer' then (select c.name from customer c where c.customer_id = a.actor_id)
  else (select s.name from staff s where s.staff_id = a.actor_id) end`

function conditions(sieve: Sieve): Expression<SqlBool>[] {
  const { actorId, customerId, act, looks, only, from, to, before } = sieve
  return [
    sql<SqlBool>`true`,
    ...(actorId ? [sql<SqlBool>`a.actor_id = ${actorId}`] : []),
    ...(customerId ? [sql<SqlBool>`a.customer_id = ${customerId}`] : []),
    ...(act ? [sql<SqlBool>`a.act = ${act}`] : []),
    ...(only === 'looks' ? [sql<SqlBool>`a.act = any(${[...looks]}::text[])`] : []),
    ...(only === 'changes' ? [sql<SqlBool>`a.act <> all(${[...looks]}::text[])`] : []),
    ...(from ? [sql<SqlBool>`a.at >= ${from}`] : []),
    ...(to ? [sql<SqlBool>`a.at < ${to}`] : []),
    ...(before ? [sql<SqlBool>`(a.at, a.audit_id) < (${before.at}, ${before.id}::uuid)`] : []),
  ]
}

export async function list(db: Db, sieve: Sieve): Promise<AuditRow[]> {
  const found = await sql<AuditRow>`
    select a.audit_id as id, a.at, a.actor_kind as "actorKind", a.actor_id as "actorId", ${actorName} as "actorName", a.act,
      a.about_kind as "aboutKind", a.about_id as "aboutId", a.customer_id as "customerId",
      (select c.name from customer c where c.customer_id = a.customer_id) as "customerName", a.details,
      (select s.seq from audit_seal s where s.audit_id = a.audit_id) as seq
    from audit a where ${sql.join(conditions(sieve), sql` and `)}
    order by a.at desc, a.audit_id desc limit ${sieve.limit}`.execute(db)
  return found.rows
}

export async function state(
  db: Db,
): Promise<{ sealed: number; waiting: number; head: { seq: number; hash: string; at: Date | null } | null }> {
  const waiting = await db
    .selectFrom('audit_waiting')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  const head = await db
    .selectFrom('audit_seal as s')
    .leftJoin('audit as a', 'a.audit_id', 's.audit_id')
    .select(['s.seq', 's.hash', 'a.at'])
    .orderBy('s.seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { sealed: head?.seq ?? 0, waiting: waiting.n, head: head ?? null }
}

export type Looker = {
  actorKind: AuditRow['actorKind']
  actorId: string | null
  name: string | null
  times: number
  firstAt: Date
  lastAt: Date
}

/** Who opened a customer since then, who did so last first. */
export async function lookers(db: Db, customerId: string, opens: readonly string[], since: Date): Promise<Looker[]> {
  const found = await sql<Looker>`
    select a.actor_kind as "actorKind", a.actor_id as "actorId", ${actorName} as name, a.times, a."firstAt", a."lastAt" from (
      select actor_kind, actor_id, count(*)::int as times, min(at) as "firstAt", max(at) as "lastAt" from audit
      where customer_id = ${customerId} and at >= ${since} and act = any(${[...opens]}::text[]) group by actor_kind, actor_id) a
    order by a."lastAt" desc`.execute(db)
  return found.rows
}
