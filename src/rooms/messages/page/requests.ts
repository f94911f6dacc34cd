import type { Db } from '../../../platform/db/db.ts'
import { addDays } from '../../../values/civil-date.ts'
import { type Customer, requireForUpdate } from '../../people/public.ts'
import { writeLine } from '../../touchpoints/public.ts'
import { addRequest } from './store.ts'
import { workingDaysAfter } from './wishes-rules.ts'

/** The law gives two working days for an answer, and twenty days until somebody is forgotten. */
const ANSWER_WORKING_DAYS = 2
const DONE_DAYS = 20

/** Keeps that a customer wants to be forgotten, on their timeline and for the owner's day. A person answers; nothing goes by itself. */
export async function receiveErasure(
  db: Db,
  { id: customerId, isSample }: Pick<Customer, 'id' | 'isSample'>,
  { id, today, now }: { id: string; today: string; now: Date },
): Promise<void> {
  await requireForUpdate(db, customerId)
  const answerBy = workingDaysAfter(today, ANSWER_WORKING_DAYS)
  const isNew = await addRequest(db, { id, customerId, askedAt: now, answerBy, doneBy: addDays(today, DONE_DAYS), isSample })
  if (!isNew) return
  const details = { code: null, type: 'erasure', state: 'open', summary: '', startsOn: null, endsOn: null }
  await writeLine(
    db,
    { customerId, at: now, touchpointId: id, kind: 'letter', channel: 'web', aboutKind: 'data-request', aboutId: id, details },
    now,
  )
}
