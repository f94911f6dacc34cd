import { type Choice, noChoice } from '../../rooms/messages/consent/choice-rules.ts'
import { type ConsentEvent, NO_TOPIC } from '../../rooms/messages/consent/rules.ts'
import { type Chance, chanceOf } from './chance.ts'
import { BOOK_TAG, bookAudience, castTold, doorsTold, type ToldConsent, type TopicKey, topicsTold } from './consents.data.ts'
import { idAt, type MadeCustomer, type SampleHouse, type StaffKey, type Telling } from './made.ts'

/** What the people of the sample agreed to, left and chose: drawn from a seed of its own, so that nothing else of the house changes by it. */

type DoorKind = (typeof doorsTold)[number]['kind']

export type MadeConsent = ConsentEvent & {
  customerId: string
  method: string
  door: DoorKind | null
  by: StaffKey | null
  topics: readonly TopicKey[]
  said: string | null
}

export type MadeChoice = { customerId: string; id: string; at: number; choice: Choice }

export type MadeDoorDay = { door: DoorKind; day: string; opened: number; signed: number; confirmed: number }

export type MadeConsents = {
  consents: MadeConsent[]
  choices: MadeChoice[]
  doorDays: MadeDoorDay[]
  /** Mail addresses that bounced. */
  bounced: { customerId: string; mail: string; at: number }[]
  /** Numbers that were asked the one time they may be. */
  asked: { phone: string; at: number }[]
  /** Who got the last letter about events, and by which way; the nine whose month it used up come first. */
  invited: Invited[]
  /** When that letter went out. */
  letterAt: number
}

export type Invited = Way & { customerId: string; messageId: string; eventIds: readonly [string, string] }
type Way = { channel: 'mail' | 'zalo'; address: string }

const DAY = 86_400_000
/** The last letter, about events, went out so many days ago: by it nine have had their one letter of the month. */
const LETTER_AGO = 6
const INVITED = 118

const topicOf = (key: TopicKey) => topicsTold.find((topic) => topic.key === key) ?? topicsTold[0]

type Reader = MadeCustomer & { ways: Way[] }

const contactOf = (customer: MadeCustomer, kind: string): string | undefined =>
  customer.contacts.find((contact) => contact.kind === kind)?.value

function waysOf(customer: MadeCustomer): Way[] {
  const [mail, zalo] = [contactOf(customer, 'mail'), contactOf(customer, 'zalo') ?? contactOf(customer, 'phone')]
  return [...(mail ? [{ channel: 'mail' as const, address: mail }] : []), ...(zalo ? [{ channel: 'zalo' as const, address: zalo }] : [])]
}

/** People who share no address with anybody: each of them is one reader. */
function readersOf(house: SampleHouse): Reader[] {
  const holders = new Map<string, number>()
  for (const { contacts } of house.customers) for (const { value } of contacts) holders.set(value, (holders.get(value) ?? 0) + 1)
  return house.customers
    .filter(({ kind, contacts, name }) => kind === 'person' && !castTold[name] && contacts.every(({ value }) => holders.get(value) === 1))
    .map((customer) => ({ ...customer, ways: waysOf(customer) }))
    .filter(({ ways }) => ways.length > 0)
}

const shuffled = <T>(chance: Chance, list: readonly T[]): T[] =>
  list
    .map((one) => [chance.next(), one] as const)
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one)

/** Makes the events of one house, in the words of the log. */
class Teller {
  readonly consents: MadeConsent[] = []
  readonly #chance: Chance
  readonly #telling: Telling
  constructor(chance: Chance, telling: Telling) {
    this.#chance = chance
    this.#telling = telling
  }

  add(customer: MadeCustomer, at: number, event: Partial<MadeConsent> & Pick<MadeConsent, 'act' | 'givenBy' | 'method'>): void {
    const blank = { purpose: 'newsletter', topicId: NO_TOPIC, channel: 'mail', monthly: null, until: null } as const
    const rest = { door: null, by: null, topics: [], said: null }
    this.consents.push({ id: idAt(this.#chance, at), at: new Date(at), customerId: customer.id, ...blank, ...rest, ...event })
  }

  /** When somebody signed: any day since they are known. */
  signedAt(customer: MadeCustomer): number {
    const ago = 20 + Math.floor(760 * this.#chance.next() ** 1.6)
    return Math.max(customer.createdAt + 3_600_000, this.#telling.between(this.#chance, ago, 8, 21))
  }

  /** Somebody agreed to topics over one channel, by one of the doors. */
  agree(customer: MadeCustomer, channel: Way['channel'], topics: readonly TopicKey[], monthly: number): void {
    const at = this.signedAt(customer)
    const door = this.#chance.weighted<DoorKind>([
      ['qr', 40],
      ['room-card', 26],
      ['form', channel === 'mail' ? 22 : 0],
      ['spoken', 12],
    ])
    for (const key of topics) {
      const { id: topicId, purpose } = topicOf(key)
      const about = { purpose, topicId, channel, monthly, door, topics }
      if (door === 'spoken') this.add(customer, at, { ...about, act: 'granted', givenBy: 'staff', method: 'spoken', by: this.#hearer() })
      else if (door === 'form') {
        this.add(customer, at, { ...about, act: 'requested', givenBy: 'customer', method: 'form' })
        const confirmedAt = Math.min(at + (2 + this.#chance.below(600)) * 60_000, this.#telling.now - 60_000)
        this.add(customer, confirmedAt, { ...about, act: 'granted', givenBy: 'customer', method: 'double-opt-in' })
      } else this.add(customer, at, { ...about, act: 'granted', givenBy: 'customer', method: door })
    }
  }

  /** Somebody wants to hear nothing about books for a while. */
  snooze(customer: MadeCustomer, at: number, until: Date): void {
    const { id: topicId, purpose } = topicOf('books')
    this.add(customer, at, { purpose, topicId, channel: 'every', act: 'snoozed', givenBy: 'customer', method: 'page', until })
  }

  #hearer(): StaffKey {
    return this.#chance.pick(['ngoc', 'vy', 'tu'] as const)
  }

  ofCast(customer: MadeCustomer, told: ToldConsent): void {
    const { about, channel, act, ago, heardBy, monthly = null, said = null } = told
    const topic = topicsTold.find(({ key }) => key === about)
    const purpose = topic?.purpose ?? (about === 'relationship' || about === 'offer' ? about : 'every')
    const key = topic?.key
    this.add(customer, Math.max(customer.createdAt, this.#telling.at(ago, '10:20')), {
      act,
      purpose,
      topicId: topic?.id ?? NO_TOPIC,
      channel,
      monthly,
      said,
      topics: key ? [key] : [],
      givenBy: heardBy ? 'staff' : 'customer',
      method: heardBy ? 'spoken' : act === 'granted' ? 'qr' : 'page',
      door: heardBy ? 'spoken' : act === 'granted' ? 'qr' : null,
      by: heardBy ?? null,
    })
  }
}

type Groups = Record<'plain' | 'usedUp' | 'paused' | 'bounced' | 'withoutConsent', Reader[]>

/** The 486 who like to hear of new books, in the groups that the gate will find them in. */
function groupsOf(chance: Chance, house: SampleHouse): Groups {
  const readers = shuffled(chance, readersOf(house))
  const castAmong = Object.values(castTold).filter(({ likesBooks }) => likesBooks).length
  // Nobody else's way stays open where mail is the only one.
  const bounced = readers.filter(({ ways }) => ways.length === 1 && ways[0]?.channel === 'mail').slice(0, bookAudience.bounced)
  const withPhone = readers.filter((reader) => !bounced.includes(reader) && contactOf(reader, 'phone') && reader.country !== null)
  const others = readers.filter((reader) => !bounced.includes(reader) && !withPhone.includes(reader))
  const line = [...withPhone, ...others]
  const take = (from: number, n: number) => line.slice(from, from + n)
  const { withoutConsent, usedUp, paused } = bookAudience
  const counted = withoutConsent + usedUp + paused
  const plain = take(counted, bookAudience.all - counted - bookAudience.bounced - castAmong)
  return {
    withoutConsent: take(0, withoutConsent),
    usedUp: take(withoutConsent, usedUp),
    paused: take(withoutConsent + usedUp, paused),
    plain,
    bounced,
  }
}

const preferredWay = (chance: Chance, { ways }: Reader): Way => {
  const [first, second] = ways
  if (!first) throw new Error('a reader without an address')
  return second && chance.next() < 0.35 ? second : first
}

type Made = { teller: Teller; made: MadeConsents; chance: Chance; telling: Telling }

function invite({ made, chance }: Made, customerId: string, way: Way): void {
  const at = made.letterAt
  made.invited.push({ ...way, customerId, messageId: idAt(chance, at), eventIds: [idAt(chance, at), idAt(chance, at)] })
}

const choose = ({ made, chance }: Made, customerId: string, at: number, choice: Partial<Choice>): void =>
  void made.choices.push({ customerId, id: idAt(chance, at), at, choice: { ...noChoice, ...choice, version: 1 } })

/** Twelve without consent: asked once, asked and never answered, left again. */
function tellWithoutConsent({ teller, made, telling }: Made, readers: readonly Reader[]): void {
  const books = topicOf('books')
  for (const [nth, reader] of readers.entries()) {
    const phone = contactOf(reader, 'phone')
    const about = { purpose: books.purpose, topicId: books.id, topics: ['books'] as const }
    if (nth % 3 === 2) {
      teller.agree(reader, reader.ways[0]?.channel ?? 'zalo', ['books'], 4)
      const since = teller.consents.at(-1)?.at.getTime() ?? telling.now
      const left = { ...about, channel: 'every', act: 'withdrawn', givenBy: 'customer', method: 'one-click' } as const
      teller.add(reader, Math.min(telling.now - DAY, since + 12 * DAY), left)
      continue
    }
    const at = telling.at(nth % 3 === 0 ? 11 : 75, '09:40')
    if (phone) made.asked.push({ phone, at })
    const asked = { ...about, channel: 'zalo', act: 'asked', givenBy: 'machine', method: 'registration' } as const
    teller.add(reader, at, { ...asked, until: new Date(at + 30 * DAY) })
  }
}

function tellHeld(all: Made, groups: Groups): void {
  const { teller, made, chance, telling } = all
  tellWithoutConsent(all, groups.withoutConsent)
  for (const reader of groups.usedUp) {
    const way = preferredWay(chance, reader)
    teller.agree(reader, way.channel, ['books', 'events'], 4)
    choose(all, reader.id, telling.at(40, '20:15'), { monthly: 1 })
    invite(all, reader.id, way)
  }
  for (const [nth, reader] of groups.paused.entries()) {
    const way = preferredWay(chance, reader)
    teller.agree(reader, way.channel, ['books'], 4)
    const at = telling.at(9, '19:30')
    const until = new Date(telling.now + 90 * DAY)
    if (nth % 2) choose(all, reader.id, at, { pausedUntil: until })
    else teller.snooze(reader, at, until)
  }
  for (const reader of groups.bounced) {
    teller.agree(reader, 'mail', ['books'], 2)
    made.bounced.push({ customerId: reader.id, mail: reader.ways[0]?.address ?? '', at: telling.at(31, '08:04') })
  }
}

/** The many who receive it, and what else they like to hear of; the letter of six days ago went to some of them. */
function tellReaders(all: Made, readers: readonly Reader[]): void {
  const { teller, made, chance, telling } = all
  for (const reader of readers) {
    const way = preferredWay(chance, reader)
    const monthly = chance.pick([2, 4, 4] as const)
    const topics: TopicKey[] = ['books']
    if (chance.next() < 0.42) topics.push('events')
    if (chance.next() < 0.3) topics.push('rooms')
    teller.agree(reader, way.channel, topics, monthly)
    const isInvited = topics.includes('events') && made.invited.length < INVITED
    if (isInvited) invite(all, reader.id, way)
    else if (chance.next() < 0.12)
      choose(all, reader.id, telling.between(chance, 25 + chance.below(200), 18, 22), { monthly: chance.pick([2, 3, 4]) })
  }
}

/** Others of the town want room offers or events, or left one day. */
function tellOthers(all: Made, readers: readonly Reader[]): void {
  const { teller, chance, telling } = all
  for (const reader of readers) {
    const fate = chance.next()
    if (fate > 0.62) continue
    const way = preferredWay(chance, reader)
    const topics: TopicKey[] = fate < 0.24 ? ['rooms'] : fate < 0.4 ? ['events'] : ['rooms', 'events']
    teller.agree(reader, way.channel, topics, chance.pick([1, 2, 4] as const))
    if (chance.next() < 0.06) {
      const since = teller.consents.at(-1)?.at.getTime() ?? telling.now
      const left = { purpose: 'every', channel: 'every', act: 'withdrawn', givenBy: 'customer', method: 'page' } as const
      teller.add(reader, Math.min(telling.now - DAY, since + (20 + chance.below(200)) * DAY), left)
    }
  }
}

function doorDaysOf(chance: Chance, telling: Telling): MadeDoorDay[] {
  return doorsTold.flatMap(({ kind, opened: usual, isDouble }) =>
    Array.from({ length: 60 }, (_, at) => {
      const opened = usual === 0 ? 0 : Math.max(0, Math.round(usual * (0.5 + chance.next())))
      const signed = usual === 0 ? chance.below(2) : Math.round(opened * (0.12 + 0.2 * chance.next()))
      const confirmed = isDouble ? Math.round(signed * 0.8) : 0
      return { door: kind, day: telling.day(60 - at), opened, signed, confirmed }
    }).filter(({ opened, signed }) => opened + signed > 0),
  )
}

/** Tags the 486, and tells everybody's consents: the gate finds them as `bookAudience` counts. */
export function consentsOf(telling: Telling, house: SampleHouse, seed: number): MadeConsents {
  const chance = chanceOf(seed + 2)
  const teller = new Teller(chance, telling)
  const made: MadeConsents = {
    consents: teller.consents,
    choices: [],
    doorDays: [],
    bounced: [],
    asked: [],
    invited: [],
    letterAt: telling.at(LETTER_AGO, '08:00'),
  }
  const all = { teller, made, chance, telling }
  const groups = groupsOf(chance, house)
  const tagged = new Set(Object.values(groups).flatMap((readers) => readers.map(({ id }) => id)))
  for (const customer of house.customers) {
    const own = castTold[customer.name]
    if (own?.likesBooks) tagged.add(customer.id)
    for (const told of own?.consents ?? []) teller.ofCast(customer, told)
    if (own?.choice) {
      const { ago, ...choice } = own.choice
      choose(all, customer.id, telling.at(ago, '20:40'), choice)
    }
  }
  for (const customer of house.customers) if (tagged.has(customer.id)) customer.tags = [...new Set([...customer.tags, BOOK_TAG])]
  tellHeld(all, groups)
  tellReaders(all, groups.plain)
  tellOthers(
    all,
    readersOf(house).filter(({ id }) => !tagged.has(id)),
  )
  made.doorDays.push(...doorDaysOf(chance, telling))
  return made
}
