import type { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import { may } from '../../../values/rights.ts'
import { latestOrders, summaryOf } from '../../orders/public.ts'
import { callThem, findAll as findCustomers, organisationsOf } from '../../people/public.ts'
import * as promises from '../store.ts'
import { type Looking, viewRows } from '../views.ts'
import type { enquiryRow, enquiryView, quoteView } from './contract.ts'
import type { Enquiry, Quote } from './enquiry.ts'
import { totalOfLine } from './rules.ts'
import * as store from './store.ts'

type Row = z.input<typeof enquiryRow>
type View = z.input<typeof enquiryView>

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

export function viewQuote(quote: Quote, { who }: Pick<Looking, 'who'>): z.input<typeof quoteView> {
  const { currency } = quote
  const money = (minor: number) => (may(who, 'see.amounts') ? { minor, currency } : undefined)
  const [total] = [money(quote.total)]
  return {
    id: quote.id,
    number: quote.number,
    lines: quote.lines.map((line) => {
      const [each, all] = [money(line.minor), money(totalOfLine(line))]
      return {
        what: line.what,
        quantity: line.quantity,
        itemId: line.itemId,
        ...(each ? { each } : {}),
        ...(all ? { total: all } : {}),
      }
    }),
    terms: quote.terms,
    ...(total ? { total } : {}),
    validUntil: quote.validUntil,
    madeAt: quote.madeAt.toISOString(),
    madeByName: quote.madeByName,
    givenAt: iso(quote.givenAt),
    givenHow: quote.givenHow,
    givenByName: quote.givenByName,
    endedAt: iso(quote.endedAt),
    version: quote.version,
  }
}

/** Enquiries as lists show them, with names, promises and quotes in a few questions for all. */
export async function viewEnquiries(db: Db, enquiries: readonly Enquiry[], looking: Looking): Promise<Row[]> {
  const ids = [...new Set(enquiries.map(({ customerId }) => customerId))]
  const answers = enquiries.flatMap(({ answerPromiseId }) => answerPromiseId ?? [])
  const [customers, organisations, found, quotes] = [
    new Map((await findCustomers(db, ids)).map((one) => [one.id, one])),
    await organisationsOf(db, ids),
    await promises.findAll(db, answers),
    await store.quotesOf(db, enquiries),
  ]
  const next = new Map((await viewRows(db, found, looking)).map((row) => [row.id, row]))
  return enquiries.map((enquiry) => {
    const customer = customers.get(enquiry.customerId)
    const promise = enquiry.answerPromiseId === null ? undefined : next.get(enquiry.answerPromiseId)
    const given = quotes.find(({ enquiryId, givenAt }) => enquiryId === enquiry.id && givenAt !== null)
    return {
      id: enquiry.id,
      customerId: enquiry.customerId,
      calledAs: customer ? callThem(customer, looking.language, looking.who) : '',
      language: customer?.language ?? 'vi',
      organisation: organisations.get(enquiry.customerId) ?? null,
      about: enquiry.about,
      came: enquiry.came,
      itemId: enquiry.itemId,
      state: enquiry.state,
      askedAt: enquiry.askedAt.toISOString(),
      madeByName: enquiry.madeByName,
      answeredAt: iso(enquiry.answeredAt),
      next: promise?.state === 'open' ? promise : null,
      quote: given ? viewQuote(given, looking) : null,
      orderId: enquiry.orderId,
      isByItself: enquiry.isByItself,
      reason: enquiry.reason,
      reasonWords: enquiry.reasonWords,
      closedAt: iso(enquiry.closedAt),
      closedByName: enquiry.closedByName,
      isSample: enquiry.isSample,
      version: enquiry.version,
    }
  })
}

const MOST_ORDERS = 10

export async function viewEnquiry(db: Db, enquiry: Enquiry, looking: Looking): Promise<View> {
  const [row] = await viewEnquiries(db, [enquiry], looking)
  if (!row) throw new Error('an enquiry has no view')
  const quotes = await store.quotesOf(db, [enquiry])
  const orders = may(looking.who, 'orders.read') ? await latestOrders(db, enquiry.customerId, MOST_ORDERS) : []
  return {
    ...row,
    quotes: quotes.map((quote) => viewQuote(quote, looking)),
    orders: orders
      .filter(({ placedAt }) => placedAt >= enquiry.askedAt)
      .map(({ id, code, day, lines, total, currency }) => ({
        id,
        code,
        day,
        summary: summaryOf(lines),
        ...(may(looking.who, 'see.amounts') ? { total: { minor: total, currency } } : {}),
      })),
  }
}
