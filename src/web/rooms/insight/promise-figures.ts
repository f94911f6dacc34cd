import type { z } from 'zod'
import { promiseScores } from '#rooms/promises/contract.ts'
import { addDays } from '#values/civil-date.ts'
import { useAsk } from '../../shell/api.ts'
import { useMay } from '../../shell/session.tsx'
import type { Overview } from './figures-row.tsx'

export type Score = z.output<typeof promiseScores.answer>['scores'][number]

export const endedOf = ({ kept, late, broken }: Score): number => kept + late + broken

const YEAR = 365

/** How promises to customers ended so far, and how they had by the day that is compared with; undefined until it is known. */
export function usePromiseRate({ day, since, against }: Overview): { now: Score; before: Score | undefined } | undefined {
  const may = useMay()
  const enabled = may('promises.read')
  const then = against === 'year' && day ? addDays(day.asOf, -YEAR) : addDays(since, -1)
  const now = useAsk(promiseScores, { query: { by: 'all', direction: 'to-customer' } }, { enabled }).data?.scores[0]
  const before = useAsk(
    promiseScores,
    { query: { by: 'all', direction: 'to-customer', until: then } },
    { enabled, placeholderData: (kept: { scores: Score[] } | undefined) => kept },
  ).data?.scores[0]
  return now && { now, before }
}
