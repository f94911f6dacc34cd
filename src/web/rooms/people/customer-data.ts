import { type QueryClient, type UseQueryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { listLoyalty } from '#rooms/loyalty/contract.ts'
import { type customerView, getCustomer, updateCustomer } from '#rooms/people/contract.ts'
import { getCard, recognise } from '#rooms/recognition/contract.ts'
import { offerUndo } from '../../kit/toasts.tsx'
import { call, keyOf } from '../../shell/api.ts'
import { type Problem, problemFrom } from '../../shell/problem.ts'
import { useWords } from '../../shell/words.ts'
import { changeBack, type Fields, isSameThing, painted, type Wanted, type Whole } from './changes.ts'
import { knownWords } from './known/words.data.ts'

export type Customer = z.output<typeof customerView>

export const customerKey = (id: string) => keyOf(getCustomer, { params: { customerId: id } })

/** Everything that shows a customer elsewhere is asked again when it is next looked at. */
export function forgetAround(queries: QueryClient, id: string): void {
  void queries.invalidateQueries({ queryKey: keyOf(getCard, { params: { customerId: id } }) })
  void queries.invalidateQueries({ queryKey: keyOf(listLoyalty) })
  void queries.invalidateQueries({ queryKey: keyOf(recognise) })
}

// Changes of one customer are sent one after the other, each with the version that the last one answered.
const turns = new Map<string, Promise<unknown>>()
export function inTurn<T>(id: string, act: () => Promise<T>): Promise<T> {
  const mine = (turns.get(id) ?? Promise.resolve()).catch(() => {}).then(act)
  turns.set(id, mine)
  return mine
}

/** Resolves when nothing of one's own about this customer is on its way any more. */
async function turnsDone(id: string): Promise<void> {
  let last: Promise<unknown> | undefined
  while (last !== turns.get(id)) {
    last = turns.get(id)
    await last?.catch(() => {})
  }
}

// What the server last answered, beside what is painted over it.
const answerKey = (id: string) => ['answered', id]
const noteAnswer = (queries: QueryClient, customer: Customer): Customer => {
  queries.setQueryData(answerKey(customer.id), customer)
  return customer
}

/** How the record is asked for. A refresh waits for one's own changes, so that what is painted is never taken away and given back. */
export const customerQuery = (queries: QueryClient, id: string): UseQueryOptions<Customer, Problem> => ({
  queryKey: customerKey(id),
  queryFn: async ({ signal }) => {
    await turnsDone(id)
    return noteAnswer(queries, await call(getCustomer, { params: { customerId: id } }, { signal }))
  },
})

export const useCustomer = (id: string) => useQuery(customerQuery(useQueryClient(), id))

/** Puts a record in place of what a refresh under way might bring. */
export function putCustomer(queries: QueryClient, customer: Customer): void {
  void queries.cancelQueries({ queryKey: customerKey(customer.id) })
  queries.setQueryData(customerKey(customer.id), customer)
}

/** One thing that two people changed at once. */
export type Conflict = {
  wanted: Pick<Change, 'field' | 'label' | 'part'>
  theirs: Customer
  ours: Fields
  /** Theirs in words, for what is one of a list; the dialog knows how to show the rest. */
  shown?: { theirs: string; ours: string }
  choose: (isOurs: boolean) => void
}

export type Change = Wanted & {
  label: string
  /** Said when it is saved. */
  done: string
  /** False where going back is not possible. */
  canUndo?: boolean
  /** The record as whoever changes it saw it when they began; what lies in memory unless given. */
  from?: Customer
  /** For one of a list: both in words where it has become something else meanwhile, so that a person chooses. */
  isLost?: (newest: Customer) => { theirs: string; ours: string } | undefined
}

/** Changes one customer: painted at once, saved behind, undone for ten seconds; two people at one field choose. */
export function useChangeCustomer(id: string) {
  const queries = useQueryClient()
  const words = useWords(knownWords).conflict
  const [conflict, setConflict] = useState<Conflict>()
  const read = () => queries.getQueryData<Customer>(customerKey(id))
  const send = (fields: Fields, version: number) => call(updateCustomer, { params: { customerId: id }, body: { ...fields, version } })

  const ask = async (change: Change, theirs: Customer, ours: Fields, shown?: Conflict['shown']): Promise<boolean> => {
    const isOurs = await new Promise<boolean>((choose) =>
      setConflict({ wanted: change, theirs, ours, ...(shown ? { shown } : {}), choose }),
    )
    setConflict(undefined)
    return isOurs
  }

  /** Sends mine onto the newest record there is: at once where nobody touched the same thing, else after a choice. */
  const settle = async (seen: Whole, change: Change, newest: Customer): Promise<{ saved: Customer; isOurs: boolean }> => {
    const ours = change.make(newest)
    const lost = change.isLost?.(newest)
    const isTouched = lost !== undefined || !isSameThing(change, newest, seen)
    if (isTouched && !(await ask(change, newest, ours, lost))) return { saved: newest, isOurs: false }
    try {
      return { saved: await send(ours, newest.version), isOurs: true }
    } catch (error) {
      if (problemFrom(error).code !== 'people.changed_meanwhile') throw error
      return settle(newest, change, await call(getCustomer, { params: { customerId: id } }))
    }
  }

  const save = (change: Change): Promise<{ saved: Customer; isOurs: boolean }> => {
    const seen = change.from ?? read()
    if (!seen) return Promise.reject(new Error('the customer is not here'))
    const before = read() ?? seen
    putCustomer(queries, painted(before, change.make(before)))
    return inTurn(id, async () => {
      const newest = queries.getQueryData<Customer>(answerKey(id)) ?? before
      try {
        const done = await settle(seen, change, newest)
        putCustomer(queries, noteAnswer(queries, done.saved))
        forgetAround(queries, id)
        return done
      } catch (error) {
        putCustomer(queries, { ...(read() ?? before), ...thingOf(change, before) })
        throw error as Problem
      }
    })
  }

  /** Resolves when it is saved; throws the `Problem`, the record then being as it was. */
  const change = async (wanted: Change): Promise<void> => {
    const before = wanted.from ?? read()
    const { saved, isOurs } = await save(wanted)
    if (!isOurs) offerUndo(words.keptTheirs, () => save({ ...wanted, from: saved }))
    else if (before && wanted.canUndo !== false)
      offerUndo(wanted.done, () => save({ ...wanted, make: () => changeBack(before, wanted), from: saved }))
  }
  return { change, conflict }
}
export type ChangeCustomer = ReturnType<typeof useChangeCustomer>['change']

const thingOf = ({ field }: Change, from: Customer): Partial<Customer> => ({ [field]: from[field] })
