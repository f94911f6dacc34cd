import { readInstantParts, readSerial } from '../../values/civil-date.ts'
import { readAmount } from '../../values/money.ts'
import { fold } from '../../values/text.ts'
import { dayIn, toInstant } from '../../values/zone.ts'
import type { BulkOrder } from '../orders/public.ts'
import { codeKey, lineAt, type OrderKind, type OrderLine, type OrderState, type PaidBy, summaryOf } from '../orders/public.ts'
import { readContact } from '../people/public.ts'
import { CellRefused, isNothing, type RowNotes, readLine, readWords } from './cells.ts'
import type { Plan } from './plan.ts'
import { cardOf, orEmpty, type RowCells } from './read-customer.ts'
import type { Field } from './rules.ts'
import { addTotal, type Tally } from './tally.ts'

type Moment = { at: number; day: string; hasTime: boolean }

/** A clock at the counter may run this much ahead of ours, in milliseconds. */
const AHEAD = 5 * 60_000

function momentOf(field: string, text: string, plan: Plan, notes: RowNotes): Moment {
  const read = readInstantParts(text, plan.dateOrder)
  if ('problem' in read) {
    const serial = read.problem === 'serial' ? readSerial(Number(text.replace(',', '.')), plan.epoch) : null
    if (!serial) throw new CellRefused(field, read.problem === 'serial' ? 'not-a-date' : read.problem)
    notes.repairs.push('serial-date')
    return { at: toInstant(serial.day, serial.seconds, plan.zone), day: serial.day, hasTime: serial.seconds > 0 }
  }
  if (read.doubtful && !plan.isOrderSaid) notes.doubts.push('date')
  if (read.offsetMinutes === undefined) return { at: toInstant(read.day, read.seconds, plan.zone), day: read.day, hasTime: read.hasTime }
  const at = Date.parse(`${read.day}T00:00:00Z`) + read.seconds * 1000 - read.offsetMinutes * 60_000
  return { at, day: dayIn(plan.zone, at), hasTime: true }
}

function placedAt(cells: RowCells, plan: Plan, notes: RowNotes): Moment {
  const text = cells.first('at').trim()
  if (text === '') throw new CellRefused('at', 'empty')
  const time = cells.first('time').trim()
  const alone = momentOf('at', text, plan, notes)
  if (time === '' || alone.hasTime) return checkPast(alone, plan)
  const seconds = /^0?[.,]\d+$/.test(time) ? Math.round(Number(time.replace(',', '.')) * 86_400) : undefined
  if (seconds !== undefined) return checkPast({ ...alone, at: toInstant(alone.day, seconds, plan.zone) }, plan)
  const read = readInstantParts(`${alone.day} ${time}`)
  if ('problem' in read) throw new CellRefused('time', 'not-a-date')
  return checkPast({ ...alone, at: toInstant(alone.day, read.seconds, plan.zone) }, plan)
}

function checkPast(moment: Moment, plan: Plan): Moment {
  if (moment.at > plan.now.getTime() + AHEAD) throw new CellRefused('at', 'in-the-future')
  return moment
}

export const firstOf = <T>(table: readonly (readonly [RegExp, T])[], text: string): T | undefined =>
  table.find(([words]) => words.test(text))?.[1]

const KINDS: readonly (readonly [RegExp, OrderKind])[] = [
  [/tra hang|tra lai|hoan tien|hoan tra|refund|return|credit/, 'refund'],
  [/luu tru|o lai|dat phong|phong|stay|booking|room|reservation|hotel/, 'stay'],
  [/dich vu|service|treatment|lieu trinh|spa/, 'service'],
  [/ban|sale|mua|order|don|hang|purchase|invoice/, 'sale'],
]

const STATES: readonly (readonly [RegExp, OrderState])[] = [
  [/huy|cancel|void|no show|khong den/, 'cancelled'],
  [/hoan thanh|hoan tat|da xong|xong|done|complete|closed|paid|da thanh toan|da tra|finished|fulfilled|check(?:ed)? ?out/, 'done'],
  [/da giao|giao thanh cong|delivered|da nhan/, 'delivered'],
  [/dang giao|da gui|shipped|sent|in transit|on the way|left/, 'left'],
  [/dang o|dang xu ly|dang lam|in house|check(?:ed)? ?in|open|processing|pending|in progress|cho/, 'open'],
  [/da dat|dat|booked|confirmed|xac nhan|reserved|moi|new/, 'booked'],
]

const WAYS: readonly (readonly [RegExp, PaidBy['method']])[] = [
  [/cod|thu ho/, 'cod'],
  [/tien mat|cash|^tm$/, 'cash'],
  [/chuyen khoan|transfer|bank|^ck$|vietqr|qr/, 'transfer'],
  [/momo|zalopay|vnpay|shopeepay|moca|vi |wallet|paypal|apple pay|google pay/, 'wallet'],
  [/cong no|ghi no|account|on credit|^no$/, 'account'],
  [/the|card|visa|master|amex|jcb|napas|credit|debit|pos/, 'card'],
]

const BRANDS = /visa|mastercard|master|amex|american express|jcb|napas|unionpay|diners|discover/i

function paidBy(cells: RowCells, plan: Plan, notes: RowNotes): PaidBy | null {
  const text = readLine(cells.first('paid-by'), 'paid-by', 80, notes)
  const lastFour = orEmpty(plan, 'card', null, notes, () => cardOf(cells.first('card'), notes))
  const brandText = readLine(cells.first('card-brand'), 'card-brand', 30, notes) || (BRANDS.exec(text)?.[0] ?? '')
  const method = text === '' ? undefined : firstOf(WAYS, fold(text))
  if (text !== '' && method === undefined) notes.doubts.push('paid-by')
  const known = method ?? (lastFour || brandText ? 'card' : undefined)
  return known ? { method: known, brand: brandText || null, lastFour: known === 'card' ? lastFour : null } : null
}

export function amountOf(field: Field, text: string, currency: string, plan: Plan): number {
  const read = readAmount(text, currency, plan.decimalMark)
  if ('problem' in read) throw new CellRefused(field, read.problem)
  return read.minor
}

const optionalAmount = (field: 'discount' | 'cost', cells: RowCells, currency: string, plan: Plan, notes: RowNotes): number | null => {
  const text = cells.first(field).trim()
  return text === '' ? null : orEmpty(plan, field, null, notes, () => amountOf(field, text, currency, plan))
}

export function currencyOf(cells: RowCells, plan: Plan): string {
  const text = cells.first('currency').trim().toUpperCase()
  if (text === '') return plan.currency
  const code = text === 'Đ' || text === '₫' || text === 'VNĐ' ? 'VND' : text
  if (!/^[A-Z]{3}$/.test(code)) throw new CellRefused('currency', 'not-a-currency')
  return code
}

/** Who bought: what the file says of them, and the key under which all rows of one buyer meet. */
function buyerOf(
  cells: RowCells,
  plan: Plan,
  notes: RowNotes,
): Pick<BulkOrder, 'buyerKey' | 'buyerCode' | 'buyerName' | 'buyerPhone' | 'buyerMail'> {
  const code = readLine(cells.first('customer'), 'customer', 80, notes)
  const name = readLine(cells.first('customer-name'), 'customer-name', 300, notes)
  const phone = contactOf('customer-phone', 'phone', cells, plan, notes)
  const mail = contactOf('customer-mail', 'mail', cells, plan, notes)
  const known = { buyerCode: code || null, buyerName: name || null, buyerPhone: phone, buyerMail: mail }
  if (code) return { buyerKey: `c:${plan.source}:${code}`, ...known }
  if (!phone && !mail && !name) throw new CellRefused('customer', 'no-customer')
  return { buyerKey: `${phone ? `p:${phone}` : mail ? `m:${mail}` : 'n:'}|${fold(name)}`, ...known }
}

function contactOf(
  field: 'customer-phone' | 'customer-mail',
  kind: 'phone' | 'mail',
  cells: RowCells,
  plan: Plan,
  notes: RowNotes,
): string | null {
  const cell = cells.first(field)
  if (cell === '') return null
  return orEmpty(plan, field, null, notes, () => {
    const text = readLine(cell, field, 254, { repairs: [], doubts: [] })
    if (isNothing(text)) return null
    const read = readContact(kind, text, plan.country)
    if ('problem' in read) throw new CellRefused(field, read.problem)
    notes.repairs.push(...read.repairs)
    return kind === 'phone' ? text : read.contact.value
  })
}

const ATTRIBUTES = ['room', 'view', 'size'] as const

function linesOf(cells: RowCells, plan: Plan, notes: RowNotes): OrderLine[] {
  const product = cells
    .all('product')
    .map((cell) => readWords(cell, 'product', 200, notes))
    .filter((text) => text !== '')
    .join(', ')
  const attributes: Record<string, string> = {}
  for (const attribute of ATTRIBUTES) {
    const text = readWords(cells.first(attribute), attribute, 120, notes)
    if (text !== '') attributes[attribute] = text
  }
  const name = product || attributes['room'] || ''
  if (name === '') return []
  const quantityText = cells.first('quantity').trim()
  const quantity = quantityText === '' ? 1 : Math.abs(Number(quantityText.replace(',', '.')))
  if (!(quantity > 0) || quantity > 1_000_000) {
    if (!plan.leaveEmpty.has('quantity')) throw new CellRefused('quantity', 'not-a-number')
    return [{ product: name.slice(0, 200), quantity: 1, attributes }]
  }
  return [{ product: name.slice(0, 200), quantity, attributes }]
}

export function dayOf(field: 'starts' | 'ends' | 'coming-on', cells: RowCells, plan: Plan, notes: RowNotes): string | null {
  const text = cells.first(field).trim()
  return isNothing(text) ? null : orEmpty(plan, field, null, notes, () => momentOf(field, text, plan, notes).day)
}

function wordOf<T>(
  field: 'kind' | 'state',
  cells: RowCells,
  plan: Plan,
  notes: RowNotes,
  table: readonly (readonly [RegExp, T])[],
): T | undefined {
  const text = readLine(cells.first(field), field, 80, notes)
  if (text === '') return undefined
  const found = firstOf(table, fold(text))
  if (found === undefined && !plan.leaveEmpty.has(field)) notes.doubts.push(field)
  return found
}

/** One row of a list of orders as it is staged; throws CellRefused. Its amount enters the totals. */
export function readOrder(line: number, cells: RowCells, plan: Plan, notes: RowNotes, tally: Tally): BulkOrder {
  const buyer = buyerOf(cells, plan, notes)
  const placed = placedAt(cells, plan, notes)
  const currency = currencyOf(cells, plan)
  const amountText = cells.first('amount').trim()
  if (amountText === '') throw new CellRefused('amount', 'empty')
  const amount = amountOf('amount', amountText, currency, plan)
  const code = readLine(cells.first('code'), 'code', 80, notes) || null
  const startsOn = dayOf('starts', cells, plan, notes)
  const endsOn = dayOf('ends', cells, plan, notes)
  if (startsOn && endsOn && endsOn < startsOn) throw new CellRefused('ends', 'ends-before-start')
  const said = wordOf('kind', cells, plan, notes, KINDS)
  const isRefund = amount < 0 || (said === 'refund' && amount !== 0)
  const kind = isRefund ? 'refund' : said && said !== 'refund' ? said : startsOn ? 'stay' : 'sale'
  const state = wordOf('state', cells, plan, notes, STATES) ?? (startsOn && startsOn > plan.today ? 'booked' : 'done')
  const total = isRefund ? -Math.abs(amount) : amount
  const lines = linesOf(cells, plan, notes)
  const order: BulkOrder = {
    line,
    ...buyer,
    placedAt: placed.at,
    day: placed.day,
    lineAt: startsOn ? lineAt({ placedAt: new Date(placed.at), day: placed.day, startsOn, state }, plan.zone).getTime() : placed.at,
    kind,
    code,
    codeKey: code === null ? null : codeKey(code),
    startsOn,
    endsOn,
    state,
    channel: readWords(cells.first('channel'), 'channel', 40, notes) || null,
    currency,
    total,
    discount: optionalAmount('discount', cells, currency, plan, notes),
    cost: optionalAmount('cost', cells, currency, plan, notes),
    lines,
    summary: lines.length === 0 ? '' : summaryOf(lines),
    paidBy: paidBy(cells, plan, notes),
  }
  addTotal(tally, currency, total)
  return order
}
