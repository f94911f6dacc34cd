import type { InsightWords } from './words.data.ts'

/** How things of the overview are called: states, months, groups, lists. */

const isKey = <T extends object>(words: T, key: string): key is Extract<keyof T, string> => Object.hasOwn(words, key)

/** A state by the words of loyalty, beginning a line; null is somebody who was no customer yet. */
export function stateName(state: string | null, words: InsightWords): string {
  const key = state ?? 'none'
  const name = isKey(words.states, key) ? words.states[key] : key
  return name.charAt(0).toLocaleUpperCase('vi') + name.slice(1)
}

/** `2026-05` as `05/2026`; a quarter by its number. */
export function cohortName(month: string, by: 'month' | 'quarter', words: InsightWords, isShort = false): string {
  const [year = '', number = ''] = month.split('-')
  const shownYear = isShort ? year.slice(2) : year
  if (by === 'month') return `${number}/${shownYear}`
  return words.cohorts.quarterName(Math.floor((Number(number) - 1) / 3) + 1, shownYear)
}

export function groupName(dimension: string, value: string | null, words: InsightWords): string {
  const { unknown, kinds, channels, feelings } = words.impressions
  if (value === null || value === '') return unknown
  const known: Record<string, string> =
    dimension === 'kind' ? kinds : dimension === 'channel' ? channels : dimension === 'feeling' ? feelings : {}
  return known[value] ?? value
}

/** "2 năm 1 tháng". */
export function spanOf(days: number, words: InsightWords): string {
  const months = Math.round(days / (365.25 / 12))
  return words.tenure(Math.floor(months / 12), months % 12)
}

/** A pace that needs longer says nothing of when. */
const MOST_MONTHS = 24

/** How much is missing before loyalty can be told, and what is known already. */
export function missingWords(
  { monthsMissing, returned, returnedNeeded }: { monthsMissing: number | null; returned: { count: number }; returnedNeeded: number },
  words: InsightWords,
  number: (n: number) => string,
): string {
  const known = number(returned.count)
  if (returned.count < returnedNeeded && (monthsMissing === null || monthsMissing > MOST_MONTHS))
    return words.needReturned(known, number(returnedNeeded))
  return monthsMissing ? words.needMonths(monthsMissing, known) : words.needModel(known)
}

const periodName = (period: string | undefined, words: InsightWords): string =>
  period !== undefined && isKey(words.periods, period) ? words.periods[period] : ''

/** What the list behind a figure is called, out of the key that the figure carries. */
export function listName(of: string, words: InsightWords): string {
  const { titles } = words.behind
  const [kind = '', first = '', ...rest] = of.split(':')
  const value = rest.join(':')
  const [from = '', to = ''] = value.split('>')
  switch (kind) {
    case 'buyers':
    case 'returned':
    case 'never':
    case 'everyone':
    case 'valued':
    case 'valued-before':
    case 'repeat':
    case 'repeat-of':
    case 'won':
    case 'kept':
      return titles[kind]
    case 'state':
      return titles.state(stateName(first, words))
    case 'entered':
    case 'left':
    case 'stood':
      return titles[kind](stateName(value, words), periodName(first, words))
    case 'flow':
      return titles.flow(stateName(from || null, words), stateName(to, words), periodName(first, words))
    case 'bridge':
      return titles.bridge(isKey(words.bridge.parts, first) ? words.bridge.parts[first] : first)
    case 'cohort':
    case 'quarter': {
      const name = cohortName(first, kind === 'cohort' ? 'month' : 'quarter', words)
      return value === '0' ? titles.cohortAll(name) : titles.cohort(name, value)
    }
    case 'retention':
      return titles.retention(first)
    case 'revenue':
      return titles.revenue(periodName(first, words))
    case 'impression':
    case 'impression-of':
      return titles[kind](groupName(first, value || null, words))
    default:
      return words.behind.noSuch
  }
}

/** Where the customers behind a figure are listed. */
export const behindPath = (list: string): string => `/overview/customers?of=${encodeURIComponent(list)}`
