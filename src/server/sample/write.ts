import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import type { Secrets } from '../../platform/secrets.ts'
import { codeKey, lineAt, orderLineDetails, rebuildDays } from '../../rooms/orders/public.ts'
import { readContact } from '../../rooms/people/contacts.ts'
import type { Contact } from '../../rooms/people/public.ts'
import { nameKeysOf, nameParts, soleKinds, variantsOf, withCard } from '../../rooms/people/rules.ts'
import { learnWords } from '../../rooms/people/store.ts'
import { nextNumber } from '../../rooms/promises/complaints/store.ts'
import { addStaff } from '../../rooms/team/public.ts'
import { listStops } from '../../rooms/touchpoints/public.ts'
import { catalogueRows } from './catalogue.ts'
import { costRows, rateRows } from './costs.ts'
import { inboxRows } from './inbox.ts'
import { journeyRows } from './journeys.ts'
import { type MadeCustomer, type MadeOrder, type SampleHouse, type StaffKey, staff } from './made.ts'
import { staffName } from './people.ts'
import { waysIn } from './promises.ts'
import { mailOfStaff } from './sign-ins.ts'
import { agreedRows } from './write-agreed.ts'
import { answerRows } from './write-answers.ts'
import { occasionRows, passingRows, thanksRows, tieRows } from './write-around.ts'
import { askRows, tieAsks } from './write-asks.ts'
import { complaintRows, tieToPromises } from './write-complaints.ts'
import { promiseRows, standardRows } from './write-promises.ts'

/** The sample house written into the tables of the rooms, in sets of a thousand. Everything in a transaction of the caller. */

const AT_ONCE = 1000

type Row = Record<string, unknown>
/** How many rows of each kind are written by now. */
export type Counts = Record<string, number>
type Report = (counts: Counts) => Promise<void>
type StaffIds = ReadonlyMap<StaffKey, string>

async function insertAll(db: Db, table: string, rows: readonly Row[], onRows?: (written: number) => Promise<void>): Promise<void> {
  const columns = sql.raw(Object.keys(rows[0] ?? {}).join(', '))
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const some = rows.slice(from, from + AT_ONCE)
    await sql`insert into ${sql.table(table)} (${columns})
      select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(some)}::json)`.execute(db)
    await onRows?.(from + some.length)
  }
}

async function hire(db: Db, passwordHash: string, now: Date): Promise<StaffIds> {
  const ids = new Map<StaffKey, string>()
  for (const { key, name, role, spokenAs } of staff) {
    const id = newId(now.getTime())
    const isNew = await addStaff(db, {
      id,
      name,
      mail: mailOfStaff(key),
      role,
      passwordHash,
      language: 'vi',
      spokenAs,
      isSample: true,
      now,
    })
    if (isNew) ids.set(key, id)
  }
  return ids
}

type Written = { row: Row; contacts: Contact[]; words: string[] }

const asVector = (list: readonly string[]): string =>
  list.map((word) => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`).join(' ')

function contactsOf(customer: MadeCustomer): Contact[] {
  const read = customer.contacts.flatMap(({ kind, value }) => {
    const found = readContact(kind, value)
    if ('problem' in found) throw new Error(`the sample has a contact that is none: ${found.problem}`)
    return { ...found.contact, isVerified: kind === 'phone' }
  })
  return withCard(read, customer.paying.lastFour)
}

function customerRow(customer: MadeCustomer, ids: StaffIds, lastContact: number | undefined): Written {
  const { kind, name, language } = customer
  const parts = nameParts({ kind, name, language, callName: customer.callName })
  const keys = nameKeysOf({ kind, name, ...parts })
  const contacts = contactsOf(customer)
  const createdAt = new Date(customer.createdAt).toISOString()
  const row = {
    customer_id: customer.id,
    kind,
    name,
    name_order: parts.nameOrder,
    call_name: parts.callName,
    name_key: keys.nameKey,
    name_fold: keys.nameFold,
    given_fold: keys.givenFold,
    family_fold: keys.familyFold,
    words: asVector(keys.words),
    sort_key: keys.sortKey,
    address_them: customer.address.them,
    address_us: customer.address.us,
    address_source: customer.address.source,
    language,
    country: customer.country,
    birth_year: customer.birthday?.year ?? null,
    birth_month: customer.birthday?.month ?? null,
    birth_day: customer.birthday?.day ?? null,
    address: customer.postal,
    contacts,
    tags: customer.tags,
    pays_by: customer.paying.by,
    pays_brand: customer.paying.brand,
    pays_last_four: customer.paying.lastFour,
    lifestyle: customer.known?.lifestyle ?? [],
    price_expectation: customer.known?.priceExpectation ?? null,
    heard_from: customer.known?.heardFrom ?? null,
    fields: customer.known?.fields ?? {},
    last_contact_at: lastContact === undefined ? null : new Date(lastContact).toISOString(),
    is_sample: true,
    first_customer_id: customer.id,
    created_at: createdAt,
    created_by: ids.get(customer.by) ?? null,
    updated_at: createdAt,
    version: 1,
  }
  return { row, contacts, words: keys.words }
}

const isSole = (kind: string): boolean => (soleKinds as readonly string[]).includes(kind)

type Key = { kind: string; value: string; customer_id: string }

/** Everything that somebody is found by: contacts, order codes, cards that were used; once each, in the order of the key. */
function keysOf(written: readonly Written[], orders: readonly MadeOrder[]): { shared: Row[]; sole: Row[] } {
  const keys = new Map<string, Key>()
  const add = (kind: string, value: string, customer_id: string) =>
    keys.set(`${kind} ${value} ${customer_id}`, { kind, value, customer_id })
  for (const { row, contacts } of written) for (const { kind, value } of contacts) add(kind, value, row['customer_id'] as string)
  for (const { customerId, code, paidBy } of orders) {
    if (code) add('order', codeKey(code), customerId)
    if (paidBy?.lastFour) add('card', paidBy.lastFour, customerId)
  }
  const sorted = [...keys].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, key]) => key)
  return {
    shared: sorted.filter(({ kind }) => !isSole(kind)).map((key) => ({ ...key, first_customer_id: key.customer_id })),
    sole: sorted.filter(({ kind }) => isSole(kind)),
  }
}

/** Teaches the vocabulary the words of these names, and answers those it did not know. */
async function teach(db: Db, words: readonly string[]): Promise<string[]> {
  const known = await sql<{ word: string }>`select word from name_word where word = any(${words}::text[])`.execute(db)
  const isKnown = new Set(known.rows.map(({ word }) => word))
  const fresh = words.filter((word) => !isKnown.has(word)).sort()
  await learnWords(db, fresh, variantsOf(fresh))
  return fresh
}

const orderRow = (order: MadeOrder): Row => ({
  customer_id: order.customerId,
  order_id: order.id,
  kind: order.kind,
  code: order.code,
  placed_at: order.placedAt,
  day: order.day,
  starts_on: order.startsOn,
  ends_on: order.endsOn,
  state: order.state,
  state_times: order.stateTimes,
  channel: order.channel,
  currency: order.currency,
  total: order.total,
  discount: order.discount,
  cost: order.cost,
  lines: order.lines,
  paid_by: order.paidBy?.method ?? null,
  paid_brand: order.paidBy?.brand ?? null,
  paid_last_four: order.paidBy?.lastFour ?? null,
  refund_of: order.refundOf,
  first_customer_id: order.customerId,
  created_at: order.createdAt,
  version: order.version,
})

/** Every line of every timeline, those of the orders among them, in the order of the key. */
function lineRows({ orders, lines }: SampleHouse, zone: string, ids: StaffIds): (Row & { customer_id: string; at: number })[] {
  const by = (key: StaffKey) => ({ staff_id: ids.get(key) ?? null, staff_name: staffName(key) })
  const ofOrders = orders.map((order) => ({
    customer_id: order.customerId,
    at: lineAt(order, zone).getTime(),
    touchpoint_id: order.id,
    kind: 'order',
    channel: order.channel,
    place: null,
    body: null,
    outcome: null,
    feeling: null,
    is_pinned: false,
    ...by(order.by),
    about_kind: 'order',
    about_id: order.id,
    details: orderLineDetails(order),
    first_customer_id: order.customerId,
    version: 1,
  }))
  const byHand = lines.map((line) => ({
    customer_id: line.customerId,
    at: line.at,
    touchpoint_id: line.id,
    kind: line.kind,
    channel: line.channel,
    place: line.place,
    body: line.body,
    outcome: line.outcome,
    feeling: line.feeling,
    is_pinned: line.isPinned,
    ...by(line.by),
    about_kind: null,
    about_id: null,
    details: null,
    first_customer_id: line.customerId,
    version: 1,
  }))
  return [...ofOrders, ...byHand].sort((a, b) => (a.customer_id === b.customer_id ? a.at - b.at : a.customer_id < b.customer_id ? -1 : 1))
}

const preferenceRows = ({ preferences }: SampleHouse, ids: StaffIds): Row[] =>
  preferences.map((preference) => ({
    customer_id: preference.customerId,
    preference_id: preference.id,
    stance: preference.stance,
    what: preference.what,
    reason: preference.reason,
    source: preference.source,
    confidence: preference.confidence,
    sensitivity: preference.sensitivity,
    group_key: preference.group,
    seen_count: preference.seenCount,
    first_seen_on: preference.firstSeenOn,
    last_seen_on: preference.lastSeenOn,
    noted_on: preference.notedOn,
    last_confirmed_on: preference.lastConfirmedOn,
    noted_by: preference.by ? (ids.get(preference.by) ?? null) : null,
    noted_by_name: preference.notedByName,
    first_customer_id: preference.customerId,
    version: 1,
  }))

/** How many rows there will be of each kind. */
export const countsOf = ({ customers, orders, lines, preferences }: SampleHouse): Counts => ({
  staff: staff.length,
  customers: customers.length,
  orders: orders.length,
  lines: orders.length + lines.length,
  preferences: preferences.length,
})

async function writePromises(db: Db, house: SampleHouse, { zone, now, ids }: { zone: string; now: Date; ids: StaffIds }): Promise<void> {
  const ways = waysIn({ now: now.getTime(), zone }, house)
  const hasHouseCalendar = (await sql`select 1 from calendar where is_house`.execute(db)).rows.length > 0
  for (const [table, rows] of Object.entries(standardRows(ways, { now, hasHouseCalendar }, ids))) await insertAll(db, table, rows)
  for (const [table, rows] of Object.entries(promiseRows(house.promises, ways, ids))) await insertAll(db, table, rows)
  for (const [table, rows] of Object.entries(complaintRows(house.complaints, ids, (await nextNumber(db)) - 1)))
    await insertAll(db, table, rows)
  await tieToPromises(db)
}

async function writeAnswers(db: Db, { answers }: SampleHouse, { now, ids }: { now: Date; ids: StaffIds }): Promise<void> {
  const known = new Map((await listStops(db)).map(({ key, id }) => [key, id]))
  const hasRules = (await sql`select 1 from question_rule limit 1`.execute(db)).rows.length > 0
  for (const [table, rows] of Object.entries(answerRows(answers, { known, now, ids, hasRules }))) await insertAll(db, table, rows)
}

type Ways = { passwordHash: string; zone: string; now: Date; report: Report; keyring: Pick<Secrets, 'mark'> }

/** Writes the whole house and answers the words that the vocabulary learnt by it. */
export async function writeHouse(db: Db, house: SampleHouse, { passwordHash, zone, now, report, keyring }: Ways): Promise<string[]> {
  const ids = await hire(db, passwordHash, now)
  const counts: Counts = { staff: ids.size, customers: 0, orders: 0, lines: 0, preferences: 0 }
  const telling = (kind: string) => (written: number) => report({ ...Object.assign(counts, { [kind]: written }) })
  const lines = lineRows(house, zone, ids)
  const inbox = inboxRows({ zone, now, staff: ids, customers: house.customers })
  const heard = [...inbox.touchpoint, ...complaintRows(house.complaints, ids, 0).touchpoint].map(({ customer_id, at }) => ({
    customer_id,
    at: at.getTime(),
  }))
  const lastContact = new Map<string, number>()
  for (const { customer_id, at } of [...lines, ...heard])
    if (at <= now.getTime()) lastContact.set(customer_id, Math.max(lastContact.get(customer_id) ?? 0, at))
  const written = house.customers.map((customer) => customerRow(customer, ids, lastContact.get(customer.id)))
  const words = await teach(db, [...new Set(written.flatMap(({ words: own }) => own))])
  await insertAll(
    db,
    'customer',
    written.map(({ row }) => row),
    telling('customers'),
  )
  const { shared, sole } = keysOf(written, house.orders)
  await insertAll(db, 'identity', shared)
  await insertAll(db, 'sole_identity', sole)
  await insertAll(db, 'orders', house.orders.map(orderRow), telling('orders'))
  await insertAll(
    db,
    'touchpoint',
    lines.map((line) => ({ ...line, at: new Date(line.at) })),
    telling('lines'),
  )
  for (const [table, rows] of Object.entries(inbox)) await insertAll(db, table, rows)
  await insertAll(db, 'preference', preferenceRows(house, ids), telling('preferences'))
  await insertAll(db, 'relationship', tieRows(house.ties, ids))
  await insertAll(db, 'occasion', occasionRows(house.occasions, ids))
  await insertAll(db, 'passing', passingRows(house.passings, ids))
  for (const [table, rows] of await catalogueRows(db, zone, now)) await insertAll(db, table, rows)
  await insertAll(db, 'praise', thanksRows(house.thanks, ids))
  for (const [table, rows] of await agreedRows(db, house.agreed, ids, keyring, now)) await insertAll(db, table, rows)
  await writePromises(db, house, { zone, now, ids })
  for (const [table, rows] of Object.entries(askRows(house.asks, ids))) await insertAll(db, table, rows)
  await tieAsks(db, house.asks)
  await writeAnswers(db, house, { now, ids })
  const journeys = journeyRows(house, { zone, now, by: ids.get('tram') ?? null })
  for (const [table, rows] of Object.entries(journeys)) await insertAll(db, table, rows)
  await insertAll(db, 'insight_cost', costRows(zone, now, { id: ids.get('ly') ?? null, name: staffName('ly') }))
  if ((await sql`select 1 from insight_channel_rate limit 1`.execute(db)).rows.length === 0)
    await insertAll(db, 'insight_channel_rate', rateRows)
  await rebuildDays(
    db,
    house.customers.map(({ id }) => id),
  )
  return words
}
