import { at } from './column.ts'

/** The q-quantile of sorted values, between neighbours in proportion (Hyndman & Fan 1996, type 7); NaN of none. */
export function quantileOfSorted(sorted: Float64Array, q: number): number {
  if (sorted.length === 0) return Number.NaN
  const place = (sorted.length - 1) * q
  const below = Math.floor(place)
  const low = at(sorted, below)
  const high = at(sorted, Math.min(below + 1, sorted.length - 1))
  return low + (high - low) * (place - below)
}
