import { at } from './column.ts'

/** Nodes and weights on [−1, 1]. */
export type Rule = { nodes: Float64Array; weights: Float64Array }

/** Gauss–Legendre quadrature, found by Newton's method on the Legendre polynomial (Abramowitz & Stegun 1964, 25.4.29 and 8.5.3). */
export function gaussLegendre(count: number): Rule {
  const nodes = new Float64Array(count)
  const weights = new Float64Array(count)
  for (let row = 0; row < (count + 1) >> 1; row++) {
    let z = Math.cos((Math.PI * (row + 0.75)) / (count + 0.5))
    let slope = 1
    for (let turn = 0; turn < 20; turn++) {
      let before = 0
      let value = 1
      for (let degree = 1; degree <= count; degree++) {
        const next = ((2 * degree - 1) * z * value - (degree - 1) * before) / degree
        before = value
        value = next
      }
      slope = (count * (z * value - before)) / (z * z - 1)
      const step = value / slope
      z -= step
      if (Math.abs(step) < 1e-16) break
    }
    const weight = 2 / ((1 - z * z) * slope * slope)
    nodes[row] = -z
    nodes[count - 1 - row] = z
    weights[row] = weight
    weights[count - 1 - row] = weight
  }
  if (count % 2 === 1) nodes[count >> 1] = 0
  return { nodes, weights }
}

/**
 * Weights that give a sum of many values of a smooth function from its values at a few Chebyshev points of [low, high]:
 * Σ_k share_k f(place_k) ≈ Σ_j weight_j f(node_j), exact for polynomials (barycentric interpolation, Berrut & Trefethen 2004, eq. 4.2 and 5.3).
 */
export function condensed(count: number, low: number, high: number, places: Float64Array, shares: Float64Array): Rule {
  const nodes = new Float64Array(count)
  const weights = new Float64Array(count)
  const terms = new Float64Array(count)
  for (let row = 0; row < count; row++)
    nodes[row] = (low + high) / 2 - ((high - low) / 2) * Math.cos(((2 * row + 1) * Math.PI) / (2 * count))
  for (let place = 0; place < places.length; place++) {
    let sum = 0
    let exact = -1
    for (let row = 0; row < count; row++) {
      const distance = at(places, place) - at(nodes, row)
      if (distance === 0) exact = row
      const term = (Math.sin(((2 * row + 1) * Math.PI) / (2 * count)) * (row % 2 === 0 ? 1 : -1)) / distance
      terms[row] = term
      sum += term
    }
    const share = at(shares, place)
    if (exact >= 0) weights[exact] = at(weights, exact) + share
    else for (let row = 0; row < count; row++) weights[row] = at(weights, row) + (share * at(terms, row)) / sum
  }
  return { nodes, weights }
}
