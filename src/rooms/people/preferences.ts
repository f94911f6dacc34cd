import type { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import type { Who } from '../../platform/http/who.ts'
import { newId } from '../../platform/ids.ts'
import { Refusal } from '../../platform/refusal.ts'
import { requireForUpdate } from './actions.ts'
import type { addPreference, updatePreference } from './contract.ts'
import type { Preference } from './customer.ts'
import * as store from './preferences-store.ts'
import { firstConfidence } from './rules.ts'

type New = z.output<NonNullable<typeof addPreference.body>>
type Change = Omit<z.output<NonNullable<typeof updatePreference.body>>, 'version'>

const noSuchPreference = () => new Refusal(404, 'people.no_such_preference', 'There is no such line.')

/** Notes what a customer likes, avoids or needs; `today` is the day in the house's zone. */
export async function notePreference(db: Db, customerId: string, asked: New, who: Who, today: string): Promise<Preference> {
  await requireForUpdate(db, customerId)
  const preference: Preference = {
    id: newId(),
    stance: asked.stance,
    what: asked.what,
    reason: asked.reason ?? null,
    source: asked.source,
    confidence: asked.confidence ?? firstConfidence[asked.source],
    notedOn: asked.notedOn ?? today,
    lastConfirmedOn: asked.notedOn ?? today,
    notedByName: who.name,
    version: 1,
  }
  await store.addPreference(db, customerId, preference, who.kind === 'staff' ? who.id : null)
  return preference
}

/** Corrects a preference, or confirms that it still holds. */
export async function correctPreference(
  db: Db,
  customerId: string,
  preferenceId: string,
  asked: Change,
  version: number,
  today: string,
): Promise<Preference> {
  const before = await store.findPreferenceForUpdate(db, customerId, preferenceId)
  if (!before) throw noSuchPreference()
  if (before.version !== version) throw new Refusal(409, 'people.changed_meanwhile', 'Somebody changed this meanwhile.')
  const after: Preference = {
    ...before,
    stance: asked.stance ?? before.stance,
    what: asked.what ?? before.what,
    reason: asked.reason === undefined ? before.reason : asked.reason,
    source: asked.source ?? before.source,
    confidence: asked.confidence ?? (asked.source ? firstConfidence[asked.source] : before.confidence),
    lastConfirmedOn: asked.confirm ? today : before.lastConfirmedOn,
  }
  await store.changePreference(db, customerId, after)
  return { ...after, version: version + 1 }
}

export async function forgetPreference(db: Db, customerId: string, preferenceId: string): Promise<void> {
  if (!(await store.removePreference(db, customerId, preferenceId))) throw noSuchPreference()
}
