import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { home } from './program.ts'

export type Language = 'vi' | 'en'
type Tree = { [key: string]: unknown }

/** A sentence as it may stand on a screen: itself, or with anything in the place of its parts. */
type Sentence = { at: string; is: (shown: string) => boolean; plain: string | undefined }

/** Stands for a part of a sentence while its shape is taken. */
const PART = '\u2063'
const clean = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim()
const letters = (text: string): string => text.replace(/[^\p{L}]/gu, '')

function sentenceOf(at: string, value: unknown): Sentence | undefined {
  if (typeof value === 'string') {
    const own = clean(value)
    return letters(own).length >= 3 ? { at, plain: own, is: (shown) => shown === own } : undefined
  }
  if (typeof value !== 'function') return undefined
  let said: unknown
  try {
    said = value(...Array.from({ length: value.length }, () => PART))
  } catch {
    // It takes something else than words: what it says is not known without it.
    return undefined
  }
  const own = clean(String(said))
  const fixed = own.split(PART).map(clean)
  if (letters(fixed.join('')).length < 6) return undefined
  const shape = new RegExp(
    `^${own
      .split(PART)
      .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      .join('.+')}$`,
    'u',
  )
  return { at, plain: own.includes(PART) ? undefined : own, is: (shown) => shape.test(shown) }
}

function* sentences(tree: Tree, at: string): Generator<Sentence> {
  for (const [key, value] of Object.entries(tree)) {
    if (value && typeof value === 'object') yield* sentences(value as Tree, `${at}.${key}`)
    else {
      const sentence = sentenceOf(`${at}.${key}`, value)
      if (sentence) yield sentence
    }
  }
}

/** Every sentence of every catalogue of the screens that one language has and the other does not. */
export async function foreignTo(language: Language): Promise<Sentence[]> {
  const other = language === 'vi' ? 'en' : 'vi'
  const web = join(home, 'src', 'web')
  const files = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter((name) => /(words|refusals)\.data\.ts$/.test(name))
  const [ours, theirs]: [Set<string>, Sentence[]] = [new Set(), []]
  for (const file of files)
    for (const [name, catalogue] of Object.entries<Partial<Record<Language, Tree>>>(await import(join(web, file)))) {
      if (!catalogue?.vi || !catalogue.en) continue
      for (const { plain } of sentences(catalogue[language] ?? {}, name)) if (plain) ours.add(plain)
      theirs.push(...sentences(catalogue[other] ?? {}, `${file} ${name}`))
    }
  return theirs.filter(({ plain }) => !plain || !ours.has(plain))
}

/** Everything that a page says, seen or heard: words, names of what has none, what stands in empty fields. Marked other languages are left out. */
export const saidBy = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const own = document.documentElement.lang
    const isOther = (one: Element) => (one.closest('[lang]')?.getAttribute('lang') ?? own) !== own
    const said = new Set<string>()
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = words.nextNode(); node; node = words.nextNode()) {
      const at = node.parentElement
      if (at?.checkVisibility() && !isOther(at)) said.add(node.textContent ?? '')
    }
    for (const one of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
      if (one.checkVisibility() && !isOther(one))
        for (const name of ['aria-label', 'title', 'placeholder', 'alt']) said.add(one.getAttribute(name) ?? '')
    return [...said].map((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim()).filter(Boolean)
  })
