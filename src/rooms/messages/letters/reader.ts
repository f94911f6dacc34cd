import type { AddressForm } from '../../../values/address-form.ts'
import type { NameOrder } from '../../../values/person-name.ts'

export type ReadingLevel = 'new' | 'knows' | 'expert'

/** Somebody who may get a letter, as far as writing one needs to know them. */
export type Reader = {
  customerId: string
  kind: 'person' | 'organisation' | 'household'
  name: string
  nameOrder: NameOrder
  callName: string
  form: AddressForm
  language: 'vi' | 'en'
  addresses: { mail: string[]; sms: string[]; zalo: string[] }
  /** How well they know a topic, by its id, where they said so. */
  levels: Record<string, ReadingLevel>
  /** Topics they want over at least one channel, and those they have left or refused. */
  topics: string[]
  unwanted: string[]
  likes: string[]
  avoids: string[]
  /** Days, or null for somebody who has not bought yet. */
  firstVisit: string | null
  lastVisit: string | null
  visits: number
}

/** Somebody of whom nothing is known but the language: what a letter looks like to a stranger. */
export const aStranger = (language: 'vi' | 'en'): Reader => ({
  customerId: '00000000-0000-0000-0000-000000000000',
  kind: 'person',
  name: '',
  nameOrder: language === 'vi' ? 'family-first' : 'given-first',
  callName: '',
  form: { them: 'anh/chị', us: 'em', source: 'default' },
  language,
  addresses: { mail: [], sms: [], zalo: [] },
  levels: {},
  topics: [],
  unwanted: [],
  likes: [],
  avoids: [],
  firstVisit: null,
  lastVisit: null,
  visits: 0,
})
