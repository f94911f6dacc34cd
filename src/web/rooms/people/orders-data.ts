import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { getBuying, listOrders, type orderView, updateOrder } from '#rooms/orders/contract.ts'
import { offerUndo } from '../../kit/toasts.tsx'
import { call, keyOf } from '../../shell/api.ts'
import { useWords } from '../../shell/words.ts'
import { forgetAround } from './customer-data.ts'
import { timelineKey } from './timeline-data.ts'
import { peopleWords } from './words.data.ts'

export type Order = z.output<typeof orderView>

/** The orders of a customer, newest first. */
export const useOrders = (customerId: string) =>
  useInfiniteQuery({
    queryKey: [listOrders.name, customerId],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(listOrders, { params: { customerId }, query: { limit: 100, ...(pageParam ? { before: pageParam } : {}) } }, { signal }),
    getNextPageParam: (page) => page.next ?? undefined,
  })

/** Everything that an order changes is asked again. */
export function useAfterOrder(customerId: string) {
  const queries = useQueryClient()
  return () => {
    void queries.invalidateQueries({ queryKey: [listOrders.name, customerId] })
    void queries.invalidateQueries({ queryKey: keyOf(getBuying, { params: { customerId } }) })
    void queries.invalidateQueries({ queryKey: timelineKey(customerId) })
    forgetAround(queries, customerId)
  }
}

/** How the states of an order are called: a stay is left, goods are sent. */
export function useStateWords() {
  const words = useWords(peopleWords).orders
  return ({ kind, state }: Pick<Order, 'kind' | 'state'>) => (kind === 'stay' ? words.stayStates : words.states)[state]
}

/** Moves an order on; never looks done before the server says so. */
export function useMoveOrder(customerId: string) {
  const words = useWords(peopleWords).orders
  const stateWords = useStateWords()
  const after = useAfterOrder(customerId)
  const move = async (order: Pick<Order, 'id' | 'version'>, state: Order['state']) => {
    const moved = await call(updateOrder, { params: { customerId, orderId: order.id }, body: { state, version: order.version } })
    after()
    return moved
  }
  return async (order: Order, state: Order['state']) => {
    const moved = await move(order, state)
    offerUndo(words.moved(stateWords(moved)), () => move(moved, order.state))
  }
}
