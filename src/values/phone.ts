// Telephone numbers as Vietnam writes, changed and loses them. Kept as E.164; numbers of other countries are platform/phone's.

/** What had to be put right to read a number. */
export type PhoneRepair =
  | 'lost-zero' // 905123456: a spreadsheet took the zero
  | 'old-prefix' // 0120…: eleven digits, from before September 2018
  | 'country-code' // 84570…: the plus was missing
  | 'trunk-zero' // +84 (0)570…
  | 'decimal-tail' // 905123456.0: a spreadsheet made it a figure

export type PhoneKind = 'mobile' | 'landline' | 'service'

/** A number that was understood; `old` is the same number under its prefix of before 2018, kept so that it can still be found. */
export type ReadPhone = {
  e164: string
  repairs: PhoneRepair[]
  kind: PhoneKind
  old?: string
  hint?: 'unknown-prefix'
}

export type PhoneProblem = 'too-short' | 'too-long' | 'not-a-number' | 'scientific' | 'foreign'
export type UnreadPhone = { problem: PhoneProblem }

// The change of 15 September 2018, as the operators announced it (MobiFone, VinaPhone, Viettel, Vietnamobile, Gmobile);
// the last seven digits stayed.
const NEW_PREFIXES: ReadonlyMap<string, string> = new Map([
  ['120', '70'],
  ['121', '79'],
  ['122', '77'],
  ['126', '76'],
  ['128', '78'],
  ['123', '83'],
  ['124', '84'],
  ['125', '85'],
  ['127', '81'],
  ['129', '82'],
  ['162', '32'],
  ['163', '33'],
  ['164', '34'],
  ['165', '35'],
  ['166', '36'],
  ['167', '37'],
  ['168', '38'],
  ['169', '39'],
  ['186', '56'],
  ['188', '58'],
  ['199', '59'],
])
const KNOWN_MOBILE = /^(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9\d)/
// Area codes since 2017.
const KNOWN_AREA = /^2(?:0[3-9]|1[0-689]|2[0-25-9]|3[2-9]|4|5[124-9]|6[0-39]|7[0-7]|8|9[0-4679])/
const SERVICE = /^1[89]00\d{4,6}$/
const LONGEST_TYPED = 60

type Digits = { digits: string; start: 'plus' | 'zeros' | 'none'; repairs: PhoneRepair[] }

/** The digits of a number as typed, with what stood before them; undefined where it is not a number at all. */
function digitsOf(text: string): Digits | PhoneProblem {
  if (text.length > LONGEST_TYPED) return 'not-a-number'
  const plain = text
    .normalize('NFKC')
    .replace(/[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g, '')
    .trim()
    .replace(/^'/, '')
    .replace(/^(?:tel|phone|mobile|sđt|sdt|đt|dt|zalo|hotline)\s*[:.]?\s*(?=[+(\d])/iu, '')
    .replace(/^\(\s*\+/, '+(')
  if (/^[+-]?\d+(?:[.,]\d+)?e\s?\+?\d+$/i.test(plain)) return 'scientific'
  const repairs: PhoneRepair[] = []
  const whole = plain.replace(/^(\d{8,12})[.,]0$/, '$1')
  if (whole !== plain) repairs.push('decimal-tail')
  if (!/^\+?[\d\s.,·_()\p{Pd}]*$/u.test(whole)) return 'not-a-number'
  const digits = whole.replace(/\D/g, '')
  if (digits === '') return 'not-a-number'
  if (whole.startsWith('+')) return { digits, start: 'plus', repairs }
  if (digits.startsWith('00')) return { digits: digits.slice(2), start: 'zeros', repairs }
  return { digits, start: 'none', repairs }
}

/** The national number without its zero, or why there is none. */
function nationalOf({ digits, start, repairs }: Digits): string | PhoneProblem {
  if (start !== 'none') {
    if (!digits.startsWith('84')) return 'foreign'
    return withoutTrunkZero(digits.slice(2), repairs)
  }
  if (digits.startsWith('0')) return digits.slice(1)
  if (SERVICE.test(digits)) return digits
  // 84 and nine or more digits is the country; 84 and seven is a VinaPhone number without its zero.
  if (digits.startsWith('84') && digits.length >= 11) {
    repairs.push('country-code')
    return withoutTrunkZero(digits.slice(2), repairs)
  }
  if (digits.length >= 9) repairs.push('lost-zero')
  return digits
}

function withoutTrunkZero(digits: string, repairs: PhoneRepair[]): string {
  if (!digits.startsWith('0')) return digits
  repairs.push('trunk-zero')
  return digits.slice(1)
}

/**
 * Reads a number of Vietnam in any writing: 0570.000.101, +84 570…, 84570…, 0084…, +84 (0)…, full-width digits, without its first zero, with
 * a prefix of before 2018. A wrong length is a problem; a prefix that no operator has is only a hint.
 */
export function readVietnamesePhone(text: string): ReadPhone | UnreadPhone {
  const typed = digitsOf(text)
  if (typeof typed === 'string') return { problem: typed }
  const national = nationalOf(typed)
  if (national === 'foreign') return { problem: 'foreign' }
  const { repairs } = typed
  if (SERVICE.test(national)) return { e164: `+84${national}`, repairs, kind: 'service' }
  if (national.startsWith('1')) return readOldMobile(national, repairs)
  const isLandline = national.startsWith('2')
  const length = isLandline ? 10 : 9
  if (national.length < length) return { problem: 'too-short' }
  if (national.length > length) return { problem: 'too-long' }
  const isKnown = (isLandline ? KNOWN_AREA : KNOWN_MOBILE).test(national)
  const read: ReadPhone = { e164: `+84${national}`, repairs, kind: isLandline ? 'landline' : 'mobile' }
  return isKnown ? read : { ...read, hint: 'unknown-prefix' }
}

function readOldMobile(national: string, repairs: PhoneRepair[]): ReadPhone | UnreadPhone {
  if (national.length < 10) return { problem: 'too-short' }
  const prefix = NEW_PREFIXES.get(national.slice(0, 3))
  if (national.length > 10 || prefix === undefined) return { problem: 'too-long' }
  return { e164: `+84${prefix}${national.slice(3)}`, repairs: [...repairs, 'old-prefix'], kind: 'mobile', old: `+84${national}` }
}

/** The number as it is written in Vietnam: 0570 000 101, 0235 3822 123, 024 3822 1234, 1900 6000; one of another country stays E.164. */
export function showPhone(e164: string): string {
  const national = /^\+84(\d+)$/.exec(e164)?.[1]
  if (national === undefined) return e164
  if (SERVICE.test(national)) return national.length === 10 ? grouped(national, 4, 3, 3) : grouped(national, 4, 6)
  const number = `0${national}`
  if (/^02[48]\d{8}$/.test(number)) return grouped(number, 3, 4, 4)
  if (/^02\d{9}$/.test(number)) return grouped(number, 4, 4, 3)
  if (/^01\d{9}$/.test(number)) return grouped(number, 4, 3, 4)
  return number.length === 10 ? grouped(number, 4, 3, 3) : e164
}

function grouped(digits: string, ...sizes: number[]): string {
  const groups: string[] = []
  let at = 0
  for (const size of sizes) {
    groups.push(digits.slice(at, at + size))
    at += size
  }
  return groups.join(' ')
}

/** Digits, the signs between them and perhaps a plus, with three digits at least: somebody looks for a telephone number. */
export function looksLikePhoneQuery(text: string): boolean {
  const typed = digitsOf(text)
  return typeof typed !== 'string' && typed.digits.length >= 3
}

/**
 * The E.164 numbers that a complete number typed into a search, or sent by a telephone system, may stand for, most likely first; an old
 * prefix gives the new and the old. Empty while too little is typed.
 */
export function phoneSearchForms(text: string): string[] {
  const typed = digitsOf(text)
  if (typeof typed === 'string') return []
  const forms = new Set<string>()
  const read = readVietnamesePhone(text)
  if ('e164' in read) {
    forms.add(read.e164)
    if (read.old !== undefined) forms.add(read.old)
  }
  const isWhole = /^[1-9]\d{7,14}$/.test(typed.digits)
  // A telephone system may leave out the plus of a foreign number; a Vietnamese one without its zero has nine digits.
  if (isWhole && !typed.digits.startsWith('84') && (typed.start !== 'none' || typed.digits.length >= 10)) forms.add(`+${typed.digits}`)
  return [...forms]
}

/**
 * What the E.164 number must end with, where four digits or more were typed: "0101" as it stands, a whole number without the zero that
 * E.164 does not have. Undefined for anything else.
 */
export function suffixDigits(text: string): string | undefined {
  const typed = digitsOf(text)
  if (typeof typed === 'string') return undefined
  const digits = typed.start === 'zeros' && typed.digits.length < 8 ? `00${typed.digits}` : typed.digits
  if (digits.length < 4 || digits.length > 15) return undefined
  const read = digits.length >= 9 ? readVietnamesePhone(text) : undefined
  return read && 'e164' in read ? read.e164.slice(3) : digits
}

/** What the E.164 number must begin with, where the first four digits or more of a number were typed from its zero or its plus on. */
export function prefixForm(text: string): string | undefined {
  const typed = digitsOf(text)
  if (typeof typed === 'string' || typed.digits.length < 4) return undefined
  if (typed.start !== 'none') return `+${typed.digits.replace(/^840/, '84')}`
  return /^0[1-9]/.test(typed.digits) ? `+84${typed.digits.slice(1)}` : undefined
}
