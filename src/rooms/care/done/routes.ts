import { type Served, serve } from '../../../platform/http/serve.ts'
import { dayIn, toInstant } from '../../../values/zone.ts'
import { callThem, findAll } from '../../people/public.ts'
import { viewAct } from '../views.ts'
import * as contract from './contract.ts'
import { bare, kindsFor } from './rules.ts'
import * as store from './store.ts'

const MOST = 20

export const doneRoutes: Served[] = [
  serve(contract.doneByOthers, async ({ db, who, now, house, language }) => {
    const { zone } = await house()
    const since = new Date(toInstant(dayIn(zone, now.getTime()), 0, zone))
    const done = await store.doneByOthers(db, who.id, since, kindsFor(who), MOST)
    const ids = [...new Set(done.flatMap(({ act }) => act.customerId ?? []))]
    const customers = ids.length > 0 ? await findAll(db, ids) : []
    const names = new Map(customers.map((customer) => [customer.id, callThem(customer, language)]))
    return { done: done.map(({ act, by }) => ({ act: viewAct(bare(act), names, null), by })) }
  }),
]
