import { greetingWritten } from '../../../values/address-form.ts'
import type { Customer } from '../../people/public.ts'

/** How a letter begins and ends, in the customer's language and in the form of address that is theirs. */

export type Wording = { opening: string; closing: string; them: string; us: string; language: 'vi' | 'en' }

const begun = (word: string): string => word.charAt(0).toLocaleUpperCase('vi') + word.slice(1)

type Signed = { name: string; house: string; isOwners: boolean; isLetter: boolean }

/** "Chào chị Hoa," … "Thân mến, Dũng"; the owner also thanks for the letter. A short message has no foot, but the owner's name. */
export function wordingFor(customer: Customer, { name, house, isOwners, isLetter }: Signed): Wording {
  const { them, us } = customer.address
  const { kind, name: called, nameOrder, callName, address, language } = customer
  const greeting = greetingWritten({ kind, name: called, callName, form: address, language, order: nameOrder }, language)
  const isForeign = customer.language === 'en'
  const thanks = isForeign ? 'Thank you for writing to me.' : `${begun(us)} cảm ơn ${them} đã viết thư cho ${us}.`
  const goodbye = isForeign ? 'Warm regards,' : 'Thân mến,'
  return {
    opening: `${greeting}\n\n${isOwners ? `${thanks} ` : ''}`,
    closing: isLetter || isOwners ? `\n\n${goodbye}\n${name}${house ? `\n${house}` : ''}` : '',
    them: isForeign ? 'you' : them,
    us: isForeign ? 'I' : us,
    language: isForeign ? 'en' : 'vi',
  }
}
