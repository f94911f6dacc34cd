import type { Slip, SlipReason } from './slip.ts'

/** What has to be there before a slip may be told, and who has to agree: pure. */

/** Of one customer within so long the first slip gets a letter; at the next a person calls. */
export const BEFORE_MS = 90 * 24 * 3600_000

/** More than this share of the price buys no more forgiveness, and needs a lead. */
const CAP = 1.5

export const owesLetter = (direction: string): boolean => direction === 'to-customer' || direction === 'to-partner'

/** It was told that the reason is not known yet, and what it is has not been told since. */
export const awaitsNews = ({ toldAt, tellBy, newsAt }: Pick<Slip, 'toldAt' | 'tellBy' | 'newsAt'>): boolean =>
  toldAt !== null && tellBy !== null && newsAt === null

/** Nothing more is to be told of it. */
export const isTold = (slip: Pick<Slip, 'toldAt' | 'tellBy' | 'newsAt'>): boolean => slip.toldAt !== null && !awaitsNews(slip)

/** The reason that the customer hears. */
export const saidReason = ({ reason, toldReason }: Pick<Slip, 'reason' | 'toldReason'>): SlipReason | null => toldReason ?? reason

export type Limits = { own: number; isLead: boolean; orderTotal: number | null }

/** Whether somebody may give so much by themselves: within their limit, and not beyond the cap over the price. */
export function amendsNeedLead(amendsMinor: number | null, { own, orderTotal }: Omit<Limits, 'isLead'>): boolean {
  if (amendsMinor === null) return false
  return amendsMinor > own || isAboveCap(amendsMinor, orderTotal)
}

export const isAboveCap = (amendsMinor: number, orderTotal: number | null): boolean =>
  orderTotal !== null && orderTotal > 0 && amendsMinor > Math.floor(orderTotal * CAP)

export type Lack =
  | 'reason_needed'
  | 'due_needed'
  | 'due_past'
  | 'remedy_needed'
  | 'words_needed'
  | 'untrue'
  | 'lead_must_agree'
  | 'amends_above_limit'

export type Asked = {
  slip: Slip
  limits: Limits
  /** It was promised to somebody outside, to whom something concrete is owed. */
  owes: boolean
  /** Kept late or given up: no new time is to be told. */
  isEnded: boolean
  isMessage: boolean
  isSigned: boolean
  words: string | null
  hasUntrue: boolean
  now: Date
}

const isApproved = ({ amendsMinor, approvedMinor }: Slip): boolean =>
  amendsMinor !== null && approvedMinor !== null && approvedMinor >= amendsMinor

/** What a lead has to agree to before it may be told, and has not. */
export function waitsForLead(slip: Slip, limits: Omit<Limits, 'isLead'>): { reason: boolean; amends: boolean } {
  const { reason, toldReason, agreedReason } = slip
  return {
    reason: toldReason !== null && toldReason !== reason && agreedReason !== toldReason,
    amends: amendsNeedLead(slip.amendsMinor, limits) && !isApproved(slip),
  }
}

/** The first thing that is missing; undefined where it may be told. */
export function lackOf({ slip, limits, owes, isEnded, isMessage, isSigned, words, hasUntrue, now }: Asked): Lack | undefined {
  const { reason, reasonWords, toldReason, newDue, tellBy, fix, amends, noneWhy } = slip
  const isUnknown = reason === 'not-known'
  if (reason === null || (reason === 'other' && reasonWords === null) || (!isUnknown && !isSigned)) return 'reason_needed'
  if (toldReason === 'other' && reason !== 'other') return 'reason_needed'
  if (isUnknown && awaitsNews(slip)) return 'reason_needed'
  const due = isUnknown ? tellBy : newDue
  // "Not known" is always followed by more; what has ended needs no new time.
  if (due === null && (isUnknown || !isEnded)) return 'due_needed'
  if (due !== null && due <= now && (isUnknown || !isEnded)) return 'due_past'
  // While it is not known why, the time to hear more is what they are given; with the reason comes how it is put right.
  if (owes && !isUnknown && fix === null && amends === null && noneWhy === null) return 'remedy_needed'
  const waits = waitsForLead(slip, limits)
  if (waits.reason) return 'lead_must_agree'
  if (waits.amends) return 'amends_above_limit'
  if (isMessage && words === null) return 'words_needed'
  return hasUntrue ? 'untrue' : undefined
}
