import type { z } from 'zod'
import type { recordOrder } from '#rooms/orders/contract.ts'
import { readDay } from '#values/civil-date.ts'
import { toInstant } from '#values/zone.ts'
import { type Amount, isUnreadable, noAmount } from './amount.ts'
import type { Paying } from './paying-dialog.tsx'

export type Body = z.input<NonNullable<typeof recordOrder.body>>
export type FormKind = 'sale' | 'stay' | 'service'
export type FormLine = { id: number; product: string; quantity: string; amount: Amount }
/** An order as it stands in the form; days are as typed, day first. */
export type Form = {
  kind: FormKind
  day: string
  from: string
  to: string
  room: string
  view: string
  lines: FormLine[]
  /** Undefined: summed from the lines. */
  total: Amount | undefined
  discount: Amount
  state: NonNullable<Body['state']>
  channel: string
  paying: Paying
  code: string
}

let nextLine = 1
export const emptyLine = (): FormLine => ({ id: nextLine++, product: '', quantity: '1', amount: noAmount })

/** A day as typed, or undefined for what is none. */
export function dayIn(text: string): string | undefined {
  const read = readDay(text)
  return 'day' in read ? read.day : undefined
}

const quantityOf = (text: string): number => Number(text.replace(',', '.')) || 0

/** What the lines come to, in minor units. */
export const sumOf = (lines: readonly FormLine[]): number => lines.reduce((sum, { amount }) => sum + (amount.minor ?? 0), 0)

export type FormFault = 'badDay' | 'future' | 'badAmount' | 'endsFirst'

/** What keeps the form from being sent. */
export function faultOf(form: Form, today: string): FormFault | undefined {
  const day = dayIn(form.day)
  if (!day) return 'badDay'
  if (day > today) return 'future'
  if (form.kind === 'stay') {
    const [from, to] = [dayIn(form.from), dayIn(form.to)]
    if (!from || (form.to.trim() && !to)) return 'badDay'
    if (to && to < from) return 'endsFirst'
  }
  const amounts = [...form.lines.map(({ amount }) => amount), form.discount, ...(form.total ? [form.total] : [])]
  return amounts.some(isUnreadable) ? 'badAmount' : undefined
}

function linesOf(form: Form, roomOf: (room: string) => string): NonNullable<Body['lines']> {
  const [room, view] = [form.room.trim(), form.view.trim()]
  const attributes = { ...(room ? { room } : {}), ...(view ? { view } : {}) }
  const isStay = form.kind === 'stay'
  return form.lines.flatMap(({ product, quantity, amount }, at) => {
    const own = isStay && at === 0 ? attributes : {}
    const name = product.trim() || (isStay && at === 0 && room ? roomOf(room) : '')
    if (!name) return []
    const many = quantityOf(quantity)
    return [
      {
        product: name,
        quantity: many > 0 ? many : 1,
        ...(amount.minor === undefined ? {} : { total: amount.minor }),
        ...(Object.keys(own).length > 0 ? { attributes: own } : {}),
      },
    ]
  })
}

const NOON = 12 * 3600

/** The form as the route takes it. */
export function bodyOf(
  form: Form,
  { today, zone, currency, roomOf }: { today: string; zone: string; currency: string; roomOf: (room: string) => string },
): Body {
  const day = dayIn(form.day) ?? today
  const [from, to] = form.kind === 'stay' ? [dayIn(form.from), dayIn(form.to)] : []
  const { by, brand, lastFour } = form.paying
  const isCard = by === 'card'
  return {
    kind: form.kind,
    currency,
    state: form.state,
    total: form.total?.minor ?? sumOf(form.lines),
    lines: linesOf(form, roomOf),
    ...(day === today ? {} : { placedAt: new Date(toInstant(day, NOON, zone)).toISOString() }),
    ...(from ? { startsOn: from } : {}),
    ...(to ? { endsOn: to } : {}),
    ...(form.channel ? { channel: form.channel } : {}),
    ...(form.code.trim() ? { code: form.code.trim() } : {}),
    ...(form.discount.minor ? { discount: form.discount.minor } : {}),
    ...(by
      ? { paidBy: { method: by, ...(isCard && brand.trim() ? { brand: brand.trim() } : {}), ...(isCard && lastFour ? { lastFour } : {}) } }
      : {}),
  }
}
