import { type Served, serve } from '../../platform/http/serve.ts'
import * as contract from './contract.ts'
import type { Presence } from './presence.ts'

export const streamRoutes = (presence: Presence): Served[] => [
  serve(contract.setPresence, ({ who, body }) => ({ others: presence.set(who, body.tab, body.customerId) })),
]
