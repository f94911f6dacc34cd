import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import type { Complaint, ComplaintCause, ComplaintDecision, ComplaintState } from './complaint.ts'
import { toComplaint } from './store.ts'

/** Which complaints are asked for; moments are of their receipt. */
export type ComplaintFilter = {
  state: ComplaintState | 'open' | 'all'
  cause?: ComplaintCause | 'unknown' | undefined
  touchpointKind?: string | undefined
  decision?: ComplaintDecision | undefined
  isAcknowledgedInTime?: boolean | undefined
  isAnsweredInTime?: boolean | undefined
  isRepeat?: boolean | undefined
  customerId?: string | undefined
  number?: number | undefined
  from?: Date | undefined
  until?: Date | undefined
}

/** Where a page ended. */
export type Mark = { at: Date; id: string }

type Row = Selectable<Schema['complaint']> & { sort_at: Date }

/** The same cause at the same kind of place had led to a prevention, which was carried out before this one came. */
const earlier = sql`select a.complaint_id from complaint a join promise p on p.promise_id = a.prevention_id
  where a.cause = c.cause and a.touchpoint_kind is not distinct from c.touchpoint_kind and a.complaint_id <> c.complaint_id
    and p.state in ('kept', 'late') and p.done_at < c.received_at order by a.received_at desc limit 1`

/** What hangs on an hour: saying that it has arrived, the answer, asking how it is. The earliest of what is open. */
const dueAt = sql`coalesce((select min(p.work_by) from promise p where p.customer_id = c.customer_id and p.state = 'open'
  and p.promise_id in (c.acknowledging_id, c.deciding_id)), c.follow_due, c.received_at)`

function conditions(filter: ComplaintFilter): RawBuilder<unknown> {
  const { state, cause, touchpointKind, decision, customerId, number, from, until } = filter
  const all: RawBuilder<unknown>[] = [sql`true`]
  if (state === 'open') all.push(sql`c.state <> 'closed'`)
  else if (state !== 'all') all.push(sql`c.state = ${state}`)
  if (cause) all.push(cause === 'unknown' ? sql`c.cause is null` : sql`c.cause = ${cause}`)
  if (touchpointKind) all.push(touchpointKind === 'none' ? sql`c.touchpoint_kind is null` : sql`c.touchpoint_kind = ${touchpointKind}`)
  if (decision) all.push(sql`c.decision = ${decision}`)
  if (filter.isAcknowledgedInTime !== undefined) all.push(sql`c.is_acknowledged_in_time = ${filter.isAcknowledgedInTime}`)
  if (filter.isAnsweredInTime !== undefined) all.push(sql`c.is_answered_in_time = ${filter.isAnsweredInTime}`)
  if (filter.isRepeat) all.push(sql`exists (${earlier})`)
  if (customerId) all.push(sql`c.customer_id = ${customerId}::uuid`)
  if (number !== undefined) all.push(sql`c.number = ${number}`)
  if (from) all.push(sql`c.received_at >= ${from}`)
  if (until) all.push(sql`c.received_at < ${until}`)
  return sql.join(all, sql` and `)
}

/** A page: what is open by what is due next, everything else the latest first. */
export async function page(
  db: Db,
  filter: ComplaintFilter,
  limit: number,
  after?: Mark,
): Promise<{ complaints: Complaint[]; next: Mark | null }> {
  const isByDue = filter.state !== 'all' && filter.state !== 'closed'
  const key = isByDue ? dueAt : sql`c.received_at`
  const from = !after
    ? sql`true`
    : isByDue
      ? sql`(sort_at, complaint_id) > (${after.at}::timestamptz, ${after.id}::uuid)`
      : sql`(sort_at, complaint_id) < (${after.at}::timestamptz, ${after.id}::uuid)`
  const order = isByDue ? sql`sort_at, complaint_id` : sql`sort_at desc, complaint_id desc`
  const found = await sql<Row>`select * from (select c.*, ${key} as sort_at from complaint c where ${conditions(filter)}) found
    where ${from} order by ${order} limit ${limit + 1}`.execute(db)
  const rows = found.rows.slice(0, limit)
  const last = rows.at(-1)
  const next = found.rows.length > limit && last ? { at: last.sort_at, id: last.complaint_id } : null
  return { complaints: rows.map(toComplaint), next }
}

export async function count(db: Db, filter: ComplaintFilter): Promise<number> {
  const found = await sql<{ n: number }>`select count(*) as n from complaint c where ${conditions(filter)}`.execute(db)
  return Number(found.rows[0]?.n ?? 0)
}

/** The earlier complaint whose prevention did not hold; undefined where this one is the first of its cause, or nothing was done yet. */
export async function repeats(db: Db, id: string): Promise<{ id: string; number: number } | undefined> {
  const found = await sql<{ complaint_id: string; number: number }>`select e.complaint_id, e.number from complaint c
    join complaint e on e.complaint_id = (${earlier}) where c.complaint_id = ${id}::uuid`.execute(db)
  const [row] = found.rows
  return row && { id: row.complaint_id, number: row.number }
}

/** What is not closed of a customer, the oldest first. */
export async function openOf(db: Db, customerId: string): Promise<Complaint[]> {
  const rows = await db
    .selectFrom('complaint')
    .selectAll()
    .where('customer_id', '=', customerId)
    .where('state', '<>', 'closed')
    .orderBy('received_at')
    .limit(20)
    .execute()
  return rows.map(toComplaint)
}

/** Those to ask how it is now: all, or those that somebody received or holds. */
export async function toAsk(db: Db, whose: string | undefined, before: Date, limit: number): Promise<Complaint[]> {
  const mine =
    whose === undefined
      ? sql`true`
      : sql`(c.received_by = ${whose}::uuid or exists (select from promise p where p.promise_id = c.deciding_id and p.holder_id = ${whose}::uuid))`
  const found = await sql<Row>`select c.*, c.follow_due as sort_at from complaint c
    where c.state = 'answered' and c.follow_due is not null and c.follow_due < ${before} and ${mine}
    order by c.follow_due, c.complaint_id limit ${limit}`.execute(db)
  return found.rows.map(toComplaint)
}

export type Counted = {
  key: string
  count: number
  open: number
  repeats: number
  rejected: number
  acknowledged: number
  acknowledged_in_time: number
  answered: number
  answered_in_time: number
}

const keys = { all: sql`''`, cause: sql`coalesce(c.cause, '')`, touchpoint: sql`coalesce(c.touchpoint_kind, '')` }

/** How many were received between two moments, how they stand, and how many steps were in time. */
export async function countBy(db: Db, by: keyof typeof keys, { from, until }: Pick<ComplaintFilter, 'from' | 'until'>): Promise<Counted[]> {
  const found = await sql<Counted>`select ${keys[by]} as key, count(*) as count,
      count(*) filter (where c.state <> 'closed') as open,
      count(*) filter (where exists (${earlier})) as repeats,
      count(*) filter (where c.decision = 'rejected') as rejected,
      count(c.is_acknowledged_in_time) as acknowledged, count(*) filter (where c.is_acknowledged_in_time) as acknowledged_in_time,
      count(c.is_answered_in_time) as answered, count(*) filter (where c.is_answered_in_time) as answered_in_time
    from complaint c where ${conditions({ state: 'all', from, until })} group by 1 order by count(*) desc, 1`.execute(db)
  return found.rows.map(({ key, ...counts }) => {
    const numbers = Object.fromEntries(Object.entries(counts).map(([name, n]) => [name, Number(n)]))
    return { key, ...(numbers as Omit<Counted, 'key'>) }
  })
}
