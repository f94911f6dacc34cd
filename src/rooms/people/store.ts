import { type Selectable, sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'
import type { Schema } from '../../platform/db/schema.ts'
import type { Birthday, Contact, Customer } from './customer.ts'
import { type NameKeys, soleKinds } from './rules.ts'
import './tables.ts'

export const customerColumns = [
  'customer_id',
  'kind',
  'name',
  'name_order',
  'call_name',
  'address_them',
  'address_us',
  'address_source',
  'language',
  'country',
  'birth_year',
  'birth_month',
  'birth_day',
  'address',
  'contacts',
  'tags',
  'pays_by',
  'pays_brand',
  'pays_last_four',
  'last_contact_at',
  'source',
  'lifestyle',
  'price_expectation',
  'heard_from',
  'fields',
  'is_sample',
  'created_at',
  'updated_at',
  'version',
] as const

export type CustomerRow = Pick<Selectable<Schema['customer']>, (typeof customerColumns)[number]>

const birthdayOf = (row: CustomerRow): Birthday | null => {
  if (row.birth_year === null && row.birth_month === null && row.birth_day === null) return null
  return {
    ...(row.birth_year === null ? {} : { year: row.birth_year }),
    ...(row.birth_month === null ? {} : { month: row.birth_month }),
    ...(row.birth_day === null ? {} : { day: row.birth_day }),
  }
}

export const toCustomer = (row: CustomerRow): Customer => ({
  id: row.customer_id,
  kind: row.kind,
  name: row.name,
  nameOrder: row.name_order,
  callName: row.call_name,
  address: { them: row.address_them, us: row.address_us, source: row.address_source } as Customer['address'],
  language: row.language as Customer['language'],
  country: row.country,
  birthday: birthdayOf(row),
  postal: row.address,
  contacts: row.contacts as Contact[],
  tags: row.tags,
  paying: { by: row.pays_by as Customer['paying']['by'], brand: row.pays_brand, lastFour: row.pays_last_four },
  lastContactAt: row.last_contact_at,
  source: row.source,
  lifestyle: row.lifestyle,
  priceExpectation: row.price_expectation,
  heardFrom: row.heard_from,
  fields: row.fields as Customer['fields'],
  isSample: row.is_sample,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  version: row.version,
})

const fieldsOf = (customer: Customer, keys: NameKeys) => ({
  kind: customer.kind,
  name: customer.name,
  name_order: customer.nameOrder,
  call_name: customer.callName,
  name_key: keys.nameKey,
  name_fold: keys.nameFold,
  given_fold: keys.givenFold,
  family_fold: keys.familyFold,
  words: sql`array_to_tsvector(${keys.words}::text[])`,
  sort_key: keys.sortKey,
  address_them: customer.address.them,
  address_us: customer.address.us,
  address_source: customer.address.source,
  language: customer.language,
  country: customer.country,
  birth_year: customer.birthday?.year ?? null,
  birth_month: customer.birthday?.month ?? null,
  birth_day: customer.birthday?.day ?? null,
  address: customer.postal,
  contacts: JSON.stringify(customer.contacts),
  tags: customer.tags,
  pays_by: customer.paying.by,
  pays_brand: customer.paying.brand,
  pays_last_four: customer.paying.lastFour,
  source: customer.source,
  lifestyle: customer.lifestyle,
  price_expectation: customer.priceExpectation,
  heard_from: customer.heardFrom,
  fields: JSON.stringify(customer.fields),
  updated_at: customer.updatedAt,
})

export async function add(db: Db, customer: Customer, keys: NameKeys, by: string | null): Promise<void> {
  await db
    .insertInto('customer')
    .values({
      customer_id: customer.id,
      ...fieldsOf(customer, keys),
      last_contact_at: customer.lastContactAt,
      is_sample: customer.isSample,
      import_id: null,
      first_customer_id: customer.id,
      created_at: customer.createdAt,
      created_by: by,
    })
    .execute()
}

export async function change(db: Db, customer: Customer, keys: NameKeys): Promise<void> {
  await db
    .updateTable('customer')
    .set({ ...fieldsOf(customer, keys), version: customer.version + 1 })
    .where('customer_id', '=', customer.id)
    .execute()
}

export async function find(db: Db, customerId: string): Promise<Customer | undefined> {
  const row = await db.selectFrom('customer').select(customerColumns).where('customer_id', '=', customerId).executeTakeFirst()
  return row && toCustomer(row)
}

export async function findForUpdate(db: Db, customerId: string): Promise<Customer | undefined> {
  const row = await db.selectFrom('customer').select(customerColumns).where('customer_id', '=', customerId).forUpdate().executeTakeFirst()
  return row && toCustomer(row)
}

/** Several customers by id, in no order. */
export async function findAll(db: Db, customerIds: readonly string[]): Promise<Customer[]> {
  const rows = await sql<CustomerRow>`select ${sql.raw(customerColumns.join(', '))} from customer
    where customer_id = any(${customerIds}::uuid[])`.execute(db)
  return rows.rows.map(toCustomer)
}

/** Takes a customer away with what this room wrote about them, ties at both ends. */
export async function remove(db: Db, customerId: string): Promise<void> {
  await sql`delete from relationship r using relationship mine where mine.customer_id = ${customerId}::uuid
    and r.customer_id = mine.other_customer_id and r.relationship_id = mine.relationship_id`.execute(db)
  for (const table of ['relationship', 'occasion', 'preference', 'customer'] as const)
    await sql`delete from ${sql.table(table)} where customer_id = ${customerId}::uuid`.execute(db)
}

const isSole = (kind: string): boolean => (soleKinds as readonly string[]).includes(kind)

/** Every way a customer is found by: what the contacts hold, old prefixes too. */
const keysOf = (contacts: readonly Contact[]): { kind: string; value: string }[] =>
  contacts.flatMap(({ kind, value, old }) => [{ kind, value }, ...(old ? [{ kind, value: old }] : [])])

/** Makes the customer findable by these contacts. Answers the first one that belongs to somebody else alone, if any. */
export async function addIdentities(db: Db, customerId: string, contacts: readonly Contact[]): Promise<Contact | undefined> {
  for (const contact of contacts.filter(({ kind }) => isSole(kind))) {
    const done = await db
      .insertInto('sole_identity')
      .values({ kind: contact.kind, value: contact.value, customer_id: customerId, import_id: null })
      .onConflict((conflict) => conflict.columns(['kind', 'value']).doNothing())
      .executeTakeFirst()
    if (done.numInsertedOrUpdatedRows === 0n) return contact
  }
  const shared = keysOf(contacts).filter(({ kind }) => !isSole(kind))
  if (shared.length === 0) return undefined
  await sql`insert into identity (kind, value, customer_id, first_customer_id)
    select kind, value, ${customerId}::uuid, ${customerId}::uuid
    from unnest(${shared.map(({ kind }) => kind)}::text[], ${shared.map(({ value }) => value)}::text[]) as key (kind, value)
    on conflict do nothing`.execute(db)
  return undefined
}

export async function removeIdentities(db: Db, customerId: string, contacts: readonly Contact[]): Promise<void> {
  const keys = keysOf(contacts)
  if (keys.length === 0) return
  const kinds = keys.map(({ kind }) => kind)
  const values = keys.map(({ value }) => value)
  for (const table of ['identity', 'sole_identity'] as const)
    await sql`delete from ${sql.table(table)} where customer_id = ${customerId}::uuid
      and (kind, value) in (select * from unnest(${kinds}::text[], ${values}::text[]))`.execute(db)
}

/** Adds words to the vocabulary that typing errors are corrected against, each with its one-letter deletions. */
export async function learnWords(db: Db, words: readonly string[], variants: readonly { variant: string; word: string }[]): Promise<void> {
  const known = await sql<{ word: string }>`select word from name_word where word = any(${words}::text[])`.execute(db)
  const isKnown = new Set(known.rows.map((row) => row.word))
  const fresh = words.filter((word) => !isKnown.has(word)).sort()
  if (fresh.length === 0) return
  const of = variants.filter(({ word }) => !isKnown.has(word))
  await sql`insert into name_word (word) select * from unnest(${fresh}::text[]) on conflict do nothing`.execute(db)
  await sql`insert into name_word_variant (variant, word)
    select * from unnest(${of.map(({ variant }) => variant)}::text[], ${of.map(({ word }) => word)}::text[]) on conflict do nothing`.execute(
    db,
  )
}

/** Keeps the latest contact; an earlier one changes nothing. */
export async function noteContact(db: Db, customerId: string, at: Date): Promise<void> {
  await db
    .updateTable('customer')
    .set({ last_contact_at: at })
    .where('customer_id', '=', customerId)
    .where((is) => is.or([is('last_contact_at', 'is', null), is('last_contact_at', '<', at)]))
    .execute()
}

/** Sets the latest contact as it is told, when a line was taken back. */
export async function resetContact(db: Db, customerId: string, at: Date | null): Promise<void> {
  await db.updateTable('customer').set({ last_contact_at: at }).where('customer_id', '=', customerId).execute()
}
