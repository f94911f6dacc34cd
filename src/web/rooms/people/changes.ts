import type { z } from 'zod'
import type { customerView, updateCustomer } from '#rooms/people/contract.ts'

// What a change of a record is, apart from how it travels: how it is painted, compared with what others did, and taken back.

export type Whole = z.output<typeof customerView>
/** What a change may set; the version is added when it is sent. */
export type Fields = Omit<z.input<NonNullable<typeof updateCustomer.body>>, 'version'>
type FieldName = keyof Fields & keyof Whole

export type Wanted = {
  /** What is changed, made from the newest record, so that a list keeps what others added to it. */
  make: (customer: Whole) => Fields
  field: FieldName
  /** Which of the house's own fields, where `field` is `fields`. */
  part?: string
}

/** Lists of things are joined by making the change again on the newest; single values are chosen by a person. */
const joined: readonly FieldName[] = ['contacts', 'tags', 'lifestyle']

/** The one value that a change touches. */
const thing = ({ field, part }: Pick<Wanted, 'field' | 'part'>, from: Whole): unknown =>
  (field === 'fields' && part !== undefined ? from.fields[part] : from[field]) ?? null

/** Whether nobody changed the same thing between the record as it was seen and as it is. */
export const isSameThing = (change: Pick<Wanted, 'field' | 'part'>, newest: Whole, seen: Whole): boolean =>
  joined.includes(change.field) || JSON.stringify(thing(change, newest)) === JSON.stringify(thing(change, seen))

/** Contacts as they are sent back; a number of before 2018 in its old form, so that it stays findable. */
export const sentContacts = (contacts: Whole['contacts']): NonNullable<Fields['contacts']> =>
  contacts.filter(({ kind }) => kind !== 'card').map(({ kind, value, old, isVerified }) => ({ kind, value: old ?? value, isVerified }))

/** What must be sent to have a thing as it was. */
export function changeBack(customer: Whole, { field, part }: Pick<Wanted, 'field' | 'part'>): Fields {
  if (field === 'contacts') return { contacts: sentContacts(customer.contacts) }
  if (field === 'fields') return part === undefined ? {} : { fields: { [part]: customer.fields[part] ?? null } }
  if (field === 'address') {
    const { them, us, source } = customer.address
    return { address: { them, us, source: source === 'default' ? 'staff' : source } }
  }
  return { [field]: customer[field] }
}

function paintedContacts(customer: Whole, contacts: NonNullable<Fields['contacts']>): Whole['contacts'] {
  return contacts.map(
    (one) =>
      customer.contacts.find(({ kind, value, old }) => kind === one.kind && (old ?? value) === one.value) ?? {
        ...one,
        shown: one.value,
        isVerified: one.isVerified ?? false,
      },
  )
}

/** How the record looks while a change is on its way; what the server derives stays as it was. */
export function painted(customer: Whole, { contacts, address, paying, fields, ...rest }: Fields): Whole {
  const own = Object.entries({ ...customer.fields, ...fields }).filter(
    (entry): entry is [string, string | number | boolean] => entry[1] !== null,
  )
  return {
    ...customer,
    ...(rest as Partial<Whole>),
    fields: Object.fromEntries(own),
    ...(address ? { address: { ...address, us: address.us ?? 'em' } } : {}),
    ...(paying ? { paying: { by: paying.by, brand: paying.brand ?? null, lastFour: paying.lastFour ?? null } } : {}),
    ...(contacts ? { contacts: paintedContacts(customer, contacts) } : {}),
  }
}
