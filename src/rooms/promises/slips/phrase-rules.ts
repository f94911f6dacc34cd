/** Finding phrases in what people write: with or without marks, in any case, whatever stands between the words but letters. */

export type Word = { readonly text: string; readonly from: number; readonly to: number; readonly isCapital: boolean }

/** Where something stands: of words from `first` up to and with `last`, of characters from `from` to before `to`. */
export type Found = { readonly first: number; readonly last: number; readonly from: number; readonly to: number }

const HIDDEN = /[\u00AD\u200B-\u200D\u2060\uFEFF]/g
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}\u00AD\u200B-\u200D\u2060\uFEFF]*(?:['’][\p{L}\p{M}]+)*/gu

/** The words of a text in small letters, with where they stand in it. */
export function wordsOf(text: string): Word[] {
  return [...text.matchAll(WORD)].map((hit) => {
    const plain = hit[0].replace(HIDDEN, '').normalize('NFC').replaceAll('’', "'")
    return { text: plain.toLowerCase(), from: hit.index, to: hit.index + hit[0].length, isCapital: /^\p{Lu}/u.test(plain) }
  })
}

const cut = new Map<string, { base: string; marks: string }>()

/** The letters of a word without marks, and its marks; đ is a d with one. */
function cutUp(word: string): { base: string; marks: string } {
  const known = cut.get(word)
  if (known) return known
  const apart = word.normalize('NFD').replaceAll('đ', 'd\u0335')
  const one = { base: apart.replace(/\p{M}/gu, ''), marks: [...apart.replace(/\P{M}/gu, '')].sort().join('') }
  if (cut.size > 20_000) cut.clear()
  cut.set(word, one)
  return one
}

/** Whether every mark that was written belongs there: marks may be left out, and none be others. */
function hasOnly(written: string, meant: string): boolean {
  let at = 0
  for (const mark of written) {
    at = meant.indexOf(mark, at)
    if (at < 0) return false
    at++
  }
  return true
}

/** "đường" is written đường, duong and đuong, and not dừong's neighbour "đưởng". */
export function isWord(written: string, meant: string): boolean {
  if (written === meant) return true
  const one = cutUp(written)
  const other = cutUp(meant)
  return one.base === other.base && hasOnly(one.marks, other.marks)
}

type Part = { readonly words: readonly string[]; readonly isOptional: boolean; readonly isGap: boolean }

const parsed = new Map<string, readonly Part[]>()

function partsOf(phrase: string): readonly Part[] {
  const known = parsed.get(phrase)
  if (known) return known
  const parts = phrase.split(' ').map((part): Part => {
    if (part === '…') return { words: [], isOptional: true, isGap: true }
    const isOptional = part.startsWith('(')
    return { words: (isOptional ? part.slice(1, -1) : part).split('|'), isOptional, isGap: false }
  })
  parsed.set(phrase, parts)
  return parts
}

const GAP = 2

/** The place of the last word of a phrase that begins at `at`, or -1. */
function endOf(words: readonly Word[], at: number, parts: readonly Part[], next: number): number {
  const part = parts[next]
  if (!part) return at - 1
  if (part.isGap) {
    for (let skipped = 0; skipped <= GAP; skipped++) {
      const end = endOf(words, at + skipped, parts, next + 1)
      if (end >= 0) return end
    }
    return -1
  }
  const word = words[at]
  if (word && part.words.some((meant) => isWord(word.text, meant))) {
    const end = endOf(words, at + 1, parts, next + 1)
    if (end >= 0) return end
  }
  return part.isOptional ? endOf(words, at, parts, next + 1) : -1
}

/** Every place where the phrase stands. Nothing but spaces and light signs stand between its words: a full stop ends a phrase. */
export function placesOf(text: string, words: readonly Word[], phrase: string): Found[] {
  const parts = partsOf(phrase)
  return words.flatMap((word, first) => {
    const last = endOf(words, first, parts, 0)
    const end = words[last]
    if (last < first || !end) return []
    return isBroken(text, words, first, last) ? [] : [{ first, last, from: word.from, to: end.to }]
  })
}

/** Whether a sign that ends a sentence or a clause stands between these words. */
export function isBroken(text: string, words: readonly Word[], first: number, last: number): boolean {
  for (let at = first; at < last; at++) {
    const between = text.slice(words[at]?.to ?? 0, words[at + 1]?.from ?? 0)
    if (/[.!?;:,…]|\n\s*\n|\s[–—-]\s/.test(between)) return true
  }
  return false
}

/** Whether the phrase ends right before the word at `at`. */
export const endsBefore = (text: string, words: readonly Word[], at: number, phrase: string): boolean => {
  const length = phrase.split(' ').length
  const first = at - length
  return first >= 0 && placesOf(text, words.slice(first, at), phrase).some((place) => place.first === 0 && place.last === length - 1)
}

export const says = (text: string, phrase: string): boolean => placesOf(text, wordsOf(text), phrase).length > 0
