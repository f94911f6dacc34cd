/**
 * The gamma function's logarithm and its derivatives, and above all their DIFFERENCES: every likelihood here needs ln Γ(z+d) − ln Γ(z), which
 * two separate values would lose to rounding when z is large (a store whose customers are all alike).
 *
 * Abramowitz & Stegun 1964, 6.1.41 (Stirling), 6.3.18 (digamma), 6.4.12 (trigamma), 6.1.16 (recurrence).
 */

/** From here on the series below are exact to the last digit. */
const LARGE = 10

const HALF_LN_TWO_PI = 0.9189385332046728

/** ln Γ(z) − [(z − ½) ln z − z + ½ ln 2π], z ≥ 10. */
function stirlingRest(z: number): number {
  const v = 1 / (z * z)
  return (
    (1 / 12 - v * (1 / 360 - v * (1 / 1260 - v * (1 / 1680 - v * (1 / 1188 - v * (691 / 360360 - v * (1 / 156 - (v * 3617) / 122400))))))) /
    z
  )
}

/** ψ(z) − ln z, z ≥ 10. */
function digammaRest(z: number): number {
  const v = 1 / (z * z)
  return (
    -0.5 / z -
    v * (1 / 12 - v * (1 / 120 - v * (1 / 252 - v * (1 / 240 - v * (1 / 132 - v * (691 / 32760 - v * (1 / 12 - (v * 3617) / 8160)))))))
  )
}

/** ψ′(z) − 1/z − 1/(2z²), z ≥ 10. */
function trigammaRest(z: number): number {
  const v = 1 / (z * z)
  return (v * (1 / 6 - v * (1 / 30 - v * (1 / 42 - v * (1 / 30 - v * (5 / 66 - v * (691 / 2730 - v * (7 / 6 - (v * 3617) / 510)))))))) / z
}

/** ln Γ(z), z > 0. */
export function lnGamma(z: number): number {
  let product = 1
  let w = z
  for (; w < LARGE; w++) product *= w
  return (w - 0.5) * Math.log(w) - w + HALF_LN_TWO_PI + stirlingRest(w) - Math.log(product)
}

/** ψ(z), the derivative of ln Γ, z > 0. */
export function digamma(z: number): number {
  let sum = 0
  let w = z
  for (; w < LARGE; w++) sum += 1 / w
  return Math.log(w) + digammaRest(w) - sum
}

/** ψ′(z), z > 0. */
export function trigamma(z: number): number {
  let sum = 0
  let w = z
  for (; w < LARGE; w++) sum += 1 / (w * w)
  return (1 + 0.5 / w) / w + trigammaRest(w) + sum
}

/** ln Γ(z + d) − ln Γ(z), z > 0, d ≥ 0: exact to rounding also where both are huge. */
export function lnGammaStep(z: number, d: number): number {
  if (d === 0) return 0
  let ratio = 1
  let w = z
  for (; w < LARGE; w++) ratio *= (w + d) / w
  const v = w + d
  return (w - 0.5) * Math.log1p(d / w) + d * Math.log(v) - d + (stirlingRest(v) - stirlingRest(w)) - Math.log(ratio)
}

/** ψ(z + d) − ψ(z), z > 0, d ≥ 0. */
export function digammaStep(z: number, d: number): number {
  if (d === 0) return 0
  let sum = 0
  let w = z
  for (; w < LARGE; w++) sum += d / (w * (w + d))
  return Math.log1p(d / w) + (digammaRest(w + d) - digammaRest(w)) + sum
}

/** ψ′(z + d) − ψ′(z), z > 0, d ≥ 0: never above zero. */
export function trigammaStep(z: number, d: number): number {
  if (d === 0) return 0
  let sum = 0
  let w = z
  for (; w < LARGE; w++) sum += (d * (2 * w + d)) / (w * w * (w + d) * (w + d))
  const v = w + d
  // The two leading terms of the difference are written out, for they are all of it when z is huge.
  return trigammaRest(v) - trigammaRest(w) - (d / (w * v)) * (1 + (w + v) / (2 * w * v)) - sum
}

/** ln(1 + e^d) without overflow. */
export const softplus = (d: number): number => (d > 0 ? d + Math.log1p(Math.exp(-d)) : Math.log1p(Math.exp(d)))

/** 1 / (1 + e^−d) without overflow, and without losing the small side. */
export const sigmoid = (d: number): number => {
  if (d >= 0) return 1 / (1 + Math.exp(-d))
  const e = Math.exp(d)
  return e / (1 + e)
}
