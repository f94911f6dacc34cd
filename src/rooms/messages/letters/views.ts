import type { z } from 'zod'
import type { letterView, listLetters } from './contract.ts'
import type { Letter, Picture } from './letter.ts'

type LetterRow = z.input<typeof listLetters.answer>['letters'][number]

export const viewRow = (letter: Letter, names: ReadonlyMap<string, string>): LetterRow => ({
  id: letter.id,
  kind: letter.kind,
  title: letter.title,
  purpose: letter.purpose,
  topicId: letter.topicId,
  subject: letter.content.subject,
  blocks: letter.content.blocks.length,
  frozen: letter.frozen,
  madeByName: letter.madeBy === null ? null : (names.get(letter.madeBy) ?? null),
  madeAt: letter.madeAt.toISOString(),
  updatedAt: letter.updatedAt.toISOString(),
  isSample: letter.isSample,
  version: letter.version,
})

type Beside = { pictures: readonly Picture[]; isAhead: boolean; names: ReadonlyMap<string, string> }

export function viewLetter(letter: Letter, { pictures, isAhead, names }: Beside): z.input<typeof letterView> {
  const { subject: _subject, blocks: _blocks, ...row } = viewRow(letter, names)
  return {
    ...row,
    content: letter.content,
    leastBlocks: letter.leastBlocks,
    pictures: [...pictures],
    archiveCode: letter.archiveCode,
    isArchived: letter.isArchived,
    isAhead,
  }
}
