import { channelWords } from './consent-words.data.ts'

/** The sentences by which somebody is asked whether they may be written to: the house's words, with what is promised filled in. */

type Tongue = 'vi' | 'en'
export type AskedChannel = keyof (typeof channelWords)['vi']

/** What is filled into the house's words. */
export type Promised = { house: string; topics: readonly Record<Tongue, string>[]; channel: AskedChannel; monthly: number }

const joined = (names: readonly string[], and: string): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${and} ${names.at(-1)}`

/** The sentence as somebody reads or hears it. */
export function fillWording(words: string, language: Tongue, { house, topics, channel, monthly }: Promised): string {
  const names = joined(
    topics.map((topic) => topic[language]),
    language === 'vi' ? 'và' : 'and',
  )
  const values: Record<string, string> = { house, topics: names, channel: channelWords[language][channel], monthly: String(monthly) }
  return words.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole)
}

const NEEDED = ['{topics}', '{channel}', '{monthly}'] as const

/** What a wording leaves out that the law wants said: about what, by which way, how often. */
export const leftOut = (words: string): string[] => NEEDED.filter((part) => !words.includes(part))
