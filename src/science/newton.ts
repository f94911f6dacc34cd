/**
 * Finding the lowest point of a smooth function of a few numbers: Newton's method with curvature of either sign (Dauphin et al. 2014:
 * divide by |λ|), steps kept within a trusted length, and a box. Nocedal & Wright 2006, chapters 3 and 4.
 *
 * The function is always a MEAN over customers, in the logarithms of positive parameters: then gradients and steps mean the same for a
 * thousand customers and ten million, and nothing runs away.
 */
import { at } from './column.ts'
import { eigenOf, inverseOf, solveReshaped } from './small-matrix.ts'

/** What the function is at a place. `curvature` is symmetric, row by row. */
export type Slope = { value: number; gradient: Float64Array; curvature: Float64Array }
export type Problem = {
  slopeAt: (place: Float64Array) => Slope
  low: Float64Array
  high: Float64Array
  /** The value is a mean over so many: the search ends when what is left to gain, summed over all, cannot be seen. */
  customers: number
}
export type Lowest = {
  place: Float64Array
  value: number
  /** Of those not at the edge of the box. */
  steepest: number
  converged: boolean
  /** Which lie on the edge of the box, and would go further. */
  atEdge: boolean[]
  /** Covariance of the places, row by row with zeros for those at the edge; null where the valley is flat. */
  covariance: Float64Array | null
  passes: number
}

const MOST_PASSES = 200
/** By then a start has either arrived or shown where it is going. */
const TRIED_PASSES = 12
/** The mean's gradient that counts as level. */
export const LEVEL = 1e-6
/** What may be left to gain in the sum over customers: 1e-8 is a step of a ten-thousandth of a standard error. Whether the end is a top is asked after. */
const LEFT = 1e-8
const WIDEST_STEP = 4

const isUsable = ({ value, gradient, curvature }: Slope): boolean =>
  Number.isFinite(value) && gradient.every(Number.isFinite) && curvature.every(Number.isFinite)

/** Which coordinates may move: those at the edge that want to go further out stay. */
function freeOf({ low, high }: Problem, place: Float64Array, gradient: Float64Array): number[] {
  return [...place.keys()].filter((row) => {
    const [here, slope] = [at(place, row), at(gradient, row)]
    return !((here <= at(low, row) && slope > 0) || (here >= at(high, row) && slope < 0))
  })
}

function reduced({ gradient, curvature }: Slope, free: readonly number[]): { g: Float64Array; h: Float64Array } {
  const size = gradient.length
  return {
    g: Float64Array.from(free, (row) => at(gradient, row)),
    h: Float64Array.from(free.flatMap((row) => free.map((column) => at(curvature, row * size + column)))),
  }
}

/** The next place, never further than the radius nor outside the box, and the gain that the parabola promises. */
function nextPlace(problem: Problem, here: Slope, place: Float64Array, free: readonly number[], radius: number) {
  const { g, h } = reduced(here, free)
  const eigen = eigenOf(h, free.length)
  const stiffest = eigen.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const step = solveReshaped(eigen, g, (value) => Math.max(Math.abs(value), 1e-10 * stiffest, 1e-300))
  const length = Math.hypot(...step)
  const shrink = length > radius ? radius / length : 1
  const next = Float64Array.from(place)
  free.forEach((row, at_) => {
    next[row] = Math.min(Math.max(at(place, row) - shrink * at(step, at_), at(problem.low, row)), at(problem.high, row))
  })
  const taken = Float64Array.from(free, (row) => at(next, row) - at(place, row))
  let promised = 0
  taken.forEach((t, row) => {
    promised -= t * at(g, row)
    taken.forEach((u, column) => {
      promised -= 0.5 * t * u * at(h, row * free.length + column)
    })
  })
  return { next, promised, length: Math.hypot(...taken), gain: dot(step, g) / 2 }
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, one, row) => sum + one * at(b, row), 0)
const steepestOf = (gradient: Float64Array, free: readonly number[]): number =>
  free.reduce((most, row) => Math.max(most, Math.abs(at(gradient, row))), 0)

/**
 * Walks down from `start`, for at most so many passes. Never throws and never answers NaN: what could not be reached is said in `converged`.
 * Null where the function has no value at the start.
 */
export function lowestFrom(problem: Problem, start: Float64Array, most = MOST_PASSES): Lowest | null {
  let place = start.map((value, row) => Math.min(Math.max(value, at(problem.low, row)), at(problem.high, row)))
  let here = problem.slopeAt(place)
  if (!isUsable(here)) return null
  let radius = 1
  let passes = 1
  while (passes < most && radius > 1e-9) {
    const free = freeOf(problem, place, here.gradient)
    const { next, promised, length, gain } = nextPlace(problem, here, place, free, radius)
    const done = steepestOf(here.gradient, free) < LEVEL && gain * problem.customers < LEFT
    if (length === 0) break
    const there = problem.slopeAt(next)
    passes++
    const gained = here.value - there.value
    // Below rounding the values say nothing: there the gradient decides, and a search that ends so has not failed.
    const isLower = steepestOf(there.gradient, free) <= steepestOf(here.gradient, free)
    const blind = Math.abs(gained) <= 1e-13 * (1 + Math.abs(here.value)) && isLower
    if (isUsable(there) && (blind || gained > 0.01 * Math.max(promised, 0))) {
      if (gained > 0.5 * promised || blind) radius = Math.min(WIDEST_STEP, Math.max(radius, 2 * length))
      place = next
      here = there
    } else radius = 0.25 * length
    // One step more than needed: Newton's last doubles the digits.
    if (done) break
  }
  return ended(problem, place, here, passes)
}

/** From the best of several starts. All are tried for a while; the lowest is walked to its end, the others only where that did not arrive. */
export function lowestOf(problem: Problem, starts: readonly Float64Array[]): Lowest | null {
  const tried = starts
    .map((start) => lowestFrom(problem, start, TRIED_PASSES))
    .filter((one) => one !== null)
    .sort((a, b) => a.value - b.value)
  let best: Lowest | null = null
  for (const one of tried) {
    const found = one.converged ? one : lowestFrom(problem, one.place)
    if (
      found !== null &&
      (best === null || found.value < best.value - 1e-12 || (found.converged && !best.converged && found.value < best.value + 1e-9))
    )
      best = found
    if (best !== null && best.steepest < LEVEL) break
  }
  return best
}

function ended(problem: Problem, place: Float64Array, here: Slope, passes: number): Lowest {
  const free = freeOf(problem, place, here.gradient)
  const steepest = steepestOf(here.gradient, free)
  const { h } = reduced(here, free)
  const inverse = inverseOf(eigenOf(h, free.length), 0)
  const size = place.length
  let covariance: Float64Array | null = null
  if (inverse !== null) {
    covariance = new Float64Array(size * size)
    for (const [i, row] of free.entries())
      for (const [j, column] of free.entries()) covariance[row * size + column] = at(inverse, i * free.length + j) / problem.customers
  }
  const atEdge = [...place.keys()].map(
    (row) => !free.includes(row) || at(place, row) <= at(problem.low, row) || at(place, row) >= at(problem.high, row),
  )
  return { place, value: here.value, steepest, converged: steepest < LEVEL && inverse !== null, atEdge, covariance, passes }
}
