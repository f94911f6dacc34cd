import type { z } from 'zod'
import type { promiseRow, promiseView } from '#rooms/promises/contract.ts'
import { addDays, daysBetween } from '#values/civil-date.ts'
import type { Tone } from '../../kit/chip.tsx'
import type { IconName } from '../../kit/icons.tsx'
import type { Say } from '../../shell/say.ts'
import type { PromiseWords } from './words.data.ts'

export type Row = z.output<typeof promiseRow>
export type Promised = z.output<typeof promiseView>
export type Slipped = Promised['slips'][number]
export type Stage = Row['stage']
type Shows = Pick<Say, 'number' | 'nearDate' | 'dayOf' | 'clockOf' | 'today'>

const MINUTE = 60_000
const HALF_A_DAY = 43_200_000

/** The stages in the order in which they ask for somebody. */
export const stageOrder = ['risk', 'due', 'slipped', 'mending', 'done'] as const satisfies readonly Stage[]

/** Minutes and hours, "2 giờ 38"; nothing longer than a day is said this way. */
export function spanOf(ms: number, words: PromiseWords['left'], say: Pick<Say, 'number'>): string {
  const minutes = Math.max(0, Math.floor(ms / MINUTE))
  if (minutes === 0) return words.now
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  if (hours === 0) return words.minutes(say.number(minutes), minutes)
  if (rest === 0) return words.hours(say.number(hours), hours)
  return words.hoursMinutes(say.number(hours), String(rest).padStart(2, '0'), hours)
}

/** So near that its hours are said, also past midnight: who works at night has one evening. */
export const isWithinHours = (ms: number): boolean => Math.abs(ms) < 4 * 60 * MINUTE

/** How long is left, as it stands at the end of a row: minutes and hours today, then "mai", then the day. */
export function leftOf(row: Row, now: number, words: PromiseWords['left'], say: Shows): string {
  if (row.state !== 'open' && row.doneAt && row.stage === 'done') return say.nearDate(say.dayOf(row.doneAt))
  if (row.target === 'standing') return words.standing
  if (!row.promisedDue) return ''
  const due = Date.parse(row.promisedDue)
  const day = say.dayOf(row.promisedDue)
  if ((day === say.today || isWithinHours(due - now)) && !row.isDay && row.state === 'open')
    return due >= now ? spanOf(due - now, words, say) : words.past(spanOf(now - due, words, say))
  if (day === say.today) return words.today
  if (day === addDays(say.today, 1)) return words.tomorrow
  return say.nearDate(day)
}

/** By how much it was late, or is by now; nothing where it is not. */
export function latenessOf(row: Row, now: number, words: PromiseWords['left'], say: Shows): string {
  if (!row.firstDue) return ''
  const due = Date.parse(row.firstDue)
  const end = row.doneAt ? Date.parse(row.doneAt) : now
  if (end <= due) return ''
  const days = daysBetween(say.dayOf(row.firstDue), say.dayOf(new Date(end).toISOString()))
  if (days > 0 && (row.isDay || end - due >= HALF_A_DAY)) return words.daysPast(say.number(days), days)
  return row.isDay ? '' : words.past(spanOf(end - due, words, say))
}

/** "trước 17:00 hôm nay"; a day alone where only a day was heard. */
export function dueWords(due: string, isDay: boolean, words: PromiseWords['left'], say: Shows): string {
  const day = say.dayOf(due)
  const near = day === say.today ? words.today : day === addDays(say.today, 1) ? words.tomorrow : say.nearDate(day)
  if (isDay) return day === say.today || day === addDays(say.today, 1) ? near : words.on(near)
  return words.byOn(say.clockOf(due), near)
}

/** A moment near today, "13:20" or "21/11"; with its clock where it is told apart by it. */
export function momentWords(at: string, words: PromiseWords['left'], say: Shows): string {
  const day = say.dayOf(at)
  if (day === say.today) return say.clockOf(at)
  const near = day === addDays(say.today, 1) ? words.tomorrow : say.nearDate(day)
  return `${say.clockOf(at)} ${near}`
}

/** What was promised with its time, unless the words name a time themselves. */
export function titleOf(row: Row, words: PromiseWords['left'], say: Shows): string {
  if (!row.promisedDue || row.target === 'standing' || /\d{1,2}\s*(:|giờ|h\b)/u.test(row.words)) return row.words
  return `${row.words} ${dueWords(row.promisedDue, row.isDay, words, say)}`
}

export const willBeLate = (row: Row): boolean =>
  row.state === 'open' && row.forecast !== null && row.promisedDue !== null && row.forecast > row.promisedDue

/** The drawing of a row and its colour; the group's name says it in words. */
export function markOf(row: Row, now: number): { icon: IconName; tone: Tone | 't3' } {
  if (row.isPaused) return { icon: 'none', tone: 't3' }
  if (row.stage === 'slipped') return { icon: 'close', tone: 'danger' }
  if (row.stage === 'mending') return { icon: 'back', tone: 'info' }
  if (row.stage === 'risk') {
    const isNear = row.promisedDue !== null && Date.parse(row.promisedDue) - now < HALF_A_DAY
    return { icon: 'warning', tone: isNear ? 'danger' : 'warn' }
  }
  if (row.state === 'kept') return { icon: row.isExceeded ? 'star' : 'check', tone: 'ok' }
  if (row.state === 'late') return { icon: 'clock', tone: 'warn' }
  if (row.state === 'broken') return { icon: 'close', tone: 'danger' }
  if (row.state === 'withdrawn') return { icon: 'none', tone: 't3' }
  return { icon: row.target === 'standing' ? 'promise' : 'clock', tone: 't3' }
}

/** What stands beside the title of a promise: a word and its colour. */
export function badgeOf(row: Row, words: PromiseWords): { words: string; tone: Tone; icon: IconName } | undefined {
  if (row.isPaused) return { words: words.badges.paused, tone: 'plain', icon: 'clock' }
  if (row.stage === 'risk')
    return willBeLate(row)
      ? { words: words.badges.willBeLate, tone: 'danger', icon: 'warning' }
      : { words: words.badges.risk, tone: 'warn', icon: 'warning' }
  if (row.stage === 'slipped') return { words: words.badges.slipped, tone: 'danger', icon: 'close' }
  if (row.stage === 'mending') return { words: words.badges.mending, tone: 'info', icon: 'back' }
  if (row.state === 'kept') return { words: words.states.kept, tone: 'ok', icon: row.isExceeded ? 'star' : 'check' }
  if (row.state === 'late') return { words: words.states.late, tone: 'warn', icon: 'clock' }
  if (row.state === 'broken') return { words: words.states.broken, tone: 'danger', icon: 'close' }
  if (row.state === 'withdrawn') return { words: words.states.withdrawn, tone: 'plain', icon: 'none' }
  return undefined
}

/** Whether somebody is told in words when it slips; of other promises it is only noted. */
export const hasLetter = (direction: Row['direction']): boolean => direction === 'to-customer' || direction === 'to-partner'

/** Who keeps it, as the second line of a row says it. */
export function holderOf(row: Row, words: PromiseWords): string {
  if (row.holderName) return words.heldBy(row.holderName)
  if (row.team) return words.heldByTeam(words.teams[row.team])
  return words.heldByNobody
}

/** The second line of a row: with whom, and what matters most of the rest. */
export function underOf(row: Row, now: number, words: PromiseWords, say: Shows): string {
  const who = row.direction === 'from-supplier' || row.direction === 'from-partner' ? words.theirs(row.calledAs) : row.calledAs
  const late = row.stage === 'slipped' ? latenessOf(row, now, words.left, say) : ''
  const rest = row.becauseOf && row.stage !== 'done' ? words.because(row.becauseOf) : late || holderOf(row, words)
  return [row.direction === 'inside' && !who ? words.directions.inside : who, rest].filter(Boolean).join(' · ')
}

/** How many there are, as a list says it: very many are not counted one by one. */
export const howMany = (
  { count, isExact }: { count: number; isExact: boolean },
  words: { about(count: string): string },
  say: Shows,
): string => (isExact ? say.number(count) : words.about(say.number(count)))
