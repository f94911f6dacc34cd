// Names of people and organisations: taken apart, called, sorted and compared as Vietnam does it.
import {
  COMPOUND_FAMILIES,
  FAMILIES,
  FORM_SPELLINGS,
  GENERATIONS,
  HIGHLAND_COMPOUNDS,
  HIGHLAND_FAMILIES,
  LEGAL_FORMS,
  PARTICLES,
  SHORTENED,
  SURE_FAMILIES,
} from './person-name.data.ts'
import { fold, lowerKey, plainApostrophes, tidy } from './text.ts'

/** Which part of a name is written first: Nguyễn Thị Hoa, or Emma Wilson. H'Mai Niê counts as family-first: it is taken apart by Vietnam's rules. */
export type NameOrder = 'family-first' | 'given-first'

/** The parts of a name, each possibly empty; suffixes such as Jr. and titles such as Dr. belong to none. */
export type NameParts = { family: string; middle: string; given: string }

/** How many words of a name are looked at: the first 23 and the last. */
export const NAME_WORDS_LIMIT = 24
const NAME_LETTERS_LIMIT = 2000

const SUFFIX = /^(?:jr|sr|ii|iii|iv)\.?$/i
const TITLE = /^(?:mr|mrs|ms|miss|mx|dr|prof)\.?$/i
const ASIAN = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u
// Without ă, â, ê, ô, đ and the plain accents, which other languages of our guests have too.
const ONLY_VIETNAMESE = /[ằắẳẵặơờớởỡợưừứửữựảẻỉỏủỷạẹịọụỵầấẩẫậềếểễệồốổỗộĩũẽỹ]/
const BREVE = /[ăĕĭŏŭč]/
const SYLLABLE =
  /^(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnpqrstvx])?(?:(?:a|e|i|o|u|y|ie|ye|uo|oa|oe|ue|uy|uye|ua|oo)(?:ch|nh|ng|[cmnpt])?|o?(?:ai|ay|ao|eo)|au|eu|oi|ui|iu|uu|ia|uau|ua[iy]|uya|uyu|ieu|yeu|uou|uoi)$/

const compounds = new Set([...COMPOUND_FAMILIES, ...HIGHLAND_COMPOUNDS].map(lowerKey))
const unmarkedCompounds = new Set([...COMPOUND_FAMILIES, ...HIGHLAND_COMPOUNDS].map(fold))
const highlandCompounds = new Set(HIGHLAND_COMPOUNDS.flatMap((name) => [lowerKey(name), fold(name)]))

const clip = (text: string): string => tidy(text.slice(0, NAME_LETTERS_LIMIT))

/** The words of a name, at most `NAME_WORDS_LIMIT`; "H' Mai" is one word, a sign by itself is none unless there is nothing else. */
function nameWords(name: string): string[] {
  const typed = clip(name)
    .replace(/(?<!\S)(\p{L}['’]) (?=\p{L})/gu, '$1')
    .split(' ')
    .filter((word) => word !== '')
  const spoken = typed.filter((word) => /[\p{L}\p{N}\p{So}]/u.test(word))
  const all = spoken.length > 0 ? spoken : typed
  return all.length <= NAME_WORDS_LIMIT ? all : [...all.slice(0, NAME_WORDS_LIMIT - 1), ...all.slice(-1)]
}

const isSyllable = (word: string): boolean => SYLLABLE.test(fold(word))
const isHighlandWord = (word: string): boolean => BREVE.test(word.toLowerCase()) || HIGHLAND_FAMILIES.has(fold(word))
const isFamily = (word: string): boolean => FAMILIES.has(fold(word)) || HIGHLAND_FAMILIES.has(fold(word))
const isSureFamily = (word: string): boolean => SURE_FAMILIES.has(word.toLowerCase())
const isMarkedGiven = (word: string): boolean => /^[hk]'\p{L}/iu.test(plainApostrophes(word))
const isCapitals = (word: string): boolean => /\p{L}{3}/u.test(word) && word === word.toUpperCase() && word !== word.toLowerCase()

/** True for names that begin with Y, A or Ka as a mark of man or woman: Y Bhiăng Niê, A Lưới, Ka Hương. */
function beginsWithMarker(parts: readonly string[]): boolean {
  if (parts.length < 2 || !/^(?:y|a|ka)$/i.test(parts[0] ?? '')) return false
  const rest = parts.slice(1)
  return rest.some((word) => isHighlandWord(word) || ONLY_VIETNAMESE.test(word.toLowerCase())) || rest.every(isSyllable)
}

function isHighland(parts: readonly string[]): boolean {
  const first = parts[0] ?? ''
  if (isMarkedGiven(first) || beginsWithMarker(parts)) return true
  if (parts.length < 2) return false
  return HIGHLAND_FAMILIES.has(fold(first)) || highlandCompounds.has(lowerKey(parts.slice(0, 2).join(' ')))
}

/** True where letters, syllables or clan say that a name is of Vietnam, whatever its order. */
export function looksVietnamese(name: string): boolean {
  const parts = nameWords(name)
  if (isHighland(parts) || ONLY_VIETNAMESE.test(clip(name).toLowerCase())) return true
  return parts.length > 1 && parts.every(isSyllable) && (isFamily(parts[0] ?? '') || isSureFamily(parts.at(-1) ?? ''))
}

/**
 * The order in which a name is probably written. `language` is the customer's (`vi`, `en`, …) and only settles what the name
 * itself leaves open: Nguyen Thi Hoa is family-first in any language, Emma Wilson given-first even where she speaks Vietnamese.
 */
export function guessOrder(name: string, language?: string): NameOrder {
  const parts = nameWords(name)
  const tongue = language?.slice(0, 2).toLowerCase()
  const first = parts[0] ?? ''
  const last = parts.at(-1) ?? ''
  if (commaParts(name) || ASIAN.test(clip(name)) || isHighland(parts)) return 'family-first'
  if (parts.length > 1) {
    if (isCapitals(first) && !parts.slice(1).some(isCapitals)) return 'family-first'
    if (isCapitals(last) && !parts.slice(0, -1).some(isCapitals)) return 'given-first'
    const isFamilyLast = isSureFamily(last) && !isSureFamily(first)
    // Abroad, without marks, Hoa Thi Nguyen is rather Nguyễn Thị Hoa; Đào Thị Lê with her marks is not.
    const isAbroad = tongue !== undefined && tongue !== 'vi' && lowerKey(clip(name)) === fold(name)
    if (isFamilyLast && (parts.length === 2 || isAbroad || !isFamily(first))) return 'given-first'
    if (looksVietnamese(name)) return 'family-first'
  }
  if (tongue === 'zh' || tongue === 'ko' || tongue === 'hu') return 'family-first'
  if (tongue !== undefined && tongue !== 'vi') return 'given-first'
  return parts.every(isSyllable) ? 'family-first' : 'given-first'
}

/** "Wilson, Emma" as family and the rest. */
function commaParts(name: string): [string, string] | undefined {
  const [family, rest, ...more] = clip(name)
    .split(',')
    .map((part) => part.trim())
  return family && rest && more.length === 0 && !SUFFIX.test(rest) ? [family, rest] : undefined
}

/** How many of the first words are the family name; at least one word is left to be called by. */
function familyLength(parts: readonly string[]): number {
  const isMarked = parts.some((word) => lowerKey(word) !== fold(word) && !isMarkedGiven(word))
  for (let length = Math.min(4, parts.length - 1); length >= 2; length -= 1) {
    const start = parts.slice(0, length).join(' ')
    // Without marks "Hoang Phu Quy" is rather Hoàng Phú Quý, so a fourth word is asked for.
    if (isMarked ? compounds.has(lowerKey(start)) : parts.length > 3 && unmarkedCompounds.has(fold(start))) return length
  }
  const royal = fold(parts.slice(0, 2).join(' '))
  const isRoyal = royal === 'nguyen phuoc' || (royal === 'nguyen phuc' && GENERATIONS.has(fold(parts[2] ?? '')))
  return isRoyal && parts.length > 3 ? 2 : 1
}

function splitFamilyFirst(parts: readonly string[]): NameParts {
  const taken = beginsWithMarker(parts) ? 2 : isMarkedGiven(parts[0] ?? '') ? 1 : 0
  if (taken > 0) return { family: parts.slice(taken).join(' '), middle: '', given: parts.slice(0, taken).join(' ') }
  const length = familyLength(parts)
  return { family: parts.slice(0, length).join(' '), middle: parts.slice(length, -1).join(' '), given: parts.at(-1) ?? '' }
}

function splitGivenFirst(parts: readonly string[]): NameParts {
  let start = parts.length - 1
  if (!isSureFamily(parts[start] ?? '')) while (start > 1 && PARTICLES.has(fold(parts[start - 1] ?? ''))) start -= 1
  return { family: parts.slice(start).join(' '), middle: parts.slice(1, start).join(' '), given: parts[0] ?? '' }
}

/** The name taken apart; a name of one word is a given name. Knows compound family names, names of the highlands, particles and "Wilson, Emma". */
export function splitName(name: string, order: NameOrder): NameParts {
  const comma = commaParts(name)
  if (comma) {
    const rest = nameWords(comma[1])
    const isVietnamese = looksVietnamese(comma.join(' '))
    const given = (isVietnamese ? rest.at(-1) : rest[0]) ?? ''
    return { family: comma[0], middle: (isVietnamese ? rest.slice(0, -1) : rest.slice(1)).join(' '), given }
  }
  const parts = nameWords(name)
  while (parts.length > 1 && TITLE.test(parts[0] ?? '')) parts.shift()
  while (parts.length > 1 && SUFFIX.test(parts.at(-1) ?? '')) parts.pop()
  if (parts.length < 2) return { family: '', middle: '', given: parts[0] ?? '' }
  return order === 'family-first' ? splitFamilyFirst(parts) : splitGivenFirst(parts)
}

/** What a person is probably called, cased as a name: Minh for Hoàng Phủ Ngọc Minh, H'Mai for H'Mai Niê, Emma for Emma Wilson; empty for no name. */
export function guessCallName(name: string, order: NameOrder): string {
  return splitName(tidyName(name).name, order).given
}

// ß at the start of a word is Ss.
const asCapital = (letter: string): string => letter.toUpperCase().replace(/(?<=.).+/u, (rest) => rest.toLowerCase())

/** Capitals at the start of each part of a word: H'Mai, O'Hara, Jean-Luc, J.R.R., McDonald. */
function capitalised(word: string): string {
  if (/^(?:ii|iii|iv)$/i.test(word)) return word.toUpperCase()
  return word
    .toLowerCase()
    .replace(/(?<=^|[-.(/"“])\p{L}/gu, asCapital)
    .replace(/(?<=^\p{L}{1,2}['’])\p{L}/u, asCapital)
    .replace(/^Mc(\p{L})(?=\p{L}{2})/u, (_all, letter: string) => `Mc${letter.toUpperCase()}`)
}

const isOneCase = (text: string): boolean =>
  text.toUpperCase() !== text.toLowerCase() && (text === text.toUpperCase() || text === text.toLowerCase())

/**
 * A person's name made tidy; a name wholly in capitals or wholly in small letters gets the capitals of a name, and `recased` says
 * so. Mixed writing is the owner's and stays. A foreign particle is written small (Ludwig van Beethoven), the Vietnamese Văn and Van never.
 */
export function tidyName(text: string): { name: string; recased: boolean } {
  const plain = tidy(text)
  const kept = looksVietnamese(plain) ? plain.replace(/Ð/g, 'Đ').replace(/ð/g, 'đ') : plain
  if (!isOneCase(kept) || /[@_{}<>\\/]/.test(kept)) return { name: kept, recased: false }
  const parts = kept.split(' ')
  const hasParticles = !parts.every(isSyllable) && !looksVietnamese(kept)
  const name = parts
    .map((word, at) =>
      hasParticles && at > 0 && at < parts.length - 1 && PARTICLES.has(word.toLowerCase()) ? word.toLowerCase() : capitalised(word),
    )
    .join(' ')
  return { name, recased: name !== kept }
}

/**
 * An organisation's name made tidy. Capitals are put right only where the name is wholly in one case and has Vietnamese marks, and
 * then only in words with marks and in Vietnamese syllables, so that ABC, TNHH and FPT stay what they are.
 */
export function tidyOrganisationName(text: string): { name: string; recased: boolean } {
  const kept = tidy(text)
  if (!isOneCase(kept) || lowerKey(kept) === fold(kept)) return { name: kept, recased: false }
  let name = kept
    .split(' ')
    .map((word) => {
      if (LEGAL_FORMS.some(([form, ...rest]) => rest.length === 0 && form === word.toLowerCase())) return word.toUpperCase()
      return lowerKey(word) !== fold(word) || isSyllable(word) ? capitalised(word) : word
    })
    .join(' ')
  for (const [form, spelling] of FORM_SPELLINGS) name = name.replace(new RegExp(`(?<!\\p{L})${form}(?!\\p{L})`, 'giu'), spelling)
  return { name, recased: name !== kept }
}

// After z in ASCII stand { and |, so that ă ("a{") comes after az and before b.
const LETTER_CODES: Readonly<Record<string, string>> = { ă: 'a{', â: 'a|', đ: 'd{', ê: 'e{', ô: 'o{', ơ: 'o|', ư: 'u{' }
const TONE_ORDER = ['\u0300', '\u0309', '\u0303', '\u0301', '\u0323']
const PART_LIMIT = 160

/** One part of a name as its letters, "!", and its tones, a figure for each word: 0 none, 1 huyền, 2 hỏi, 3 ngã, 4 sắc, 5 nặng. */
function partKey(part: string): string {
  const letters: string[] = []
  const tones: string[] = []
  for (const word of lowerKey(part.slice(0, 400))
    .replace(/'/g, '')
    .split(/[^\p{L}\p{M}\p{N}\p{So}]+/u)) {
    if (word === '') continue
    const marks = word.normalize('NFD').match(/[\u0300\u0301\u0303\u0309\u0323]/g) ?? []
    tones.push(marks.map((mark) => TONE_ORDER.indexOf(mark) + 1).join('') || '0')
    const plain = word
      .normalize('NFD')
      .replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '')
      .normalize('NFC')
    letters.push([...plain].map((letter) => LETTER_CODES[letter] ?? foldedCode(letter)).join(''))
  }
  return `${letters.join('-').slice(0, PART_LIMIT)}!${tones.join('').slice(0, NAME_WORDS_LIMIT)}!`
}

/** A letter without marks where it is Latin; anything else as ~ and its number, so that it comes after z. */
function foldedCode(letter: string): string {
  if (/^[a-z0-9]$/.test(letter)) return letter
  const plain = fold(letter)
  return /^[a-z0-9]+$/.test(plain) ? plain : `~${(letter.codePointAt(0) ?? 0).toString(16).padStart(6, '0')}`
}

/**
 * A plain ASCII string of at most 600 bytes whose byte order (collation "C") is given name, middle, family in the Vietnamese alphabet, tones
 * after letters: An, Án, Anh, Ân, Ba. Case is left out; nameless people come last.
 */
export function sortKey(name: string, order: NameOrder): string {
  const { family, middle, given } = splitName(name, order)
  return fold(given) === '' ? '~~' : partKey(given) + partKey(middle) + partKey(family)
}

/** As `sortKey`, for an organisation: by its name as written, without the legal form. */
export function organisationSortKey(name: string): string {
  const parts = withoutLegalForm(nameWords(name.replace(/[.,&]+/g, ' ')))
  return fold(name) === '' ? '~~' : partKey(parts.join(' '))
}

const legalForms = LEGAL_FORMS.map((form) => form.map((word) => ({ marked: lowerKey(word), plain: fold(word) })))

/** The words without legal forms; all of them where nothing else would be left. */
function withoutLegalForm(parts: readonly string[]): string[] {
  // Written with its own marks or with none: the cổ phần of a company is not Cô Phan.
  const typed = parts.map((word) => ({ key: lowerKey(word), lower: word.toLowerCase() }))
  const left: string[] = []
  for (let at = 0; at < parts.length; ) {
    const form = legalForms.find((words) =>
      words.every(({ marked, plain }, step) => typed[at + step]?.key === marked || typed[at + step]?.lower === plain),
    )
    if (!form) left.push(parts[at] ?? '')
    at += form?.length ?? 1
  }
  // "Co" ends an English name; cô has its mark.
  if (left.length > 1 && left.at(-1)?.toLowerCase() === 'co') left.pop()
  return left.length > 0 ? left : [...parts]
}

/** The key by which two writings of one organisation meet: folded, without its legal form, usual abbreviations written out, without "và" and "&". */
export function organisationKey(name: string): string {
  const parts = nameWords(name.replace(/[.,&()"“”]+/g, ' '))
  return withoutLegalForm(parts)
    .map((word) => SHORTENED.get(word.toLowerCase()) ?? fold(word))
    .filter((word) => word !== 'va' && word !== 'and' && word !== '')
    .join(' ')
}
