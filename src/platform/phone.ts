// Telephone numbers of all countries: Vietnam's by our own rules, the others by libphonenumber.
import {
  type CountryCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
} from 'libphonenumber-js/max'
import { type PhoneKind, type PhoneProblem, type ReadPhone, readVietnamesePhone, showPhone, type UnreadPhone } from '../values/phone.ts'

/** A number that was understood, and how it is shown: as Vietnam writes it, or internationally. `country` is ISO 3166, where it is known. */
export type ShownPhone = ReadPhone & { shown: string; country?: string }

/**
 * Reads a number as typed by somebody in `country` (ISO 3166, Vietnam unless said): for Vietnam its own rules first, anything with another country's
 * code by libphonenumber. A wrong length is a problem, a prefix that nobody has only a hint. Never throws.
 */
export function readPhone(text: string, { country = 'VN' }: { country?: string } = {}): ShownPhone | UnreadPhone {
  const read = readVietnamesePhone(text)
  const isWithCode = /^[\s'(]*(?:\+|00)/.test(text.normalize('NFKC'))
  if (country === 'VN' || (isWithCode && 'e164' in read)) {
    if ('e164' in read) return { ...read, shown: showPhone(read.e164), country: 'VN' }
    if (read.problem !== 'foreign') return read
  }
  if ('problem' in read && (read.problem === 'scientific' || read.problem === 'not-a-number')) return read
  return readForeign(text.normalize('NFKC'), country)
}

function readForeign(text: string, country: string): ShownPhone | UnreadPhone {
  const digits = text.replace(/\D/g, '')
  const plain = text.includes('+') ? `+${digits}` : digits.replace(/^00(?=[1-9])/, '+')
  const from = isSupportedCountry(country) ? (country as CountryCode) : undefined
  const phone = parsePhoneNumberFromString(plain, { ...(from && { defaultCountry: from }), extract: false })
  if (!phone?.isPossible()) return { problem: problemOf(plain, from) }
  const read: ShownPhone = { e164: phone.number, repairs: [], kind: kindOf(phone), shown: phone.formatInternational() }
  if (phone.country !== undefined) read.country = phone.country
  if (!phone.isValid()) read.hint = 'unknown-prefix'
  return read
}

function problemOf(plain: string, from: CountryCode | undefined): PhoneProblem {
  const length = from ? validatePhoneNumberLength(plain, from) : validatePhoneNumberLength(plain)
  if (length === 'TOO_LONG') return 'too-long'
  return length === 'TOO_SHORT' || length === 'INVALID_LENGTH' ? 'too-short' : 'not-a-number'
}

function kindOf(phone: PhoneNumber): PhoneKind {
  switch (phone.getType()) {
    case 'FIXED_LINE':
      return 'landline'
    case 'TOLL_FREE':
    case 'PREMIUM_RATE':
    case 'SHARED_COST':
    case 'UAN':
    case 'VOICEMAIL':
      return 'service'
    default:
      return 'mobile'
  }
}

/** A kept E.164 number as people read it: Vietnam's in its own writing, others internationally; what is no number stays as it is. */
export function showAnyPhone(e164: string): string {
  if (e164.startsWith('+84')) return showPhone(e164)
  return parsePhoneNumberFromString(e164)?.formatInternational() ?? e164
}
