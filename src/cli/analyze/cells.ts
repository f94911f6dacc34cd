/** What the cells of an order export say: whose row it is, whether it was cancelled or given back, how much. */
import type { Row } from '../../platform/tabular/row.ts'
import { fold, tidy } from '../../values/text.ts'
import { amountReader } from './amounts.ts'
import type { Columns, LogField } from './columns.ts'

const NOBODY = /^(?:nan|null|none|n a|na|khach le|khach vang lai|vang lai|guest|walk in|anonymous|unknown|khong ro|an danh)$/
export const CANCELLED = /huy|cancel|void|no show|khong den|refunded|da hoan tien|returned|da tra hang|failed|that bai/
const REFUND = /tra hang|tra lai|hoan tien|hoan tra|refund|return|credit/
const YES = /^(?:1|y|yes|x|true|co|dung)$/

/** A fingerprint of 53 bits (FNV-1a, twice): of a million codes two agree once in ten thousand files, and then only their refunds are confused. */
export function fingerprint(text: string): number {
  if (text === '') return 0
  let [one, other] = [0x811c9dc5, 0x9747b28c]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    one = Math.imul(one ^ code, 0x01000193)
    other = Math.imul(other ^ code, 0x5bd1e995) ^ (other >>> 15)
  }
  return 1 + (one >>> 0) * 0x200000 + ((other >>> 0) & 0x1fffff)
}

/** Codes as programs make them: nothing in them to put right, and no word that means nobody. */
const PLAIN_CODE = /^[A-Za-z_-]{0,8}\d[\w-]{0,20}$/

/** A piece of a stretch of text keeps the whole stretch in memory; a copy does not, nor does a piece of a few letters. */
export const copied = (text: string): string => (text.length < 13 ? text : Buffer.from(text, 'utf8').toString('utf8'))

/** A mail address in any letters, a phone in any groups: the same customer. */
function asIdentity(name: string): string {
  if (name.includes('@')) return name.toLowerCase()
  return /^(?:0|\+84)[\d\s().-]{8,}$/.test(name) ? name.replace(/[^\d+]/g, '').replace(/^\+84/, '0') : name
}

export function internedNames(): { of(text: string): number; names: string[] } {
  const numbers = new Map<string, number>()
  const names: string[] = []
  return {
    names,
    of(cell) {
      const known = numbers.get(cell)
      if (known !== undefined) return known
      if (PLAIN_CODE.test(cell)) {
        const code = copied(cell)
        numbers.set(code, names.length)
        return names.push(code) - 1
      }
      const name = asIdentity(tidy(cell))
      const isNobody = name === '' || /^[-–—.]+$/.test(name) || NOBODY.test(fold(name))
      const same = numbers.get(name)
      const number = isNobody ? -1 : (same ?? names.push(copied(name)) - 1)
      numbers.set(copied(cell), number)
      if (!isNobody && same === undefined) numbers.set(names[number] ?? name, number)
      return number
    },
  }
}

export type Cells = { of(field: LogField): string; has(field: LogField): boolean; row: string[] }

export function cellsBy(columns: Columns): Cells {
  const cells: Cells = {
    row: [],
    of: (field) => {
      const at = columns[field]
      return at === undefined ? '' : (cells.row[at] ?? '')
    },
    has: (field) => columns[field] !== undefined,
  }
  return cells
}

export function remembered<T>(ask: (folded: string) => T): (cell: string) => T {
  const known = new Map<string, T>()
  return (cell) => {
    const found = known.get(cell)
    if (found !== undefined) return found
    const answer = ask(fold(cell))
    if (known.size < 1000) known.set(cell, answer)
    return answer
  }
}

/** The amount in the row, negative for money given back; null where there is none to read. */
export function amountsFor(
  columns: Columns,
  sample: readonly Row[],
  currency: string | null,
): (cells: Cells) => number | 'empty' | 'not-a-number' {
  const cellsOf = (field: LogField): string[] => sample.map(({ cells }) => cells[columns[field] ?? -1] ?? '')
  const isRefund = remembered((text) => YES.test(text) || REFUND.test(text))
  const marked = (cells: Cells, amount: number): number =>
    amount > 0 && cells.has('refund') && isRefund(cells.of('refund')) ? -amount : amount
  if (columns.unit_price !== undefined && columns.quantity !== undefined) {
    const price = amountReader(cellsOf('unit_price'), currency)
    const count = amountReader(cellsOf('quantity'), null)
    return (cells) => {
      if (cells.of('unit_price').trim() === '' || cells.of('quantity').trim() === '') return 'empty'
      const amount = price(cells.of('unit_price')) * count(cells.of('quantity'))
      return Number.isNaN(amount) ? 'not-a-number' : marked(cells, amount)
    }
  }
  const read = amountReader(cellsOf('amount'), currency)
  return (cells) => {
    const text = cells.of('amount')
    if (text.trim() === '') return 'empty'
    const amount = read(text)
    return Number.isNaN(amount) ? 'not-a-number' : marked(cells, amount)
  }
}
