import type { QueryClient } from '@tanstack/react-query'
import { getBuying } from '#rooms/orders/contract.ts'
import { askAhead } from '../../shell/api.ts'
import { customerQuery } from './customer-data.ts'
import { profileScreen } from './profile-screen.ts'
import { timelineAhead } from './timeline-data.ts'

/**
 * Asks for what a profile shows first, while the finger is still down on its row. Not before: the house notes who opened whom, and
 * whoever only passes over a list with the mouse has opened nobody.
 */
export function profileAhead(queries: QueryClient, id: string): void {
  profileScreen.ahead()
  void queries.prefetchQuery(customerQuery(queries, id))
  timelineAhead(queries, id, 'all')
  askAhead(queries, getBuying, { params: { customerId: id } })
}
