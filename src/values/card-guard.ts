/**
 * Full payment card numbers must never be stored, so every text passes here first. A number counts as a card when its
 * length and first digits belong to a card scheme, its Luhn check digit is right, and its digits are grouped as people
 * write cards. The last rule keeps neighbouring phones, amounts and dates out.
 */

export type FoundCard = { start: number; end: number; brand: string; lastFour: string }

/** Finds every full card number; `start` and `end` are UTF-16 offsets into `text`, `end` exclusive, in reading order. */
export function findCards(text: string): FoundCard[] {
  if (!mayHoldCard(text)) return []
  const found = cardsAmong(readGroups(text, false), text)
  if (!INVISIBLE_SOMEWHERE.test(text)) return found
  // An invisible character may sit inside a card, or between a card and its neighbour: both readings count.
  const apart = cardsAmong(readGroups(text, true), text)
  return [...found, ...apart.filter((card) => !found.some((other) => overlap(card, other)))].sort((a, b) => a.start - b.start)
}

/** Says whether the text holds a full card number; costs one pass over the characters when there are few digits. */
export function hasCard(text: string): boolean {
  return mayHoldCard(text) && findCards(text).length > 0
}

/** Replaces each full card number by its brand and last four digits, "Visa •••• 4417"; the result holds no card. */
export function maskCards(text: string): string {
  let masked = text
  // The four digits that stay may join digits beside them, so look again until nothing is found.
  for (let cards = findCards(masked); cards.length > 0; cards = findCards(masked)) masked = maskOnce(masked, cards)
  return masked
}

function maskOnce(text: string, cards: FoundCard[]): string {
  let masked = ''
  let from = 0
  for (const card of cards) {
    masked += text.slice(from, card.start)
    if (/[\p{L}\p{N}]$/u.test(masked)) masked += ' '
    masked += `${card.brand} •••• ${card.lastFour}`
    from = card.end
  }
  return masked + text.slice(from)
}

const FEWEST_DIGITS = 12
const MOST_DIGITS = 19

/** Counts digits, and characters that could be digits of another script, without allocating. */
function mayHoldCard(text: string): boolean {
  const length = text.length
  if (length < FEWEST_DIGITS) return false
  let digits = 0
  for (let i = 0; i < length; i += 1) {
    const code = text.charCodeAt(i)
    const isDigit = code < 0x660 ? code >= 48 && code <= 57 : code < 0x1e00 || code > 0x2fff
    if (isDigit) digits += 1
  }
  return digits >= FEWEST_DIGITS
}

// --- From characters to groups of digits ---------------------------------------------------------------------------

/** Digits written together, as ASCII, and what stands between them and the group before; null when words do. */
type Group = { digits: string; start: number; end: number; gap: string | null }

const INVISIBLE = /^[\p{Cf}\p{Mn}\p{Me}]$/u
const INVISIBLE_SOMEWHERE = /[\p{Cf}\p{Mn}\p{Me}]/u
const GAP = /^[\s\p{Zs}\p{Pd}−_/,.·•‧∙・。．]$/u
const LONGEST_GAP = 4

function readGroups(text: string, invisibleParts: boolean): Group[] {
  const groups: Group[] = []
  let open: Group | null = null
  let gap: string | null = null
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) ?? 0
    const char = String.fromCodePoint(code)
    const digit = digitOf(code, char)
    if (digit >= 0) {
      if (open === null) {
        open = { digits: '', start: at, end: at, gap }
        groups.push(open)
      }
      open.digits += String(digit)
      open.end = at + char.length
    } else if (!(code > 127 && INVISIBLE.test(char))) {
      if (open !== null) gap = ''
      open = null
      gap = gap !== null && gap.length < LONGEST_GAP && GAP.test(char) ? gap + char : null
    } else if (invisibleParts && open !== null) {
      open = null
      gap = ''
    }
    at += char.length
  }
  return groups
}

/** The value of a decimal digit of any script, or -1. */
function digitOf(code: number, char: string): number {
  if (code < 128) return code >= 48 && code <= 57 ? code - 48 : -1
  if (!IS_DIGIT.test(char)) return -1
  // Unicode keeps the ten digits of a script side by side; some of these rows of ten touch each other.
  let before = 0
  while (IS_DIGIT.test(String.fromCodePoint(code - before - 1))) before += 1
  return before % 10
}

const IS_DIGIT = /^\p{Nd}$/u

// --- From groups to cards ------------------------------------------------------------------------------------------

function cardsAmong(groups: Group[], text: string): FoundCard[] {
  const found: FoundCard[] = []
  const skip = otherCodes(text)
  for (let first = 0; first < groups.length; ) {
    const window = longestCard(groups, first, text)
    const start = groups[first]?.start ?? 0
    if (window === null || skip.some((code) => start >= code.start && start < code.end)) {
      first += 1
      continue
    }
    found.push(window.card)
    first += window.size
  }
  return found
}

function longestCard(groups: Group[], first: number, text: string): { card: FoundCard; size: number } | null {
  let best: { card: FoundCard; size: number } | null = null
  let digits = ''
  const sizes: number[] = []
  for (let last = first; last < groups.length; last += 1) {
    const group = groups[last]
    if (group === undefined || (last > first && group.gap === null)) break
    digits += group.digits
    if (digits.length > MOST_DIGITS) break
    sizes.push(group.digits.length)
    const brand = brandOf(digits)
    if (brand === null || !passesLuhn(digits)) continue
    const window = groups.slice(first, last + 1)
    if (!isWrittenLikeCard(window, sizes, groups[last + 1], brand, digits)) continue
    if (isOtherNumber(window, digits, text)) continue
    const start = window[0]?.start ?? 0
    best = { card: { start, end: group.end, brand, lastFour: digits.slice(-4) }, size: sizes.length }
  }
  return best
}

const MOBILE = /^0[35789]\d{8}$/
const PRINTED = new Set(['4-6-5', '4-6-4', '6-10', '6-13', '4-12', '12-4', '4-4-8', '8-4-4', '4-8-4', '4-3-3-3'])

function isWrittenLikeCard(window: Group[], sizes: number[], next: Group | undefined, brand: string, digits: string): boolean {
  if (sizes.length === 1) return true
  if (isSeries(window) || window.some((group) => MOBILE.test(group.digits))) return false
  if (sizes.every((size, at) => size === 4 || (at === sizes.length - 1 && size < 4))) return true
  const pattern = sizes.join('-')
  if (PRINTED.has(pattern)) return true
  // Two fixed-line numbers beside each other are also 8-8, but none begins with these digits.
  if (pattern === '8-8') return /^[45]|^97/.test(digits)
  return standsAlone(window, next) && isOddGrouping(sizes, brand, digits)
}

/** One separator throughout, and no further digits beside it but those of another line or list item. */
function standsAlone(window: Group[], next: Group | undefined): boolean {
  const gap = window[1]?.gap ?? ''
  if (PARTS_ITEMS.test(gap) || window.some((group, at) => at > 0 && group.gap !== gap)) return false
  return [window[0]?.gap, next?.gap].every((beside) => beside === null || beside === undefined || PARTS_ITEMS.test(beside))
}

const PARTS_ITEMS = /[/,_\n]/

/** Unusual groups are believed only where no phone, amount, date or list of small numbers could look the same. */
function isOddGrouping(sizes: number[], brand: string, digits: string): boolean {
  if (digits.length < 14 || brand === 'Maestro') return false
  if (sizes.slice(1).every((size) => size === 3)) return false
  if (/^3[01]0[1-9](19|20)/.test(digits) && sizes[0] === 2) return false
  const hasLongGroup = sizes.some((size) => size >= 4)
  const isSpelledOut = sizes.every((size) => size === 1) || (digits.length >= 15 && sizes.every((size) => size === 2))
  if (!hasLongGroup && !isSpelledOut) return false
  return isSpelledOut || digits.startsWith('4') || !splitsIntoPhones(sizes)
}

function splitsIntoPhones(sizes: number[]): boolean {
  const total = sizes.reduce((sum, size) => sum + size, 0)
  let left = 0
  return sizes.some((size) => {
    left += size
    return left >= 8 && left <= 11 && total - left >= 8 && total - left <= 11
  })
}

/** Numbers that climb or fall by one small step: years, rooms, shoe sizes. */
function isSeries(window: Group[]): boolean {
  const values = window.map((group) => Number(group.digits))
  const step = (values[1] ?? 0) - (values[0] ?? 0)
  if (values.length < 3 || step === 0 || Math.abs(step) > 10) return false
  return values.every((value, at) => at === 0 || value - (values[at - 1] ?? 0) === step)
}

// --- Numbers of other kinds that pass all of the above ----------------------------------------------------------------

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi
const HEX = /(?<![0-9a-z])(?=[0-9]*[a-f])[0-9a-f]{24,}(?![0-9a-z])/gi
const IBAN = /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]{4}){2,7}(?:[ \u00a0]?[A-Z0-9]{1,3})?(?![\p{L}\p{N}])/gu

function otherCodes(text: string): { start: number; end: number }[] {
  if (!/[A-Za-z]|\d{4}-\d{12}/.test(text)) return []
  return [UUID, HEX, IBAN].flatMap((kind) =>
    [...text.matchAll(kind)]
      .filter((match) => kind !== IBAN || isIban(match[0]))
      .map((match) => ({ start: match.index, end: match.index + match[0].length })),
  )
}

/** ISO 13616: the first four characters go last, letters count from 10, and the whole leaves 1 when divided by 97. */
function isIban(text: string): boolean {
  const code = text.replace(/[ \u00a0]/g, '')
  let remainder = 0
  for (const char of code.slice(4) + code.slice(0, 4)) {
    for (const digit of String(Number.parseInt(char, 36))) remainder = (remainder * 10 + Number(digit)) % 97
  }
  return remainder === 1
}

function isOtherNumber(window: Group[], digits: string, text: string): boolean {
  const start = window[0]?.start ?? 0
  // E.164 numbers have at most 15 digits after the plus.
  if (digits.length <= 15 && /\+\s?\(?$/.test(text.slice(Math.max(0, start - 3), start))) return true
  if (digits.length === 13) return isOtherThirteen(digits)
  if (window.length > 1) return false
  return isTimeCode(digits) || isFraction(text, start, digits)
}

/** Thirteen-digit Visa numbers died out; barcodes, branches of tax codes and bank accounts of that length have not. */
function isOtherThirteen(digits: string): boolean {
  const isGermanOrAustrianMobile = /^(?:491[567]|436[4-9])/.test(digits)
  const isAgribankAccount = /^4\d{3}2[01]\d/.test(digits)
  return isGermanOrAustrianMobile || isAgribankAccount || isBarcode(digits) || isTaxCode(digits.slice(0, 10))
}

function isBarcode(digits: string): boolean {
  let sum = 0
  for (let at = 0; at < digits.length; at += 1) sum += Number(digits[at]) * (at % 2 === 0 ? 1 : 3)
  return sum % 10 === 0
}

const TAX_WEIGHTS = [31, 29, 23, 19, 17, 13, 7, 5, 3]

function isTaxCode(digits: string): boolean {
  const sum = TAX_WEIGHTS.reduce((total, weight, at) => total + weight * Number(digits[at]), 0)
  return 10 - (sum % 11) === Number(digits[9])
}

/** Codes that begin with the moment they were made: yymmddhhmmss…, or ddmmyyyyhhmmss. */
function isTimeCode(digits: string): boolean {
  const clock = '(?:[01]\\d|2[0-3])[0-5]\\d[0-5]\\d'
  const yearFirst = new RegExp(`^2\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])${clock}`)
  const dayFirst = new RegExp(`^3[01](?:0[1-9]|1[0-2])(?:19|20)\\d\\d${clock}$`)
  return yearFirst.test(digits) || dayFirst.test(digits)
}

/** The tail of a decimal number as machines write it, such as 0.4000000000000002. */
function isFraction(text: string, start: number, digits: string): boolean {
  const whole = /(?<!\d)(\d{1,4})[.,]$/.exec(text.slice(Math.max(0, start - 6), start))?.[1]
  if (whole === undefined) return false
  const number = `${whole}.${digits}`
  return String(Number(number)) === number
}

// --- Card schemes ---------------------------------------------------------------------------------------------------

/** First digits and lengths by scheme (ISO/IEC 7812 ranges as the schemes and NAPAS publish them); first match wins. */
const SCHEMES: { brand: string; prefix: RegExp; lengths: number[] }[] = [
  { brand: 'Visa', prefix: /^4/, lengths: [13, 16, 19] },
  { brand: 'Mastercard', prefix: /^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] },
  { brand: 'Amex', prefix: /^3[47]/, lengths: [15] },
  { brand: 'NAPAS', prefix: /^9704/, lengths: [16, 19] },
  { brand: 'JCB', prefix: /^35(?:2[89]|[3-8])/, lengths: [16, 17, 18, 19] },
  { brand: 'JCB', prefix: /^(?:308[89]|309|310[0-2]|311[2-9]|3120|315[89]|333[7-9]|334|2131)/, lengths: [16] },
  { brand: 'JCB', prefix: /^2131/, lengths: [15] },
  { brand: 'Diners', prefix: /^(?:30[0-5]|309|36|38|39)/, lengths: [14] },
  { brand: 'Diners', prefix: /^30[0-5]/, lengths: [16] },
  { brand: 'UnionPay', prefix: /^(?:62|81[0-7])/, lengths: [16, 17, 18, 19] },
  { brand: 'Discover', prefix: /^(?:6011|64[4-9]|65)/, lengths: [16, 17, 18, 19] },
  { brand: 'Mir', prefix: /^220[0-4]/, lengths: [16, 17, 18, 19] },
  { brand: 'Maestro', prefix: /^(?:50(?:18|20|38)|5893|6304|6759|676[1-3])/, lengths: [12, 13, 14, 15, 16, 17, 18, 19] },
  { brand: 'Maestro', prefix: /^(?:50|5[678]|63|67)/, lengths: [16, 19] },
  { brand: 'Maestro', prefix: /^633/, lengths: [18] },
  { brand: 'RuPay', prefix: /^(?:60|81|82)/, lengths: [16] },
  { brand: 'Troy', prefix: /^9792/, lengths: [16] },
  { brand: 'UzCard', prefix: /^8600/, lengths: [16] },
  { brand: 'Humo', prefix: /^9860/, lengths: [16] },
]

function brandOf(digits: string): string | null {
  if (digits.length < FEWEST_DIGITS) return null
  return SCHEMES.find((scheme) => scheme.lengths.includes(digits.length) && scheme.prefix.test(digits))?.brand ?? null
}

/** Luhn's check (ISO/IEC 7812-1, annex B): every second digit from the right counts double, less nine above nine. */
function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let back = 0; back < digits.length; back += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - back) - 48
    const doubled = back % 2 === 0 ? digit : digit * 2
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

function overlap(a: FoundCard, b: FoundCard): boolean {
  return a.start < b.end && b.start < a.end
}
