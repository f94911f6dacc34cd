import type { Generated } from 'kysely'
import type { threadChannels, threadStates } from './contract.ts'

type ThreadTable = {
  thread_id: string
  customer_id: string | null
  channel: (typeof threadChannels)[number]
  address: string | null
  shown_as: string
  subject: Generated<string>
  is_to_owner: Generated<boolean>
  state: (typeof threadStates)[number]
  snoozed_until: Date | null
  assigned_to: string | null
  assigned_name: string | null
  waiting_since: Date | null
  last_at: Date
  last_direction: 'in' | 'out'
  last_words: Generated<string>
  found_by: Generated<string>
  first_customer_id: string | null
  is_sample: Generated<boolean>
  version: Generated<number>
}

type ThreadEntryTable = {
  thread_id: string
  entry_id: string
  customer_id: string | null
  at: Date
  direction: 'in' | 'out' | 'note'
  mail_id: string | null
  in_reply_to: string | null
  mail_references: Generated<string[]>
  subject: Generated<string>
  words: string
  safe_html: string | null
  /** JSON; the driver reads it as a list and takes it as text. */
  attachments: Generated<unknown>
  raw_id: string | null
  message_id: string | null
  staff_id: string | null
  staff_name: string | null
  touchpoint_id: string | null
  first_customer_id: string | null
  is_sample: Generated<boolean>
}

declare module '#platform/db/schema.ts' {
  interface Schema {
    thread: ThreadTable
    thread_entry: ThreadEntryTable
    attachment_piece: { thread_id: string; entry_id: string; place: number; piece: number; bytes: Buffer }
    reply_draft: { thread_id: string; staff_id: string; words: string; updated_at: Date }
  }
}
