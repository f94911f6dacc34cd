import { loyaltyStates } from '#rooms/loyalty/contract.ts'
import type { SendingWords } from './words.data.ts'

/** The customers' list filter of a sending, as it is kept: names and values of the list's address. */
export type Filter = Record<string, string>

const NAMES = [
  'kind',
  'tag',
  'language',
  'words',
  'seenSince',
  'notSeenSince',
  'seenMonths',
  'notSeenMonths',
  'hasPhone',
  'state',
  'chanceFrom',
  'chanceTo',
] as const

/** What the list's address calls otherwise than its filter. */
const RENAMED: Record<string, (typeof NAMES)[number]> = { seen: 'seenMonths', unseen: 'notSeenMonths', phone: 'hasPhone', loyalty: 'state' }

function ofView(view: string | null): Filter {
  if (view === null) return {}
  if (['person', 'organisation', 'household'].includes(view)) return { kind: view }
  if ((loyaltyStates as readonly string[]).includes(view)) return { state: view }
  return view === 'away' ? { notSeenMonths: '6' } : {}
}

/** The filter in an address of the customers' list; undefined where it is another address. */
export function filterOf(address: string): Filter | undefined {
  const asked = address.trim()
  const url = URL.canParse(asked) ? new URL(asked) : URL.canParse(asked, 'http://here') ? new URL(asked, 'http://here') : undefined
  if (url?.pathname !== '/customers') return undefined
  const filter = ofView(url.searchParams.get('view'))
  for (const [name, value] of url.searchParams) {
    const known = RENAMED[name] ?? NAMES.find((one) => one === name)
    if (known && value !== '') filter[known] = value
  }
  return filter
}

export type Named = { tag: (tag: string) => string; state: (state: string) => string; day: (day: string) => string }

/** A filter in words, one for each of its parts. */
export function wordsOf(filter: Filter, words: SendingWords, named: Named): { name: string; words: string }[] {
  const one = (name: string, say: (value: string) => string) => {
    const value = filter[name]
    return value === undefined || value === '' ? [] : [{ name, words: say(value) }]
  }
  return [
    ...one('tag', named.tag),
    ...one('state', named.state),
    ...one('kind', (kind) => (kind in words.kinds ? words.kinds[kind as keyof typeof words.kinds] : kind)),
    ...one('language', (language) => words.speaks[language === 'en' ? 'en' : 'vi']),
    ...one('seenMonths', words.seen),
    ...one('notSeenMonths', words.notSeen),
    ...one('seenSince', (day) => words.seenSince(named.day(day))),
    ...one('notSeenSince', (day) => words.notSeenSince(named.day(day))),
    ...one('hasPhone', (has) => words.withPhone[has === 'true' ? 'true' : 'false']),
    ...one('words', words.named),
  ]
}
