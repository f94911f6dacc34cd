import type { z } from 'zod'
import type { importColumn, importRow, importView } from '#rooms/exchange/contract.ts'

export type Import = z.output<typeof importView>
export type ImportRow = z.output<typeof importRow>
export type ImportColumn = z.output<typeof importColumn>
export type Report = NonNullable<Import['report']>
export type Field = Import['fields'][number]

export const steps = ['file', 'columns', 'matches', 'preview', 'run'] as const
export type Step = (typeof steps)[number]

/** The server is at work on it: ask again soon. */
export const isMoving = (state: Import['state'] | undefined): boolean =>
  state === 'previewing' || state === 'running' || state === 'undoing'

/** It is being written or has been: nothing is left to choose. */
export const isDecided = (state: Import['state']): boolean => ['running', 'done', 'undoing', 'undone'].includes(state)

/** It was stopped or failed, wrote nothing, and can be taken up again. */
export const isHalted = (state: Import['state']): boolean => state === 'cancelled' || state === 'failed'

/** How far somebody may go: questions hold at the columns, and what isn't counted yet can't be imported. */
export function furthest(it: Pick<Import, 'state' | 'questions' | 'report'>): Step {
  if (isDecided(it.state)) return 'run'
  if (it.questions.length > 0) return 'columns'
  return it.state === 'previewed' && it.report ? 'preview' : 'matches'
}

/** The step that is drawn: the one asked for, as far as it can be reached; without one, where the import stands. */
export function stepFor(asked: Step | undefined, it: Pick<Import, 'state' | 'questions' | 'report'>): Step {
  const last = furthest(it)
  if (last === 'run' || (isHalted(it.state) && (asked === undefined || asked === 'run'))) return 'run'
  const wanted = asked ?? 'columns'
  // While it is being counted again, whoever stands at the preview stays there.
  if (wanted === 'preview' && last === 'matches') return 'preview'
  return steps.indexOf(wanted) <= steps.indexOf(last) ? wanted : last
}

export const stepAfter = (step: Step): Step => steps[Math.min(steps.indexOf(step) + 1, steps.length - 1)] ?? step
export const stepBefore = (step: Step): Step => steps[Math.max(steps.indexOf(step) - 1, 0)] ?? step

/** Fields that several columns may have together. */
const shared: readonly string[] = ['phone', 'mail', 'note', 'tags', 'likes', 'avoids', 'product']

/** The mapping with one column given a field; a field that only one column can have leaves the one it was at. */
export const withField = (fields: readonly (Field | null)[], at: number, field: Field | null): (Field | null)[] =>
  fields.map((own, column) => (column === at ? field : own === field && field !== null && !shared.includes(field) ? null : own))

export type Sample = { at: number; done: number }

/** Whole seconds until the last row at the pace of the last samples (milliseconds, rows); undefined until a pace is known. */
export function secondsLeft(samples: readonly Sample[], all: number | null): number | undefined {
  const first = samples[0]
  const last = samples.at(-1)
  if (!first || !last || all === null || last.at - first.at < 1000 || last.done <= first.done) return undefined
  const pace = (last.done - first.done) / (last.at - first.at)
  return Math.max(1, Math.round((all - last.done) / pace / 1000))
}

/** The last samples with this one: a span of about ten seconds, and none of an earlier run. */
export function withSample(samples: readonly Sample[], sample: Sample): Sample[] {
  const last = samples.at(-1)
  if (last && sample.done < last.done) return [sample]
  if (last && sample.done === last.done && samples.length > 1) return [...samples]
  return [...samples.filter(({ at }) => sample.at - at < 10_000), sample]
}
