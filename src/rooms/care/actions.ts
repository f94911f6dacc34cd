import type { CareAct, CareEnd, Day, TodaySource } from '../../platform/collected/today.ts'
import type { Db } from '../../platform/db/db.ts'
import type { Who } from '../../platform/http/who.ts'
import { Refusal } from '../../platform/refusal.ts'
import { tell } from '../../platform/stream/stream.ts'
import { addDays } from '../../values/civil-date.ts'
import { dayIn, toInstant } from '../../values/zone.ts'
import type { KeptAct } from './kept-act.ts'
import { windowDays } from './outcomes/rules.ts'
import { noteDone, noteUndone } from './outcomes/store.ts'
import { withinRhythm } from './rhythm/resting.ts'
import { isDone, isEnded, isForRole, isHeldByOther, isRepeat, listOf, type Row, restsUntil, stateAfter } from './rules.ts'
import * as store from './store.ts'

/** Everything an act of care is done with: where it is kept, who does it, on which day, and the rooms that propose acts. */
type Doing = { db: Db; who: Who; day: Day; sources: readonly TodaySource[] }

/** What was done lately is not asked of the rooms again: an occasion stands for a week. */
const DONE_FOR = 8

const noSuchAct = () => new Refusal(404, 'care.no_such_act', 'This is not to be done any more.')
const changed = () => new Refusal(409, 'care.changed_meanwhile', 'Somebody changed this meanwhile.')
const taken = (by: string | null) =>
  new Refusal(409, 'care.taken', `${by ?? 'Somebody'} has it in hand or has done it.`, by ? { takenBy: by } : undefined)

const startOf = (day: string, zone: string): Date => new Date(toInstant(day, 0, zone))

/** The day's acts as the rooms propose them, all at once, without those that rest. */
async function proposed({ db, who, day, sources }: Doing): Promise<CareAct[]> {
  const resting = await store.resting(db, day.today, startOf(addDays(day.today, -DONE_FOR), day.zone))
  const acts = await Promise.all(sources.map((source) => source.acts(db, day, who, resting)))
  return acts.flat().filter((act) => !resting.has(act.key) && isForRole(act, who.role))
}

export type TodaysList = { acts: { act: Row; takenBy: string | null }[]; more: number; done: number; all: number; ended: KeptAct[] }

/** My acts of that day: what the rooms propose, less what is done, put off, refused or in somebody else's hands. */
export async function todayOf(doing: Doing): Promise<TodaysList> {
  const { db, who, day } = doing
  const now = dayIn(day.zone, day.now.getTime())
  const [acts, ended] = await Promise.all([
    proposed(doing),
    // On the list of another day nothing is done yet.
    day.today === now ? store.endedBy(db, who.id, startOf(now, day.zone)) : [],
  ])
  const kept = await store.findAll(
    db,
    acts.map(({ key }) => key),
  )
  const dayOf = (at: Date) => dayIn(day.zone, at.getTime())
  const free = acts.filter(({ key }) => {
    const one = kept.get(key)
    return !one || !(isEnded(one, day.today) || isHeldByOther({ ...one, day: dayOf(one.at) }, who.id, now))
  })
  const mine = await withinRhythm(db, free, day.now)
  const doneKinds = ended.filter(({ outcome }) => isDone(outcome)).map(({ kept }) => kept.act?.kind ?? '')
  const { shown, more, done, all } = listOf(mine, doneKinds, day.today)
  const takenBy = (key: string) => {
    const one = kept.get(key)
    return one?.state === 'taken' && dayOf(one.at) === now ? one.staffName : null
  }
  return { acts: shown.map((act) => ({ act, takenBy: takenBy(act.key) })), more, done, all, ended }
}

const sourceOf = (sources: readonly TodaySource[], key: string): TodaySource => {
  const source = sources.find(({ prefixes }) => prefixes.includes(key.split(':', 1)[0] ?? ''))
  if (!source) throw noSuchAct()
  return source
}

async function requireAct({ db, who, day }: Doing, source: TodaySource, key: string): Promise<CareAct> {
  const resting = await store.resting(db, day.today, startOf(addDays(day.today, -DONE_FOR), day.zone))
  resting.delete(key)
  const act = (await source.acts(db, day, who, resting)).find((one) => one.key === key)
  if (!act || !isForRole(act, who.role)) throw noSuchAct()
  return act
}

/** Refuses an act that somebody else has in hand. */
function checkFree(kept: KeptAct | undefined, { who, day }: Doing): void {
  if (!kept) return
  if (isHeldByOther({ ...kept, day: dayIn(day.zone, kept.at.getTime()) }, who.id, day.today)) throw taken(kept.staffName)
}

const told = (db: Db, key: string): Promise<void> => tell(db, { what: 'care', about: { key } })

/** Ends an act, with what that changes in the room it comes from; answers its version and whom it was about. */
export async function endAct(
  doing: Doing,
  key: string,
  asked: { end: CareEnd; until?: string | undefined; words?: string | undefined },
): Promise<Pick<KeptAct, 'version' | 'customerId'>> {
  const { db, who, day } = doing
  const { end } = asked
  const source = sourceOf(doing.sources, key)
  const until = restsUntil(end, asked.until, day.today)
  if (until === undefined) throw new Refusal(400, 'care.day_needed', 'Name a day after today, within a year.', { until: 'no_such_day' })
  await store.hold(db, key)
  const before = await store.find(db, key)
  if (before && isEnded(before, day.today)) {
    if (isRepeat(before, end, until, who.id)) return before
    throw taken(before.staffName)
  }
  checkFree(before, doing)
  const act = await requireAct(doing, source, key)
  if (!act.ends.includes(end)) throw new Refusal(400, 'care.end_unfit', 'This cannot end so.', { end: 'invalid_value' })
  const undo = await source.end?.(db, key, end, who, day)
  const version = await store.keep(db, {
    key,
    customerId: act.customerId,
    state: stateAfter(end),
    until,
    outcome: end,
    words: asked.words ?? null,
    kept: { act, ...(undo ? { undo } : {}) },
    staffId: who.id,
    staffName: who.name,
    at: day.now,
    isSample: act.isSample,
  })
  const days = windowDays[act.kind]
  if (isDone(end) && days !== undefined && act.customerId !== null) {
    const { customerId, kind, isSample } = act
    await noteDone(db, { customerId, key, kind, days, at: day.now, staffId: who.id, staffName: who.name, isSample })
  }
  await told(db, key)
  return { version, customerId: act.customerId }
}

/** Takes an end back, with what it had changed. Only whoever ended it does so; asked twice, it stands open all the same. Answers whom it was about. */
export async function reopenAct(doing: Doing, key: string, version: number): Promise<string | null> {
  const { db, who, day } = doing
  const source = sourceOf(doing.sources, key)
  await store.hold(db, key)
  const kept = await store.find(db, key)
  if (!kept || kept.staffId !== who.id) throw noSuchAct()
  if (kept.outcome === null && kept.version === version + 1) return kept.customerId
  // After two days it is forgotten what the end had changed.
  if (kept.outcome === null || kept.version !== version || !kept.kept.act) throw changed()
  if (kept.kept.undo) await source.reopen?.(db, key, kept.kept.undo, who, day)
  if (kept.customerId !== null) await noteUndone(db, kept.customerId, key, day.zone, windowDays[kept.kept.act.kind] ?? 0)
  await store.keep(db, { ...kept, state: 'later', until: day.today, outcome: null, words: null, kept: {}, at: day.now })
  await told(db, key)
  return kept.customerId
}

/** Takes an act in hand or lets it go; answers in whose hands it is. */
export async function takeAct(doing: Doing, key: string, isMine: boolean): Promise<string | null> {
  const { db, who, day } = doing
  const source = sourceOf(doing.sources, key)
  await store.hold(db, key)
  const before = await store.find(db, key)
  if (before && isEnded(before, day.today)) throw taken(before.staffName)
  checkFree(before, doing)
  const act = await requireAct(doing, source, key)
  await store.keep(db, {
    key,
    customerId: act.customerId,
    state: isMine ? 'taken' : 'later',
    until: isMine ? null : day.today,
    outcome: null,
    words: null,
    kept: {},
    staffId: who.id,
    staffName: who.name,
    at: day.now,
    isSample: act.isSample,
  })
  await told(db, key)
  return isMine ? who.name : null
}
