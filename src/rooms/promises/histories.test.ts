import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'
import type { Db } from '../../platform/db/db.ts'
import type { Who } from '../../platform/http/who.ts'
import { newId } from '../../platform/ids.ts'
import { Refusal } from '../../platform/refusal.ts'
import * as actions from './actions.ts'
import { houseCalendar } from './calendars/calendars.ts'
import * as calendars from './calendars/store.ts'
import { closesCircle } from './chain-rules.ts'
import { tick } from './clock.ts'
import { openSlip } from './ending.ts'
import type { ServicePromise } from './promise.ts'
import { recount } from './recounting.ts'
import { fold, rowOf } from './rules.ts'
import { slipsOf } from './slips/slip-store.ts'
import * as store from './store.ts'

/** Random histories of a few promises that rest on each other: what the events say is what the rows say, whatever happened. */

const house = aHouse()
const who: Who = { kind: 'staff', id: newId(), name: 'Ngọc', role: 'owner' }
const START = new Date('2026-11-23T01:30:00Z')
let supplier: string

beforeAll(async () => {
  supplier = (await house.as('owner')('POST', '/api/customers', { kind: 'organisation', name: 'Xưởng gốm Bến Cũ' })).body.id
  await houseCalendar(house.db, START)
})

type Command =
  | { do: 'make'; kind: 'delivery' | 'room'; minutes: number; isStanding: boolean }
  | { do: 'rest'; on: number; isOver: boolean; lead: number }
  | { do: 'repromise'; minutes: number }
  | { do: 'wait'; minutes: number }
  | { do: 'recount'; open: number; mode: 'recompute' | 'carry' | 'keep' }
  | { do: 'check'; isMet: boolean }
  | { do: 'keep' | 'break' | 'withdraw' | 'reopen' | 'pause' | 'resume' | 'slip' | 'tell' | 'hand' | 'note' }

const minutes = fc.integer({ min: 1, max: 1500 })
const which = fc.integer({ min: 0, max: 4 })
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    do: fc.constant('make' as const),
    kind: fc.constantFrom('delivery' as const, 'room' as const),
    minutes,
    isStanding: fc.boolean(),
  }),
  fc.record({ do: fc.constant('rest' as const), on: which, isOver: fc.boolean(), lead: fc.constantFrom(0, 600, 86_400) }),
  fc.record({ do: fc.constant('repromise' as const), minutes }),
  { arbitrary: fc.record({ do: fc.constant('wait' as const), minutes }), weight: 3 },
  fc.record({
    do: fc.constant('recount' as const),
    open: fc.integer({ min: 6, max: 12 }),
    mode: fc.constantFrom('recompute', 'carry', 'keep'),
  }),
  fc.record({ do: fc.constant('check' as const), isMet: fc.boolean() }),
  {
    arbitrary: fc.record({
      do: fc.constantFrom('keep', 'break', 'withdraw', 'reopen', 'pause', 'resume', 'slip', 'tell', 'hand', 'note'),
    }),
    weight: 6,
  },
)
const history = fc.array(fc.tuple(which, command), { minLength: 4, maxLength: 24 })

const by = { id: who.id, name: who.name }

/** Somebody says beforehand that it will be late. */
async function slip(db: Db, promise: ServicePromise, now: Date): Promise<void> {
  if (promise.state !== 'open' || promise.slipId !== null) return
  const held = await actions.findForUpdate(db, promise.id)
  const missed = { reason: 'Lò hỏng', isForeseen: true, isOfEnd: false }
  await actions.append(db, held, await openSlip(db, held, await slipsOf(db, held), missed, who, now), now)
}

/** The other end is told of the slip that stands open. */
async function tellOf(db: Db, promise: ServicePromise, now: Date): Promise<void> {
  if (promise.slipId === null) return
  const held = await actions.findForUpdate(db, promise.id)
  await sql`update promise_slip set told_at = ${now}, told_how = 'call' where slip_id = ${promise.slipId}::uuid`.execute(db)
  const { slipId } = promise
  await actions.append(
    db,
    held,
    [
      { kind: 'told', payload: { slipId, how: 'call' }, by },
      { kind: 'remedy', payload: { slipId, isFixed: false }, by },
    ],
    now,
  )
}

async function changeHours(db: Db, open: number, mode: 'recompute' | 'carry' | 'keep', now: Date): Promise<void> {
  const { calendarId, hours } = await houseCalendar(db, now)
  const span: [string, string] = [`${String(open).padStart(2, '0')}:00`, '20:00']
  const weekly = { mon: [span], tue: [span], wed: [span], thu: [span], fri: [span] }
  await calendars.addVersion(db, calendarId, { ...hours, weekly }, { at: now, by: null, byName: null })
  await recount(db, { calendarId }, mode, now)
}

async function obey(db: Db, promise: ServicePromise, asked: Command, ids: readonly string[], now: Date): Promise<unknown> {
  const act: actions.Act = { promiseId: promise.id, version: promise.version, who, now }
  switch (asked.do) {
    case 'rest':
      return actions.rest(db, act, { needsId: ids[asked.on % ids.length] ?? '', isOver: asked.isOver, leadSeconds: asked.lead })
    case 'keep':
      return actions.keep(db, act, { reason: 'Kẹt xe' })
    case 'break':
      return actions.breakIt(db, act, 'Hết hàng')
    case 'withdraw':
      return actions.withdraw(db, act, 'Khách đổi ý')
    case 'reopen':
      return actions.reopen(db, act)
    case 'pause':
      return actions.pause(db, act, 'Chờ khách chọn màu')
    case 'resume':
      return actions.resume(db, act)
    case 'check':
      return actions.check(db, act, { isMet: asked.isMet })
    case 'hand':
      return actions.hand(db, act, { team: 'warehouse' })
    case 'note':
      return actions.note(db, act, 'Đã gọi xưởng')
    case 'slip':
      return slip(db, promise, now)
    case 'tell':
      return tellOf(db, promise, now)
    case 'repromise': {
      if (promise.state !== 'open' || promise.target === 'standing') return
      const held = await actions.findForUpdate(db, promise.id)
      const promisedDue = new Date(now.getTime() + asked.minutes * 60_000).toISOString()
      return actions.append(db, held, [{ kind: 'repromised', payload: { promisedDue, reason: 'Lò hỏng' }, by }], now)
    }
  }
}

const everyOne = async (ids: readonly string[]): Promise<ServicePromise[]> => store.findAll(house.db, ids)

async function checkAll(ids: readonly string[], heard: Map<string, { due: number | undefined; times: number }>): Promise<void> {
  for (const promise of await everyOne(ids)) {
    const events = await store.eventsOf(house.db, promise)
    const said = rowOf(fold(events))
    expect(said).toEqual(Object.fromEntries(Object.keys(said).map((key) => [key, promise[key as keyof ServicePromise]])))
    // What was heard moves by a new promise alone, and each has its reason.
    const renewed = events.filter(({ kind }) => kind === 'repromised')
    expect(renewed.every(({ payload }) => typeof payload['reason'] === 'string' && payload['reason'] !== '')).toBe(true)
    const before = heard.get(promise.id)
    const due = promise.promisedDue?.getTime()
    if (before && before.times === renewed.length) expect(due).toBe(before.due)
    heard.set(promise.id, { due, times: renewed.length })
    expect(promise.firstDue?.getTime()).toBe(
      events[0]?.payload['promisedDue'] ? Date.parse(String(events[0].payload['promisedDue'])) : undefined,
    )
  }
  const arrows = (await sql<{ promise_id: string; needs_id: string }>`select promise_id, needs_id from promise_need`.execute(house.db)).rows
  const needsOf = (id: string): string[] => arrows.filter(({ promise_id }) => promise_id === id).map(({ needs_id }) => needs_id)
  for (const { promise_id } of arrows) expect(needsOf(promise_id).some((id) => closesCircle(promise_id, id, needsOf))).toBe(false)
}

test('whatever happens to promises, their events say the same as their rows', { timeout: 180_000 }, async () => {
  let now = START
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      const ids: string[] = []
      const heard = new Map<string, { due: number | undefined; times: number }>()
      const make = async (kind: 'delivery' | 'room', due: number, isStanding: boolean): Promise<void> => {
        const direction = ids.length % 2 === 0 ? ('from-supplier' as const) : ('to-customer' as const)
        const when = isStanding ? { isStanding } : { due: new Date(now.getTime() + due * 60_000).toISOString() }
        const made = await house.db
          .transaction()
          .execute((tx) => actions.make(tx, { customerId: supplier, direction, words: 'Hai bộ ấm', kind, ...when }, who, now))
        ids.push(made.id)
      }
      await make('delivery', 300, false)
      await make('delivery', 600, false)
      for (const [nth, asked] of steps) {
        now = new Date(now.getTime() + 1000)
        if (asked.do === 'make') await make(asked.kind, asked.minutes, asked.isStanding)
        else if (asked.do === 'wait') {
          now = new Date(now.getTime() + asked.minutes * 60_000)
          await tick(house.db, now)
        } else if (asked.do === 'recount') await house.db.transaction().execute((tx) => changeHours(tx, asked.open, asked.mode, now))
        else {
          const [promise] = await everyOne([ids[nth % ids.length] ?? ''])
          if (!promise) continue
          try {
            await house.db.transaction().execute((tx) => obey(tx, promise, asked, ids, now))
          } catch (error) {
            if (!(error instanceof Refusal)) throw error
          }
        }
        await checkAll(ids, heard)
      }
    }),
    { numRuns: 40 },
  )
})
