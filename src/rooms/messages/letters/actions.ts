import type { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import type { Who } from '../../../platform/http/who.ts'
import { newId, newSecret } from '../../../platform/ids.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { listTopics } from '../consent/topics.ts'
import { EMPTY_CONTENT, type LetterContent } from './blocks/contract.ts'
import { check } from './check-rules.ts'
import type { addLetter, addPhrase, changeLetter, Finding } from './contract.ts'
import type { FrozenLetter, Letter, Picture } from './letter.ts'
import { measure } from './measuring.ts'
import * as store from './store.ts'

type New = z.output<NonNullable<typeof addLetter.body>>
type Change = z.output<NonNullable<typeof changeLetter.body>>

const noSuchLetter = () => new Refusal(404, 'letters.no_such_letter', 'There is no such letter.')
const handOf = (who: Who): string | null => (who.kind === 'staff' ? who.id : null)

export async function requireLetter(db: Db, letterId: string): Promise<Letter> {
  const letter = await store.find(db, letterId)
  if (!letter) throw noSuchLetter()
  return letter
}

async function requireForUpdate(db: Db, letterId: string): Promise<Letter> {
  const letter = await store.findForUpdate(db, letterId)
  if (!letter) throw noSuchLetter()
  return letter
}

async function checkTopic(db: Db, topicId: string | null): Promise<void> {
  if (topicId === null) return
  const topics = await listTopics(db)
  if (!topics.some(({ id }) => id === topicId))
    throw new Refusal(400, 'letters.no_such_topic', 'There is no such topic.', { topicId: 'unknown' })
}

const pictureIdsIn = ({ blocks }: LetterContent): string[] =>
  blocks.flatMap((block) => ((block.kind === 'picture' || block.kind === 'product') && block.pictureId ? [block.pictureId] : []))

/** Blocks have keys of their own, and their pictures lie with this letter. */
function checkContent(content: LetterContent, pictures: readonly Picture[]): void {
  const keys = content.blocks.map(({ key }) => key)
  const twice = keys.findIndex((key, at) => keys.indexOf(key) < at)
  if (twice >= 0)
    throw new Refusal(400, 'letters.key_twice', 'Two blocks go by the same key.', { [`content.blocks.${twice}.key`]: 'twice' })
  const known = new Set(pictures.map(({ id }) => id))
  const stray = pictureIdsIn(content).find((id) => !known.has(id))
  if (stray !== undefined)
    throw new Refusal(400, 'letters.no_such_picture', 'This picture does not lie with the letter.', { content: 'no_such_picture' })
}

/** Begins a letter; it is nobody's yet but the house's. */
export async function beginLetter(db: Db, asked: New, who: Who, now: Date, { isSample = false } = {}): Promise<Letter> {
  await checkTopic(db, asked.topicId)
  const content = asked.content ?? EMPTY_CONTENT
  checkContent(content, [])
  const letter: Letter = {
    id: newId(now.getTime()),
    kind: asked.kind,
    title: asked.title,
    purpose: asked.purpose,
    topicId: asked.topicId,
    content,
    leastBlocks: asked.leastBlocks,
    frozen: 0,
    archiveCode: null,
    isArchived: asked.kind === 'newsletter',
    madeBy: handOf(who),
    madeAt: now,
    updatedAt: now,
    isSample,
    version: 1,
  }
  await store.add(db, letter)
  return letter
}

/** Changes a letter as it stood at the version that was seen. Whatever was frozen of it stays as it was. */
export async function editLetter(db: Db, letterId: string, { version, ...asked }: Change, now: Date): Promise<Letter> {
  const before = await requireForUpdate(db, letterId)
  if (before.version !== version) throw new Refusal(409, 'letters.changed_meanwhile', 'Somebody changed this meanwhile.')
  if (asked.topicId !== undefined) await checkTopic(db, asked.topicId)
  if (asked.content) checkContent(asked.content, await store.picturesOf(db, letterId))
  const after: Letter = {
    ...before,
    title: asked.title ?? before.title,
    purpose: asked.purpose ?? before.purpose,
    topicId: asked.topicId === undefined ? before.topicId : asked.topicId,
    content: asked.content ?? before.content,
    leastBlocks: asked.leastBlocks ?? before.leastBlocks,
    isArchived: asked.isArchived ?? before.isArchived,
    updatedAt: now,
  }
  await store.change(db, after)
  return { ...after, version: version + 1 }
}

const withPictures = (content: LetterContent, copies: ReadonlyMap<string, string>): LetterContent => ({
  ...content,
  blocks: content.blocks.map((block) =>
    block.kind === 'picture' || block.kind === 'product'
      ? { ...block, pictureId: block.pictureId === null ? null : (copies.get(block.pictureId) ?? null) }
      : block,
  ),
})

/** Begins a letter from another: its blocks, its pictures, none of its history. */
export async function copyOf(db: Db, letterId: string, title: string, who: Who, now: Date): Promise<Letter> {
  const original = await requireLetter(db, letterId)
  const used = new Set(pictureIdsIn(original.content))
  const pairs = (await store.picturesOf(db, letterId)).filter(({ id }) => used.has(id)).map(({ id }) => ({ from: id, to: newId() }))
  const copy: Letter = {
    ...original,
    id: newId(now.getTime()),
    title,
    content: withPictures(original.content, new Map(pairs.map(({ from, to }) => [from, to]))),
    frozen: 0,
    archiveCode: null,
    madeBy: handOf(who),
    madeAt: now,
    updatedAt: now,
    isSample: false,
    version: 1,
  }
  await store.add(db, copy)
  if (pairs.length > 0) await store.copyPictures(db, pairs, copy.id, now)
  return copy
}

export async function dropLetter(db: Db, letterId: string): Promise<void> {
  const letter = await requireForUpdate(db, letterId)
  if (letter.frozen > 0) throw new Refusal(409, 'letters.was_sent', 'This letter was sent; it stays as part of the history.')
  await store.remove(db, letterId)
}

const LARGEST = 2 * 1024 * 1024
const MOST_PICTURES = 40

/** Puts a picture with a letter, measured by its own bytes. */
export async function putPicture(db: Db, letterId: string, file: { name: string; bytes: Uint8Array }, now: Date): Promise<Picture> {
  const letter = await requireForUpdate(db, letterId)
  if (file.bytes.length > LARGEST) throw new Refusal(413, 'letters.picture_too_large', 'A picture may have 2 MB at most.')
  const measured = measure(file.bytes)
  if (!measured) throw new Refusal(415, 'letters.not_a_picture', 'This is no PNG, JPEG, GIF or WebP picture.')
  if ((await store.picturesOf(db, letterId)).length >= MOST_PICTURES)
    throw new Refusal(409, 'letters.too_many_pictures', 'A letter holds 40 pictures at most.')
  const picture: Picture = { id: newId(now.getTime()), name: file.name.slice(0, 200), ...measured, size: file.bytes.length }
  await store.addPicture(db, letter, picture, file.bytes, now)
  return picture
}

export const findingsOf = async (db: Db, letter: Letter): Promise<Finding[]> => check(letter, await store.listPhrases(db))

async function topicNameOf(db: Db, topicId: string | null): Promise<FrozenLetter['topicName']> {
  if (topicId === null) return null
  return (await listTopics(db)).find(({ id }) => id === topicId)?.names ?? null
}

/** The letter as it reads now, to look at: number 0. */
export async function asDraft(db: Db, letter: Letter): Promise<FrozenLetter> {
  const [pictures, topicName] = await Promise.all([store.picturesOf(db, letter.id), topicNameOf(db, letter.topicId)])
  return { ...letter, letterId: letter.id, number: 0, pictures, topicName }
}

/** A version that was frozen, as it will be or was sent. */
export async function frozenLetter(db: Db, letterId: string, number: number): Promise<FrozenLetter> {
  const [letter, version, pictures] = await Promise.all([
    requireLetter(db, letterId),
    store.findVersion(db, letterId, number),
    store.picturesOf(db, letterId),
  ])
  if (!version) throw new Refusal(404, 'letters.no_such_letter', 'There is no such version of the letter.')
  const archiveCode = letter.isArchived ? letter.archiveCode : null
  return { ...version, letterId, pictures, archiveCode, topicName: await topicNameOf(db, version.topicId) }
}

/**
 * Keeps the letter as it reads now, for sending; what is written afterwards doesn't change it. Where it reads as the last frozen version
 * does, that one is answered. Refused while something in it blocks: an empty subject, no blocks, a field that is none.
 */
export async function freeze(db: Db, letterId: string, by: string | null, now: Date): Promise<{ number: number }> {
  const letter = await requireForUpdate(db, letterId)
  const blocking = (await findingsOf(db, letter)).find(({ weight }) => weight === 'blocking')
  if (blocking)
    throw new Refusal(409, 'letters.not_ready', 'Something in this letter keeps it from being sent.', { [blocking.where]: blocking.kind })
  if (letter.archiveCode === null) await store.setArchiveCode(db, letterId, newSecret().slice(0, 16))
  const last = await store.findVersion(db, letterId, letter.frozen)
  if (last && isSame(letter, last)) return { number: last.number }
  const number = letter.frozen + 1
  await store.addVersion(db, letter, number, by, now)
  return { number }
}

/** Whether a version reads as the letter does now. */
export const isSame = (letter: Letter, version: store.Version): boolean =>
  letter.purpose === version.purpose &&
  letter.topicId === version.topicId &&
  letter.leastBlocks === version.leastBlocks &&
  JSON.stringify(letter.content) === JSON.stringify(version.content)

export const watchFor = (db: Db, asked: z.output<NonNullable<typeof addPhrase.body>>): Promise<string> =>
  store.addPhrase(db, { phrase_id: newId(), ...asked })
