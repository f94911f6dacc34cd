import type { Bilingual, MessageChannel } from '../contract.ts'
import { channelWords } from './wordings.data.ts'

/** What is filled into the house's words. */
export type Promised = { house: string; topics: readonly Bilingual[]; channel: MessageChannel; monthly: number }

const joined = (names: readonly string[], and: string): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${and} ${names.at(-1)}`

/** The sentence as somebody reads or hears it: the house's words with what is promised filled in. */
export function fillWording(words: string, language: 'vi' | 'en', { house, topics, channel, monthly }: Promised): string {
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
