import type { Db } from '../../../platform/db/db.ts'
import type { Holder } from '../../../values/rights.ts'
import { latestOrders, type Order } from '../../orders/public.ts'
import { allPreferencesOf, contactsFor, notedOccasionsOf, type Occasion, type Preference } from '../../people/public.ts'
import { latestLines, type Touchpoint } from '../../touchpoints/public.ts'
import { eventsOf, type ProvenEvent } from '../consent/store.ts'
import type { Model } from './model.ts'
import { itself } from './themselves.ts'

/** All of a customer's own data that is theirs to see; what a passed-on link should not show is veiled until a code was read. */
export type OwnData = {
  isProven: boolean
  contacts: ReturnType<typeof contactsFor>
  postal: string | null
  preferences: Preference[]
  occasions: Occasion[]
  orders: Order[]
  events: ProvenEvent[]
  lines: Touchpoint[]
}

const veiled: Holder = { role: 'owner', scopes: ['customers.read'] }
const proven: Holder = { role: 'owner', scopes: [...(itself.scopes ?? []), 'see.paying', 'see.sensitive'] }

export async function readOwnData(db: Db, { customer, now }: Model, isProven: boolean, most: number): Promise<OwnData> {
  const holder = isProven ? proven : veiled
  const [tastes, occasions, orders, log, lines] = await Promise.all([
    allPreferencesOf(db, customer.id, holder),
    notedOccasionsOf(db, customer.id),
    latestOrders(db, customer.id, most),
    eventsOf(db, [customer.id]),
    latestLines(db, customer.id, most, now),
  ])
  return {
    isProven,
    contacts: contactsFor(customer.contacts, holder),
    postal: isProven ? customer.postal : null,
    preferences: tastes.standing,
    occasions,
    orders,
    events: (log.get(customer.id) ?? []).toReversed(),
    lines: lines.filter(isTheirs),
  }
}

/** Kinds of a line that somebody was part of: the words that staff wrote about it are the house's own and stay there. */
const shared = new Set(['visit', 'call', 'message', 'letter', 'delivery', 'order'])

const isTheirs = ({ kind }: Touchpoint): boolean => shared.has(kind)

const lineOf = ({ at, kind, channel, about, body }: Touchpoint) => ({
  at: at.toISOString(),
  kind,
  channel,
  ...(about ? { about: { kind: about.kind, code: about.code, type: about.type, state: about.state, summary: about.summary } } : {}),
  // Their own letter, word for word.
  ...(about?.kind === 'letter' ? { text: body } : {}),
})

const eventOf = (
  { at, purpose, topicId, channel, act, givenBy, method, monthly, until, evidence }: ProvenEvent,
  topics: ReadonlyMap<string, unknown>,
) => ({
  at: at.toISOString(),
  act,
  purpose,
  topic: topics.get(topicId) ?? null,
  channel,
  givenBy,
  method,
  monthly,
  until: until?.toISOString() ?? null,
  words: evidence['said'] ?? null,
})

/** What they bought and paid; what it cost the house is the house's own. */
const orderOf = (
  { code, kind, state, placedAt, startsOn, endsOn, currency, total, discount, lines, paidBy }: Order,
  isProven: boolean,
) => ({
  code,
  kind,
  state,
  placedAt: placedAt.toISOString(),
  startsOn,
  endsOn,
  currency,
  total,
  discount,
  lines: lines.map(({ product, quantity, total: ofLine, attributes }) => ({ product, quantity, total: ofLine ?? null, attributes })),
  paidBy: paidBy && (isProven ? paidBy : { method: paidBy.method }),
})

/** The file that somebody takes along: rows as they are, in no house's private form. */
export function fileOf(model: Model, data: OwnData): string {
  const { customer, choice, house, wanted, now } = model
  const topics = new Map(wanted.map(({ topic }) => [topic.id, topic.names]))
  return JSON.stringify(
    {
      format: 'quen-own-data-1',
      house: house.name,
      at: now.toISOString(),
      isComplete: data.isProven,
      leftOut: data.isProven
        ? ['notes of staff']
        : ['contacts in full', 'postal address', 'what touches health, faith or a child', 'notes of staff'],
      self: {
        name: customer.name,
        callName: customer.callName,
        address: customer.address,
        language: customer.language,
        birthday: customer.birthday,
        country: customer.country,
        postal: data.postal,
        knownSince: customer.createdAt.toISOString(),
      },
      contacts: data.contacts.map(({ kind, shown, isVerified }) => ({ kind, value: shown, isVerified })),
      preferences: data.preferences.map(({ stance, what, reason, source, notedOn, lastConfirmedOn }) => ({
        stance,
        what,
        reason,
        source,
        notedOn,
        lastConfirmedOn,
      })),
      occasions: data.occasions.map(({ kind, label, calendar, year, month, day, written, source }) => ({
        kind,
        label,
        calendar,
        year,
        month,
        day,
        written,
        source,
      })),
      wishes: {
        monthly: choice.monthly,
        pausedUntil: choice.pausedUntil,
        days: choice.days,
        fromHour: choice.fromHour,
        untilHour: choice.untilHour,
        channel: choice.channel,
        topics: wanted.map(({ topic, channels }) => ({ topic: topic.names, channels, level: choice.levels[topic.id] ?? null })),
      },
      consents: data.events.map((event) => eventOf(event, topics)),
      orders: data.orders.map((order) => orderOf(order, data.isProven)),
      timeline: data.lines.map(lineOf),
    },
    undefined,
    2,
  )
}
