import { readAmount, showMoney } from '#values/money.ts'

type Language = 'vi' | 'en'

/** An amount as it is being typed: the text, and what it means in minor units where it can be read. */
export type Amount = { text: string; minor: number | undefined }

export const noAmount: Amount = { text: '', minor: undefined }

/** An amount as people write it. */
export const amountOf = (minor: number, currency: string, language: Language): Amount => ({
  text: showMoney({ minor, currency }, language),
  minor,
})

/** Reads what was typed: "450k", "1.850.000", "1,85 tr". */
export function typedAmount(text: string, currency: string, language: Language): Amount {
  const read = text.trim() === '' ? undefined : readAmount(text, currency, language === 'vi' ? ',' : '.')
  return { text, minor: read && 'minor' in read && read.minor >= 0 ? read.minor : undefined }
}

export const isUnreadable = ({ text, minor }: Amount): boolean => text.trim() !== '' && minor === undefined
