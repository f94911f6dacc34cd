import type { Generated } from 'kysely'

declare module '#platform/db/schema.ts' {
  interface Schema {
    zalo_token: {
      is_only: Generated<boolean>
      sealed: string
      expires_at: Date | null
      refreshed_at: Date | null
      fault: string | null
      fault_at: Date | null
      daily_quota: number | null
      left_quota: number | null
      quota_at: Date | null
    }
    zalo_event: {
      event_key: string
      body: string | null
      came_at: Date
      due_at: Date
      state: Generated<'new' | 'done' | 'faulty'>
      attempts: Generated<number>
      fault: string | null
    }
    zalo_heard: { user_id: string; heard_at: Date }
  }
}
