import { sql } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import type { Following, Told } from './rules.ts'
import './tables.ts'

/** Acts and what followed them. */

const DAY = 24 * 3600_000

export type Done = {
  customerId: string
  key: string
  kind: string
  days: number
  at: Date
  staffId: string | null
  staffName: string | null
  isSample: boolean
}

/** An act was done: from now on is looked at what follows. Proposed before or not, it counts as done. */
export async function noteDone(db: Db, done: Done): Promise<void> {
  const judged = {
    done_at: done.at,
    staff_id: done.staffId,
    staff_name: done.staffName,
    since: done.at,
    until: new Date(done.at.getTime() + done.days * DAY),
    followed: null,
    followed_on: null,
  }
  await db
    .insertInto('care_outcome')
    .values({
      customer_id: done.customerId,
      act_key: done.key,
      kind: done.kind,
      first_customer_id: done.customerId,
      is_sample: done.isSample,
      ...judged,
    })
    .onConflict((conflict) => conflict.columns(['customer_id', 'act_key']).doUpdateSet(judged))
    .execute()
}

/** It was not done after all: what was proposed stays so from its day, and the rest is forgotten. */
export async function noteUndone(db: Db, customerId: string, key: string, zone: string, days: number): Promise<void> {
  await sql`delete from care_outcome where customer_id = ${customerId}::uuid and act_key = ${key} and proposed_on is null`.execute(db)
  await sql`update care_outcome set done_at = null, staff_id = null, staff_name = null, followed = null, followed_on = null,
      since = proposed_on::timestamp at time zone ${zone},
      until = (proposed_on + ${days}::int)::timestamp at time zone ${zone}
    where customer_id = ${customerId}::uuid and act_key = ${key}`.execute(db)
}

export type Proposed = { customerId: string; key: string; kind: string; days: number; isSample: boolean }

/** Proposals of a day that were not known yet. */
export async function noteProposed(db: Db, proposed: readonly Proposed[], today: string, at: Date): Promise<void> {
  if (proposed.length === 0) return
  await sql`insert into care_outcome (customer_id, act_key, kind, proposed_on, since, until, first_customer_id, is_sample)
    select customer_id, act_key, kind, ${today}::date, ${at}, ${at}::timestamptz + days * interval '1 day', customer_id, is_sample
    from unnest(${proposed.map((one) => one.customerId)}::uuid[], ${proposed.map(({ key }) => key)}::text[],
      ${proposed.map(({ kind }) => kind)}::text[], ${proposed.map(({ days }) => days)}::int[], ${proposed.map((one) => one.isSample)}::bool[])
      as one (customer_id, act_key, kind, days, is_sample)
    on conflict (customer_id, act_key) do nothing`.execute(db)
}

/** The first thing after `since` that counts: an order or booking, a visit, or their own word. Two ranges of primary keys and indexes each. */
const firstAfter = (now: Date, zone: string) => sql`select what, (at at time zone ${zone})::date as followed_on from (
    (select case when r.state = 'booked' then 'booked' else 'bought' end as what, r.placed_at as at from orders r
      where r.customer_id = o.customer_id and r.placed_at > o.since and r.placed_at <= least(o.until, ${now}::timestamptz)
        and r.kind <> 'refund' and r.state <> 'cancelled' order by r.placed_at limit 1)
    union all
    (select case when t.kind = 'visit' then 'came' else 'answered' end, t.at from touchpoint t
      where t.customer_id = o.customer_id and t.at > o.since and t.at <= least(o.until, ${now}::timestamptz)
        and (t.kind = 'visit' or t.about_kind = 'call' or (t.about_kind = 'letter' and t.details ->> 'state' = 'received')) order by t.at limit 1)
  ) found order by at limit 1`

const AT_ONCE = 2000

/** What followed the open ones by now, and `nothing` where their time is over; answers how many were settled. */
export async function judge(db: Db, now: Date, zone: string): Promise<number> {
  let settled = 0
  for (let [after, key] = [new Date(0), '']; ; ) {
    const { rows } = await sql<{ until: Date; act_key: string; is_settled: boolean }>`with open as (
        select customer_id, act_key, since, until from care_outcome where followed is null and (until, act_key) > (${after}, ${key})
        order by until, act_key limit ${AT_ONCE}
      ), told as (
        update care_outcome c set followed = coalesce(f.what, 'nothing'), followed_on = f.followed_on
        from open o left join lateral (${firstAfter(now, zone)}) f on true
        where c.customer_id = o.customer_id and c.act_key = o.act_key and (f.what is not null or o.until <= ${now})
        returning c.customer_id, c.act_key
      )
      select o.until, o.act_key, t.act_key is not null as is_settled from open o left join told t using (customer_id, act_key)
      order by o.until, o.act_key`.execute(db)
    settled += rows.filter((row) => row.is_settled).length
    const last = rows.at(-1)
    if (!last || rows.length < AT_ONCE) return settled
    ;[after, key] = [last.until, last.act_key]
  }
}

/** Counts of the acts whose time is over: whoever was counted as soon as something followed would make every share too large. */
export async function told(db: Db, since: Date, now: Date): Promise<Told[]> {
  const found = await sql<{ kind: string; is_done: boolean; followed: Following; n: number }>`
    select kind, done_at is not null as is_done, followed, count(*)::int as n from care_outcome
    where since >= ${since} and until <= ${now} and followed is not null group by 1, 2, 3`.execute(db)
  return found.rows.map((row) => ({ kind: row.kind, isDone: row.is_done, followed: row.followed, count: row.n }))
}

export type Past = {
  customerId: string
  key: string
  kind: string
  doneAt: Date
  byName: string | null
  until: Date
  followed: Following | null
  followedOn: string | null
}

/** The latest that were done, along `care_outcome_done`. */
export const latestQuery = (limit: number) => sql<{
  customer_id: string
  act_key: string
  kind: string
  done_at: Date
  staff_name: string | null
  until: Date
  followed: Following | null
  followed_on: string | null
}>`select customer_id, act_key, kind, done_at, staff_name, until, followed, followed_on from care_outcome
  where done_at is not null order by done_at desc limit ${limit}`

export const latest = async (db: Db, limit: number): Promise<Past[]> =>
  (await latestQuery(limit).execute(db)).rows.map((row) => ({
    customerId: row.customer_id,
    key: row.act_key,
    kind: row.kind,
    doneAt: row.done_at,
    byName: row.staff_name,
    until: row.until,
    followed: row.followed,
    followedOn: row.followed_on,
  }))
