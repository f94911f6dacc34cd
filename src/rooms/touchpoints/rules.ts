import type { Touchpoint } from './touchpoint.ts'

/** Where a page of a customer's history ended: the time and the id of its last line. */
export type PageMark = { at: Date; id: string }

const MARK = /^(-?[0-9a-z]{1,11})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/
/** The furthest that a `Date` reaches from 1970. */
const FURTHEST = 8.64e15

export const writePageMark = ({ at, id }: PageMark): string => `${at.getTime().toString(36)}.${id}`

/** Undefined for what no page ended with. */
export function readPageMark(text: string): PageMark | undefined {
  const [, time = '', id = ''] = MARK.exec(text) ?? []
  const at = Number.parseInt(time, 36)
  return id && Math.abs(at) <= FURTHEST ? { at: new Date(at), id } : undefined
}

/** Of one row more than a page holds: the page, and the mark for the next one if there is any. */
export function cutPage<Row extends { id: string }>(rows: readonly Row[], limit: number, at: (row: Row) => Date) {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { page, next: rows.length > limit && last ? writePageMark({ at: at(last), id: last.id }) : null }
}

/** A clock at the counter may run this much ahead of ours, in milliseconds. */
const AHEAD = 5 * 60_000

/** The time that was told, but never later than now; undefined when it truly lies ahead. */
export function notLaterThan(now: Date, told: Date): Date | undefined {
  if (told <= now) return told
  return told.getTime() <= now.getTime() + AHEAD ? now : undefined
}

/** A call or a visit is a fact by itself; a note without words says nothing. */
export const saysNothing = ({ kind, body, outcome }: Pick<Touchpoint, 'kind' | 'body' | 'outcome'>): boolean =>
  kind === 'note' && !body && !outcome

/** A line that another room wrote is changed there, where what it is about is changed. */
export const isWrittenByHand = (line: Pick<Touchpoint, 'about'>): boolean => line.about === null
