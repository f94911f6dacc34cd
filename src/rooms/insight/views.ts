import type { z } from 'zod'
import { shareOf } from '../../science/repeat-rate.ts'
import type { Tongue } from '../../values/address-form.ts'
import { type Holder, may } from '../../values/rights.ts'
import { type Customer, callThem, contactsFor } from '../people/public.ts'
import type {
  behindView,
  callThreeView,
  costView,
  dayView,
  getCohorts,
  getFirstImpressions,
  getRetention,
  insightAgainst,
  insightPeriods,
  insightView,
} from './contract.ts'
import type { ChannelRate, Cost } from './costs-store.ts'
import type { CostPurpose, Figures, Impression, InsightDay, Pair, Period, Revenue } from './figures.ts'
import type { Behind } from './lists-store.ts'
import type { AtStake } from './loyal-store.ts'
import * as rules from './rules.ts'

const key = rules.writeListKey

/** The order in which states are told, from the first visit to the last. */
const states = ['loyal', 'promising', 'new', 'indifferent', 'won-back', 'cooling', 'at-risk', 'lost']

export const viewDay = (day: InsightDay | undefined): z.input<typeof dayView> | null =>
  day ? { asOf: day.day, computedAt: day.computedAt.toISOString(), seconds: day.seconds } : null

const viewKnown = (figures: Figures, asOf: string): z.input<typeof insightView>['known'] => ({
  everyone: figures.everyone,
  buyers: { count: figures.buyers, list: key({ of: 'buyers' }) },
  returned: { count: figures.returned, list: key({ of: 'returned' }) },
  neverBought: figures.everyone - figures.buyers,
  neverList: key({ of: 'never' }),
  everyoneList: key({ of: 'everyone' }),
  firstDay: figures.firstDay,
  returnedNeeded: rules.NEEDED.returned,
  monthsMissing: rules.monthsMissing(figures.firstDay, figures.returned, asOf),
})

function viewStates(figures: Figures, period: Period): z.input<typeof insightView>['states'] {
  if (!figures.loyal) return []
  return rules.movesOf(figures.loyal.flows[period], states).map((move) => ({
    ...move,
    list: key({ of: 'state', state: move.state }),
    beforeList: key({ of: 'stood', state: move.state, period }),
    enteredList: key({ of: 'entered', state: move.state, period }),
    leftList: key({ of: 'left', state: move.state, period }),
  }))
}

function viewLoyal(figures: Figures, period: Period): z.input<typeof insightView>['loyal'] {
  const { loyal, buyers } = figures
  const move = loyal && rules.movesOf(loyal.flows[period], ['loyal'])[0]
  if (!loyal || !move) return null
  return {
    count: move.now,
    before: move.before,
    entered: { count: move.entered, list: key({ of: 'entered', state: 'loyal', period }) },
    left: { count: move.left, list: key({ of: 'left', state: 'loyal', period }) },
    list: key({ of: 'state', state: 'loyal' }),
    ofHowMany: buyers,
    tenureMedianDays: loyal.today?.tenureMedianDays ?? null,
    tenureBeforeDays: loyal.before[period]?.tenureMedianDays ?? null,
  }
}

function viewEquity({ loyal }: Figures): z.input<typeof insightView>['equity'] {
  if (!loyal?.bridge) return null
  const { bridge, basis, currency, today } = loyal
  const money = (minor: number) => ({ minor, currency })
  return {
    value: money(bridge.to),
    low: today?.equityLow == null ? null : money(today.equityLow),
    high: today?.equityHigh == null ? null : money(today.equityHigh),
    before: money(bridge.from),
    beforeCustomers: bridge.fromCustomers,
    beforeList: key({ of: 'valued-before' }),
    basis,
    customers: bridge.customers,
    list: key({ of: 'valued' }),
    bridge: bridge.steps.map(({ part, minor, customers }) => ({
      part,
      value: money(minor),
      customers,
      list: key({ of: 'bridge', part }),
    })),
  }
}

function viewRepeat({ repeat }: Figures, period: Period, isYear: boolean): z.input<typeof insightView>['repeat'] {
  const { now } = repeat[period]
  const { before } = repeat[isYear ? 365 : period]
  return { ...now, before, list: key({ of: 'repeat', period }), listOf: key({ of: 'repeat-of', period }) }
}

function viewReturning({ revenue }: Figures, period: Period, isYear: boolean, currency: string): z.input<typeof insightView>['returning'] {
  const { now, before, year, customers } = revenue[period]
  const part = (told: Revenue | undefined): number | null => (told && told.minor > 0 ? told.returningMinor / told.minor : null)
  return {
    share: part(now),
    before: part(isYear ? year : before),
    value: { minor: now.returningMinor, currency },
    all: { minor: now.minor, currency },
    customers,
    list: key({ of: 'revenue', period }),
  }
}

/** What the costs are divided over. */
export type Books = { costs: readonly Cost[]; rates: readonly ChannelRate[] }

function viewCosts(
  { months }: Figures,
  period: Period,
  isYear: boolean,
  currency: string,
  { costs, rates }: Books,
): z.input<typeof insightView>['costs'] {
  const { now, before, year } = months[period]
  const against = isYear ? year : before
  const by = new Map(rates.map(({ channel, basisPoints }) => [channel, basisPoints]))
  const money = (minor: number) => ({ minor, currency })
  const spent = (purpose: CostPurpose) => {
    const here = rules.spentOn(purpose, now, costs, by)
    const then = against ? rules.spentOn(purpose, against, costs, by).eachMinor : null
    return {
      each: here.eachMinor === null ? null : money(here.eachMinor),
      eachBefore: then === null ? null : money(then),
      total: money(here.minor),
      byHand: money(here.handMinor),
      commissions: money(here.commissionMinor),
      customers: here.customers,
      list: key({ of: purpose === 'winning' ? 'won' : 'kept', period }),
    }
  }
  return { since: now.since, until: now.until, keeping: spent('keeping'), winning: spent('winning') }
}

const nobody = shareOf(0, 0)
const nothing: Figures = {
  loyal: null,
  everyone: 0,
  buyers: 0,
  returned: 0,
  firstDay: null,
  cycleDays: null,
  ...nothingByPeriod(),
  cohorts: [],
  quarters: [],
  lastMonthIsOpen: true,
  lastQuarterIsOpen: true,
  retention: null,
  impressions: { since: '', until: '', withinDays: rules.RETURN_WITHIN, all: nobody, groups: [] },
}

function nothingByPeriod(): Pick<Figures, 'repeat' | 'revenue' | 'months'> {
  const pair = <T>(one: T): Pair<T> => ({ now: one, before: one })
  const repeat = pair({ ...nobody, since: '', until: '', withinDays: rules.RETURN_WITHIN })
  const revenue = { ...pair({ minor: 0, returningMinor: 0 }), customers: 0 }
  const months = pair({ since: '', until: '', won: 0, kept: 0, channels: [] })
  return {
    repeat: { 30: repeat, 90: repeat, 365: repeat },
    revenue: { 30: revenue, 90: revenue, 365: revenue },
    months: { 30: months, 90: months, 365: months },
  }
}

const days: Record<(typeof insightPeriods)[number], Period> = { '30': 30, '90': 90, '365': 365 }

/** The overview as this holder of rights may see it; `everyone` counts the customers of a house in which nothing was counted yet. */
export function viewInsight(
  day: InsightDay | undefined,
  { period: asked, against }: { period: (typeof insightPeriods)[number]; against: (typeof insightAgainst)[number] },
  { today, everyone, currency, books, who }: { today: string; everyone: number; currency: string; books: Books; who: Holder },
): z.input<typeof insightView> {
  const period = days[asked]
  const isYear = against === 'year'
  // Where everybody stood then.
  const back = isYear ? 365 : period
  const asOf = day?.day ?? today
  const figures = day?.figures ?? { ...nothing, everyone }
  const counted = day?.currency ?? currency
  return {
    day: viewDay(day),
    period: asked,
    against,
    since: rules.periodBefore(asOf, period).since,
    known: viewKnown(figures, asOf),
    loyal: viewLoyal(figures, back),
    states: viewStates(figures, back),
    flows: (figures.loyal?.flows[back] ?? []).map((flow) => ({ ...flow, list: key({ of: 'flow', ...flow, period: back }) })),
    repeat: viewRepeat(figures, period, isYear),
    ...(may(who, 'see.values')
      ? {
          equity: viewEquity(figures),
          returning: viewReturning(figures, period, isYear, counted),
          costs: viewCosts(figures, period, isYear, counted, books),
        }
      : {}),
  }
}

type AnswerOf<Route extends { answer: z.ZodType }> = z.input<Route['answer']>

export const viewCohorts = (day: InsightDay | undefined, by: 'month' | 'quarter'): AnswerOf<typeof getCohorts> => {
  const { cohorts, quarters, lastMonthIsOpen, lastQuarterIsOpen } = day?.figures ?? nothing
  return {
    day: viewDay(day),
    by,
    lastIsOpen: by === 'month' ? lastMonthIsOpen : lastQuarterIsOpen,
    cohorts: by === 'month' ? cohorts : quarters,
  }
}

export function viewRetention(day: InsightDay | undefined): AnswerOf<typeof getRetention> {
  const curve = day?.figures.retention
  if (!curve) return { day: viewDay(day), curve: null }
  return {
    day: viewDay(day),
    curve: { ...curve, points: curve.points.map((point) => ({ ...point, list: key({ of: 'retention', months: point.months }) })) },
  }
}

export function viewImpressions(day: InsightDay | undefined): AnswerOf<typeof getFirstImpressions> {
  const { all, groups, ...span } = (day?.figures ?? nothing).impressions
  const listsOf = ({ dimension, value }: Impression) => ({
    list: key({ of: 'impression', dimension, value }),
    listOf: key({ of: 'impression-of', dimension, value }),
  })
  return {
    day: viewDay(day),
    ...span,
    all: { ...all, list: key({ of: 'repeat', period: 90 }), listOf: key({ of: 'repeat-of', period: 90 }) },
    groups: groups.map((group) => ({ ...group, ...listsOf(group) })),
  }
}

const phoneOf = (customer: Customer, who: Holder) => contactsFor(customer.contacts, who).find(({ kind }) => kind === 'phone') ?? null

export const viewCallThree = (
  { customerId, valueMinor, currency, ...one }: AtStake,
  customer: Customer,
  screen: Tongue,
  who: Holder,
): z.input<typeof callThreeView> => ({
  customerId,
  ...one,
  calledAs: callThem(customer, screen, who),
  name: customer.name,
  phone: phoneOf(customer, who),
  ...(may(who, 'see.values') ? { value: { minor: valueMinor, currency } } : {}),
})

export const viewBehind = (
  { customerId, clvMinor, ...one }: Behind,
  customer: Customer,
  { screen, who, currency }: { screen: Tongue; who: Holder; currency: string },
): z.input<typeof behindView> => ({
  ...one,
  id: customerId,
  name: customer.name,
  kind: customer.kind,
  calledAs: callThem(customer, screen, who),
  phone: phoneOf(customer, who),
  ...(clvMinor !== null && may(who, 'see.values') ? { value: { minor: clvMinor, currency } } : {}),
})

export const viewCost = ({ id, purpose, month, name, minor, currency, staffName, version }: Cost): z.input<typeof costView> => ({
  id,
  purpose,
  month: month.slice(0, 7),
  name,
  value: { minor, currency },
  staffName,
  version,
})
