/** One run over the whole house: what everybody bought, the parameters, everybody's figures, taken over at once. */
import type pg from 'pg'
import { type Address, connect, type Db } from '../../platform/db/db.ts'
import { version } from '../../platform/version.ts'
import type { Histories } from '../../science/histories.ts'
import { seenAtTheStart } from '../../science/summary.ts'
import { addDays, dayNumber, fromDayNumber } from '../../values/civil-date.ts'
import { dayIn } from '../../values/zone.ts'
import { findHouse } from '../team/public.ts'
import * as bought from './bought-store.ts'
import type { LoyaltyState } from './contract.ts'
import { DaySums, noCounts } from './day-sums.ts'
import { type Kept, measureOf, type Scorer, scoreOne } from './figures-rules.ts'
import { fitModels, fitSpending, lacksOfTried } from './fitting.ts'
import { scoreCustomers } from './incremental.ts'
import type { Ledger, LedgerTotals } from './ledger.ts'
import type { GoodRun, Margin, Run, Setting, Summary, Warning } from './loyalty.ts'
import * as merge from './merge-store.ts'
import { backTestDays, type Change, houseCycle, type Lack, lacksOf, marginOf, medianOf } from './rules.ts'
import { bookOf, chancesOf } from './scoring-rules.ts'
import * as store from './store.ts'
import { basisOf } from './views.ts'

/** The database as a run needs it: sessions of its own, in the app's role. */
export type Ground = { address: Address; role: string | undefined }

/** Of more spenders than these a part stands for all. */
const SPENDERS = 200_000
/** So many customers are scored while those before them are written. */
const CHUNK = 10_000
/** How far back history is told when somebody is scored for the first time: as far as a year's comparison reaches. */
const TOLD_DAYS = 430
/** Costs of so many days say what is left of revenue. */
const COSTED_DAYS = 730
/** So often a run begins again because the sample came or went while it was reading. */
const TRIES = 3

/** A session that leaves the machine to those who are served: one core, no just-in-time compiling of what runs once. */
async function openSession({ address, role }: Ground): Promise<pg.Client> {
  const client = await connect(address, 'quen loyalty')
  if (role) await client.query(`set role ${role}`)
  await client.query(`set work_mem = '96MB'; set temp_buffers = '32MB'; set statement_timeout = 0; set jit = off;
    set idle_in_transaction_session_timeout = 0; set max_parallel_workers_per_gather = 0; set synchronous_commit = off`)
  return client
}

type Parameters = Pick<Run, 'model' | 'fit' | 'spend' | 'tried' | 'choice' | 'cycleDays' | 'backTest' | 'reasons' | 'keptFrom'>

type Course = {
  db: Db
  reader: pg.Client
  writer: pg.Client
  run: Run
  setting: Setting
  asOf: string
  currency: string
  dataCut: Date
  isSample: boolean
  previous: GoodRun | undefined
  ledger: Ledger
  totals: LedgerTotals
  seconds: Record<string, number>
  /** Grouped once, for fitting and for scoring. */
  known: { histories?: Histories }
  margin: Margin | null
}

/** A course before anything was read. */
type Begun = Omit<Course, 'ledger' | 'totals' | 'margin'>

/** What was read is no longer what the house holds. */
class Stale extends Error {
  override name = 'Stale'
}

async function timed<T>({ seconds }: Pick<Course, 'seconds'>, step: string, work: () => Promise<T> | T): Promise<T> {
  const begun = performance.now()
  const done = await work()
  seconds[step] = Math.round(performance.now() - begun) / 1000
  return done
}

async function allHistories(course: Course): Promise<Histories> {
  const { known, ledger, asOf } = course
  known.histories ??= await timed(course, 'histories', () => ledger.histories(dayNumber(asOf)))
  return known.histories
}

const keptFrom = (previous: GoodRun | undefined, reasons: Lack[] | null): Parameters => ({
  model: previous?.model ?? null,
  fit: previous?.fit ?? null,
  spend: previous?.spend ?? null,
  tried: previous?.tried ?? [],
  choice: previous?.choice ?? null,
  cycleDays: previous?.cycleDays ?? null,
  backTest: previous?.backTest ?? null,
  reasons,
  keptFrom: previous ? (previous.keptFrom ?? previous.id) : null,
})

/** New parameters, or those of the last good run with the reasons why there are no new ones. */
async function parametersOf(course: Course): Promise<Parameters> {
  const { ledger, run, previous, setting, totals } = course
  if (run.asks === 'kept' && previous) return keptFrom(previous, null)
  const asOf = dayNumber(course.asOf)
  const oldestDays = totals.firstDay === null ? 0 : asOf - totals.firstDay
  const lacks = lacksOf({ repeaters: totals.repeaters, oldestDays })
  if (lacks.length > 0) return keptFrom(previous, lacks)
  const all = await allHistories(course)
  const days = backTestDays(oldestDays)
  const held = days === null ? null : { ...ledger.upTo(asOf - days), days }
  const asks = run.asks === 'all-models' ? 'all-models' : 'usual'
  const { tried, choice } = await timed(course, 'fit', () => fitModels(all, held, asks, setting.thetaEnter))
  if (!choice) return keptFrom(previous, lacksOfTried(tried))
  const spends = ledger.spends(SPENDERS)
  const spend = await timed(course, 'spend', () => fitSpending(spends.visits, spends.means))
  const cycleDays = houseCycle(await timed(course, 'cycle', () => ledger.gaps()))
  return {
    model: choice.name,
    fit: choice.candidate.fit,
    spend,
    tried,
    choice: choice.reason,
    cycleDays,
    backTest: choice.candidate.backTest,
    reasons: null,
    keptFrom: null,
  }
}

function warningsOf({ ledger, totals }: Course, { fit, spend }: Parameters): Warning[] {
  const warnings: Warning[] = []
  if (totals.foreignDays > 0) warnings.push({ code: 'other-currencies', count: totals.foreignDays })
  if (totals.firstDay !== null) {
    const { share, timesNext } = seenAtTheStart(ledger.firstDays(), totals.firstDay)
    if (timesNext > 1.5 && share > 0.05) warnings.push({ code: 'log-begins-mid-life', count: Math.round(share * totals.customers) })
  }
  if (fit?.boundary === 'no-dropout') warnings.push({ code: 'no-dropout', count: fit.customers })
  else if (fit?.boundary) warnings.push({ code: 'at-a-boundary', count: fit.customers })
  if (fit && !spend) warnings.push({ code: 'no-spend-model', count: totals.repeaters })
  if (spend?.independenceIsDoubtful) warnings.push({ code: 'spend-depends-on-visits', count: spend.customers })
  return warnings
}

/** The firsts of the months within the time that is told, none later than the day before the as-of day. */
function looksBefore(asOf: string): string[] {
  const looks: string[] = []
  const from = addDays(asOf, -TOLD_DAYS)
  for (let day = `${asOf.slice(0, 8)}01`; day > from; day = `${addDays(day, -1).slice(0, 8)}01`) if (day < asOf) looks.unshift(day)
  return looks
}

const toKept = (former: bought.FormerRow | null): Kept | null => former && { ...former, state: former.state as LoyaltyState }

/** The changes since a day, and the one before them, so that it is known where somebody stood on it. */
const lately = (changes: readonly Change[], from: number): Change[] => {
  const before = changes.findLastIndex(({ on }) => on <= from)
  return changes.slice(Math.max(before, 0))
}

/** The owner's word, or else what the costs of orders say. */
async function findMargin(course: Begun): Promise<Margin | null> {
  const { reader, setting, asOf, currency } = course
  if (setting.margin !== null) return { from: 'owner', share: setting.margin }
  const day = dayNumber(asOf)
  const known = marginOf(await timed(course, 'costs', () => bought.costed(reader, day - COSTED_DAYS, day, currency)))
  return known && { from: 'costs', ...known }
}

type Told = { sums: DaySums; past: { day: string; counts: Record<LoyaltyState, number>; tenures: Map<number, number> }[] }

/** Scores everybody, chunk by chunk; while one is written the next is read and scored. In the writer's transaction. */
async function scoreAll(course: Course, scorer: Scorer): Promise<Told> {
  const { reader, ledger, writer, run, asOf, currency, isSample, dataCut } = course
  const stamp = { runId: run.id, asOf, currency, isSample, scoredAt: dataCut }
  const end = merge.endOfLines(stamp)
  const sums = new DaySums(ledger.count, scorer.measure.limits)
  const past = looksBefore(asOf).map((day) => ({ day, counts: noCounts(), tenures: new Map<number, number>() }))
  const looks = past.map(({ day }) => dayNumber(day))
  const toldFrom = dayNumber(asOf) - TOLD_DAYS
  let firstDay = 0
  const onLook = (look: number, state: LoyaltyState): void => {
    const day = past[look]
    if (!day) return
    day.counts[state]++
    const tenure = (looks[look] ?? firstDay) - firstDay
    if (state === 'loyal') day.tenures.set(tenure, (day.tenures.get(tenure) ?? 0) + 1)
  }
  let writing: Promise<void> = Promise.resolve()
  const formers = new bought.FormerReader(reader)
  for (let from = 0; from < ledger.count; from += CHUNK) {
    const until = Math.min(ledger.count, from + CHUNK)
    await formers.readTo(ledger.row(until - 1).customerId)
    let [lines, changes] = ['', '']
    for (let at = from; at < until; at++) {
      const row = ledger.row(at)
      const former = formers.take(row.customerId)
      firstDay = row.days[0] ?? 0
      const scored = scoreOne(scorer, row, toKept(former), former ? [] : looks, onLook)
      sums.add(scored, row)
      lines += merge.scoredLine(scored.figures, end)
      for (const change of lately(scored.changes, toldFrom)) changes += merge.changeLine(row.customerId, change)
    }
    await writing
    writing = merge.layReady(writer, stamp, lines, changes)
    // What fails is thrown by whoever waits for it, and not before.
    writing.catch(() => undefined)
  }
  await writing
  await formers.end()
  return { sums, past }
}

/** Days of the past are told when the house is scored for the first time, and never over what was written on the day itself. */
async function keepPast({ writer, run, currency, margin, isSample }: Course, past: Told['past']): Promise<void> {
  // What changed in silence before the first look is seen on it at once: it only settles where everybody stood.
  const [first, ...later] = past
  if (!first || (await merge.dayBefore(writer, '9999-12-31')) !== null) return
  let after = first.day
  for (const { day, counts, tenures } of later) {
    const sums = { loyalExpected: null, tenureMedianDays: medianOf(tenures), equityMinor: null, equityLow: null, equityHigh: null }
    await merge.keepDay(
      writer,
      { day, counts, ...sums, currency, basis: basisOf({ margin }), isReplayed: true },
      { runId: run.id, isSample },
      after,
    )
    after = day
  }
}

/** The run as it is kept when it ends so. */
type Ended = (state: 'done' | 'refused', loyal?: Summary['loyal']) => Run

/** Scores everybody by the parameters and keeps it all. */
async function scoreAndKeep(course: Course, fit: NonNullable<Run['fit']>, parameters: Parameters, ended: Ended): Promise<void> {
  const { ledger, writer, run, setting, asOf, currency, isSample, dataCut, margin } = course
  const day = dayNumber(asOf)
  const measure = measureOf({ fit, spend: parameters.spend, cycleDays: parameters.cycleDays ?? 0, margin }, setting)
  const book = await timed(course, 'score', async () => bookOf(measure, await allHistories(course)))
  const yearBook = await timed(course, 'score-a-year-before', async () => bookOf(measure, ledger.yearHistories(day), true))
  const scorer = { measure, asOf: day, book, yearBook, chanceOf: chancesOf(measure) }
  const changed = await wholly(course, async () => {
    const late = await merge.beginTakeOver(writer, dataCut)
    const { sums, past } = await timed(course, 'states', () => scoreAll(course, scorer))
    await keepPast(course, past)
    const equity = await timed(course, 'equity', () => sums.equityRange(fit, measure))
    const { counts, loyalExpected, tenureMedianDays } = sums
    const after = (await merge.dayBefore(writer, asOf)) ?? addDays(asOf, -1)
    const today = { day: asOf, counts, loyalExpected, tenureMedianDays, ...equity, currency, basis: basisOf({ margin }), isReplayed: false }
    await merge.keepDay(writer, today, { runId: run.id, isSample }, after)
    await timed(course, 'take-over', async () => {
      if (!(await merge.isStillSo(writer, { runId: run.id, isSample }))) throw new Stale()
      await merge.takeOver(writer, late)
    })
    await merge.finishRun(writer, ended('done', { counted: counts.loyal, byChance: sums.byChance, late: sums.late }))
    return late
  })
  await merge.forgetRemoved(writer)
  await scoreCustomers(course.db, changed, day)
}

/** Everybody's figures, the day's sums and the run itself in one transaction. */
async function wholly<T>({ writer }: Pick<Course, 'writer'>, work: () => Promise<T>): Promise<T> {
  await merge.makeChangeStage(writer)
  await writer.query('begin')
  try {
    const done = await work()
    await writer.query('commit')
    return done
  } catch (error) {
    await writer.query('rollback').catch(() => undefined)
    throw error
  }
}

async function courseOf(ground: Ground, db: Db, run: Run, now: Date): Promise<Begun> {
  const { zone, currency } = await findHouse(db)
  const [setting, previous, isSample] = await Promise.all([store.findSetting(db), store.currentRun(db), store.hasSampleCustomers(db)])
  const reader = await openSession(ground)
  const writer = await openSession(ground)
  const dataCut = await merge.momentOf(reader)
  return {
    db,
    reader,
    writer,
    run,
    setting,
    asOf: dayIn(zone, now.getTime()),
    currency,
    dataCut,
    isSample,
    previous,
    seconds: {},
    known: {},
  }
}

async function follow(course: Begun, now: Date): Promise<void> {
  const { reader, writer, db, run, asOf, currency, dataCut, isSample, setting, seconds } = course
  const day = dayNumber(asOf)
  const ledger = await timed(course, 'read', () => bought.readLedger(reader, day, currency))
  const margin = await findMargin(course)
  const whole: Course = { ...course, margin, ledger, totals: ledger.totals() }
  const parameters = await parametersOf(whole)
  const warnings = warningsOf(whole, parameters)
  const { customers, repeaters, occasions, firstDay, lastDay } = whole.totals
  const never = Math.max(0, (await store.countCustomers(db)) - customers)
  const dayOf = (one: number | null): string | null => (one === null ? null : fromDayNumber(one))
  const summary: Summary = { customers, never, repeaters, occasions, firstDay: dayOf(firstDay), lastDay: dayOf(lastDay), seconds }
  const ended: Ended = (state, loyal) => ({
    ...run,
    ...parameters,
    state,
    finishedAt: new Date(Math.max(Date.now(), now.getTime())),
    asOf,
    dataCut,
    codeVersion: version,
    currency,
    setting,
    summary: loyal ? { ...summary, loyal } : summary,
    warnings,
    margin,
    isSample,
  })
  if (parameters.fit) await scoreAndKeep(whole, parameters.fit, parameters, ended)
  else
    await wholly(whole, async () => {
      if (!(await merge.isStillSo(writer, { runId: run.id, isSample }))) throw new Stale()
      await merge.finishRun(writer, ended('refused'))
    })
}

/** Tries once; false where the sample came or went meanwhile: nothing was kept then. */
async function tryOnce(ground: Ground, db: Db, run: Run, now: Date): Promise<boolean> {
  const course = await courseOf(ground, db, run, now)
  try {
    await follow(course, now)
    return true
  } catch (error) {
    if (!(error instanceof Stale)) throw error
    await merge.awaitSample(course.reader)
    return false
  } finally {
    await course.reader.end()
    await course.writer.end()
  }
}

/**
 * Does a run that is waited for. Begun again after it was broken off, it does the same; one that has ended is left alone. Where the sample was
 * cleared while it was reading, it runs again on what is left; a run of the sample itself went with it.
 */
export async function carryOut(ground: Ground, db: Db, runId: string, now: Date): Promise<void> {
  try {
    for (let tries = 0; tries < TRIES; tries++) {
      const run = await store.findRun(db, runId)
      if (!run || run.state === 'done' || run.state === 'refused') return
      await store.setRunState(db, runId, 'running')
      if (await tryOnce(ground, db, run, now)) return
    }
    throw new Stale('the sample came and went while the run was reading')
  } catch (error) {
    await store.setRunState(db, runId, 'failed')
    throw error
  }
}
