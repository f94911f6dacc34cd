import { z } from 'zod'
import { id } from '../../../platform/fields/contract.ts'
import { route } from '../../../platform/http/contract.ts'
import { careActView } from '../contract.ts'

/** What colleagues did today, so that somebody can thank them; nothing is counted, and nothing but today is told. */

export const doneByOthers = route({
  name: 'doneByOthers',
  method: 'GET',
  path: '/api/today/done-by-others',
  door: 'customers.read',
  summary: 'Acts of care that colleagues ended today, the latest first, twenty at most, each with whom to thank.',
  answer: z.object({ done: z.array(z.object({ act: careActView, by: z.object({ id, name: z.string() }) })) }),
})
