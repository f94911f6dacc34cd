import { type Addressee, calledAs, DEFAULT_FORM, greetingWritten, type Tongue } from '../../values/address-form.ts'
import type { Customer } from '../people/public.ts'

/** How the other end of a promise is spoken to, in their language and their form of address. */
export type Speaking = { to: Addressee; language: Tongue; called: string; them: string; us: string }

/** Staff and the house among itself plainly. */
export function speakingTo(customer: Customer | null): Speaking {
  const form = customer?.address ?? DEFAULT_FORM
  const language = customer?.language ?? 'vi'
  const to: Addressee = customer
    ? { kind: customer.kind, name: customer.name, callName: customer.callName, form, language, order: customer.nameOrder }
    : { kind: 'person', name: '', form, language }
  const them = form.them === 'none' ? customer?.callName || 'anh/chị' : /^[A-Z]/.test(form.them) ? 'anh/chị' : form.them
  return { to, language, called: calledAs(to, language), them, us: form.us === 'chúng tôi' ? 'chúng tôi' : form.us }
}

const begun = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)

/** "Chào chị Mai, em là Ngọc ở Nhà Quen." Where nobody of the house writes it is the house itself. */
export function openingOf({ to, language, us }: Speaking, writer: string | null, house: string): string {
  const greeting = greetingWritten(to, language)
  if (language === 'en') return writer === null ? `${greeting} this is ${house}.` : `${greeting} this is ${writer} at ${house}.`
  if (writer === null) return `${greeting} đây là ${house}.`
  return `${greeting} ${us === 'chúng tôi' ? 'tôi' : us} là ${writer} ở ${house}.`
}

/** Sentences, each with a capital, after one another. */
export const sentencesOf = (...sentences: readonly string[]): string =>
  sentences
    .filter((sentence) => sentence !== '')
    .map(begun)
    .join(' ')
