import { type Served, serve } from '../../../platform/http/serve.ts'
import { viewRow } from '../views.ts'
import { reportStuck } from './contract.ts'
import { helpAtOnce } from './helping.ts'

export const stuckRoutes: Served[] = [
  serve(reportStuck, async (asked) => {
    const { db, params, body, who, now, language } = asked
    const promise = await helpAtOnce(db, params.customerId, body, who, now, language)
    asked.trace({ aboutKind: 'promise', aboutId: promise.id, details: { team: promise.team ?? 'nobody' } })
    return viewRow(db, promise, asked)
  }),
]
