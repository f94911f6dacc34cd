import type { Generated } from 'kysely'

type CustomerTable = {
  customer_id: string
  kind: 'person' | 'organisation' | 'household'
  name: string
  name_order: 'family-first' | 'given-first'
  call_name: string
  name_key: string
  name_fold: string
  given_fold: string
  family_fold: string
  /** A tsvector; written through `array_to_tsvector`. */
  words: unknown
  sort_key: string
  address_them: string
  address_us: string
  address_source: string
  language: string
  country: string | null
  birth_year: number | null
  birth_month: number | null
  birth_day: number | null
  address: string | null
  /** JSON; the driver reads it as an object and takes it as text. */
  contacts: unknown
  tags: string[]
  pays_by: string | null
  pays_brand: string | null
  pays_last_four: string | null
  last_contact_at: Date | null
  source: string | null
  is_sample: Generated<boolean>
  lifestyle: Generated<string[]>
  price_expectation: 'careful' | 'fair' | 'best' | null
  heard_from: string | null
  /** JSON; the driver reads it as an object and takes it as text. */
  fields: Generated<unknown>
  import_id: string | null
  first_customer_id: string
  created_at: Date
  created_by: string | null
  updated_at: Date
  version: Generated<number>
}

type IdentityTable = { kind: string; value: string; customer_id: string; import_id: string | null; first_customer_id: string }

type PreferenceTable = {
  customer_id: string
  preference_id: string
  stance: 'likes' | 'avoids' | 'needs' | 'must-not'
  what: string
  reason: string | null
  source: 'said' | 'observed' | 'inferred'
  confidence: number
  noted_on: string
  last_confirmed_on: string
  noted_by: string | null
  noted_by_name: string | null
  import_id: string | null
  group_key: string | null
  sensitivity: Generated<'normal' | 'health' | 'faith' | 'child'>
  seen_count: Generated<number>
  first_seen_on: string | null
  last_seen_on: string | null
  refuted_at: Date | null
  refuted_by: string | null
  refuted_by_name: string | null
  first_customer_id: string
  version: Generated<number>
}

type RelationshipTable = {
  customer_id: string
  relationship_id: string
  other_customer_id: string
  kind: 'family' | 'works-at' | 'decides-for' | 'introduced-by' | 'member-of'
  side: 'from' | 'to'
  words: string | null
  since: string | null
  noted_by: string | null
  noted_by_name: string | null
  noted_on: string
  first_customer_id: string
  version: Generated<number>
}

type OccasionTable = {
  customer_id: string
  occasion_id: string
  kind: 'birthday' | 'wedding' | 'founding' | 'first-visit' | 'memorial' | 'other'
  label: string | null
  calendar: 'solar' | 'lunar'
  year: number | null
  month: number | null
  day: number | null
  is_leap: Generated<boolean>
  written: string | null
  source: 'said' | 'observed' | 'inferred'
  noted_by: string | null
  noted_by_name: string | null
  noted_on: string
  first_customer_id: string
  version: Generated<number>
}

type PreferenceGroupTable = {
  group_id: string
  key: string
  name_vi: string
  name_en: string
  /** JSON: [{key, vi, en}]. */
  choices: unknown
  at_most: number
  stance: Generated<'likes' | 'avoids' | 'needs' | 'must-not'>
  rank: Generated<number>
  is_retired: Generated<boolean>
  version: Generated<number>
}

type CustomerFieldTable = {
  field_id: string
  key: string
  name_vi: string
  name_en: string
  kind: 'text' | 'number' | 'date' | 'choice' | 'yes-no'
  /** JSON: [{key, vi, en}]. */
  choices: unknown
  applies_to: string[]
  rank: Generated<number>
  is_retired: Generated<boolean>
  version: Generated<number>
}

declare module '#platform/db/schema.ts' {
  interface Schema {
    customer: CustomerTable
    identity: IdentityTable
    sole_identity: { kind: string; value: string; customer_id: string; import_id: string | null }
    name_word: { word: string }
    name_word_variant: { variant: string; word: string }
    preference: PreferenceTable
    relationship: RelationshipTable
    occasion: OccasionTable
    preference_group: PreferenceGroupTable
    customer_field: CustomerFieldTable
  }
}
