import type { Generated } from 'kysely'

type HouseOccasionTable = {
  occasion_key: string
  /** JSON; the driver reads it as an object and takes it as text. */
  names: unknown
  calendar: 'solar' | 'lunar'
  month: number
  day: number
  prepare_days: Generated<number>
  is_kept: boolean
  is_sample: Generated<boolean>
  version: Generated<number>
}

type CardGivenTable = {
  customer_id: string
  card_id: string
  occasion_key: string
  year: number
  letter_id: string | null
  words_print: string | null
  words: Generated<string>
  called: Generated<string>
  gift: string | null
  how: 'mail' | 'sms' | 'zalo' | 'paper' | 'hand'
  message_id: string | null
  given_at: Date
  given_by: string | null
  given_name: string | null
  first_customer_id: string
  is_sample: Generated<boolean>
}

declare module '#platform/db/schema.ts' {
  interface Schema {
    house_occasion: HouseOccasionTable
    card_given: CardGivenTable
  }
}
