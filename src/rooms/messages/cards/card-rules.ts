import { fold } from '../../../values/text.ts'

/** What may be given to whom: pure. */

/** The words as they are compared: marks, capitals, spaces and punctuation are no difference. */
export const wordsPrint = (words: string): string => fold(words).trim()

type Before = { occasionKey: string; year: number; print: string | null; gift: string | null }
type Asked = { occasionKey: string; year: number; words: string; gift: string }

/** Why this card can't be given, with the one of before that stands against it; undefined where it can. */
export function repeats(
  asked: Asked,
  before: readonly Before[],
): { why: 'given_already' | 'same_words' | 'same_gift'; year: number } | undefined {
  const sameDay = before.find(({ occasionKey, year }) => occasionKey === asked.occasionKey && year === asked.year)
  if (sameDay) return { why: 'given_already', year: sameDay.year }
  const print = wordsPrint(asked.words)
  const sameWords = before.find((one) => one.print === print)
  if (sameWords) return { why: 'same_words', year: sameWords.year }
  const gift = wordsPrint(asked.gift)
  const sameGift = gift === '' ? undefined : before.find((one) => one.gift !== null && wordsPrint(one.gift) === gift)
  return sameGift && { why: 'same_gift', year: sameGift.year }
}

const OFFERS = ['giam gia', 'khuyen mai', 'uu dai', 'chiet khau', 'voucher', 'discount', 'offer', 'promotion']

/** The line by which somebody said that they want no offers on such days. */
export const offerAvoided = (avoids: readonly string[]): string | undefined =>
  avoids.find((what) => OFFERS.some((word) => ` ${fold(what)} `.includes(` ${word} `)))

/** Words that are an offer whatever the switch says: a percentage, a discount. */
export function soundsLikeOffer(words: string): boolean {
  const said = ` ${fold(words)} `
  return /\d\s?%/.test(words) || OFFERS.some((word) => said.includes(` ${word} `))
}
