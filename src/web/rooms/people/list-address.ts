import type { z } from 'zod'
import { type listLoyalty, loyaltySorts, loyaltyStates } from '#rooms/loyalty/contract.ts'
import { customerKinds, customerSorts, type listCustomers } from '#rooms/people/contract.ts'
import { flag, maybe, oneOf, type StateOf, text } from '../../shell/address.ts'
import type { PeopleWords } from './words.data.ts'

export const listViews = ['all', 'loyal', 'cooling', 'person', 'organisation', 'household', 'away', 'new'] as const
/** The spans that "seen within" and "not seen for" are asked in, months. */
export const spans = ['1', '3', '6', '12'] as const
const languages = ['vi', 'en'] as const
const yesNo = ['true', 'false'] as const

/** What the list's address holds: the view, what narrows it, the order, the open peek, the open dialog. */
export const listAddress = {
  view: oneOf(listViews, 'all'),
  sort: maybe(customerSorts),
  /** Narrowed to a state, or put in the order of chance or value: a list of its own, which the other filters don't narrow. */
  loyalty: maybe([...loyaltyStates, 'none'] as const),
  rank: maybe(loyaltySorts),
  kind: maybe(customerKinds),
  tag: text(),
  language: maybe(languages),
  seen: maybe(spans),
  unseen: maybe(spans),
  phone: maybe(yesNo),
  words: text(),
  peek: text(),
  new: flag(),
}
export type ListState = StateOf<typeof listAddress>
export type Asked = Omit<z.input<NonNullable<typeof listCustomers.query>>, 'offset' | 'limit' | 'exactCount'>

/** The same day so many months before; the last of the month where that has no such day. */
export function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const count = year * 12 + month - 1 - months
  const [y, m] = [Math.floor(count / 12), (count % 12) + 1]
  const last = new Date(Date.UTC(y, m, 0)).getUTCDate()
  return `${y}-${String(m).padStart(2, '0')}-${String(Math.min(date, last)).padStart(2, '0')}`
}

const AWAY_MONTHS = 6

/** The order a view has until somebody chooses another. */
export const usualSort = (view: ListState['view']): NonNullable<ListState['sort']> =>
  ({
    all: 'name',
    loyal: 'name',
    cooling: 'name',
    person: 'name',
    organisation: 'name',
    household: 'name',
    away: '-lastContact',
    new: '-created',
  })[view] as NonNullable<ListState['sort']>

/** The kind that a view shows, where it shows one only. */
export const kindOfView = (view: ListState['view']): ListState['kind'] => customerKinds.find((kind) => kind === view)

export type LoyaltyAsked = Pick<z.input<NonNullable<typeof listLoyalty.query>>, 'state' | 'sort'>

/** The state that a list shows: that of its view, or the one chosen; none where another filter is in force. */
export function loyaltyAsked(state: ListState): LoyaltyAsked | undefined {
  const chosen = state.loyalty ?? (state.view === 'loyal' || state.view === 'cooling' ? state.view : undefined)
  if (!chosen && !state.rank) return undefined
  return { state: chosen, sort: state.rank ?? '-chance' }
}

/** What the list asks the server for. */
export function askedOf(state: ListState, today: string): Asked {
  const kind = state.kind ?? kindOfView(state.view)
  const unseen = state.unseen ? Number(state.unseen) : state.view === 'away' ? AWAY_MONTHS : undefined
  return {
    sort: state.sort ?? usualSort(state.view),
    kind,
    tag: state.tag || undefined,
    language: state.language,
    words: state.words.trim() || undefined,
    seenSince: state.seen ? monthsBefore(today, Number(state.seen)) : undefined,
    notSeenSince: unseen ? monthsBefore(today, unseen) : undefined,
    hasPhone: state.phone,
  }
}

/** What another filter takes along: the two kinds don't narrow each other. */
export const noLoyalty = (view: ListState['view']): Partial<ListState> => ({
  loyalty: undefined,
  rank: undefined,
  ...(view === 'loyal' || view === 'cooling' ? { view: 'all' as const } : {}),
})

export type FilterChip = { name: keyof ListState; words: string; clear: Partial<ListState> }

/** The filters in force, in words, each with what takes it away. */
export function chipsOf(
  state: ListState,
  words: PeopleWords['filter'],
  loyaltyOf: (state: NonNullable<ListState['loyalty']>) => string = (one) => one,
): FilterChip[] {
  const chips: (FilterChip | false)[] = [
    state.words.trim() !== '' && { name: 'words', words: words.wordsChip(state.words.trim()), clear: { words: '' } },
    state.loyalty !== undefined && { name: 'loyalty', words: loyaltyOf(state.loyalty), clear: { loyalty: undefined } },
    state.kind !== undefined && { name: 'kind', words: words[state.kind], clear: { kind: undefined } },
    state.tag !== '' && { name: 'tag', words: words.tagChip(state.tag), clear: { tag: '' } },
    state.seen !== undefined && { name: 'seen', words: words.seenIn(Number(state.seen)), clear: { seen: undefined } },
    state.unseen !== undefined && { name: 'unseen', words: words.unseenFor(Number(state.unseen)), clear: { unseen: undefined } },
    state.language !== undefined && { name: 'language', words: words[state.language], clear: { language: undefined } },
    state.phone !== undefined && { name: 'phone', words: words[state.phone], clear: { phone: undefined } },
  ]
  return chips.filter((chip) => chip !== false)
}

/** What leaves the view alone. */
export const noFilters: Partial<ListState> = {
  loyalty: undefined,
  rank: undefined,
  words: '',
  kind: undefined,
  tag: '',
  seen: undefined,
  unseen: undefined,
  language: undefined,
  phone: undefined,
}
