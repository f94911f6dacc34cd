import type { Db } from '../../../platform/db/db.ts'
import type { Who } from '../../../platform/http/who.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { businessDaysDue } from '../../../values/business-clock.ts'
import type { Role } from '../../../values/rights.ts'
import { neverCame, type Outward } from '../../messages/public.ts'
import { allStaff, findHouse } from '../../team/public.ts'
import { append, findForUpdate } from '../appending.ts'
import { calendarOf, houseCalendar } from '../calendars/calendars.ts'
import { HOUSE_ID } from '../contract.ts'
import { openSecondsAfter } from '../counting.ts'
import type { ServicePromise } from '../promise.ts'
import { findSlip, holdSlip } from './drafting.ts'
import { followed } from './following.ts'
import * as round from './round-store.ts'
import type { Slip } from './slip.ts'
import * as store from './slip-store.ts'
import { tellSlip } from './telling.ts'

/** What the house does about slips by itself: tells where the standard lets it, says that it does not know yet, notes silence. */

export type SlipGround = { db: Db; outward: Outward }

const DAY = 24 * 3600_000
const AT_ONCE = 200
/** So many pages of each kind are looked at in a round; the next goes on where it ended. */
const PAGES = 10
/** So long, in open time, somebody has to tell them before the house says by itself that it does not know why yet. */
const UNTOLD_SECONDS = 15 * 60
/** By when they hear more then. */
const ANSWER_SECONDS = 2 * 3600
const QUARTER = 15 * 60_000
/** A slip that is older was before the house looked, and is for people. */
const LOOKS_BACK = 2 * DAY
/** So many working days after it was put right nobody answered: they are silent. */
const SILENT_DAYS = 2

/** Nothing could be sent: what was prepared for it is not kept either. */
class NotSent extends Error {}

const calendarFor = async (db: Db, { calendarVersionId }: ServicePromise, now: Date) =>
  calendarOf(db, calendarVersionId ?? (await houseCalendar(db, now)).id)

/** The house itself, with no more rights than whoever signed: what they may give it may give. */
async function houseAs(db: Db, role: Role): Promise<Who> {
  return { kind: 'token', id: HOUSE_ID, name: (await findHouse(db)).name, role }
}

async function signerRole(db: Db, { signedBy }: Slip): Promise<Role> {
  return (await allStaff(db)).find(({ id }) => id === signedBy)?.role ?? 'read-only'
}

/** In a transaction of its own; what the rules or the gate turn away is left to people, as it stands. */
async function attempt(db: Db, act: (tx: Db) => Promise<boolean>): Promise<boolean> {
  try {
    return await db.transaction().execute(act)
  } catch (error) {
    if (error instanceof Refusal || error instanceof NotSent) return false
    throw error
  }
}

const isSigned = ({ reason, signedByName }: Slip): boolean => reason !== null && reason !== 'not-known' && signedByName !== null

/** Tells by letter what a person found and signed, where the standard of the promise lets the house do so. */
async function tellSigned(ground: SlipGround, tx: Db, slip: Slip, promise: ServicePromise, now: Date): Promise<boolean> {
  if (!(await round.tellsByItself(tx, promise.standardVersionId))) return false
  const who = await houseAs(tx, await signerRole(tx, slip))
  const asked = { promiseId: promise.id, slipId: slip.id, how: 'message' as const }
  const told = await tellSlip(tx, asked, { who, now, outward: ground.outward, language: 'vi', isByItself: true })
  if (told.messageId === null) throw new NotSent()
  return true
}

async function sayNotKnown(ground: SlipGround, tx: Db, slip: Slip, promise: ServicePromise, now: Date): Promise<boolean> {
  const calendar = await calendarFor(tx, promise, now)
  const last = slip.actedAt && slip.actedAt > slip.at ? slip.actedAt : slip.at
  const from = openSecondsAfter(calendar, last, UNTOLD_SECONDS)
  const by = openSecondsAfter(calendar, now, ANSWER_SECONDS)
  if (from === null || from > now || by === null) return false
  const tellBy = new Date(Math.ceil(by.getTime() / QUARTER) * QUARTER)
  const held = await holdSlip(tx, { promiseId: promise.id, slipId: slip.id }, slip.version)
  await store.keep(tx, { ...held.slip, reason: 'not-known', tellBy })
  const who = await houseAs(tx, 'owner')
  const asked = { promiseId: promise.id, slipId: slip.id, how: 'message' as const }
  const told = await tellSlip(tx, asked, { who, now, outward: ground.outward, language: 'vi', isByItself: true })
  if (told.messageId === null) throw new NotSent()
  return true
}

/** Does about one slip what the house does by itself; answers whether anybody was told. */
export async function lookAt(ground: SlipGround, { promiseId, slipId }: round.SlipKey, now: Date): Promise<boolean> {
  const { db, outward } = ground
  if (await outward.hasSample(db)) return false
  return attempt(db, async (tx) => {
    const { promise, slip } = await findSlip(tx, promiseId, slipId)
    if (promise.isSample || (slip.toldAt !== null && slip.newsAt !== null)) return false
    if (isSigned(slip)) return tellSigned(ground, tx, slip, promise, now)
    return slip.toldAt === null && slip.reason === null && promise.state === 'open' ? sayNotKnown(ground, tx, slip, promise, now) : false
  })
}

/** They were offered something and nothing came back. */
async function noteSilence(db: Db, { promiseId, slipId }: round.SlipKey, now: Date): Promise<boolean> {
  return attempt(db, async (tx) => {
    const promise = await findForUpdate(tx, promiseId)
    const slip = await store.findForUpdate(tx, promise, slipId)
    if (!slip || slip.toldAt === null || slip.answer !== null) return false
    const since = [slip.toldAt, slip.fixDue, slip.fixedAt].reduce<Date>((last, at) => (at !== null && at > last ? at : last), slip.toldAt)
    const calendar = await calendarFor(tx, promise, now)
    const due = businessDaysDue({ calendar, start: Math.floor(since.getTime() / 1000), days: SILENT_DAYS })
    if (due === undefined || due * 1000 > now.getTime()) return false
    await followed(tx, promise, slip, { answer: 'silent' }, { who: undefined, now })
    return true
  })
}

/** An apology that never came is none: the slip stands open again, and people see it. */
async function openAgain(db: Db, { promiseId, slipId, messageId }: round.SlipKey & { messageId: string }, now: Date): Promise<boolean> {
  return attempt(db, async (tx) => {
    const promise = await findForUpdate(tx, promiseId)
    const slip = await store.findForUpdate(tx, promise, slipId)
    if (!slip || slip.messageId !== messageId || slip.toldAt === null || promise.slipId !== null) return false
    const untold = { toldHow: null, toldAt: null, toldBy: null, toldByName: null, messageId: null, isToldByItself: false, tellBy: null }
    await store.keep(tx, { ...slip, ...untold, actedAt: now })
    const payload = { slipId, number: slip.number, isForeseen: slip.isForeseen, isOfEnd: false, neverCame: messageId }
    await append(tx, promise, [{ kind: 'slipped', payload }], now)
    return true
  })
}

/** Where a round ended of what it had not the time to look at; the next one goes on there. */
export type Marks = { [Kind in 'untold' | 'unanswered' | 'sent']?: round.SlipMark | undefined }

/** Looks at a page after another, so that whoever cannot be told keeps nobody waiting behind them. Answers where it ended, if before the end. */
async function throughPages<One extends round.Paged>(
  from: round.SlipMark | undefined,
  ask: (mark: round.SlipMark | undefined) => Promise<One[]>,
  look: (page: One[]) => Promise<void>,
): Promise<round.SlipMark | undefined> {
  let mark = from
  for (let pages = 0; pages < PAGES; pages++) {
    const page = await ask(mark)
    await look(page)
    if (page.length < AT_ONCE) return undefined
    mark = page.at(-1)?.mark
  }
  return mark
}

type Round = { ready: number; told: number; silent: number; again: number; marks: Marks }

/** Everything that time asks of slips; answers how many customers were told, and where the next round goes on. */
export async function slipRound(ground: SlipGround, now: Date, from: Marks = {}): Promise<Round> {
  const { db } = ground
  const before = (ms: number) => new Date(now.getTime() - ms)
  await round.dropNeedless(db)
  const ready = await round.makeReady(db, now)
  let [told, silent, again] = [0, 0, 0]
  const untold = await throughPages(
    from.untold,
    (mark) => round.untold(db, before(LOOKS_BACK), mark, AT_ONCE),
    async (page) => {
      for (const one of page) if (await lookAt(ground, one, now)) told++
    },
  )
  const unanswered = await throughPages(
    from.unanswered,
    (mark) => round.unanswered(db, { since: before(30 * DAY), before: before(DAY) }, mark, AT_ONCE),
    async (page) => {
      for (const one of page) if (await noteSilence(db, one, now)) silent++
    },
  )
  const sent = await throughPages(
    from.sent,
    (mark) => round.toldByMessage(db, before(3 * DAY), mark, AT_ONCE),
    async (page) => {
      const lost = await neverCame(
        db,
        page.map(({ messageId }) => messageId),
      )
      for (const one of page) if (lost.has(one.messageId) && (await openAgain(db, one, now))) again++
    },
  )
  return { ready, told, silent, again, marks: { untold, unanswered, sent } }
}
