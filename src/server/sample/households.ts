import type { Chance } from './chance.ts'
import { idAt, type MadeCustomer, type MadeTie, type SampleHouse, type StaffKey, type Telling } from './made.ts'

/** People of the town who come as one, and the families they are of. */

type Sex = 'woman' | 'man'

const sexBy: Readonly<Record<string, Sex>> = { anh: 'man', chú: 'man', ông: 'man', chị: 'woman', cô: 'woman', bà: 'woman' }
/** Who would marry whom, by how they are addressed. */
const mates: Readonly<Record<string, string>> = { anh: 'chị', chú: 'cô', ông: 'bà' }

const callOf = ({ name, callName }: MadeCustomer): string => callName ?? name.split(' ').at(-1) ?? name
const familyOf = ({ name }: MadeCustomer): string => name.split(' ')[0] ?? name

/** Nobody of a household answers to a name that the walks look for alone. */
const isFree = (customer: MadeCustomer): boolean => !/^(Hoa|Thanh|Hằng|Hang|Mai|Minh)$/.test(callOf(customer))

const DAY = 86_400_000
const daysAgo = (telling: Telling, at: number): number => Math.max(1, Math.floor((telling.now - at) / DAY))

/** Ties two people as the first one sees it. */
export function madeTie(
  chance: Chance,
  telling: Telling,
  [customer, other]: readonly [MadeCustomer, MadeCustomer],
  told: Pick<MadeTie, 'kind'> & Partial<Pick<MadeTie, 'words' | 'wordsBack' | 'since'>> & { ago?: number; by?: StaffKey },
): MadeTie {
  const ago = told.ago ?? Math.min(daysAgo(telling, customer.createdAt), daysAgo(telling, other.createdAt))
  return {
    id: idAt(chance, telling.at(ago, '11:00')),
    customerId: customer.id,
    otherId: other.id,
    kind: told.kind,
    words: told.words ?? null,
    wordsBack: told.wordsBack ?? null,
    since: told.since ?? null,
    notedOn: telling.day(ago),
    by: told.by ?? customer.by,
  }
}

/** The numbers of the cast: what is theirs was told, and nothing is drawn for them. */
const NUMBER_OF_CAST = /^05700001[0-2]\d$/

/** The Vietnamese people of the house beside the cast. */
export const townsfolk = (house: SampleHouse): MadeCustomer[] =>
  house.customers.filter(
    ({ kind, language, contacts }) => kind === 'person' && language === 'vi' && !contacts.some(({ value }) => NUMBER_OF_CAST.test(value)),
  )

type Family = { man: MadeCustomer; woman: MadeCustomer; child?: MadeCustomer }

function householdOf(chance: Chance, telling: Telling, { man, woman }: Family): MadeCustomer {
  const createdAt = Math.max(man.createdAt, woman.createdAt)
  return {
    id: idAt(chance, createdAt),
    kind: 'household',
    name: `Gia đình ${man.address.them} ${callOf(man)} ${woman.address.them} ${callOf(woman)}`,
    language: 'vi',
    country: 'VN',
    birthday: null,
    postal: man.postal ?? woman.postal ?? null,
    tags: ['gia đình'],
    paying: { by: null, brand: null, lastFour: null },
    address: { them: 'anh/chị', us: 'em', source: 'default' },
    contacts: [],
    createdAt: Math.min(createdAt, telling.now),
    by: man.by,
  }
}

/** Couples: first those of the cast, then two who share a number, then whoever fits; some with a grown child of the same family name. */
function couples(chance: Chance, town: readonly MadeCustomer[], wanted: number): Family[] {
  const found: Family[] = []
  const taken = new Set<string>()
  const free = (one: MadeCustomer): boolean => !taken.has(one.id)
  const add = (man: MadeCustomer, woman: MadeCustomer): void => {
    taken.add(man.id).add(woman.id)
    const children = town.filter((one) => free(one) && /^(em|bạn)$/.test(one.address.them) && familyOf(one) === familyOf(man))
    const child = /^(chú|ông)$/.test(man.address.them) && children.length > 0 ? chance.pick(children) : undefined
    if (child) taken.add(child.id)
    found.push({ man, woman, ...(child ? { child } : {}) })
  }
  const phoneOf = (one: MadeCustomer) => one.contacts.find(({ kind }) => kind === 'phone')?.value
  const men = town.filter((one) => mates[one.address.them])
  for (const man of men) {
    const phone = phoneOf(man)
    const woman = phone && town.find((one) => free(one) && phoneOf(one) === phone && one.address.them === mates[man.address.them])
    if (woman && free(man) && found.length < wanted) add(man, woman)
  }
  while (found.length < wanted) {
    const man = chance.pick(men)
    const women = town.filter((one) => free(one) && one.address.them === mates[man.address.them])
    if (free(man) && women.length > 0) add(man, chance.pick(women))
  }
  return found
}

/** So many households with those who belong to them. */
export function householdsOf(
  chance: Chance,
  telling: Telling,
  house: SampleHouse,
  wanted: number,
): { customers: MadeCustomer[]; ties: MadeTie[] } {
  const cast = (name: string): MadeCustomer => {
    const found = house.customers.find((one) => one.name === name)
    if (!found) throw new Error(`nobody of the cast is called ${name}`)
    return found
  }
  const town = townsfolk(house)
  const families: Family[] = [
    { man: cast('Vũ Minh Bình'), woman: cast('Đỗ Ngọc Lan') },
    ...couples(chance, town.filter(isFree), wanted - 1),
  ]
  const customers: MadeCustomer[] = []
  const ties: MadeTie[] = []
  for (const family of families) {
    const home = householdOf(chance, telling, family)
    const { man, woman, child } = family
    customers.push(home)
    ties.push(madeTie(chance, telling, [man, home], { kind: 'member-of', wordsBack: 'chồng' }))
    ties.push(madeTie(chance, telling, [woman, home], { kind: 'member-of', wordsBack: 'vợ' }))
    ties.push(madeTie(chance, telling, [man, woman], { kind: 'family', words: 'vợ', wordsBack: 'chồng' }))
    if (!child) continue
    ties.push(madeTie(chance, telling, [child, home], { kind: 'member-of', wordsBack: 'con' }))
    ties.push(madeTie(chance, telling, [child, man], { kind: 'family', words: 'bố', wordsBack: 'con' }))
    ties.push(madeTie(chance, telling, [child, woman], { kind: 'family', words: 'mẹ', wordsBack: 'con' }))
  }
  return { customers, ties }
}

/** Brothers and sisters among the town: of one family name, and of an age to call each other so. */
export function siblingsOf(chance: Chance, telling: Telling, house: SampleHouse, known: readonly MadeTie[], wanted: number): MadeTie[] {
  const taken = new Set(known.flatMap(({ customerId, otherId }) => [customerId, otherId]))
  const grown = townsfolk(house).filter(({ id, address }) => !taken.has(id) && sexBy[address.them])
  const ties: MadeTie[] = []
  for (let tries = 0; ties.length < wanted && tries < 5000; tries++) {
    const elder = chance.pick(grown)
    const younger = chance.pick(grown)
    const isPair =
      elder !== younger &&
      familyOf(elder) === familyOf(younger) &&
      /^(anh|chị)$/.test(elder.address.them) &&
      /^(anh|chị)$/.test(younger.address.them)
    if (!isPair || taken.has(elder.id) || taken.has(younger.id)) continue
    taken.add(elder.id).add(younger.id)
    const words = sexBy[younger.address.them] === 'woman' ? 'em gái' : 'em trai'
    const wordsBack = sexBy[elder.address.them] === 'woman' ? 'chị gái' : 'anh trai'
    ties.push(madeTie(chance, telling, [elder, younger], { kind: 'family', words, wordsBack }))
  }
  return ties
}
