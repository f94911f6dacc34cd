/**
 * Days as they stand in a file, whatever the order of day and month. 3/4/2026 is read both ways, and which way was meant is settled when the whole
 * file has been seen: its first thousand rows may all be of one day. A moment with an offset becomes the day in the store's zone; one without is the
 * store's own clock. The zone of the machine plays no part.
 */
import { dayNumber, type InstantParts, readInstantParts, readSerial } from '../../values/civil-date.ts'
import { dayIn } from '../../values/zone.ts'

export type OrderSaid = 'dmy' | 'mdy' | 'ymd'

/** `day` with the day first, `other` with the month first; the same where there is no doubt. */
export type ReadDay = {
  day: number
  other: number
  /** Which order of the two this text alone allows. */
  proves: 'day-first' | 'month-first' | null
  problem: null
}
export type UnreadDay = { problem: 'no-such-day' | 'not-a-date' | 'empty' }

const MOST_KEPT = 50_000
/** A day, and behind it a clock without an offset: the day alone is what counts. */
const DAY_AND_CLOCK = /^(\S{6,10})[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?: ?[AaPp]\.?[Mm]\.?)?$/

export function dayReader({
  said,
  zone,
  epoch,
}: {
  said: OrderSaid | null
  zone: string
  epoch: 1900 | 1904
}): (text: string) => ReadDay | UnreadDay {
  const known = new Map<string, ReadDay | UnreadDay>()
  const dayOf = (parts: InstantParts): number => {
    if (parts.offsetMinutes === undefined) return dayNumber(parts.day)
    return dayNumber(dayIn(zone, (dayNumber(parts.day) * 86_400 + parts.seconds - parts.offsetMinutes * 60) * 1000))
  }
  const alone = (text: string): ReadDay | UnreadDay => {
    const written = said === 'ymd' ? text.replace(/^(\d{2})([/.-])(?=\d{1,2}\2\d{1,2}(?!\d))/, '20$1$2') : text
    const dayFirst = readInstantParts(written, 'day-first')
    const monthFirst = readInstantParts(written, 'month-first')
    if (said === 'dmy' || said === 'mdy') {
      const asSaid = said === 'dmy' ? dayFirst : monthFirst
      if (!('problem' in asSaid)) return { day: dayOf(asSaid), other: dayOf(asSaid), proves: null, problem: null }
    } else if (!('problem' in dayFirst)) {
      const day = dayOf(dayFirst)
      if (!('problem' in monthFirst)) return { day, other: dayOf(monthFirst), proves: null, problem: null }
      return { day, other: day, proves: 'day-first', problem: null }
    } else if (!('problem' in monthFirst)) {
      const day = dayOf(monthFirst)
      return { day, other: day, proves: 'month-first', problem: null }
    }
    const problem = 'problem' in dayFirst ? dayFirst.problem : 'not-a-date'
    const serial = problem === 'serial' ? readSerial(Number(text.replace(',', '.')), epoch) : null
    if (serial === null) return { problem: problem === 'serial' ? 'not-a-date' : problem }
    return { day: dayNumber(serial.day), other: dayNumber(serial.day), proves: null, problem: null }
  }
  return (cell) => {
    const text = cell.trim()
    if (text === '') return { problem: 'empty' }
    const key = text.length <= 10 ? text : (DAY_AND_CLOCK.exec(text)?.[1] ?? text)
    const found = known.get(key)
    if (found !== undefined) return found
    const read = alone(key)
    if (known.size < MOST_KEPT) known.set(key, read)
    return read
  }
}

export type OrderSettled = {
  order: 'day-first' | 'month-first'
  /** Days that could be either, where nothing in the file says which. */
  assumed: number
  /** Rows that the chosen order does not allow. */
  against: number[]
}

/** Steps backwards along the file: an export is mostly in the order of time. */
function backwards(days: Int32Array): number {
  let steps = 0
  for (let row = 1; row < days.length; row++) if ((days[row] ?? 0) < (days[row - 1] ?? 0)) steps++
  return steps
}

/** `proofs`: 1 for day first, 2 for month first, 0 for neither. */
export function settleOrder(days: Int32Array, others: Int32Array, proofs: Int32Array): OrderSettled {
  let [dayFirst, monthFirst, open] = [0, 0, 0]
  for (let row = 0; row < days.length; row++) {
    if (proofs[row] === 1) dayFirst++
    else if (proofs[row] === 2) monthFirst++
    else if (days[row] !== others[row]) open++
  }
  const isProven = dayFirst + monthFirst > 0
  const order = isProven
    ? monthFirst > dayFirst
      ? 'month-first'
      : 'day-first'
    : open > 0 && backwards(others) === 0 && backwards(days) > 0
      ? 'month-first'
      : 'day-first'
  const wrong = order === 'day-first' ? 2 : 1
  const against: number[] = []
  if (dayFirst > 0 && monthFirst > 0)
    proofs.forEach((proof, row) => {
      if (proof === wrong) against.push(row)
    })
  return { order, assumed: isProven ? 0 : open, against }
}
