import { netPromoter } from '../../science/net-promoter.ts'
import { wilson } from '../../science/two-shares.ts'
import { type askRefusals, scaleEnds, type scales } from './contract.ts'

/** When somebody may be asked, and what answers come to. */

export type Scale = (typeof scales)[number]
export type AskRefusal = (typeof askRefusals)[number]

const DAY = 24 * 3600_000
/** About the relationship nobody is asked more than once in so many days. */
const QUARTER_DAYS = 91
/** An answer may be changed for so long. */
const CHANGES_FOR = 7 * DAY
/** A question that was not answered by then is closed. */
const OPEN_FOR = 30 * DAY
/** Fewer answers than this have counts and no score. */
export const FEWEST_ANSWERS = 30

export const isOnScale = (scale: Scale, score: number): boolean => {
  const [least, most] = scaleEnds[scale]
  return Number.isInteger(score) && score >= least && score <= most
}

/** An answer that somebody should hear about: 1 or 2 of 5, or a detractor. */
export const isUnhappy = (scale: Scale, score: number): boolean => (scale === 'csat' && score <= 2) || (scale === 'nps' && score <= 6)

export type Asked = {
  /** Something is open with them. */
  trouble: 'slip' | 'complaint' | undefined
  lastAskedAt: Date | null
  lastRelationshipAt: Date | null
}

/** Why this is not the time to ask; undefined where it is. */
export function whyNotAsk(
  scale: Scale,
  { trouble, lastAskedAt, lastRelationshipAt }: Asked,
  quietDays: number,
  now: Date,
): AskRefusal | undefined {
  const isWithin = (at: Date | null, days: number): boolean => at !== null && now.getTime() - at.getTime() < days * DAY
  if (trouble) return trouble
  if (scale === 'nps' && isWithin(lastRelationshipAt, QUARTER_DAYS)) return 'quarter'
  return isWithin(lastAskedAt, quietDays) ? 'quiet' : undefined
}

/** Whether the lot falls on this one: `mark` is a text drawn by the house's secret, the same each time. */
export function isDrawn(mark: string, share: number): boolean {
  let sum = 0
  for (const sign of mark) sum = (sum * 31 + sign.charCodeAt(0)) % 1_000_003
  return sum % 100 < share
}

export type Answering = { askedAt: Date; answeredAt: Date | null }

/** Whether the page still takes an answer: a month to give it, a week to change it. */
export const isOpen = ({ askedAt, answeredAt }: Answering, now: Date): boolean =>
  answeredAt === null ? now.getTime() - askedAt.getTime() <= OPEN_FOR : now.getTime() - answeredAt.getTime() <= CHANGES_FOR

/** What was noted by hand can be taken back as long as an answer can be changed. */
export const isFresh = (answeredAt: Date, now: Date): boolean => now.getTime() - answeredAt.getTime() <= CHANGES_FOR

export type Result = {
  scale: Scale
  counts: number[]
  answers: number
  score: { value: number; low: number; high: number } | null
}

/** Answers of one scale, as counts from the lowest answer on; with enough of them a score with its range. */
export function resultOf(scale: Scale, given: ReadonlyMap<number, number>): Result {
  const [least, most] = scaleEnds[scale]
  const counts = Array.from({ length: most - least + 1 }, (_, at) => given.get(least + at) ?? 0)
  const answers = counts.reduce((sum, count) => sum + count, 0)
  if (answers < FEWEST_ANSWERS) return { scale, counts, answers, score: null }
  const from = (lowest: number): number => counts.slice(lowest - least).reduce((sum, count) => sum + count, 0)
  if (scale === 'nps') {
    const { score, low, high } = netPromoter(from(9), answers - from(7), answers)
    return { scale, counts, answers, score: { value: score, low, high } }
  }
  // 4 and 5 of 5; above 4 of 7.
  const { share, low, high } = wilson(from(scale === 'csat' ? 4 : 5), answers)
  return { scale, counts, answers, score: { value: share, low, high } }
}
