import { randomBytes } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fold } from '../../values/text.ts'
import { type StaffKey, staff } from './made.ts'

/** How the staff of the sample sign in: first name without marks, and one password for all nine. */

const HOST = 'nha-quen.example'

export const mailOfStaff = (key: StaffKey): string => `${fold(staff.find((one) => one.key === key)?.name ?? key)}@${HOST}`

export const signIns = staff.map(({ key, name, role }) => ({ name, mail: mailOfStaff(key), role }))

/** 72 random bits in twelve characters. */
export const newSamplePassword = (): string => randomBytes(9).toString('base64url')

export const passwordFile = (data: string): string => join(data, 'sample-password')

/** Keeps the password for the owner of the data folder alone to read. */
export function keepPassword(data: string, password: string): void {
  rmSync(passwordFile(data), { force: true })
  writeFileSync(passwordFile(data), `${password}\n`, { mode: 0o600 })
}

export const forgetPassword = (data: string): void => rmSync(passwordFile(data), { force: true })
