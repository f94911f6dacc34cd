import { type LoyaltyState, loyaltyStates } from '../../loyalty/contract.ts'

/** How often the house wants to be in touch with whom: nobody is forgotten, and nobody is pestered. */

export type Rhythm = {
  /** A word at least every so many days; null: the house does not turn to them by itself. */
  wantedDays: number | null
  /** Times a month that people of the house turn to them, at most. */
  mostMonthly: number
  /** Days between two such times, at least. */
  gapDays: number
}
export type Rhythms = Record<LoyaltyState, Rhythm>

/** A month of the rhythm. */
export const MONTH_DAYS = 30
/** Longer silences count as this. */
export const LONGEST = 731

export const usualRhythms: Rhythms = {
  new: { wantedDays: 45, mostMonthly: 2, gapDays: 14 },
  indifferent: { wantedDays: null, mostMonthly: 1, gapDays: 30 },
  promising: { wantedDays: 60, mostMonthly: 2, gapDays: 14 },
  loyal: { wantedDays: 60, mostMonthly: 2, gapDays: 14 },
  cooling: { wantedDays: 60, mostMonthly: 2, gapDays: 14 },
  'at-risk': { wantedDays: 90, mostMonthly: 1, gapDays: 30 },
  lost: { wantedDays: null, mostMonthly: 1, gapDays: 60 },
  'won-back': { wantedDays: 45, mostMonthly: 2, gapDays: 14 },
}

/** The rhythms in force: what the house chose, and Quen's own where it chose nothing. */
export const rhythmsOf = (chosen: Partial<Rhythms>): Rhythms => ({ ...usualRhythms, ...chosen })

/** Whether a rhythm asks for what it forbids: a word more often than the gap or the month lets it be said. */
export const isCrossed = ({ wantedDays, mostMonthly, gapDays }: Rhythm): boolean =>
  wantedDays !== null && (wantedDays < gapDays || wantedDays * mostMonthly < MONTH_DAYS)

const DAY = 24 * 3600_000

/** How far back one looks to tell whether somebody is left alone now. */
export const lookBackDays = (rhythms: Rhythms): number => Math.max(MONTH_DAYS, ...loyaltyStates.map((state) => rhythms[state].gapDays))

/** Whether somebody is left alone now: `at` are the times at which people of the house turned to them. */
export function isResting({ mostMonthly, gapDays }: Rhythm, at: readonly Date[], now: Date): boolean {
  const ago = at.map((one) => (now.getTime() - one.getTime()) / DAY)
  return ago.some((days) => days < gapDays) || ago.filter((days) => days < MONTH_DAYS).length >= mostMonthly
}

/** Buyers of a state that were last in touch so many days ago, and turned to so many times within a month. */
export type Cell = { state: LoyaltyState; silentDays: number; touched: number; customers: number }

/** How many a rhythm finds waiting for a word, and how many had as many as they may. */
export type Effect = Record<LoyaltyState, { customers: number; waiting: number; full: number }>

export function effectOf(cells: readonly Cell[], rhythms: Rhythms): Effect {
  const effect = Object.fromEntries(loyaltyStates.map((state) => [state, { customers: 0, waiting: 0, full: 0 }])) as Effect
  for (const { state, silentDays, touched, customers } of cells) {
    const { wantedDays, mostMonthly } = rhythms[state]
    effect[state].customers += customers
    if (wantedDays !== null && silentDays >= wantedDays) effect[state].waiting += customers
    if (touched >= mostMonthly) effect[state].full += customers
  }
  return effect
}
