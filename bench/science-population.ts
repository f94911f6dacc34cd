/** Seeded customers of the models' own kind, for tests and benches: the models themselves know no chance. */

/** Mulberry32: the same numbers for the same seed, everywhere. */
export function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mix = Math.imul(state ^ (state >>> 15), 1 | state)
    mix = (mix + Math.imul(mix ^ (mix >>> 7), 61 | mix)) ^ mix
    return ((mix ^ (mix >>> 14)) >>> 0) / 4294967296
  }
}

/** Never 0, so that its logarithm exists. */
const open = (next: () => number): number => (next() * 4294967296 + 0.5) / 4294967296
export const exponential = (next: () => number): number => -Math.log(open(next))

function normal(next: () => number): number {
  return Math.sqrt(2 * exponential(next)) * Math.cos(2 * Math.PI * next())
}

/** The logarithm of a Gamma(shape, rate 1) value, for shapes down to nothing (Marsaglia & Tsang 2000). */
function lnGammaValue(next: () => number, shape: number): number {
  if (shape < 1) return lnGammaValue(next, shape + 1) - exponential(next) / shape
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const z = normal(next)
    const v = (1 + c * z) ** 3
    if (v > 0 && Math.log(open(next)) < 0.5 * z * z + d - d * v + d * Math.log(v)) return Math.log(d * v)
  }
}

export const gammaValue = (next: () => number, shape: number, rate: number): number => Math.exp(lnGammaValue(next, shape)) / rate

export function betaValue(next: () => number, a: number, b: number): number {
  if (a === 0) return 0
  const [one, other] = [lnGammaValue(next, a), lnGammaValue(next, b)]
  return 1 / (1 + Math.exp(other - one))
}

export type BuyingTruth =
  | { name: 'bgnbd' | 'mbgnbd'; r: number; alpha: number; a: number; b: number }
  | { name: 'pareto'; r: number; alpha: number; s: number; beta: number }

/** Calls `buy` with each purchase time after the first, until leaving or the end. */
function live(next: () => number, truth: BuyingTruth, end: number, buy: (time: number) => void): void {
  const rate = gammaValue(next, truth.r, truth.alpha)
  const leaving = truth.name === 'pareto' ? 0 : betaValue(next, truth.a, truth.b)
  const gone = truth.name === 'pareto' && truth.s > 0 ? exponential(next) / gammaValue(next, truth.s, truth.beta) : Number.POSITIVE_INFINITY
  if (truth.name === 'mbgnbd' && next() < leaving) return
  const last = Math.min(end, gone)
  for (let time = exponential(next) / rate; time <= last; time += exponential(next) / rate) {
    buy(time)
    if (truth.name !== 'pareto' && next() < leaving) return
  }
}

export type Simulated = { repeats: Float64Array; spanDays: Float64Array; ageDays: Float64Array; laterRepeats: Float64Array }

/**
 * Histories in whole days (parameters in weeks), first purchases spread evenly over `acquiredOverDays` up to `youngestDays` before the end;
 * purchases of one day count once. With `laterDays` also what came after the end. With `exact` the times stay as they fall.
 */
export function simulated(
  truth: BuyingTruth,
  count: number,
  {
    seed,
    youngestDays = 1,
    acquiredOverDays = 730,
    laterDays = 0,
    exact = false,
  }: { seed: number; youngestDays?: number; acquiredOverDays?: number; laterDays?: number; exact?: boolean },
): Simulated {
  const next = chance(seed)
  const columns = {
    repeats: new Float64Array(count),
    spanDays: new Float64Array(count),
    ageDays: new Float64Array(count),
    laterRepeats: new Float64Array(count),
  }
  for (let row = 0; row < count; row++) {
    const age = youngestDays + Math.floor(next() * acquiredOverDays)
    let day = 0
    live(next, truth, (age + laterDays) / 7, (time) => {
      const then = exact ? time * 7 : Math.ceil(time * 7)
      if (then === day || then > age + laterDays) return
      day = then
      if (then > age) columns.laterRepeats[row] = (columns.laterRepeats[row] as number) + 1
      else {
        columns.repeats[row] = (columns.repeats[row] as number) + 1
        columns.spanDays[row] = then
      }
    })
    columns.ageDays[row] = age
  }
  return columns
}

/** Mean spends of the Gamma-Gamma kind for the given repeats; 0 where there is none. */
export function simulatedSpends(
  repeats: Float64Array,
  { p, q, gamma }: { p: number; q: number; gamma: number },
  seed: number,
): Float64Array {
  const next = chance(seed)
  return repeats.map((x) => (x === 0 ? 0 : gammaValue(next, p * x, gammaValue(next, q, gamma) * x)))
}
