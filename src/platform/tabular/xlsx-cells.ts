/** How a spreadsheet's cells become text: numbers in full, days as ISO text, marks of the file format undone. */
import { readSerial } from '#values/civil-date.ts'

/** What a cell's style says about its number. */
export type NumberStyle = 'plain' | 'day' | 'moment' | 'clock' | { zeros: number }

const DAY_IDS = new Set([14, 15, 16, 17, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58])
const CLOCK_IDS = new Set([18, 19, 20, 21, 32, 33, 45, 47])

/** The meaning of a number format (ECMA-376, 18.8.30 and 18.8.31): built in by `id`, or written out as `code`. */
export function numberStyle(id: number, code: string | undefined): NumberStyle {
  if (code === undefined) {
    if (DAY_IDS.has(id)) return 'day'
    if (CLOCK_IDS.has(id)) return 'clock'
    return id === 22 ? 'moment' : 'plain'
  }
  if (/^0{2,30}$/.test(code)) return { zeros: code.length }
  const first = (code.replace(/"[^"]*"|\\.|_.|\*./g, '').split(';')[0] ?? '').toLowerCase()
  // Hours in brackets are a length of time, not a time of day.
  if (/\[(?:h+|m+|s+)\]/.test(first)) return 'plain'
  const letters = first.replace(/\[[^\]]*\]|general|am\/pm|a\/p/g, '')
  // Digits have a place in a day's format only as parts of a second.
  if (/[#0?]/.test(letters.replace(/s[.,]0+/g, 's'))) return 'plain'
  const hasDay = /[dy]/.test(letters) || (/m/.test(letters) && !/[hs]/.test(letters))
  const hasClock = /[hs]/.test(letters)
  if (hasDay) return hasClock ? 'moment' : 'day'
  return hasClock ? 'clock' : 'plain'
}

/** A number as its style means it: '933000111', '1988-10-20', '1988-10-20T08:26:00', '08:26:00'. */
export function showNumeric(raw: string, style: NumberStyle, epoch: 1900 | 1904): string {
  const number = Number(raw)
  if (raw.trim() === '' || !Number.isFinite(number)) return raw
  if (style === 'plain') return plainNumber(number)
  if (typeof style === 'object')
    return Number.isInteger(number) && number >= 0 ? plainNumber(number).padStart(style.zeros, '0') : plainNumber(number)
  const moment = readSerial(number, epoch)
  if (moment === null) return plainNumber(number)
  if (style === 'clock' && number < 1) return clock(moment.seconds)
  return moment.seconds === 0 ? moment.day : `${moment.day}T${clock(moment.seconds)}`
}

/** Fifteen figures, as spreadsheets keep them, and never an exponent. */
export function plainNumber(number: number): string {
  if (Number.isInteger(number) && Math.abs(number) < 1e15) return String(number)
  const [figures = '0', exponent = '0'] = number.toExponential(14).split('e')
  const isNegative = figures.startsWith('-')
  const digits = figures.replace(/[-.]/g, '')
  const point = Number(exponent) + 1
  if (point > 40 || point < -40) return String(number)
  const padded = point <= 0 ? `${'0'.repeat(1 - point)}${digits}` : digits.padEnd(point, '0')
  const whole = padded.slice(0, Math.max(1, point))
  const rest = padded.slice(Math.max(1, point)).replace(/0+$/, '')
  return `${isNegative ? '-' : ''}${whole}${rest === '' ? '' : `.${rest}`}`
}

function clock(seconds: number): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

/** An ISO cell (t="d"): midnight is left out. */
export function showIso(raw: string): string {
  return raw.replace(/T00:00(?::00(?:\.0+)?)?(?:Z)?$/, '').replace(/\.\d+$/, '')
}

/** Undoes _x000D_ (ECMA-376, 22.9.2.19), by which characters that XML cannot hold are written. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))).replace(/\r\n?/g, '\n')
}

/** The column of a cell such as "AB12", counted from 0; -1 when it names none. */
export function columnOf(reference: string): number {
  let column = 0
  let at = 0
  for (; at < reference.length; at += 1) {
    const code = reference.charCodeAt(at) & ~0x20
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
    if (column > 1e6) return -1
  }
  return column - 1
}
