import { addDays, weekdayOf } from '../../../values/civil-date.ts'
import type { Choice } from '../consent/choice-rules.ts'
import { type NowRow, standingIn, stateAt } from '../consent/rules.ts'
import type { MessageChannel } from '../contract.ts'

/** What a customer wants to be sent, as their page shows it. Pure: `now` is told. */

export type OwnChannel = Exclude<MessageChannel, 'call'>

export type TopicLike = { id: string; purpose: NowRow['purpose'] }

/** A topic and the channels over which it is wanted. */
export type Wanted<T extends TopicLike = TopicLike> = { topic: T; channels: OwnChannel[] }

type Reached = {
  contacts: readonly { kind: string }[]
  postal: string | null
}

/** The ways by which somebody can be written to, in the order in which they are offered. */
export function waysTo({ contacts, postal }: Reached): OwnChannel[] {
  const has = (...kinds: string[]): boolean => contacts.some(({ kind }) => kinds.includes(kind))
  const ways: [OwnChannel, boolean][] = [
    ['zalo', has('zalo', 'phone')],
    ['mail', has('mail')],
    ['sms', has('phone')],
    ['paper', postal !== null],
  ]
  return ways.flatMap(([way, isThere]) => (isThere ? [way] : []))
}

const isWanted = (rows: readonly NowRow[], topic: TopicLike, channel: OwnChannel, now: Date): boolean => {
  const row = standingIn(rows, { purpose: topic.purpose, topicId: topic.id, channel })
  if (!row) return false
  const state = stateAt(row, now)
  return state === 'granted' || state === 'snoozed'
}

const every: readonly OwnChannel[] = ['zalo', 'mail', 'sms', 'paper']

export const wantedOf = <T extends TopicLike>(rows: readonly NowRow[], topics: readonly T[], now: Date): Wanted<T>[] =>
  topics.map((topic) => ({ topic, channels: every.filter((channel) => isWanted(rows, topic, channel, now)) }))

/** Whether somebody left: a word against everything stands, and nothing was agreed to since. */
export const hasLeft = (rows: readonly NowRow[]): boolean =>
  rows.every(({ state }) => state !== 'granted' && state !== 'snoozed') &&
  rows.some(({ purpose, channel, state }) => purpose === 'every' && channel === 'every' && (state === 'withdrawn' || state === 'objected'))

/** The channels in which letters come: the chosen one, else those of what is wanted, else the first that there is. */
export function waysUsed(wanted: readonly Wanted[], choice: Pick<Choice, 'channel'>, ways: readonly OwnChannel[]): OwnChannel[] {
  if (choice.channel) return [choice.channel]
  const used = every.filter((channel) => wanted.some(({ channels }) => channels.includes(channel)))
  return used.length > 0 ? used : ways.slice(0, 1)
}

export type Often = number | 'none' | null

/** How often, as it stands: left, only bookings and orders (0), so many a month, or not said (null). */
export function oftenOf(rows: readonly NowRow[], choice: Pick<Choice, 'monthly'>): Often {
  if (hasLeft(rows)) return 'none'
  if (choice.monthly !== null) return choice.monthly
  const promised = rows.flatMap(({ state, monthly }) => (state === 'granted' && monthly !== null ? [monthly] : []))
  return promised.length > 0 ? Math.max(...promised) : null
}

/** Two working days, counted from the day after; weekends are none. */
export function workingDaysAfter(day: string, count: number): string {
  let at = day
  for (let left = count; left > 0; ) {
    at = addDays(at, 1)
    if (weekdayOf(at) < 6) left--
  }
  return at
}
