import { greetingWritten } from '../../values/address-form.ts'
import type { Customer } from '../people/public.ts'
import { questionWords } from './words.data.ts'

/** How a customer is spoken to when they are asked. */
export function speakingTo(customer: Customer, about: { house: string; stop: string; link: string }, language = customer.language) {
  const { kind, name, callName, address, nameOrder } = customer
  const greeting = greetingWritten({ kind, name, callName, form: address, language: customer.language, order: nameOrder }, language)
  const them =
    language === 'en' ? 'you' : address.them === 'none' ? callName || 'anh/chị' : /^[A-Z]/.test(address.them) ? 'anh/chị' : address.them
  return { language, words: questionWords[language], said: { ...about, greeting, them } }
}

/** A touchpoint as it is called in a language. */
export const nameOfStop = (stop: { nameVi: string; nameEn: string } | undefined, language: 'vi' | 'en'): string =>
  stop === undefined ? '' : language === 'vi' ? stop.nameVi : stop.nameEn
