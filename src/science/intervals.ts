/**
 * How far figures are known: from the covariance of the parameters' logarithms, by the delta method (Cox & Hinkley 1974, section 9.2), and always on
 * the scale of logarithms, so that no range of a positive figure reaches below zero.
 */
import type { Fit } from './fit.ts'
import type { Model } from './model.ts'

export type Interval = { value: number; low: number; high: number }

/** 19 times of 20. */
const WIDE = 1.959963984540054
const STEP = 1e-3

/** The same model with other parameters, in its own order. */
export function withParameters(model: Model, values: readonly number[]): Model {
  const [r = 0, alpha = 0, third = 0, fourth = 0] = values
  return model.name === 'pareto'
    ? { ...model, parameters: { r, alpha, s: third, beta: fourth } }
    : { ...model, parameters: { r, alpha, a: third, b: fourth } }
}

/** The variance of a figure from that of the parameters' logarithms; 0 where nothing is known of it. */
export function varianceOf(
  parameters: readonly number[],
  logCovariance: readonly number[] | null,
  figure: (parameters: readonly number[]) => number,
): number {
  if (logCovariance === null) return 0
  const size = parameters.length
  const slopes = parameters.map((_, row) => {
    if ((logCovariance[row * (size + 1)] ?? 0) === 0) return 0
    const shifted = (by: number): number => figure(parameters.map((one, k) => (k === row ? one * Math.exp(by) : one)))
    return (shifted(STEP) - shifted(-STEP)) / (2 * STEP)
  })
  let variance = 0
  slopes.forEach((a, row) => {
    slopes.forEach((b, column) => {
      variance += a * b * (logCovariance[row * size + column] ?? 0)
    })
  })
  return Math.max(0, variance)
}

/** A positive total with its range, from its relative variance. */
export function intervalOfTotal(value: number, relativeVariance: number): Interval {
  const factor = Math.exp(WIDE * Math.sqrt(relativeVariance))
  return { value, low: value / factor, high: value * factor }
}

/** Any positive figure of a fit, such as purchases expected of all, with its range. */
export function figureInterval(fit: Fit, figure: (model: Model) => number): Interval {
  const value = figure(fit.scoring)
  const variance = varianceOf(Object.values(fit.scoring.parameters), fit.logCovariance, (parameters) =>
    figure(withParameters(fit.scoring, parameters)),
  )
  return intervalOfTotal(value, value > 0 ? variance / (value * value) : 0)
}

/** Each parameter with its range; one at a boundary has none. */
export function parameterIntervals(fit: Fit): Record<string, Interval | null> {
  return Object.fromEntries(
    Object.entries(fit.model.parameters).map(([name, value]) => {
      const error = fit.standardErrors[name] ?? null
      return [name, error === null ? null : intervalOfTotal(value, (error / value) ** 2)]
    }),
  )
}
