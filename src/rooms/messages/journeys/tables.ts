import type { Generated } from 'kysely'

type JourneyTable = {
  journey_id: string
  kind: 'welcome' | 'thank-you' | 'after-stay' | 'win-back' | 'farewell' | 'occasion'
  title: string
  /** JSON; the driver reads it as an object and takes it as text. So are `steps`. */
  begins: unknown
  steps: unknown
  stops: string[]
  is_running: Generated<boolean>
  started_at: Date | null
  made_by: string | null
  made_at: Date
  is_sample: Generated<boolean>
  version: Generated<number>
}

type JourneyWalkTable = {
  customer_id: string
  walk_id: string
  journey_id: string
  began_by: string
  began_at: Date
  step: Generated<number>
  due_at: Date | null
  state: 'walking' | 'done' | 'stopped' | 'held'
  why: string | null
  ended_at: Date | null
  first_customer_id: string
  is_sample: Generated<boolean>
}

type JourneyLetterTable = {
  customer_id: string
  walk_id: string
  step: number
  journey_id: string
  message_id: string | null
  became: 'sent' | 'by-hand' | 'held' | 'expired'
  rule: string | null
  at: Date
  first_customer_id: string
  is_sample: Generated<boolean>
}

declare module '#platform/db/schema.ts' {
  interface Schema {
    journey: JourneyTable
    journey_walk: JourneyWalkTable
    journey_letter: JourneyLetterTable
  }
}
