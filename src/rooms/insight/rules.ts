import { shareOf } from '../../science/repeat-rate.ts'
import { type SurvivalPoint, survivalCurve } from '../../science/survival.ts'
import { addDays, daysBetween, isDate } from '../../values/civil-date.ts'
import { insightBridgeParts, insightDimensions } from './contract.ts'
import type {
  Bridge,
  BridgePart,
  Cohort,
  CostPurpose,
  Dimension,
  Figures,
  Flow,
  Impression,
  Months,
  Period,
  RetentionPoint,
  Revenue,
} from './figures.ts'

/** Somebody came back when they did within so many days of their first visit. */
export const RETURN_WITHIN = 180
/** First visits of so many days are looked at together. */
const FIRST_VISITS_OF = 365
/** Nobody is called gone before so many days of silence, whatever the house's cycle. */
const [LEAST_QUIET, MOST_QUIET] = [60, 365]
const MONTH_DAYS = 365.25 / 12
/** A point of the curve that rests on fewer customers says nothing. */
const FEWEST_AT_RISK = 10
const MOST_MONTHS = 60
/** A suggested call that did not fit stays away for so many days. */
export const REFUSED_FOR = 90

// --- Spans -------------------------------------------------------------------------------------------------------------

export type Span = { since: string; until: string }

/** The days of a period that ends on `asOf`, both ends counted; `back` = 1 is the one before it. */
export const periodBefore = (asOf: string, period: Period, back = 0): Span => ({
  since: addDays(asOf, 1 - period * (back + 1)),
  until: addDays(asOf, -period * back),
})

const monthsOf: Record<Period, number> = { 30: 1, 90: 3, 365: 12 }

const monthNumber = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
const monthStart = (month: number): string =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`

/** `2026-05` as a count of months, and back. */
export const monthCount = (month: string): number => monthNumber(month)
export const monthText = (month: number): string => monthStart(month).slice(0, 7)

/** The calendar months that stand for a period: costs are entered by month. The last one is that of `asOf`, as far as it has come. */
export function monthsBefore(asOf: string, period: Period, back = 0): Span {
  const months = monthsOf[period]
  const first = monthNumber(asOf) - months * (back + 1) + 1
  return { since: monthStart(first), until: back === 0 ? asOf : addDays(monthStart(first + months), -1) }
}

/** The same months a year before, whole ones. */
export function monthsYearAgo(asOf: string, period: Period): Span {
  const last = monthNumber(asOf) - 12
  return { since: monthStart(last - monthsOf[period] + 1), until: addDays(monthStart(last + 1), -1) }
}

/** The same days 365 days before. */
export const yearBefore = ({ since, until }: Span): Span => ({ since: addDays(since, -365), until: addDays(until, -365) })

/** First visits that had `RETURN_WITHIN` days to be followed by a second one until `asOf`. */
export function judgedFirstVisits(asOf: string): Span {
  const until = addDays(asOf, -RETURN_WITHIN)
  return { since: addDays(until, 1 - FIRST_VISITS_OF), until }
}

// --- Cohorts and retention ---------------------------------------------------------------------------------------------

/** Customers who first came in `month` and came again `since` months later. */
export type CohortCell = { month: number; since: number; customers: number }

/** The cells as a table: every span from the first to that of `asOf`, empty ones too, each with all the spans it has lived. */
export function cohortsOf(cells: readonly CohortCell[], asOf: string, spanMonths: 1 | 3): Cohort[] {
  const span = (month: number): number => Math.floor(month / spanMonths)
  const last = span(monthNumber(asOf))
  const first = cells.reduce((least, { month }) => Math.min(least, span(month)), last + 1)
  const cohorts = Array.from({ length: last - first + 1 }, (_, at) => ({
    month: monthText((first + at) * spanMonths),
    customers: 0,
    came: new Array<number>(last - first - at + 1).fill(0),
  }))
  for (const { month, since, customers } of cells) {
    const cohort = cohorts[span(month) - first]
    if (!cohort) continue
    cohort.came[since] = customers
    if (since === 0) cohort.customers = customers
  }
  return cohorts
}

/** The month of `asOf` is not over: its cells will still grow. */
export const isMonthOpen = (asOf: string): boolean => monthNumber(addDays(asOf, 1)) === monthNumber(asOf)
export const isQuarterOpen = (asOf: string): boolean => Math.floor(monthNumber(addDays(asOf, 1)) / 3) === Math.floor(monthNumber(asOf) / 3)

/** The house's own cycle where no model has said it: the gap between purchase days that four of five fall short of. */
export function cycleOf(gaps: readonly { gap: number; times: number }[]): number | null {
  const all = gaps.reduce((sum, { times }) => sum + times, 0)
  let passed = 0
  for (const { gap, times } of gaps) {
    passed += times
    if (passed >= all * 0.8) return gap
  }
  return null
}

/** So long a silence counts as gone: twice the house's own cycle, within bounds. */
export const quietDaysOf = (cycleDays: number): number => Math.min(MOST_QUIET, Math.max(LEAST_QUIET, 2 * cycleDays))

/** So many days are so many months of the curve. */
export const daysOfMonths = (months: number): number => Math.round(months * MONTH_DAYS)

export type Lifetime = { days: number; isGone: boolean; customers: number }

/** The curve by whole months. Who is still coming when last seen leaves it without having gone (Kaplan & Meier). */
export function retentionOf(lifetimes: readonly Lifetime[]): RetentionPoint[] {
  const curve = survivalCurve({
    days: Float64Array.from(lifetimes, ({ days }) => days),
    happened: Uint8Array.from(lifetimes, ({ isGone }) => (isGone ? 1 : 0)),
    weights: Float64Array.from(lifetimes, ({ customers }) => customers),
  })
  const points: RetentionPoint[] = []
  for (let months = 0; months <= MOST_MONTHS; months++) {
    const until = daysOfMonths(months)
    const atRisk = lifetimes.reduce((sum, { days, customers }) => sum + (days >= until ? customers : 0), 0)
    if (atRisk < FEWEST_AT_RISK) break
    // Everybody is a customer at the start: who never came again left during the first month.
    points.push({ months, atRisk, ...(months === 0 ? { share: 1, low: 1, high: 1 } : levelAt(curve, until)) })
  }
  return points
}

function levelAt(curve: readonly SurvivalPoint[], days: number): { share: number; low: number; high: number } {
  const reached = curve.findLast((point) => point.days <= days)
  return reached ? { share: reached.share, low: reached.low, high: reached.high } : { share: 1, low: 1, high: 1 }
}

// --- Revenue -----------------------------------------------------------------------------------------------------------

export type RevenueDay = Revenue & { day: string }

/** What the days of a span make together. */
export function revenueIn(days: readonly RevenueDay[], { since, until }: Span): Revenue {
  const within = days.filter(({ day }) => day >= since && day <= until)
  const sum = (pick: (one: RevenueDay) => number): number => within.reduce((all, one) => all + pick(one), 0)
  return { minor: sum(({ minor }) => minor), returningMinor: sum(({ returningMinor }) => returningMinor) }
}

// --- First impressions -------------------------------------------------------------------------------------------------

export type ImpressionCount = { dimension: Dimension; value: string | null; of: number; had: number }

/** Each group with its share and range, the largest group of a dimension first, those of whom nothing is known last. */
export const impressionsOf = (counts: readonly ImpressionCount[]): Impression[] =>
  counts
    .map(({ dimension, value, of, had }) => ({ dimension, value, ...shareOf(had, of) }))
    .sort((a, b) => Number(a.value === null) - Number(b.value === null) || b.of - a.of || (a.value ?? '').localeCompare(b.value ?? ''))

// --- What keeping and winning cost -------------------------------------------------------------------------------------

/** What went through a channel in a month, by the month in which its buyers first came. */
export type ChannelCell = { month: number; firstMonth: number; channel: string; minor: number; orders: number }

/** What a span's orders brought by channel: an order of somebody won in the span belongs to winning, any other to keeping. */
export function channelsOf(cells: readonly ChannelCell[], { since, until }: Span): Months['channels'] {
  const [first, last] = [monthNumber(since), monthNumber(until)]
  const sums = new Map<string, Months['channels'][number]>()
  for (const { month, firstMonth, channel, minor, orders } of cells) {
    if (month < first || month > last) continue
    const purpose: CostPurpose = firstMonth >= first ? 'winning' : 'keeping'
    const key = `${purpose} ${channel}`
    const sum = sums.get(key) ?? { channel, purpose, minor: 0, orders: 0 }
    sums.set(key, { ...sum, minor: sum.minor + minor, orders: sum.orders + orders })
  }
  return [...sums.values()].sort((a, b) => b.minor - a.minor || a.channel.localeCompare(b.channel))
}

export type CostLine = { purpose: CostPurpose; month: string; minor: number }

/** A rate in hundredths of a percent by channel. */
export type Rates = ReadonlyMap<string, number>

export type Spent = { handMinor: number; commissionMinor: number; minor: number; customers: number; eachMinor: number | null }

/** What a span cost for one purpose, and each customer of it; null where nothing was entered or nobody is there to divide by. */
export function spentOn(purpose: CostPurpose, months: Months, lines: readonly CostLine[], rates: Rates): Spent {
  const handMinor = lines
    .filter((line) => line.purpose === purpose && line.month >= months.since && line.month <= months.until)
    .reduce((sum, { minor }) => sum + minor, 0)
  const commissionMinor = months.channels
    .filter((one) => one.purpose === purpose)
    .reduce((sum, { channel, minor }) => sum + Math.round((Math.max(0, minor) * (rates.get(channel) ?? 0)) / 10_000), 0)
  const minor = handMinor + commissionMinor
  const customers = purpose === 'winning' ? months.won : months.kept
  return { handMinor, commissionMinor, minor, customers, eachMinor: minor === 0 || customers === 0 ? null : Math.round(minor / customers) }
}

// --- States and value --------------------------------------------------------------------------------------------------

/** How many stand in a state, how many stood in it before, and who came to it and left it between. */
export type StateMove = { state: string; now: number; before: number; entered: number; left: number }

/** Of flows between states: what each of them gained and lost. `now` is `before` and `entered` less `left`, of every state. */
export function movesOf(flows: readonly Flow[], states: readonly string[]): StateMove[] {
  const sum = (fits: (flow: Flow) => boolean): number => flows.filter(fits).reduce((all, { customers }) => all + customers, 0)
  return states.map((state) => ({
    state,
    now: sum(({ to }) => to === state),
    before: sum(({ from }) => from === state),
    entered: sum(({ from, to }) => to === state && from !== state),
    left: sum(({ from, to }) => from === state && to !== state),
  }))
}

/** What the parts did, in the order in which they are drawn; what stayed the same moves nothing and is left out. */
export function bridgeOf(sums: readonly { part: BridgePart; customers: number; minor: number; beforeMinor: number }[]): Bridge | null {
  if (sums.length === 0) return null
  const total = (pick: (one: (typeof sums)[number]) => number): number => sums.reduce((all, one) => all + pick(one), 0)
  const steps = insightBridgeParts.map((part) => {
    const sum = sums.find((one) => one.part === part)
    return { part, minor: sum ? sum.minor - sum.beforeMinor : 0, customers: sum?.customers ?? 0 }
  })
  const were = sums.filter(({ part }) => part !== 'won')
  return {
    from: total(({ beforeMinor }) => beforeMinor),
    fromCustomers: were.reduce((all, { customers }) => all + customers, 0),
    to: total(({ minor }) => minor),
    customers: total(({ customers }) => customers),
    steps,
  }
}

// --- Lists behind figures ----------------------------------------------------------------------------------------------

/** Which customers stand behind a figure. Its text is what the figure carries and the address of the list shows. */
export type ListKey =
  | { of: 'buyers' }
  | { of: 'returned' }
  /** Those whose value could be told. */
  | { of: 'valued' | 'valued-before' }
  | { of: 'state'; state: string }
  | { of: 'never' | 'everyone' }
  /** `stood`: who was there before the period, wherever they are now. */
  | { of: 'entered' | 'left' | 'stood'; state: string; period: Period }
  /** Who stood there before a period and stands here now. */
  | { of: 'flow'; from: string | null; to: string; period: Period }
  | { of: 'bridge'; part: BridgePart }
  | { of: 'cohort' | 'quarter'; month: string; since: number }
  | { of: 'retention'; months: number }
  | { of: 'repeat' | 'repeat-of' | 'revenue' | 'won' | 'kept'; period: Period }
  | { of: 'impression' | 'impression-of'; dimension: Dimension; value: string | null }

const periodOf = (text: string | undefined): Period | undefined =>
  text === '30' ? 30 : text === '90' ? 90 : text === '365' ? 365 : undefined
const dimensionOf = (text: string | undefined): Dimension | undefined => insightDimensions.find((one) => one === text)
const wholeOf = (text: string | undefined): number | undefined => (text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : undefined)

/** `cohort:2026-05:3`, `kept:90`, `impression:channel:zalo`: whatever follows the second colon is one value, which may be empty. */
export function writeListKey(key: ListKey): string {
  switch (key.of) {
    case 'buyers':
    case 'returned':
    case 'valued':
    case 'valued-before':
    case 'never':
    case 'everyone':
      return key.of
    case 'state':
      return `state:${key.state}`
    case 'entered':
    case 'left':
    case 'stood':
      return `${key.of}:${key.period}:${key.state}`
    case 'flow':
      return `flow:${key.period}:${key.from ?? ''}>${key.to}`
    case 'bridge':
      return `bridge:${key.part}`
    case 'cohort':
    case 'quarter':
      return `${key.of}:${key.month}:${key.since}`
    case 'retention':
      return `retention:${key.months}`
    case 'impression':
    case 'impression-of':
      return `${key.of}:${key.dimension}:${key.value ?? ''}`
    default:
      return `${key.of}:${key.period}`
  }
}

const wholeLists = ['buyers', 'returned', 'valued', 'valued-before', 'never', 'everyone'] as const

const isState = (text: string | undefined): text is string => text !== undefined && /^[a-z-]{1,20}$/.test(text)

export function readListKey(text: string): ListKey | undefined {
  const [of, first, ...rest] = text.split(':')
  const value = rest.join(':')
  const whole = wholeLists.find((one) => one === of)
  if (whole) return first === undefined ? { of: whole } : undefined
  if (of === 'state') return isState(first) ? { of, state: first } : undefined
  if (of === 'bridge') {
    const part = insightBridgeParts.find((one) => one === first)
    return part && { of, part }
  }
  if (of === 'entered' || of === 'left' || of === 'stood') {
    const period = periodOf(first)
    return period && isState(value) ? { of, period, state: value } : undefined
  }
  if (of === 'flow') {
    const period = periodOf(first)
    const [from = '', to] = value.split('>')
    return period && isState(to) && (from === '' || isState(from)) ? { of, period, from: from || null, to } : undefined
  }
  if (of === 'cohort' || of === 'quarter') {
    const since = wholeOf(value)
    return first !== undefined && isDate(`${first}-01`) && since !== undefined ? { of, month: first, since } : undefined
  }
  if (of === 'retention') {
    const months = wholeOf(first)
    return months === undefined ? undefined : { of, months }
  }
  if (of === 'repeat' || of === 'repeat-of' || of === 'revenue' || of === 'won' || of === 'kept') {
    const period = periodOf(first)
    return period && { of, period }
  }
  if (of === 'impression' || of === 'impression-of') {
    const dimension = dimensionOf(first)
    return dimension && { of, dimension, value: value === '' ? null : value }
  }
  return undefined
}

/** How many a figure counted; undefined where the day has no such figure. */
export function countBehind(key: ListKey, figures: Figures): number | undefined {
  const { loyal } = figures
  switch (key.of) {
    case 'buyers':
    case 'returned':
    case 'everyone':
      return figures[key.of]
    case 'never':
      return figures.everyone - figures.buyers
    case 'valued':
      return loyal?.bridge?.customers
    case 'valued-before':
      return loyal?.bridge?.fromCustomers
    case 'bridge':
      return loyal?.bridge?.steps.find(({ part }) => part === key.part)?.customers
    case 'state':
      return loyal ? movesOf(loyal.flows[90], [key.state])[0]?.now : undefined
    case 'entered':
    case 'left':
    case 'stood':
      return loyal ? movesOf(loyal.flows[key.period], [key.state])[0]?.[key.of === 'stood' ? 'before' : key.of] : undefined
    case 'flow':
      return loyal?.flows[key.period].find(({ from, to }) => from === key.from && to === key.to)?.customers
    case 'cohort':
    case 'quarter':
      return figures[key.of === 'cohort' ? 'cohorts' : 'quarters'].find(({ month }) => month === key.month)?.came[key.since]
    case 'retention':
      return figures.retention?.points.find(({ months }) => months === key.months)?.atRisk
    case 'repeat':
    case 'repeat-of':
      return figures.repeat[key.period].now[key.of === 'repeat' ? 'had' : 'of']
    case 'revenue':
      return figures.revenue[key.period].customers
    case 'won':
    case 'kept':
      return figures.months[key.period].now[key.of]
    case 'impression':
    case 'impression-of': {
      const group = figures.impressions.groups.find(({ dimension, value }) => dimension === key.dimension && value === key.value)
      return group?.[key.of === 'impression' ? 'had' : 'of']
    }
  }
}

// --- Too little yet ----------------------------------------------------------------------------------------------------

/** What a model of loyalty needs before it may speak. */
export const NEEDED = { days: 84, returned: 50 }

/** Months of sales still missing until loyalty can be told, at the pace of so far; null where nothing has been sold or nobody came again. */
export function monthsMissing(firstDay: string | null, returned: number, asOf: string): number | null {
  if (firstDay === null) return null
  const days = Math.max(1, daysBetween(firstDay, asOf))
  const forCustomers = returned >= NEEDED.returned ? 0 : returned === 0 ? null : ((NEEDED.returned - returned) * days) / returned
  if (forCustomers === null) return null
  return Math.max(0, Math.ceil(Math.max(NEEDED.days - days, forCustomers) / MONTH_DAYS))
}
