import type { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import type { Who } from '../../platform/http/who.ts'
import { wilson } from '../../science/two-shares.ts'
import { may } from '../../values/rights.ts'
import { findAll } from '../people/public.ts'
import { allStaff } from '../team/public.ts'
import { type promiseScores, teams } from './contract.ts'
import type { Direction, Team } from './promise.ts'
import { type CountOf, type Counts, countEnds, type ScoreBy } from './scores-store.ts'

type Score = z.input<typeof promiseScores.answer>['scores'][number]
type Asked = { by: ScoreBy; direction: Direction; from?: Date | undefined; until?: Date | undefined }

/** Kept ÷ (kept + late + broken) with its bound by Wilson; null where nothing ended. */
export function rated({ kept, late, broken }: Pick<Counts, 'kept' | 'late' | 'broken'>): Pick<Score, 'rate' | 'low' | 'high'> {
  const ended = kept + late + broken
  if (ended === 0) return { rate: null, low: null, high: null }
  const { share, low, high } = wilson(kept, ended)
  return { rate: share, low, high }
}

const NOBODY = 'none'
const figures = ['kept', 'exceeded', 'late', 'broken', 'warned', 'warnedLate', 'withdrawn', 'open'] as const

function added(one: Counts, other: Counts): Counts {
  const sum = { ...one }
  for (const figure of figures) sum[figure] = one[figure] + other[figure]
  return sum
}

/** Counts by a name that several of them share, in their order. */
function together(counts: readonly CountOf[], nameOf: (one: CountOf) => string): (Counts & { key: string })[] {
  const found = new Map<string, Counts>()
  for (const one of counts) {
    const { key: _, holderId: __, ...rest } = one
    const before = found.get(nameOf(one))
    found.set(nameOf(one), before ? added(before, rest) : rest)
  }
  return [...found].map(([key, sum]) => ({ key, ...sum }))
}

const largestFirst = (one: Counts, other: Counts): number => {
  const all = ({ kept, late, broken, withdrawn, open }: Counts) => kept + late + broken + withdrawn + open
  return all(other) - all(one)
}

/** Whether a role holds promises as a team. */
export const isTeam = (role: string): role is Team => (teams as readonly string[]).includes(role)

/** What no team holds belongs to the team of whoever holds it. */
async function ofTeams(db: Db, counts: readonly CountOf[]): Promise<(Counts & { key: string; name: string })[]> {
  const roles = new Map<string | null, string>((await allStaff(db)).filter(({ role }) => isTeam(role)).map(({ id, role }) => [id, role]))
  return together(counts, ({ key, holderId }) => key || (roles.get(holderId) ?? NOBODY))
    .sort(largestFirst)
    .map((one) => ({ ...one, name: '' }))
}

/** People stand by name: nobody is ranked. */
async function ofPeople(db: Db, counts: readonly CountOf[]): Promise<(Counts & { key: string; name: string })[]> {
  const names = new Map<string | null, string>((await allStaff(db)).map(({ id, name }) => [id, name]))
  return together(counts, ({ holderId }) => holderId ?? NOBODY)
    .map((one) => ({ ...one, name: names.get(one.key) ?? '' }))
    .sort((one, other) => one.name.localeCompare(other.name, 'vi'))
}

async function ofPartners(db: Db, counts: readonly CountOf[]): Promise<(Counts & { key: string; name: string })[]> {
  const ids = counts.map(({ key }) => key)
  const names = new Map((await findAll(db, ids)).map(({ id, name }) => [id, name]))
  return counts.map(({ holderId: _, ...one }) => ({ ...one, name: names.get(one.key) ?? '' }))
}

/** How promises ended, by what is asked. How a person keeps theirs is for that person and for who leads. */
export async function scoresOf(db: Db, asked: Asked, who: Pick<Who, 'kind' | 'id' | 'role' | 'scopes'>): Promise<Score[]> {
  const isOwn = asked.by === 'person' && !may(who, 'promises.lead')
  if (isOwn && who.kind !== 'staff') return []
  const counts = await countEnds(db, { ...asked, ...(isOwn ? { holderId: who.id } : {}) })
  const named =
    asked.by === 'team'
      ? await ofTeams(db, counts)
      : asked.by === 'person'
        ? await ofPeople(db, counts)
        : asked.by === 'partner'
          ? await ofPartners(db, counts)
          : counts.map(({ holderId: _, ...one }) => ({ ...one, name: '' }))
  return named.map((one) => ({ ...one, ...rated(one) }))
}
