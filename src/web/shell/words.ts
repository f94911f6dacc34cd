import { useLanguage } from './look.ts'

export type Language = 'vi' | 'en'

/** The same keys, and functions with the same parameters: what the English of a catalogue must be to its Vietnamese. */
export type SameKeys<T> = {
  readonly [K in keyof T]: T[K] extends (...parts: infer P) => string
    ? (...parts: P) => string
    : T[K] extends string
      ? string
      : SameKeys<T[K]>
}

/** Words of one area in both languages. A sentence with parts is a function. */
export type Catalogue<T> = { readonly vi: T; readonly en: SameKeys<T> }

export const wordsIn = <T>(catalogue: Catalogue<T>, language: Language): SameKeys<T> =>
  language === 'en' ? catalogue.en : (catalogue.vi as SameKeys<T>)

/** The words of an area in the language of whoever looks; changes at once with the language. */
export const useWords = <T>(catalogue: Catalogue<T>): SameKeys<T> => wordsIn(catalogue, useLanguage())

/** English needs two forms: `plural(n, 'customer')`; Vietnamese has one. */
export const plural = (n: number, one: string, many = `${one}s`): string => (n === 1 ? one : many)
