/** Amounts as they stand in a file, in whole units of the currency: the marks of the first thousand rows say how all are written. */
import { minorDigits, readAmount } from '../../values/money.ts'

const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/₫|\bvnd\b|vnđ|đồng|\dđ$/i, 'VND'],
  [/us\$|\$|\busd\b/i, 'USD'],
  [/€|\beur\b/i, 'EUR'],
  [/£|\bgbp\b/i, 'GBP'],
  [/\bjpy\b|円/i, 'JPY'],
  [/฿|\bthb\b/i, 'THB'],
]

/** The currency that a heading such as "Amount (USD)" or the amounts themselves name; null where nothing does. */
export function currencyNamed(heading: string, cells: readonly string[]): string | null {
  const inHeading = /[([_\s]([A-Z]{3})\b/.exec(heading)?.[1] ?? SIGNS.find(([sign]) => sign.test(heading.replaceAll('_', ' ')))?.[1]
  if (inHeading !== undefined && (SIGNS.some(([, code]) => code === inHeading) || minorDigits(inHeading) !== 2)) return inHeading
  const filled = cells.filter((cell) => /\d/.test(cell))
  return SIGNS.find(([sign]) => filled.length > 0 && filled.filter((cell) => sign.test(cell)).length * 2 > filled.length)?.[1] ?? null
}

/** The mark before decimals that the cells prove; null where they have none. */
function decimalMark(cells: readonly string[]): '.' | ',' | null {
  const bare = cells.map((cell) => cell.replace(/[^\d.,]/g, ''))
  const ends = (mark: string): number =>
    bare.filter((cell) => new RegExp(`^0?\\${mark}\\d+$|\\${mark}(?:\\d{1,2}|\\d{4,})$`).test(cell)).length
  const [points, commas] = [ends('.'), ends(',')]
  if (points > 0 && commas === 0) return '.'
  return commas > 0 && points === 0 ? ',' : null
}

const PLAIN = /^-?\d+(?:\.\d+)?$/
const WHOLE = /^-?\d+$/

/** NaN for what is no amount. */
export function amountReader(cells: readonly string[], currency: string | null): (cell: string) => number {
  const mark = decimalMark(cells)
  const plain = mark === '.' ? PLAIN : WHOLE
  const code = currency ?? (mark === null ? 'VND' : 'USD')
  const scale = 10 ** minorDigits(code)
  return (cell) => {
    const text = cell.trim()
    if (plain.test(text)) return Number(text)
    const read = readAmount(text, code, mark ?? undefined)
    if (!('problem' in read)) return read.minor / scale
    // Programs write sums with more decimals than any coin has.
    const tidy = mark === null ? '' : text.replaceAll(mark === '.' ? ',' : '.', '').replace(mark, '.')
    return read.problem === 'too-many-decimals' && PLAIN.test(tidy) ? Number(tidy) : Number.NaN
  }
}
