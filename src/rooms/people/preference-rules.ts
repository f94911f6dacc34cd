import { daysBetween } from '../../values/civil-date.ts'
import { fold } from '../../values/text.ts'
import type { Choice, KnownBy, Preference, Stance } from './customer.ts'

/** How sure the house is of what somebody likes, and how that fades; docs/glossary.md says what the words mean. */

/** Whether a taste may be told as it is, must be asked, or is not used unasked. */
export type Standing = 'sure' | 'perhaps' | 'faded'

const HALF_LIFE_MONTHS = 18
const DAYS_IN_MONTH = 365.25 / 12
const SURE_FROM = 60
const PERHAPS_FROM = 25

/** The most that each way of knowing can make us sure of: the customer's own word, our eyes, a guess. */
const atMost: Record<KnownBy, number> = { said: 100, observed: 70, inferred: 40 }

/** What was seen on so many separate days; once may have been chance. */
const bySightings = (days: number): number => (days >= 3 ? 70 : days === 2 ? 50 : 30)

/** How sure we are at first, in hundredths. `days`: on how many separate days it was seen. */
export function firstConfidence(source: KnownBy, days = 1): number {
  if (source === 'said') return 90
  return source === 'observed' ? bySightings(days) : 40
}

/** What somebody entered by hand, no surer than that way of knowing allows. */
export const boundConfidence = (asked: number, source: KnownBy): number => Math.min(asked, atMost[source])

/** Likes and avoids fade; a need or an allergy is as true as on the day it was told. */
export const doesFade = (stance: Stance): boolean => stance === 'likes' || stance === 'avoids'

type Known = Pick<Preference, 'stance' | 'confidence' | 'lastConfirmedOn'>

/** How sure we are on a day: a taste loses half in eighteen months since it was last confirmed. */
export function confidenceOn({ stance, confidence, lastConfirmedOn }: Known, today: string): number {
  if (!doesFade(stance)) return confidence
  const months = Math.max(0, daysBetween(lastConfirmedOn, today)) / DAYS_IN_MONTH
  return Math.max(1, Math.round(confidence * 0.5 ** (months / HALF_LIFE_MONTHS)))
}

/** A need or a must-not is never so faint that it is passed over. */
export function standingOn(preference: Known, today: string): Standing {
  const now = confidenceOn(preference, today)
  if (now >= SURE_FROM) return 'sure'
  return now >= PERHAPS_FROM || !doesFade(preference.stance) ? 'perhaps' : 'faded'
}

const rank: Record<Stance, number> = { 'must-not': 0, needs: 1, avoids: 2, likes: 3 }

/** What must not happen stands first, then needs, avoids and likes; of a kind the latest confirmed. */
export const byWeight = (a: Preference, b: Preference): number =>
  rank[a.stance] - rank[b.stance] || (a.lastConfirmedOn < b.lastConfirmedOn ? 1 : a.lastConfirmedOn > b.lastConfirmedOn ? -1 : 0)

/** Two writings of one line: the same stance, and the same words without marks and case. */
export const isSameLine = (a: Pick<Preference, 'stance' | 'what'>, b: Pick<Preference, 'stance' | 'what'>): boolean =>
  a.stance === b.stance && fold(a.what) === fold(b.what)

/** Seen again: one more day, unless it is a day on which it was seen already; never less sure than before. */
export function seenAgain(before: Preference, day: string): Preference {
  if (before.lastSeenOn !== null && day <= before.lastSeenOn) return before
  const seenCount = before.seenCount + 1
  const confidence = Math.max(confidenceOn(before, day), firstConfidence('observed', seenCount))
  const lastConfirmedOn = day > before.lastConfirmedOn ? day : before.lastConfirmedOn
  return { ...before, seenCount, firstSeenOn: before.firstSeenOn ?? day, lastSeenOn: day, lastConfirmedOn, confidence }
}

/** The choice that somebody means by its key or its words in either language. */
export function choiceMeant(choices: readonly Choice[], what: string): Choice | undefined {
  const asked = fold(what)
  return choices.find(({ key }) => key === what) ?? choices.find(({ vi, en }) => fold(vi) === asked || fold(en) === asked)
}

/** The first key that two choices share, if any. */
export const keyTwice = (choices: readonly Choice[]): string | undefined =>
  choices.find(({ key }, at) => choices.findIndex((other) => other.key === key) < at)?.key
