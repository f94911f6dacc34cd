import { fold } from '#values/text.ts'

/** What the text in the box asks for: digits mean people, `>` means commands only, words mean people first, then commands. */
export type Asked = { people: string; commands: string | undefined; isEmpty: boolean }

export function readBox(text: string): Asked {
  const typed = text.trim()
  if (typed === '') return { people: '', commands: '', isEmpty: true }
  if (typed.startsWith('>')) return { people: '', commands: typed.slice(1).trim(), isEmpty: false }
  if (/^[+(\d][\d\s.()/-]*$/.test(typed)) return { people: typed, commands: undefined, isEmpty: false }
  return { people: typed, commands: typed, isEmpty: false }
}

/** Says whether each word asked begins a word of the label, with or without marks. */
export function fits(label: string, asked: string): boolean {
  const words = fold(label).split(' ')
  return fold(asked)
    .split(' ')
    .every((part) => words.some((word) => word.startsWith(part)))
}
