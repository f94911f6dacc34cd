import type { AddressForm, WordForThem } from '../../values/address-form.ts'
import { damerau, fold, foldJoined, words } from '../../values/text.ts'
import type { Chance } from './chance.ts'
import { idAt, type MadeCustomer, type StaffKey, staff, type Telling } from './made.ts'
import { families, menGivens, menMiddles, womenGivens, womenMiddles } from './names.data.ts'
import {
  type Country,
  countries,
  formsByAge,
  organisationKinds,
  organisationNames,
  payCards,
  personTags,
  streets,
  wards,
} from './people.data.ts'

type Sex = 'woman' | 'man'

/** A made-up customer with what the buying is drawn from. */
export type Townsperson = {
  customer: MadeCustomer
  isForeign: boolean
  /** Days ago that they first came. */
  since: number
}

/** What the house hands out once: the numbers nobody else has, and names that were taken. */
export type Supply = {
  freePhones: number[]
  sharedPhones: number[]
  names: Set<string>
  mails: Set<string>
  loyaltyLeft: number
  nextCard: number
}

/** Phones 0570 000 130 to 999: fewer than there are people, so that some families share one and some have none. */
export function newSupply(loyalty: number): Supply {
  const freePhones = Array.from({ length: 870 }, (_, at) => 130 + at)
  return { freePhones, sharedPhones: [], names: new Set(), mails: new Set(), loyaltyLeft: loyalty, nextCard: 130 }
}

const seniors: readonly StaffKey[] = ['ngoc', 'vy', 'tu', 'son']
export const staffName = (key: StaffKey): string => staff.find((one) => one.key === key)?.name ?? ''

/** Nobody else answers to "Thanh Hoa", neither begun nor misspelt: the walks look for chị Hoa by it. */
function isTooLikeHoa(name: string): boolean {
  const said = words(name)
  const near = (word: string, other: string): boolean => damerau(word, other, 1) <= 1
  return said.some((word) => near(word, 'thanh') || near(word, 'thahn')) && said.some((word) => near(word, 'hoa') || word.startsWith('hoa'))
}

function vietnameseName(chance: Chance, sex: Sex): string {
  const givens = sex === 'woman' ? womenGivens : menGivens
  const middle = chance.weighted(sex === 'woman' ? womenMiddles : menMiddles)
  const given = givens[Math.floor(chance.next() ** 1.4 * givens.length)] ?? 'An'
  return [chance.weighted(families), middle, given].filter(Boolean).join(' ')
}

function ownName(chance: Chance, supply: Supply, draw: () => string): string {
  for (let tries = 0; tries < 40; tries++) {
    const name = draw()
    // A few namesakes there are in every town.
    if (isTooLikeHoa(name) || (supply.names.has(fold(name)) && chance.next() > 0.04)) continue
    supply.names.add(fold(name))
    return name
  }
  return draw()
}

function formFor(chance: Chance, sex: Sex, age: number): AddressForm {
  const fate = chance.next()
  if (fate < 0.14) return { them: 'anh/chị', us: 'em', source: 'default' }
  if (fate < 0.16) return { them: 'none', us: chance.pick(['tôi', 'chúng tôi'] as const), source: 'customer' }
  const band = formsByAge.find(({ until }) => age < until) ?? formsByAge[1]
  const [them, us] = chance.weighted((band?.[sex] ?? []).map((form) => [form, form[2]] as const)) ?? (['chị', 'em'] as const)
  return {
    them,
    us,
    source: chance.weighted([
      ['staff', 62],
      ['self', 26],
      ['customer', 12],
    ] as const),
  }
}

function foreignForm(chance: Chance, sex: Sex): AddressForm {
  const fate = chance.next()
  const titles: readonly (readonly [WordForThem, number])[] =
    sex === 'woman'
      ? [
          ['Ms', 70],
          ['Mrs', 18],
          ['Mx', 3],
          ['Dr', 5],
        ]
      : [
          ['Mr', 88],
          ['Mx', 3],
          ['Dr', 6],
        ]
  if (fate < 0.06) return { them: 'none', us: 'em', source: 'self' }
  return { them: chance.weighted(titles), us: 'em', source: chance.pick(['staff', 'self'] as const) }
}

/** A mail account of the name, with a number where it is taken; hosts end in `.example`. */
function mailOf(chance: Chance, supply: Supply, given: string, family: string): string {
  const host = chance.weighted([
    ['thu.example', 60],
    ['hopthu.example', 25],
    ['mail.example', 15],
  ] as const)
  const stem = `${foldJoined(given)}.${foldJoined(family)}`
  for (let number = 1; ; number++) {
    const mail = `${stem}${number === 1 ? '' : number}@${host}`
    if (supply.mails.has(mail)) continue
    supply.mails.add(mail)
    return mail
  }
}

function officeMail(supply: Supply, name: string): string {
  const own = organisationNames.find((one) => name.endsWith(one)) ?? name
  const mail = `lienhe@${foldJoined(own)}.example`
  const free = supply.mails.has(mail) ? `lienhe@${foldJoined(name)}.example` : mail
  supply.mails.add(free)
  return free
}

function phoneOf(chance: Chance, supply: Supply): string | undefined {
  const isShared = supply.sharedPhones.length > 0 && chance.next() < 0.07
  const fromOthers = isShared ? supply.sharedPhones.splice(chance.below(supply.sharedPhones.length), 1)[0] : undefined
  const number =
    fromOthers ?? (supply.freePhones.length > 0 ? supply.freePhones.splice(chance.below(supply.freePhones.length), 1)[0] : undefined)
  if (number === undefined) return undefined
  if (!isShared && supply.sharedPhones.length < 40) supply.sharedPhones.push(number)
  return `0570000${number}`
}

type Contacts = MadeCustomer['contacts']

function contactsFor(chance: Chance, supply: Supply, name: string, isForeign: boolean, isOrganisation: boolean): Contacts {
  const parts = name.split(' ')
  const [given, family] = isForeign ? [parts[0] ?? '', parts.at(-1) ?? ''] : [parts.at(-1) ?? '', parts[0] ?? '']
  const contacts: Contacts = []
  const phone = chance.next() < (isForeign ? 0.06 : 0.95) ? phoneOf(chance, supply) : undefined
  if (phone) contacts.push({ kind: 'phone', value: phone })
  const mail = isOrganisation ? officeMail(supply, name) : mailOf(chance, supply, given, family)
  if (!phone || chance.next() < (isOrganisation ? 0.9 : 0.42)) contacts.push({ kind: 'mail', value: mail })
  if (phone && !isForeign && !isOrganisation && chance.next() < 0.38)
    contacts.push({ kind: 'zalo', value: `${foldJoined(given)}.${phone.slice(-3)}` })
  if (chance.next() < 0.08)
    contacts.push({ kind: 'facebook', value: `${foldJoined(family)}.${foldJoined(given)}.${chance.below(90) + 10}` })
  return contacts
}

function addLoyalty(chance: Chance, supply: Supply, contacts: Contacts, peopleLeft: number): void {
  if (supply.loyaltyLeft <= 0 || chance.next() > supply.loyaltyLeft / Math.max(1, peopleLeft)) return
  supply.loyaltyLeft--
  contacts.push({ kind: 'loyalty-card', value: `QUEN-${String(supply.nextCard++).padStart(4, '0')}` })
}

function birthdayOf(chance: Chance, bornIn: number): MadeCustomer['birthday'] {
  const fate = chance.next()
  const month = 1 + chance.below(12)
  const day = 1 + chance.below(28)
  if (fate < 0.52) return null
  if (fate < 0.74) return { month, day }
  return fate < 0.8 ? { year: bornIn, month } : { year: bornIn, month, day }
}

function payingOf(chance: Chance, isOrganisation: boolean): MadeCustomer['paying'] {
  if (isOrganisation) return { by: chance.pick(['transfer', 'account', 'account'] as const), brand: null, lastFour: null }
  if (chance.next() < 0.55) return { by: null, brand: null, lastFour: null }
  const by = chance.weighted([
    ['card', 40],
    ['transfer', 26],
    ['cash', 18],
    ['wallet', 10],
    ['cod', 6],
  ] as const)
  if (by !== 'card') return { by, brand: null, lastFour: null }
  return { by, brand: chance.weighted(payCards), lastFour: String(1000 + chance.below(9000)) }
}

const postalOf = (chance: Chance): string | null =>
  chance.next() < 0.58 ? null : `${1 + chance.below(180)} ${chance.pick(streets)}, ${chance.weighted(wards)}`

function tagsOf(chance: Chance): string[] {
  if (chance.next() < 0.6) return []
  const first = chance.weighted(personTags)
  return chance.next() < 0.2 ? [...new Set([first, chance.weighted(personTags)])] : [first]
}

/** A quarter came from the first weeks on, the others over the years since. */
const sinceOf = (chance: Chance): number => (chance.next() < 0.26 ? 1088 - chance.below(90) : 25 + Math.floor(1000 * chance.next() ** 0.7))

export function vietnamesePerson(chance: Chance, supply: Supply, telling: Telling, peopleLeft: number): Townsperson {
  const sex: Sex = chance.next() < 0.58 ? 'woman' : 'man'
  const age = 19 + Math.floor(58 * chance.next() ** 1.3)
  const name = ownName(chance, supply, () => vietnameseName(chance, sex))
  const since = sinceOf(chance)
  const contacts = contactsFor(chance, supply, name, false, false)
  addLoyalty(chance, supply, contacts, peopleLeft)
  const createdAt = telling.between(chance, since, 8, 20)
  const bornIn = Number(telling.today.slice(0, 4)) - age
  const customer: MadeCustomer = {
    id: idAt(chance, createdAt),
    kind: 'person',
    name,
    language: 'vi',
    country: chance.next() < 0.5 ? 'VN' : null,
    birthday: birthdayOf(chance, bornIn),
    postal: postalOf(chance),
    tags: tagsOf(chance),
    paying: payingOf(chance, false),
    address: formFor(chance, sex, age),
    contacts,
    createdAt,
    by: chance.pick(seniors),
  }
  return { customer, isForeign: false, since }
}

export function foreigner(chance: Chance, supply: Supply, telling: Telling, peopleLeft: number): Townsperson {
  const from: Country = chance.weighted(countries.map((country) => [country, country.weight] as const))
  const sex: Sex = chance.next() < 0.5 ? 'woman' : 'man'
  const name = ownName(chance, supply, () => `${chance.pick(from.givens[sex])} ${chance.pick(from.families)}`)
  const since = sinceOf(chance)
  const contacts = contactsFor(chance, supply, name, true, false)
  addLoyalty(chance, supply, contacts, peopleLeft * 3)
  const createdAt = telling.between(chance, since, 8, 21)
  const customer: MadeCustomer = {
    id: idAt(chance, createdAt),
    kind: 'person',
    name,
    language: 'en',
    country: from.country,
    birthday: null,
    postal: null,
    tags: chance.next() < 0.3 ? [chance.pick(['đi một mình', 'trăng mật', 'gia đình có trẻ nhỏ', 'chụp ảnh phố cổ'])] : [],
    paying: payingOf(chance, false),
    address: foreignForm(chance, sex),
    contacts,
    createdAt,
    by: chance.pick(['ngoc', 'vy'] as const),
  }
  return { customer, isForeign: true, since }
}

export function organisation(chance: Chance, supply: Supply, telling: Telling, nth: number): Townsperson {
  const kinds = organisationKinds.map(([title, tag, weight]) => [[title, tag] as const, weight] as const)
  const [title, tag] = chance.weighted(kinds)
  const name = ownName(chance, supply, () => `${title} ${chance.pick(organisationNames)}`)
  const since = sinceOf(chance)
  const contacts = contactsFor(chance, supply, name, false, true)
  // Tax codes of nobody: none begins with three zeros.
  if (chance.next() < 0.6) contacts.push({ kind: 'tax', value: `000570${String(nth).padStart(4, '0')}` })
  const createdAt = telling.between(chance, since, 8, 17)
  const customer: MadeCustomer = {
    id: idAt(chance, createdAt),
    kind: 'organisation',
    name,
    language: 'vi',
    country: 'VN',
    birthday: null,
    postal: postalOf(chance),
    tags: [tag],
    paying: payingOf(chance, true),
    address:
      chance.next() < 0.15 ? { them: 'anh/chị', us: 'chúng tôi', source: 'staff' } : { them: 'anh/chị', us: 'em', source: 'default' },
    contacts,
    createdAt,
    by: 'son',
  }
  return { customer, isForeign: false, since }
}
