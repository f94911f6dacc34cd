import { sql } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import './tables.ts'

export type Load = { id: string; loadedAt: Date; numbers: number; refused: number; by: string | null; byName: string | null }

export const emptyRegister = async (db: Db): Promise<void> => void (await db.deleteFrom('do_not_call').execute())

/** Adds numbers; answers how many of them were new. */
export async function addNumbers(db: Db, phones: readonly string[]): Promise<number> {
  const done = await sql`insert into do_not_call (phone) select distinct phone from unnest(${phones}::text[]) as phone
    on conflict do nothing`.execute(db)
  return Number(done.numAffectedRows ?? 0n)
}

export async function keepLoad(db: Db, load: Load): Promise<void> {
  await db
    .insertInto('do_not_call_load')
    .values({
      load_id: load.id,
      loaded_at: load.loadedAt,
      numbers: load.numbers,
      refused: load.refused,
      loaded_by: load.by,
      loaded_by_name: load.byName,
    })
    .execute()
}

/** The load that stands. */
export async function lastLoad(db: Db): Promise<Load | undefined> {
  const row = await db
    .selectFrom('do_not_call_load')
    .selectAll()
    .orderBy('loaded_at', 'desc')
    .orderBy('load_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (
    row && {
      id: row.load_id,
      loadedAt: row.loaded_at,
      numbers: row.numbers,
      refused: row.refused,
      by: row.loaded_by,
      byName: row.loaded_by_name,
    }
  )
}

/** Of these numbers (E.164) those that are on the register. */
export async function isOnDoNotCall(db: Db, phones: readonly string[]): Promise<Set<string>> {
  if (phones.length === 0) return new Set()
  const found = await sql<{ phone: string }>`select phone from do_not_call where phone = any(${phones}::text[])`.execute(db)
  return new Set(found.rows.map(({ phone }) => phone))
}

export type Sender = {
  id: string
  channel: 'mail' | 'sms' | 'zalo' | 'paper' | 'call'
  name: string
  validUntil: string | null
  isCurrent: boolean
  version: number
}

export async function findSenders(db: Db): Promise<Sender[]> {
  const rows = await db.selectFrom('sender_name').selectAll().orderBy('is_current', 'desc').orderBy('channel').orderBy('name').execute()
  return rows.map((row) => ({
    id: row.sender_id,
    channel: row.channel as Sender['channel'],
    name: row.name,
    validUntil: row.valid_until,
    isCurrent: row.is_current,
    version: row.version,
  }))
}

export async function addSender(db: Db, { id, channel, name, validUntil }: Sender): Promise<void> {
  await db.insertInto('sender_name').values({ sender_id: id, channel, name, valid_until: validUntil }).execute()
}

/** Changes a name as it stood at its version; false where it was changed since. */
export async function changeSender(db: Db, { id, name, validUntil, isCurrent, version }: Sender): Promise<boolean> {
  const done = await db
    .updateTable('sender_name')
    .set({ name, valid_until: validUntil, is_current: isCurrent, version: version + 1 })
    .where('sender_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}
