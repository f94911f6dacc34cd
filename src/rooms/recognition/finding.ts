import type { Db } from '../../platform/db/db.ts'
import { type Holder, may } from '../../values/rights.ts'
import {
  type Customer,
  findAll,
  findByBeginning,
  findByCardAndName,
  findByFragment,
  findByKeys,
  findByName,
  findByPhoneEnd,
  findBySourceCode,
  type Hit,
} from '../people/public.ts'
import type { matches } from './contract.ts'
import { type FactSource, factSourceOf } from './facts.ts'
import { byNameAlone, type Reading, readQuery } from './rules.ts'

export type Match = (typeof matches)[number]
/** Somebody found: by what, and the value that matched where it was a number, mail or code. */
export type Found = { customer: Customer; match: Match; value: string | undefined }

const MOST = 20

const matchOf: Record<string, Match> = { phone: 'phone', mail: 'mail', card: 'card', zalo: 'fragment', facebook: 'fragment' }

type Found20 = Map<string, { match: Match; value: string | undefined }>

function addHits(found: Found20, hits: readonly Hit[], match?: Match): void {
  for (const { customerId, kind, value } of hits)
    if (found.size < MOST && !found.has(customerId)) found.set(customerId, { match: match ?? matchOf[kind] ?? 'code', value })
}

function addIds(found: Found20, ids: Iterable<string>, match: Match): void {
  for (const id of ids) if (found.size < MOST && !found.has(id)) found.set(id, { match, value: undefined })
}

/** Every exact key that the text may be, in one look-up. */
function exactKeys({ phones, mail, code }: Reading): [kinds: string[], values: string[]] {
  const kinds: string[] = []
  const values: string[] = []
  const add = (kind: string, value: string) => {
    kinds.push(kind)
    values.push(value)
  }
  for (const phone of phones) add('phone', phone)
  if (mail) add('mail', mail)
  if (code) for (const kind of ['loyalty-card', 'order', 'tax']) add(kind, code)
  return [kinds, values]
}

async function findByParts(db: Db, reading: Reading, found: Found20): Promise<void> {
  if (reading.phoneEnd && found.size < MOST) addHits(found, await findByPhoneEnd(db, reading.phoneEnd))
  if (reading.phoneStart && found.size < MOST) addHits(found, await findByBeginning(db, 'phone', reading.phoneStart))
  if (reading.card) addIds(found, await findByCardAndName(db, reading.card.lastFour, reading.card.words), 'card')
  if (reading.code && found.size === 0) addHits(found, await findBySourceCode(db, reading.text), 'code')
}

async function findByWordsOrFragment(db: Db, reading: Reading, found: Found20): Promise<void> {
  const isName = reading.words.length > 0
  if (isName && found.size < MOST) for (const [id, match] of await findByName(db, reading.text, reading.words)) addIds(found, [id], match)
  const isMailLike = /[@.\d_]/.test(reading.text)
  if (reading.fragment && (isMailLike || found.size === 0) && found.size < MOST)
    addHits(found, await findByFragment(db, reading.fragment), 'fragment')
}

/** What was read in the text, for the screen to say what it looked for. */
export function readAs(reading: Reading): 'nothing' | 'phone' | 'mail' | 'name' | 'code' | 'card-and-name' {
  if (reading.phones.length > 0 || reading.phoneEnd) return 'phone'
  if (reading.text.includes('@')) return 'mail'
  if (reading.card) return 'card-and-name'
  if (reading.code) return 'code'
  return reading.words.length > 0 ? 'name' : 'nothing'
}

/** What of a reading somebody may look for: without contacts the names alone, without ways of paying no card. */
function mayLookFor(reading: Reading, who: Holder): Reading {
  if (!may(who, 'see.contacts')) return byNameAlone(reading)
  return may(who, 'see.paying') ? reading : { ...reading, card: undefined }
}

const contactOf = ({ customer }: Found): number => customer.lastContactAt?.getTime() ?? 0

/** Of several on one number whoever was here last is the likeliest to call. */
const latestFirst = (people: readonly Found[]): Found[] =>
  [...people].sort((one, other) => (one.match === other.match ? contactOf(other) - contactOf(one) : 0))

/** Who is this, and what tells them apart? The likeliest first, 20 at most. An exact number, mail or code ends the search; parts and names are looked for after. */
export async function findPeople(
  db: Db,
  typed: string,
  today: string,
  who: Holder,
): Promise<{ reading: Reading; people: Found[]; source: FactSource | undefined }> {
  const reading = mayLookFor(readQuery(typed), who)
  const found: Found20 = new Map()
  const [kinds, values] = exactKeys(reading)
  if (kinds.length > 0) addHits(found, await findByKeys(db, kinds, values))
  const isExact = [...found.values()].some(({ match }) => match === 'phone' || match === 'mail')
  if (!isExact) {
    await findByParts(db, reading, found)
    await findByWordsOrFragment(db, reading, found)
  }
  if (found.size === 0) return { reading, people: [], source: undefined }
  const ids = [...found.keys()]
  const [all, source] = await Promise.all([findAll(db, ids), factSourceOf(db, ids, today, who)])
  const customers = new Map(all.map((customer) => [customer.id, customer]))
  const people = [...found].flatMap(([id, { match, value }]) => {
    const customer = customers.get(id)
    return customer ? [{ customer, match, value }] : []
  })
  return { reading, people: isExact ? latestFirst(people) : people, source }
}
