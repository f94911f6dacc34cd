import type { Db } from '../../platform/db/db.ts'
import type { Role } from '../../values/rights.ts'
import './tables.ts'

export type Praise = {
  id: string
  to: { id: string; name: string; role: Role }
  fromStaffId: string | null
  fromName: string | null
  customerId: string | null
  words: string
  /** What it was for: an act of care, a promise, a customer's own words. */
  about: { kind: 'act' | 'promise' | 'thanks'; words: string } | null
  at: Date
}

const withNames = (db: Db) =>
  db
    .selectFrom('praise')
    .innerJoin('staff as receiver', 'receiver.staff_id', 'praise.staff_id')
    .leftJoin('staff as giver', 'giver.staff_id', 'praise.from_staff_id')
    .select([
      'praise.praise_id',
      'praise.from_staff_id',
      'praise.customer_id',
      'praise.words',
      'praise.about_kind',
      'praise.about_words',
      'praise.at',
      'receiver.staff_id as to_id',
      'receiver.name as to_name',
      'receiver.role as to_role',
      'giver.name as from_name',
    ])

type Row = Awaited<ReturnType<ReturnType<typeof withNames>['execute']>>[number]

const toPraise = (row: Row): Praise => ({
  id: row.praise_id,
  to: { id: row.to_id, name: row.to_name, role: row.to_role },
  fromStaffId: row.from_staff_id,
  fromName: row.from_name,
  customerId: row.customer_id,
  words: row.words,
  about: row.about_kind && row.about_words ? { kind: row.about_kind, words: row.about_words } : null,
  at: row.at,
})

export type NewPraise = {
  id: string
  staffId: string
  fromStaffId: string
  customerId: string | undefined
  words: string
  about: Praise['about']
  isSample: boolean
  now: Date
}

export async function addPraise(db: Db, praise: NewPraise): Promise<void> {
  await db
    .insertInto('praise')
    .values({
      praise_id: praise.id,
      staff_id: praise.staffId,
      from_staff_id: praise.fromStaffId,
      customer_id: praise.customerId ?? null,
      words: praise.words,
      about_kind: praise.about?.kind ?? null,
      about_words: praise.about?.words ?? null,
      at: praise.now,
      is_sample: praise.isSample,
    })
    .execute()
}

export async function findPraise(db: Db, id: string): Promise<Praise | undefined> {
  const row = await withNames(db).where('praise.praise_id', '=', id).executeTakeFirst()
  return row && toPraise(row)
}

/** The newest first; of one person where asked for. */
export async function latestPraise(db: Db, { staffId, limit }: { staffId?: string | undefined; limit: number }): Promise<Praise[]> {
  const all = withNames(db).orderBy('praise.at', 'desc').orderBy('praise.praise_id', 'desc').limit(limit)
  const rows = await (staffId === undefined ? all : all.where('praise.staff_id', '=', staffId)).execute()
  return rows.map(toPraise)
}

export async function removePraise(db: Db, id: string): Promise<void> {
  await db.deleteFrom('praise').where('praise_id', '=', id).execute()
}

export type Mood = { day: string; mood: number; words: string | null }

/** Every statement about moods names the one person whose they are: there is none that reads those of others. */
export async function moodsOf(db: Db, staffId: string, since: string): Promise<Mood[]> {
  return db
    .selectFrom('staff_mood')
    .select(['day', 'mood', 'words'])
    .where('staff_id', '=', staffId)
    .where('day', '>=', since)
    .orderBy('day', 'desc')
    .execute()
}

export async function keepMood(db: Db, staffId: string, { day, mood, words }: Mood): Promise<void> {
  await db
    .insertInto('staff_mood')
    .values({ staff_id: staffId, day, mood, words })
    .onConflict((conflict) => conflict.columns(['staff_id', 'day']).doUpdateSet({ mood, words }))
    .execute()
}

export async function forgetMood(db: Db, staffId: string, day: string): Promise<void> {
  await db.deleteFrom('staff_mood').where('staff_id', '=', staffId).where('day', '=', day).execute()
}
