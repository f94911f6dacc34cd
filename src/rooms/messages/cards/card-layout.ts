/** How a card stands on its two faces: lines with their places, for paper and for the screen alike. Pure; the measuring is given. */

export type CardMark = {
  text: string
  /** Points from the top left; `y` is the line the letters stand on. */
  x: number
  y: number
  size: number
  weight: 'regular' | 'semibold'
  tone: 'ink' | 'brand' | 'soft'
}

export type Measure = (text: string, weight: CardMark['weight'], size: number) => number

/** A6 upright, 105 × 148 mm, in points; paper of this size needs no cutting. */
export const CARD_WIDTH = (105 / 25.4) * 72
export const CARD_HEIGHT = (148 / 25.4) * 72

const MARGIN = 34
const INNER = CARD_WIDTH - 2 * MARGIN
const SIZES = [11.5, 10.5, 9.5] as const
const LEADING = 1.62

/** A word that is longer than the line is broken where it must be. */
function brokenWord(word: string, width: number, wide: (text: string) => number): string[] {
  const parts: string[] = []
  let part = ''
  for (const letter of word) {
    if (part !== '' && wide(part + letter) > width) {
      parts.push(part)
      part = letter
    } else part += letter
  }
  return part === '' ? parts : [...parts, part]
}

/** The lines of a text in a width. */
export function wrapped(text: string, width: number, wide: (text: string) => number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).filter((one) => one !== '')) {
    const joined = line === '' ? word : `${line} ${word}`
    if (wide(joined) <= width) line = joined
    else {
      if (line !== '') lines.push(line)
      const parts = brokenWord(word, width, wide)
      lines.push(...parts.slice(0, -1))
      line = parts.at(-1) ?? ''
    }
  }
  return line === '' ? lines : [...lines, line]
}

type Face = { title: string; called: string; house: string; words: string }

const centred = (text: string, y: number, look: Omit<CardMark, 'text' | 'x' | 'y'>, measure: Measure): CardMark => ({
  text,
  x: (CARD_WIDTH - measure(text, look.weight, look.size)) / 2,
  y,
  ...look,
})

/** The front: what it is for, for whom, and from which house. */
export function frontOf({ title, called, house }: Face, measure: Measure): CardMark[] {
  const big = { size: 21, weight: 'semibold', tone: 'brand' } as const
  const name = { size: 14, weight: 'regular', tone: 'ink' } as const
  const small = { size: 9.5, weight: 'regular', tone: 'soft' } as const
  const titles = wrapped(title, INNER, (text) => measure(text, big.weight, big.size))
  const names = wrapped(called, INNER, (text) => measure(text, name.weight, name.size))
  const top = CARD_HEIGHT * 0.42 - ((titles.length - 1) * big.size * 1.5) / 2
  const under = top + (titles.length - 1) * big.size * 1.5 + 34
  return [
    ...titles.map((text, at) => centred(text, top + at * big.size * 1.5, big, measure)),
    ...names.map((text, at) => centred(text, under + at * name.size * 1.55, name, measure)),
    ...wrapped(house, INNER, (text) => measure(text, small.weight, small.size)).map((text, at) =>
      centred(text, CARD_HEIGHT - 40 + at * 14, small, measure),
    ),
  ]
}

const paragraphsOf = (words: string): string[] => words.normalize('NFC').split(/\n/)

function linesAt(words: string, size: number, measure: Measure): { text: string; isGap: boolean }[] {
  return paragraphsOf(words).flatMap((paragraph) =>
    paragraph.trim() === ''
      ? [{ text: '', isGap: true as boolean }]
      : wrapped(paragraph, INNER, (text) => measure(text, 'regular', size)).map((text) => ({ text, isGap: false })),
  )
}

/** The back: the words, as large as they fit. */
export function backOf({ words }: Face, measure: Measure): { marks: CardMark[]; isTooLong: boolean } {
  for (const size of SIZES) {
    const lines = linesAt(words, size, measure)
    const height = lines.reduce((sum, { isGap }) => sum + size * (isGap ? 0.7 : LEADING), 0)
    const isLast = size === SIZES.at(-1)
    if (height > CARD_HEIGHT - 2 * MARGIN && !isLast) continue
    let y = Math.max(MARGIN + size, (CARD_HEIGHT - height) / 2 + size)
    const marks: CardMark[] = []
    for (const { text, isGap } of lines) {
      if (!isGap) marks.push({ text, x: MARGIN, y, size, weight: 'regular', tone: 'ink' })
      y += size * (isGap ? 0.7 : LEADING)
    }
    return { marks, isTooLong: height > CARD_HEIGHT - 2 * MARGIN }
  }
  return { marks: [], isTooLong: true }
}

/** Both faces; what a house or a customer is called is written in whole letters, not letters and marks apart. */
export function facesOf(face: Face, measure: Measure): { front: CardMark[]; back: CardMark[]; isTooLong: boolean } {
  const whole = { ...face, title: face.title.normalize('NFC'), called: face.called.normalize('NFC'), house: face.house.normalize('NFC') }
  const { marks, isTooLong } = backOf(whole, measure)
  return { front: frontOf(whole, measure), back: marks, isTooLong }
}
