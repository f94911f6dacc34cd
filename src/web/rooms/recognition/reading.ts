import { phoneSearchForms, showPhone } from '#values/phone.ts'
import type { Found } from '../../shell/facts.ts'

/** Up to this many are chosen by a digit. */
export const FEW = 5

/** Whether what was typed is a whole telephone number: no further digit belongs to it. */
export const isWholeNumber = (text: string): boolean => text.replace(/\D/g, '').length >= 9 && phoneSearchForms(text).length > 0

/** A whole number as people read it. */
export const shownAs = (text: string): string => {
  const [number] = phoneSearchForms(text)
  return number ? showPhone(number) : text.trim()
}

/** The one person that a question can only mean: alone behind a whole number, a mail or a code. */
export function onlyOne(text: string, people: readonly Found[]): Found | undefined {
  const [one, other] = people
  if (!one || other) return undefined
  if (one.match === 'phone') return isWholeNumber(text) ? one : undefined
  return one.match === 'mail' ? one : undefined
}

/** Which of a few people a pressed digit takes, by its place on the keyboard; undefined for all other keys. */
export function digitOf(code: string, count: number): number | undefined {
  const at = Number(/^(?:Digit|Numpad)([1-5])$/.exec(code)?.[1] ?? 0) - 1
  return at >= 0 && at < count ? at : undefined
}
