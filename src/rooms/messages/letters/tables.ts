import type { Generated } from 'kysely'

type LetterTable = {
  letter_id: string
  kind: 'newsletter' | 'personal' | 'journey' | 'card'
  title: string
  topic_id: string | null
  purpose: 'service' | 'relationship' | 'newsletter' | 'offer' | 'survey'
  /** JSON; the driver reads it as an object and takes it as text. */
  content: unknown
  least_blocks: Generated<number>
  frozen: Generated<number>
  archive_code: string | null
  is_archived: Generated<boolean>
  made_by: string | null
  made_at: Date
  updated_at: Date
  is_sample: Generated<boolean>
  version: Generated<number>
}

type LetterVersionTable = {
  letter_id: string
  number: number
  content: unknown
  purpose: LetterTable['purpose']
  topic_id: string | null
  least_blocks: number
  frozen_at: Date
  frozen_by: string | null
  is_sample: Generated<boolean>
}

type LetterPictureTable = {
  picture_id: string
  letter_id: string
  mime: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp'
  name: string
  bytes: Uint8Array
  width: number
  height: number
  made_at: Date
  is_sample: Generated<boolean>
}

type HousePhraseTable = { phrase_id: string; kind: 'empty' | 'promise' | 'address' | 'allowed'; language: 'vi' | 'en'; phrase: string }

declare module '#platform/db/schema.ts' {
  interface Schema {
    letter: LetterTable
    letter_version: LetterVersionTable
    letter_picture: LetterPictureTable
    house_phrase: HousePhraseTable
  }
}
