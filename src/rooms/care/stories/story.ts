import type { factKinds } from './contract.ts'

/** What a story is told from: data, each with where it was recorded; the sentences are made when it is read. */

export type Source = { kind: 'orders' | 'preference' | 'promise' | 'touchpoint' | 'record'; id: string | null; on: string | null }

export type Fact =
  | { kind: 'since'; year: number; times: number; source: Source }
  | { kind: 'likes'; what: string; source: Source }
  | { kind: 'kept'; words: string; source: Source }
  | { kind: 'thanks'; words: string; source: Source }

export type Sentence = { kind: (typeof factKinds)[number]; words: string; source: Source }

export type Story = {
  id: string
  customerId: string
  week: string
  facts: Fact[]
  ownWords: { vi: string; en: string } | null
  editedByName: string | null
  madeAt: Date
  version: number
}
