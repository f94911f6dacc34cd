import { type Served, serve } from '../../platform/http/serve.ts'
import { requireCustomer } from '../people/public.ts'
import { correctLine, jotDown, takeBackLine } from './actions.ts'
import * as contract from './contract.ts'
import { allKinds, saveKind } from './kinds.ts'
import { pageFrom } from './pages.ts'
import { countAnswers, noteContactInPassing, takeBackPassing } from './passing.ts'
import { cutPage } from './rules.ts'
import * as store from './store.ts'
import { viewTouchpoint } from './views.ts'

export const touchpointRoutes: Served[] = [
  serve(contract.getTimeline, async ({ db, params: { customerId }, query, who }) => {
    const { limit, only, offset } = query
    const asked = { ...(only ? { only } : {}), ...pageFrom(query.before), offset, limit: limit + 1 }
    await requireCustomer(db, customerId)
    const [rows, pinned, count] = await Promise.all([
      store.page(db, customerId, asked),
      query.before === undefined && offset === 0 ? store.pinned(db, customerId) : [],
      store.count(db, customerId, only),
    ])
    const { page, next } = cutPage(rows, limit, ({ at }) => at)
    const view = (line: (typeof rows)[number]) => viewTouchpoint(line, who)
    return { entries: page.map(view), pinned: pinned.map(view), next, count }
  }),
  serve(contract.addTouchpoint, async ({ db, params, body, who, now }) =>
    viewTouchpoint(await jotDown(db, params.customerId, body, who, now), who),
  ),
  serve(contract.updateTouchpoint, async ({ db, params, body: { version, ...change }, who }) =>
    viewTouchpoint(await correctLine(db, params.customerId, params.touchpointId, change, version), who),
  ),
  serve(contract.removeTouchpoint, async ({ db, params, now }) => {
    await takeBackLine(db, params.customerId, params.touchpointId, now)
    return {}
  }),
  serve(contract.listTouchpointKinds, async ({ db }) => ({ kinds: await allKinds(db) })),
  serve(contract.saveTouchpointKind, ({ db, params, body }) => saveKind(db, params.key, body)),
  serve(contract.notePassing, ({ db, body, who, now }) => noteContactInPassing(db, body, who, now)),
  serve(contract.removePassing, async ({ db, params, now }) => {
    await takeBackPassing(db, params.passingId, now)
    return {}
  }),
  serve(contract.countHeardFrom, async ({ db, query, house }) => countAnswers(db, query, (await house()).zone)),
]
