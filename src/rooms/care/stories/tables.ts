import type { Generated } from 'kysely'

type StoryTable = {
  customer_id: string
  story_id: string
  week: string
  is_shown: Generated<boolean>
  /** JSON; the driver reads it as an object and takes it as text. So is `own_words`. */
  facts: unknown
  own_words: unknown
  edited_by_name: string | null
  made_at: Date
  first_customer_id: string
  version: Generated<number>
}

declare module '#platform/db/schema.ts' {
  interface Schema {
    story: StoryTable
    story_skip: { week: string; staff_name: string | null; at: Date }
    story_wish: { customer_id: string; staff_name: string | null; at: Date; first_customer_id: string }
  }
}
