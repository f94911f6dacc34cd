import type { Generated } from 'kysely'

type PlaybookTable = {
  playbook_key: string
  /** JSON; the driver reads it as an object and takes it as text. */
  content: unknown
  is_kept: Generated<boolean>
  version: Generated<number>
  is_sample: Generated<boolean>
}

type PlaybookVersionTable = {
  playbook_key: string
  version: number
  content: unknown
  is_kept: boolean
  at: Date
  staff_name: string | null
  is_sample: Generated<boolean>
}

type PlaybookPracticeTable = { staff_id: string; playbook_key: string; read_on: string | null; practised_on: string | null }

declare module '#platform/db/schema.ts' {
  interface Schema {
    playbook: PlaybookTable
    playbook_version: PlaybookVersionTable
    playbook_practice: PlaybookPracticeTable
  }
}
