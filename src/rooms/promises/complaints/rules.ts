import { amendsKinds } from '../slips/contract.ts'
import type { ClosingLack, Complaint, ComplaintNext, ComplaintState, ComplaintWay, Course } from './complaint.ts'
import { complaintCauses, complaintComplexities, complaintDecisions, complaintHeard, complaintTouches } from './contract.ts'

/** Complaints as pure functions: what follows from what happened, what is next, and what is missing before one may be closed. */

/** Where no standard names it: four open hours to say that it has arrived, three business days to the decision. */
export const USUAL_ACKNOWLEDGING = { seconds: 4 * 3600 } as const
export const USUAL_DECIDING = { days: 3 } as const
/** So many business days after the remedy somebody asks how it is; after an attempt in vain, so many later again. */
export const ASK_AFTER_DAYS = 2
export const ASK_AGAIN_AFTER_DAYS = 1
/** After so many attempts to hear the customer a complaint may be closed without their answer. */
export const ENOUGH_ATTEMPTS = 2

/** What is said face to face or on the telephone has been taken in as it is said. */
export const isSpoken = (how: ComplaintWay): boolean => how === 'counter' || how === 'call'

export const codeOf = (number: number): string => `PN-${String(number).padStart(4, '0')}`

/** The number that somebody means by PN-0042, pn 42 or 42; undefined for anything else. */
export function readCode(text: string): number | undefined {
  const [, digits] = /^\s*(?:pn)?[\s-]*0*(\d{1,8})\s*$/i.exec(text) ?? []
  return digits === undefined ? undefined : Number(digits)
}

// --- What the events say -----------------------------------------------------------------------------------------------------

export type Happening = { at: Date; kind: string; payload: Record<string, unknown> }

const blank: Course = {
  touchpointKind: null,
  place: null,
  remedySought: null,
  severity: 2,
  touches: null,
  complexity: null,
  state: 'received',
  acknowledgedAt: null,
  assessedAt: null,
  investigatingAt: null,
  answeredAt: null,
  closedAt: null,
  isAcknowledgedInTime: null,
  isAnsweredInTime: null,
  cause: null,
  causeWords: null,
  fix: null,
  amends: null,
  amendsKind: null,
  amendsMinor: null,
  amendsCurrency: null,
  needsLead: false,
  approvedByName: null,
  remediedAt: null,
  decision: null,
  decisionWords: null,
  heard: null,
  heardWords: null,
  attempts: 0,
  followDue: null,
  prevention: null,
  acknowledgingId: null,
  decidingId: null,
  actingId: null,
  preventionId: null,
}

type Payload = Record<string, unknown>
type Step = (course: Course, payload: Payload, at: Date) => Partial<Course>

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const moment = (value: unknown): Date | null => (typeof value === 'string' ? new Date(value) : null)
/** Null where nothing was promised. */
const said = (value: unknown): boolean | null => (typeof value === 'boolean' ? value : null)
const amount = (value: unknown): number | null => (typeof value === 'number' ? value : null)
const known = <T extends string>(list: readonly T[], value: unknown): T | null => list.find((one) => one === value) ?? null

const judged = (course: Course, payload: Payload): Partial<Course> => ({
  severity: amount(payload['severity']) ?? course.severity,
  touches: 'touches' in payload ? known(complaintTouches, payload['touches']) : course.touches,
  touchpointKind: 'touchpointKind' in payload ? text(payload['touchpointKind']) : course.touchpointKind,
  place: 'place' in payload ? text(payload['place']) : course.place,
  remedySought: 'remedySought' in payload ? text(payload['remedySought']) : course.remedySought,
})

/** What each kind of event changes; a note changes nothing. */
const steps: Record<string, Step> = {
  received: (course, payload) => ({
    ...judged(course, payload),
    acknowledgingId: text(payload['acknowledgingId']),
    decidingId: text(payload['decidingId']),
  }),
  acknowledged: (_, payload, at) => ({ acknowledgedAt: moment(payload['at']) ?? at, isAcknowledgedInTime: said(payload['isInTime']) }),
  assessed: (course, payload, at) => ({
    ...judged(course, payload),
    complexity: known(complaintComplexities, payload['complexity']),
    actingId: text(payload['actingId']) ?? course.actingId,
    assessedAt: course.assessedAt ?? at,
  }),
  investigating: ({ investigatingAt }, _, at) => ({ investigatingAt: investigatingAt ?? at }),
  cause: (_, payload) => ({ cause: known(complaintCauses, payload['cause']), causeWords: text(payload['words']) }),
  remedy: (_, payload) => ({
    fix: text(payload['fix']),
    amends: text(payload['amends']),
    amendsKind: known(amendsKinds, payload['amendsKind']),
    amendsMinor: amount(payload['amendsMinor']),
    amendsCurrency: text(payload['amendsCurrency']),
    needsLead: payload['needsLead'] === true,
    approvedByName: null,
    remediedAt: null,
    followDue: null,
  }),
  agreed: (_, payload) => ({ needsLead: false, approvedByName: text(payload['byName']) }),
  remedied: (_, payload, at) => ({ remediedAt: at, followDue: moment(payload['followDue']) }),
  prevention: (_, payload) => ({ prevention: text(payload['words']), preventionId: text(payload['preventionId']) }),
  // Answered twice, it was in time when both answers were.
  answered: ({ isAnsweredInTime, followDue }, payload, at) => ({
    answeredAt: moment(payload['at']) ?? at,
    isAnsweredInTime: isAnsweredInTime === false ? false : said(payload['isInTime']),
    followDue: moment(payload['followDue']) ?? followDue,
  }),
  decided: ({ followDue }, payload) => ({
    decision: known(complaintDecisions, payload['decision']),
    decisionWords: text(payload['words']),
    followDue: moment(payload['followDue']) ?? followDue,
  }),
  'taken-back': (_, payload) =>
    payload['step'] === 'acknowledged'
      ? { acknowledgedAt: null, isAcknowledgedInTime: null }
      : { answeredAt: null, isAnsweredInTime: null, decision: null, decisionWords: null },
  asked: ({ attempts }, payload) =>
    payload['answer'] === undefined
      ? { attempts: attempts + 1, followDue: moment(payload['followDue']) }
      : { heard: known(complaintHeard, payload['answer']), heardWords: text(payload['words']), followDue: null },
  unasked: ({ attempts }, payload) => ({
    ...(payload['isAttempt'] === true ? { attempts: Math.max(0, attempts - 1) } : { heard: null, heardWords: null }),
    followDue: moment(payload['followDue']),
  }),
  closed: (_, __, at) => ({ closedAt: at, followDue: null }),
  reopened: (_, payload, at) => ({
    closedAt: null,
    answeredAt: null,
    decision: null,
    decisionWords: null,
    heard: null,
    heardWords: null,
    attempts: 0,
    followDue: null,
    investigatingAt: at,
    decidingId: text(payload['decidingId']),
  }),
}

/** The furthest step that was reached. */
export function stateOf({ closedAt, answeredAt, investigatingAt, assessedAt, acknowledgedAt }: Course): ComplaintState {
  if (closedAt) return 'closed'
  if (answeredAt) return 'answered'
  if (investigatingAt) return 'investigating'
  if (assessedAt) return 'assessed'
  return acknowledgedAt ? 'acknowledged' : 'received'
}

/** One event more. */
export function step(course: Course, { at, kind, payload }: Happening): Course {
  const after = { ...course, ...steps[kind]?.(course, payload, at) }
  return { ...after, state: stateOf(after) }
}

/** What follows from all that happened, in the order in which it happened. */
export const fold = (events: readonly Happening[]): Course => events.reduce(step, blank)

// --- What is next, and what is missing ---------------------------------------------------------------------------------------

type Remedied = Pick<Course, 'fix' | 'amends' | 'amendsKind' | 'remediedAt'>

/** Something was offered: how it is put right, or something for the trouble. */
export const hasRemedy = ({ fix, amends, amendsKind }: Omit<Remedied, 'remediedAt'>): boolean =>
  fix !== null || (amends !== null && amendsKind !== 'none')

const owesRemedy = (course: Remedied & Pick<Course, 'decision'>): boolean =>
  course.decision !== 'rejected' && hasRemedy(course) && course.remediedAt === null

const isHeard = ({ heard, attempts }: Pick<Course, 'heard' | 'attempts'>): boolean => heard !== null || attempts >= ENOUGH_ATTEMPTS

/** All that is missing before it may be closed, in the order in which it is done. */
export function lacksOf(course: Course): ClosingLack[] {
  return [
    ...(course.answeredAt === null ? (['answer'] as const) : []),
    ...(course.answeredAt !== null && course.decision === null ? (['decision'] as const) : []),
    ...(course.cause === null ? (['cause'] as const) : []),
    ...(owesRemedy(course) ? (['remedy'] as const) : []),
    ...(isHeard(course) ? [] : (['hear'] as const)),
  ]
}

/** What somebody does next about it; null where it is closed. `isAwaited`: the promise to say that it has arrived is open. */
export function nextOf(course: Course, isAwaited: boolean): ComplaintNext | null {
  if (course.closedAt) return null
  if (isAwaited && course.answeredAt === null) return 'acknowledge'
  if (course.answeredAt === null || course.decision === null) return 'answer'
  if (owesRemedy(course)) return 'remedy'
  return isHeard(course) ? 'close' : 'ask'
}

/** What keeps an answer from being given: a complaint that is taken up says how it is put right, within what may be given. */
export function answerLack(
  course: Pick<Course, 'fix' | 'amends' | 'amendsKind' | 'needsLead'>,
  decision: 'accepted' | 'partly' | 'rejected',
): 'complaints.remedy_needed' | 'promises.amends_above_limit' | undefined {
  if (decision === 'rejected') return undefined
  if (!hasRemedy(course)) return 'complaints.remedy_needed'
  return course.needsLead ? 'promises.amends_above_limit' : undefined
}

/** Whether this reader may not read the words: safety and health are for those who may see what is sensitive. */
export const isVeiledFrom = ({ touches }: Pick<Complaint, 'touches'>, maySeeSensitive: boolean): boolean =>
  touches !== null && !maySeeSensitive
