import { showDate } from '../../../values/civil-date.ts'
import { showMoney, showNumber } from '../../../values/money.ts'
import { fold } from '../../../values/text.ts'
import { openingOf, type Speaking, sentencesOf } from '../speaking-rules.ts'
import type { Enquiry, QuoteLine } from './enquiry.ts'

/** Enquiries as pure functions: what a quote comes to, what is written with it, and which purchase ends which enquiry. */

export const totalOfLine = ({ quantity, minor }: Pick<QuoteLine, 'quantity' | 'minor'>): number => Math.round(quantity * minor)

export const totalOf = (lines: readonly Pick<QuoteLine, 'quantity' | 'minor'>[]): number =>
  lines.reduce((sum, line) => sum + totalOfLine(line), 0)

type Bought = { id: string; placedAt: Date; lines: readonly { product: string }[] }
type Asking = Pick<Enquiry, 'id' | 'askedAt' | 'about' | 'itemId'>

const isNamedIn = (names: readonly string[], { lines }: Bought): boolean => {
  const products = lines.map(({ product }) => fold(product).trim())
  return names.some((name) => products.includes(fold(name).trim()))
}

/**
 * Which enquiry a purchase ends by itself: what was asked for by its name and bought; else, of somebody who had never bought, the one that
 * stood open alone. Whoever bought before may buy anything meanwhile: there a person says so. `names` are the spellings of an enquiry's item.
 */
export function endedBy<One extends Asking>(
  enquiries: readonly One[],
  order: Bought,
  { hadBought, names }: { hadBought: boolean; names: (enquiry: One) => readonly string[] },
): One | undefined {
  const before = enquiries.filter(({ askedAt }) => askedAt <= order.placedAt)
  const named = before.filter((one) => isNamedIn(names(one), order))
  if (named.length > 0) return named.length === 1 ? named[0] : undefined
  return !hadBought && before.length === 1 ? before[0] : undefined
}

export type QuoteAsked = {
  speaking: Speaking
  writer: string | null
  house: string
  about: string
  lines: readonly QuoteLine[]
  terms: string
  total: number
  currency: string
  validUntil: string
}

/** The letter that goes with a quote: greeting, lines, sum, terms, and until when the price is kept. */
export function quoteLetter(asked: QuoteAsked): { subject: string; text: string } {
  const { speaking, writer, house, about, lines, terms, total, currency, validUntil } = asked
  const { language, them, us } = speaking
  const money = (minor: number): string => showMoney({ minor, currency }, language)
  const rows = lines.map((line) => {
    const { what, quantity, minor } = line
    const times = quantity === 1 ? '' : ` × ${showNumber(quantity, language)} (${money(minor)})`
    return `– ${what}${times}: ${money(totalOfLine(line))}`
  })
  const opening = openingOf(speaking, writer, house)
  const until = showDate(validUntil, language)
  const parts =
    language === 'en'
      ? {
          subject: `Quote: ${about}`,
          intro: sentencesOf(opening, `here is our quote for “${about}”:`),
          sum: `Total: ${money(total)}`,
          end: sentencesOf(
            `we keep this price for you until the end of ${until}.`,
            'if anything should be different, a word to us is enough.',
          ),
        }
      : {
          subject: `Báo giá: ${about}`,
          intro: sentencesOf(opening, `${us} gửi ${them} báo giá cho “${about}”:`),
          sum: `Tổng cộng: ${money(total)}`,
          end: sentencesOf(`${us} giữ giá này cho ${them} đến hết ngày ${until}.`, `${them} muốn đổi gì thì nhắn ${us} một tiếng nhé.`),
        }
  const text = [parts.intro, [...rows, parts.sum].join('\n'), terms, parts.end].filter((part) => part !== '').join('\n\n')
  return { subject: parts.subject.slice(0, 150), text }
}

/** The words of the promises of an enquiry, as the house reads them. */
export const answerWords = (kind: 'answer' | 'quote', about: string, language: 'vi' | 'en'): string =>
  (language === 'vi'
    ? { answer: `Trả lời: ${about}`, quote: `Báo giá: ${about}` }[kind]
    : { answer: `Answer: ${about}`, quote: `Quote: ${about}` }[kind]
  ).slice(0, 300)

/** Without the sum, which not everybody who reads promises may see. */
export const priceWords = (about: string, validUntil: string, language: 'vi' | 'en'): string =>
  (language === 'vi'
    ? `Giữ giá đã báo đến hết ${showDate(validUntil, 'vi')}: ${about}`
    : `Keep the quoted price until the end of ${showDate(validUntil, 'en')}: ${about}`
  ).slice(0, 300)
