import type { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import type { suggestDue } from './contract.ts'
import { countDue } from './counting.ts'
import { askedBy, duesByStandard } from './making.ts'
import type { Category, PromiseKind } from './promise.ts'
import { whyOf } from './views.ts'

type Suggested = z.input<typeof suggestDue.answer>

/** By when the standards would promise this, and why; where none names it there is nothing to suggest. */
export async function suggest(
  db: Db,
  ask: { kind: PromiseKind; customerId: string | undefined; category: Category },
  startsAt: Date,
): Promise<Suggested> {
  const dues = await duesByStandard(db, ask, startsAt)
  if (dues === undefined || dues === 'nothing') return { due: null, isDay: false, isNothing: dues === 'nothing', why: null }
  const asked = askedBy(dues, startsAt)
  const { internalDue } = await countDue(db, dues.calendarVersionId, asked)
  const promise = { ...dues, targetValue: dues.value, startsAt }
  return { due: internalDue?.toISOString() ?? null, isDay: dues.isDay, isNothing: false, why: await whyOf(db, promise, asked, internalDue) }
}
