import type { Db } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { type Choice, type ChoiceChange, isNarrower, noChoice } from './choice-rules.ts'
import { appendChoiceEvent, findChoices, keepChoice } from './choices-store.ts'
import { holdConsents } from './store.ts'

export type { Choice, ChoiceChange }

/** Whose word a change is: the customer's own tap, or what staff heard and noted. */
export type ChoiceBy =
  | { kind: 'customer'; method?: string }
  | { kind: 'staff'; id: string | null; name: string; method?: string; version?: number }

/** What these customers chose; only those who chose anything are in it. */
export const choicesOf = (db: Db, customerIds: readonly string[]): Promise<Map<string, Choice>> => findChoices(db, customerIds)

/** Changes the parts that are named. Staff may only ask for less; more is the customer's own to choose. */
export async function saveChoice(
  db: Db,
  customerId: string,
  change: ChoiceChange,
  by: ChoiceBy,
  now: Date,
  { isSample = false } = {},
): Promise<Choice> {
  await holdConsents(db, [customerId])
  const before = (await findChoices(db, [customerId])).get(customerId) ?? noChoice
  if (by.kind === 'staff' && by.version !== undefined && by.version !== before.version)
    throw new Refusal(409, 'consent.changed_meanwhile', 'Somebody changed this meanwhile.')
  const after: Choice = { ...before, ...change, levels: { ...before.levels, ...change.levels }, version: before.version + 1 }
  if ((after.fromHour ?? 0) >= (after.untilHour ?? 24))
    throw new Refusal(400, 'consent.hours_wrong', 'The hours end before they begin.', { untilHour: 'too_early' })
  if (by.kind === 'staff' && !isNarrower(before, after, now))
    throw new Refusal(409, 'consent.customer_only', 'Only the customer’s own act asks for more.')
  await keepChoice(db, customerId, after, now, isSample)
  const staff = by.kind === 'staff' ? by : undefined
  await appendChoiceEvent(
    db,
    customerId,
    {
      id: newId(),
      at: now,
      givenBy: by.kind,
      method: by.method ?? (by.kind === 'customer' ? 'page' : 'spoken'),
      staffId: staff?.id ?? null,
      staffName: staff?.name ?? null,
      before,
      after,
    },
    isSample,
  )
  return after
}
