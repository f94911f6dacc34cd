import type { Db } from '../../platform/db/db.ts'
import { type Asked, type Served, serve } from '../../platform/http/serve.ts'
import { askedWords } from '../../values/text.ts'
import { dayIn, secondsIn, toInstant } from '../../values/zone.ts'
import { addCustomer, editCustomer, requireCustomer, takeBackCustomer } from './actions.ts'
import * as contract from './contract.ts'
import type { Customer } from './customer.ts'
import { countList, type ListFilter, listWindow } from './list-store.ts'
import { correctPreference, forgetPreference, notePreference } from './preferences.ts'
import { preferencesOf } from './preferences-store.ts'
import { viewCustomer, viewPreference, viewRow } from './views.ts'

type Any = Asked<unknown, unknown, unknown>

const hourIn = (zone: string, now: Date): number => Math.floor(secondsIn(zone, now.getTime()) / 3600)

const today = async ({ house, now }: Pick<Any, 'house' | 'now'>): Promise<string> => dayIn((await house()).zone, now.getTime())

async function whole(asked: Pick<Any, 'db' | 'house' | 'now' | 'language'>, customer: Customer) {
  const { zone } = await asked.house()
  return viewCustomer(customer, await preferencesOf(asked.db, customer.id), asked.language, hourIn(zone, asked.now))
}

const flagOf = (flag: 'true' | 'false' | undefined): boolean | undefined => (flag === undefined ? undefined : flag === 'true')

type ListQuery = {
  kind?: 'person' | 'organisation' | 'household' | undefined
  tag?: string | undefined
  language?: 'vi' | 'en' | undefined
  words?: string | undefined
  seenSince?: string | undefined
  notSeenSince?: string | undefined
  hasPhone?: 'true' | 'false' | undefined
  isSample?: 'true' | 'false' | undefined
}

const filterOf = (query: ListQuery, zone: string): ListFilter => ({
  kind: query.kind,
  tag: query.tag,
  language: query.language,
  words: query.words ? askedWords(query.words) : undefined,
  seenFrom: query.seenSince ? new Date(toInstant(query.seenSince, 0, zone)) : undefined,
  notSeenFrom: query.notSeenSince ? new Date(toInstant(query.notSeenSince, 0, zone)) : undefined,
  hasPhone: flagOf(query.hasPhone),
  isSample: flagOf(query.isSample),
})

/** `hasHistory` is what later rooms know: whether anything else was written about a customer. */
export const peopleRoutes = ({ hasHistory }: { hasHistory: (db: Db, customerId: string) => Promise<boolean> }): Served[] => [
  serve(contract.listCustomers, async ({ db, query, language, house }) => {
    const filter = filterOf(query, (await house()).zone)
    const [rows, counted] = await Promise.all([
      listWindow(db, filter, query.sort, query.offset, query.limit),
      countList(db, filter, query.exactCount === 'true'),
    ])
    return { rows: rows.map((customer) => viewRow(customer, language)), ...counted }
  }),
  serve(contract.createCustomer, async (asked) => whole(asked, await addCustomer(asked.db, asked.body, asked.who, asked.now))),
  serve(contract.getCustomer, async (asked) => whole(asked, await requireCustomer(asked.db, asked.params.customerId))),
  serve(contract.updateCustomer, async (asked) => {
    const { version, ...change } = asked.body
    return whole(asked, await editCustomer(asked.db, asked.params.customerId, change, version, asked.now))
  }),
  serve(contract.removeCustomer, async ({ db, params }) => {
    await takeBackCustomer(db, params.customerId, await hasHistory(db, params.customerId))
    return {}
  }),
  serve(contract.addPreference, async (asked) =>
    viewPreference(await notePreference(asked.db, asked.params.customerId, asked.body, asked.who, await today(asked))),
  ),
  serve(contract.updatePreference, async (asked) => {
    const { version, ...change } = asked.body
    const { customerId, preferenceId } = asked.params
    return viewPreference(await correctPreference(asked.db, customerId, preferenceId, change, version, await today(asked)))
  }),
  serve(contract.removePreference, async ({ db, params }) => {
    await forgetPreference(db, params.customerId, params.preferenceId)
    return {}
  }),
]
