import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import { Refusal } from '../../platform/refusal.ts'
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
  /** The word before their name when customers hear of them; null while nobody said. */
  spokenAs: string | null
  /** The last day on which they are away; null while they are not. */
  awayUntil: string | null
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
  'spoken_as',
  'away_until',
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
  spoken_as: string | null
  away_until: string | null
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
  spokenAs: row.spoken_as,
  awayUntil: row.away_until,
  hasSecondFactor: row.factor_since !== null,
  isLockedOut: row.is_locked_out,
  isSample: row.is_sample,
  version: row.version,
})

export async function allStaff(db: Db): Promise<StaffMember[]> {
  return (await db.selectFrom('staff').select(staffColumns).orderBy('created_at').orderBy('staff_id').execute()).map(toStaff)
}

export async function findStaff(db: Db, staffId: string): Promise<StaffMember | undefined> {
  const row = await db.selectFrom('staff').select(staffColumns).where('staff_id', '=', staffId).executeTakeFirst()
  return row && toStaff(row)
}

/** Somebody who was there a moment ago, in the same transaction. */
export async function readStaff(db: Db, staffId: string): Promise<StaffMember> {
  const person = await findStaff(db, staffId)
  if (!person) throw new Error('a member of staff vanished in the middle of a change')
  return person
}

/** When each was here last, by an open session or by the last one that ended. */
export async function lastSeen(db: Db, staffId?: string): Promise<Map<string, Date>> {
  const rows = await db
    .selectFrom('staff')
    .leftJoin('session', 'session.staff_id', 'staff.staff_id')
    .select(['staff.staff_id', sql<Date | null>`greatest(max(staff.last_seen_at), max(session.last_seen_at))`.as('at')])
    .$if(staffId !== undefined, (query) => query.where('staff.staff_id', '=', staffId as string))
    .groupBy('staff.staff_id')
    .execute()
  return new Map(rows.flatMap(({ staff_id, at }) => (at ? [[staff_id, at] as const] : [])))
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
  spokenAs?: string
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
      spoken_as: person.spokenAs ?? null,
      is_sample: person.isSample ?? false,
      created_at: person.now,
    })
    .onConflict((conflict) => conflict.column('mail').doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

export type StaffChange = {
  name?: string
  role?: Role
  isLockedOut?: boolean
  passwordHash?: string
  language?: string
  look?: Look
  extension?: string | null
  spokenAs?: string | null
  awayUntil?: string | null
}

const isTaken = (error: unknown): boolean => (error as { constraint?: unknown }).constraint === 'staff_extension'

/** Refuses an extension that rings for somebody else. */
export async function changeStaff(db: Db, staffId: string, change: StaffChange): Promise<void> {
  const writing = db
    .updateTable('staff')
    .set({
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.role === undefined ? {} : { role: change.role }),
      ...(change.isLockedOut === undefined ? {} : { is_locked_out: change.isLockedOut }),
      ...(change.passwordHash === undefined ? {} : { password_hash: change.passwordHash }),
      ...(change.language === undefined ? {} : { language: change.language }),
      ...(change.look === undefined ? {} : { look: JSON.stringify(change.look) }),
      ...(change.extension === undefined ? {} : { extension: change.extension }),
      ...(change.spokenAs === undefined ? {} : { spoken_as: change.spokenAs }),
      ...(change.awayUntil === undefined ? {} : { away_until: change.awayUntil }),
      version: sql`version + 1` as never,
    })
    .where('staff_id', '=', staffId)
  try {
    await writing.execute()
  } catch (error) {
    if (!isTaken(error)) throw error
    throw new Refusal(409, 'team.extension_taken', 'This extension rings for somebody else.', { extension: 'taken' })
  }
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

/** Everyone who works here now. */
export async function colleagues(db: Db): Promise<Pick<StaffMember, 'id' | 'name' | 'role'>[]> {
  const rows = await db
    .selectFrom('staff')
    .select(['staff_id', 'name', 'role'])
    .where('is_locked_out', '=', false)
    .orderBy('created_at')
    .orderBy('staff_id')
    .execute()
  return rows.map((row) => ({ id: row.staff_id, name: row.name, role: row.role }))
}

/** The sample's people go, and with them what they made and said: keys, invitations, thanks. */
export async function removeSampleStaff(db: Db): Promise<void> {
  const theirs = db.selectFrom('staff').select('staff_id').where('is_sample', '=', true)
  await db.deleteFrom('api_token').where('made_by', 'in', theirs).execute()
  await db.deleteFrom('invitation').where('invited_by', 'in', theirs).execute()
  await db
    .deleteFrom('praise')
    .where((where) => where.or([where('is_sample', '=', true), where('from_staff_id', 'in', theirs)]))
    .execute()
  await db.deleteFrom('staff').where('is_sample', '=', true).execute()
}
