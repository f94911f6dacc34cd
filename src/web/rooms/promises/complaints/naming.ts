import { addDays } from '#values/civil-date.ts'
import type { Tone } from '../../../kit/chip.tsx'
import type { IconName } from '../../../kit/icons.tsx'
import type { Say } from '../../../shell/say.ts'
import { dueWords, momentWords } from '../naming.ts'
import type { PromiseWords } from '../words.data.ts'
import type { Complained, ComplaintRow } from './complaint-data.ts'
import type { ComplaintWords } from './words.data.ts'

/** How complaints are said: what is next, by when, and how they stand. */

export const complaintPath = (id: string): string => `/promises/complaints?complaint=${id}`

/** Whether what is next should have been done by now. */
export const isOverdue = ({ due, isDueDay, state }: ComplaintRow, now: number, say: Pick<Say, 'dayOf' | 'today'>): boolean =>
  due !== null && state !== 'closed' && (isDueDay ? say.dayOf(due) < say.today : Date.parse(due) < now)

/** "Trả lời, trước 17:00 hôm nay"; closed ones by the day on which they were. */
export function nextWords(row: ComplaintRow, words: ComplaintWords, left: PromiseWords['left'], say: Say): string {
  if (row.closedAt) return `${words.states.closed} ${say.nearDate(say.dayOf(row.closedAt))}`
  if (!row.next) return words.states[row.state]
  return row.due ? `${words.nexts[row.next]}, ${dueWords(row.due, row.isDueDay, left, say)}` : words.nexts[row.next]
}

/** The drawing of a row and its colour; the words beside it say the same. */
export function markOf(row: ComplaintRow, now: number, say: Pick<Say, 'dayOf' | 'today'>): { icon: IconName; tone: Tone | 't3' } {
  if (row.state === 'closed') return row.decision === 'rejected' ? { icon: 'none', tone: 't3' } : { icon: 'check', tone: 'ok' }
  if (isOverdue(row, now, say)) return { icon: 'warning', tone: 'danger' }
  if (row.severity === 3 || row.touches) return { icon: 'warning', tone: 'warn' }
  return row.next === 'close' ? { icon: 'check', tone: 'info' } : { icon: 'clock', tone: 't3' }
}

export type Drawn = { step: keyof ComplaintWords['states']; at: string | null; is: 'done' | 'now' | 'skipped' | 'ahead'; note: string }

const order = ['received', 'acknowledged', 'assessed', 'investigating', 'answered', 'closed'] as const

/** The steps as they are drawn: with the time of each, what was promised for the one that is next, and what was left out. */
export function stepsOf(one: Complained, words: ComplaintWords, left: PromiseWords['left'], say: Say): Drawn[] {
  const times: Record<(typeof order)[number], string | null> = {
    received: one.receivedAt,
    acknowledged: one.acknowledgedAt,
    assessed: one.assessedAt,
    investigating: one.investigatingAt,
    answered: one.answeredAt,
    closed: one.closedAt,
  }
  const reached = order.findLastIndex((step) => times[step] !== null)
  const isLate = { acknowledged: one.isAcknowledgedInTime === false, answered: one.isAnsweredInTime === false }
  const promised = { acknowledged: one.promises.acknowledging, answered: one.promises.deciding }
  return order.map((step, place): Drawn => {
    const at = times[step]
    const promise = step === 'acknowledged' || step === 'answered' ? promised[step] : null
    if (at) {
      const late = (step === 'acknowledged' || step === 'answered') && isLate[step] ? ` · ${words.steps.late}` : ''
      return { step, at, is: 'done', note: `${momentWords(at, left, say)}${late}` }
    }
    const isWaiting = promise?.state === 'open' && promise.promisedDue !== null
    if (isWaiting && promise.promisedDue)
      return { step, at: null, is: 'now', note: words.steps.until(dueWords(promise.promisedDue, isWholeDay(promise), left, say)) }
    return { step, at: null, is: place < reached ? 'skipped' : 'ahead', note: place < reached ? words.steps.skipped : words.steps.not }
  })
}

/** A new time after a slip was told with its hour. */
const isWholeDay = ({ isDay, promisedDue, firstDue }: NonNullable<Complained['promises']['deciding']>): boolean =>
  isDay && promisedDue === firstDue

/** The day a week ahead, which a prevention is offered. */
export const inAWeek = (today: string): string => addDays(today, 7)
