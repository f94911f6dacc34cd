import type { Generated } from 'kysely'

type StopTable = {
  stop_id: string
  key: string
  phase: string
  rank: number
  name_vi: string
  name_en: string
  icon: string
  team: string | null
  /** JSON; the driver reads it as an object and takes it as text. */
  feeds: unknown
  promise_kinds: string[]
  is_retired: Generated<boolean>
  is_sample: Generated<boolean>
  version: Generated<number>
}

type LineDayTable = { day: string; kind: string; type: string; moment: string; channel: string; lines: number; unhappy: number }

declare module '#platform/db/schema.ts' {
  interface Schema {
    map_stop: StopTable
    line_day: LineDayTable
  }
}
