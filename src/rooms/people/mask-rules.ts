import { type Holder, may, type Permission } from '../../values/rights.ts'
import type { Contact, ContactKind, Customer, Paying } from './customer.ts'

/** What somebody who may not see a detail is shown instead: enough to know that it is there, and to ask the customer "ends in 01?". */

const HIDDEN = '••••'
const FEWEST_DIGITS = 7

const maskPhone = (shown: string): string => {
  const digits = shown.replace(/\D/g, '')
  if (digits.length < FEWEST_DIGITS) return HIDDEN
  const [first = ''] = shown.split(/[^\d+]/)
  return `${first.slice(0, first.startsWith('+') ? 5 : 4)} ${HIDDEN} ${digits.slice(-2)}`
}

const begin = (text: string): string => `${[...text][0] ?? ''}•••`

const maskMail = (mail: string): string => {
  const at = mail.lastIndexOf('@')
  return at < 0 ? begin(mail) : `${begin(mail)}@${begin(mail.slice(at + 1))}`
}

/** Phone `0570 •••• 01`, mail `t•••@t•••`, an account or a code by its first letter; the value itself is gone. */
export function maskContact({ kind, shown, isVerified }: Contact): Contact {
  const isNumber = kind === 'phone' || /^[\d\s.+-]{7,}$/.test(shown)
  const veiled = kind === 'card' ? HIDDEN : isNumber ? maskPhone(shown) : kind === 'mail' ? maskMail(shown) : begin(shown)
  return { kind, value: veiled, shown: veiled, isVerified, isMasked: true }
}

/** How they pay stays; brand and digits are gone, and it is said that they are there. */
export const maskPaying = (paying: Paying): Paying =>
  paying.brand === null && paying.lastFour === null ? paying : { by: paying.by, brand: null, lastFour: null, isMasked: true }

/** A code of another system opens nothing and reaches nobody: it is shown to all. */
const seenWith = (kind: ContactKind): Permission | undefined =>
  kind === 'source' ? undefined : kind === 'card' ? 'see.paying' : 'see.contacts'

/** The contacts as this holder of rights may see them. */
export const contactsFor = (contacts: readonly Contact[], who: Holder): Contact[] =>
  contacts.map((contact) => {
    const needed = seenWith(contact.kind)
    return contact.isMasked || needed === undefined || may(who, needed) ? contact : maskContact(contact)
  })

/** How somebody pays, as this holder of rights may see it. */
export const payingFor = (paying: Paying, who: Holder): Paying => (may(who, 'see.paying') ? paying : maskPaying(paying))

/** The record as this holder of rights may see it: contacts, address and ways of paying. Everything that is shown is made of this. */
export const veiledFor = (customer: Customer, who: Holder): Customer => ({
  ...customer,
  contacts: contactsFor(customer.contacts, who),
  postal: may(who, 'see.contacts') ? customer.postal : null,
  paying: payingFor(customer.paying, who),
})
