/**
 * The likelihood of the Pareto/NBD with its exact slope and curvature (Schmittlein, Morrison & Colombo 1987, Management Science 33(1); in the form of
 * Fader & Hardie, note 009, eq. 16: the integral over the unseen moment of leaving).
 *
 * ln L = [lnΓ(r+x) − lnΓ(r)] − r ln(1+T/α) − x ln(α+T) − s ln(1+T/β) + ln(1 + e^D),
 * e^D = s (α+T)^(r+x) (β+T)^s ∫_{t_x}^{T} (α+u)^−(r+x) (β+u)^−(s+1) du.
 *
 * For a given x the integrand is the same for all customers, so one walk from the last day to the first gives the integrals from every day on
 * (each relative to its own day, hence without overflow), and a customer's is a difference of two: thousands of integrals at the price of one.
 * Customers for whom that does not pay, or whose times are no whole days, are integrated one by one; both ways agree to
 * 1e-9 wherever a store may lie (absurdly far from the data, where nobody's top is, a day's panel is too wide for the integrand).
 */
import { add, addPurchases, asMeanByLogs, exponent, noSums, type Prepared, type Sums } from './beta-geometric-likelihood.ts'
import { at, indexAt } from './column.ts'
import type { Histories } from './histories.ts'
import type { Slope } from './newton.ts'
import { gaussLegendre } from './quadrature.ts'
import { addMoments, MOMENTS, twoPowerMoments } from './two-power-integral.ts'

const { nodes, weights } = gaussLegendre(6)
const PER_DAY = nodes.length
/** So many customers' own integrals cost what a walk over that many days does. */
const DAYS_PER_ROW = 8

type Group = { x: number; rows: Int32Array; firstDay: number }
/** Rows to be taken one by one, and groups of equal x to be taken in one walk. */
type Plan = { alone: Int32Array; groups: Group[]; days: number; day: number; spanDay: Int32Array; ageDay: Int32Array }

function planFor(data: Prepared, histories: Histories): Plan {
  const days = histories.ageDays.reduce((most, age) => Math.max(most, age), 0)
  const rowsByX: number[][] = Array.from(data.xs, () => [])
  const alone: number[] = []
  for (let row = 0; row < data.customers.length; row++) {
    const x = at(histories.repeats, row)
    const [span, age] = [at(histories.spanDays, row), at(histories.ageDays, row)]
    // More than two purchases a day, and the integrand may fall too steeply for a day's panel.
    const fits = x > 0 && x <= 2 * span && Number.isInteger(span) && Number.isInteger(age)
    if (fits) rowsByX[indexAt(data.xOf, row)]?.push(row)
    else alone.push(row)
  }
  const groups: Group[] = []
  rowsByX.forEach((rows, xAt) => {
    const firstDay = rows.reduce((least, row) => Math.min(least, at(histories.spanDays, row)), days)
    if (rows.length * DAYS_PER_ROW < days - firstDay) alone.push(...rows)
    else groups.push({ x: at(data.xs, xAt), rows: Int32Array.from(rows), firstDay })
  })
  const whole = (column: Float64Array): Int32Array => Int32Array.from(column, Math.floor)
  return {
    alone: Int32Array.from(alone),
    groups,
    days: Math.ceil(days),
    day: 1 / days,
    spanDay: whole(histories.spanDays),
    ageDay: whole(histories.ageDays),
  }
}

type Parameters = { r: number; alpha: number; s: number; beta: number }

/** What one history adds, apart from the integral: how many share it, and the logarithm of the odds of having left. */
type Row = { n: number; D: number; p: number; alphaAge: number; betaAge: number; logA: number; logB: number }

/**
 * ln(1 + e^D) with its slope and curvature. The integral's part of D is the logarithm of a mean, so its derivatives are means and covariances
 * over the moment of leaving. `logA` and `logB` are ln(α+T) and ln(β+T) from the origin that the moments' logarithms have.
 */
function addLeaving(sums: Sums, { n, D, p, alphaAge, betaAge, logA, logB }: Row, s: number, moments: Float64Array): void {
  const e = Math.exp(D > 0 ? -D : D)
  const w = (n * (D > 0 ? 1 : e)) / (1 + e)
  const v = (n * e) / ((1 + e) * (1 + e))
  sums.value += n * ((D > 0 ? D : 0) + Math.log1p(e))
  const q = s + 1
  const per = 1 / at(moments, 0)
  const l = at(moments, 1) * per
  const a = at(moments, 2) * per
  const m = at(moments, 3) * per
  const b = at(moments, 4) * per
  const aa = at(moments, 9) * per
  const bb = at(moments, 14) * per
  const dr = logA - l
  const dAlpha = p * (1 / alphaAge - a)
  const ds = 1 / s + logB - m
  const dBeta = s / betaAge - q * b
  add(sums.g, 0, w * dr)
  add(sums.g, 1, w * dAlpha)
  add(sums.g, 2, w * ds)
  add(sums.g, 3, w * dBeta)
  add(sums.h, 0, w * (at(moments, 5) * per - l * l) + v * dr * dr)
  add(sums.h, 1, w * (p * (at(moments, 6) * per - l * a) - a + 1 / alphaAge) + v * dr * dAlpha)
  add(sums.h, 2, w * (at(moments, 7) * per - l * m) + v * dr * ds)
  add(sums.h, 3, w * q * (at(moments, 8) * per - l * b) + v * dr * dBeta)
  add(sums.h, 5, w * p * (p * (aa - a * a) + aa - 1 / (alphaAge * alphaAge)) + v * dAlpha * dAlpha)
  add(sums.h, 6, w * p * (at(moments, 10) * per - a * m) + v * dAlpha * ds)
  add(sums.h, 7, w * p * q * (at(moments, 11) * per - a * b) + v * dAlpha * dBeta)
  add(sums.h, 10, w * (at(moments, 12) * per - m * m - 1 / (s * s)) + v * ds * ds)
  add(sums.h, 11, w * (q * (at(moments, 13) * per - m * b) - b + 1 / betaAge) + v * ds * dBeta)
  add(sums.h, 15, w * (q * (q * (bb - b * b) + bb) - s / (betaAge * betaAge)) + v * dBeta * dBeta)
}

function addAlone(data: Prepared, plan: Plan, { r, alpha, s, beta }: Parameters, sums: Sums): void {
  const moments = new Float64Array(MOMENTS)
  for (const row of plan.alone) {
    const span = at(data.spans, indexAt(data.spanOf, row))
    const age = at(data.ages, indexAt(data.ageOf, row))
    if (age <= span) continue
    const p = r + at(data.xs, indexAt(data.xOf, row))
    twoPowerMoments(p, alpha + span, s + 1, beta + span, age - span, moments)
    const logA = Math.log1p((age - span) / (alpha + span))
    const logB = Math.log1p((age - span) / (beta + span))
    const D = Math.log((s * at(moments, 0)) / (beta + span)) + p * logA + s * logB
    addLeaving(sums, { n: at(data.customers, row), D, p, alphaAge: alpha + age, betaAge: beta + age, logA, logB }, s, moments)
  }
}

/** Logarithms at the nodes of all days, and of the days themselves, from the first purchase on. */
type Logs = { lnA: Float64Array; perA: Float64Array; lnB: Float64Array; perB: Float64Array; dayLnA: Float64Array; dayLnB: Float64Array }

function logsFor({ days, day }: Plan, { alpha, beta }: Parameters): Logs {
  const column = (of: (u: number) => number): Float64Array => {
    const list = new Float64Array(days * PER_DAY)
    for (let d = 0; d < days; d++) for (let k = 0; k < PER_DAY; k++) list[d * PER_DAY + k] = of((d + (1 + at(nodes, k)) / 2) * day)
    return list
  }
  const perDay = (of: (u: number) => number): Float64Array => Float64Array.from({ length: days + 1 }, (_, d) => of(d * day))
  return {
    lnA: column((u) => Math.log1p(u / alpha)),
    perA: column((u) => 1 / (alpha + u)),
    lnB: column((u) => Math.log1p(u / beta)),
    perB: column((u) => 1 / (beta + u)),
    dayLnA: perDay((u) => Math.log1p(u / alpha)),
    dayLnB: perDay((u) => Math.log1p(u / beta)),
  }
}

/** From every day to the last, one row of moments a day, relative to the integrand on that day. */
function walk(plan: Plan, group: Group, p: number, q: number, logs: Logs, into: Float64Array): void {
  const half = plan.day / 2
  const moments = new Float64Array(MOMENTS)
  into.fill(0, plan.days * MOMENTS)
  for (let d = plan.days - 1; d >= group.firstDay; d--) {
    const here = p * at(logs.dayLnA, d) + q * at(logs.dayLnB, d)
    const fall = Math.exp(here - p * at(logs.dayLnA, d + 1) - q * at(logs.dayLnB, d + 1))
    for (let k = 0; k < MOMENTS; k++) moments[k] = (moments[k] as number) * fall
    for (let k = 0; k < PER_DAY; k++) {
      const node = d * PER_DAY + k
      const lnA = logs.lnA[node] as number
      const lnB = logs.lnB[node] as number
      addMoments(
        moments,
        half * (weights[k] as number) * Math.exp(here - p * lnA - q * lnB),
        lnA,
        logs.perA[node] as number,
        lnB,
        logs.perB[node] as number,
      )
    }
    into.set(moments, d * MOMENTS)
  }
}

function addGroup(
  data: Prepared,
  plan: Plan,
  group: Group,
  { r, alpha, s, beta }: Parameters,
  logs: Logs,
  into: Float64Array,
  sums: Sums,
): void {
  const p = r + group.x
  walk(plan, group, p, s + 1, logs, into)
  const moments = new Float64Array(MOMENTS)
  for (const row of group.rows) {
    const from = indexAt(plan.spanDay, row)
    const to = indexAt(plan.ageDay, row)
    if (to <= from) continue
    const ageLnA = at(logs.dayLnA, to)
    const ageLnB = at(logs.dayLnB, to)
    const fallA = ageLnA - at(logs.dayLnA, from)
    const fallB = ageLnB - at(logs.dayLnB, from)
    const fall = Math.exp(-p * fallA - (s + 1) * fallB)
    for (let k = 0; k < MOMENTS; k++) moments[k] = at(into, from * MOMENTS + k) - fall * at(into, to * MOMENTS + k)
    const D = Math.log((s * at(moments, 0)) / (beta + from * plan.day)) + p * fallA + s * fallB
    const age = to * plan.day
    addLeaving(
      sums,
      { n: at(data.customers, row), D, p, alphaAge: alpha + age, betaAge: beta + age, logA: ageLnA, logB: ageLnB },
      s,
      moments,
    )
  }
}

/** −s ln(1 + T/β): the chance that nobody has left at all. */
function addStaying(data: Prepared, { s, beta }: Parameters, sums: Sums): void {
  for (let row = 0; row < data.ages.length; row++) {
    const n = at(data.customersByAge, row)
    const age = at(data.ages, row)
    const log = Math.log1p(age / beta)
    const slope = (n * age) / (beta * (beta + age))
    sums.value -= n * s * log
    add(sums.g, 2, -n * log)
    add(sums.g, 3, s * slope)
    add(sums.h, 11, slope)
    add(sums.h, 15, -s * slope * (1 / beta + 1 / (beta + age)))
  }
}

/** Minus the mean log-likelihood at the logarithms of (r, α, s, β), α and β in ages of the oldest customer. */
export function paretoSlope(data: Prepared, histories: Histories): (place: Float64Array) => Slope {
  const plan = planFor(data, histories)
  const into = new Float64Array((plan.days + 1) * MOMENTS)
  return (place) => {
    const parameters = { r: exponent(place, 0), alpha: exponent(place, 1), s: exponent(place, 2), beta: exponent(place, 3) }
    const { r, alpha, s, beta } = parameters
    const sums = noSums(4)
    addPurchases(data, r, alpha, 4, sums)
    addStaying(data, parameters, sums)
    addAlone(data, plan, parameters, sums)
    if (plan.groups.length > 0) {
      const logs = logsFor(plan, parameters)
      for (const group of plan.groups) addGroup(data, plan, group, parameters, logs, into, sums)
    }
    return asMeanByLogs(sums, [r, alpha, s, beta], data.total)
  }
}
