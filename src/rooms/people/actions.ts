import type { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import type { Who } from '../../platform/http/who.ts'
import { newId } from '../../platform/ids.ts'
import { Refusal } from '../../platform/refusal.ts'
import { tidyName, tidyOrganisationName } from '../../values/person-name.ts'
import { type Holder, may } from '../../values/rights.ts'
import { readContacts } from './contacts.ts'
import type { createCustomer, updateCustomer } from './contract.ts'
import type { Contact, Customer } from './customer.ts'
import { type FieldChanges, fieldsAfter } from './field-rules.ts'
import { listFields } from './house-store.ts'
import { emptyForm, isBirthday, isNobody, mayAddress, nameKeysOf, nameParts, tidyHousehold, variantsOf, withCard } from './rules.ts'
import * as store from './store.ts'

type New = z.output<NonNullable<typeof createCustomer.body>>
type Change = Omit<z.output<NonNullable<typeof updateCustomer.body>>, 'version'>

export const noSuchCustomer = () => new Refusal(404, 'people.no_such_customer', 'There is no such customer.')
export const changedMeanwhile = () => new Refusal(409, 'people.changed_meanwhile', 'Somebody changed this meanwhile.')

/** Whose hand it is: staff by id, a program by none. */
export const handOf = (who: Who): string | null => (who.kind === 'staff' ? who.id : null)

function tidyAs(kind: Customer['kind'], name: string): string {
  if (kind === 'household') return tidyHousehold(name)
  return (kind === 'organisation' ? tidyOrganisationName(name) : tidyName(name)).name
}

function payingOf(asked: NonNullable<Change['paying']>): Customer['paying'] {
  return { by: asked.by, brand: asked.brand ?? null, lastFour: asked.lastFour ?? null }
}

function checked(customer: Customer): Customer {
  if (isNobody(customer))
    throw new Refusal(400, 'people.nothing_known', 'A name, a phone or a mail is needed to know somebody again.', { name: 'needed' })
  if (customer.birthday && !isBirthday(customer.birthday))
    throw new Refusal(400, 'people.birthday_invalid', 'There is no such day.', { birthday: 'no_such_day' })
  return customer
}

async function makeFindable(db: Db, customerId: string, contacts: readonly Contact[]): Promise<void> {
  const taken = await store.addIdentities(db, customerId, contacts)
  if (taken) throw new Refusal(409, 'people.contact_taken', 'This card or code belongs to another customer.', { contacts: taken.kind })
}

async function keepName(db: Db, customer: Customer): Promise<ReturnType<typeof nameKeysOf>> {
  const keys = nameKeysOf(customer)
  await store.learnWords(db, keys.words, variantsOf(keys.words))
  return keys
}

/** The values of the house's own fields after some were sent; the fields are read only where any were. */
async function ownFields(db: Db, kind: Customer['kind'], before: Customer['fields'], sent: FieldChanges | undefined) {
  if (sent === undefined || Object.keys(sent).length === 0) return before
  const after = fieldsAfter(before, sent, await listFields(db), kind)
  if ('fields' in after) return after.fields
  throw new Refusal(400, 'people.field_unfit', 'There is no such field for this customer, or this value does not fit it.', {
    [`fields.${after.unfit}`]: after.why,
  })
}

/** Adds a customer, found from now on by name and by every contact. */
export async function addCustomer(
  db: Db,
  asked: New,
  who: Who,
  now: Date,
  { isSample = false, source = null }: { isSample?: boolean; source?: string | null } = {},
): Promise<Customer> {
  const name = tidyAs(asked.kind, asked.name ?? '')
  const language = asked.language ?? 'vi'
  const { nameOrder, callName } = nameParts({ kind: asked.kind, name, language, nameOrder: asked.nameOrder, callName: asked.callName })
  const paying = asked.paying ? payingOf(asked.paying) : { by: null, brand: null, lastFour: null }
  const customer = checked({
    id: newId(now.getTime()),
    kind: asked.kind,
    name,
    nameOrder,
    callName,
    address: asked.address ?? emptyForm,
    language,
    country: asked.country ?? null,
    birthday: asked.birthday ?? null,
    postal: asked.postal || null,
    contacts: withCard(readContacts(asked.contacts ?? []), paying.lastFour),
    tags: [...new Set(asked.tags ?? [])],
    paying,
    lastContactAt: null,
    source,
    lifestyle: [...new Set(asked.lifestyle ?? [])],
    priceExpectation: asked.priceExpectation ?? null,
    heardFrom: asked.heardFrom ?? null,
    fields: await ownFields(db, asked.kind, {}, asked.fields),
    isSample,
    createdAt: now,
    updatedAt: now,
    version: 1,
  })
  await store.add(db, customer, await keepName(db, customer), handOf(who))
  await makeFindable(db, customer.id, customer.contacts)
  return customer
}

/** What the record becomes: the fields that were sent, and what follows from them. */
function changed(before: Customer, asked: Change, now: Date): Customer {
  const name = asked.name === undefined ? before.name : tidyAs(before.kind, asked.name)
  const language = asked.language ?? before.language
  const isRenamed = name !== before.name
  const parts = nameParts({
    kind: before.kind,
    name,
    language,
    nameOrder: asked.nameOrder ?? (isRenamed ? undefined : before.nameOrder),
    callName: asked.callName ?? (isRenamed ? undefined : before.callName),
  })
  const paying = asked.paying ? payingOf(asked.paying) : before.paying
  const contacts = asked.contacts ? readContacts(asked.contacts) : before.contacts
  return {
    ...before,
    ...parts,
    name,
    language,
    address: asked.address ?? before.address,
    country: asked.country === undefined ? before.country : asked.country,
    birthday: asked.birthday === undefined ? before.birthday : asked.birthday,
    postal: asked.postal === undefined ? before.postal : asked.postal || null,
    tags: asked.tags ? [...new Set(asked.tags)] : before.tags,
    lifestyle: asked.lifestyle ? [...new Set(asked.lifestyle)] : before.lifestyle,
    priceExpectation: asked.priceExpectation === undefined ? before.priceExpectation : asked.priceExpectation,
    heardFrom: asked.heardFrom === undefined ? before.heardFrom : asked.heardFrom,
    paying,
    contacts: asked.paying || asked.contacts ? withCard(contacts, paying.lastFour) : contacts,
    updatedAt: now,
  }
}

/** Nobody writes over what they cannot see: a veiled number saved back would be the end of it. */
function checkUnveiled(asked: Change, who: Holder): void {
  const veiled = (field: string) =>
    new Refusal(403, 'people.veiled_to_you', 'This is veiled for your role, so it can be changed only by those who see it.', {
      [field]: 'veiled',
    })
  if (asked.contacts && !may(who, 'see.contacts')) throw veiled('contacts')
  if (asked.postal !== undefined && !may(who, 'see.contacts')) throw veiled('postal')
  if (asked.paying && !may(who, 'see.paying')) throw veiled('paying')
}

/** What is known of a card is not among the contacts that those may send who cannot see it; it stays as it was. */
const withoutVeiledCard = (asked: Change, who: Holder): Change =>
  asked.contacts && !may(who, 'see.paying') ? { ...asked, contacts: asked.contacts.filter(({ kind }) => kind !== 'card') } : asked

/** Changes the fields that were sent; refuses when the record was changed since `version`. */
export async function editCustomer(
  db: Db,
  customerId: string,
  sent: Change,
  version: number,
  { who, now }: { who: Holder; now: Date },
): Promise<Customer> {
  checkUnveiled(sent, who)
  const asked = withoutVeiledCard(sent, who)
  const before = await store.findForUpdate(db, customerId)
  if (!before) throw noSuchCustomer()
  if (before.version !== version) throw changedMeanwhile()
  if (asked.address && !mayAddress(before.address, asked.address))
    throw new Refusal(409, 'people.customer_chose', 'The customer chose how to be addressed; only the customer’s own word changes that.', {
      address: 'customer_chose',
    })
  const fields = await ownFields(db, before.kind, before.fields, asked.fields)
  const after = checked({ ...changed(before, asked, now), fields })
  await store.change(db, after, await keepName(db, after))
  if (asked.contacts || asked.paying) {
    // A card once used goes on finding its customer: orders may have been paid with it.
    const keys = before.contacts.filter(({ kind }) => kind !== 'card')
    await store.removeIdentities(db, customerId, keys)
    await makeFindable(db, customerId, after.contacts)
  }
  return { ...after, version: version + 1 }
}

/** Adds a way to reach somebody that they were seen to use, beside those that are known. The caller holds the customer. */
export async function addWay(db: Db, customerId: string, kind: 'zalo', value: string, now: Date): Promise<void> {
  const before = await store.findForUpdate(db, customerId)
  if (!before) throw noSuchCustomer()
  const [contact] = readContacts([{ kind, value }])
  if (!contact || before.contacts.some((known) => known.kind === kind && known.value === contact.value)) return
  const after = { ...before, contacts: [...before.contacts, contact], updatedAt: now }
  await store.change(db, after, await keepName(db, after))
  await makeFindable(db, customerId, [contact])
}

/** Takes back a customer about whom nothing else was written; `hasHistory` is what later rooms say. */
export async function takeBackCustomer(db: Db, customerId: string, hasHistory: boolean): Promise<void> {
  const customer = await store.findForUpdate(db, customerId)
  if (!customer) throw noSuchCustomer()
  if (hasHistory || customer.lastContactAt)
    throw new Refusal(409, 'people.has_history', 'Something has been written about this customer already; it stays.')
  await store.removeIdentities(db, customerId, customer.contacts)
  await store.remove(db, customerId)
}

export async function requireCustomer(db: Db, customerId: string): Promise<Customer> {
  const customer = await store.find(db, customerId)
  if (!customer) throw noSuchCustomer()
  return customer
}

/** As `requireCustomer`, held until the transaction ends. */
export async function requireForUpdate(db: Db, customerId: string): Promise<Customer> {
  const customer = await store.findForUpdate(db, customerId)
  if (!customer) throw noSuchCustomer()
  return customer
}
