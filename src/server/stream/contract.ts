import { z } from 'zod'
import { id } from '../../platform/fields/contract.ts'
import { route } from '../../platform/http/contract.ts'

/** A tab of a browser, by a name it made for itself. */
export const tabName = /^[A-Za-z0-9-]{8,64}$/

export const presentView = z.object({ staffId: id, name: z.string(), initials: z.string() })

export const setPresence = route({
  name: 'setPresence',
  method: 'PUT',
  path: '/api/presence',
  door: 'customers.read',
  summary:
    'Says which customer this tab shows, or with null none: answers who else looks at the same one. Kept while the tab’s stream is open.',
  body: z.strictObject({ tab: z.string().regex(tabName), customerId: id.nullable() }),
  answer: z.object({ others: z.array(presentView) }),
  isUntraced: true,
})
