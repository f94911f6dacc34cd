import { readDay } from '#values/civil-date.ts'
import { type Amount, amountOf, noAmount } from '../../people/amount.ts'
import type { Quote } from './enquiries-data.ts'

/** A quote as it stands in the form; the day is as typed, day first. */
export type QuoteLine = { id: number; what: string; quantity: string; each: Amount; itemId?: string }
export type QuoteForm = { lines: QuoteLine[]; terms: string; until: string }

let nextLine = 1
export const emptyQuoteLine = (): QuoteLine => ({ id: nextLine++, what: '', quantity: '1', each: noAmount })

const quantityOf = (text: string): number => Number(text.replace(',', '.')) || 0

/** What the lines come to, in minor units. */
export const sumOfLines = (lines: readonly QuoteLine[]): number =>
  lines.reduce((sum, { quantity, each }) => sum + Math.round(quantityOf(quantity) * (each.minor ?? 0)), 0)

/** The form with what stood in a quote before. */
export const formOf = (
  quote: Quote | undefined,
  shown: { day: (day: string) => string; usual: string; language: 'vi' | 'en' },
): QuoteForm =>
  quote
    ? {
        lines: quote.lines.map(({ what, quantity, each, itemId }) => ({
          ...emptyQuoteLine(),
          what,
          quantity: String(quantity).replace('.', ','),
          each: each ? amountOf(each.minor, each.currency, shown.language) : noAmount,
          ...(itemId ? { itemId } : {}),
        })),
        terms: quote.terms,
        until: shown.day(quote.validUntil),
      }
    : { lines: [emptyQuoteLine()], terms: '', until: shown.day(shown.usual) }

/** With something of the catalogue at its end, or in place of the one line that is still empty; the price as typed where the money is the same. */
export function withItem(form: QuoteForm, item: { id: string; name: string; price: Amount }): QuoteForm {
  const line = { ...emptyQuoteLine(), what: item.name, each: item.price, itemId: item.id }
  const begun = form.lines.filter(({ what, each }) => what.trim() !== '' || each.text.trim() !== '')
  return { ...form, lines: [...begun, line] }
}

/** A day as typed, this year or the next; undefined for what is none or has passed. */
export function dayAhead(text: string, today: string): string | undefined {
  const typed = text.trim()
  for (const year of [Number(today.slice(0, 4)), Number(today.slice(0, 4)) + 1]) {
    const read = readDay(/^\d{1,2}[/.-]\d{1,2}$/.test(typed) ? `${typed}/${year}` : typed)
    if ('day' in read && read.day >= today) return read.day
  }
  return undefined
}

export type QuoteFault = 'lines' | 'until'

export function faultOfQuote({ lines, until }: QuoteForm, today: string): QuoteFault | undefined {
  const isWhole = lines.every(({ what, quantity, each }) => what.trim() !== '' && quantityOf(quantity) > 0 && each.minor !== undefined)
  if (lines.length === 0 || !isWhole) return 'lines'
  return dayAhead(until, today) ? undefined : 'until'
}

/** What of the form is sent. */
export const quoteBody = ({ lines, terms, until }: QuoteForm, today: string) => ({
  lines: lines.map(({ what, quantity, each, itemId }) => ({
    what: what.trim(),
    quantity: quantityOf(quantity),
    minor: each.minor ?? 0,
    ...(itemId ? { itemId } : {}),
  })),
  terms: terms.trim(),
  validUntil: dayAhead(until, today) ?? today,
})
