import type { Db } from '../../platform/db/db.ts'
import { type Asked, type Served, serve } from '../../platform/http/serve.ts'
import { fold } from '../../values/text.ts'
import { dayIn, secondsIn } from '../../values/zone.ts'
import { addCustomer, editCustomer, requireCustomer, takeBackCustomer } from './actions.ts'
import * as around from './around/contract.ts'
import * as contract from './contract.ts'
import type { Customer } from './customer.ts'
import * as house from './house/contract.ts'
import { saveField, saveGroup } from './house-settings.ts'
import { listFields, listGroups } from './house-store.ts'
import { readFilter } from './list-filter.ts'
import { countList, listWindow } from './list-store.ts'
import { contactsFor } from './mask-rules.ts'
import { correctOccasion, forgetOccasion, noteOccasion, occasionsOf } from './occasions.ts'
import { correctPreference, forgetPreference, notePreference, refutePreference, restorePreference } from './preferences.ts'
import { allPreferencesOf } from './preferences-store.ts'
import { correctTie, relationshipsOf, tie, untie, viewTies } from './relationships.ts'
import { tagsInUse } from './tags-store.ts'
import { type Showing, viewCustomer, viewOccasion, viewPreference, viewRefuted, viewRow } from './views.ts'

type Any = Asked<unknown, unknown, unknown>

/** Who asks, on which screen, at which hour of the house. */
async function showing({ house, now, language, who }: Pick<Any, 'house' | 'now' | 'language' | 'who'>): Promise<Showing> {
  const { zone } = await house()
  return { screen: language, hour: Math.floor(secondsIn(zone, now.getTime()) / 3600), today: dayIn(zone, now.getTime()), who }
}

async function whole(asked: Pick<Any, 'db' | 'house' | 'now' | 'language' | 'who'>, customer: Customer) {
  const { db, who, language } = asked
  const [{ standing, refuted }, relationships, occasions, shown] = await Promise.all([
    allPreferencesOf(db, customer.id, who),
    relationshipsOf(db, customer.id, language, who),
    occasionsOf(db, customer),
    showing(asked),
  ])
  return viewCustomer(customer, { preferences: standing, refuted, relationships, occasions }, shown)
}

/** `hasHistory` is what later rooms know: whether anything else was written about a customer. */
export const peopleRoutes = ({ hasHistory }: { hasHistory: (db: Db, customerId: string) => Promise<boolean> }): Served[] => [
  ...customerRoutes(hasHistory),
  ...preferenceRoutes,
  ...relationshipRoutes,
  ...occasionRoutes,
  ...houseRoutes,
]

const customerRoutes = (hasHistory: (db: Db, customerId: string) => Promise<boolean>): Served[] => [
  serve(contract.listCustomers, async ({ db, query, language, house, now, who }) => {
    const filter = readFilter(query, (await house()).zone, now)
    const [rows, counted] = await Promise.all([
      listWindow(db, filter, query.sort, query.offset, query.limit),
      countList(db, filter, query.exactCount === 'true'),
    ])
    return { rows: rows.map((customer) => viewRow(customer, language, who)), ...counted }
  }),
  serve(contract.createCustomer, async (asked) => whole(asked, await addCustomer(asked.db, asked.body, asked.who, asked.now))),
  serve(contract.getCustomer, async (asked) => whole(asked, await requireCustomer(asked.db, asked.params.customerId))),
  serve(contract.updateCustomer, async (asked) => {
    const { version, ...change } = asked.body
    return whole(asked, await editCustomer(asked.db, asked.params.customerId, change, version, asked))
  }),
  serve(contract.removeCustomer, async ({ db, params }) => {
    await takeBackCustomer(db, params.customerId, await hasHistory(db, params.customerId))
    return {}
  }),
  serve(contract.unveil, async ({ db, params, body, who, trace }) => {
    const customer = await requireCustomer(db, params.customerId)
    trace({ details: { what: body.what, reason: body.reason } })
    if (body.what === 'paying') return { paying: customer.paying }
    // The digits of a card are another secret, with a reason of its own.
    const cards = customer.contacts.filter(({ kind }) => kind === 'card')
    return { contacts: [...customer.contacts.filter(({ kind }) => kind !== 'card'), ...contactsFor(cards, who)], postal: customer.postal }
  }),
]

const preferenceRoutes: Served[] = [
  serve(contract.addPreference, async (asked) => {
    const { today } = await showing(asked)
    const noting = { who: asked.who, today, language: (await asked.house()).language }
    return viewPreference(await notePreference(asked.db, asked.params.customerId, asked.body, noting), today)
  }),
  serve(contract.updatePreference, async (asked) => {
    const { version, ...change } = asked.body
    const { customerId, preferenceId } = asked.params
    const shown = await showing(asked)
    return viewPreference(await correctPreference(asked.db, customerId, preferenceId, change, version, shown), shown.today)
  }),
  serve(contract.removePreference, async ({ db, params, who }) => {
    await forgetPreference(db, params.customerId, params.preferenceId, who)
    return {}
  }),
  serve(contract.refutePreference, async ({ db, params, body, who, now }) =>
    viewRefuted(await refutePreference(db, params.customerId, params.preferenceId, { who, now, version: body.version })),
  ),
  serve(contract.restorePreference, async (asked) => {
    const { customerId, preferenceId } = asked.params
    const restored = await restorePreference(asked.db, customerId, preferenceId, { who: asked.who, version: asked.body.version })
    return viewPreference(restored, (await showing(asked)).today)
  }),
]

/** A tie as the end that asked shows it. */
async function oneTie({ db, language, who }: Pick<Any, 'db' | 'language' | 'who'>, made: Awaited<ReturnType<typeof tie>>) {
  const [view] = await viewTies(db, [made], language, who)
  if (!view) throw new Error('a tie to somebody who is not there')
  return view
}

const relationshipRoutes: Served[] = [
  serve(around.addRelationship, async (asked) => {
    const { today } = await showing(asked)
    return oneTie(asked, await tie(asked.db, asked.params.customerId, asked.body, asked.who, today))
  }),
  serve(around.updateRelationship, async (asked) => {
    const { version, ...change } = asked.body
    return oneTie(asked, await correctTie(asked.db, asked.params.customerId, asked.params.relationshipId, change, version))
  }),
  serve(around.removeRelationship, async ({ db, params }) => {
    await untie(db, params.customerId, params.relationshipId)
    return {}
  }),
]

const occasionRoutes: Served[] = [
  serve(around.addOccasion, async (asked) => {
    const { today } = await showing(asked)
    return viewOccasion(await noteOccasion(asked.db, asked.params.customerId, asked.body, asked.who, today), today)
  }),
  serve(around.updateOccasion, async (asked) => {
    const { version, ...change } = asked.body
    const { customerId, occasionId } = asked.params
    return viewOccasion(await correctOccasion(asked.db, customerId, occasionId, change, version), (await showing(asked)).today)
  }),
  serve(around.removeOccasion, async ({ db, params }) => {
    await forgetOccasion(db, params.customerId, params.occasionId)
    return {}
  }),
]

const houseRoutes: Served[] = [
  serve(house.listPreferenceGroups, async ({ db }) => ({ groups: await listGroups(db) })),
  serve(house.savePreferenceGroup, ({ db, params, body }) => saveGroup(db, params.key, body)),
  serve(house.listCustomerFields, async ({ db }) => ({ fields: await listFields(db) })),
  serve(house.saveCustomerField, ({ db, params, body }) => saveField(db, params.key, body)),
  serve(house.listTags, ({ db, query }) => {
    const begins = fold(query.begins ?? '')
    return tagsInUse(db, (tag) => fold(tag).startsWith(begins))
  }),
]
