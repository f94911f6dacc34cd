import type { purposes } from '../contract.ts'
import type { LetterContent } from './blocks/contract.ts'
import type { letterKinds } from './contract.ts'

/** The letter as the house writes it; what the tables hold, in the words of the room. */
export type Picture = {
  id: string
  name: string
  mime: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp'
  width: number
  height: number
  /** In bytes. */
  size: number
}

type LetterFrame = {
  purpose: (typeof purposes)[number]
  topicId: string | null
  content: LetterContent
  leastBlocks: number
}

export type Letter = LetterFrame & {
  id: string
  kind: (typeof letterKinds)[number]
  title: string
  frozen: number
  archiveCode: string | null
  isArchived: boolean
  madeBy: string | null
  madeAt: Date
  updatedAt: Date
  isSample: boolean
  version: number
}

/** A letter as it will be sent, whatever is written afterwards; `number` 0 is a draft that is only looked at. */
export type FrozenLetter = LetterFrame & {
  letterId: string
  number: number
  pictures: readonly Picture[]
  archiveCode: string | null
  topicName: { vi: string; en: string } | null
}
