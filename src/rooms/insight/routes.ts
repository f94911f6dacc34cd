import type { Db } from '../../platform/db/db.ts'
import { type Asked, type Served, serve } from '../../platform/http/serve.ts'
import type { Who } from '../../platform/http/who.ts'
import { Refusal } from '../../platform/refusal.ts'
import { addDays } from '../../values/civil-date.ts'
import { may } from '../../values/rights.ts'
import { dayIn } from '../../values/zone.ts'
import { findAll, requireForUpdate } from '../people/public.ts'
import * as contract from './contract.ts'
import * as costs from './costs.ts'
import { channelRates, costsSince } from './costs-store.ts'
import { latestDay } from './day-store.ts'
import { planCount } from './jobs.ts'
import { listBehind } from './lists-store.ts'
import { atStake, countCustomers, refuseCall, unrefuseCall } from './loyal-store.ts'
import { monthsBefore, REFUSED_FOR, readListKey } from './rules.ts'
import {
  type Books,
  viewBehind,
  viewCallThree,
  viewCohorts,
  viewCost,
  viewDay,
  viewImpressions,
  viewInsight,
  viewRetention,
} from './views.ts'

const SUGGESTED = 3

// biome-ignore lint/suspicious/noExplicitAny: whatever was asked, the day is the same.
async function todayOf({ now, house }: Asked<any, any, any>): Promise<string> {
  const { zone } = await house()
  return dayIn(zone, now.getTime())
}

/** Two years of costs: the longest span that is looked at, and the one before it. */
async function booksOf(db: Db, today: string, currency: string): Promise<Books> {
  const { since } = monthsBefore(today, 365, 1)
  const [lines, rates] = await Promise.all([costsSince(db, since, currency), channelRates(db)])
  return { costs: lines, rates }
}

/** Costs are entered by who keeps the books, not by everyone who may read values. */
function requireBooks(who: Who): void {
  if (!may(who, 'house.settings') && !may(who, 'orders.write'))
    throw new Refusal(403, 'insight.only_the_books', 'Costs are entered by the owner, a manager or accounting.')
}

const readRoutes: Served[] = [
  serve(contract.getInsight, async (asked) => {
    const { db, query, who, house } = asked
    const { currency } = await house()
    const today = await todayOf(asked)
    const day = await latestDay(db)
    const [everyone, books] = await Promise.all([
      day ? 0 : countCustomers(db),
      may(who, 'see.values') ? booksOf(db, today, day?.currency ?? currency) : { costs: [], rates: [] },
    ])
    return viewInsight(day, query, { today, everyone, currency, books, who })
  }),
  serve(contract.getCohorts, async ({ db, query }) => viewCohorts(await latestDay(db), query.by)),
  serve(contract.getRetention, async ({ db }) => viewRetention(await latestDay(db))),
  serve(contract.getFirstImpressions, async ({ db }) => viewImpressions(await latestDay(db))),
  serve(contract.listInsight, async ({ db, query, who, language }) => {
    const day = await latestDay(db)
    const key = readListKey(query.of)
    const found = day && key && (await listBehind(db, key, day, query))
    const shown = viewDay(day)
    if (!day || !shown || !found) throw new Refusal(404, 'insight.no_such_list', 'No figure of that day has such a list.')
    const customers = new Map(
      (
        await findAll(
          db,
          found.rows.map(({ customerId }) => customerId),
        )
      ).map((one) => [one.id, one]),
    )
    const rows = found.rows.flatMap((row) => {
      const customer = customers.get(row.customerId)
      return customer ? [viewBehind(row, customer, { screen: language, who, currency: day.currency })] : []
    })
    return { day: shown, count: found.count, rows }
  }),
]

const callRoutes: Served[] = [
  serve(contract.getCallThree, async (asked) => {
    const { db, who, language } = asked
    const today = await todayOf(asked)
    const found = await atStake(db, today, SUGGESTED)
    const customers = new Map(
      (
        await findAll(
          db,
          found.map(({ customerId }) => customerId),
        )
      ).map((one) => [one.id, one]),
    )
    const people = found.flatMap((one) => {
      const customer = customers.get(one.customerId)
      return customer ? [viewCallThree(one, customer, language, who)] : []
    })
    return { today, people }
  }),
  serve(contract.refuseCallThree, async (asked) => {
    const { db, params, who, now, trace } = asked
    await requireForUpdate(db, params.customerId)
    const until = addDays(await todayOf(asked), REFUSED_FOR)
    await refuseCall(db, params.customerId, until, who.kind === 'staff' ? who.id : null, now)
    trace({ customerId: params.customerId, details: { until } })
    return { until }
  }),
  serve(contract.allowCallThree, async ({ db, params, trace }) => {
    await unrefuseCall(db, params.customerId)
    trace({ customerId: params.customerId })
    return {}
  }),
]

const costRoutes: Served[] = [
  serve(contract.listCosts, async (asked) => {
    const { db, house } = asked
    const day = await latestDay(db)
    const currency = day?.currency ?? (await house()).currency
    const { costs: lines, rates } = await booksOf(db, await todayOf(asked), currency)
    return { costs: lines.map(viewCost), channels: costs.channelsOf(day, rates, currency) }
  }),
  serve(contract.addCost, async ({ db, body, who, now, house, trace }) => {
    requireBooks(who)
    const cost = await costs.addCost(db, body, await house(), who, now)
    trace({ aboutKind: 'cost', aboutId: cost.id, details: { purpose: cost.purpose, month: body.month } })
    return viewCost(cost)
  }),
  serve(contract.changeCost, async ({ db, params, body, who, now, house, trace }) => {
    requireBooks(who)
    trace({ aboutKind: 'cost', aboutId: params.costId, details: { purpose: body.purpose, month: body.month } })
    return viewCost(await costs.changeCost(db, params.costId, body, await house(), now))
  }),
  serve(contract.removeCost, async ({ db, params, who, trace }) => {
    requireBooks(who)
    trace({ aboutKind: 'cost', aboutId: params.costId })
    await costs.removeCost(db, params.costId)
    return {}
  }),
  serve(contract.setChannelRate, async ({ db, params, body, who, trace }) => {
    requireBooks(who)
    trace({ details: { channel: params.channel } })
    return costs.setRate(db, params.channel, body.basisPoints, body.version)
  }),
]

export const insightRoutes: Served[] = [
  ...readRoutes,
  ...callRoutes,
  ...costRoutes,
  serve(contract.runInsight, async ({ db, now }) => {
    await planCount(db, now)
    return {}
  }),
]
