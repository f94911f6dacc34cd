import { z } from 'zod'
import { id } from '../../../platform/fields/contract.ts'
import { route } from '../../../platform/http/contract.ts'

export const linkCustomerPage = route({
  name: 'linkCustomerPage',
  method: 'POST',
  path: '/api/customers/:customerId/page-link',
  door: 'customers.write',
  summary: 'The address of a customer’s own page, to be handed to them, and one to look at it that changes nothing. Kept nowhere.',
  params: z.object({ customerId: id }),
  body: z.strictObject({}),
  answer: z.object({
    /** Whoever holds it acts as the customer. */
    address: z.string(),
    /** For staff to see what the customer sees: nothing can be changed there; a path of this house. */
    preview: z.string(),
    /** The house has an address on the web; without it the link works only where this house is reached now. */
    isPublic: z.boolean(),
  }),
  refusals: ['people.no_such_customer'],
  isSecret: true,
})
