import { readPhone } from '../../platform/phone.ts'
import { Refusal } from '../../platform/refusal.ts'
import { readMail } from '../../values/mail-address.ts'
import { fold } from '../../values/text.ts'
import type { Contact, ContactKind } from './customer.ts'

/** A contact as it was typed, or why it cannot be one. */
export type ReadContact = { contact: Contact; repairs: readonly string[]; hint?: string } | { problem: string }

const plain = (kind: ContactKind, value: string, shown: string): ReadContact => ({
  contact: { kind, value, shown, isVerified: false },
  repairs: [],
})

/** Reads one contact into the form it is stored and found by: E.164 for phones, lower case for mail, folded codes. */
export function readContact(kind: ContactKind, text: string, country = 'VN'): ReadContact {
  if (kind === 'phone') {
    const read = readPhone(text, { country })
    if ('problem' in read) return { problem: read.problem }
    const contact: Contact = { kind, value: read.e164, shown: read.shown, ...(read.old ? { old: read.old } : {}), isVerified: false }
    return { contact, repairs: read.repairs, ...(read.hint ? { hint: read.hint } : {}) }
  }
  if (kind === 'mail') {
    const read = readMail(text)
    return 'problem' in read ? { problem: read.problem } : plain(kind, read.mail, read.tidy)
  }
  if (kind === 'card') return /^\d{4}$/.test(text) ? plain(kind, text, `•••• ${text}`) : { problem: 'four-digits' }
  if (kind === 'zalo' || kind === 'facebook') return plain(kind, text.toLowerCase(), text)
  const code = fold(text).replaceAll(' ', '')
  return code ? plain(kind, kind === 'source' ? text : code, text) : { problem: 'empty' }
}

/** Reads the contacts of a request; refuses with the field's place where one is not in order. */
export function readContacts(asked: readonly { kind: ContactKind; value: string; isVerified?: boolean | undefined }[]): Contact[] {
  const contacts = new Map<string, Contact>()
  asked.forEach(({ kind, value, isVerified }, at) => {
    const read = readContact(kind, value)
    if ('problem' in read)
      throw new Refusal(400, 'people.contact_invalid', 'This phone, mail or code is not in order.', {
        [`contacts.${at}.value`]: read.problem,
      })
    contacts.set(`${kind} ${read.contact.value}`, { ...read.contact, isVerified: isVerified ?? false })
  })
  return [...contacts.values()]
}
