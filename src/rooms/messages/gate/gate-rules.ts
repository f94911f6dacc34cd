import { addDays, weekdayOf } from '../../../values/civil-date.ts'
import { dayIn, secondsIn, toInstant } from '../../../values/zone.ts'
import type { ConsentState, GateRule, MessageChannel, Purpose } from '../contract.ts'

/** The gate's judgement of one message to one customer: pure, so that staff, customers and tests can follow it. */

/** Counts up whenever a rule changes what it says. */
export const RULES_VERSION = '1'

export type LawPack = {
  id: 'vn' | 'general' | 'strictest'
  version: string
  /** What stands first in an advertising message, by channel. */
  labels: Partial<Record<MessageChannel, string>>
  /** Labels that count as one when they stand there already. */
  acceptedLabels: readonly string[]
  /** Whole hours between which advertising may reach somebody. */
  hours: { message: readonly [number, number]; call: readonly [number, number] }
  /** Advertising to one address in any 24 hours, over everything the house sends; null: no limit. */
  perDay: Record<MessageChannel, number | null>
  /** How old the copy of the do-not-call register may be; null: there is none. */
  registerHours: number | null
  /** Channels on which advertising needs a registered name. */
  needsSenderName: readonly MessageChannel[]
  needsPostalAddress: boolean
  /** Advertising by sms must say how to leave; one of these stands in it, without marks. */
  optOutWords: readonly string[]
}

export type MessageClass = 'advertising' | 'relationship' | 'service'

export type Consent = { state: ConsentState; monthly: number | null; until: Date | null }

/** What the customer's own page says. */
export type OwnWishes = {
  monthly: number | null
  pausedUntil: Date | null
  days: readonly number[] | null
  fromHour: number | null
  untilHour: number | null
}

/** What the house and the database know that matters to one message. */
export type Facts = {
  hasSample: boolean
  isOtherInstallation: boolean
  isKnown: boolean
  address: string | null
  /** Somebody else gets the same letter at this address. */
  isShared: boolean
  isSuppressed: boolean
  /** Advertising by sms or call: how the number stands in the register, and how old the house's copy of it is. */
  register: { isListed: boolean; loadedAt: Date | null } | null
  consent: Consent | null
  wishes: OwnWishes | null
  /** The registered name for the channel: until which day it is valid (null: for good), or none. */
  senderName: { validUntil: string | null } | null
  /** The house has said where it stands and where its pages are. */
  hasAddresses: boolean
  /** Everywhere this customer may be; all of them must be awake. */
  zones: readonly string[]
  law: LawPack
  /** Advertising to this address in the last 24 hours. */
  sentToAddress: number
  /** Letters that are no service, in the last 30 days: all of them, and those of the same purpose and topic. */
  sentInMonth: { all: number; ofTopic: number }
  isTalking: boolean
  isBraked: boolean
}

export type Stage = 'plan' | 'claim' | 'asked'

/** What is asked of the gate about one message, beside who it is for. */
export type Question = {
  channel: MessageChannel
  purpose: Purpose
  hasOffer: boolean
  stage: Stage
  /** Something the customer was promised hangs on it before then. */
  mustReachBefore: Date | null
  /** Afterwards it is worth nothing: never sent late. */
  expiresAt: Date | null
  blocks: { kept: number; least: number; isEnough: boolean } | null
  isHeldOut: boolean
}

/** The house's own rules, beside the law. */
export type HouseRules = { zone: string; mostInMonth: number; quietFrom: number; quietUntil: number }

export type Inputs = Record<string, string | number | boolean | null>

export type Judgement = { answer: 'pass' | 'wait' | 'no'; rule: GateRule | null; notBefore: Date | null; inputs: Inputs }

const HOUR = 3600_000
const DAY = 24 * HOUR
/** An open talk is asked about again, as is a brake; both end when people end them. */
const ASK_AGAIN = 2 * HOUR
const SHUT_FOR = 5 * 60_000

/** An offer makes an advertisement of anything, whatever it says it is. */
export function classOf(purpose: Purpose, hasOffer: boolean): MessageClass {
  if (hasOffer) return 'advertising'
  return purpose === 'service' || purpose === 'relationship' ? purpose : 'advertising'
}

/** Which consent a message needs; `undefined`: none. */
export function consentNeeded(purpose: Purpose, hasOffer: boolean): 'relationship' | 'newsletter' | 'offer' | 'survey' | undefined {
  if (purpose === 'service') return hasOffer ? 'offer' : undefined
  return purpose === 'relationship' && hasOffer ? 'offer' : purpose
}

type Case = { facts: Facts; ask: Question; kind: MessageClass; now: Date; house: HouseRules }
/** What a rule says: nothing, no, or wait until. */
type Said = { no: Inputs } | { wait: Date; inputs: Inputs } | undefined
type Rule = (one: Case) => Said

const no = (inputs: Inputs = {}): Said => ({ no: inputs })

const LEFT: readonly ConsentState[] = ['refused', 'withdrawn', 'objected', 'erased']

const addressRule: Rule = ({ facts: { isKnown, address, isShared } }) => {
  if (!isKnown) return no({ why: 'gone' })
  if (!address) return no({ why: 'none' })
  return isShared ? no({ why: 'shared' }) : undefined
}

const consentRule: Rule = ({ facts: { consent }, ask, kind }) => {
  const state = consent?.state ?? 'none'
  if (kind === 'service') return state === 'erased' ? no({ state }) : undefined
  if (kind === 'relationship') return LEFT.includes(state) ? no({ state, purpose: ask.purpose }) : undefined
  if (state === 'granted' || state === 'snoozed') return undefined
  return no({ state, purpose: consentNeeded(ask.purpose, ask.hasOffer) ?? ask.purpose, channel: ask.channel })
}

const snoozeRule: Rule = ({ facts: { consent, wishes }, kind, now }) => {
  if (kind === 'service') return undefined
  const paused = wishes?.pausedUntil
  if (paused && paused > now) return no({ why: 'paused', until: paused.toISOString() })
  if (consent?.state !== 'snoozed') return undefined
  return !consent.until || consent.until > now ? no({ why: 'topic', until: consent.until?.toISOString() ?? null }) : undefined
}

const suppressionRule: Rule = ({ facts: { isSuppressed, register, law }, ask, kind, now }) => {
  if (isSuppressed) return no({ why: 'suppressed' })
  if (kind !== 'advertising' || law.registerHours === null || (ask.channel !== 'sms' && ask.channel !== 'call')) return undefined
  if (!register?.loadedAt) return no({ why: 'register-missing' })
  const age = Math.floor((now.getTime() - register.loadedAt.getTime()) / HOUR)
  if (age >= law.registerHours) return no({ why: 'register-old', hours: age, most: law.registerHours })
  return register.isListed ? no({ why: 'register' }) : undefined
}

const windowRule: Rule = ({ facts: { senderName, law }, ask, kind, now, house }) => {
  if (kind !== 'advertising' || !law.needsSenderName.includes(ask.channel)) return undefined
  if (!senderName) return no({ why: 'no-sender-name', channel: ask.channel })
  const until = senderName.validUntil
  return until !== null && until < dayIn(house.zone, now.getTime()) ? no({ why: 'sender-name-expired', until }) : undefined
}

const lawRule: Rule = ({ facts, ask, kind, now }) => {
  if (kind !== 'advertising') return undefined
  // Something to be mended, and no reason of the customer's: planning counts on it.
  if (ask.stage === 'claim' && ask.channel === 'mail' && facts.law.needsPostalAddress && !facts.hasAddresses)
    return { wait: new Date(now.getTime() + SHUT_FOR), inputs: { why: 'addresses' } }
  const most = facts.law.perDay[ask.channel]
  return most !== null && facts.sentToAddress >= most ? no({ why: 'per-day', sent: facts.sentToAddress, most }) : undefined
}

/** The least of the customer's own word, what was promised with the consent, and the house's rule. */
const budgetRule: Rule = ({ facts: { wishes, consent, sentInMonth }, kind, house }) => {
  if (kind === 'service') return undefined
  const own = wishes?.monthly ?? null
  if (own !== null && sentInMonth.all >= own) return no({ whose: 'own', sent: sentInMonth.all, most: own })
  const promised = kind === 'advertising' ? (consent?.monthly ?? null) : null
  if (promised !== null && sentInMonth.ofTopic >= promised) return no({ whose: 'promised', sent: sentInMonth.ofTopic, most: promised })
  return sentInMonth.all >= house.mostInMonth ? no({ whose: 'house', sent: sentInMonth.all, most: house.mostInMonth }) : undefined
}

const isWithin = (hour: number, from: number, until: number): boolean =>
  from < until ? hour >= from && hour < until : hour >= from || hour < until

type Window = (zone: string, at: number) => boolean

const QUARTER = 15 * 60_000
const LOOKED_AHEAD = 8 * DAY

/** The first quarter of an hour from then on in which it is the right time everywhere this customer may be. */
function nextWithin(zones: readonly string[], isRight: Window, now: number): number | undefined {
  if (zones.every((zone) => isRight(zone, now))) return now
  const first = Math.ceil((now + 1) / QUARTER) * QUARTER
  for (let at = first; at < first + LOOKED_AHEAD; at += QUARTER) if (zones.every((zone) => isRight(zone, at))) return at
  return undefined
}

/** The next 09:00 in a zone. */
function nextNine(zone: string, now: number): number {
  const today = dayIn(zone, now)
  const nine = toInstant(today, 9 * 3600, zone)
  return nine > now ? nine : toInstant(addDays(today, 1), 9 * 3600, zone)
}

const hoursRule: Rule = ({ facts: { law, wishes, zones }, ask, kind, now, house }) => {
  if (ask.channel === 'paper') return undefined
  const at = now.getTime()
  const hourAt = (zone: string, moment: number) => Math.floor(secondsIn(zone, moment) / 3600)
  if (kind === 'service') {
    const nine = nextNine(zones[0] ?? house.zone, at)
    if (ask.mustReachBefore && ask.mustReachBefore.getTime() < nine) return undefined
    const next = nextWithin(zones, (zone, moment) => isWithin(hourAt(zone, moment), house.quietUntil, house.quietFrom), at)
    if (next === at) return undefined
    return next === undefined ? no({ why: 'never-awake' }) : { wait: new Date(next), inputs: { why: 'night', from: house.quietUntil } }
  }
  const [from, until] = ask.channel === 'call' ? law.hours.call : law.hours.message
  const { days, fromHour, untilHour } = wishes ?? { days: null, fromHour: null, untilHour: null }
  const next = nextWithin(
    zones,
    (zone, moment) =>
      isWithin(hourAt(zone, moment), from, until) &&
      (fromHour === null || untilHour === null || isWithin(hourAt(zone, moment), fromHour, untilHour)) &&
      (days === null || days.length === 0 || days.includes(weekdayOf(dayIn(zone, moment)))),
    at,
  )
  if (next === at) return undefined
  const inputs = { why: days?.length || fromHour !== null ? 'own-hours' : 'hours', from, until }
  return next === undefined ? no({ ...inputs, why: 'no-hour-fits' }) : { wait: new Date(next), inputs }
}

const rules: readonly (readonly [GateRule, Rule])[] = [
  [
    'sample',
    ({ facts, ask, now }) =>
      ask.stage === 'claim' && facts.hasSample ? { wait: new Date(now.getTime() + SHUT_FOR), inputs: {} } : undefined,
  ],
  [
    'epoch',
    ({ facts, ask, now }) =>
      ask.stage === 'claim' && facts.isOtherInstallation ? { wait: new Date(now.getTime() + SHUT_FOR), inputs: {} } : undefined,
  ],
  ['address', addressRule],
  ['suppressed', suppressionRule],
  ['consent', consentRule],
  ['snoozed', snoozeRule],
  ['window', windowRule],
  ['law', lawRule],
  ['budget', budgetRule],
  ['hours', hoursRule],
  ['relevance', ({ ask: { blocks } }) => (blocks && !blocks.isEnough ? no({ kept: blocks.kept, least: blocks.least }) : undefined)],
  ['holdout', ({ ask, kind }) => (ask.isHeldOut && kind !== 'service' ? no() : undefined)],
  [
    'conversation',
    ({ facts, kind, now }) =>
      // A person's own letter is part of the talk; what goes to many is not.
      facts.isTalking && kind === 'advertising' ? { wait: new Date(now.getTime() + ASK_AGAIN), inputs: {} } : undefined,
  ],
  [
    'reputation',
    ({ facts, kind, now }) =>
      facts.isBraked && kind === 'advertising' ? { wait: new Date(now.getTime() + ASK_AGAIN), inputs: {} } : undefined,
  ],
]

/**
 * Asks every rule in its order. The first *no* is the reason; where none says no, the longest wait counts, and one that would end after
 * the words are worth anything is a no. Being held out is a reason only where there is no other.
 */
export function judgeOne(facts: Facts, ask: Question, now: Date, house: HouseRules): Judgement {
  const one: Case = { facts, ask, kind: classOf(ask.purpose, ask.hasOffer), now, house }
  if (ask.expiresAt && ask.expiresAt <= now) return { answer: 'no', rule: 'hours', notBefore: null, inputs: { why: 'expired' } }
  let waiting: Judgement | undefined
  let heldOut: Judgement | undefined
  for (const [rule, says] of rules) {
    const said = says(one)
    if (!said) continue
    if ('no' in said) {
      const judgement: Judgement = { answer: 'no', rule, notBefore: null, inputs: said.no }
      if (rule !== 'holdout') return judgement
      heldOut = judgement
    } else if (!waiting?.notBefore || said.wait > waiting.notBefore)
      waiting = { answer: 'wait', rule, notBefore: said.wait, inputs: said.inputs }
  }
  const isTooLate =
    ask.expiresAt !== null &&
    waiting?.notBefore != null &&
    waiting.notBefore >= ask.expiresAt &&
    waiting.rule !== 'sample' &&
    waiting.rule !== 'epoch'
  // Held out is only who would have got it: the two groups that are compared differ by their lot and by nothing else.
  if (heldOut && !isTooLate) return heldOut
  if (!waiting?.notBefore) return { answer: 'pass', rule: null, notBefore: null, inputs: { law: facts.law.id } }
  return isTooLate
    ? {
        answer: 'no',
        rule: waiting.rule,
        notBefore: null,
        inputs: { ...waiting.inputs, why: 'expired', until: waiting.notBefore.toISOString() },
      }
    : waiting
}
