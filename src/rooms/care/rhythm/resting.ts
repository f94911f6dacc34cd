import type { CareAct } from '../../../platform/collected/today.ts'
import type { Db } from '../../../platform/db/db.ts'
import { statesOf } from '../../loyalty/public.ts'
import { wantNoWord } from '../../messages/public.ts'
import { touchedSince } from '../../touchpoints/public.ts'
import { isResting, lookBackDays, rhythmsOf, usualRhythms } from './rules.ts'
import { findRhythm } from './store.ts'

const DAY = 24 * 3600_000

/** Of proposed acts those that may be done: who wants no word gets none, and who had one lately is left alone. */
export async function withinRhythm(db: Db, acts: readonly CareAct[], now: Date): Promise<CareAct[]> {
  const reaching = acts.filter(({ reachesOut, customerId }) => reachesOut !== undefined && customerId !== null)
  const ids = [...new Set(reaching.flatMap(({ customerId }) => customerId ?? []))]
  if (ids.length === 0) return [...acts]
  const rhythms = rhythmsOf((await findRhythm(db)).chosen)
  const since = new Date(now.getTime() - lookBackDays(rhythms) * DAY)
  const [unwilling, states, touched] = await Promise.all([wantNoWord(db, ids, now), statesOf(db, ids), touchedSince(db, ids, since, now)])
  return acts.filter(({ reachesOut, customerId }) => {
    if (reachesOut === undefined || customerId === null) return true
    if (unwilling.has(customerId)) return false
    const state = states.get(customerId)
    return reachesOut === 'on-its-day' || !isResting(state ? rhythms[state] : usualRhythms.new, touched.get(customerId) ?? [], now)
  })
}
