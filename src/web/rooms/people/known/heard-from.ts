import { heardFromKeys } from '#rooms/touchpoints/contract.ts'
import type { KnownWords } from './words.data.ts'

type Key = (typeof heardFromKeys)[number]
const isKey = (text: string): text is Key => (heardFromKeys as readonly string[]).includes(text)

/** How somebody came to hear of the house, in words; what came in by a list may be words already. */
export const heardFromWords = (value: string, words: Pick<KnownWords, 'facts'>): string =>
  isKey(value) ? words.facts.heardFromKeys[value] : value

/** The answers in the order in which they are offered: the likeliest at a counter first. */
export const heardFromOffered: readonly Key[] = [
  'friend',
  'regular',
  'passing-by',
  'facebook',
  'map',
  'booking-site',
  ...heardFromKeys.filter((key) => !['friend', 'regular', 'passing-by', 'facebook', 'map', 'booking-site'].includes(key)),
]
