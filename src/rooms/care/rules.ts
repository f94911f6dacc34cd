import type { CareAct, CareEnd } from '../../platform/collected/today.ts'
import { addDays } from '../../values/civil-date.ts'
import type { Role } from '../../values/rights.ts'
import type { KeptAct } from './kept-act.ts'

/** What stands on a list at once; a list ends. */
const MOST_SHOWN = 12
/** So many of one kind are enough for a day, of what any day would do for. */
const MOST_OF_A_KIND = 4
/** A suggestion that did not fit stays away for so many days. */
const REFUSED_FOR = 90
/** Nothing is put off further than a year. */
const LONGEST_REST = 366

const bound: ReadonlySet<CareAct['group']> = new Set(['promises', 'greet', 'reply'])

/** What has its day or its hour stands first; what any day will do for fills the list up and never makes it endless. */
const isBound = ({ group, at, isAnyDay }: CareAct, today: string): boolean =>
  bound.has(group) && !isAnyDay && !(at !== null && at.length === 10 && at > today)

/** Who leads and who meets guests, sells, writes to many: whose acts of which kind are. */
const leads: readonly Role[] = ['owner', 'manager']
const desk: readonly Role[] = [...leads, 'reception']
const speaks: readonly Role[] = [...desk, 'sales']
const writes: readonly Role[] = [...leads, 'sales', 'marketing']

/** Whose day holds which kinds. A kind that is not named here is its room's own affair. */
export const rolesOfKind: Readonly<Record<string, readonly Role[]>> = {
  arrival: desk,
  departure: desk,
  'pick-up': [...desk, 'warehouse'],
  'first-buy': speaks,
  birthday: [...speaks, 'marketing'],
  occasion: [...speaks, 'marketing'],
  'house-day': [...leads, 'marketing'],
  'missed-call': speaks,
  'letter-to-owner': ['owner'],
  'letter-waiting': writes,
  erasure: leads,
  late: speaks,
  quiet: speaks,
}

export const isForRole = ({ kind }: Pick<CareAct, 'kind'>, role: Role): boolean => rolesOfKind[kind]?.includes(role) ?? true

type Standing = Pick<KeptAct, 'state' | 'until' | 'staffId'> & { day: string }

/** Ended for this day: done for good, or resting until a later day. */
export const isEnded = ({ state, until }: Pick<KeptAct, 'state' | 'until'>, today: string): boolean =>
  state === 'done' || ((state === 'later' || state === 'refused') && until !== null && until > today)

/** In somebody else's hands; whoever took it yesterday and left it holds it no longer. `day` is the one on which it was taken. */
export const isHeldByOther = ({ state, staffId, day }: Standing, me: string, today: string): boolean =>
  state === 'taken' && day === today && staffId !== me

/** Until when an act rests after this end; null where it ended for good. Undefined: the end needs a day, and none that fits was named. */
export function restsUntil(end: CareEnd, until: string | undefined, today: string): string | null | undefined {
  if (end === 'refused') return addDays(today, REFUSED_FOR)
  if (end !== 'later') return null
  return until !== undefined && until > today && until <= addDays(today, LONGEST_REST) ? until : undefined
}

export const stateAfter = (end: CareEnd): KeptAct['state'] => (end === 'later' || end === 'refused' ? end : 'done')

/** An end that counts as something done today: what was only put away does not. */
export const isDone = (end: CareEnd | null): boolean => end !== null && end !== 'later' && end !== 'refused'

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const byStake = (a: CareAct, b: CareAct): number => b.stake - a.stake || compare(a.at ?? '~', b.at ?? '~') || compare(a.key, b.key)

const ranks: Record<CareAct['group'], number> = { promises: 0, greet: 1, reply: 2, confirm: 3, 'win-back': 4 }
const rank = (act: CareAct): number => ranks[act.group]

/** A row of the list: an act, and what else is to be said to the same customer once one speaks to them. */
export type Row = CareAct & { also: readonly CareAct[] }

/**
 * One row a customer: what any day will do for waits behind what has its day, or behind the greater stake, and that row carries it. Two acts
 * that both have their day are two rows, since each has its own end.
 */
export function rowsOf(acts: readonly CareAct[], today: string): Row[] {
  const heads = new Map<string, CareAct>()
  for (const act of [...acts].sort(byStake)) {
    if (act.customerId === null) continue
    const head = heads.get(act.customerId)
    if (!head || (isBound(act, today) && !isBound(head, today))) heads.set(act.customerId, act)
  }
  const waits = (act: CareAct) => act.customerId !== null && heads.get(act.customerId) !== act && !isBound(act, today)
  const carried = Map.groupBy(acts.filter(waits), ({ customerId }) => customerId)
  return acts
    .filter((act) => !waits(act))
    .map((act) => {
      const isHead = act.customerId !== null && heads.get(act.customerId) === act
      return { ...act, also: isHead ? (carried.get(act.customerId) ?? []).sort(byStake) : [] }
    })
}

/**
 * One of each kind in turn, the greatest stake of each first, and of each kind a few together with those done: a week full of birthdays
 * leaves room for a question, and nobody is given twelve questions.
 */
function inTurn(acts: readonly Row[], doneKinds: readonly string[]): Row[] {
  const seen = new Map<string, number>()
  for (const kind of doneKinds) seen.set(kind, (seen.get(kind) ?? 0) + 1)
  const ranked = acts.map((act) => {
    const place = seen.get(act.kind) ?? 0
    seen.set(act.kind, place + 1)
    return { act, place }
  })
  return ranked
    .filter(({ place }) => place < MOST_OF_A_KIND)
    .sort((a, b) => a.place - b.place || byStake(a.act, b.act))
    .map(({ act }) => act)
}

/**
 * The list of somebody's day: at most twelve, in groups, the greatest stake first. What is bound to the day always counts; the rest
 * fills up to twelve together with what is done already (its kinds are `doneKinds`), so that the list has an end.
 */
export function listOf(
  acts: readonly CareAct[],
  doneKinds: readonly string[],
  today: string,
): { shown: Row[]; more: number; done: number; all: number } {
  const done = doneKinds.length
  const rows = rowsOf(acts, today)
  const sorted = [...rows].sort(byStake)
  const due = sorted.filter((act) => isBound(act, today))
  const first = due.slice(0, MOST_SHOWN)
  const anyDay = inTurn(
    sorted.filter((act) => !isBound(act, today)),
    doneKinds,
  )
  const fill = anyDay.slice(0, Math.max(0, MOST_SHOWN - first.length - done))
  const shown = [...first, ...fill].sort((a, b) => rank(a) - rank(b) || byStake(a, b))
  return { shown, more: rows.length - shown.length, done, all: done + due.length + fill.length }
}

/** The same end again, by the same hands: the answer of the first time is given once more. */
export const isRepeat = (kept: KeptAct, end: CareEnd, until: string | null, me: string): boolean =>
  kept.staffId === me && kept.outcome === end && kept.until === until
