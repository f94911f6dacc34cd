import type { AddressForm } from '../../values/address-form.ts'
import type { NameOrder } from '../../values/person-name.ts'
import type {
  contactKinds,
  customerKinds,
  knownBy,
  occasionKinds,
  payingWays,
  priceExpectations,
  relationshipKinds,
  sensitivities,
  stances,
} from './contract.ts'
import type { fieldKinds } from './house/contract.ts'

/** The customer as the house knows them; what the tables hold, in the words of the room. */

export type ContactKind = (typeof contactKinds)[number]
export type Contact = { kind: ContactKind; value: string; shown: string; old?: string; isVerified: boolean; isMasked?: true }
export type Birthday = { year?: number | undefined; month?: number | undefined; day?: number | undefined }
export type Paying = { by: (typeof payingWays)[number] | null; brand: string | null; lastFour: string | null; isMasked?: true }

export type CustomerKind = (typeof customerKinds)[number]
/** A value of one of the house's own fields. */
export type FieldValue = string | number | boolean

export type Customer = {
  id: string
  kind: CustomerKind
  name: string
  nameOrder: NameOrder
  callName: string
  address: AddressForm
  language: 'vi' | 'en'
  country: string | null
  birthday: Birthday | null
  postal: string | null
  contacts: Contact[]
  tags: string[]
  paying: Paying
  lastContactAt: Date | null
  source: string | null
  lifestyle: string[]
  priceExpectation: (typeof priceExpectations)[number] | null
  heardFrom: string | null
  fields: Record<string, FieldValue>
  isSample: boolean
  createdAt: Date
  updatedAt: Date
  version: number
}

export type KnownBy = (typeof knownBy)[number]
export type Stance = (typeof stances)[number]

export type Preference = {
  id: string
  stance: Stance
  what: string
  reason: string | null
  source: KnownBy
  /** 1 to 100, as it was when last confirmed. */
  confidence: number
  sensitivity: (typeof sensitivities)[number]
  group: string | null
  /** On how many separate days it was seen, and on which first and last. */
  seenCount: number
  firstSeenOn: string | null
  lastSeenOn: string | null
  notedOn: string
  lastConfirmedOn: string
  notedByName: string | null
  version: number
}

/** A line that turned out to be wrong; kept so that it does not come back by itself. */
export type Refuted = Preference & { refutedAt: Date; refutedByName: string | null }

/** A tie as one end has it. */
export type Relationship = {
  id: string
  otherId: string
  kind: (typeof relationshipKinds)[number]
  /** `from`: this end is what the kind says (works at the other); `to`: the other end is. */
  side: 'from' | 'to'
  words: string | null
  since: string | null
  notedByName: string | null
  notedOn: string
  version: number
}

/** A day to remember, in the calendar and as far as it was told. */
export type Occasion = {
  id: string
  kind: (typeof occasionKinds)[number]
  label: string | null
  calendar: 'solar' | 'lunar'
  year: number | null
  month: number | null
  day: number | null
  isLeap: boolean
  written: string | null
  source: KnownBy
  notedByName: string | null
  notedOn: string
  version: number
}

export type Choice = { key: string; vi: string; en: string }

export type PreferenceGroup = {
  id: string
  key: string
  nameVi: string
  nameEn: string
  choices: Choice[]
  atMost: number
  stance: Stance
  isRetired: boolean
  version: number
}

export type CustomerField = {
  id: string
  key: string
  nameVi: string
  nameEn: string
  kind: (typeof fieldKinds)[number]
  choices: Choice[]
  appliesTo: CustomerKind[]
  isRetired: boolean
  version: number
}
