import { type Selectable, sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { Schema } from '../../platform/db/schema.ts'
import type { Hand, ServicePromise } from './promise.ts'
import { toPromise } from './store.ts'
import './slips/tables.ts'

/** What of the promises belongs to somebody's day; each question goes along an index of what is open. */

type Row = Selectable<Schema['promise']>
/** Whose: those that this person holds, their team, or who of theirs is away; everybody's where nobody is named. */
export type Whose = { id: string; role: string; absent?: readonly string[] } | undefined

/** Held by this person, or by somebody for whom they see to it. */
const held = ({ id, absent = [] }: NonNullable<Whose>) =>
  absent.length === 0 ? sql`p.holder_id = ${id}::uuid` : sql`p.holder_id = any(${[id, ...absent]}::uuid[])`

const mine = (whose: Whose) => (whose === undefined ? sql`true` : sql`(${held(whose)} or p.team = ${whose.role})`)

/**
 * Open promises of somebody that come due before a moment or are at risk, the nearest first; missed ones are another matter. Each part
 * goes along an index of its own.
 */
export const dueQuery = (whose: NonNullable<Whose>, before: Date, limit: number) => sql<Row>`select * from (
    (select * from promise p where ${held(whose)} and p.state = 'open' and p.work_by < ${before}
      and p.stage in ('due', 'risk', 'mending') and not p.is_missed order by p.work_by limit ${limit})
    union
    (select * from promise p where p.team = ${whose.role} and p.state = 'open' and p.work_by < ${before}
      and p.stage in ('due', 'risk', 'mending') and not p.is_missed order by p.work_by limit ${limit})
    union
    (select * from promise p where p.stage = 'risk' and p.stage <> 'done' and p.state = 'open' and not p.is_missed and ${mine(whose)}
      order by p.work_by, p.promise_id limit ${limit})) found
  order by work_by, promise_id limit ${limit}`

export const dueFor = async (db: Db, whose: NonNullable<Whose>, before: Date, limit: number): Promise<ServicePromise[]> =>
  (await dueQuery(whose, before, limit).execute(db)).rows.map(toPromise)

/** What somebody noted last on each of these promises, by promise. */
export async function notesOn(db: Db, promises: readonly Pick<ServicePromise, 'customerId' | 'id'>[]): Promise<Map<string, string>> {
  if (promises.length === 0) return new Map()
  const found = await sql<{
    promise_id: string
    words: string
  }>`select distinct on (e.promise_id) e.promise_id, e.payload ->> 'words' as words
    from unnest(${promises.map(({ customerId }) => customerId)}::uuid[], ${promises.map(({ id }) => id)}::uuid[]) as one (customer_id, promise_id)
    join promise_event e on e.customer_id = one.customer_id and e.promise_id = one.promise_id
    where e.kind = 'noted' and not e.payload ? 'isNews'
    order by e.promise_id, e.event_id desc`.execute(db)
  return new Map(found.rows.map((row) => [row.promise_id, row.words]))
}

/** Promises that were missed and for which nobody has apologised, the longest waiting first. */
export const untoldQuery = (whose: Whose, limit: number) => sql<Row>`select * from promise p
  where p.stage = 'slipped' and p.stage <> 'done' and p.slip_id is not null
    and p.direction in ('to-customer', 'to-partner', 'to-staff') and ${mine(whose)}
  order by p.work_by, p.promise_id limit ${limit}`

export const untoldFor = async (db: Db, whose: Whose, limit: number): Promise<ServicePromise[]> =>
  (await untoldQuery(whose, limit).execute(db)).rows.map(toPromise)

export type Remedy = { promise: ServicePromise; slipId: string; what: string; fixDue: Date | null }

type RemedyRow = Row & { remedy_slip_id: string; fix: string | null; amends: string | null; fix_due: Date | null }

const remedyColumns = sql`p.*, s.slip_id as remedy_slip_id, s.fix, s.amends, s.fix_due`

const toRemedy = (row: RemedyRow): Remedy => ({
  promise: toPromise(row),
  slipId: row.remedy_slip_id,
  what: [row.fix, row.amends].filter((one) => one !== null && one !== '').join(' · '),
  fixDue: row.fix_due,
})

const isOwed = sql`s.told_at is not null and s.fixed_at is null and s.answer is distinct from 'declined'
  and (s.fix is not null or (s.amends is not null and s.amends_kind is distinct from 'none'))`

/** What was offered to put a slip right and has not been done, due before a moment or without a time of its own. */
export const remediesQuery = (whose: Whose, before: Date, limit: number) => sql<RemedyRow>`select ${remedyColumns}
  from promise_slip s join promise p on p.customer_id = s.customer_id and p.promise_id = s.promise_id
  where ${isOwed} and (s.fix_due < ${before} or s.fix_due is null) and ${mine(whose)}
  order by s.fix_due, s.slip_id limit ${limit}`

export const remediesFor = async (db: Db, whose: Whose, before: Date, limit: number): Promise<Remedy[]> =>
  (await remediesQuery(whose, before, limit).execute(db)).rows.map(toRemedy)

export async function findRemedy(db: Db, slipId: string): Promise<Remedy | undefined> {
  const found = await sql<RemedyRow>`select ${remedyColumns}
    from promise_slip s join promise p on p.customer_id = s.customer_id and p.promise_id = s.promise_id
    where s.slip_id = ${slipId}::uuid and ${isOwed}`.execute(db)
  return found.rows[0] && toRemedy(found.rows[0])
}

export type Mended = { promise: ServicePromise; slipId: string; what: string; fixedAt: Date }

/** What was put right since a moment and nobody has asked about yet, along `promise_slip_to_ask`; the latest first. */
export const mendedQuery = (whose: Whose, since: Date, limit: number) => sql<
  RemedyRow & { fixed_at: Date }
>`select ${remedyColumns}, s.fixed_at
  from promise_slip s join promise p on p.customer_id = s.customer_id and p.promise_id = s.promise_id
  where s.fixed_at is not null and s.asked_at is null and s.fixed_at >= ${since} and p.direction in ('to-customer', 'to-partner') and ${mine(whose)}
  order by s.fixed_at desc limit ${limit}`

export const mendedFor = async (db: Db, whose: Whose, since: Date, limit: number): Promise<Mended[]> =>
  (await mendedQuery(whose, since, limit).execute(db)).rows.map((row) => ({ ...toRemedy(row), fixedAt: row.fixed_at }))

export async function customerOfSlip(db: Db, slipId: string): Promise<string | undefined> {
  const row = await db.selectFrom('promise_slip').select('customer_id').where('slip_id', '=', slipId).executeTakeFirst()
  return row?.customer_id
}

/** Says that they were asked whether all is well, or takes that back; false where that was said, or unsaid, already. The caller holds the promise. */
export async function keepAsked(db: Db, slipId: string, asked: { at: Date; by: Hand } | null): Promise<boolean> {
  const done = await sql`update promise_slip set asked_at = ${asked?.at ?? null}, asked_by = ${asked?.by.id ?? null}::uuid,
      asked_by_name = ${asked?.by.name ?? null}
    where slip_id = ${slipId}::uuid and fixed_at is not null and (asked_at is null) = ${asked !== null}`.execute(db)
  return done.numAffectedRows === 1n
}

/** Says that a remedy was carried out, or takes that back. The caller holds the promise. */
export async function keepFixed(
  db: Db,
  { customerId, id }: Pick<ServicePromise, 'customerId' | 'id'>,
  slipId: string,
  at: Date | null,
): Promise<void> {
  await sql`update promise_slip set fixed_at = ${at}, version = version + 1
    where customer_id = ${customerId}::uuid and promise_id = ${id}::uuid and slip_id = ${slipId}::uuid`.execute(db)
}

/** Standing promises that nobody has looked at since a moment. */
export const uncheckedQuery = (whose: Whose, since: Date, limit: number) => sql<Row>`select * from promise p
  where p.state = 'open' and p.target = 'standing' and p.checked_at < ${since} and p.slip_id is null and ${mine(whose)}
  order by p.checked_at limit ${limit}`

export const uncheckedFor = async (db: Db, whose: Whose, since: Date, limit: number): Promise<ServicePromise[]> =>
  (await uncheckedQuery(whose, since, limit).execute(db)).rows.map(toPromise)

export const handOf = (who: { kind: 'staff' | 'token'; id: string; name: string }): Hand => ({
  id: who.kind === 'staff' ? who.id : null,
  name: who.name,
})
