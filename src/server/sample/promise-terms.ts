import type { Inputs } from '../../rooms/promises/promise.ts'
import type { MadePromise, MadeSlip, Said } from './promise-story.ts'
import type { Ways } from './standards.ts'

/** How the due of a promise of the sample is found, and what a slip is before anything is known of it. */

type Terms = Pick<MadePromise, 'target' | 'targetValue' | 'cutoff' | 'isDay' | 'hours' | 'standard' | 'inputs'>

/** A moment that was named, or the target of the standard that says so. */
export function termsOf(ways: Ways, { due, kind, isDay = false, hours = 'shop', mindful }: Said): Terms {
  const named = typeof due === 'string' ? due : mindful
  const standard = named === undefined ? undefined : ways.standards.get(named)
  const inputs: Inputs = standard
    ? {
        atRiskFraction: standard.atRiskFraction,
        levels: [...standard.levels],
        standardName: standard.name,
        standardLevel: standard.level,
        passedOver: [],
      }
    : {}
  if (!standard || typeof due === 'number')
    return { target: 'instant', targetValue: null, cutoff: null, isDay, hours, standard: standard?.key ?? null, inputs }
  const targets: Record<string, { seconds: number } | { days: number; cutoff?: string } | null> = standard.targets
  const target = targets[kind]
  if (!target) throw new Error(`the standard ${standard.name} names no ${kind}`)
  const common = { hours: standard.hours, standard: standard.key, inputs }
  return 'days' in target
    ? { ...common, target: 'days', targetValue: target.days, cutoff: target.cutoff ?? null, isDay: true }
    : { ...common, target: 'seconds', targetValue: target.seconds, cutoff: null, isDay: false }
}

/** A slip of which nobody was told yet. */
export const untold = {
  reason: null,
  newDue: null,
  fix: null,
  fixDue: null,
  amends: null,
  amendsKind: null,
  amendsMinor: null,
  noneWhy: null,
  toldHow: null,
  toldAt: null,
  toldBy: null,
  answer: null,
  answeredAt: null,
  fixedAt: null,
} satisfies Partial<MadeSlip>
