import type { z } from 'zod'
import { categories, directions, type listPromises, promiseKinds, promiseStates, teams } from '#rooms/promises/contract.ts'
import { isDate } from '#values/civil-date.ts'
import { flag, maybe, readState, text } from '../../shell/address.ts'

/** The list behind a figure: which promises are listed, as its address says it and as the house is asked for them. */

export const doneAddress = {
  state: maybe(promiseStates),
  kind: maybe(promiseKinds),
  category: maybe(categories),
  team: maybe([...teams, 'none']),
  of: maybe(directions),
  /** A customer or partner, and a person of the house, by id. */
  with: text(),
  holder: text(),
  from: text(),
  until: text(),
  warned: flag(),
  untold: flag(),
  exceeded: flag(),
}
export type DoneState = ReturnType<typeof readState<typeof doneAddress>>
export type DoneQuery = NonNullable<z.input<typeof listPromises.query>>

export const readDone = (search: string): DoneState => readState(doneAddress, search)

/** What the house is asked: without a result, what is done; behind a figure, counted one by one. */
export function doneQuery(state: DoneState): DoneQuery {
  const which = state.untold ? { isUntold: 'true' as const } : state.state ? {} : { stage: 'done' as const }
  return {
    ...which,
    ...(state.state ? { state: state.state } : {}),
    ...(state.kind ? { kind: state.kind } : {}),
    ...(state.category ? { category: state.category } : {}),
    ...(state.team ? { ofTeam: state.team } : {}),
    ...(state.of ? { direction: state.of, isCounted: 'true' as const } : {}),
    ...(state.with ? { customerId: state.with } : {}),
    ...(state.holder ? { holderId: state.holder } : {}),
    ...(isDate(state.from) ? { from: state.from } : {}),
    ...(isDate(state.until) ? { until: state.until } : {}),
    ...(state.warned ? { isWarned: 'true' as const } : {}),
    ...(state.exceeded ? { isExceeded: 'true' as const } : {}),
  }
}

export type Figure = 'kept' | 'exceeded' | 'late' | 'warnedLate' | 'broken' | 'warnedBroken' | 'withdrawn' | 'open'
export type By = 'all' | 'kind' | 'category' | 'team' | 'person' | 'partner'

const figures: Record<Figure, Record<string, string>> = {
  kept: { state: 'kept' },
  exceeded: { state: 'kept', exceeded: '1' },
  late: { state: 'late' },
  warnedLate: { state: 'late', warned: '1' },
  broken: { state: 'broken' },
  warnedBroken: { state: 'broken', warned: '1' },
  withdrawn: { state: 'withdrawn' },
  open: { state: 'open' },
}
const names: Partial<Record<By, string>> = { kind: 'kind', category: 'category', team: 'team', partner: 'with', person: 'holder' }

/** Where the promises behind a figure are listed, as many as it says. What is open is open, whatever days are asked for. */
export function behindFigure(
  figure: Figure,
  asked: { of: (typeof directions)[number]; by?: By; key?: string; from?: string; until?: string },
): string {
  const { of, by = 'all', key = '', from, until } = asked
  const name = names[by]
  const days = figure === 'open' ? {} : { ...(from ? { from } : {}), ...(until ? { until } : {}) }
  return `/promises?${new URLSearchParams({ view: 'done', of, ...figures[figure], ...(name && key ? { [name]: key } : {}), ...days })}`
}
