import { fold } from '../../../values/text.ts'
import type { Block } from './blocks/contract.ts'
import type { FrozenLetter } from './letter.ts'
import type { Reader, ReadingLevel } from './reader.ts'

/** Which blocks of a letter are for whom. */

/** Why a block falls out: the reader avoids it, has not asked for it, or knows more or less than it is written for. */
export type Drop = { why: 'avoided' | 'unwanted' | 'level'; words: string }

const isTopicId = (tag: string): boolean => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(tag)

/** "hoa ly" meets "hoa ly trong phòng" and the other way round, by whole words: "ly" does not meet "lyric". */
function meets(a: string, b: string): boolean {
  if (a === '' || b === '') return false
  return ` ${a} `.includes(` ${b} `) || ` ${b} `.includes(` ${a} `)
}

const meetsAny = (tag: string, said: readonly string[]): boolean => said.some((line) => meets(fold(tag), fold(line)))

const RANK: Record<ReadingLevel, number> = { new: 0, knows: 1, expert: 2 }

/** Somebody who never said how well they know a topic is spared only what is written for those who know it best. */
function fitsLevel(block: Block, reader: Reader, topicId: string | null): boolean {
  if (block.level === 'any') return true
  const asked = [...block.topics.filter(isTopicId), ...(topicId ? [topicId] : [])]
  const level = asked.map((topic) => reader.levels[topic]).find((known) => known !== undefined)
  if (level === undefined) return block.level !== 'expert'
  return RANK[block.level] === RANK[level]
}

/** Why this block is not for this reader, or undefined where it is. An avoided thing is a hard no, whatever else they like. */
export function dropOf(block: Block, reader: Reader, topicId: string | null): Drop | undefined {
  const tags = block.topics.filter((tag) => !isTopicId(tag))
  const avoided = tags.find((tag) => meetsAny(tag, reader.avoids))
  if (avoided !== undefined) return { why: 'avoided', words: avoided }
  const topics = block.topics.filter(isTopicId)
  const left = topics.find((topic) => reader.unwanted.includes(topic))
  if (left !== undefined) return { why: 'unwanted', words: left }
  const isWanted =
    topics.length === 0 || topics.some((topic) => reader.topics.includes(topic)) || tags.some((tag) => meetsAny(tag, reader.likes))
  if (!isWanted) return { why: 'unwanted', words: topics[0] ?? '' }
  return fitsLevel(block, reader, topicId) ? undefined : { why: 'level', words: block.level }
}

type Fitted = Pick<FrozenLetter, 'content' | 'topicId' | 'leastBlocks'>

/** The places of the blocks that are this reader's, in their order. */
export const keptBlocks = (letter: Fitted, reader: Reader): number[] =>
  letter.content.blocks.flatMap((block, at) => (dropOf(block, reader, letter.topicId) ? [] : [at]))

/** A signature or a bare button is nothing to read. */
const isToRead = (block: Block | undefined): boolean => block !== undefined && block.kind !== 'signature' && block.kind !== 'button'

/** Whether enough is left of the letter for this reader. */
export const isWorthSending = (letter: Fitted, kept: readonly number[]): boolean =>
  kept.filter((at) => isToRead(letter.content.blocks[at])).length >= letter.leastBlocks
