import type { Db } from '../../../platform/db/db.ts'
import { readPhone } from '../../../platform/phone.ts'
import { type Customer, findAll } from '../../people/public.ts'
import { addressHash, type Choice, type ConsentFact, choicesOf, consentsOf, suppressedAmong } from '../consent/consents.ts'
import { isOnDoNotCall } from '../consent/register-store.ts'
import type { ConsentPurpose, MessageChannel } from '../contract.ts'
import type { Around, Ask, HouseFacts, Keyring, Verdict } from './asking.ts'
import { classOf, consentNeeded, type Facts, type LawPack } from './gate-rules.ts'
import { laws, zonesOfCountry } from './laws.data.ts'
import { hashesTaken, type Reserved, reservedAt, reservedOf } from './store.ts'

/** What is known of everybody who is asked about, gathered in a few questions and then looked at without any. */

const DAY = 24 * 3600_000
const MONTH = 30 * DAY

/** One way a message could go. */
export type WayOf = { channel: MessageChannel; facts: Facts; addressHash: string | null; isSample: boolean }

export type Known = {
  waysOf(ask: Ask): WayOf[]
  /** What passed counts for whoever is asked about next. */
  note(ask: Ask, verdict: Verdict): void
}

const kindsOf: Record<MessageChannel, readonly Customer['contacts'][number]['kind'][]> = {
  mail: ['mail'],
  sms: ['phone'],
  call: ['phone'],
  zalo: ['zalo', 'phone'],
  paper: [],
}

function addressesOf(customer: Customer, channel: MessageChannel): string[] {
  if (channel === 'paper') return customer.postal ? [customer.postal] : []
  const kinds = kindsOf[channel]
  return kinds.flatMap((kind) => customer.contacts.flatMap((contact) => (contact.kind === kind ? [contact.value] : [])))
}

/** The country whose law counts: the one that is noted, or else that of the telephone number. */
function countryOf(customer: Customer): string | undefined {
  if (customer.country) return customer.country
  for (const { kind, value } of customer.contacts) {
    if (kind !== 'phone') continue
    const read = readPhone(value)
    if ('e164' in read && read.country) return read.country
  }
  return undefined
}

const lawOf = (country: string | undefined): LawPack => (country === undefined ? laws.strictest : country === 'VN' ? laws.vn : laws.general)

type Ways = Map<string, { address: string; hash: string }[]>

const keyOf = (customerId: string, channel: MessageChannel): string => `${customerId} ${channel}`

function findWays(asks: readonly Ask[], customers: ReadonlyMap<string, Customer>, keyring: Keyring): Ways {
  const ways: Ways = new Map()
  for (const { customerId, channels } of asks) {
    const customer = customers.get(customerId)
    if (!customer) continue
    for (const channel of channels) {
      const key = keyOf(customerId, channel)
      if (ways.has(key)) continue
      const addresses = addressesOf(customer, channel)
      ways.set(
        key,
        addresses.map((address) => ({ address, hash: addressHash(keyring, channel, address) })),
      )
    }
  }
  return ways
}

type ConsentBook = Map<string, Map<string, ConsentFact[]>>

const consentKey = (purpose: ConsentPurpose, topicId: string | null): string => `${purpose} ${topicId ?? ''}`

async function findConsents(db: Db, asks: readonly Ask[]): Promise<ConsentBook> {
  const groups = new Map<string, { purpose: ConsentPurpose; topicId: string | null; channels: Set<MessageChannel>; ids: Set<string> }>()
  for (const { customerId, purpose, hasOffer, topicId, channels } of asks) {
    const needed = consentNeeded(purpose, hasOffer)
    if (!needed) continue
    const key = consentKey(needed, topicId)
    const group = groups.get(key) ?? { purpose: needed, topicId, channels: new Set(), ids: new Set() }
    for (const channel of channels) group.channels.add(channel)
    group.ids.add(customerId)
    groups.set(key, group)
  }
  const book: ConsentBook = new Map()
  for (const [key, { purpose, topicId, channels, ids }] of groups)
    book.set(key, await consentsOf(db, [...ids], { purpose, topicId, channels: [...channels] }))
  return book
}

/** Counts what stands before a message in the line for a budget. */
class Ledger {
  readonly #byCustomer = new Map<string, Reserved[]>()
  readonly #byAddress = new Map<string, Reserved[]>()
  constructor(ofCustomers: readonly Reserved[], ofAddresses: readonly Reserved[]) {
    for (const one of ofCustomers) this.#put(this.#byCustomer, one.customerId, one)
    for (const one of ofAddresses) if (one.addressHash) this.#put(this.#byAddress, one.addressHash, one)
  }

  #put(book: Map<string, Reserved[]>, key: string, one: Reserved): void {
    const known = book.get(key)
    if (known) known.push(one)
    else book.set(key, [one])
  }

  add(one: Reserved): void {
    this.#put(this.#byCustomer, one.customerId, one)
    if (one.addressHash && one.isAdvertising) this.#put(this.#byAddress, one.addressHash, one)
  }

  #before(list: readonly Reserved[] | undefined, ask: Ask, now: Date, window: number): Reserved[] {
    // Its own place in the line, where it has one: it may start later than it was planned for. Whoever has none stands behind those of its moment.
    const own = list?.find((one) => one.messageId === ask.messageId && !one.isSpent)
    const due = own?.at ?? ask.dueAt.getTime()
    const since = Math.max(due, now.getTime()) - window
    const seen = new Set<string>()
    return (list ?? []).filter((one) => {
      if (one.messageId === ask.messageId || one.at <= since || seen.has(one.messageId)) return false
      const counts = one.isSpent || one.at < due || (one.at === due && (!own || one.messageId < ask.messageId))
      if (counts) seen.add(one.messageId)
      return counts
    })
  }

  inMonth(ask: Ask, now: Date): Facts['sentInMonth'] {
    const all = this.#before(this.#byCustomer.get(ask.customerId), ask, now, MONTH)
    const needed = consentNeeded(ask.purpose, ask.hasOffer)
    return { all: all.length, ofTopic: all.filter((one) => one.topicId === ask.topicId && one.purpose === needed).length }
  }

  toAddress(hash: string | null, ask: Ask, now: Date): number {
    return hash === null ? 0 : this.#before(this.#byAddress.get(hash), ask, now, DAY).length
  }
}

const inOwnOrder = (channels: readonly MessageChannel[], own: MessageChannel | null | undefined): readonly MessageChannel[] =>
  own && channels.includes(own) ? [own, ...channels.filter((channel) => channel !== own)] : channels

const takenKey = (sendingId: string | null, hash: string): string => `${sendingId ?? ''} ${hash}`

async function findTaken(db: Db, asks: readonly Ask[], hashes: readonly string[], stage: Around['stage']): Promise<Set<string>> {
  const taken = new Set<string>()
  if (stage !== 'plan') return taken
  const channels = [...new Set(asks.flatMap((ask) => ask.channels))]
  for (const sendingId of new Set(asks.flatMap((ask) => ask.sendingId ?? [])))
    for (const hash of await hashesTaken(db, sendingId, channels, hashes)) taken.add(takenKey(sendingId, hash))
  return taken
}

type Gathered = {
  customers: ReadonlyMap<string, Customer>
  ways: Ways
  suppressed: ReadonlySet<string>
  registered: ReadonlySet<string>
  consents: ConsentBook
  choices: ReadonlyMap<string, Choice>
  talking: ReadonlySet<string>
  ledger: Ledger
  /** Addresses that the same sending goes to already. */
  taken: Set<string>
}

function wayOf(ask: Ask, channel: MessageChannel, all: Gathered, house: HouseFacts, now: Date): WayOf {
  const customer = all.customers.get(ask.customerId)
  const ways = all.ways.get(keyOf(ask.customerId, channel)) ?? []
  const way = ways.find(({ hash }) => !all.suppressed.has(hash)) ?? ways[0]
  const country = customer && countryOf(customer)
  const needed = consentNeeded(ask.purpose, ask.hasOffer)
  const consents = needed ? all.consents.get(consentKey(needed, ask.topicId))?.get(ask.customerId) : undefined
  const choice = all.choices.get(ask.customerId)
  return {
    channel,
    addressHash: way?.hash ?? null,
    isSample: customer?.isSample ?? false,
    facts: {
      hasSample: house.hasSample,
      isOtherInstallation: house.isOtherInstallation,
      isKnown: customer !== undefined,
      address: way?.address ?? null,
      isShared: way !== undefined && all.taken.has(takenKey(ask.sendingId, way.hash)),
      isSuppressed: way !== undefined && all.suppressed.has(way.hash),
      register: { isListed: way !== undefined && all.registered.has(way.address), loadedAt: house.registerLoadedAt },
      consent: consents?.find((one) => one.channel === channel) ?? null,
      wishes: choice ?? null,
      senderName: house.senderNames[channel] ?? null,
      hasAddresses: house.hasAddresses,
      zones: (country && zonesOfCountry[country]) || [house.rules.zone],
      law: lawOf(country),
      sentToAddress: all.ledger.toAddress(way?.hash ?? null, ask, now),
      sentInMonth: all.ledger.inMonth(ask, now),
      isTalking: all.talking.has(ask.customerId),
      isBraked: house.isBraked,
    },
  }
}

function needsRegister({ purpose, hasOffer, channels }: Ask): boolean {
  return classOf(purpose, hasOffer) === 'advertising' && channels.some((channel) => channel === 'sms' || channel === 'call')
}

/** `hold` is called with every customer and address before anything that others might change is read. */
export async function loadKnown(
  db: Db,
  asks: readonly Ask[],
  { now, asOf = now, outward, stage }: Pick<Around, 'now' | 'asOf' | 'outward' | 'stage'>,
  house: HouseFacts,
  hold: (keys: readonly string[]) => Promise<void>,
): Promise<Known> {
  const ids = [...new Set(asks.map(({ customerId }) => customerId))]
  const customers = new Map((await findAll(db, ids)).map((customer) => [customer.id, customer]))
  const ways = findWays(asks, customers, outward.keyring)
  const found = [...ways.values()].flat()
  const hashes = [...new Set(found.map(({ hash }) => hash))]
  await hold([...ids, ...hashes])
  const earliest = asks.reduce((least, { dueAt }) => Math.min(least, dueAt.getTime()), now.getTime())
  const phones = asks.some(needsRegister) ? found.flatMap(({ address }) => (address.startsWith('+') ? [address] : [])) : []
  const all: Gathered = {
    customers,
    ways,
    suppressed: await suppressedAmong(db, hashes),
    registered: await isOnDoNotCall(db, phones),
    consents: await findConsents(db, asks),
    choices: await choicesOf(db, ids),
    talking: await outward.talking(db, ids),
    taken: await findTaken(db, asks, hashes, stage),
    ledger: new Ledger(await reservedOf(db, ids, new Date(earliest - MONTH)), await reservedAt(db, hashes, new Date(earliest - DAY))),
  }
  return {
    waysOf: (ask) =>
      inOwnOrder(ask.channels, all.choices.get(ask.customerId)?.channel).map((channel) => wayOf(ask, channel, all, house, asOf)),
    note: (ask, verdict) => {
      if (verdict.answer === 'no') return
      if (verdict.addressHash && stage === 'plan') all.taken.add(takenKey(ask.sendingId, verdict.addressHash))
      if (verdict.kind === 'service') return
      all.ledger.add({
        customerId: ask.customerId,
        messageId: ask.messageId,
        addressHash: verdict.addressHash,
        purpose: consentNeeded(ask.purpose, ask.hasOffer) ?? ask.purpose,
        topicId: ask.topicId,
        isAdvertising: verdict.kind === 'advertising',
        at: verdict.stage === 'claim' && verdict.answer === 'pass' ? now.getTime() : ask.dueAt.getTime(),
        isSpent: verdict.stage === 'claim' && verdict.answer === 'pass',
      })
    },
  }
}
