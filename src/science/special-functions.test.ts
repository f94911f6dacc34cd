import { describe, expect, it } from 'vitest'
import { digamma, digammaStep, lnGamma, lnGammaStep, sigmoid, softplus, trigamma, trigammaStep } from './gamma-function.ts'
import { betaRule, meanPurchases, meanStillThere, purchasesWhileThere, stillThere, timeWhileThere } from './hypergeometric.ts'
import { condensed, gaussLegendre } from './quadrature.ts'
import { GAMMA, GAMMA_STEPS, GAUSS, TWO_POWERS } from './special-functions.data.ts'
import { MOMENTS, twoPowerIntegral, twoPowerMoments } from './two-power-integral.ts'

const error = (value: number, truth: number): number => (value === truth ? 0 : Math.abs(value - truth) / Math.abs(truth))

describe('gamma function', () => {
  it('is exact from a hundred-millionth to a hundred million', () => {
    for (const [z, ln, psi, psi1] of GAMMA) {
      expect(Math.abs(lnGamma(z) - ln), `lnΓ(${z})`).toBeLessThan(1e-14 * Math.max(1, Math.abs(ln)))
      expect(error(digamma(z), psi), `ψ(${z})`).toBeLessThan(1e-13)
      expect(error(trigamma(z), psi1), `ψ′(${z})`).toBeLessThan(1e-13)
    }
  })
  it('keeps the differences of huge values', () => {
    for (const [z, d, ln, psi, psi1] of GAMMA_STEPS) {
      expect(Math.abs(lnGammaStep(z, d) - ln), `lnΓ(${z} + ${d})`).toBeLessThan(1e-13 * Math.max(1, Math.abs(ln)))
      expect(error(digammaStep(z, d), psi), `ψ(${z} + ${d})`).toBeLessThan(1e-13)
      expect(error(trigammaStep(z, d), psi1), `ψ′(${z} + ${d})`).toBeLessThan(1e-13)
    }
  })
  it('turns odds into chances without overflow, and keeps the small side', () => {
    expect(sigmoid(-700)).toBeGreaterThan(0)
    expect(sigmoid(1e6)).toBe(1)
    expect(sigmoid(-1e6)).toBe(0)
    expect(softplus(1e6)).toBe(1e6)
    expect(softplus(-40)).toBeCloseTo(Math.exp(-40), 30)
  })
})

describe('the hypergeometric means', () => {
  it('agree with forty-digit arithmetic wherever a store can lie', () => {
    for (const [A, a, B, y, there, purchases, time] of GAUSS) {
      const where = `A=${A} a=${a} B=${B} y=${y}`
      expect(error(stillThere(A, a, B, y), there), where).toBeLessThan(1e-11)
      expect(error(purchasesWhileThere(A, a, B, y), purchases), where).toBeLessThan(1e-11)
      expect(error(timeWhileThere(A, a, B, y), time), where).toBeLessThan(1e-11)
    }
  })
  it('say the same as a sum over purchases and as a rule over the chance of leaving (near z = 1 too)', () => {
    for (const A of [0.01, 0.5, 3.7, 40])
      for (const a of [0.02, 0.793, 1, 6])
        for (const B of [0.3, 2.4, 60])
          for (const y of [1e-4, 0.3, 2, 9]) {
            const rule = betaRule(a, B, A * y)
            expect(error(stillThere(A, a, B, y), meanStillThere(rule, A, y)), `${A} ${a} ${B} ${y}`).toBeLessThan(1e-12)
            expect(error(purchasesWhileThere(A, a, B, y), meanPurchases(rule, A, y)), `${A} ${a} ${B} ${y}`).toBeLessThan(1e-12)
          }
  })
  it('know that nobody leaves where the chance of leaving is nothing', () => {
    expect(stillThere(3, 0, 2, 7)).toBe(1)
    expect(purchasesWhileThere(3, 0, 2, 7)).toBe(21)
    expect(timeWhileThere(3, 0, 2, 7)).toBe(7)
    expect(purchasesWhileThere(3, 1e-13, 2, 7)).toBeCloseTo(21, 9)
  })
  it('never fail, however extreme the customer', () => {
    for (const A of [1e-6, 1, 1e5])
      for (const a of [1e-8, 1, 1e4])
        for (const B of [1e-6, 1, 1e5])
          for (const y of [1e-12, 1, 1e8]) {
            const all = [stillThere(A, a, B, y), purchasesWhileThere(A, a, B, y) / (A * y), timeWhileThere(A, a, B, y) / y]
            for (const one of all) expect(one >= 0 && one <= 1 + 1e-12, `${A} ${a} ${B} ${y}: ${all}`).toBe(true)
          }
  })
})

describe('the integral of two powers', () => {
  it('agrees with forty-digit arithmetic', () => {
    for (const [p, A, q, B, span, value] of TWO_POWERS) expect(error(twoPowerIntegral(p, A, q, B, span), value)).toBeLessThan(1e-13)
  })
  it('is the spike that it is at five thousand purchases', () => {
    // ∫₀^∞ (1+u/A)^−p du = A/(p − 1), all of it within a thousandth of the span.
    expect(error(twoPowerIntegral(5001, 1, 0, 1, 39), 1 / 5000)).toBeLessThan(1e-13)
  })
  it('carries moments that are its own derivatives', () => {
    const moments = new Float64Array(MOMENTS)
    twoPowerMoments(2.5, 3, 1.6, 7, 11, moments)
    const whole = (p: number, q: number): number => twoPowerIntegral(p, 3, q, 7, 11)
    const h = 1e-4
    expect(moments[0]).toBeCloseTo(whole(2.5, 1.6), 12)
    expect(moments[1]).toBeCloseTo(-(whole(2.5 + h, 1.6) - whole(2.5 - h, 1.6)) / (2 * h), 7)
    expect(moments[3]).toBeCloseTo(-(whole(2.5, 1.6 + h) - whole(2.5, 1.6 - h)) / (2 * h), 7)
    expect(moments[5]).toBeCloseTo((whole(2.5 + h, 1.6) - 2 * whole(2.5, 1.6) + whole(2.5 - h, 1.6)) / (h * h), 5)
    expect(moments[2]).toBeCloseTo(whole(3.5, 1.6) / 3, 12)
    expect(moments[14]).toBeCloseTo(whole(2.5, 3.6) / 49, 12)
  })
})

describe('quadrature', () => {
  it('integrates polynomials exactly', () => {
    const { nodes, weights } = gaussLegendre(7)
    const sum = nodes.reduce((total, node, row) => total + (weights[row] ?? 0) * node ** 12, 0)
    expect(sum).toBeCloseTo(2 / 13, 14)
  })
  it('takes the sum of fifty values from a dozen', () => {
    const places = Float64Array.from({ length: 50 }, (_, row) => row / 25)
    const shares = places.map((_, row) => 0.99 ** row)
    const { nodes, weights } = condensed(14, 0, 2, places, shares)
    const truth = places.reduce((sum, place, row) => sum + (shares[row] ?? 0) * Math.exp(-place), 0)
    expect(nodes.reduce((sum, node, row) => sum + (weights[row] ?? 0) * Math.exp(-node), 0)).toBeCloseTo(truth, 11)
  })
})
