import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import { newId } from '../../../platform/ids.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { leftOut } from '../../../values/consent-words.ts'
import './tables.ts'

/** The words by which customers are asked. A new text is a new version; what somebody agreed to stays as it stood. */

/** Read by the customer, or read out to them. */
export type Manner = 'written' | 'spoken'

export type Wording = {
  id: string
  language: 'vi' | 'en'
  manner: Manner
  words: string
  hash: string
  promises: { content: string; method: string; form: string; monthly: number | null }
  madeAt: Date
  isCurrent: boolean
}

const toWording = (row: Selectable<Schema['wording']>): Wording => ({
  id: row.wording_id,
  language: row.language,
  manner: row.manner,
  words: row.words,
  hash: row.hash,
  promises: row.promises as Wording['promises'],
  madeAt: row.made_at,
  isCurrent: row.is_current,
})

const hashOf = (language: string, words: string): string => createHash('sha256').update(`${language}\n${words}`).digest('hex')

/** What the form of words promises: the rest is filled in where somebody is asked, and kept with each consent. */
const PROMISES = { content: '{topics}', method: '{channel}', form: 'letter', monthly: null } as const

/** The words in force in this language. */
export async function currentWording(db: Db, language: 'vi' | 'en', manner: Manner = 'written'): Promise<Wording> {
  const row = await db
    .selectFrom('wording')
    .selectAll()
    .where('language', '=', language)
    .where('manner', '=', manner)
    .where('is_current', '=', true)
    .executeTakeFirstOrThrow()
  return toWording(row)
}

/** Every version in both languages, newest first. */
export async function listWordings(db: Db): Promise<Wording[]> {
  return (await db.selectFrom('wording').selectAll().orderBy('made_at', 'desc').orderBy('wording_id').limit(200).execute()).map(toWording)
}

type NewWords = { language: 'vi' | 'en'; manner: Manner; words: string }

/** Puts new words in the place of the current ones; the old ones stay for those who agreed to them. */
export async function changeWording(db: Db, { language, manner, words }: NewWords, by: string | null, now: Date): Promise<Wording> {
  const missing = leftOut(words)
  if (missing.length > 0)
    throw new Refusal(400, 'consent.wording_incomplete', `The words must say ${missing.join(', ')}.`, { words: missing.join(' ') })
  const before = await currentWording(db, language, manner)
  if (before.words === words) return before
  await db
    .updateTable('wording')
    .set({ is_current: false })
    .where('language', '=', language)
    .where('manner', '=', manner)
    .where('is_current', '=', true)
    .execute()
  const made = {
    id: newId(),
    language,
    manner,
    words,
    hash: hashOf(language, words),
    promises: { ...PROMISES },
    madeAt: now,
    isCurrent: true,
  }
  await db
    .insertInto('wording')
    .values({
      wording_id: made.id,
      language,
      manner,
      words,
      hash: made.hash,
      promises: JSON.stringify(PROMISES),
      made_at: now,
      made_by: by,
      is_current: true,
    })
    .execute()
  return made
}
