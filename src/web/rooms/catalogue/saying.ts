import type { z } from 'zod'
import type { itemView } from '#rooms/catalogue/contract.ts'
import { showDate } from '#values/civil-date.ts'
import { showMoney } from '#values/money.ts'

export type Item = z.output<typeof itemView>
export type Language = 'vi' | 'en'
/** What of an item a customer reads. */
export type Said = Pick<Item, 'currency' | 'state' | 'comingOn'> & {
  name: string
  benefit: string
  forWhom: string
  differs: string
  price: number | null
}

/** The words of an item in one language. Only its name is taken from the other where it has none: no letter changes its language midway. */
export function saidIn(item: Item, language: Language): Said {
  const of = (vi: string, en: string): string => (language === 'en' ? en : vi)
  const { currency, state, comingOn, price } = item
  return {
    name: of(item.nameVi, item.nameEn) || item.nameVi,
    benefit: of(item.benefitVi, item.benefitEn),
    forWhom: of(item.forWhomVi, item.forWhomEn),
    differs: of(item.differsVi, item.differsEn),
    currency,
    state,
    comingOn,
    price,
  }
}

const sentence = (text: string): string => {
  const trimmed = text.trim()
  if (trimmed === '') return ''
  const begun = trimmed.charAt(0).toLocaleUpperCase('vi') + trimmed.slice(1)
  return /[.!?…]$/.test(begun) ? begun : `${begun}.`
}

const words = {
  vi: {
    forWhom: (whom: string) => `Hợp với ${whom}`,
    price: (price: string) => `Giá ${price}`,
    coming: (day: string) => `Dự kiến về ngày ${day}`,
    soon: 'Sắp về',
  },
  en: {
    forWhom: (whom: string) => `Good for ${whom}`,
    price: (price: string) => `It is ${price}`,
    coming: (day: string) => `We expect it on ${day}`,
    soon: 'It is coming soon',
  },
}

/** An item as it is told to a customer in a letter: its name and benefit, for whom, what differs, the price, and when it comes. */
export function sayItem(said: Said, language: Language): string {
  const { name, benefit, forWhom, differs, price, currency, state, comingOn } = said
  const own = words[language]
  const sentences = [
    benefit ? `${name}: ${sentence(benefit)}` : sentence(name),
    forWhom && sentence(own.forWhom(forWhom.trim().replace(/[.]$/, ''))),
    sentence(differs),
    price !== null && sentence(own.price(showMoney({ minor: price, currency }, language))),
    state === 'coming' && sentence(comingOn ? own.coming(showDate(comingOn, language)) : own.soon),
  ]
  return sentences.filter(Boolean).join(' ')
}
