import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import { rippleFrom, tellAll } from '../../rooms/promises/chain.ts'
import { holdChains } from '../../rooms/promises/chain-store.ts'
import { dayIn, secondsIn, toInstant } from '../../values/zone.ts'
import { type StaffKey, staff, tellingFrom } from './made.ts'
import { type Ends, openKeys, openPromises, promiseIdOf } from './open-promises.ts'
import type { MadePromise } from './promise-story.ts'
import { mailOfStaff } from './sign-ins.ts'
import { waysOf } from './standards.ts'
import { promiseRows } from './write-promises.ts'

/** The open promises of the sample are told again each morning, so long as nobody has acted on them. */

type Found = { promise_id: string; customer_id: string; order_id: string | null; is_untouched: boolean }

/** Those that the mornings move, as they stand; nobody of the house has written anything on an untouched one. */
async function standing(db: Db): Promise<Map<string, Found>> {
  const found = await sql<Found>`select p.promise_id, p.customer_id, p.order_id, p.version = 1 and not exists (
      select from promise_slip s where s.customer_id = p.customer_id and s.promise_id = p.promise_id
        and (s.version > 1 or (s.acted_at is not null and s.told_at is null))) as is_untouched
    from promise p where p.promise_id = any(${openKeys.map(promiseIdOf)}::uuid[]) and p.is_sample
    order by p.promise_id for update`.execute(db)
  return new Map(found.rows.map((row) => [row.promise_id, row]))
}

async function staffIds(db: Db): Promise<Map<StaffKey, string>> {
  const found = await sql<{ staff_id: string; mail: string }>`select staff_id, mail from staff where is_sample`.execute(db)
  const byMail = new Map(found.rows.map(({ mail, staff_id }) => [mail, staff_id]))
  return new Map(
    staff.flatMap(({ key }) => {
      const id = byMail.get(mailOfStaff(key))
      return id === undefined ? [] : [[key, id] as const]
    }),
  )
}

async function put(db: Db, table: string, rows: readonly Record<string, unknown>[], key?: readonly string[]): Promise<void> {
  const names = Object.keys(rows[0] ?? {})
  if (names.length === 0) return
  const columns = sql.raw(names.join(', '))
  const again = key
    ? sql`on conflict (${sql.raw(key.join(', '))}) do update set ${sql.raw(
        names
          .filter((name) => !key.includes(name))
          .map((name) => `${name} = excluded.${name}`)
          .join(', '),
      )}`
    : sql``
  await sql`insert into ${sql.table(table)} (${columns}) select ${columns}
    from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json) ${again}`.execute(db)
}

/** What time alone did to them goes with what they were. */
async function replace(db: Db, promises: readonly MadePromise[], rows: ReturnType<typeof promiseRows>): Promise<void> {
  const ids = promises.map(({ id }) => id)
  for (const table of ['promise_event', 'promise_slip', 'promise_need'] as const)
    await sql`delete from ${sql.table(table)} t using promise p where p.promise_id = any(${ids}::uuid[])
      and t.customer_id = p.customer_id and t.promise_id = p.promise_id`.execute(db)
  await put(db, 'promise', rows.promise, ['customer_id', 'promise_id'])
  await put(db, 'promise_event', rows.promise_event)
  await put(db, 'promise_slip', rows.promise_slip)
  await put(db, 'promise_need', rows.promise_need)
}

/**
 * The moment from which they are told on a new day: when the house is started, that moment, so that the quiet room is due in 38 minutes again;
 * in a night through which it runs, the hour of its beginning.
 */
export function toldFrom({ beganAt, now, zone, isNight }: { beganAt: Date; now: Date; zone: string; isNight: boolean }): number {
  if (!isNight) return now.getTime()
  return Math.max(now.getTime(), toInstant(dayIn(zone, now.getTime()), secondsIn(zone, beganAt.getTime()), zone))
}

export async function movePromises(db: Db, about: { beganAt: Date; now: Date; zone: string; isNight: boolean }): Promise<void> {
  await holdChains(db)
  const found = await standing(db)
  const ends: Ends = (key) => {
    const row = found.get(promiseIdOf(key))
    return { customerId: row?.customer_id ?? promiseIdOf(key), orderId: row?.order_id ?? null }
  }
  const { beganAt, now, zone } = about
  const ways = waysOf(beganAt.getTime(), zone, ends('mai-quote').customerId)
  const told = openPromises(tellingFrom(toldFrom(about), zone), ways, ends, now.getTime())
  const moved = told.filter(({ id }) => found.get(id)?.is_untouched)
  const isThere = ({ needs, ...promise }: MadePromise): MadePromise => ({
    ...promise,
    needs: needs.filter(({ needsId }) => found.has(needsId)),
  })
  await replace(db, moved, promiseRows(moved.map(isThere), ways, await staffIds(db)))
  // What they rest on may have gone its own way.
  for (const { id, needs } of moved) if (needs.length > 0) await rippleFrom(db, id, now)
  await tellAll(
    db,
    moved.map(({ id }) => id),
  )
}
