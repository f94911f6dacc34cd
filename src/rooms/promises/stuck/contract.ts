import { z } from 'zod'
import { id, line } from '../../../platform/fields/contract.ts'
import { route } from '../../../platform/http/contract.ts'
import { promiseRow, teams } from '../shown/contract.ts'

export const reportStuck = route({
  name: 'reportStuck',
  method: 'POST',
  path: '/api/customers/:customerId/stuck',
  door: 'promises.write',
  summary:
    'A customer cannot get on with what they bought or where they stay: help is promised at once, by the standard or within one open hour, by the team that it is about unless somebody is named.',
  params: z.object({ customerId: id }),
  body: z.strictObject({
    words: line(280),
    orderId: id.optional(),
    team: z.enum(teams).optional(),
    holderId: id.optional(),
  }),
  answer: promiseRow,
  status: 201,
  refusals: ['promises.end_needed', 'promises.no_such_order', 'promises.no_such_staff', 'promises.no_open_time'],
})
