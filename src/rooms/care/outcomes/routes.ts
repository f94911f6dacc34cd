import { type Served, serve } from '../../../platform/http/serve.ts'
import { addDays } from '../../../values/civil-date.ts'
import { dayIn, toInstant } from '../../../values/zone.ts'
import { callThem, findAll } from '../../people/public.ts'
import * as contract from './contract.ts'
import { outcomesOf } from './rules.ts'
import * as store from './store.ts'

/** Half a year of acts is looked back at. */
const BACK = 183
const LATEST = 60

export const outcomeRoutes: Served[] = [
  serve(contract.getCareOutcomes, async ({ db, who, language, now, house }) => {
    const { zone } = await house()
    const since = addDays(dayIn(zone, now.getTime()), -BACK)
    const [told, latest] = await Promise.all([store.told(db, new Date(toInstant(since, 0, zone)), now), store.latest(db, LATEST)])
    const customers = await findAll(db, [...new Set(latest.map(({ customerId }) => customerId))])
    const names = new Map(customers.map((customer) => [customer.id, callThem(customer, language, who)]))
    return {
      since,
      kinds: outcomesOf(told),
      latest: latest.map((one) => ({
        ...one,
        calledAs: names.get(one.customerId) ?? null,
        doneAt: one.doneAt.toISOString(),
        until: one.until.toISOString(),
      })),
    }
  }),
]
