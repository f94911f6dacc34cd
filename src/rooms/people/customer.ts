import type { AddressForm } from '../../values/address-form.ts'
import type { NameOrder } from '../../values/person-name.ts'
import type { contactKinds, knownBy, payingWays, stances } from './contract.ts'

/** The customer as the house knows them; what the tables hold, in the words of the room. */

export type ContactKind = (typeof contactKinds)[number]
export type Contact = { kind: ContactKind; value: string; shown: string; old?: string; isVerified: boolean }
export type Birthday = { year?: number | undefined; month?: number | undefined; day?: number | undefined }
export type Paying = { by: (typeof payingWays)[number] | null; brand: string | null; lastFour: string | null }

export type Customer = {
  id: string
  kind: 'person' | 'organisation' | 'household'
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
  isSample: boolean
  createdAt: Date
  updatedAt: Date
  version: number
}

export type Preference = {
  id: string
  stance: (typeof stances)[number]
  what: string
  reason: string | null
  source: (typeof knownBy)[number]
  confidence: number
  notedOn: string
  lastConfirmedOn: string
  notedByName: string | null
  version: number
}
