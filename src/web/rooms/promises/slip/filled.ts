import type { z } from 'zod'
import { amendsKinds, type draftSlip, type slipDraft, type slipReasons } from '#rooms/promises/slips/contract.ts'
import { isDate } from '#values/civil-date.ts'
import { clockIn, dayIn, toInstant } from '#values/zone.ts'
import type { Input } from '../../../shell/api.ts'

export type Draft = z.output<typeof slipDraft>
export type Reason = (typeof slipReasons)[number]
export type AmendsKind = (typeof amendsKinds)[number]
export type Body = Omit<Input<typeof draftSlip>['body'], 'version'>

/** A moment as two fields hold it; empty where nothing is chosen. */
export type Moment = { day: string; clock: string }
export const noMoment: Moment = { day: '', clock: '' }

export const momentOf = (at: string | null, zone: string): Moment =>
  at ? { day: dayIn(zone, Date.parse(at)), clock: clockIn(zone, Date.parse(at)) } : noMoment

export function instantOf({ day, clock }: Moment, zone: string): string | undefined {
  const read = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(clock)
  if (!isDate(day) || !read) return undefined
  return new Date(toInstant(day, Number(read[1]) * 3600 + Number(read[2]) * 60, zone)).toISOString()
}

/** What is filled in on the four steps, as fields hold it. */
export type Filled = {
  reason: Reason | undefined
  reasonWords: string
  toldReason: Reason | undefined
  newDue: Moment
  tellBy: Moment
  fix: string
  amends: string
  amendsKind: AmendsKind | undefined
  amendsMinor: number | undefined
  noneWhy: string
  /** Own words; until somebody writes, the house writes them out of the steps. */
  words: string | undefined
}

const known = (list: Draft['reasons'], reason: string | null): Reason | undefined => list.find((one) => one.reason === reason)?.reason

/** What the house could tell by itself: the reason that facts speak for, and a time that can be kept. */
export function filledFrom({ slip, reasons, suggestedDue }: Draft, zone: string): Filled {
  const reason = known(reasons, slip.reason) ?? reasons.find(({ isBorneOut, fact }) => isBorneOut && fact !== null)?.reason
  return {
    reason,
    reasonWords: slip.reasonWords ?? '',
    toldReason: known(reasons, slip.toldReason),
    newDue: momentOf(slip.newDue ?? suggestedDue, zone),
    tellBy: momentOf(slip.tellBy, zone),
    fix: slip.fix ?? '',
    amends: slip.amends ?? '',
    amendsKind: amendsKinds.find((kind) => kind === slip.amendsKind) ?? (slip.noneWhy ? 'none' : slip.amends ? 'other' : undefined),
    amendsMinor: slip.amendsAmount?.minor,
    noneWhy: slip.noneWhy ?? '',
    words: slip.words ?? undefined,
  }
}

const SOON = 90 * 60_000
const QUARTER = 15 * 60_000

/** That it is not known yet, with a time to hear more: the one that was chosen, or the next whole quarter in an hour and a half. */
export const notKnown = ({ tellBy }: Pick<Filled, 'tellBy'>, zone: string): Pick<Filled, 'reason' | 'tellBy'> => ({
  reason: 'not-known',
  tellBy: tellBy.clock ? tellBy : momentOf(new Date(Math.ceil((Date.now() + SOON) / QUARTER) * QUARTER).toISOString(), zone),
})

const some = <K extends string>(key: K, text: string): Partial<Record<K, string>> =>
  text.trim() ? ({ [key]: text.trim() } as Partial<Record<K, string>>) : {}

/** The same as the house takes it: only what is there. */
export function bodyOf(filled: Filled, zone: string): Body {
  const isUnknown = filled.reason === 'not-known'
  const [newDue, tellBy] = [instantOf(filled.newDue, zone), instantOf(filled.tellBy, zone)]
  const isNone = filled.amendsKind === 'none'
  return {
    ...(filled.reason ? { reason: filled.reason } : {}),
    ...some('reasonWords', filled.reasonWords),
    ...(filled.toldReason && filled.toldReason !== filled.reason ? { toldReason: filled.toldReason } : {}),
    ...(!isUnknown && newDue ? { newDue } : {}),
    ...(isUnknown && tellBy ? { tellBy } : {}),
    ...some('fix', filled.fix),
    ...(filled.amendsKind ? { amendsKind: filled.amendsKind } : {}),
    ...(isNone ? some('noneWhy', filled.noneWhy) : some('amends', filled.amends)),
    ...(!isNone && filled.amendsMinor !== undefined ? { amendsMinor: filled.amendsMinor } : {}),
    ...(filled.words?.trim() ? { words: filled.words } : {}),
  }
}

/** What is still missing before it can be told. */
export function missingIn(filled: Filled, zone: string): 'reason' | 'due' | 'remedy' | undefined {
  if (!filled.reason || (filled.reason === 'other' && !filled.reasonWords.trim())) return 'reason'
  if (!instantOf(filled.reason === 'not-known' ? filled.tellBy : filled.newDue, zone)) return 'due'
  // Until the reason is known, the time to hear more is what they are given.
  if (filled.reason === 'not-known') return undefined
  const hasAmends = filled.amendsKind === 'none' ? filled.noneWhy.trim() : filled.amends.trim()
  return filled.fix.trim() || hasAmends ? undefined : 'remedy'
}

export type Part = { text: string; mark: 'step' | 'untrue' | undefined }

/** The words cut into pieces, those from the steps and those that are not true marked; what was edited keeps the marks it still has. */
export function partsOf(text: string, draft: Pick<Draft, 'words' | 'marks' | 'untrue'>): Part[] {
  const isSame = text === draft.words
  const place = (from: number, to: number, said: string, mark: 'step' | 'untrue') => {
    const at = isSame ? from : said ? text.indexOf(said) : -1
    return at < 0 ? [] : [{ from: at, to: at + (isSame ? to - from : said.length), mark }]
  }
  const original = draft.words ?? ''
  const wanted = [
    ...draft.untrue.flatMap(({ from, to, said }) => place(from, to, said, 'untrue')),
    ...draft.marks.flatMap(({ from, to }) => place(from, to, original.slice(from, to), 'step')),
  ].sort((one, other) => one.from - other.from || (one.mark === 'untrue' ? -1 : 1))
  const parts: Part[] = []
  let at = 0
  for (const { from, to, mark } of wanted) {
    if (from < at || to <= from) continue
    if (from > at) parts.push({ text: text.slice(at, from), mark: undefined })
    parts.push({ text: text.slice(from, to), mark })
    at = to
  }
  return at < text.length ? [...parts, { text: text.slice(at), mark: undefined }] : parts
}
