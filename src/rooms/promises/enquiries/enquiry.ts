import type { cameBy, enquiryStates, notBoughtReasons } from './contract.ts'

/** A question before a purchase, and what was offered for it. */

export type Reason = (typeof notBoughtReasons)[number]

export type Enquiry = {
  id: string
  customerId: string
  about: string
  came: (typeof cameBy)[number]
  itemId: string | null
  state: (typeof enquiryStates)[number]
  askedAt: Date
  madeBy: string | null
  madeByName: string | null
  answerPromiseId: string | null
  answeredAt: Date | null
  orderId: string | null
  isByItself: boolean
  reason: Reason | null
  reasonWords: string | null
  closedAt: Date | null
  closedBy: string | null
  closedByName: string | null
  isSample: boolean
  version: number
}

/** `minor`: the price of one, in minor units. */
export type QuoteLine = { what: string; quantity: number; minor: number; itemId: string | null }

export type Quote = {
  id: string
  customerId: string
  enquiryId: string
  number: number
  lines: QuoteLine[]
  terms: string
  total: number
  currency: string
  validUntil: string
  madeAt: Date
  madeBy: string | null
  madeByName: string | null
  promiseId: string | null
  givenAt: Date | null
  givenHow: 'message' | 'call' | 'counter' | null
  givenByName: string | null
  messageId: string | null
  endedAt: Date | null
  isSample: boolean
  version: number
}
