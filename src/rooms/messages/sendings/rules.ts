import { newcombe, wilson } from '../../../science/two-shares.ts'
import type { GateRule, MessageState, SendingState } from '../contract.ts'
import type { Deed, Figure } from './contract.ts'
import type { Tally } from './sending.ts'

/** What sums mean, what may follow what, when a sending stops by itself. */

/** Minutes after which a claim that was never heard of again is given back. */
export const LEASE_MS = 2 * 60_000
/** So long a start can be taken back before anything leaves. */
export const STOPPABLE_MS = 60_000
/** A letter that nobody ended by a day is worth nothing after three. */
const LASTS_MS = 72 * 3600_000
/** How often a message that was put off is tried again. */
export const MOST_ATTEMPTS = 8

export const waitingStates: readonly MessageState[] = ['planned', 'held', 'ready']
export const underWayStates: readonly MessageState[] = ['claimed', 'submitting']
const takenStates: readonly MessageState[] = ['accepted', 'delivered', 'bounced', 'complained']
export const hasLeft = (state: MessageState): boolean => takenStates.includes(state)
const keptBackStates: readonly MessageState[] = ['suppressed', 'expired']

const sumOf = (tallies: readonly Tally[], states: readonly MessageState[]): number =>
  tallies.reduce((sum, { state, n }) => (states.includes(state) ? sum + n : sum), 0)

export type Counts = {
  planned: number
  willReceive: number
  heldBy: Partial<Record<GateRule, number>>
  held: number
  waiting: number
  heldOut: number
  states: Partial<Record<MessageState, number>>
}

export function countsOf(tallies: readonly Tally[]): Counts {
  const states: Counts['states'] = {}
  const heldBy: Counts['heldBy'] = {}
  for (const { state, rule, n } of tallies) {
    states[state] = (states[state] ?? 0) + n
    if (keptBackStates.includes(state) && rule) heldBy[rule] = (heldBy[rule] ?? 0) + n
  }
  const planned = tallies.reduce((sum, { n }) => sum + n, 0)
  const held = sumOf(tallies, keptBackStates)
  const heldOut = sumOf(tallies, ['held-out'])
  const cancelled = sumOf(tallies, ['cancelled'])
  return { planned, willReceive: planned - held - heldOut - cancelled, heldBy, held, waiting: sumOf(tallies, ['held']), heldOut, states }
}

/** Which states a figure of the report counts; those who did something about the letter are counted by what they did. */
export const statesBehind: Record<Exclude<Figure, Deed>, readonly MessageState[]> = {
  suppressed: ['suppressed'],
  heldOut: ['held-out'],
  accepted: takenStates,
  delivered: takenStates.filter((state) => state !== 'bounced'),
  bounced: ['bounced'],
  refused: ['refused'],
  unknown: ['unknown'],
  cancelled: ['cancelled'],
  expired: ['expired'],
  waiting: [...waitingStates, ...underWayStates],
}

/** What happened to those that left, by kind. */
export type Happened = Partial<Record<'complained' | 'answered' | 'left', number>>

export function sumsOf(tallies: readonly Tally[], happened: Happened) {
  const one = (state: MessageState) => sumOf(tallies, [state])
  const planned = tallies.reduce((sum, { n }) => sum + n, 0)
  const sums = {
    planned,
    suppressed: one('suppressed'),
    heldOut: one('held-out'),
    accepted: sumOf(tallies, takenStates),
    delivered: sumOf(tallies, takenStates) - one('bounced'),
    bounced: one('bounced'),
    complained: happened.complained ?? 0,
    answered: happened.answered ?? 0,
    left: happened.left ?? 0,
    refused: one('refused'),
    unknown: one('unknown'),
    cancelled: one('cancelled'),
    expired: one('expired'),
    waiting: sumOf(tallies, [...waitingStates, ...underWayStates]),
  }
  const { suppressed, heldOut, accepted, refused, unknown, cancelled, expired, waiting } = sums
  const isBalanced = planned === suppressed + heldOut + accepted + refused + unknown + cancelled + expired + waiting
  return { ...sums, isBalanced }
}

type Arm = { people: number; bought: number }

const round = (number: number): number => Math.round(number * 10_000) / 100

/**
 * What a letter did: of those who got it more bought than of those who were left out, by so many points, and how sure that is. Too small to say
 * where the interval holds zero. Intention to treat: everybody who was meant to get it counts, whether it arrived or not.
 */
export function effectOf(sent: Arm, heldOut: Arm) {
  if (sent.people === 0 || heldOut.people === 0) return { difference: null, isTooSmall: true, neededPerArm: null }
  const { difference, low, high } = newcombe(sent.bought, sent.people, heldOut.bought, heldOut.people)
  const usual = heldOut.bought > 0 ? heldOut.bought / heldOut.people : wilson(0, heldOut.people).high / 2
  const least = usual / 5
  const needed = usual > 0 && usual < 1 ? Math.ceil((16 * usual * (1 - usual)) / (least * least)) : null
  return {
    difference: { points: round(difference), from: round(low), until: round(high) },
    isTooSmall: low <= 0 && high >= 0,
    neededPerArm: needed,
  }
}

/** From which states a piece of news leads to which: news comes late, twice and in any order. */
const leads: Record<string, { to: MessageState; from: readonly MessageState[] }> = {
  accepted: { to: 'accepted', from: ['claimed', 'submitting', 'unknown'] },
  delivered: { to: 'delivered', from: ['submitting', 'unknown', 'accepted'] },
  bounced: { to: 'bounced', from: ['submitting', 'unknown', 'accepted', 'delivered'] },
  refused: { to: 'refused', from: ['claimed', 'submitting', 'unknown'] },
  complained: { to: 'complained', from: ['submitting', 'unknown', 'accepted', 'delivered', 'bounced'] },
  unknown: { to: 'unknown', from: ['submitting'] },
  // Whoever answers or leaves by it has it.
  answered: { to: 'delivered', from: ['submitting', 'unknown'] },
  left: { to: 'delivered', from: ['submitting', 'unknown'] },
}

export function stateAfter(state: MessageState, kind: string): MessageState {
  const lead = leads[kind]
  return lead?.from.includes(state) ? lead.to : state
}

/** Of the last thousand: hard bounces above two of a hundred, complaints above one of a thousand. Few messages may have a few by chance. */
export function brakeOf({
  of,
  bounced,
  complained,
}: {
  of: number
  bounced: number
  complained: number
}): 'bounces' | 'complaints' | undefined {
  if (bounced > 0.02 * Math.max(of, 250)) return 'bounces'
  return complained > 0.001 * Math.max(of, 1000) ? 'complaints' : undefined
}

/** Put off longer each time, and not all at the same moment: `chance` between 0 and 1. */
export function backOffMs(attempts: number, chance: number, saidSeconds: number | undefined): number {
  const own = Math.min(60_000 * 2 ** Math.max(0, attempts - 1), 4 * 3600_000)
  return Math.max(own, (saidSeconds ?? 0) * 1000) * (0.8 + 0.4 * chance)
}

type Started = { startsAt: Date | null; startedAt: Date | null; expiresAt: Date | null }

/** When it is worth nothing any more, begun at that moment. */
export const expiryOf = (at: Date): Date => new Date(at.getTime() + LASTS_MS)

/**
 * From when on a sending goes on that was stopped. While nothing of it has left, whoever lets it go has as long to stop it as the first time,
 * and it lasts from then.
 */
export function goesOn({ startsAt, startedAt, expiresAt }: Started, now: Date): { startsAt: Date | null; expiresAt: Date | null } {
  const earliest = new Date(now.getTime() + STOPPABLE_MS)
  if (startedAt || (startsAt && startsAt > earliest)) return { startsAt, expiresAt }
  const isUsualEnd = startsAt !== null && expiresAt?.getTime() === expiryOf(startsAt).getTime()
  return { startsAt: earliest, expiresAt: isUsualEnd ? expiryOf(earliest) : expiresAt }
}

const steps: Record<string, readonly SendingState[]> = {
  change: ['draft', 'planned'],
  plan: ['draft', 'planned', 'planning'],
  start: ['planned'],
  pause: ['running'],
  resume: ['paused', 'late', 'stopped'],
  reword: ['paused', 'late', 'stopped'],
  cancel: ['draft', 'planning', 'planned', 'running', 'paused', 'late', 'stopped'],
}

export const mayStep = (state: SendingState, step: keyof typeof steps): boolean => steps[step]?.includes(state) ?? false
