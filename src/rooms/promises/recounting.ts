import { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/jobs/jobs.ts'
import type { BusinessCalendar } from '../../values/business-calendar.ts'
import { calendarOf, calendarVersionAt } from './calendars/calendars.ts'
import { tellAll } from './chain.ts'
import { holdChainsTogether } from './chain-store.ts'
import { readLevels } from './clock-store.ts'
import { type Asked, askedOf, count, ranUntil } from './counting.ts'
import type { Inputs, LevelRule, Target } from './promise.ts'
import * as store from './recounting-store.ts'
import { isAtRisk, nextLevel } from './rules.ts'
import { findForUpdate as findStandard } from './standards/store.ts'

/** When hours or standards change, open promises are counted anew (R14); what was heard stays (R15). */

export const RECOUNT_JOB = 'promises.recount'

const AT_ONCE = 2000
/** More than these are counted after the answer. */
const MOST_AT_ONCE = 2000

export const recountPayload = z.object({
  what: z.union([z.object({ calendarId: z.uuid() }), z.object({ standardId: z.uuid() })]),
  mode: z.enum(['recompute', 'carry']),
  asOf: z.iso.datetime(),
})

export type What = { calendarId: string } | { standardId: string }
type Mode = 'recompute' | 'carry'

/** What a promise is counted by from now on; undefined where the change does not concern its kind. */
type Terms = {
  calendarVersionId: string
  standardVersionId: string | null
  target?: { target: Target; value: number; cutoff: string | null }
  levels?: LevelRule[]
  atRiskFraction?: number
}

type Plan = {
  column: store.Of['column']
  oldVersionIds: string[]
  termsOf: (kind: store.Counting['kind']) => Terms | undefined
  calendarVersionId: string
}

async function planOfCalendar(db: Db, calendarId: string, asOf: Date): Promise<Plan | undefined> {
  const version = await calendarVersionAt(db, calendarId, asOf)
  if (!version) return undefined
  const terms = { calendarVersionId: version.id, standardVersionId: null }
  const oldVersionIds = (await store.calendarVersions(db, calendarId)).filter((id) => id !== version.id)
  return { column: 'calendar_version_id', oldVersionIds, termsOf: () => terms, calendarVersionId: version.id }
}

async function planOfStandard(db: Db, standardId: string, asOf: Date): Promise<Plan | undefined> {
  const standard = await findStandard(db, standardId, asOf)
  const version = standard && (await calendarVersionAt(db, standard.calendarId, asOf))
  if (!standard || !version) return undefined
  const oldVersionIds = (await store.standardVersions(db, standardId)).filter((id) => id !== standard.versionId)
  const termsOf: Plan['termsOf'] = (kind) => {
    const target = standard.targets[kind]
    // What the standard no longer names, or promises nothing of, was promised all the same.
    if (target === undefined || target === null) return undefined
    const found =
      'days' in target
        ? { target: 'days' as const, value: target.days, cutoff: target.cutoff ?? null }
        : { target: 'seconds' as const, value: target.seconds, cutoff: null }
    return {
      calendarVersionId: version.id,
      standardVersionId: standard.versionId,
      target: found,
      levels: standard.levels,
      atRiskFraction: standard.atRiskFraction,
    }
  }
  return { column: 'standard_version_id', oldVersionIds, termsOf, calendarVersionId: version.id }
}

const planOf = (db: Db, what: What, asOf: Date): Promise<Plan | undefined> =>
  'calendarId' in what ? planOfCalendar(db, what.calendarId, asOf) : planOfStandard(db, what.standardId, asOf)

/** Counts open promises anew after a change of hours or of a standard: within the act where they are few, else as a job. */
export async function recount(db: Db, what: What, mode: Mode | 'keep', now: Date): Promise<void> {
  if (mode === 'keep') return
  const plan = await planOf(db, what, now)
  if (!plan) return
  const open = await store.countOpen(db, plan.column, plan.oldVersionIds, MOST_AT_ONCE + 1)
  if (open > MOST_AT_ONCE) await enqueue(db, RECOUNT_JOB, { what, mode, asOf: now.toISOString() })
  else await countAll({ inStep: (step) => step(db), lanes: 1 }, plan, mode, { asOf: now, now })
}

/** As a job, each step a transaction of its own: what was counted is of the new version, so that a second run goes on. */
export async function recountInSteps(db: Db, what: What, mode: Mode, times: Times): Promise<number> {
  const plan = await planOf(db, what, times.asOf)
  return plan ? countAll({ inStep: (step) => db.transaction().execute(step), lanes: LANES }, plan, mode, times) : 0
}

/** When the change was made, and when promises are counted by it. */
type Times = { asOf: Date; now: Date }

/** Takes its steps one after another, so many lanes of them side by side. */
type Walk = { inStep: <T>(step: (db: Db) => Promise<T>) => Promise<T>; lanes: number }

/** Side by side: while the database writes what one lane counted, another counts. */
const LANES = 3

async function countAll({ inStep, lanes }: Walk, plan: Plan, mode: Mode, times: Times): Promise<number> {
  let all = 0
  for (const versionId of plan.oldVersionIds) {
    const of = { column: plan.column, versionId }
    const stretches = await inStep((db) => store.stretchesToCount(db, of, AT_ONCE))
    const lane = async (): Promise<void> => {
      for (let stretch = stretches.pop(); stretch; stretch = stretches.pop()) {
        const next = stretch
        const counted = await inStep((db) => countSome(db, plan, of, mode, times, next))
        all += counted
      }
    }
    const ended = await Promise.allSettled(Array.from({ length: lanes }, () => lane()))
    const failed = ended.find((one) => one.status === 'rejected')
    if (failed) throw failed.reason
  }
  if (plan.column === 'calendar_version_id') await inStep((db) => store.moveStanding(db, plan.oldVersionIds, plan.calendarVersionId))
  return all
}

async function countSome(db: Db, plan: Plan, of: store.Of, mode: Mode, times: Times, stretch: store.Stretch): Promise<number> {
  // Whoever moves a chain takes it before its promises; here nothing moves but the clocks, so that lanes may hold it together.
  await holdChainsTogether(db)
  const rows = await store.toCount(db, of, stretch)
  const counted: store.Recounted[] = []
  for (const row of rows) {
    const terms = plan.termsOf(row.kind)
    if (!terms) continue
    const carriedBy = mode === 'carry' ? await calendarOf(db, row.calendar_version_id) : undefined
    counted.push(countOne(row, terms, await calendarOf(db, terms.calendarVersionId), carriedBy, times))
  }
  await store.keepCounted(db, counted, times.now)
  await tellAll(
    db,
    counted.filter(({ event_id }) => event_id !== null).map(({ promise_id }) => promise_id),
  )
  return rows.length
}

const pausesOf = ({ pauses }: store.Counting): Asked['pauses'] =>
  (pauses ?? []).map(({ from, to }) => ({ from: new Date(from), to: to === null ? null : new Date(to) }))

function inputsOf(row: store.Counting, terms: Terms, carriedBy: BusinessCalendar | undefined, asOf: Date): Inputs {
  const { levels, atRiskFraction } = terms
  const { carried, ...rest } = row.inputs
  const inputs = { ...rest, ...(levels ? { levels } : {}), ...(atRiskFraction === undefined ? {} : { atRiskFraction }) }
  if (carriedBy === undefined || row.target !== 'seconds' || row.inputs.renewed) return inputs
  const asked = askedOf(promiseOf(row, row.inputs), pausesOf(row))
  return { ...inputs, carried: { at: asOf.toISOString(), seconds: ranUntil(carriedBy, asked, asOf) } }
}

const promiseOf = (row: store.Counting, inputs: Inputs, target?: Terms['target']) => ({
  target: target?.target ?? row.target,
  targetValue: target?.value ?? row.target_value,
  cutoff: target ? target.cutoff : row.cutoff,
  startsAt: row.starts_at,
  firstDue: row.first_due,
  inputs,
})

const isSameInputs = (a: Inputs, b: Inputs): boolean =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort())

const isSame = (a: Date | null, b: Date | null): boolean => a?.getTime() === b?.getTime()

function countOne(
  row: store.Counting,
  terms: Terms,
  calendar: BusinessCalendar,
  carriedBy: BusinessCalendar | undefined,
  { asOf, now }: Times,
): store.Recounted {
  const inputs = inputsOf(row, terms, carriedBy, asOf)
  const promise = promiseOf(row, inputs, terms.target)
  const { internalDue, atRiskAt, levels } = count(calendar, askedOf(promise, pausesOf(row)))
  const isMoved =
    !isSame(internalDue, row.internal_due) ||
    !isSame(atRiskAt, row.at_risk_at) ||
    JSON.stringify(levels) !== JSON.stringify(readLevels(row.levels).map(({ level, at, to }) => ({ level, at, to })))
  const isRisky = isAtRisk({ restsUnsure: row.rests_unsure, forecast: row.forecast, promisedDue: row.promised_due, atRiskAt }, now)
  const moved = { internalDue: internalDue?.toISOString() ?? null, atRiskAt: atRiskAt?.toISOString() ?? null, levels }
  return {
    customer_id: row.customer_id,
    promise_id: row.promise_id,
    is_sample: row.is_sample,
    target: promise.target,
    target_value: promise.targetValue,
    cutoff: promise.cutoff,
    inputs: isSameInputs(inputs, row.inputs) ? null : inputs,
    internal_due: moved.internalDue,
    at_risk_at: moved.atRiskAt,
    levels,
    next_level_at: nextLevel(levels, row.level)?.toISOString() ?? null,
    stage: isMoved && (row.stage === 'due' || row.stage === 'risk') ? (isRisky ? 'risk' : 'due') : row.stage,
    calendar_version_id: terms.calendarVersionId,
    standard_version_id: terms.standardVersionId,
    event_id: isMoved ? newId(now.getTime()) : null,
    payload: isMoved ? { ...moved, before: row.internal_due?.toISOString() ?? null } : null,
  }
}
