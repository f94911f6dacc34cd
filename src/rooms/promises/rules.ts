import type { Category, Direction, Level, PromiseKind, PromiseState, Stage, Target, Team } from './promise.ts'

/** Promises as pure functions: what follows from what happened, and how a promise ended. */

// --- What the events say ---------------------------------------------------------------------------------------------------

/** An event as far as it is replayed; moments in payloads are ISO instants. */
export type Happening = { at: Date; kind: string; payload: Record<string, unknown> }

/** Everything of a promise that follows from its events. The row keeps a copy of it for lists. */
export type Standing = {
  direction: Direction
  words: string
  holderId: string | null
  holderName: string | null
  team: Team | null
  firstDue: Date | null
  promisedDue: Date | null
  internalDue: Date | null
  atRiskAt: Date | null
  levels: Level[]
  nextLevelAt: Date | null
  level: number
  forecast: Date | null
  restsUnsure: boolean
  isMissed: boolean
  isPaused: boolean
  isExceeded: boolean
  isWarned: boolean
  slips: number
  slipId: string | null
  checkedAt: Date | null
  state: PromiseState
  stage: Stage
  doneAt: Date | null
  /** The other end was told of a slip, and the promise is not kept yet. */
  isTold: boolean
  /** Something was offered to put it right and has not been done. */
  hasRemedy: boolean
  /** The slip that its end opened, which goes when the end is taken back. */
  slipOfEnd: string | null
}

const nothing: Standing = {
  direction: 'to-customer',
  words: '',
  holderId: null,
  holderName: null,
  team: null,
  firstDue: null,
  promisedDue: null,
  internalDue: null,
  atRiskAt: null,
  levels: [],
  nextLevelAt: null,
  level: 0,
  forecast: null,
  restsUnsure: false,
  isMissed: false,
  isPaused: false,
  isExceeded: false,
  isWarned: false,
  slips: 0,
  slipId: null,
  checkedAt: null,
  state: 'open',
  stage: 'due',
  doneAt: null,
  isTold: false,
  hasRemedy: false,
  slipOfEnd: null,
}

const moment = (value: unknown): Date | null => (typeof value === 'string' ? new Date(value) : null)
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const sooner = (a: Date | null, b: Date): Date => (a === null || b < a ? b : a)

/** Whom the house owes a word when it does not keep: of what others owe us, and of work among ourselves, an end is an end. */
export const owesApology = (direction: Direction): boolean =>
  direction === 'to-customer' || direction === 'to-partner' || direction === 'to-staff'

const isLater = (a: Date | null, b: Date | null): boolean => a !== null && b !== null && a > b

/** Where a promise stands on the board at a moment. */
export function stageOf(
  standing: Pick<
    Standing,
    'state' | 'direction' | 'slipId' | 'isTold' | 'hasRemedy' | 'restsUnsure' | 'forecast' | 'promisedDue' | 'atRiskAt'
  >,
  at: Date,
): Stage {
  const { state, direction, slipId, isTold, hasRemedy } = standing
  if (state === 'open') {
    if (slipId !== null) return 'slipped'
    if (isTold) return 'mending'
    return isAtRisk(standing, at) ? 'risk' : 'due'
  }
  if (state === 'kept' || state === 'withdrawn' || !owesApology(direction)) return 'done'
  if (slipId !== null) return 'slipped'
  return hasRemedy ? 'mending' : 'done'
}

/** By time, by a forecast beyond what was promised, or because nobody can say when what it rests on will come. */
export const isAtRisk = (
  { restsUnsure, forecast, promisedDue, atRiskAt }: Pick<Standing, 'restsUnsure' | 'forecast' | 'promisedDue' | 'atRiskAt'>,
  at: Date,
): boolean => restsUnsure || isLater(forecast, promisedDue) || (atRiskAt !== null && atRiskAt <= at)

/** The next moment at which somebody is woken: levels above the last one that was reached. */
export const nextLevel = (levels: readonly Level[], reached: number): Date | null =>
  levels.filter(({ level }) => level > reached).reduce<Date | null>((next, { at }) => sooner(next, new Date(at)), null)

type Payload = Record<string, unknown>
type Step = (standing: Standing, payload: Payload, at: Date) => Partial<Standing>

const counted = (payload: Payload): Partial<Standing> => ({
  internalDue: moment(payload['internalDue']),
  atRiskAt: moment(payload['atRiskAt']),
  levels: Array.isArray(payload['levels']) ? (payload['levels'] as Level[]) : [],
})

const held = (payload: Payload): Partial<Standing> => ({
  holderId: text(payload['holderId']),
  holderName: text(payload['holderName']),
  team: text(payload['team']) as Team | null,
})

const ended =
  (state: PromiseState): Step =>
  (_, payload, at) => ({
    state,
    doneAt: moment(payload['doneAt']) ?? at,
    isExceeded: state === 'kept' && payload['isExceeded'] === true,
    isPaused: false,
  })

/** What each kind of event changes; kinds that only tell a story change nothing. */
const steps: Record<string, Step> = {
  made: (_, payload) => ({
    ...counted(payload),
    ...held(payload),
    direction: (text(payload['direction']) ?? 'to-customer') as Direction,
    words: text(payload['words']) ?? '',
    promisedDue: moment(payload['promisedDue']),
    firstDue: moment(payload['promisedDue']),
    checkedAt: moment(payload['checkedAt']),
  }),
  taken: (_, payload) => held(payload),
  handed: (_, payload) => held(payload),
  paused: () => ({ isPaused: true, internalDue: null, atRiskAt: null, levels: [] }),
  resumed: (_, payload) => ({ isPaused: false, ...counted(payload) }),
  recounted: (_, payload) => counted(payload),
  level: ({ level }, payload) => ({ level: Math.max(level, Number(payload['level'])) }),
  forecast: (_, payload) => ({ forecast: moment(payload['forecast']), restsUnsure: payload['isUnsure'] === true }),
  slipped: ({ slips, slipOfEnd }, payload) => ({
    slips: Math.max(slips, Number(payload['number'])),
    slipId: text(payload['slipId']),
    isMissed: true,
    slipOfEnd: payload['isOfEnd'] === true ? text(payload['slipId']) : slipOfEnd,
  }),
  warned: () => ({ isWarned: true }),
  told: () => ({ slipId: null, isTold: true, slipOfEnd: null }),
  repromised: (_, payload) => ({ ...counted(payload), promisedDue: moment(payload['promisedDue']), isMissed: false, level: 0 }),
  remedy: (_, payload) => ({ hasRemedy: payload['isFixed'] !== true }),
  answered: ({ hasRemedy }, payload) => ({ hasRemedy: hasRemedy && payload['answer'] !== 'declined' }),
  checked: (standing, payload, at) => ({
    checkedAt: at,
    ...(payload['isMet'] === true && standing.slipId === null ? { isMissed: false, isTold: false } : {}),
  }),
  kept: ended('kept'),
  late: ended('late'),
  broken: ended('broken'),
  withdrawn: ended('withdrawn'),
  reopened: (standing, payload) => ({
    ...counted(payload),
    state: 'open',
    doneAt: null,
    isExceeded: false,
    ...(standing.slipOfEnd !== null && payload['takenBackSlipId'] === standing.slipOfEnd
      ? { slipId: null, slips: standing.slips - 1, isMissed: false, slipOfEnd: null }
      : {}),
  }),
  reworded: ({ words }, payload) => ({ words: text(payload['words']) ?? words }),
}

/** One event more. */
export function step(standing: Standing, { at, kind, payload }: Happening): Standing {
  const after = { ...standing, ...steps[kind]?.(standing, payload, at) }
  after.nextLevelAt = nextLevel(after.levels, after.level)
  after.stage = stageOf(after, at)
  return after
}

/** What follows from all that happened, in the order in which it happened. */
export const fold = (events: readonly Happening[]): Standing => events.reduce(step, nothing)

/** The row's copy of what the events say. */
export const rowOf = ({ isTold, hasRemedy, slipOfEnd, ...kept }: Standing): Omit<Standing, 'isTold' | 'hasRemedy' | 'slipOfEnd'> => kept

// --- Ends ------------------------------------------------------------------------------------------------------------------

/** How a promise ended that was done at a moment: at what was said first it is kept, a moment later it is late. Without a due it is kept. */
export const outcomeOf = (firstDue: Date | null, doneAt: Date): 'kept' | 'late' =>
  firstDue === null || doneAt.getTime() <= firstDue.getTime() ? 'kept' : 'late'

/** Kinds whose clock stands still while the house waits for the other end (R8): what is solved, and what is brought. */
const pausing: ReadonlySet<PromiseKind> = new Set(['delivery', 'repair', 'help', 'search'])

/** Business days and standing promises do not pause (R12). */
export const doesPause = ({ kind, target }: { kind: PromiseKind; target: Target }): boolean =>
  pausing.has(kind) && (target === 'seconds' || target === 'instant')

const byKind: Partial<Record<PromiseKind, Category>> = {
  delivery: 'delivery',
  arrival: 'delivery',
  price: 'price',
  quote: 'price',
  quality: 'quality',
}

/** What sort of promise it is where nobody said. */
export const categoryOf = (kind: PromiseKind): Category => byKind[kind] ?? 'service'

// --- Who is meant ----------------------------------------------------------------------------------------------------------

/** Whose end is missing or does not fit a direction; undefined where all is well. */
export function endProblem(
  direction: Direction,
  ends: { hasCustomer: boolean; isOrganisation: boolean; hasStaff: boolean },
): { code: 'promises.end_needed' | 'promises.end_unfit'; field: 'customerId' | 'toStaffId'; why: string } | undefined {
  const { hasCustomer, isOrganisation, hasStaff } = ends
  if (hasStaff !== (direction === 'to-staff')) {
    return hasStaff
      ? { code: 'promises.end_unfit', field: 'toStaffId', why: 'not_to_staff' }
      : { code: 'promises.end_needed', field: 'toStaffId', why: 'needed' }
  }
  const isOutside = direction !== 'inside' && direction !== 'to-staff'
  if (isOutside && !hasCustomer) return { code: 'promises.end_needed', field: 'customerId', why: 'needed' }
  if (!isOutside && hasCustomer) return { code: 'promises.end_unfit', field: 'customerId', why: 'inside' }
  if (isOutside && direction !== 'to-customer' && !isOrganisation)
    return { code: 'promises.end_unfit', field: 'customerId', why: 'no_organisation' }
  return undefined
}
