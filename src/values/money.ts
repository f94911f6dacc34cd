/**
 * Money is a whole number of minor units with its ISO 4217 currency: 1.850.000 ₫ is 1850000 đồng, $29.33 is 2933 cents.
 * `minor` is always a safe integer; what is larger is refused when read.
 */
export type Money = { minor: number; currency: string }

type Language = 'vi' | 'en'

const NO_BREAK = '\u00a0'

const MINOR_DIGITS: Record<string, number> = Object.fromEntries([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
  ...'CLF UYW'.split(' ').map((code) => [code, 4] as const),
])

/** How many decimals a currency has (ISO 4217): VND 0, USD 2, KWD 3; 2 for a code that is not known. */
export function minorDigits(currency: string): number {
  return MINOR_DIGITS[currency] ?? 2
}

// --- Reading ---------------------------------------------------------------------------------------------------------

export type AmountProblem = 'not-a-number' | 'too-many-decimals' | 'ambiguous' | 'too-large'

/** The mark between whole and decimals in the place the text comes from, when that is known. */
export type DecimalMark = '.' | ','

/**
 * Reads an amount as people type it into minor units of `currency`, with exact decimal arithmetic.
 *
 * Accepted: 1.850.000, 1,850,000, 1 850 000, 1'850'000, 139.12, 139,12, -22.20, (22.20), 22.20-, each with the sign or code
 * of the currency; and the short words k, nghìn, ngàn, tr, triệu, m, tỷ, tỉ, b, also inside: 1,85 tr, 850k, 1tr850, 2tỷ4.
 * 'ambiguous' is what two people read differently (1.850 dollars, 1.850 tr; the sign of another currency); `hint` settles
 * the marks.
 */
export function readAmount(text: string, currency: string, hint?: DecimalMark): { minor: number } | { problem: AmountProblem } {
  const unsigned = takeSign(
    text
      .normalize('NFKC')
      .replace(/[\p{Cf}]/gu, '')
      .trim()
      .toLowerCase(),
  )
  const bare = takeCurrency(unsigned.text, currency)
  if (bare === null) return { problem: 'ambiguous' }
  const signed = takeSign(bare)
  if (unsigned.isNegative && signed.isNegative) return { problem: 'not-a-number' }
  const word = SHORT.exec(signed.text)
  const power = word === null ? 0 : powerOf(word[2] ?? '')
  const digits = word === null ? plainDigits(signed.text, currency, hint) : shortDigits(word[1] ?? '', word[3] ?? '', hint)
  if ('problem' in digits) return digits
  return toMinor(digits, minorDigits(currency) + power, unsigned.isNegative || signed.isNegative)
}

type Digits = { whole: string; decimals: string }

function takeSign(text: string): { text: string; isNegative: boolean } {
  const inside = /^\((.+)\)$/.exec(text)?.[1] ?? /^[-−–]\s*(.+)$/.exec(text)?.[1] ?? /^(.+?)\s*[-−]$/.exec(text)?.[1]
  if (inside !== undefined) return { text: inside.trim(), isNegative: true }
  return { text: text.replace(/^\+\s*/, ''), isNegative: false }
}

const SIGNS: Record<string, string[]> = {
  VND: ['₫', 'đồng', 'đ', 'vnđ', 'vnd', 'dong', 'd'],
  USD: ['us$', '$us', 'usd', '$'],
  EUR: ['€', 'eur', 'euro'],
  GBP: ['£', 'gbp'],
  JPY: ['¥', 'jpy', 'yen', '円'],
  CNY: ['cn¥', 'rmb', 'cny', '¥', '元'],
  KRW: ['₩', 'krw', '원'],
  THB: ['฿', 'thb'],
}

/** Takes the currency's own sign or code off either end; null when another currency stands there. */
function takeCurrency(text: string, currency: string): string | null {
  const own = [...(SIGNS[currency] ?? []), currency.toLowerCase()]
  const parts = /^([^\d.,\-−(]*)(.*?)([^\d.,\-−)]*)$/su.exec(text)
  const before = (parts?.[1] ?? '').trim()
  const after = (parts?.[3] ?? '').trim()
  const middle = (parts?.[2] ?? '').trim()
  const lefts = own.filter((sign) => after.endsWith(sign)).map((sign) => after.slice(0, -sign.length).trim())
  const left = [after, ...lefts].find((word) => word === '' || isShortWord(word)) ?? after
  if (before !== '' && !own.includes(before)) return isKnownSign(before) ? null : text
  if (isKnownSign(left)) return null
  return `${middle}${left}`
}

function isKnownSign(word: string): boolean {
  return Object.entries(SIGNS).some(([code, signs]) => code.toLowerCase() === word || signs.includes(word))
}

const POWERS: [RegExp, number][] = [
  [/^(?:k|nghìn|ngàn|nghin|ngan|ng)$/, 3],
  [/^(?:tr|triệu|trieu|m|mn|mil)$/, 6],
  [/^(?:tỷ|tỉ|ty|ti|b|bn)$/, 9],
]
const SHORT = /^([\d.,]+)\s*([^\d\s.,]+)\s*(\d*)$/u

function isShortWord(word: string): boolean {
  return POWERS.some(([words]) => words.test(word))
}

function powerOf(word: string): number {
  return POWERS.find(([words]) => words.test(word))?.[1] ?? Number.NaN
}

/** "1,85" tr, or "1" tr "850": digits after the word are decimals of it. */
function shortDigits(number: string, rest: string, hint?: DecimalMark): Digits | { problem: AmountProblem } {
  if (rest !== '') return /^\d+$/.test(number) && rest.length <= 6 ? { whole: number, decimals: rest } : { problem: 'not-a-number' }
  const one = /^(\d+)([.,])(\d+)$/.exec(number)
  if (one === null) return splitMarks(number, hint, 'thousands')
  const [, whole = '', mark = '', tail = ''] = one
  const mayGroup = tail.length === 3 && /^[1-9]\d{0,2}$/.test(whole)
  if (mayGroup && hint === undefined) return { problem: 'ambiguous' }
  return mayGroup && hint !== mark ? { whole: whole + tail, decimals: '' } : { whole, decimals: tail }
}

function plainDigits(text: string, currency: string, hint?: DecimalMark): Digits | { problem: AmountProblem } {
  // Without decimals in the currency, three digits after a mark are thousands; with two, nobody can be sure of 1.850.
  return splitMarks(text, hint, minorDigits(currency) === 0 ? 'thousands' : 'unsure')
}

function splitMarks(text: string, hint: DecimalMark | undefined, three: 'thousands' | 'unsure'): Digits | { problem: AmountProblem } {
  const tidy = text.replace(/[’`]/g, "'")
  if (!/^\d[\d.,' ]*$|^[.,]\d+$/.test(tidy)) return { problem: 'not-a-number' }
  const marks = tidy.match(/[.,]/g) ?? []
  const last = marks.at(-1)
  if (last === undefined) return grouped(tidy, '')
  const tail = tidy.slice(tidy.lastIndexOf(last) + 1)
  const head = tidy.slice(0, tidy.lastIndexOf(last))
  const isOnlyOne = marks.filter((mark) => mark === last).length === 1
  if (!isOnlyOne) return hint === last ? { problem: 'ambiguous' } : grouped(tidy, '')
  if (marks.length > 1 || hint === last || /[' ]/.test(head)) return grouped(head, tail)
  const mayGroup = tail.length === 3 && /^[1-9]\d{0,2}$/.test(head)
  if (!mayGroup) return hint === undefined ? grouped(head, tail) : { problem: 'ambiguous' }
  // A comma before three digits is the thousands mark of nearly everyone who writes dollars.
  const isThousands = hint !== undefined || three === 'thousands' || last === ','
  return isThousands ? { whole: head + tail, decimals: '' } : { problem: 'ambiguous' }
}

/** Takes the thousands marks out of the whole part, which must stand every three digits and be of one kind. */
function grouped(whole: string, decimals: string): Digits | { problem: AmountProblem } {
  const isRegular = whole === '' || /^\d+$/.test(whole) || /^\d{1,3}(?:([.,' ])\d{3})(?:\1\d{3})*$/.test(whole)
  if (!isRegular || !/^\d*$/.test(decimals)) return { problem: 'not-a-number' }
  return { whole: whole.replace(/\D/g, ''), decimals }
}

function toMinor(digits: Digits, places: number, isNegative: boolean): { minor: number } | { problem: AmountProblem } {
  if (Number.isNaN(places) || digits.whole + digits.decimals === '') return { problem: 'not-a-number' }
  const kept = digits.decimals.slice(0, places).padEnd(places, '0')
  if (/[1-9]/.test(digits.decimals.slice(places))) return { problem: 'too-many-decimals' }
  const all = (digits.whole + kept).replace(/^0+(?=\d)/, '')
  if (all.length > 16 || !Number.isSafeInteger(Number(all))) return { problem: 'too-large' }
  return { minor: isNegative && all !== '0' ? -Number(all) : Number(all) }
}

// --- Showing ---------------------------------------------------------------------------------------------------------

const SHOWN_SIGNS: Record<string, string> = { VND: '₫', USD: '$', EUR: '€', GBP: '£', JPY: '¥', CNY: 'CN¥', KRW: '₩', THB: '฿' }

/** Money in full: "1.850.000 ₫" and "29,33 $" in Vietnamese (no-break space), "₫1,850,000" and "$29.33" in English. */
export function showMoney(money: Money, language: Language): string {
  const places = minorDigits(money.currency)
  const digits = String(Math.abs(money.minor)).padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  return withSign(money, withMarks(whole, digits.slice(digits.length - places), language), language)
}

function withSign(money: Money, number: string, language: Language): string {
  const minus = money.minor < 0 ? '-' : ''
  const sign = SHOWN_SIGNS[money.currency]
  if (language === 'vi') return `${minus}${number}${NO_BREAK}${sign ?? money.currency}`
  return sign === undefined ? `${minus}${money.currency}${NO_BREAK}${number}` : `${minus}${sign}${number}`
}

function withMarks(whole: string, decimals: string, language: Language): string {
  const thousands = whole.replace(/\B(?=(?:\d{3})+$)/g, language === 'vi' ? '.' : ',')
  return decimals === '' ? thousands : `${thousands}${language === 'vi' ? ',' : '.'}${decimals}`
}

const STEPS = [
  { power: 9, vi: 'tỷ', en: 'B' },
  { power: 6, vi: 'tr', en: 'M' },
  { power: 3, vi: 'nghìn', en: 'K' },
]

/**
 * Money in three figures: "850 nghìn", "1,85 tr", "2,4 tỷ"; in English "₫850K", "₫1.85M", "$2.4B". Vietnamese leaves the đồng
 * unsaid and names other currencies; amounts under a thousand are shown in full.
 */
export function showShort(money: Money, language: Language): string {
  const places = minorDigits(money.currency)
  const digits = String(Math.abs(money.minor))
  for (const step of STEPS) {
    const scale = places + step.power
    const rounded = toThreeFigures(digits, scale)
    if (rounded === null) continue
    const number = withMarks(rounded.whole, rounded.decimals, language)
    const minus = money.minor < 0 ? '-' : ''
    if (language === 'en') return withSign(money, number + step.en, 'en')
    const words = `${minus}${number}${NO_BREAK}${step.vi}`
    return money.currency === 'VND' ? words : `${words}${NO_BREAK}${SHOWN_SIGNS[money.currency] ?? money.currency}`
  }
  return showMoney(money, language)
}

/** The digits divided by 10^scale and rounded half up to three figures (whole numbers stay whole); null when under one. */
function toThreeFigures(digits: string, scale: number): { whole: string; decimals: string } | null {
  const figures = digits.length - scale
  // 999.999 rounds up into the next step, which must then be the one that is shown.
  if (figures === 0 && /^999[5-9]/.test(digits)) return { whole: '1', decimals: '' }
  if (figures <= 0) return null
  const kept = Math.max(3, figures)
  const cut = digits.length - kept
  const value = cut <= 0 ? BigInt(digits) : (BigInt(digits) + 5n * 10n ** BigInt(cut - 1)) / 10n ** BigInt(cut)
  const decimalPlaces = cut <= 0 ? scale : scale - cut
  const text = String(value).padStart(decimalPlaces + 1, '0')
  const whole = text.slice(0, text.length - decimalPlaces)
  return { whole, decimals: text.slice(text.length - decimalPlaces).replace(/0+$/, '') }
}

/** A number with at most `decimals` places and no idle zeros: 12.480 in Vietnamese, 12,480 in English. */
export function showNumber(n: number, language: Language, decimals = 2): string {
  if (!Number.isFinite(n) || Math.abs(n) >= 1e21) return String(n)
  const [whole = '0', rest = ''] = Math.abs(n).toFixed(decimals).split('.')
  const shown = withMarks(whole, rest.replace(/0+$/, ''), language)
  return n < 0 && /[1-9]/.test(shown) ? `-${shown}` : shown
}

/** A share (0.684) as "68,4 %" in Vietnamese (no-break space), "68.4%" in English. */
export function showPercent(share: number, language: Language, decimals = 1): string {
  return `${showNumber(share * 100, language, decimals)}${language === 'vi' ? NO_BREAK : ''}%`
}
