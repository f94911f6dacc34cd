import type { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import type { Who } from '../../platform/http/who.ts'
import { newId } from '../../platform/ids.ts'
import { Refusal } from '../../platform/refusal.ts'
import { addDays } from '../../values/civil-date.ts'
import { type Holder, may } from '../../values/rights.ts'
import { changedMeanwhile, handOf, requireForUpdate } from './actions.ts'
import type { addPreference, updatePreference } from './contract.ts'
import type { Preference, Refuted } from './customer.ts'
import { findGroup } from './house-store.ts'
import { boundConfidence, choiceMeant, firstConfidence, isSameLine, seenAgain } from './preference-rules.ts'
import * as store from './preferences-store.ts'

type New = z.output<NonNullable<typeof addPreference.body>>
type Change = Omit<z.output<NonNullable<typeof updatePreference.body>>, 'version'>

/** Who notes it, on which day of the house, in which language the house writes. */
export type Noting = { who: Who; today: string; language: 'vi' | 'en' }

const noSuchPreference = () => new Refusal(404, 'people.no_such_preference', 'There is no such line.')
const noSuchChoice = () =>
  new Refusal(400, 'people.no_such_choice', 'There is no such choice, or it is offered no more.', { what: 'no_such_choice' })

/** What a choice of a group is written down as: its words, and the stance of the group. */
async function asChosen(db: Db, asked: New, language: 'vi' | 'en', standing: readonly Preference[]): Promise<New> {
  if (asked.group === undefined) return asked
  const group = await findGroup(db, asked.group)
  const choice = group && !group.isRetired ? choiceMeant(group.choices, asked.what) : undefined
  if (!group || !choice) throw noSuchChoice()
  const chosen = standing.filter((line) => line.group === group.key)
  const known = chosen.find(({ what }) => choiceMeant([choice], what))
  const line = { ...asked, stance: group.stance, what: known?.what ?? choice[language] }
  if (!known && chosen.length >= group.atMost)
    throw new Refusal(409, 'people.too_many_choices', `Of these, ${group.atMost} may be chosen; take one off first.`, {
      group: String(group.atMost),
    })
  return line
}

function newLine(asked: New, { who, today }: Noting): Preference {
  const on = asked.notedOn ?? today
  const isSeen = asked.source === 'observed'
  return {
    id: newId(),
    stance: asked.stance,
    what: asked.what,
    reason: asked.reason ?? null,
    source: asked.source,
    confidence: asked.confidence === undefined ? firstConfidence(asked.source) : boundConfidence(asked.confidence, asked.source),
    sensitivity: asked.sensitivity,
    group: asked.group ?? null,
    seenCount: isSeen ? 1 : 0,
    firstSeenOn: isSeen ? on : null,
    lastSeenOn: isSeen ? on : null,
    notedOn: on,
    lastConfirmedOn: on,
    notedByName: who.name,
    version: 1,
  }
}

const later = (a: string, b: string): string => (a > b ? a : b)

/** A line that is there already, told again: said, it is as sure as one's word; seen, it is one sighting more; guessed, it is no news. */
function toldAgain(before: Preference, asked: New, today: string): Preference {
  const on = asked.notedOn ?? today
  const group = asked.group ?? before.group
  if (asked.source === 'inferred') return { ...before, group }
  if (asked.source === 'observed') return { ...seenAgain(before, on), group }
  return {
    ...before,
    group,
    source: 'said',
    reason: asked.reason ?? before.reason,
    sensitivity: asked.sensitivity === 'normal' ? before.sensitivity : asked.sensitivity,
    confidence: asked.confidence ?? Math.max(before.confidence, firstConfidence('said')),
    lastConfirmedOn: later(on, before.lastConfirmedOn),
  }
}

/** Notes what a customer likes, avoids or needs. What was refuted stands again only by the customer's own word. */
export async function notePreference(db: Db, customerId: string, asked: New, noting: Noting): Promise<Preference> {
  const { who, today } = noting
  await requireForUpdate(db, customerId)
  if (asked.sensitivity !== 'normal' && !may(who, 'see.sensitive'))
    throw new Refusal(403, 'people.sensitive_not_yours', 'What touches health, faith or a child is noted by those who may see it.', {
      sensitivity: 'not_yours',
    })
  const { standing, refuted } = await store.allPreferencesOf(db, customerId, who)
  const told = await asChosen(db, asked, noting.language, standing)
  const known = standing.find((line) => isSameLine(line, told))
  if (known) {
    const again = toldAgain(known, told, today)
    return JSON.stringify(again) === JSON.stringify(known) ? known : store.changePreference(db, customerId, again)
  }
  const wrong = refuted.find((line) => isSameLine(line, told))
  if (wrong && told.source !== 'said')
    throw new Refusal(409, 'people.refuted_before', 'This turned out to be wrong before; only the customer’s own word brings it back.', {
      what: 'refuted_before',
    })
  const line = newLine(told, noting)
  if (wrong) {
    const { id, version } = wrong
    return store.changePreference(db, customerId, { ...line, id, version, notedByName: wrong.notedByName })
  }
  await store.addPreference(db, customerId, line, handOf(who))
  return line
}

/** Corrects a preference, or confirms that it still holds. */
export async function correctPreference(
  db: Db,
  customerId: string,
  preferenceId: string,
  asked: Change,
  version: number,
  { who, today }: { who: Holder; today: string },
): Promise<Preference> {
  const before = await store.findPreferenceForUpdate(db, customerId, preferenceId, who)
  if (!before) throw noSuchPreference()
  if (before.version !== version) throw changedMeanwhile()
  const source = asked.source ?? before.source
  const stance = asked.stance ?? before.stance
  const what = asked.what ?? before.what
  const first = asked.source && asked.source !== before.source ? firstConfidence(source, before.seenCount) : before.confidence
  return store.changePreference(db, customerId, {
    ...before,
    stance,
    what,
    // Other words are no choice of the group any more.
    group: isSameLine(before, { stance, what }) ? before.group : null,
    reason: asked.reason === undefined ? before.reason : asked.reason,
    source,
    confidence: asked.confidence === undefined ? first : boundConfidence(asked.confidence, source),
    lastConfirmedOn: asked.confirm ? today : before.lastConfirmedOn,
  })
}

/** What a confirmation replaced, for taking it back. */
export type Confirmed = { preferenceId: string; lastConfirmedOn: string; version: number }

/** The customer still says so. Answers what is needed to take that back, or undefined where the line is gone meanwhile. */
export async function confirmPreference(
  db: Db,
  customerId: string,
  preferenceId: string,
  who: Holder,
  today: string,
): Promise<Confirmed | undefined> {
  const before = await store.findPreferenceForUpdate(db, customerId, preferenceId, who)
  if (!before) return undefined
  const { version } = await store.changePreference(db, customerId, { ...before, lastConfirmedOn: today })
  return { preferenceId, lastConfirmedOn: before.lastConfirmedOn, version }
}

/** Takes a confirmation back, unless the line was changed since. */
export async function unconfirmPreference(db: Db, customerId: string, confirmed: Confirmed, who: Holder): Promise<boolean> {
  const line = await store.findPreferenceForUpdate(db, customerId, confirmed.preferenceId, who)
  if (!line || line.version !== confirmed.version) return false
  await store.changePreference(db, customerId, { ...line, lastConfirmedOn: confirmed.lastConfirmedOn })
  return true
}

/** "That was wrong": the line leaves the card and the refutation stays. Without `version`, as the line stands now. */
export async function refutePreference(
  db: Db,
  customerId: string,
  preferenceId: string,
  { who, now, version }: { who: Who; now: Date; version?: number },
): Promise<Refuted> {
  const before = await store.findPreferenceForUpdate(db, customerId, preferenceId, who)
  if (!before) throw noSuchPreference()
  if (version !== undefined && before.version !== version) throw changedMeanwhile()
  return store.refute(db, customerId, before, { id: handOf(who), name: who.name }, now)
}

/** Takes a refutation back. Without `version`, as it stands now. */
export async function restorePreference(
  db: Db,
  customerId: string,
  preferenceId: string,
  { who, version }: { who: Holder; version?: number },
): Promise<Preference> {
  const before = await store.findRefutedForUpdate(db, customerId, preferenceId, who)
  if (!before) throw noSuchPreference()
  if (version !== undefined && before.version !== version) throw changedMeanwhile()
  const { refutedAt: _at, refutedByName: _by, ...line } = before
  return store.changePreference(db, customerId, line)
}

export async function forgetPreference(db: Db, customerId: string, preferenceId: string, who: Holder): Promise<void> {
  if (!(await store.removePreference(db, customerId, preferenceId, who))) throw noSuchPreference()
}

const YEAR = 365

/** What stated tastes to ask about again: last confirmed over twelve months ago, of people who were here in the last twelve. */
export const preferencesToConfirm = (db: Db, today: string, limit: number, who: Holder): Promise<store.ToConfirm[]> =>
  store.findToConfirm(db, addDays(today, -YEAR), new Date(`${addDays(today, -YEAR)}T00:00:00Z`), limit, who)
