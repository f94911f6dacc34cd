import { useQueryClient } from '@tanstack/react-query'
import { type Customer, customerKey, forgetAround, inTurn, putCustomer } from '../customer-data.ts'

/** Acts on one part of a record: painted at once, sent in their turn, painted back where they are refused. */
export function useKnownActs(customerId: string) {
  const queries = useQueryClient()
  const read = () => queries.getQueryData<Customer>(customerKey(customerId))
  const paint = (make: (now: Customer) => Partial<Customer>) => {
    const now = read()
    if (now) putCustomer(queries, { ...now, ...make(now) })
  }
  const act = async <T>(paintIt: () => void, send: () => Promise<T>, back: () => void): Promise<T> => {
    paintIt()
    try {
      const answer = await inTurn(customerId, send)
      forgetAround(queries, customerId)
      return answer
    } catch (error) {
      back()
      throw error
    }
  }
  /** Asks for the record anew: what was painted stands until it is here. */
  const refresh = () => void queries.invalidateQueries({ queryKey: customerKey(customerId) })
  return { paint, act, refresh, read }
}
export type KnownActs = ReturnType<typeof useKnownActs>

/** A list with one of its things exchanged, taken out, or put in. */
export const swapped = <T extends { id: string }>(all: readonly T[], id: string, next: T): T[] =>
  all.map((one) => (one.id === id ? next : one))
export const dropped = <T extends { id: string }>(all: readonly T[], id: string): T[] => all.filter((one) => one.id !== id)
export const putBack = <T extends { id: string }>(all: readonly T[], one: T, at: number): T[] => [
  ...all.slice(0, at).filter(({ id }) => id !== one.id),
  one,
  ...all.slice(at).filter(({ id }) => id !== one.id),
]
