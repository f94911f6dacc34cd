/**
 * The likelihood of the BG/NBD and the MBG/NBD with its exact slope and curvature, over all histories at once.
 *
 * BG/NBD: Fader, Hardie & Lee 2005, "Counting Your Customers" the Easy Way, Marketing Science 24(2), eq. 6, in the split of Fader & Hardie,
 * note 027 (A1 to A4). MBG/NBD: Batislam, Denizel & Filiztekin 2007, IJRM 24(3); Hoppe & Wagner 2007, Marketing JRM 29(2): a customer may
 * leave after the first purchase already, which is one trial more (`firstMayLeave`).
 *
 * ln L = [lnΓ(r+x) − lnΓ(r)] + [ln B(a, b+x+k) − ln B(a, b)] + r ln α − (r+x) ln(α+T) + ln(1 + e^D),
 * D = ln a − ln(b+x+k−1) + (r+x) ln((α+T)/(α+t_x)), absent for x = 0 where k = 0.
 *
 * Terms in x alone are tabled by x and terms in one time alone by day: a customer costs one exponential and one logarithm.
 */
import { at, indexAt } from './column.ts'
import { digammaStep, lnGammaStep, trigammaStep } from './gamma-function.ts'
import { distinct } from './grouping.ts'
import { type Histories, totalsOf } from './histories.ts'
import type { Slope } from './newton.ts'

/** Histories prepared for many passes. Time is in ages of the oldest customer, so that no search depends on the unit. */
export type Prepared = {
  xs: Float64Array
  customersByX: Float64Array
  xOf: Int32Array
  spans: Float64Array
  spanOf: Int32Array
  ages: Float64Array
  customersByAge: Float64Array
  repeatsByAge: Float64Array
  ageOf: Int32Array
  customers: Float64Array
  total: number
}

export function prepared(histories: Histories): Prepared {
  const { oldestDays, customers: total } = totalsOf(histories)
  const x = distinct(histories.repeats)
  const span = distinct(histories.spanDays)
  const age = distinct(histories.ageDays)
  const customersByX = new Float64Array(x.values.length)
  const customersByAge = new Float64Array(age.values.length)
  const repeatsByAge = new Float64Array(age.values.length)
  for (let row = 0; row < histories.customers.length; row++) {
    const n = at(histories.customers, row)
    const xAt = indexAt(x.indexOf, row)
    const ageAt = indexAt(age.indexOf, row)
    customersByX[xAt] = at(customersByX, xAt) + n
    customersByAge[ageAt] = at(customersByAge, ageAt) + n
    repeatsByAge[ageAt] = at(repeatsByAge, ageAt) + n * at(histories.repeats, row)
  }
  const scaled = (days: Float64Array): Float64Array => days.map((one) => one / oldestDays)
  return {
    xs: x.values,
    customersByX,
    xOf: x.indexOf,
    spans: scaled(span.values),
    spanOf: span.indexOf,
    ages: scaled(age.values),
    customersByAge,
    repeatsByAge,
    ageOf: age.indexOf,
    customers: histories.customers,
    total,
  }
}

/** Sums of first and second derivatives by (r, α, a, b), before the change to logarithms. */
export type Sums = { value: number; g: Float64Array; h: Float64Array }

/** Adds to one place of a list. */
export const add = (list: Float64Array, place: number, value: number): void => {
  list[place] = at(list, place) + value
}

/** The purchases' part, in r and α: the NBD's whole likelihood (Ehrenberg 1959). */
export function addPurchases(data: Prepared, r: number, alpha: number, size: number, sums: Sums): void {
  const lnAlpha = Math.log(alpha)
  for (let row = 0; row < data.xs.length; row++) {
    const n = at(data.customersByX, row)
    const x = at(data.xs, row)
    sums.value += n * lnGammaStep(r, x)
    add(sums.g, 0, n * digammaStep(r, x))
    add(sums.h, 0, n * trigammaStep(r, x))
  }
  for (let row = 0; row < data.ages.length; row++) {
    const n = at(data.customersByAge, row)
    const repeats = at(data.repeatsByAge, row)
    const age = at(data.ages, row)
    const log = Math.log1p(age / alpha)
    const per = 1 / (alpha + age)
    sums.value -= (n * r + repeats) * log + repeats * lnAlpha
    add(sums.g, 0, -n * log)
    // r/α − (r+x)/(α+T), without the difference of two large numbers.
    add(sums.g, 1, ((n * r * age) / alpha - repeats) * per)
    add(sums.h, 1, (n * age * per) / alpha)
    add(sums.h, size + 1, repeats * per * per - (n * r * age * per * (1 / alpha + per)) / alpha)
  }
}

/** The part of the trials survived, in a and b. */
function addTrials(data: Prepared, a: number, b: number, k: number, sums: Sums): void {
  for (let row = 0; row < data.xs.length; row++) {
    const n = at(data.customersByX, row)
    const trials = at(data.xs, row) + k
    sums.value += n * (lnGammaStep(b, trials) - lnGammaStep(a + b, trials))
    const forBoth = -n * digammaStep(a + b, trials)
    add(sums.g, 2, forBoth)
    add(sums.g, 3, n * digammaStep(b, trials) + forBoth)
    const curveBoth = -n * trigammaStep(a + b, trials)
    add(sums.h, 10, curveBoth)
    add(sums.h, 11, curveBoth)
    add(sums.h, 15, n * trigammaStep(b, trials) + curveBoth)
  }
}

type Tables = {
  logAge: Float64Array
  perAge: Float64Array
  logSpan: Float64Array
  perSpan: Float64Array
  offset: Float64Array
  perB: Float64Array
}

function tables(data: Prepared, alpha: number, a: number, b: number, k: number): Tables {
  return {
    logAge: data.ages.map((age) => Math.log1p(age / alpha)),
    perAge: data.ages.map((age) => 1 / (alpha + age)),
    logSpan: data.spans.map((span) => Math.log1p(span / alpha)),
    perSpan: data.spans.map((span) => 1 / (alpha + span)),
    offset: data.xs.map((x) => (x + k === 0 ? Number.NEGATIVE_INFINITY : Math.log(a) - Math.log(b + x + k - 1))),
    perB: data.xs.map((x) => (x + k === 0 ? 0 : 1 / (b + x + k - 1))),
  }
}

/** The part of having left: ln(1 + e^D). The one loop over all histories. */
function addLeaving(data: Prepared, r: number, a: number, { logAge, perAge, logSpan, perSpan, offset, perB }: Tables, sums: Sums): void {
  let value = 0
  let [w0, wL, wP, wB, wd, wc, wBB] = [0, 0, 0, 0, 0, 0, 0]
  let [v0, vL, vP, vB, vLL, vLP, vLB, vPP, vPB, vBB] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
  for (let row = 0; row < data.customers.length; row++) {
    const xAt = indexAt(data.xOf, row)
    const shift = at(offset, xAt)
    if (shift === Number.NEGATIVE_INFINITY) continue
    const ageAt = indexAt(data.ageOf, row)
    const spanAt = indexAt(data.spanOf, row)
    const p = r + at(data.xs, xAt)
    const L = at(logAge, ageAt) - at(logSpan, spanAt)
    const D = shift + p * L
    const n = at(data.customers, row)
    const e = Math.exp(D > 0 ? -D : D)
    value += n * ((D > 0 ? D : 0) + Math.log1p(e))
    const w = (n * (D > 0 ? 1 : e)) / (1 + e)
    const v = (n * e) / ((1 + e) * (1 + e))
    const onAge = at(perAge, ageAt)
    const onSpan = at(perSpan, spanAt)
    const d = onAge - onSpan
    const P = p * d
    const B = at(perB, xAt)
    w0 += w
    wL += w * L
    wP += w * P
    wB += w * B
    wd += w * d
    wc += w * P * (onAge + onSpan)
    wBB += w * B * B
    v0 += v
    vL += v * L
    vP += v * P
    vB += v * B
    vLL += v * L * L
    vLP += v * L * P
    vLB += v * L * B
    vPP += v * P * P
    vPB += v * P * B
    vBB += v * B * B
  }
  sums.value += value
  ;[wL, wP, w0 / a, -wB].forEach((one, place) => {
    add(sums.g, place, one)
  })
  const curves = [vLL, vLP + wd, vL / a, -vLB, 0, vPP - wc, vP / a, -vPB, 0, 0, (v0 - w0) / (a * a), -vB / a, 0, 0, 0, vBB + wBB]
  curves.forEach((one, place) => {
    add(sums.h, place, one)
  })
}

/** Minus the mean, by the logarithms of the parameters: d/d ln θ = θ d/dθ. The upper triangle of `h` stands for both. */
export function asMeanByLogs({ value, g, h }: Sums, parameters: readonly number[], total: number): Slope {
  const size = parameters.length
  const gradient = new Float64Array(size)
  const curvature = new Float64Array(size * size)
  parameters.forEach((one, row) => {
    gradient[row] = (-one * at(g, row)) / total
    parameters.forEach((other, column) => {
      const second = at(h, Math.min(row, column) * size + Math.max(row, column))
      curvature[row * size + column] = (-one * other * second) / total + (row === column ? at(gradient, row) : 0)
    })
  })
  return { value: -value / total, gradient, curvature }
}

export const noSums = (size: number): Sums => ({ value: 0, g: new Float64Array(size), h: new Float64Array(size * size) })

/** A parameter from the place of its logarithm. */
export const exponent = (place: Float64Array, row: number): number => Math.exp(at(place, row))

/** Minus the mean log-likelihood at the logarithms of (r, α, a, b), α in ages of the oldest customer. */
export function betaGeometricSlope(data: Prepared, firstMayLeave: boolean): (place: Float64Array) => Slope {
  const k = firstMayLeave ? 1 : 0
  return (place) => {
    const [r, alpha, a, b] = [exponent(place, 0), exponent(place, 1), exponent(place, 2), exponent(place, 3)]
    const sums = noSums(4)
    addPurchases(data, r, alpha, 4, sums)
    addTrials(data, a, b, k, sums)
    addLeaving(data, r, a, tables(data, alpha, a, b, k), sums)
    return asMeanByLogs(sums, [r, alpha, a, b], data.total)
  }
}

/** The same for the NBD alone, by the logarithms of (r, α): nobody ever leaves. */
export function nbdSlope(data: Prepared): (place: Float64Array) => Slope {
  return (place) => {
    const [r, alpha] = [exponent(place, 0), exponent(place, 1)]
    const sums = noSums(2)
    addPurchases(data, r, alpha, 2, sums)
    return asMeanByLogs(sums, [r, alpha], data.total)
  }
}
