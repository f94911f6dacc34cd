import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { type customerView, getCustomer, listCustomers, updateCustomer } from '#rooms/people/contract.ts'
import { getCard, recognise } from '#rooms/recognition/contract.ts'
import { offerUndo } from '../../kit/toasts.tsx'
import { call, type Input, keyOf, newKey } from '../../shell/api.ts'
import { type Problem, problemFrom } from '../../shell/problem.ts'

export type Customer = z.output<typeof customerView>
/** What a change may set; the version is added when it is sent. */
export type Fields = Omit<Input<typeof updateCustomer>['body'], 'version'>
type FieldName = keyof Fields & keyof Customer

export const customerKey = (id: string) => keyOf(getCustomer, { params: { customerId: id } })

/** Everything that shows a customer elsewhere is asked again when it is next looked at. */
export function forgetAround(queries: QueryClient, id: string): void {
  void queries.invalidateQueries({ queryKey: keyOf(getCard, { params: { customerId: id } }) })
  void queries.invalidateQueries({ queryKey: keyOf(listCustomers) })
  void queries.invalidateQueries({ queryKey: keyOf(recognise) })
}

// Changes of one customer are sent one after the other, each with the version that the last one answered.
const turns = new Map<string, Promise<unknown>>()
function inTurn<T>(id: string, act: () => Promise<T>): Promise<T> {
  const mine = (turns.get(id) ?? Promise.resolve()).catch(() => {}).then(act)
  turns.set(id, mine)
  return mine
}

/** One field that two people changed at once. */
export type Conflict = { field: FieldName; label: string; theirs: Customer; ours: Fields; choose: (isOurs: boolean) => void }

export type Change = {
  /** What is changed, made from the newest record, so that a list keeps what others added to it. */
  make: (customer: Customer) => Fields
  field: FieldName
  label: string
  /** Said when it is saved. */
  done: string
  /** False where going back is not possible. */
  canUndo?: boolean
}

/** Lists of things are joined by making the change again on the newest; single values are chosen by a person. */
const joins: readonly FieldName[] = ['contacts', 'tags']
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** Contacts as they are sent back; a number of before 2018 in its old form, so that it stays findable. */
export const sentContacts = (contacts: Customer['contacts']): NonNullable<Fields['contacts']> =>
  contacts.filter(({ kind }) => kind !== 'card').map(({ kind, value, old, isVerified }) => ({ kind, value: old ?? value, isVerified }))

/** What must be sent to have a field as it was. */
function before(customer: Customer, field: FieldName): Fields {
  if (field === 'contacts') return { contacts: sentContacts(customer.contacts) }
  if (field === 'address') {
    const { them, us, source } = customer.address
    return { address: { them, us, source: source === 'default' ? 'staff' : source } }
  }
  return { [field]: customer[field] } as Fields
}

/** How the record looks while a change is on its way; what the server derives stays as it was. */
function painted(customer: Customer, { contacts, address, paying, ...rest }: Fields): Customer {
  return {
    ...customer,
    ...(rest as Partial<Customer>),
    ...(address ? { address: { ...address, us: address.us ?? 'em' } } : {}),
    ...(paying ? { paying: { by: paying.by, brand: paying.brand ?? null, lastFour: paying.lastFour ?? null } } : {}),
    ...(contacts
      ? {
          contacts: contacts.map(
            (one) =>
              customer.contacts.find(({ kind, value, old }) => kind === one.kind && (old ?? value) === one.value) ?? {
                ...one,
                shown: one.value,
                isVerified: one.isVerified ?? false,
              },
          ),
        }
      : {}),
  }
}

/** Changes one customer: painted at once, saved behind, undone for ten seconds; two people at one field choose. */
export function useChangeCustomer(id: string) {
  const queries = useQueryClient()
  const [conflict, setConflict] = useState<Conflict>()
  const read = () => queries.getQueryData<Customer>(customerKey(id))
  const put = (customer: Customer) => queries.setQueryData(customerKey(id), customer)
  const send = (fields: Fields, version: number, key: string) =>
    call(updateCustomer, { params: { customerId: id }, body: { ...fields, version } }, { key })

  const settle = async (seen: Customer, change: Change, fields: Fields): Promise<Customer> => {
    const newest = await call(getCustomer, { params: { customerId: id } })
    if (joins.includes(change.field)) return send(change.make(newest), newest.version, newKey())
    if (isSame(newest[change.field], seen[change.field])) return send(fields, newest.version, newKey())
    const isOurs = await new Promise<boolean>((choose) =>
      setConflict({ field: change.field, label: change.label, theirs: newest, ours: fields, choose }),
    )
    setConflict(undefined)
    return isOurs ? send(fields, newest.version, newKey()) : newest
  }

  const save = (change: Change): Promise<Customer> => {
    const seen = read()
    if (!seen) return Promise.reject(new Error('the customer is not here'))
    put(painted(seen, change.make(seen)))
    return inTurn(id, async () => {
      const current = read() ?? seen
      const fields = change.make(seen)
      try {
        const saved = await send(fields, current.version, newKey()).catch((error: unknown) => {
          if (problemFrom(error).code !== 'people.changed_meanwhile') throw error
          return settle(seen, change, fields)
        })
        put(saved)
        forgetAround(queries, id)
        return saved
      } catch (error) {
        put({ ...(read() ?? seen), [change.field]: seen[change.field] })
        throw error as Problem
      }
    })
  }

  /** Resolves when it is saved; throws the `Problem`, the record then being as it was. */
  const change = async (wanted: Change): Promise<void> => {
    const seen = read()
    await save(wanted)
    if (seen && wanted.canUndo !== false) offerUndo(wanted.done, () => save({ ...wanted, make: () => before(seen, wanted.field) }))
  }
  return { change, conflict }
}
export type ChangeCustomer = ReturnType<typeof useChangeCustomer>['change']
