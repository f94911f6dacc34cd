import { type Served, serve } from '../../../platform/http/serve.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { loyaltyStates } from '../../loyalty/contract.ts'
import { planCareCount } from '../jobs.ts'
import * as contract from './contract.ts'
import { effectOf, isCrossed, type Rhythms, rhythmsOf, usualRhythms } from './rules.ts'
import * as store from './store.ts'

function checkRhythms(rhythms: Rhythms): void {
  const crossed = loyaltyStates.filter((state) => isCrossed(rhythms[state]))
  if (crossed.length > 0)
    throw new Refusal(
      400,
      'care.rhythm_crossed',
      'A word is wanted more often than it may be said.',
      Object.fromEntries(crossed.map((state) => [`rhythms.${state}`, 'crossed'])),
    )
}

export const rhythmRoutes: Served[] = [
  serve(contract.getContactRhythm, async ({ db }) => {
    const { chosen, countedAt, version } = await store.findRhythm(db)
    const rhythms = rhythmsOf(chosen)
    return {
      rhythms,
      usual: usualRhythms,
      effect: effectOf(await store.cells(db), rhythms),
      countedAt: countedAt?.toISOString() ?? null,
      version,
    }
  }),
  serve(contract.previewContactRhythm, async ({ db, body }) => {
    checkRhythms(body.rhythms)
    const [{ chosen }, cells] = await Promise.all([store.findRhythm(db), store.cells(db)])
    return { before: effectOf(cells, rhythmsOf(chosen)), after: effectOf(cells, body.rhythms) }
  }),
  serve(contract.saveContactRhythm, async ({ db, body: { rhythms, version }, now }) => {
    checkRhythms(rhythms)
    if (!(await store.keepRhythm(db, rhythms, version)))
      throw new Refusal(409, 'care.changed_meanwhile', 'Somebody changed the rhythms meanwhile.')
    await planCareCount(db, now)
    return { rhythms, version: version + 1 }
  }),
]
