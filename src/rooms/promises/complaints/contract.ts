import { z } from 'zod'
import { day, id, instant, line, lines, money, pageSize, version } from '../../../platform/fields/contract.ts'
import { route } from '../../../platform/http/contract.ts'
import { amendsMinor, promiseRow } from '../contract.ts'
import { amendsKinds } from '../slips/contract.ts'

/** Complaints: received, acknowledged, assessed, looked into, answered, closed; with cause, remedy and what keeps it from coming again. */

export const complaintStates = ['received', 'acknowledged', 'assessed', 'investigating', 'answered', 'closed'] as const
/** How somebody complained; what is said face to face or on the telephone is acknowledged as it is said. */
export const complaintWays = ['counter', 'call', 'mail', 'zalo', 'letter', 'web', 'other'] as const
/** What came out as the cause; `none`: nothing on our side was found. */
export const complaintCauses = [
  'equipment',
  'cleanliness',
  'quality',
  'delivery',
  'waiting',
  'manner',
  'information',
  'price',
  'supplier',
  'mistake',
  'none',
  'other',
] as const
export const complaintDecisions = ['accepted', 'partly', 'rejected'] as const
/** What touches these is read only by who may see what is sensitive. */
export const complaintTouches = ['safety', 'health'] as const
export const complaintComplexities = ['simple', 'involved'] as const
/** What the customer said to the answer. */
export const complaintHeard = ['content', 'accepts', 'unhappy'] as const
/** What is to be done next. */
export const complaintNexts = ['acknowledge', 'answer', 'remedy', 'ask', 'close'] as const
/** What is still missing before a complaint may be closed. */
export const closingLacks = ['answer', 'decision', 'cause', 'remedy', 'hear'] as const
export const complaintEvents = [
  'received',
  'acknowledged',
  'assessed',
  'investigating',
  'cause',
  'remedy',
  'agreed',
  'remedied',
  'prevention',
  'answered',
  'decided',
  'taken-back',
  'asked',
  'unasked',
  'closed',
  'reopened',
  'noted',
] as const

const look = {
  id,
  /** PN-0042. */
  code: z.string(),
  customerId: id,
  calledAs: z.string(),
  organisation: z.string().nullable(),
  receivedAt: z.string(),
  receivedByName: z.string().nullable(),
  how: z.enum(complaintWays),
  touchpointKind: z.string().nullable(),
  place: z.string().nullable(),
  /** The customer's words; null where they are veiled from this reader. */
  words: z.string().nullable(),
  isVeiled: z.boolean(),
  severity: z.int(),
  touches: z.enum(complaintTouches).nullable(),
  state: z.enum(complaintStates),
  cause: z.enum(complaintCauses).nullable(),
  decision: z.enum(complaintDecisions).nullable(),
  next: z.enum(complaintNexts).nullable(),
  /** By when, as it was promised; null where nothing hangs on an hour. */
  due: z.string().nullable(),
  isDueDay: z.boolean(),
  holderName: z.string().nullable(),
  closedAt: z.string().nullable(),
  isSample: z.boolean(),
  version,
}
export const complaintRow = z.object(look)

export const complaintView = z.object({
  ...look,
  remedySought: z.string().nullable(),
  complexity: z.enum(complaintComplexities).nullable(),
  order: z.object({ id, code: z.string().nullable(), state: z.string(), summary: z.string() }).nullable(),
  acknowledgedAt: z.string().nullable(),
  assessedAt: z.string().nullable(),
  investigatingAt: z.string().nullable(),
  answeredAt: z.string().nullable(),
  isAcknowledgedInTime: z.boolean().nullable(),
  isAnsweredInTime: z.boolean().nullable(),
  causeWords: z.string().nullable(),
  fix: z.string().nullable(),
  amends: z.string().nullable(),
  amendsKind: z.enum(amendsKinds).nullable(),
  amendsAmount: money.nullable(),
  /** Above what may be given without a lead, and nobody has agreed yet. */
  needsLead: z.boolean(),
  approvedByName: z.string().nullable(),
  remediedAt: z.string().nullable(),
  /** How much this reader may give without asking. */
  limit: money,
  decisionWords: z.string().nullable(),
  heard: z.enum(complaintHeard).nullable(),
  heardWords: z.string().nullable(),
  attempts: z.int(),
  followDue: z.string().nullable(),
  prevention: z.string().nullable(),
  /** Others with the same cause at the same place that came after a prevention of it was done. */
  promises: z.object({
    acknowledging: promiseRow.nullable(),
    deciding: promiseRow.nullable(),
    acting: promiseRow.nullable(),
    prevention: promiseRow.nullable(),
  }),
  lacks: z.array(z.enum(closingLacks)),
  /** How it stands, to read out or to send. */
  status: z.object({ vi: z.string(), en: z.string() }),
  /** The same cause at the same kind of place, although an earlier complaint had led to a prevention that was carried out. */
  repeats: z.object({ id, code: z.string() }).nullable(),
  events: z.array(
    z.object({
      id,
      at: z.string(),
      kind: z.enum(complaintEvents),
      staffName: z.string().nullable(),
      /** Null where it is veiled. */
      payload: z.record(z.string(), z.unknown()).nullable(),
    }),
  ),
})

/** A complaint that is not closed, as a card shows it. */
export const openComplaintView = z.object({
  id,
  code: z.string(),
  receivedAt: z.string(),
  words: z.string().nullable(),
  state: z.enum(complaintStates),
  due: z.string().nullable(),
})

export const listComplaints = route({
  name: 'listComplaints',
  method: 'GET',
  path: '/api/complaints',
  door: 'promises.read',
  summary: 'Complaints: the open ones by what is due next, others the latest first.',
  query: z.strictObject({
    state: z.enum([...complaintStates, 'open', 'all']).default('open'),
    /** `unknown`: none was found yet. */
    cause: z.enum([...complaintCauses, 'unknown']).optional(),
    /** A kind of touchpoint; `none`: nobody noted one. */
    touchpointKind: z.string().max(60).optional(),
    decision: z.enum(complaintDecisions).optional(),
    /** Of those acknowledged or answered: in time or late. */
    acknowledged: z.enum(['in-time', 'late']).optional(),
    answered: z.enum(['in-time', 'late']).optional(),
    /** Came again although a prevention was carried out. */
    isRepeat: z.enum(['true']).optional(),
    customerId: id.optional(),
    /** What the customer says: PN-0042, 42. */
    code: z.string().max(20).optional(),
    from: day.optional(),
    until: day.optional(),
    after: z.string().max(200).optional(),
    limit: pageSize(200, 50),
  }),
  answer: z.object({ complaints: z.array(complaintRow), next: z.string().nullable(), count: z.int() }),
})

const share = {
  inTime: z.int(),
  ended: z.int(),
  /** Null where nothing ended. */
  rate: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
}
const counted = z.object({
  /** The cause or the kind of touchpoint; empty where none was noted. */
  key: z.string(),
  count: z.int(),
  open: z.int(),
  repeats: z.int(),
  ...share,
})

export const complaintFigures = route({
  name: 'complaintFigures',
  method: 'GET',
  path: '/api/complaints/figures',
  door: 'promises.read',
  summary: 'Complaints received in a time: by cause and by touchpoint, acknowledged and answered in time, and causes that came again.',
  query: z.strictObject({ from: day.optional(), until: day.optional() }),
  answer: z.object({
    count: z.int(),
    open: z.int(),
    rejected: z.int(),
    repeats: z.int(),
    acknowledged: z.object(share),
    answered: z.object(share),
    causes: z.array(counted),
    touchpoints: z.array(counted),
  }),
})

const one = z.object({ complaintId: id })

export const getComplaint = route({
  name: 'getComplaint',
  method: 'GET',
  path: '/api/complaints/:complaintId',
  door: 'promises.read',
  summary: 'One complaint with its steps, its promises and everything that happened, and a sentence that says how it stands.',
  params: one,
  answer: complaintView,
  refusals: ['complaints.no_such_complaint'],
})

export const receiveComplaint = route({
  name: 'receiveComplaint',
  method: 'POST',
  path: '/api/complaints',
  door: 'promises.write',
  summary: 'Receives a complaint: of a customer, or out of a line of the timeline or a letter. Its clocks begin as promises.',
  body: z.strictObject({
    customerId: id.optional(),
    /** Left out where it is made from a line or a letter. */
    words: lines(4000).optional(),
    how: z.enum(complaintWays).optional(),
    receivedAt: instant.optional(),
    touchpointKind: z.string().max(60).optional(),
    place: line(120).optional(),
    orderId: id.optional(),
    remedySought: line(300).optional(),
    severity: z.int().min(1).max(3).default(2),
    touches: z.enum(complaintTouches).optional(),
    /** Who sees to it; the one who received it where nobody is named. */
    holderId: id.optional(),
    fromTouchpointId: id.optional(),
    fromThreadId: id.optional(),
  }),
  answer: complaintView,
  status: 201,
  refusals: [
    'complaints.words_needed',
    'complaints.customer_needed',
    'complaints.no_such_line',
    'complaints.no_such_thread',
    'complaints.already_one',
    'promises.in_the_future',
    'promises.no_such_order',
    'promises.no_such_staff',
    'promises.no_open_time',
    'touchpoints.no_such_kind',
  ],
})

const act = <Body extends z.core.$ZodLooseShape>(
  name: string,
  path: string,
  summary: string,
  body: Body,
  refusals: readonly string[] = [],
  door: 'promises.write' | 'promises.lead' = 'promises.write',
) =>
  route({
    name,
    method: 'POST',
    path: `/api/complaints/:complaintId/${path}`,
    door,
    summary,
    params: one,
    body: z.strictObject({ ...body, version }),
    answer: complaintView,
    refusals: ['complaints.no_such_complaint', 'complaints.changed_meanwhile', 'complaints.closed', ...refusals],
  })

export const acknowledgeComplaint = act(
  'acknowledgeComplaint',
  'acknowledge',
  'Says that the customer was told that their complaint has arrived; keeps the promise of it. Late, it asks why.',
  { reason: line(300).optional() },
  ['complaints.acknowledged_already', 'promises.reason_needed'],
)
export const assessComplaint = act(
  'assessComplaint',
  'assess',
  'How grave it is, whether safety or health is touched, how involved, and what has to be done at once: that is a promise inside the house.',
  {
    severity: z.int().min(1).max(3),
    touches: z.enum(complaintTouches).nullable(),
    complexity: z.enum(complaintComplexities),
    touchpointKind: z.string().max(60).nullable().optional(),
    place: line(120).nullable().optional(),
    remedySought: line(300).nullable().optional(),
    actNow: line(300).optional(),
  },
  ['touchpoints.no_such_kind'],
)
export const investigateComplaint = act(
  'investigateComplaint',
  'investigate',
  'Begins to look for the cause, and says who does: the promise to answer is theirs from now on.',
  { holderId: id.optional() },
  ['complaints.answered_already', 'promises.no_such_staff'],
)
export const findComplaintCause = act('findComplaintCause', 'cause', 'What came out as the cause.', {
  cause: z.enum(complaintCauses),
  words: line(300).optional(),
})
export const remedyComplaint = act(
  'remedyComplaint',
  'remedy',
  'How it is put right and what is given for the trouble; above the limit of a role a lead has to agree.',
  {
    fix: line(300).optional(),
    amends: line(300).optional(),
    amendsKind: z.enum(amendsKinds).optional(),
    amendsMinor: amendsMinor.optional(),
  },
  ['complaints.remedy_needed'],
)
export const agreeComplaint = act(
  'agreeComplaint',
  'agree',
  'A lead agrees in writing to amends above the limit, within their own.',
  { words: line(300) },
  ['complaints.nothing_to_agree', 'promises.amends_above_limit'],
  'promises.lead',
)
export const fulfilComplaint = act(
  'fulfilComplaint',
  'remedied',
  'Says that the remedy was carried out; two business days later somebody asks how it is.',
  {},
  ['complaints.remedy_needed', 'promises.amends_above_limit'],
)
export const preventComplaint = act(
  'preventComplaint',
  'prevent',
  'What keeps it from happening again, by whom and by what day: a promise inside the house.',
  { words: line(300), holderId: id, day },
  ['complaints.cause_needed', 'complaints.prevented_already', 'promises.no_such_staff', 'promises.due_past', 'promises.no_open_time'],
)
export const answerComplaint = act(
  'answerComplaint',
  'answer',
  'Says that the customer was told the decision, in what words; keeps the promise of it. A complaint that is refused is explained and stays.',
  {
    decision: z.enum(complaintDecisions),
    words: lines(2000),
    how: z.enum(complaintWays),
    reason: line(300).optional(),
  },
  ['complaints.answered_already', 'complaints.remedy_needed', 'promises.amends_above_limit', 'promises.reason_needed'],
)
export const askComplaint = act(
  'askComplaint',
  'ask',
  'What the customer says to the answer; without `answer` an attempt to hear it.',
  { answer: z.enum(complaintHeard).optional(), how: z.enum(complaintWays), words: line(300).optional() },
  ['complaints.not_answered'],
)
export const closeComplaint = act(
  'closeComplaint',
  'close',
  'Closes a complaint: after the customer’s answer or two attempts to hear it, with its cause, and with the remedy carried out.',
  {},
  ['complaints.not_answered', 'complaints.decision_needed', 'complaints.cause_needed', 'complaints.remedy_open', 'complaints.hear_first'],
)
export const reopenComplaint = act(
  'reopenComplaint',
  'reopen',
  'Looks into an answered or closed complaint again, because the customer is not content; a new answer is promised.',
  { reason: line(300) },
  ['complaints.not_answered', 'promises.no_open_time'],
)
export const noteComplaint = act('noteComplaint', 'notes', 'Notes something on a complaint.', { words: lines(1000) })
