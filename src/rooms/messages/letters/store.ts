import { type Selectable, sql } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import type { Schema } from '../../../platform/db/schema.ts'
import { EMPTY_CONTENT, type LetterContent, letterContent } from './blocks/contract.ts'
import type { Letter, Picture } from './letter.ts'
import './tables.ts'

/** Content as it was written, by an older version of this program too: what no longer fits is empty rather than in the way. */
const toContent = (kept: unknown): LetterContent => {
  const read = letterContent.safeParse(kept)
  return read.success ? read.data : EMPTY_CONTENT
}

const toLetter = (row: Selectable<Schema['letter']>): Letter => ({
  id: row.letter_id,
  kind: row.kind,
  title: row.title,
  purpose: row.purpose,
  topicId: row.topic_id,
  content: toContent(row.content),
  leastBlocks: row.least_blocks,
  frozen: row.frozen,
  archiveCode: row.archive_code,
  isArchived: row.is_archived,
  madeBy: row.made_by,
  madeAt: row.made_at,
  updatedAt: row.updated_at,
  isSample: row.is_sample,
  version: row.version,
})

export async function list(db: Db, kind: Letter['kind']): Promise<Letter[]> {
  const rows = await db.selectFrom('letter').selectAll().where('kind', '=', kind).orderBy('updated_at', 'desc').limit(500).execute()
  return rows.map(toLetter)
}

export async function find(db: Db, letterId: string): Promise<Letter | undefined> {
  const row = await db.selectFrom('letter').selectAll().where('letter_id', '=', letterId).executeTakeFirst()
  return row && toLetter(row)
}

export async function findForUpdate(db: Db, letterId: string): Promise<Letter | undefined> {
  const row = await db.selectFrom('letter').selectAll().where('letter_id', '=', letterId).forUpdate().executeTakeFirst()
  return row && toLetter(row)
}

export async function findByArchiveCode(db: Db, code: string): Promise<Letter | undefined> {
  const row = await db.selectFrom('letter').selectAll().where('archive_code', '=', code).where('is_archived', '=', true).executeTakeFirst()
  return row && toLetter(row)
}

/** The wording that began to leave last, and when it first did. */
export async function lastSent(db: Db, letterId: string): Promise<{ number: number; at: Date } | undefined> {
  const found = await sql<{ number: number; at: Date }>`select letter_number as number, min(started_at) as at from sending
    where letter_id = ${letterId}::uuid and letter_number is not null and started_at is not null group by 1 order by 1 desc limit 1`.execute(
    db,
  )
  return found.rows[0]
}

export async function add(db: Db, letter: Letter): Promise<void> {
  await db
    .insertInto('letter')
    .values({
      letter_id: letter.id,
      kind: letter.kind,
      title: letter.title,
      topic_id: letter.topicId,
      purpose: letter.purpose,
      content: JSON.stringify(letter.content),
      least_blocks: letter.leastBlocks,
      archive_code: letter.archiveCode,
      is_archived: letter.isArchived,
      made_by: letter.madeBy,
      made_at: letter.madeAt,
      updated_at: letter.updatedAt,
      is_sample: letter.isSample,
    })
    .execute()
}

export async function change(db: Db, letter: Letter): Promise<void> {
  await db
    .updateTable('letter')
    .set({
      title: letter.title,
      topic_id: letter.topicId,
      purpose: letter.purpose,
      content: JSON.stringify(letter.content),
      least_blocks: letter.leastBlocks,
      is_archived: letter.isArchived,
      updated_at: letter.updatedAt,
      version: letter.version + 1,
    })
    .where('letter_id', '=', letter.id)
    .execute()
}

export async function remove(db: Db, letterId: string): Promise<void> {
  await db.deleteFrom('letter_picture').where('letter_id', '=', letterId).execute()
  await db.deleteFrom('letter').where('letter_id', '=', letterId).execute()
}

export type Version = {
  number: number
  content: LetterContent
  purpose: Letter['purpose']
  topicId: string | null
  leastBlocks: number
  frozenAt: Date
}

export async function findVersion(db: Db, letterId: string, number: number): Promise<Version | undefined> {
  const row = await db
    .selectFrom('letter_version')
    .selectAll()
    .where('letter_id', '=', letterId)
    .where('number', '=', number)
    .executeTakeFirst()
  return (
    row && {
      number: row.number,
      content: toContent(row.content),
      purpose: row.purpose,
      topicId: row.topic_id,
      leastBlocks: row.least_blocks,
      frozenAt: row.frozen_at,
    }
  )
}

/** Keeps the letter as it stands as its next version. */
export async function addVersion(db: Db, letter: Letter, number: number, by: string | null, now: Date): Promise<void> {
  await db
    .insertInto('letter_version')
    .values({
      letter_id: letter.id,
      number,
      content: JSON.stringify(letter.content),
      purpose: letter.purpose,
      topic_id: letter.topicId,
      least_blocks: letter.leastBlocks,
      frozen_at: now,
      frozen_by: by,
      is_sample: letter.isSample,
    })
    .execute()
  await db.updateTable('letter').set({ frozen: number }).where('letter_id', '=', letter.id).execute()
}

export async function setArchiveCode(db: Db, letterId: string, code: string): Promise<void> {
  await db.updateTable('letter').set({ archive_code: code }).where('letter_id', '=', letterId).execute()
}

type PictureRow = { picture_id: string; name: string; mime: Picture['mime']; width: number; height: number; size: number }

const toPicture = (row: PictureRow): Picture => ({
  id: row.picture_id,
  name: row.name,
  mime: row.mime,
  width: row.width,
  height: row.height,
  size: row.size,
})

/** A letter's pictures without their bytes. */
export async function picturesOf(db: Db, letterId: string): Promise<Picture[]> {
  const found = await sql<PictureRow>`select picture_id, name, mime, width, height, length(bytes) as size from letter_picture
    where letter_id = ${letterId}::uuid order by made_at, picture_id`.execute(db)
  return found.rows.map(toPicture)
}

export async function addPicture(db: Db, letter: Letter, picture: Picture, bytes: Uint8Array, now: Date): Promise<void> {
  await db
    .insertInto('letter_picture')
    .values({
      picture_id: picture.id,
      letter_id: letter.id,
      mime: picture.mime,
      name: picture.name,
      bytes,
      width: picture.width,
      height: picture.height,
      made_at: now,
      is_sample: letter.isSample,
    })
    .execute()
}

/** The bytes of some pictures, by id. */
export async function bytesOf(db: Db, pictureIds: readonly string[]): Promise<Map<string, Uint8Array>> {
  const found = await sql<{ picture_id: string; bytes: Uint8Array }>`select picture_id, bytes from letter_picture
    where picture_id = any(${pictureIds}::uuid[])`.execute(db)
  return new Map(found.rows.map((row) => [row.picture_id, row.bytes]))
}

/** A picture with its bytes; `isPublic`: only of a letter that has left the house. */
export async function findPicture(
  db: Db,
  pictureId: string,
  isPublic: boolean,
): Promise<{ mime: Picture['mime']; bytes: Uint8Array } | undefined> {
  const found = await sql<{ mime: Picture['mime']; bytes: Uint8Array }>`select p.mime, p.bytes from letter_picture p
    join letter l using (letter_id) where p.picture_id = ${pictureId}::uuid and (l.frozen > 0 or not ${isPublic})`.execute(db)
  return found.rows[0]
}

/** Copies a letter's pictures to another; answers the new id of each old one. */
export async function copyPictures(db: Db, pairs: readonly { from: string; to: string }[], letterId: string, now: Date): Promise<void> {
  await sql`insert into letter_picture (picture_id, letter_id, mime, name, bytes, width, height, made_at)
    select pair.copy, ${letterId}::uuid, p.mime, p.name, p.bytes, p.width, p.height, ${now}
    from unnest(${pairs.map(({ from }) => from)}::uuid[], ${pairs.map(({ to }) => to)}::uuid[]) as pair (original, copy)
    join letter_picture p on p.picture_id = pair.original`.execute(db)
}

export type PhraseRow = Selectable<Schema['house_phrase']>

export const listPhrases = (db: Db): Promise<PhraseRow[]> =>
  db.selectFrom('house_phrase').selectAll().orderBy('language').orderBy('kind').orderBy('phrase').execute()

/** Keeps a phrase; the one that was there already stays, and its id is answered. */
export async function addPhrase(db: Db, phrase: PhraseRow): Promise<string> {
  await db
    .insertInto('house_phrase')
    .values(phrase)
    .onConflict((conflict) => conflict.columns(['kind', 'language', 'phrase']).doNothing())
    .execute()
  const kept = await db
    .selectFrom('house_phrase')
    .select('phrase_id')
    .where('kind', '=', phrase.kind)
    .where('language', '=', phrase.language)
    .where('phrase', '=', phrase.phrase)
    .executeTakeFirstOrThrow()
  return kept.phrase_id
}

export async function removePhrase(db: Db, phraseId: string): Promise<void> {
  await db.deleteFrom('house_phrase').where('phrase_id', '=', phraseId).execute()
}
