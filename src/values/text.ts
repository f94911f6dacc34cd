// Text as people type and paste it: made tidy for keeping, folded for finding.

const LONE_SURROGATE = /\p{Surrogate}/gu
const LINE_BREAK = /\r\n|[\r\v\f\u0085\u2028\u2029]/g
// What nobody sees: controls (tab and line feed are white space), soft hyphen, zero-width and bidi marks, blank Hangul fillers.
// biome-ignore lint/suspicious/noMisleadingCharacterClass: each sign stands for itself here, marks and joiners too.
const UNSEEN = /[\p{Cc}\u00AD\u034F\u061C\u180E\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB]/gu
// A joiner is kept only where it makes one picture of two, as in a family or a cook.
// biome-ignore lint/suspicious/noMisleadingCharacterClass: each sign stands for itself here, marks and joiners too.
const STRAY_JOINER = /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D|\u200D(?!\p{Extended_Pictographic})/gu
const TAGS = /(\u{1F3F4}[\u{E0020}-\u{E007E}]+\u{E007F})|[\u{E0000}-\u{E007F}]+/gu
const BLANK_BRAILLE = /\u2800/g

/** The text with line breaks as \n, without anything unseen, in NFC; white space as typed. */
function visible(text: string): string {
  return text
    .replace(LONE_SURROGATE, '\uFFFD')
    .replace(LINE_BREAK, '\n')
    .replace(BLANK_BRAILLE, ' ')
    .replace(UNSEEN, (sign) => (sign === '\n' || sign === '\t' ? sign : ''))
    .replace(STRAY_JOINER, '')
    .replace(TAGS, (_run, flag: string | undefined) => flag ?? '')
    .normalize('NFC')
}

/** One line of text as it is kept: NFC, nothing unseen, single plain spaces, trimmed; only the letters that show are left of a terminal's colour codes. */
export function tidy(text: string): string {
  return visible(text).replace(/\s+/g, ' ').trim()
}

/** A longer text as it is kept: as `tidy`, but line breaks stay, at most two in a row. */
export function tidyLines(text: string): string {
  return visible(text)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** True where the text holds a NUL, which PostgreSQL cannot keep. */
export function hasNul(text: string): boolean {
  return text.includes('\0')
}

const APOSTROPHES = /[\u2018\u2019\u201B\u02BB\u02BC\u02B9\u02C8\u2032\u00B4\u0060\uFF07]/g

/** Every apostrophe and what people type instead of one, as the plain '. */
export function plainApostrophes(text: string): string {
  return text.replace(APOSTROPHES, "'")
}

// Letters that Unicode does not take apart.
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  đ: 'd',
  ð: 'd',
  ɖ: 'd',
  ł: 'l',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  þ: 'th',
  ħ: 'h',
  ŋ: 'ng',
  ŧ: 't',
  ı: 'i',
  ɓ: 'b',
  ɗ: 'd',
  ƙ: 'k',
}
const WHOLE_LETTERS = /[đðɖłøæœßþħŋŧıɓɗƙ]/g
// Marks over Latin, Greek and Cyrillic letters, points of Hebrew and Arabic, variation selectors and joiners. Vowel signs of
// Thai or Hindi are marks for Unicode too, but to drop those would drop half the name.
const DROPPED_MARKS =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: each sign stands for itself here, marks and joiners too.
  /[\u0300-\u036F\u0591-\u05C7\u064B-\u0652\u0670\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE00-\uFE0F\uFE20-\uFE2F\u200D]/g

/** Folded text in which an apostrophe inside a word still stands. */
function foldKeepingApostrophes(text: string): string {
  return (
    plainApostrophes(plainApostrophes(tidy(text)).normalize('NFKD'))
      .replace(DROPPED_MARKS, '')
      .toLowerCase()
      .replace(DROPPED_MARKS, '')
      .replace(WHOLE_LETTERS, (letter) => PLAIN_LETTERS[letter] ?? letter)
      .normalize('NFC')
      .replace(/\p{So}+/gu, ' $& ')
      .replace(/[^\p{L}\p{N}\p{M}\p{So}']+/gu, ' ')
      // H ' Mai: the lone letter before the apostrophe belongs to what follows it.
      .replace(/(?<![\p{L}\p{N}'])(\p{L})(?: ' |' ?)(?=\p{L})/gu, "$1'")
      .replace(/(?<![\p{L}\p{N}\p{M}])'+|'+(?![\p{L}\p{N}])/gu, ' ')
      .replace(/ {2,}/g, ' ')
      .trim()
  )
}

/**
 * The search key of a text: lower case without marks (đ as d, ł as l, ß as ss), full-width letters as plain ones, punctuation as
 * a space, an apostrophe inside a word as nothing: H'Mai and H’Mai are both `hmai`.
 */
export function fold(text: string): string {
  return foldKeepingApostrophes(text).replace(/'/g, '')
}

/** `fold` without spaces, so that H'Mai, hmai and h mai, or Thanh Hoa and ThanhHoa, are one key. */
export function foldJoined(text: string): string {
  return fold(text).replace(/ /g, '')
}

// No Vietnamese syllable and hardly a foreign name begins so: it is an Ê Đê or K'Ho name typed without its apostrophe.
const LOST_APOSTROPHE = /^(h|k(?=[bdgmpst]))([bcdghjklmnpqrstvwx]\p{L}+)$/u

/**
 * The folded words under which a text is to be found, each once. For H'Mai, hmai or H Mai these are `hmai`, `h` and `mai`, so that
 * whatever `askedWords` makes of any writing is among them.
 */
export function words(text: string): string[] {
  const found = new Set<string>()
  const parts = foldKeepingApostrophes(text).split(' ')
  parts.forEach((part, at) => {
    const next = parts[at + 1]
    found.add(part.replace(/'/g, ''))
    if (part.includes("'")) for (const piece of part.split("'")) found.add(piece)
    const lost = LOST_APOSTROPHE.exec(part)
    if (lost) for (const piece of lost.slice(1)) found.add(piece)
    if (/^[hk]$/.test(part) && next !== undefined && /^[a-z]{2,}$/.test(next)) found.add(part + next)
  })
  found.delete('')
  return [...found]
}

/** The folded words of what somebody typed into a search, each once, all of which must be found: for H'Mai `h` and `mai`. */
export function askedWords(text: string): string[] {
  const found = new Set(foldKeepingApostrophes(text).split(/[ ']/))
  found.delete('')
  return [...found]
}

const TONE = /[\u0300\u0301\u0303\u0309\u0323]/g
const VOWELS = /(?:[aeiouy][\u0300-\u036F]*)+/g

/**
 * The key of a text "exactly, with its marks": tidy, lower case, Ð as đ, apostrophes plain, and each tone on the last vowel of its
 * syllable, so that Thúy and Thuý, hòa and hoà, khoẻ and khỏe are one. A key to compare, not a spelling to show.
 */
export function lowerKey(text: string): string {
  return plainApostrophes(tidy(text))
    .toLowerCase()
    .replace(/[ðɖ]/g, 'đ')
    .normalize('NFD')
    .replace(VOWELS, (vowels) => {
      const tones = vowels.match(TONE) ?? []
      return tones.length === 1 ? vowels.replace(TONE, '') + tones.join('') : vowels
    })
    .normalize('NFC')
}

/**
 * How many slips of a typist lie between two words: a letter too many, too few or wrong, or two neighbours swapped; `atMost + 1`
 * when there are more. This is the optimal string alignment distance (Boytsov, "Indexing methods for approximate dictionary
 * searching", ACM JEA 16, 2011, §2.1), over the band of the table that can matter (Ukkonen, Information and Control 64, 1985).
 */
export function damerau(a: string, b: string, atMost = 2): number {
  if (a === b) return 0
  if (Math.abs(a.length - b.length) > atMost) return atMost + 1
  const far = atMost + 1
  const size = b.length + 2
  let before = new Array<number>(size).fill(far)
  let last = Array.from({ length: size }, (_, j) => Math.min(j, far))
  let row = new Array<number>(size).fill(far)
  let leastBefore = 0
  for (let i = 1; i <= a.length; i += 1) {
    const start = Math.max(1, i - atMost)
    const end = Math.min(b.length, i + atMost)
    row[start - 1] = start === 1 ? Math.min(i, far) : far
    row[end + 1] = far
    let least = row[start - 1] ?? far
    for (let j = start; j <= end; j += 1) {
      const wrong = (last[j - 1] ?? far) + (a[i - 1] === b[j - 1] ? 0 : 1)
      let slips = Math.min(wrong, (last[j] ?? far) + 1, (row[j - 1] ?? far) + 1, far)
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (isSwapped) slips = Math.min(slips, (before[j - 2] ?? far) + 1)
      row[j] = slips
      least = Math.min(least, slips)
    }
    // A swap reaches two rows back, so it takes two hopeless rows to be the end.
    if (least >= far && leastBefore >= far) return far
    leastBefore = least
    ;[before, last, row] = [last, row, before]
  }
  return Math.min(last[b.length] ?? far, far)
}

/** The longest word, in letters, for which `deletions` looks for slips. */
export const LONGEST_CORRECTED_WORD = 32

/**
 * The word and each string made by leaving out one letter, each once, never empty: two words one slip apart share one of these
 * (Mor and Fraenkel, CACM 25(12), 1982). A word over `LONGEST_CORRECTED_WORD` letters gives itself alone.
 */
export function deletions(word: string): string[] {
  const letters = [...word]
  const found = new Set([word])
  if (letters.length > 1 && letters.length <= LONGEST_CORRECTED_WORD) {
    letters.forEach((_, at) => {
      found.add(letters.slice(0, at).join('') + letters.slice(at + 1).join(''))
    })
  }
  return [...found]
}
