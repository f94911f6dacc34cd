import type { MessageChannel } from '../contract.ts'

/** What a customer chose for themselves about being written to. Null: not chosen. */
export type Choice = {
  /** Letters a month over all channels and topics; 0: only what concerns bookings and orders. */
  monthly: number | null
  pausedUntil: Date | null
  /** ISO days of the week, 1 is Monday. */
  days: number[] | null
  fromHour: number | null
  untilHour: number | null
  channel: Exclude<MessageChannel, 'call'> | null
  /** How well somebody knows a topic, by its id. */
  levels: Record<string, 'new' | 'knows' | 'expert'>
  version: number
}

export type ChoiceChange = Partial<Omit<Choice, 'version'>>

export const noChoice: Choice = {
  monthly: null,
  pausedUntil: null,
  days: null,
  fromHour: null,
  untilHour: null,
  channel: null,
  levels: {},
  version: 0,
}

const isNoMore = (before: number | null, after: number | null): boolean => before === null || (after !== null && after <= before)

const isNoEarlier = (before: Date | null, after: Date | null): boolean => before === null || (after !== null && after >= before)

/** Whether the days and hours of one choice lie within those of another; nothing chosen is all of them. */
function isInside(before: Choice, after: Choice): boolean {
  const daysFit = before.days === null || (after.days?.every((day) => before.days?.includes(day)) ?? false)
  const from = (choice: Choice): number => choice.fromHour ?? 0
  const until = (choice: Choice): number => choice.untilHour ?? 24
  return daysFit && from(after) >= from(before) && until(after) <= until(before)
}

/**
 * Whether a change asks for no more than the customer chose: fewer letters, a longer pause, fewer hours. That is all that staff may do; how well
 * somebody knows a topic, and over which channel they'd rather hear, asks for nothing more.
 */
export function isNarrower(before: Choice, after: Choice, now: Date): boolean {
  const pause = before.pausedUntil !== null && before.pausedUntil > now ? before.pausedUntil : null
  return isNoMore(before.monthly, after.monthly) && isNoEarlier(pause, after.pausedUntil) && isInside(before, after)
}

const least = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.min(a, b))
const most = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.max(a, b))

/** Of two choices of one person what both allow; where they share no day or hour, the first one's. */
export function stricterChoice(a: Choice, b: Choice): Choice {
  const shared = a.days && b.days ? a.days.filter((day) => b.days?.includes(day)) : (a.days ?? b.days)
  const fromHour = most(a.fromHour, b.fromHour)
  const untilHour = least(a.untilHour, b.untilHour)
  const hasHours = (fromHour ?? 0) < (untilHour ?? 24)
  const pauses = [a.pausedUntil, b.pausedUntil].filter((until) => until !== null)
  return {
    monthly: least(a.monthly, b.monthly),
    pausedUntil: pauses.length > 0 ? new Date(Math.max(...pauses.map((until) => until.getTime()))) : null,
    days: shared?.length === 0 ? a.days : shared,
    fromHour: hasHours ? fromHour : a.fromHour,
    untilHour: hasHours ? untilHour : a.untilHour,
    channel: a.channel ?? b.channel,
    levels: { ...b.levels, ...a.levels },
    version: a.version,
  }
}
