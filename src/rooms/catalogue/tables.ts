import type { Generated } from 'kysely'
import type { itemKinds, itemStates } from './contract.ts'

type ItemTable = {
  item_id: string
  kind: (typeof itemKinds)[number]
  name_vi: string
  name_en: string
  aliases: string[]
  benefit_vi: string
  benefit_en: string
  for_whom_vi: string
  for_whom_en: string
  differs_vi: string
  differs_en: string
  contents: string[]
  topics: string[]
  group_name: string | null
  price: number | null
  cost: number | null
  currency: string
  state: (typeof itemStates)[number]
  coming_on: string | null
  arrived_on: string | null
  name_fold: string
  /** A tsvector. */
  words: unknown
  terms: string[]
  runs: string[]
  import_id: string | null
  is_sample: Generated<boolean>
  created_at: Date
  updated_at: Date
  version: Generated<number>
}

type OfferTable = {
  customer_id: string
  offer_id: string
  item_id: string
  answer: 'invited' | 'refused'
  at: Date
  rests_until: string
  staff_id: string | null
  staff_name: string | null
  first_customer_id: string
  is_sample: Generated<boolean>
}

declare module '#platform/db/schema.ts' {
  interface Schema {
    catalogue_item: ItemTable
    catalogue_name: { name_fold: string; item_id: string; is_sample: Generated<boolean> }
    catalogue_before: { import_id: string; item_id: string; was: unknown; became: unknown }
    catalogue_offer: OfferTable
  }
}
