import { sql } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import { loyaltyStates } from '../../loyalty/contract.ts'
import { LONGEST, MONTH_DAYS, type Rhythms } from './rules.ts'
import './tables.ts'

/** The count of a night: how long everybody has been silent, and who of them waits for a word. */

/** One count at a time, until the transaction ends; it looks at everybody, which takes as long as it takes. */
export async function holdCount(db: Db): Promise<void> {
  await sql`select set_config('statement_timeout', '0', true), set_config('jit', 'off', true), set_config('work_mem', '64MB', true),
    set_config('max_parallel_workers_per_gather', '0', true)`.execute(db)
  await sql`select pg_advisory_xact_lock(7310041)`.execute(db)
}

/** Every buyer with the days since the last contact; where none is noted, since the last purchase. */
const silences = (today: string, zone: string) => sql`select l.customer_id, l.state, l.clv_minor, c.last_contact_at, c.is_sample,
    greatest(0, least(${sql.lit(LONGEST)}, ${today}::date
      - coalesce((c.last_contact_at at time zone ${zone})::date, l.as_of - (l.t_days - l.t_x_days))))::smallint as silent_days
  from customer_loyalty l join customer c using (customer_id)`

const isTouch = sql`t.staff_name is not null and t.kind in ('call', 'message', 'letter') and t.about_kind is distinct from 'newsletter'`

/** Counts silences anew; only whoever was in touch within a month is looked at line by line. */
export async function countSilences(db: Db, today: string, zone: string, now: Date): Promise<void> {
  await sql`delete from care_silence`.execute(db)
  await sql`insert into care_silence (state, silent_days, touched, customers, is_sample)
    select state, silent_days, touched, count(*)::int, bool_or(is_sample) from (
      select s.state, s.silent_days, s.is_sample, case when s.silent_days > ${sql.lit(MONTH_DAYS)} then 0 else (
          select least(30, count(*))::smallint from touchpoint t where t.customer_id = s.customer_id
            and t.at >= ${now}::timestamptz - ${sql.lit(MONTH_DAYS)} * interval '1 day' and t.at <= ${now} and ${isTouch}) end as touched
      from (${silences(today, zone)}) s
    ) told group by state, silent_days, touched`.execute(db)
}

/** So many of the most valuable and so many of the longest forgotten; the rest come up as these are turned to. */
const OF_EACH = 2500

/** Who waits for a word by these rhythms: the two rankings taken in turn. */
export async function whoWaits(db: Db, rhythms: Rhythms, today: string, zone: string): Promise<void> {
  const wanting = loyaltyStates.flatMap((state) => {
    const { wantedDays } = rhythms[state]
    return wantedDays === null ? [] : [{ state, wantedDays }]
  })
  await sql`delete from care_quiet`.execute(db)
  if (wanting.length === 0) return
  await sql`with waiting as materialized (
      select s.*, w.wanted_days, s.silent_days::float8 / w.wanted_days as times from (${silences(today, zone)}) s
        join unnest(${wanting.map(({ state }) => state)}::text[], ${wanting.map(({ wantedDays }) => wantedDays)}::int[]) as w (state, wanted_days)
          using (state)
      where s.silent_days >= w.wanted_days
    ), ranked as (
      (select *, row_number() over (order by clv_minor desc nulls last, customer_id) * 2 - 1 as place from waiting
        order by clv_minor desc nulls last, customer_id limit ${sql.lit(OF_EACH)})
      union all
      (select *, row_number() over (order by times desc, customer_id) * 2 as place from waiting
        order by times desc, customer_id limit ${sql.lit(OF_EACH)})
    )
    insert into care_quiet (customer_id, place, state, silent_days, wanted_days, last_contact_at, is_sample)
    select distinct on (customer_id) customer_id, place::int, state, silent_days, wanted_days, last_contact_at, is_sample
    from ranked order by customer_id, place`.execute(db)
}

/** Who of these people spoke with each of them most within a year: it is theirs to turn to them. */
export async function nameWhoKnows(db: Db, staffIds: readonly string[], now: Date): Promise<void> {
  await sql`update care_quiet q set staff_id = known.staff_id, staff_name = known.staff_name from (
      select q.customer_id, best.staff_id, best.staff_name from care_quiet q cross join lateral (
        select t.staff_id, max(t.staff_name) as staff_name from touchpoint t where t.customer_id = q.customer_id
          and t.at >= ${now}::timestamptz - interval '365 days' and t.at <= ${now} and t.staff_id = any(${staffIds}::uuid[])
        group by t.staff_id order by count(*) desc, max(t.at) desc limit 1) best
    ) known where known.customer_id = q.customer_id`.execute(db)
}

export async function quietIds(db: Db, after: string, limit: number): Promise<string[]> {
  const found = await sql<{ customer_id: string }>`select customer_id from care_quiet where customer_id > ${after}::uuid
    order by customer_id limit ${limit}`.execute(db)
  return found.rows.map((row) => row.customer_id)
}

export const leaveAlone = async (db: Db, customerIds: readonly string[]): Promise<void> =>
  void (await sql`delete from care_quiet where customer_id = any(${customerIds}::uuid[])`.execute(db))

export const markCounted = async (db: Db, now: Date): Promise<void> =>
  void (await db.updateTable('care_rhythm').set({ counted_at: now }).execute())
