import { useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { updateOrder } from '#rooms/orders/contract.ts'
import { type arrivalView, getCard, listArrivals } from '#rooms/recognition/contract.ts'
import { getTimeline } from '#rooms/touchpoints/contract.ts'
import { offerUndo, say } from '../../kit/toasts.tsx'
import { type Answer, call, keyOf } from '../../shell/api.ts'
import { problemFrom, useProblemWords } from '../../shell/problem.ts'
import { useWords } from '../../shell/words.ts'
import { recognitionWords } from './words.data.ts'

export type Arrival = z.output<typeof arrivalView>
export type Expected = Answer<typeof listArrivals>
type State = 'booked' | 'open' | 'done'

export const arrivalsKey = keyOf(listArrivals, {})

/** The lists of a day with one order in another state: whoever has come stays where they stand; what is done is gone. */
export function moved(all: Expected, orderId: string, state: State, version?: number): Expected {
  const change = (one: Arrival): Arrival =>
    one.orderId === orderId ? { ...one, state, ...(version === undefined ? {} : { orderVersion: version }) } : one
  const stands = (one: Arrival) => one.orderId !== orderId || state !== 'done'
  return { ...all, arrivals: all.arrivals.filter(stands).map(change), departures: all.departures.filter(stands).map(change) }
}

/**
 * The list in the order in which it stood, newcomers last: whoever comes through the door moves no line under somebody's finger.
 * `places` remembers, for as long as the list is looked at.
 */
export function asStood(all: readonly Arrival[], places: Map<string, number>): Arrival[] {
  for (const { orderId } of all) if (!places.has(orderId)) places.set(orderId, places.size)
  return [...all].sort((a, b) => (places.get(a.orderId) ?? 0) - (places.get(b.orderId) ?? 0))
}

/** Says that somebody has come, or has gone: at once on the screen, behind it on the server, and taken back for ten seconds. */
export function useArrivalActs() {
  const words = useWords(recognitionWords).arrivals
  const problems = useProblemWords()
  const queries = useQueryClient()
  const paint = (make: (all: Expected) => Expected) => queries.setQueryData<Expected>(arrivalsKey, (all) => all && make(all))
  const send = async ({ customerId, orderId }: Arrival, state: State, version: number): Promise<number> => {
    const order = await call(updateOrder, { params: { customerId, orderId }, body: { state, version } })
    paint((all) => moved(all, orderId, state, order.version))
    for (const key of [keyOf(getCard, { params: { customerId } }), keyOf(getTimeline)]) void queries.invalidateQueries({ queryKey: key })
    return order.version
  }
  const move = async (one: Arrival, to: State, said: string): Promise<void> => {
    const before = queries.getQueryData<Expected>(arrivalsKey)
    await queries.cancelQueries({ queryKey: arrivalsKey })
    paint((all) => moved(all, one.orderId, to))
    try {
      const version = await send(one, to, one.orderVersion)
      offerUndo(said, async () => {
        await send(one, one.state as State, version)
        await queries.invalidateQueries({ queryKey: arrivalsKey })
      })
    } catch (error) {
      if (before) queries.setQueryData(arrivalsKey, before)
      void queries.invalidateQueries({ queryKey: arrivalsKey })
      say(problems.say(problemFrom(error)), { tone: 'danger' })
    }
  }
  return {
    hasCome: (one: Arrival) =>
      one.kind === 'sale' ? move(one, 'done', words.hasTaken(one.calledAs)) : move(one, 'open', words.isHere(one.calledAs)),
    hasGone: (one: Arrival) => move(one, 'done', words.isGone(one.calledAs)),
  }
}
