/**
 * ∫₀^span (1 + u/A)^−p (1 + u/B)^−q du, the integral inside every Pareto/NBD quantity (Fader & Hardie, A Note on Deriving the Pareto/NBD
 * Model, note 009, eq. 16–20, where it becomes a difference of two hypergeometric functions; left as the integral it is positive, cannot
 * overflow and loses nothing when the two bounds meet).
 *
 * With u = m(e^w − 1), m = min(A, B), the integrand is smooth on the line of w whatever the parameters; panels of Gauss–Legendre are laid so
 * that on none of them it falls by more than some e^−8, and laying stops when what is left cannot be seen.
 */
import { gaussLegendre } from './quadrature.ts'

const { nodes, weights } = gaussLegendre(16)
const NODES = nodes.length
const WIDEST = 2
const STEEPEST = 8

/**
 * The integral, then the same weighted with what its derivatives need, l = ln(A + u) and m = ln(B + u) from any origin, a = 1/(A + u) and
 * b = 1/(B + u), in the order: 1, l, a, m, b, ll, la, lm, lb, aa, am, ab, mm, mb, bb.
 */
export const MOMENTS = 15

/** Adds a share of the integral at one node. The innermost step of a fit: no call but arithmetic. */
export function addMoments(into: Float64Array, value: number, l: number, a: number, m: number, b: number): void {
  const vl = value * l
  const va = value * a
  const vm = value * m
  const vb = value * b
  into[0] = (into[0] as number) + value
  into[1] = (into[1] as number) + vl
  into[2] = (into[2] as number) + va
  into[3] = (into[3] as number) + vm
  into[4] = (into[4] as number) + vb
  into[5] = (into[5] as number) + vl * l
  into[6] = (into[6] as number) + vl * a
  into[7] = (into[7] as number) + vl * m
  into[8] = (into[8] as number) + vl * b
  into[9] = (into[9] as number) + va * a
  into[10] = (into[10] as number) + va * m
  into[11] = (into[11] as number) + va * b
  into[12] = (into[12] as number) + vm * m
  into[13] = (into[13] as number) + vm * b
  into[14] = (into[14] as number) + vb * b
}

/** How far a panel that begins at `low` may go: the fall per unit of w grows along it, at most as e^w until the denominators grow with it. */
function panelEnd(p: number, A: number, q: number, B: number, low: number, end: number): number {
  const m = A < B ? A : B
  const reach = Math.min(low + WIDEST, end)
  const far = m * Math.exp(reach)
  return Math.min(reach, low + STEEPEST / (1 + (p * far) / (A - m + far) + (q * far) / (B - m + far)))
}

/** Relative error some 1e-14; p, q ≥ 0, A, B > 0. */
export function twoPowerIntegral(p: number, A: number, q: number, B: number, span: number): number {
  const m = A < B ? A : B
  const end = Math.log1p(span / m)
  let whole = 0
  for (let low = 0; low < end; ) {
    const high = panelEnd(p, A, q, B, low, end)
    const half = (high - low) / 2
    let part = 0
    for (let row = 0; row < NODES; row++) {
      const w = low + half * (1 + (nodes[row] as number))
      const u = m * Math.expm1(w)
      part += (weights[row] as number) * Math.exp(w - p * Math.log1p(u / A) - q * Math.log1p(u / B))
    }
    whole += part * half * m
    low = high
    if (isRestNothing(p, A, q, B, span, m * Math.expm1(low), whole)) break
  }
  return whole
}

/** What is left is less than the integrand here over all the rest. */
const isRestNothing = (p: number, A: number, q: number, B: number, span: number, u: number, whole: number): boolean =>
  u < span && (span - u) * Math.exp(-p * Math.log1p(u / A) - q * Math.log1p(u / B)) < 1e-18 * whole

/** All moments, logarithms from u = 0 on. */
export function twoPowerMoments(p: number, A: number, q: number, B: number, span: number, into: Float64Array): void {
  into.fill(0)
  const m = A < B ? A : B
  const end = Math.log1p(span / m)
  for (let low = 0; low < end; ) {
    const high = panelEnd(p, A, q, B, low, end)
    const half = (high - low) / 2
    for (let row = 0; row < NODES; row++) {
      const w = low + half * (1 + (nodes[row] as number))
      const u = m * Math.expm1(w)
      const lnA = Math.log1p(u / A)
      const lnB = Math.log1p(u / B)
      addMoments(into, half * m * (weights[row] as number) * Math.exp(w - p * lnA - q * lnB), lnA, 1 / (A + u), lnB, 1 / (B + u))
    }
    low = high
    if (isRestNothing(p, A, q, B, span, m * Math.expm1(low), into[0] as number)) break
  }
}
