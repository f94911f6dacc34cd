import type { z } from 'zod'
import { addDays } from '../../values/civil-date.ts'
import { type Holder, may } from '../../values/rights.ts'
import type { loyaltyBrief, loyaltyState } from './contract.ts'
import type { Figures, GoodRun, Run, Setting } from './loyalty.ts'

export type Brief = z.input<typeof loyaltyBrief>

/** The last day with a purchase. */
export const lastDayOf = ({ asOf, ageDays, spanDays }: Figures): string => addDays(asOf, spanDays - ageDays)

/** Somebody's loyalty in a line, as this holder of rights may see it. */
export const viewBrief = (figures: Figures, who: Holder): Brief => ({
  state: figures.state,
  since: figures.since,
  chance: figures.buys,
  lastDay: lastDayOf(figures),
  rhythmDays: figures.rhythmDays,
  lateBy: figures.lateBy,
  ...(figures.clvMinor !== null && may(who, 'see.values') ? { value: { minor: figures.clvMinor, currency: figures.currency } } : {}),
  asOf: figures.asOf,
})

/** What values are called. */
export const basisOf = ({ margin }: Pick<Run, 'margin'>): 'profit' | 'revenue' => (margin === null ? 'revenue' : 'profit')

type State = z.input<typeof loyaltyState.answer>

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

/** The day on which the parameters were found: that of the run itself, or of the one whose parameters were used again. */
export const fittedAt = (run: Run, origin: Run | undefined): string => (origin ?? run).startedAt.toISOString()

export const viewCard = (run: GoodRun, origin: Run | undefined): NonNullable<State['card']> => ({
  model: run.fit.model.name,
  choice: run.choice,
  asOf: run.asOf,
  dataCut: (origin?.startedAt ?? run.startedAt).toISOString(),
  fittedAt: fittedAt(run, origin),
  codeVersion: run.codeVersion ?? '',
  parameters: Object.entries(run.fit.model.parameters).map(([name, value]) => ({
    name,
    value,
    standardError: run.fit.standardErrors[name] ?? null,
  })),
  spend:
    run.spend &&
    Object.entries(run.spend.parameters).map(([name, value]) => ({
      name,
      value,
      standardError: run.spend?.standardErrors[name as 'p' | 'q' | 'gamma'] ?? null,
    })),
  logLikelihood: run.fit.logLikelihood,
  customers: run.fit.customers,
  repeaters: run.fit.repeaters,
  cycleDays: run.cycleDays,
  tried: run.tried.map(({ model, fit, backTest, refused }) => ({
    model,
    logLikelihood: fit?.logLikelihood ?? null,
    totalError: backTest?.total.error ?? null,
    brier: backTest?.brier ?? null,
    refused: refused?.[0]?.code ?? null,
  })),
  backTest: run.backTest,
  warnings: run.warnings,
  margin: run.margin,
  loyal: run.summary?.loyal ?? null,
})

export const viewLastRun = (run: Run): NonNullable<State['lastRun']> => ({
  id: run.id,
  kind: run.kind,
  state: run.state,
  startedAt: run.startedAt.toISOString(),
  finishedAt: iso(run.finishedAt),
  reasons: run.reasons ?? [],
  isKept: run.keptFrom !== null,
})

export const cycleInForce = (run: GoodRun | undefined, setting: Setting): number | null => setting.cycleDays ?? run?.cycleDays ?? null
