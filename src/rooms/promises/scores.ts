import type { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import { wilson } from '../../science/two-shares.ts'
import { findAll } from '../people/public.ts'
import { allStaff } from '../team/public.ts'
import type { promiseScores } from './contract.ts'
import { type Counts, countEnds, type ScoreBy } from './scores-store.ts'

type Score = z.input<typeof promiseScores.answer>['scores'][number]
type Asked = Parameters<typeof countEnds>[1]

/** Kept ÷ (kept + late + broken) with its bound by Wilson; null where nothing ended. */
export function rated({ kept, late, broken }: Pick<Counts, 'kept' | 'late' | 'broken'>): Pick<Score, 'rate' | 'low' | 'high'> {
  const ended = kept + late + broken
  if (ended === 0) return { rate: null, low: null, high: null }
  const { share, low, high } = wilson(kept, ended)
  return { rate: share, low, high }
}

/** Names of people and partners by id; kinds, categories and teams are named by the screen. */
async function namesOf(db: Db, by: ScoreBy, keys: readonly string[]): Promise<Map<string, string>> {
  if (by === 'person') return new Map((await allStaff(db)).map(({ id, name }) => [id, name]))
  if (by === 'partner') return new Map((await findAll(db, keys)).map(({ id, name }) => [id, name]))
  return new Map()
}

/** How promises ended, by what is asked. */
export async function scoresOf(db: Db, asked: Asked): Promise<Score[]> {
  const counts = await countEnds(db, asked)
  const names = await namesOf(
    db,
    asked.by,
    counts.map(({ key }) => key),
  )
  return counts.map((one) => ({ ...one, name: names.get(one.key) ?? '', ...rated(one) }))
}
