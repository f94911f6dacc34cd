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
  first_customer_id: string
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
  }
}
