import type { z } from 'zod'
import type { categories, directions, makePromise, promiseEvents, promiseKinds, promiseStates, stages, targets, teams } from './contract.ts'

/** A promise as the house knows it; what the tables hold, in the words of the room. */

export type Direction = (typeof directions)[number]
export type Category = (typeof categories)[number]
export type PromiseKind = (typeof promiseKinds)[number]
export type PromiseState = (typeof promiseStates)[number]
export type Stage = (typeof stages)[number]
export type Target = (typeof targets)[number]
export type Team = (typeof teams)[number]
export type EventKind = (typeof promiseEvents)[number]
/** What asks for a promise; `standard` and `import` are ways of giving that no request names. */
export type Given = z.output<NonNullable<typeof makePromise.body>>['given'] | 'standard' | 'import'

/** Somebody is woken at `at`; `to` is who holds it, or a role. */
export type Level = { level: number; at: string; to: string }

/** A level as a standard has it: at a share of the target, or so long after the due. */
export type LevelRule = {
  level: number
  fraction?: number | undefined
  afterSeconds?: number | undefined
  clock?: 'business' | 'wall' | undefined
  to: string
}

/** What a due was counted from beside the columns, so that anybody can count again. */
export type Inputs = {
  atRiskFraction?: number
  levels?: LevelRule[]
  standardName?: string
  standardLevel?: 'house' | 'tier' | 'customer'
  passedOver?: { name: string; why: 'farther' | 'narrower' | 'not-named' | 'not-in-force' }[]
  /** Seconds that had run on an older calendar when the promise was carried over to a new one, and when that was (R14). */
  carried?: { at: string; seconds: number }
  /** The new promise after a slip, and when it was given: from then on its own clock runs. */
  renewed?: { at: string; due: string }
}

/** When it is due and who is woken when, as counted. */
export type Counted = {
  internalDue: Date | null
  atRiskAt: Date | null
  levels: Level[]
}

export type ServicePromise = {
  id: string
  customerId: string
  direction: Direction
  category: Category
  kind: PromiseKind
  words: string
  holderId: string | null
  holderName: string | null
  team: Team | null
  toStaffId: string | null
  madeAt: Date
  madeBy: string | null
  madeByName: string | null
  given: Given
  orderId: string | null
  aboutKind: string | null
  aboutId: string | null
  target: Target
  targetValue: number | null
  cutoff: string | null
  startsAt: Date
  calendarVersionId: string | null
  standardVersionId: string | null
  inputs: Inputs
  internalDue: Date | null
  promisedDue: Date | null
  firstDue: Date | null
  isDay: boolean
  workBy: Date | null
  atRiskAt: Date | null
  levels: Level[]
  nextLevelAt: Date | null
  forecast: Date | null
  state: PromiseState
  stage: Stage
  isPaused: boolean
  isExceeded: boolean
  isWarned: boolean
  /** Missed, or said to be going to be, and no new time told since. */
  isMissed: boolean
  /** Rests on one of which nobody can say when it will be kept. */
  restsUnsure: boolean
  slips: number
  slipId: string | null
  level: number
  severity: number
  costMinor: number | null
  checkedAt: Date | null
  doneAt: Date | null
  doneBy: string | null
  doneByName: string | null
  parentId: string | null
  importId: string | null
  firstCustomerId: string
  isSample: boolean
  version: number
}

/** Whose hand it was; nobody's where time or the machine did it. */
export type Hand = { id: string | null; name: string | null }

/** Something that happens to a promise now. `payload` holds what the kind needs to be replayed: see `rules.ts`. */
export type NewEvent = { kind: EventKind; payload?: Record<string, unknown>; by?: Hand | undefined }

export type PromiseEvent = {
  id: string
  at: Date
  kind: EventKind
  staffId: string | null
  staffName: string | null
  payload: Record<string, unknown>
}

export type Pause = { id: string; from: Date; to: Date | null; cause: string }

export type Check = { id: string; at: Date; isMet: boolean; words: string | null; staffId: string | null; staffName: string | null }

/** `promiseId` rests on `needsId` and can be kept so long after it. */
export type Need = {
  customerId: string
  promiseId: string
  needsCustomerId: string
  needsId: string
  leadSeconds: number
  calendarId: string | null
}
