import { sql } from 'kysely'
import type { Role } from '../../values/rights.ts'
import type { Db } from '../db/db.ts'

/** The channel of the database on which every open screen is told. */
export const CHANNEL = 'quen_stream'

/** Who is told: these people and everybody of these roles; without it everybody signed in who may read customers. */
export type To = { staffIds?: readonly string[]; roles?: readonly Role[] }

/** Something that open screens should know of: what happened, and the ids of what it happened to. */
export type Word = { what: string; about: Record<string, unknown>; to?: To }

/** PostgreSQL carries less than 8000 bytes with a notification. */
const LONGEST = 7900

/**
 * Tells every open screen that it concerns, if and when this transaction commits. `about` holds ids and states only, never what a
 * customer is: it passes through the database's channel, which every program on this database may hear.
 */
export async function tell(db: Db, word: Word): Promise<void> {
  const text = JSON.stringify(word)
  if (Buffer.byteLength(text) > LONGEST) throw new Error(`too much to tell of ${word.what}: send ids, not contents`)
  await sql`select pg_notify(${CHANNEL}, ${text})`.execute(db)
}

/** What came over the channel, or undefined where it is not of ours. */
export function readWord(text: string | undefined): Word | undefined {
  try {
    const word = JSON.parse(text ?? '') as Partial<Word>
    return typeof word.what === 'string' && typeof word.about === 'object' && word.about !== null ? (word as Word) : undefined
  } catch {
    return undefined
  }
}
