import { type BusinessCalendar, momentOf } from '../../values/business-calendar.ts'
import {
  atRiskOf,
  businessDaysDue,
  type Clock,
  type ConversationEvent,
  type Due,
  dueOf,
  elapsedAt,
  type Level,
  levelAt,
  outcomeOf,
  waitingSince,
} from '../../values/business-clock.ts'
import { isDate } from '../../values/civil-date.ts'
import { changeClock, promiseAfter } from '../../values/clock-change.ts'
import { localText, utcText } from '../../values/iso-instant.ts'
import { decidePolicy, type Policy, type PolicyLevel } from '../../values/promise-policy.ts'
import { inOne, type Sentence, tellChange, tellDue, tellNobody } from './words.ts'
import { isRecord, WrittenCase } from './written-case.ts'

/** A case answered: for programs in the form of its `expect`, for people in a sentence each. */
export type Answer = { json: unknown; told: Told[] }

type Told = Sentence & { part?: string }

const NO_OPEN_TIME = { error: 'no_open_time' } as const

const utcOrNull = (moment: number | null | undefined): string | null => (moment === null || moment === undefined ? null : utcText(moment))

/** A due inside a larger answer: without the local time. */
function plainDue(due: Due): { due: string } | { due: null; remaining_seconds: number } | typeof NO_OPEN_TIME {
  if (due.is === 'due') return { due: utcText(due.at) }
  return due.is === 'paused' ? { due: null, remaining_seconds: due.remainingSeconds } : NO_OPEN_TIME
}

const localDue = (due: Due, { zone }: BusinessCalendar) =>
  due.is === 'due' ? { due: utcText(due.at), due_local: localText(due.at, zone) } : plainDue(due)

// --- due, business_days --------------------------------------------------------------------------------------------------

function answerDue(written: WrittenCase): Answer {
  const clock: Clock = {
    calendar: written.calendar(),
    start: written.instant('start'),
    targetSeconds: written.count('target_seconds'),
    pauses: written.pauses(),
  }
  const due = dueOf(clock)
  const told = [tellDue(due, clock.calendar)]
  // Everything asked beside it is read before the answer is given up, so that a fault is never passed over.
  const beside = {
    ...(written.lacks('elapsed_at') ? {} : { elapsed_seconds: elapsedAt(clock, written.instant('elapsed_at')) }),
    ...(written.lacks('at_risk_fraction') ? {} : { at_risk: utcOrNull(atRiskOf(clock, written.fraction('at_risk_fraction'))) }),
    ...(written.lacks('escalations') ? {} : { escalations: written.each('escalations').map((level) => answerLevel(clock, level)) }),
    ...(written.lacks('outcomes') ? {} : { outcomes: written.each('outcomes').map((one) => answerOutcome(due, one)) }),
  }
  return { json: due.is === 'no_open_time' ? NO_OPEN_TIME : { ...localDue(due, clock.calendar), ...beside }, told }
}

function answerLevel(clock: Clock, written: WrittenCase) {
  return { level: written.given['level'] ?? null, at: utcOrNull(levelAt(clock, readLevel(written))) }
}

function readLevel(written: WrittenCase): Level {
  if (!written.lacks('at_fraction')) return { atFraction: written.fraction('at_fraction') }
  const clock = written.given['clock'] ?? 'business'
  if (clock !== 'business' && clock !== 'wall') throw written.fault('clock', 'it is business or wall')
  return { afterDueSeconds: written.count('after_due_seconds'), clock }
}

function answerOutcome(due: Due, written: WrittenCase) {
  const [now, done] = [written.instant('now'), written.instantOrNull('done')]
  const state = outcomeOf(due.is === 'due' ? due.at : null, done, now)
  return { now: written.given['now'], done: written.given['done'] ?? null, state }
}

function answerBusinessDays(written: WrittenCase): Answer {
  const calendar = written.calendar()
  const at = businessDaysDue({ calendar, start: written.instant('start'), days: written.count('days'), ...written.cutOff('cutoff') })
  const due: Due = at === undefined ? { is: 'no_open_time' } : { is: 'due', at }
  return { json: localDue(due, calendar), told: [tellDue(due, calendar)] }
}

// --- next_response -------------------------------------------------------------------------------------------------------

const EVENTS: readonly ConversationEvent['type'][] = ['customer_message', 'public_reply', 'internal_note', 'automatic_reply']

function answerNextResponse(written: WrittenCase): Answer {
  const [calendar, targetSeconds] = [written.calendar(), written.count('target_seconds')]
  const events = written.each('events').map((event) => {
    const type = EVENTS.find((one) => one === event.given['type'])
    if (type === undefined) throw event.fault('type', `it is one of ${EVENTS.join(', ')}`)
    return { at: event.instant('at'), type }
  })
  const told: Sentence[] = []
  const answers = written.instants('ask_at').map((askAt) => {
    const start = waitingSince(events, askAt)
    const asked = { ask_at: utcText(askAt), waiting_since: utcOrNull(start) }
    // This clock does not pause (R8).
    const due = start === undefined ? undefined : dueOf({ calendar, start, targetSeconds })
    told.push(due === undefined ? tellNobody : tellDue(due, calendar))
    return due === undefined ? { ...asked, due: null } : { ...asked, ...plainDue(due) }
  })
  return { json: { answers }, told: [inOne(told)] }
}

// --- precedence ----------------------------------------------------------------------------------------------------------

/** One that only says what is not promised needs no calendar. */
type WrittenPolicy = Policy<number> & { written: WrittenCase }

const LEVELS: readonly PolicyLevel[] = ['customer', 'tier', 'company']
/** Only these clocks pause unless a policy says otherwise (R8). */
const PAUSING: readonly string[] = ['resolution', 'delivery']

function readPolicy(written: WrittenCase): WrittenPolicy {
  const level = LEVELS.find((one) => one === written.given['level'])
  if (level === undefined) throw written.fault('level', `it is one of ${LEVELS.join(', ')}`)
  const targets = written.within('targets')
  return {
    id: written.text('id'),
    level,
    written,
    match: written.lacks('match') ? {} : readMatch(written.within('match')),
    rank: readRank(written),
    effectiveFrom: readBound(written, 'effective_from'),
    effectiveTo: readBound(written, 'effective_to'),
    targets: Object.fromEntries(Object.keys(targets.given).map((name) => [name, targets.lacks(name) ? null : targets.count(name)])),
  }
}

function readMatch(written: WrittenCase): WrittenPolicy['match'] {
  const isPlain = (value: unknown) => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  const match: Record<string, string | number | boolean | (string | number | boolean)[]> = {}
  for (const [field, value] of Object.entries(written.given)) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') match[field] = value
    else if (Array.isArray(value) && value.every(isPlain)) match[field] = value
    else throw written.fault(field, 'write what the case must have, or a list of it')
  }
  return match
}

function readRank(written: WrittenCase): number {
  const rank = written.given['rank'] ?? 0
  if (typeof rank !== 'number' || !Number.isFinite(rank)) throw written.fault('rank', 'it is no number')
  return rank
}

/** An instant; a bare date means its midnight on the policy's calendar. */
function readBound(written: WrittenCase, field: string): number | null {
  const value = written.given[field]
  return typeof value === 'string' && isDate(value) ? momentOf(written.calendar(), value, 0) : written.instantOrNull(field)
}

function answerPrecedence(written: WrittenCase): Answer {
  const [start, fields, pauses] = [written.instant('start'), written.record('case'), written.pauses()]
  const policies = written.each('policies').map(readPolicy)
  const told: Sentence[] = []
  const targets: Record<string, unknown> = {}
  for (const [at, target] of written.list('ask_targets').entries()) {
    if (typeof target !== 'string') throw written.fault(`ask_targets[${at}]`, 'it is no name of a target')
    const { policy } = decidePolicy(policies, { fields, target, start })
    const targetSeconds = policy?.targets[target] ?? null
    const calendar = targetSeconds === null ? undefined : policy?.written.calendar()
    const due =
      calendar === undefined || targetSeconds === null
        ? undefined
        : dueOf({ calendar, start, targetSeconds, pauses: PAUSING.includes(target) ? pauses : [] })
    targets[target] = { policy: policy?.id ?? null, ...(due === undefined ? { due: null } : plainDue(due)) }
    const name = { vi: `${target} theo ${policy?.id ?? '—'}:`, en: `${target} by ${policy?.id ?? '—'}:` }
    told.push(tellDue(due, calendar, name))
  }
  return { json: { targets }, told: [inOne(told)] }
}

// --- change --------------------------------------------------------------------------------------------------------------

function answerChange(written: WrittenCase): Answer {
  const termsOf = (side: WrittenCase) => ({ calendar: side.calendar(), targetSeconds: side.count('target_seconds') })
  const [start, changedAt, pauses] = [written.instant('start'), written.instant('changed_at'), written.pauses()]
  const [before, after] = [termsOf(written.within('old')), termsOf(written.within('new'))]
  const { keep, recompute, carry } = changeClock({ start, changedAt, pauses, old: before, new: after })
  const json: Record<string, unknown> = {
    keep: plainDue(keep),
    recompute: {
      ...plainDue(recompute.due),
      ...(recompute.due.is === 'no_open_time' ? {} : { breached_at_change: recompute.isBreachedAtChange }),
    },
    carry: { consumed_seconds: carry.consumedSeconds, ...carriedDue(carry.due, carry.remainingSeconds) },
  }
  if (written.given['promised'] === true) {
    const promised = keep.is === 'due' ? keep.at : null
    const { internalDue, workBy, needsRepromise } = promiseAfter(promised, recompute.due)
    json['promise'] = {
      promised_due: utcOrNull(promised),
      internal_due: utcOrNull(internalDue),
      work_by: utcOrNull(workBy),
      needs_repromise: needsRepromise,
    }
  }
  return {
    json,
    told: [tellChange(tellDue(keep, before.calendar), tellDue(recompute.due, after.calendar), tellDue(carry.due, after.calendar))],
  }
}

/** What is left at the change stands beside the due, also while that is not known. */
function carriedDue(due: Due, remaining: number) {
  return due.is === 'no_open_time'
    ? { remaining_seconds: remaining, ...NO_OPEN_TIME }
    : { remaining_seconds: remaining, due: due.is === 'due' ? utcText(due.at) : null }
}

// --- multi ---------------------------------------------------------------------------------------------------------------

/** Parts may leave to the case what they share; a list is answered as a list, each under its id, a record by its names. */
function answerMulti(written: WrittenCase): Answer {
  const { parts: given, id: _id, kind: _kind, title: _title, expect, ...shared } = written.given
  const isNamed = isRecord(given)
  const parts = isNamed ? Object.keys(given).map((name) => written.within('parts').within(name)) : written.each('parts')
  const told: Told[] = []
  const answers = parts.map((part, at) => {
    const name = isNamed ? Object.keys(given)[at] : part.given['id']
    const id = typeof name === 'string' || typeof name === 'number' ? String(name) : undefined
    const { json, told: sentences } = answerCase(new WrittenCase(part.name, { ...shared, ...part.given }, written.calendars))
    told.push(...sentences.map((sentence) => ({ ...sentence, part: [id ?? at + 1, sentence.part ?? []].flat().join(', ') })))
    return { id, json }
  })
  return { json: formed(answers, isNamed, expect), told }
}

/** A case that shows what it expects is answered in that form: parts as a list with or without ids, or by id. */
function formed(answers: { id: string | undefined; json: unknown }[], isNamed: boolean, expect: unknown): unknown {
  const shown = isRecord(expect) ? expect : { parts: isNamed ? {} : null }
  const byId = (): Record<string, unknown> => Object.fromEntries(answers.map(({ id, json }, at) => [id ?? String(at + 1), json]))
  if (!('parts' in shown)) return byId()
  if (isRecord(shown.parts)) return { parts: byId() }
  const hasIds = !Array.isArray(shown.parts) || shown.parts.some((one) => isRecord(one) && 'id' in one)
  return { parts: answers.map(({ id, json }) => (hasIds && id !== undefined && isRecord(json) ? { id, ...json } : json)) }
}

// --- all -----------------------------------------------------------------------------------------------------------------

const KINDS: Record<string, (written: WrittenCase) => Answer> = {
  due: answerDue,
  business_days: answerBusinessDays,
  next_response: answerNextResponse,
  precedence: answerPrecedence,
  change: answerChange,
  multi: answerMulti,
}

/** What a case must be that says no kind, by the field that only this kind has. */
const TELLING = { days: 'business_days', events: 'next_response', policies: 'precedence', old: 'change', parts: 'multi' }

const kindOf = (written: WrittenCase): string =>
  written.lacks('kind') ? (Object.entries(TELLING).find(([field]) => !written.lacks(field))?.[1] ?? 'due') : written.text('kind')

/** Answers a case by its kind; throws what is wrong with it, by case and field. */
export function answerCase(written: WrittenCase): Answer {
  const kind = kindOf(written)
  const answer = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined
  if (answer === undefined) throw written.fault('kind', `there is no kind "${kind}": ${Object.keys(KINDS).join(', ')}`)
  return answer(written)
}
