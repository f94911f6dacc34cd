import { calledAs, DEFAULT_FORM, greetingSpoken, greetingWritten, mayReplace, type Tongue } from '../../values/address-form.ts'
import { daysInMonth } from '../../values/civil-date.ts'
import {
  guessCallName,
  guessOrder,
  type NameOrder,
  organisationKey,
  organisationSortKey,
  sortKey,
  splitName,
  tidyName,
} from '../../values/person-name.ts'
import type { Holder } from '../../values/rights.ts'
import { deletions, fold, foldJoined, lowerKey, words } from '../../values/text.ts'
import type { Birthday, Contact, Customer } from './customer.ts'
import { contactsFor, maskContact } from './mask-rules.ts'

/** Kinds of identity that belong to one customer alone. */
export const soleKinds = ['loyalty-card', 'tax', 'source'] as const

/** Everything a customer's name is found and sorted by. */
export type NameKeys = {
  nameKey: string
  nameFold: string
  givenFold: string
  familyFold: string
  words: string[]
  sortKey: string
}

const HOUSEHOLD = /^(?:gia đình|nhà)(?= )/iu
const FORMS = /^ (?:(?:anh|chị|cô|chú|bác|ông|bà|em|thầy)(?= ))*/iu

/** "anh Bình" of "Gia đình anh Bình", without the forms of address: a household stands in a list beside its people. */
const withoutHousehold = (name: string): string => name.replace(HOUSEHOLD, '').replace(FORMS, '').trim() || name

/** A household as it is written: "GIA ĐÌNH ANH BÌNH" is Gia đình anh Bình. */
export function tidyHousehold(name: string): string {
  const { name: tidied, recased } = tidyName(name)
  if (!recased) return tidied
  const bare = withoutHousehold(tidied)
  const before = tidied.slice(0, tidied.length - bare.length).toLowerCase()
  return before === '' ? bare : before.charAt(0).toUpperCase() + before.slice(1) + bare
}

/** The search keys of a name; a person's call name is findable too ("Mai Anh" for Trần Mai Anh). */
export function nameKeysOf({ kind, name, nameOrder, callName }: Pick<Customer, 'kind' | 'name' | 'nameOrder' | 'callName'>): NameKeys {
  if (kind === 'organisation') {
    const bare = organisationKey(name)
    const found = [...new Set([...words(name), ...words(bare)])]
    return {
      nameKey: lowerKey(name),
      nameFold: fold(name),
      givenFold: foldJoined(bare),
      familyFold: '',
      words: found,
      sortKey: organisationSortKey(name),
    }
  }
  if (kind === 'household') {
    const bare = withoutHousehold(name)
    return {
      nameKey: lowerKey(name),
      nameFold: fold(name),
      givenFold: foldJoined(bare),
      familyFold: '',
      words: words(name),
      sortKey: sortKey(bare, nameOrder),
    }
  }
  const { family, given } = splitName(name, nameOrder)
  return {
    nameKey: lowerKey(name),
    nameFold: fold(name),
    givenFold: foldJoined(given),
    familyFold: foldJoined(family),
    words: [...new Set([...words(name), ...words(callName)])],
    sortKey: sortKey(name, nameOrder),
  }
}

/** The vocabulary's entries for these words: each with its one-letter deletions. */
export const variantsOf = (list: readonly string[]): { variant: string; word: string }[] =>
  list.flatMap((word) => deletions(word).map((variant) => ({ variant, word })))

/** Order and call name, guessed where they were not given. */
export function nameParts(asked: {
  kind: Customer['kind']
  name: string
  language: string
  nameOrder?: NameOrder | undefined
  callName?: string | undefined
}): { nameOrder: NameOrder; callName: string } {
  const nameOrder = asked.nameOrder ?? guessOrder(asked.name, asked.language)
  if (asked.kind !== 'person') return { nameOrder, callName: '' }
  return { nameOrder, callName: asked.callName || guessCallName(asked.name, nameOrder) }
}

export const emptyForm = DEFAULT_FORM

/** Staff may note a form of address, but not overrule what the customer chose. */
export const mayAddress = mayReplace

const addressee = (customer: Pick<Customer, 'kind' | 'name' | 'callName' | 'address' | 'language' | 'nameOrder'>) => ({
  kind: customer.kind,
  name: customer.name,
  callName: customer.callName,
  form: customer.address,
  language: customer.language,
  order: customer.nameOrder,
})

type Named = Parameters<typeof addressee>[0]

export const greetOutLoud = (customer: Named, hour: number, screen: Tongue): string => greetingSpoken(addressee(customer), hour, screen)
export const greetInWriting = (customer: Named, screen: Tongue): string => greetingWritten(addressee(customer), screen)

/**
 * "chị Hoa"; an unnamed customer by the number or address that is known, so that a list never has an empty line: in full only for a
 * holder of rights who may see it, and veiled for whoever is not named.
 */
export function callThem(customer: Named & { contacts: readonly Contact[] }, screen: Tongue, who?: Holder): string {
  const called = calledAs(addressee(customer), screen)
  const [first] = customer.contacts
  if (customer.name || !first) return called
  return (who ? contactsFor([first], who)[0] : maskContact(first))?.shown ?? called
}

/** Whether such a birthday can be: 29 February without a year can, 31 April cannot, a day needs its month. */
export function isBirthday({ year, month, day }: Birthday): boolean {
  if (year === undefined && month === undefined && day === undefined) return false
  if (day === undefined) return true
  if (month === undefined) return false
  return day <= daysInMonth(year ?? 2000, month)
}

/** Somebody of whom nothing is known cannot be found again. */
export const isNobody = (customer: Pick<Customer, 'name' | 'contacts'>): boolean => customer.name === '' && customer.contacts.length === 0

/** The card that staff noted is one more way to find a customer: "4417 Hoa". */
export function withCard(contacts: readonly Contact[], lastFour: string | null): Contact[] {
  const others = contacts.filter(({ kind }) => kind !== 'card')
  return lastFour ? [...others, { kind: 'card', value: lastFour, shown: `•••• ${lastFour}`, isVerified: false }] : others
}
