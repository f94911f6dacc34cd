import type { z } from 'zod'
import { type LoyaltyState, type listLoyalty, loyaltySorts, loyaltyStates } from '#rooms/loyalty/contract.ts'
import { customerKinds, customerSorts } from '#rooms/people/contract.ts'
import { addDays, isDate } from '#values/civil-date.ts'
import { type Coder, count, flag, maybe, oneOf, type StateOf, text } from '../../shell/address.ts'
import type { PeopleWords } from './words.data.ts'

export const listViews = ['all', 'loyal', 'cooling', 'organisation', 'household', 'person', 'away', 'new'] as const
/** The spans that "seen within" and "not seen for" are asked in, months. */
export const spans = ['1', '3', '6', '12'] as const
/** The chances that "at least" and "at most" are asked in, percent. */
export const chances = [10, 30, 50, 70, 90] as const
/** Moves worth asking for: who came to, and who left, which state. */
export const moves = ['entered-loyal', 'left-loyal', 'entered-cooling', 'entered-won-back'] as const
export type Move = (typeof moves)[number]
/** So many days back a move is looked for, where the panel asks. */
export const MOVED_WITHIN = 90

const languages = ['vi', 'en'] as const
const yesNo = ['true', 'false'] as const
export const sorts = [...customerSorts, ...loyaltySorts] as const

/** Some states, in their own order; or all who bought, or who never did. */
export type Standing = readonly LoyaltyState[] | 'bought' | 'none'

const standing: Coder<Standing> = {
  read: (it) => {
    if (it === 'bought' || it === 'none') return it
    const asked = it?.split(',') ?? []
    return loyaltyStates.filter((state) => asked.includes(state))
  },
  write: (it) => (it.length === 0 ? null : typeof it === 'string' ? it : it.join(',')),
}

const percent: Coder<number | undefined> = {
  read: (it) => (it !== null && /^(100|\d{1,2})$/.test(it) ? Number(it) : undefined),
  write: (it) => (it === undefined ? null : String(it)),
}

const civilDay: Coder<string | undefined> = { read: (it) => (it !== null && isDate(it) ? it : undefined), write: (it) => it ?? null }

/** What the list's address holds: the view, what narrows it, the order, the open peek, the open dialog. */
export const listAddress = {
  view: oneOf(listViews, 'all'),
  sort: maybe(sorts),
  loyalty: standing,
  /** Of at least, and of at most, this chance; percent. */
  least: percent,
  most: percent,
  entered: maybe(loyaltyStates),
  left: maybe(loyaltyStates),
  /** They moved after this day, until that one. */
  since: civilDay,
  until: civilDay,
  kind: maybe(customerKinds),
  tag: text(),
  language: maybe(languages),
  seen: maybe(spans),
  unseen: maybe(spans),
  phone: maybe(yesNo),
  words: text(),
  peek: text(),
  /** Where in the list the peek was opened. */
  at: count(),
  new: flag(),
}
export type ListState = StateOf<typeof listAddress>
export type Asked = Omit<z.input<NonNullable<typeof listLoyalty.query>>, 'offset' | 'limit' | 'exactCount'>

const AWAY_MONTHS = 6

const usualSorts: Record<ListState['view'], NonNullable<ListState['sort']>> = {
  all: 'name',
  loyal: 'name',
  cooling: 'name',
  organisation: 'name',
  household: 'name',
  person: 'name',
  away: '-lastContact',
  new: '-created',
}

/** The order a view has until somebody chooses another. */
export const usualSort = (view: ListState['view']): NonNullable<ListState['sort']> => usualSorts[view]

/** The kind that a view shows, where it shows one only. */
export const kindOfView = (view: ListState['view']): ListState['kind'] => customerKinds.find((kind) => kind === view)

/** The states that a view shows, where it shows some only. */
const statesOfView = (view: ListState['view']): Standing => loyaltyStates.filter((state) => state === view)

/** The states in force: those chosen, else those of the view. */
export const standingOf = ({ loyalty, view }: Pick<ListState, 'loyalty' | 'view'>): Standing =>
  loyalty.length > 0 ? loyalty : statesOfView(view)

/** A view of one state is left when other states are chosen: its name would be a lie. */
export const withStanding = (view: ListState['view'], loyalty: Standing): Partial<ListState> => ({
  loyalty,
  ...(statesOfView(view).length > 0 ? { view: 'all' as const } : {}),
})

/** What the list asks the server for. */
export function askedOf(state: ListState): Asked {
  const unseen = state.unseen ?? (state.view === 'away' ? String(AWAY_MONTHS) : undefined)
  const hasMoved = (state.entered ?? state.left) !== undefined && state.since !== undefined
  const share = (percents: number | undefined) => (percents === undefined ? undefined : percents / 100)
  return {
    sort: state.sort ?? usualSort(state.view),
    state: standing.write(standingOf(state)) ?? undefined,
    chanceFrom: share(state.least),
    chanceTo: share(state.most),
    ...(hasMoved ? { entered: state.entered, left: state.entered ? undefined : state.left, since: state.since, until: state.until } : {}),
    kind: state.kind ?? kindOfView(state.view),
    tag: state.tag || undefined,
    language: state.language,
    words: state.words.trim() || undefined,
    seenMonths: state.seen,
    notSeenMonths: unseen,
    hasPhone: state.phone,
  }
}

/** The move in force, where it is one that the panel offers. */
export const moveOf = ({ entered, left, since }: ListState): Move | undefined =>
  since === undefined ? undefined : moves.find((move) => move === (entered ? `entered-${entered}` : `left-${left}`))

export const noMove: Partial<ListState> = { entered: undefined, left: undefined, since: undefined, until: undefined }

/** Who moved so within the last days, up to today. */
export function withMove(move: Move | undefined, today: string): Partial<ListState> {
  const state = loyaltyStates.find((one) => move?.endsWith(`-${one}`))
  if (!move || !state) return noMove
  return { ...noMove, [move.startsWith('entered') ? 'entered' : 'left']: state, since: addDays(today, -MOVED_WITHIN) }
}

export type FilterChip = { name: keyof ListState; words: string; clear: Partial<ListState> }

/** How loyalty and its shares and days are spoken. */
export type LoyaltyTold = {
  standing: (states: Standing) => string
  share: (percents: number) => string
  moved: (entered: boolean, state: LoyaltyState, since: string, until: string | undefined) => string
}

/** The filters in force, in words, each with what takes it away. */
export function chipsOf(state: ListState, words: PeopleWords['filter'], told: LoyaltyTold): FilterChip[] {
  const mover = state.entered ?? state.left
  const chips: (FilterChip | false)[] = [
    state.words.trim() !== '' && { name: 'words', words: words.wordsChip(state.words.trim()), clear: { words: '' } },
    state.loyalty.length > 0 && { name: 'loyalty', words: told.standing(state.loyalty), clear: { loyalty: [] } },
    state.least !== undefined && { name: 'least', words: words.leastChip(told.share(state.least)), clear: { least: undefined } },
    state.most !== undefined && { name: 'most', words: words.mostChip(told.share(state.most)), clear: { most: undefined } },
    mover !== undefined &&
      state.since !== undefined && {
        name: 'since',
        words: told.moved(state.entered !== undefined, mover, state.since, state.until),
        clear: noMove,
      },
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
  loyalty: [],
  least: undefined,
  most: undefined,
  ...noMove,
  words: '',
  kind: undefined,
  tag: '',
  seen: undefined,
  unseen: undefined,
  language: undefined,
  phone: undefined,
}
