import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { Role } from '../../values/rights.ts'
import './tables.ts'

export type House = {
  name: string
  trade: string
  zone: string
  currency: string
  language: 'vi' | 'en'
  isStarted: boolean
  version: number
}

export type Look = { theme?: string; density?: string; textSize?: number; singleKeys?: boolean }

export type StaffMember = {
  id: string
  name: string
  mail: string
  role: Role
  language: 'vi' | 'en'
  look: Look
  extension: string | null
  hasSecondFactor: boolean
  isLockedOut: boolean
  isSample: boolean
  version: number
}

export async function findHouse(db: Db): Promise<House> {
  const row = await db.selectFrom('house').selectAll().executeTakeFirstOrThrow()
  return { ...row, language: row.language as 'vi' | 'en', isStarted: row.is_started }
}

export type HouseChange = Partial<Omit<House, 'version' | 'isStarted'>>

/** Answers false when somebody changed the house since `version`. */
export async function changeHouse(db: Db, change: HouseChange, version: number): Promise<boolean> {
  const done = await db
    .updateTable('house')
    .set({ ...change, version: sql`version + 1` as never })
    .where('version', '=', version)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export async function openHouse(db: Db, named: { name: string; trade: string; language: string }): Promise<void> {
  await db
    .updateTable('house')
    .set({ ...named, is_started: true })
    .execute()
}

const staffColumns = [
  'staff_id',
  'name',
  'mail',
  'role',
  'language',
  'look',
  'extension',
  'factor_since',
  'is_locked_out',
  'is_sample',
  'version',
] as const

type StaffRow = {
  staff_id: string
  name: string
  mail: string
  role: Role
  language: string
  look: unknown
  extension: string | null
  factor_since: Date | null
  is_locked_out: boolean
  is_sample: boolean
  version: number
}

const toStaff = (row: StaffRow): StaffMember => ({
  id: row.staff_id,
  name: row.name,
  mail: row.mail,
  role: row.role,
  language: row.language as 'vi' | 'en',
  look: row.look as Look,
  extension: row.extension,
  hasSecondFactor: row.factor_since !== null,
  isLockedOut: row.is_locked_out,
  isSample: row.is_sample,
  version: row.version,
})

export async function allStaff(db: Db): Promise<StaffMember[]> {
  return (await db.selectFrom('staff').select(staffColumns).orderBy('created_at').execute()).map(toStaff)
}

export async function findStaff(db: Db, staffId: string): Promise<StaffMember | undefined> {
  const row = await db.selectFrom('staff').select(staffColumns).where('staff_id', '=', staffId).executeTakeFirst()
  return row && toStaff(row)
}

export async function findStaffForUpdate(db: Db, staffId: string): Promise<StaffMember | undefined> {
  const row = await db.selectFrom('staff').select(staffColumns).where('staff_id', '=', staffId).forUpdate().executeTakeFirst()
  return row && toStaff(row)
}

/** The password hash goes nowhere but to the comparison. */
export async function findByMail(db: Db, mail: string): Promise<{ person: StaffMember; passwordHash: string | null } | undefined> {
  const row = await db
    .selectFrom('staff')
    .select([...staffColumns, 'password_hash'])
    .where('mail', '=', mail)
    .executeTakeFirst()
  return row && { person: toStaff(row), passwordHash: row.password_hash }
}

export async function passwordOf(db: Db, staffId: string): Promise<string | null> {
  const row = await db.selectFrom('staff').select('password_hash').where('staff_id', '=', staffId).executeTakeFirst()
  return row?.password_hash ?? null
}

export type NewStaff = {
  id: string
  name: string
  mail: string
  role: Role
  passwordHash: string
  language: string
  isSample?: boolean
  now: Date
}

/** Answers false when the mail address is taken. */
export async function addStaff(db: Db, person: NewStaff): Promise<boolean> {
  const done = await db
    .insertInto('staff')
    .values({
      staff_id: person.id,
      name: person.name,
      mail: person.mail,
      role: person.role,
      password_hash: person.passwordHash,
      language: person.language,
      look: '{}',
      is_sample: person.isSample ?? false,
      created_at: person.now,
    })
    .onConflict((conflict) => conflict.column('mail').doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

export type StaffChange = { name?: string; role?: Role; isLockedOut?: boolean; passwordHash?: string; language?: string; look?: Look }

export async function changeStaff(db: Db, staffId: string, change: StaffChange): Promise<void> {
  await db
    .updateTable('staff')
    .set({
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.role === undefined ? {} : { role: change.role }),
      ...(change.isLockedOut === undefined ? {} : { is_locked_out: change.isLockedOut }),
      ...(change.passwordHash === undefined ? {} : { password_hash: change.passwordHash }),
      ...(change.language === undefined ? {} : { language: change.language }),
      ...(change.look === undefined ? {} : { look: JSON.stringify(change.look) }),
      version: sql`version + 1` as never,
    })
    .where('staff_id', '=', staffId)
    .execute()
}

/** Owners who can come in and will stay (not the sample's), locked so that two of them cannot remove each other at once. */
export async function ownersForUpdate(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('staff')
    .select('staff_id')
    .where('role', '=', 'owner')
    .where('is_locked_out', '=', false)
    .where('is_sample', '=', false)
    .orderBy('staff_id')
    .forUpdate()
    .execute()
  return rows.map((row) => row.staff_id)
}

export async function hasOwner(db: Db): Promise<boolean> {
  return (
    (await db.selectFrom('staff').select('staff_id').where('role', '=', 'owner').where('is_sample', '=', false).limit(1).execute()).length >
    0
  )
}

/** Whether anybody could come in, sample staff included. */
export async function hasStaff(db: Db): Promise<boolean> {
  return (await db.selectFrom('staff').select('staff_id').where('is_locked_out', '=', false).limit(1).execute()).length > 0
}
