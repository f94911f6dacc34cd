import type { ConsentPurpose, ConsentState, MessageChannel } from '../contract.ts'

/** Where consent stands, derived from every act of agreeing, narrowing and leaving. Nothing here reads a clock: `at` is told. */

/** No topic: of an act of leaving, every topic of the purpose; of an act of agreeing, what has no topic. */
export const NO_TOPIC = '00000000-0000-0000-0000-000000000000'

export const acts = [
  'asked',
  'refused',
  'lapsed',
  'requested',
  'granted',
  'narrowed',
  'snoozed',
  'resumed',
  'withdrawn',
  'objected',
  'erased',
] as const
export type Act = (typeof acts)[number]

/** Whose act it is. Words that staff heard and noted are staff's act: only what the customer did with their own hands is theirs. */
export type GivenBy = 'customer' | 'staff' | 'machine' | 'import'

/** What an act is about. */
export type Scope = { purpose: ConsentPurpose | 'every'; topicId: string; channel: MessageChannel | 'every' }

export type ConsentEvent = Scope & {
  id: string
  at: Date
  act: Act
  givenBy: GivenBy
  monthly: number | null
  until: Date | null
}

export type KnownState = Exclude<ConsentState, 'none'>

/** How one cell stands: since when, and by which event. */
export type Standing = { state: KnownState; monthly: number | null; until: Date | null; since: Date; eventId: string }

export type NowRow = Scope & Standing

const DAY = 86_400_000
/** No answer to the one registration message within these days is an answer: nothing further is sent. */
const ANSWER_WITHIN_DAYS = 30

/** These say exactly what they agree to, and are about nothing else: a topic that is new stays unsubscribed. */
const exactActs: readonly Act[] = ['asked', 'requested', 'granted']
/** From these only the customer's own act leads back. */
const lockedStates: readonly ConsentState[] = ['refused', 'withdrawn', 'objected']

export const isLocked = (state: ConsentState): boolean => lockedStates.includes(state)

/** The stricter stands later. */
const strictness: readonly ConsentState[] = [
  'none',
  'granted',
  'snoozed',
  'pending',
  'asked',
  'lapsed',
  'refused',
  'withdrawn',
  'objected',
  'erased',
]
const strict = (state: ConsentState): number => strictness.indexOf(state)

const least = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.min(a, b))
const later = (a: Date | null, b: Date | null): Date | null => (a === null ? b : b === null ? a : a > b ? a : b)

/** How something stands at a moment: a snooze ends by itself, a question without an answer lapses by itself. */
export function stateAt({ state, until }: { state: ConsentState; until: Date | null }, now: Date): ConsentState {
  if (until === null || until > now) return state
  if (state === 'snoozed') return 'granted'
  return state === 'asked' ? 'lapsed' : state
}

const keyOf = ({ purpose, topicId, channel }: Scope): string => `${purpose} ${topicId} ${channel}`

const within = (wide: Scope, cell: Scope): boolean =>
  (wide.purpose === 'every' || wide.purpose === cell.purpose) &&
  (wide.topicId === NO_TOPIC || wide.topicId === cell.topicId) &&
  (wide.channel === 'every' || wide.channel === cell.channel)

/** Whether an act is about a cell. */
const isAbout = (event: ConsentEvent, cell: Scope): boolean =>
  exactActs.includes(event.act) ? keyOf(event) === keyOf(cell) : within(event, cell)

/** What is both: where one act is about a purpose and another about a channel, they meet in that channel of that purpose. */
function meeting(a: Scope, b: Scope): Scope | undefined {
  const purpose = a.purpose === 'every' ? b.purpose : a.purpose
  const topicId = a.topicId === NO_TOPIC ? b.topicId : a.topicId
  const channel = a.channel === 'every' ? b.channel : a.channel
  const both = { purpose, topicId, channel }
  return within(a, both) && within(b, both) ? both : undefined
}

const standing = (state: KnownState, event: ConsentEvent, more: Partial<Standing> = {}): Standing => ({
  state,
  monthly: null,
  until: null,
  since: event.at,
  eventId: event.id,
  ...more,
})

function whenGranted(before: Standing | undefined, event: ConsentEvent): Standing | undefined {
  const state = before?.state ?? 'none'
  if (event.givenBy === 'customer') return standing('granted', event, { monthly: event.monthly })
  if (isLocked(state)) return before
  // What others say of somebody who agreed already adds nothing but a smaller promise.
  if (before && (state === 'granted' || state === 'snoozed')) return { ...before, monthly: least(before.monthly, event.monthly) }
  const isTold = event.givenBy === 'staff' || state === 'none'
  return isTold ? standing('granted', event, { monthly: event.monthly }) : before
}

function whenSnoozed(before: Standing | undefined, event: ConsentEvent): Standing | undefined {
  if (!before || event.until === null || event.until <= event.at) return before
  if (before.state === 'granted') return { ...before, state: 'snoozed', until: event.until, since: event.at, eventId: event.id }
  if (before.state !== 'snoozed') return before
  const until = event.givenBy === 'customer' ? event.until : later(before.until, event.until)
  return { ...before, until, eventId: event.id }
}

function stricterThan(before: Standing | undefined, state: KnownState, event: ConsentEvent): Standing | undefined {
  return before && strict(before.state) >= strict(state) ? before : standing(state, event)
}

/** How something stood at a moment, with what ended by itself before it. */
function settledAt(before: Standing | undefined, at: Date): Standing | undefined {
  const state = before && stateAt(before, at)
  if (!before || !state || state === 'none' || state === before.state) return before
  return { ...before, state, since: before.until ?? before.since, until: null }
}

/** What an act makes of how a cell stood. */
export function step(earlier: Standing | undefined, event: ConsentEvent): Standing | undefined {
  return changed(settledAt(earlier, event.at), event)
}

function changed(before: Standing | undefined, event: ConsentEvent): Standing | undefined {
  if (before?.state === 'erased') return before
  switch (event.act) {
    case 'asked':
      return before ?? standing('asked', event, { until: new Date(event.at.getTime() + ANSWER_WITHIN_DAYS * DAY) })
    case 'requested':
      return !before || before.state === 'asked' || before.state === 'lapsed'
        ? standing('pending', event, { monthly: event.monthly })
        : before
    case 'granted':
      return whenGranted(before, event)
    case 'narrowed':
      if (!before || (before.state !== 'granted' && before.state !== 'snoozed')) return before
      return least(before.monthly, event.monthly) === before.monthly ? before : { ...before, monthly: event.monthly, eventId: event.id }
    case 'snoozed':
      return whenSnoozed(before, event)
    case 'resumed':
      if (before?.state !== 'snoozed' || event.givenBy !== 'customer') return before
      return { ...before, state: 'granted', until: null, since: event.at, eventId: event.id }
    case 'lapsed':
      return before?.state === 'asked' || before?.state === 'pending' ? standing('lapsed', event) : before
    default:
      return stricterThan(before, event.act, event)
  }
}

/** The order in which acts are told: by time, and acts of one moment by their id, so that it is always the same. */
export const inOrder = (a: ConsentEvent, b: ConsentEvent): number =>
  a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** How one cell stands after these acts, in their order; undefined where none of them says anything. */
export function standingOf(inTheirOrder: readonly ConsentEvent[], cell: Scope): Standing | undefined {
  let now: Standing | undefined
  for (const event of inTheirOrder) if (isAbout(event, cell)) now = step(now, event)
  return now
}

/** Every cell that the acts speak of, and where two of them meet. */
function cellsOf(events: readonly ConsentEvent[]): Scope[] {
  const cells = new Map<string, Scope>()
  for (const { purpose, topicId, channel } of events) {
    const own = { purpose, topicId, channel }
    if (cells.has(keyOf(own))) continue
    for (const cell of [...cells.values(), own]) {
      const both = meeting(cell, own)
      if (both) cells.set(keyOf(both), both)
    }
    cells.set(keyOf(own), own)
  }
  return [...cells.values()]
}

/** Where consent stands after all acts of one customer: the rows of `consent_now`, in the order of their key. */
export function fold(events: readonly ConsentEvent[]): NowRow[] {
  const told = events.toSorted(inOrder)
  return cellsOf(told)
    .flatMap((cell) => {
      const now = standingOf(told, cell)
      return now ? [{ ...cell, ...now }] : []
    })
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

const breadth = (scope: Scope): number =>
  (scope.purpose === 'every' ? 1 : 0) + (scope.topicId === NO_TOPIC ? 1 : 0) + (scope.channel === 'every' ? 1 : 0)

/**
 * How a cell stands by the rows of a customer: the row itself, or else the narrowest one around it that says no. A wider row that says
 * yes agrees to something else: consent is never stretched. Whatever stands there forbids as its own history does; which of the noes
 * it is called may differ where a wide yes came between two of them.
 */
export function standingIn<Row extends Scope & { state: ConsentState }>(rows: readonly Row[], cell: Scope): Row | undefined {
  return rows
    .filter((row) => keyOf(row) === keyOf(cell) || (within(row, cell) && strict(row.state) >= strict('refused')))
    .sort((a, b) => breadth(a) - breadth(b))[0]
}

/** Of two standings of one person the stricter, with the smaller promise: what a merge of two records keeps. */
export function stricter<S extends Standing>(a: S | undefined, b: S | undefined): S | undefined {
  if (!a || !b) return a ?? b
  const kept = strict(b.state) > strict(a.state) ? b : a
  // Only these carry a promise of how often.
  if (kept.state !== 'granted' && kept.state !== 'snoozed' && kept.state !== 'pending') return kept
  const until = a.state === 'snoozed' && b.state === 'snoozed' ? later(a.until, b.until) : kept.until
  return { ...kept, monthly: least(a.monthly, b.monthly), until }
}

/** The acts that bring a cell from where both logs together leave it to the stricter of the two; agreeing needs none, one of the logs holds it. */
function actsTo(kept: Standing, stands: Standing): Pick<ConsentEvent, 'act' | 'monthly' | 'until'>[] {
  const plain = { monthly: null, until: null }
  if (kept.state === 'granted' || kept.state === 'snoozed') {
    const isNarrower = kept.monthly !== null && least(kept.monthly, stands.monthly) !== stands.monthly
    const isLonger = kept.state === 'snoozed' && later(stands.until, kept.until) !== stands.until
    return [
      ...(isNarrower ? [{ ...plain, act: 'narrowed' as const, monthly: kept.monthly }] : []),
      ...(isLonger ? [{ ...plain, act: 'snoozed' as const, until: kept.until }] : []),
    ]
  }
  if (kept.state === 'asked' || kept.state === 'pending' || strict(stands.state) >= strict(kept.state)) return []
  // Silence upon the one question is a no; of somebody who agreed elsewhere it can only be said as one.
  if (kept.state === 'lapsed') return [{ ...plain, act: stands.state === 'asked' || stands.state === 'pending' ? 'lapsed' : 'refused' }]
  return [{ ...plain, act: kept.state }]
}

/** What has to be added so that two logs, read as one, stand at the stricter of both. */
export function keptOfBoth(one: readonly ConsentEvent[], other: readonly ConsentEvent[], now: Date): Omit<ConsentEvent, 'id'>[] {
  const [a, b] = [fold(one), fold(other)]
  const both = [...one, ...other].sort(inOrder)
  return fold(both).flatMap((cell) => {
    const kept = stricter(settledAt(standingIn(a, cell), now), settledAt(standingIn(b, cell), now))
    const stands = settledAt(standingOf(both, cell), now)
    if (!kept || !stands) return []
    const { purpose, topicId, channel } = cell
    return actsTo(kept, stands).map((act) => ({ at: now, purpose, topicId, channel, givenBy: 'machine', ...act }))
  })
}

/** Why an act changed nothing, for who tried it; undefined where it did, or where it says what stood already. */
export function ignoredWhy(earlier: Standing | undefined, event: ConsentEvent): 'customer-only' | 'erased' | 'asked-before' | undefined {
  const before = settledAt(earlier, event.at)
  if (!before || !exactActs.includes(event.act) || changed(before, event) !== before) return undefined
  if (before.state === 'erased') return 'erased'
  if (event.act === 'asked') return 'asked-before'
  return isLocked(before.state) && event.givenBy !== 'customer' ? 'customer-only' : undefined
}
