import type { AmendsKind } from '../slips/slip.ts'
import type {
  closingLacks,
  complaintCauses,
  complaintComplexities,
  complaintDecisions,
  complaintEvents,
  complaintHeard,
  complaintNexts,
  complaintStates,
  complaintTouches,
  complaintWays,
} from './contract.ts'

/** A complaint as the house knows it; what the table holds, in the words of the room. */

export type ComplaintState = (typeof complaintStates)[number]
export type ComplaintWay = (typeof complaintWays)[number]
export type ComplaintCause = (typeof complaintCauses)[number]
export type ComplaintDecision = (typeof complaintDecisions)[number]
export type ComplaintTouch = (typeof complaintTouches)[number]
export type ComplaintComplexity = (typeof complaintComplexities)[number]
export type ComplaintHeard = (typeof complaintHeard)[number]
export type ComplaintNext = (typeof complaintNexts)[number]
export type ComplaintEventKind = (typeof complaintEvents)[number]
export type ClosingLack = (typeof closingLacks)[number]

/** What follows from the events; the row keeps a copy of it for lists. */
export type Course = {
  touchpointKind: string | null
  place: string | null
  remedySought: string | null
  severity: number
  touches: ComplaintTouch | null
  complexity: ComplaintComplexity | null
  state: ComplaintState
  acknowledgedAt: Date | null
  assessedAt: Date | null
  investigatingAt: Date | null
  answeredAt: Date | null
  closedAt: Date | null
  isAcknowledgedInTime: boolean | null
  isAnsweredInTime: boolean | null
  cause: ComplaintCause | null
  causeWords: string | null
  fix: string | null
  amends: string | null
  amendsKind: AmendsKind | null
  amendsMinor: number | null
  amendsCurrency: string | null
  needsLead: boolean
  approvedByName: string | null
  remediedAt: Date | null
  decision: ComplaintDecision | null
  decisionWords: string | null
  heard: ComplaintHeard | null
  heardWords: string | null
  attempts: number
  followDue: Date | null
  prevention: string | null
  acknowledgingId: string | null
  decidingId: string | null
  actingId: string | null
  preventionId: string | null
}

export type Complaint = Course & {
  id: string
  customerId: string
  number: number
  receivedAt: Date
  receivedBy: string | null
  receivedByName: string | null
  how: ComplaintWay
  orderId: string | null
  words: string
  /** Its line on the customer's timeline. */
  touchpointId: string
  threadId: string | null
  firstCustomerId: string
  isSample: boolean
  version: number
}

export type ComplaintEvent = {
  id: string
  at: Date
  kind: ComplaintEventKind
  staffId: string | null
  staffName: string | null
  payload: Record<string, unknown>
}

export type NewComplaintEvent = Pick<ComplaintEvent, 'kind'> & {
  payload?: Record<string, unknown>
  by?: { id: string | null; name: string | null } | undefined
}
