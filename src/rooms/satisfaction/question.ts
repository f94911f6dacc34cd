import type { Scale } from './rules.ts'

/** A question to a customer, and what they said. */
export type Question = {
  id: string
  customerId: string
  scale: Scale
  /** None for the relationship. */
  stopId: string | null
  /** The line it follows. */
  aboutId: string | null
  how: 'message' | 'counter'
  state: 'asked' | 'held' | 'answered'
  why: string | null
  messageId: string | null
  at: Date
  staffId: string | null
  staffName: string | null
  score: number | null
  words: string | null
  answeredAt: Date | null
  former: Former[]
  became: 'promise' | 'complaint' | 'seen' | null
  becameId: string | null
  isSample: boolean
  version: number
}

/** What was said before it was changed. */
export type Former = { score: number; words: string | null; at: string }

export type Answered = Question & { score: number; answeredAt: Date }

export const isAnswered = (question: Question): question is Answered => question.score !== null && question.answeredAt !== null
