import type { Asked, Result } from '../../rooms/promises/counting.ts'
import { count, openSecondsAfter } from '../../rooms/promises/counting.ts'
import type { Category, Direction, EventKind, Given, Inputs, PromiseKind, Target, Team } from '../../rooms/promises/promise.ts'
import type { AmendsKind, SlipAnswer, SlipReason, ToldHow } from '../../rooms/promises/slips/slip.ts'
import type { BusinessCalendar } from '../../values/business-calendar.ts'
import { type Chance, chanceOf } from './chance.ts'
import { idAt, type StaffKey } from './made.ts'
import { termsOf, untold } from './promise-terms.ts'
import type { HoursKey, StandardKey } from './standards.data.ts'
import type { Ways } from './standards.ts'

/** One promise of the sample as it went: each act writes its events, as the room would have written them. */

/** Promises that screens, walks and other parts of the sample rely on. */
export type PromiseKey =
  | 'an-room'
  | 'mai-quote'
  | 'mai-tea'
  | 'second-tea'
  | 'hoa-late-checkout'
  | 'hoa-book'
  | 'lamp-answer'
  | 'find-request'
  | 'thu-lamp'
  | 'cuong-late'
  | 'ben-cu-sets'
  | 'ben-cu-cups'

export type MadeEvent = { id: string; at: Date; kind: EventKind; by: StaffKey | null; payload: Record<string, unknown> }

export type MadeSlip = {
  id: string
  number: number
  at: Date
  isForeseen: boolean
  reason: SlipReason | null
  reasonWords: string | null
  signedBy: StaffKey | null
  newDue: Date | null
  fix: string | null
  fixDue: Date | null
  amends: string | null
  amendsKind: AmendsKind | null
  amendsMinor: number | null
  /** Why nothing was given. */
  noneWhy: string | null
  toldHow: ToldHow | null
  toldAt: Date | null
  toldBy: StaffKey | null
  answer: SlipAnswer | null
  answeredAt: Date | null
  fixedAt: Date | null
}

export type MadePromise = {
  id: string
  key: PromiseKey | null
  /** Null of promises inside the house and to its staff. */
  customerId: string | null
  direction: Direction
  category: Category
  kind: PromiseKind
  words: string
  holder: StaffKey | null
  team: Team | null
  toStaff: StaffKey | null
  madeAt: Date
  by: StaffKey
  given: Given
  orderId: string | null
  target: Target
  targetValue: number | null
  cutoff: string | null
  isDay: boolean
  hours: HoursKey
  standard: StandardKey | null
  inputs: Inputs
  severity: number
  promisedDue: Date
  doneBy: StaffKey | null
  needs: { needsId: string; needsCustomerId: string; leadSeconds: number }[]
  events: MadeEvent[]
  slips: MadeSlip[]
}

/** What is said of a promise; a moment, or the standard by which its due is found. */
export type Said = Pick<MadePromise, 'customerId' | 'kind' | 'category' | 'words' | 'by'> &
  Partial<Pick<MadePromise, 'id' | 'key' | 'direction' | 'holder' | 'team' | 'toStaff' | 'given' | 'orderId' | 'isDay' | 'severity'>> & {
    madeAt: number
    hours?: HoursKey
    due: number | StandardKey
    /** Of a moment that was named although a standard of their own says something: whose it is. */
    mindful?: StandardKey
  }

/** What was said and done when it slipped. */
export type Told = Pick<MadeSlip, 'reason' | 'reasonWords'> & {
  by: StaffKey
  at: number
  how: ToldHow
  newDue?: number
  fix?: string
  fixDue?: number
  noneWhy?: string
  amends?: readonly [words: string, kind: AmendsKind, minor: number]
}

const iso = (at: number | Date): string => new Date(at).toISOString()

const counted = ({ internalDue, atRiskAt, levels }: Result) => ({
  internalDue: internalDue?.toISOString() ?? null,
  atRiskAt: atRiskAt?.toISOString() ?? null,
  levels,
})

/** Tells a promise from its making on. Acts are told in the order in which they happened; the clock's own stand between them. */
export class Story {
  readonly promise: MadePromise
  readonly #chance: Chance
  readonly #calendar: BusinessCalendar
  /** What the clock still has to write: at risk, levels, missed. */
  #ahead: { at: number; kind: 'at-risk' | 'level' | 'slipped'; payload: Record<string, unknown> }[] = []
  #isEnded = false
  #forecast = 0

  constructor(chance: Chance, ways: Ways, said: Said) {
    const terms = termsOf(ways, said)
    this.#chance = chance
    const hours = ways.hours.get(terms.hours)
    if (!hours) throw new Error(`no hours ${terms.hours}`)
    this.#calendar = hours.calendar
    const { madeAt } = said
    const asked: Asked = {
      target: terms.target,
      value: terms.targetValue,
      cutoff: terms.cutoff,
      startsAt: new Date(madeAt),
      fixed: typeof said.due === 'number' ? new Date(said.due) : null,
      pauses: [],
      fraction: terms.inputs.atRiskFraction,
      levels: terms.inputs.levels,
    }
    const result = count(this.#calendar, asked)
    const promisedDue = asked.fixed ?? result.internalDue
    if (!promisedDue) throw new Error(`nobody can say when ${said.words} is due`)
    this.promise = {
      id: said.id ?? idAt(chance, madeAt),
      key: said.key ?? null,
      customerId: said.customerId,
      direction: said.direction ?? 'to-customer',
      category: said.category,
      kind: said.kind,
      words: said.words,
      holder: said.holder ?? null,
      team: said.team ?? null,
      toStaff: said.toStaff ?? null,
      madeAt: new Date(madeAt),
      by: said.by,
      given: said.given ?? (typeof said.due === 'string' ? 'standard' : 'counter'),
      orderId: said.orderId ?? null,
      ...terms,
      severity: said.severity ?? 2,
      promisedDue,
      doneBy: null,
      needs: [],
      events: [],
      slips: [],
    }
    this.#write(madeAt, 'made', said.by, { promisedDue: promisedDue.toISOString(), ...counted(result) })
    this.#lookAhead(result, promisedDue)
  }

  get due(): number {
    return this.promise.promisedDue.getTime()
  }

  /** The moment by which a share of its time has run, in open hours. */
  share(fraction: number): number {
    const { target, targetValue, cutoff, madeAt, promisedDue } = this.promise
    const fixed = target === 'instant' ? promisedDue : null
    const { atRiskAt } = count(this.#calendar, { target, value: targetValue, cutoff, startsAt: madeAt, fixed, pauses: [], fraction })
    return Math.min(atRiskAt?.getTime() ?? this.due, this.due)
  }

  /** So many open seconds later. */
  later(from: number, seconds: number): number {
    return openSecondsAfter(this.#calendar, new Date(from), seconds)?.getTime() ?? from + seconds * 1000
  }

  restsOn(needed: MadePromise, leadSeconds: number): this {
    if (needed.customerId === null) throw new Error('what it rests on is somebody’s')
    this.promise.needs.push({ needsId: needed.id, needsCustomerId: needed.customerId, leadSeconds })
    const { madeAt, by } = this.promise
    this.#write(madeAt.getTime(), 'rests-on', by, { needsId: needed.id, leadSeconds })
    const forecast = needed.promisedDue.getTime() + leadSeconds * 1000
    // The latest of what it needs counts; one that is ready sooner changes nothing.
    if (forecast <= this.#forecast) return this
    this.#forecast = forecast
    this.#write(madeAt.getTime(), 'forecast', null, { forecast: iso(forecast), isUnsure: false })
    return this
  }

  note(words: string): this {
    this.#write(this.promise.madeAt.getTime(), 'noted', this.promise.by, { words })
    return this
  }

  keep(at: number, by: StaffKey, isExceeded = false): this {
    return this.#end('kept', at, by, { isExceeded, reason: null })
  }

  /** Kept after what was heard first; where nobody wrote a slip before, its reason opens or signs one. */
  keepLate(at: number, by: StaffKey, reason: string): this {
    this.#clockUntil(at)
    const open = this.promise.slips.find(({ toldAt }) => toldAt === null)
    if (open && open.reasonWords === null) Object.assign(open, { reasonWords: reason, signedBy: by })
    return this.#end('late', at, by, { isExceeded: false, reason })
  }

  /** Given up: before its due it opens its slip, after it the slip is there already. */
  breakOff(at: number, by: StaffKey, reason: string): this {
    this.#clockUntil(at)
    const open = this.promise.slips.find(({ toldAt }) => toldAt === null)
    if (open) Object.assign(open, { reasonWords: open.reasonWords ?? reason, signedBy: open.signedBy ?? by })
    else this.#open(at, by, { isForeseen: at <= this.due, isOfEnd: true, reasonWords: reason })
    return this.#end('broken', at, by, { reason })
  }

  withdraw(at: number, by: StaffKey, reason: string): this {
    return this.#end('withdrawn', at, by, { reason })
  }

  /** Said to be going to be late, before it was. */
  foresee(at: number, by: StaffKey): this {
    this.#clockUntil(at)
    this.#ahead = this.#ahead.filter(({ kind }) => kind !== 'slipped')
    this.#open(at, by, { isForeseen: true, isOfEnd: false, reasonWords: null })
    return this
  }

  /** Told of the slip that stands open: the true reason, a new time, how it is put right and what is given for the trouble. */
  tell({ by, at, how, reason, reasonWords, newDue, fix, fixDue, amends, noneWhy }: Told): this {
    this.#clockUntil(at)
    const slip = this.promise.slips.find(({ toldAt }) => toldAt === null)
    if (!slip) throw new Error('there is no slip to tell of')
    const [words, amendsKind, amendsMinor] = amends ?? [null, null, null]
    Object.assign(slip, {
      reason,
      reasonWords,
      signedBy: by,
      newDue: newDue === undefined ? null : new Date(newDue),
      fix: fix ?? null,
      fixDue: fixDue === undefined ? null : new Date(fixDue),
      amends: words,
      amendsKind,
      amendsMinor,
      noneWhy: noneWhy ?? null,
      toldHow: how,
      toldAt: new Date(at),
      toldBy: by,
    } satisfies Partial<MadeSlip>)
    this.#write(at, 'told', by, { slipId: slip.id, how, at: iso(at), messageId: null, words: null, isByItself: false })
    if (!this.#isEnded && at <= this.due) this.#write(at, 'warned', by, { slipId: slip.id })
    if (!this.#isEnded && newDue !== undefined) this.#repromise(at, by, newDue, slip.id, reasonWords ?? '')
    if (fix !== undefined || amends !== undefined) {
      const offered = { fix: fix ?? null, fixDue: fixDue === undefined ? null : iso(fixDue), amends: words, amendsMinor }
      this.#write(at, 'remedy', by, { slipId: slip.id, ...offered, isFixed: false })
    }
    return this
  }

  /** What was offered has been done. */
  fixed(at: number, by: StaffKey): this {
    const slip = this.promise.slips.at(-1)
    if (!slip) throw new Error('there is nothing to put right')
    slip.fixedAt = new Date(at)
    this.#write(at, 'remedy', by, { slipId: slip.id, isFixed: true })
    return this
  }

  answered(at: number, by: StaffKey, answer: SlipAnswer): this {
    const slip = this.promise.slips.at(-1)
    if (!slip) throw new Error('there is nothing to answer')
    Object.assign(slip, { answer, answeredAt: new Date(at) })
    this.#write(at, 'answered', by, { slipId: slip.id, answer })
    return this
  }

  #repromise(at: number, by: StaffKey, newDue: number, slipId: string, reason: string): void {
    const { inputs, promisedDue } = this.promise
    const due = iso(newDue)
    this.promise.inputs = { ...inputs, renewed: { at: iso(at), due } }
    const asked: Asked = {
      target: 'instant',
      value: null,
      cutoff: null,
      startsAt: new Date(at),
      fixed: new Date(newDue),
      pauses: [],
      fraction: inputs.atRiskFraction,
      levels: inputs.levels,
    }
    const result = count(this.#calendar, asked)
    this.#write(at, 'repromised', by, { promisedDue: due, reason, slipId, before: promisedDue.toISOString(), ...counted(result) })
    this.#lookAhead(result, new Date(newDue))
  }

  #lookAhead({ atRiskAt, levels }: Pick<Result, 'atRiskAt' | 'levels'>, due: Date): void {
    this.#ahead = [
      ...(atRiskAt && this.promise.slips.length === 0 ? [{ at: atRiskAt.getTime(), kind: 'at-risk' as const, payload: {} }] : []),
      ...levels.map(({ level, at, to }) => ({ at: Date.parse(at), kind: 'level' as const, payload: { level, to } })),
      { at: due.getTime() + 1000, kind: 'slipped' as const, payload: {} },
    ].sort((a, b) => a.at - b.at)
  }

  /** What the clock did up to a moment; after a promise has ended it does nothing. */
  #clockUntil(until: number): void {
    if (this.#isEnded) return
    for (const { at, kind, payload } of this.#ahead.filter((one) => one.at < until)) {
      if (kind === 'slipped') this.#open(at, null, { isForeseen: false, isOfEnd: false, reasonWords: null })
      else this.#write(at, kind, null, payload)
    }
    this.#ahead = this.#ahead.filter((one) => one.at >= until)
  }

  #open(at: number, by: StaffKey | null, how: { isForeseen: boolean; isOfEnd: boolean; reasonWords: string | null }): void {
    const number = this.promise.slips.length + 1
    const { isForeseen, isOfEnd, reasonWords } = how
    const id = idAt(this.#chance, at)
    this.promise.slips.push({
      ...untold,
      id,
      number,
      at: new Date(at),
      isForeseen,
      reasonWords,
      signedBy: reasonWords === null ? null : by,
    })
    this.#write(at, 'slipped', by, { slipId: id, number, isForeseen, isOfEnd })
  }

  #end(kind: 'kept' | 'late' | 'broken' | 'withdrawn', at: number, by: StaffKey, payload: Record<string, unknown>): this {
    this.#clockUntil(at)
    this.#write(at, kind, by, { doneAt: iso(at), ...payload })
    this.#isEnded = true
    this.promise.doneBy = by
    return this
  }

  /** A millisecond after what happened before, where it happened at the same moment: their order is that of time. */
  #write(at: number, kind: EventKind, by: StaffKey | null, payload: Record<string, unknown>): void {
    const last = this.promise.events.at(-1)?.at.getTime() ?? 0
    const moment = Math.max(at, last + 1)
    this.promise.events.push({ id: idAt(this.#chance, moment), at: new Date(moment), kind, by, payload })
  }
}

/** A stream of chance of its own for promises that are told again each morning, so that they keep what they are made of. */
export const chanceOfOpen = (): Chance => chanceOf(36_000_305)
