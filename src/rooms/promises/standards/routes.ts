import type { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import { type Served, serve } from '../../../platform/http/serve.ts'
import { callThem, findAll } from '../../people/public.ts'
import type { Recount } from '../calendars/actions.ts'
import { houseCalendar } from '../calendars/calendars.ts'
import { listCalendars } from '../calendars/store.ts'
import { keepStandard } from './actions.ts'
import * as contract from './contract.ts'
import * as store from './store.ts'

type View = z.input<typeof contract.standardView>

async function viewStandards(db: Db, standards: readonly store.Standard[], language: 'vi' | 'en'): Promise<View[]> {
  const ids = standards.flatMap(({ match }) => match.customerId ?? [])
  const [calendars, customers, open] = await Promise.all([
    listCalendars(db),
    ids.length > 0 ? findAll(db, [...new Set(ids)]) : [],
    store.countOpen(
      db,
      standards.map(({ standardId }) => standardId),
    ),
  ])
  const calendarNames = new Map(calendars.map(({ id, name }) => [id, name]))
  const customerNames = new Map(customers.map((one) => [one.id, callThem(one, language)]))
  return standards.map(({ standardId, versionId: _, effectiveFrom, effectiveTo: _to, ...one }) => ({
    ...one,
    id: standardId,
    calendarName: calendarNames.get(one.calendarId) ?? '',
    customerName: one.match.customerId === undefined ? null : (customerNames.get(one.match.customerId) ?? null),
    effectiveFrom: effectiveFrom.toISOString(),
    open: open.get(standardId) ?? 0,
  }))
}

/** `recount`: what open promises are told of a change. */
export const standardRoutes = ({ recount }: { recount: Recount }): Served[] => [
  serve(contract.listStandards, async ({ db, query, now, language }) => {
    await houseCalendar(db, now)
    return { standards: await viewStandards(db, await store.listStandards(db, query.customerId, now), language) }
  }),
  serve(contract.saveStandard, async ({ db, params, body, who, now, language, trace }) => {
    const standard = await keepStandard(db, params.standardId, body, who, { now, recount })
    trace({
      details: { name: standard.name, level: standard.level, mode: body.mode, isRetired: standard.isRetired },
      ...(standard.match.customerId === undefined ? {} : { customerId: standard.match.customerId }),
    })
    const [view] = await viewStandards(db, [standard], language)
    if (!view) throw new Error('a standard that was given is not viewed')
    return view
  }),
]
