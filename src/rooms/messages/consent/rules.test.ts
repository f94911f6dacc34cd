import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  acts,
  type ConsentEvent,
  fold,
  type GivenBy,
  inOrder,
  isLocked,
  NO_TOPIC,
  type NowRow,
  type Scope,
  standingIn,
  standingOf,
  stateAt,
  stricter,
} from './rules.ts'

const books = '00000000-0000-7000-8000-000000000001'
const rooms = '00000000-0000-7000-8000-000000000002'
const day = (n: number): Date => new Date(Date.UTC(2026, 0, 1) + n * 86_400_000)
let nth = 0
const told = (act: ConsentEvent['act'], on: number, more: Partial<ConsentEvent> = {}): ConsentEvent => ({
  id: String(nth++).padStart(6, '0'),
  at: day(on),
  purpose: 'newsletter',
  topicId: books,
  channel: 'mail',
  act,
  givenBy: 'customer',
  monthly: null,
  until: null,
  ...more,
})
const everything = { purpose: 'every', topicId: NO_TOPIC, channel: 'every' } as const
const cell: Scope = { purpose: 'newsletter', topicId: books, channel: 'mail' }
const reached = (...events: ConsentEvent[]) => standingOf(events, cell)

describe('somebody who', () => {
  test('was asked and never answered has said no after thirty days, and is not asked again', () => {
    const asked = reached(told('asked', 0, { givenBy: 'machine' }))
    expect(asked && stateAt(asked, day(29))).toBe('asked')
    expect(asked && stateAt(asked, day(30))).toBe('lapsed')
    expect(reached(told('asked', 0, { givenBy: 'machine' }), told('asked', 60, { givenBy: 'machine' }))).toMatchObject({
      state: 'lapsed',
      since: day(30),
    })
  })

  test('signed up stands at pending until they confirm', () => {
    expect(reached(told('requested', 0))?.state).toBe('pending')
    expect(reached(told('requested', 0), told('granted', 1, { monthly: 2 }))).toMatchObject({ state: 'granted', monthly: 2, since: day(1) })
  })

  test('left comes back by their own act alone', () => {
    for (const left of ['withdrawn', 'refused', 'objected'] as const) {
      for (const givenBy of ['staff', 'import', 'machine'] as const)
        expect(reached(told('granted', 0), told(left, 1), told('granted', 2, { givenBy }))?.state).toBe(left)
      expect(reached(told('granted', 0), told(left, 1), told('granted', 2))?.state).toBe('granted')
    }
  })

  test('left is not brought back by a form that somebody filled in, before it is confirmed', () => {
    expect(reached(told('granted', 0), told('withdrawn', 1), told('requested', 2))?.state).toBe('withdrawn')
  })

  test('was erased stays so', () => {
    expect(reached(told('erased', 0, everything), told('granted', 1))?.state).toBe('erased')
  })

  test('asked for less keeps the smaller promise, whoever notes it', () => {
    const narrowed = [told('granted', 0, { monthly: 4 }), told('narrowed', 1, { monthly: 1, givenBy: 'staff' })]
    expect(reached(...narrowed)).toMatchObject({ state: 'granted', monthly: 1, since: day(0) })
    expect(reached(...narrowed, told('narrowed', 2, { monthly: 3 }))?.monthly).toBe(1)
    expect(reached(...narrowed, told('granted', 2, { monthly: 8, givenBy: 'staff' }))?.monthly).toBe(1)
    expect(reached(...narrowed, told('granted', 2, { monthly: 3 }))?.monthly).toBe(3)
  })

  test('paused hears again when the pause is over', () => {
    const paused = reached(told('granted', 0, { monthly: 2 }), told('snoozed', 1, { until: day(10) }))
    expect(paused && [stateAt(paused, day(9)), stateAt(paused, day(10)), paused.monthly]).toEqual(['snoozed', 'granted', 2])
    expect(reached(told('granted', 0), told('snoozed', 1, { until: day(10) }), told('resumed', 2, { givenBy: 'staff' }))?.state).toBe(
      'snoozed',
    )
    expect(reached(told('granted', 0), told('snoozed', 1, { until: day(10) }), told('resumed', 2))?.state).toBe('granted')
  })

  test('left a whole purpose has left each of its topics; left everything, everything', () => {
    const agreed = [told('granted', 0), told('granted', 0, { topicId: rooms, purpose: 'offer', channel: 'zalo' })]
    const stands = (rows: NowRow[], at: Scope) => standingIn(rows, at)?.state
    const offer: Scope = { purpose: 'offer', topicId: rooms, channel: 'zalo' }
    const lessNews = fold([...agreed, told('withdrawn', 1, { topicId: NO_TOPIC, channel: 'every' })])
    expect([stands(lessNews, cell), stands(lessNews, offer)]).toEqual(['withdrawn', 'granted'])
    const gone = fold([...agreed, told('withdrawn', 1, everything)])
    expect([stands(gone, cell), stands(gone, offer)]).toEqual(['withdrawn', 'withdrawn'])
  })

  test('agreed to one topic has agreed to no other, nor to another channel', () => {
    const rows = fold([told('granted', 0), told('granted', 0, { topicId: NO_TOPIC })])
    expect(standingIn(rows, { ...cell, topicId: rooms })).toBeUndefined()
    expect(standingIn(rows, { ...cell, channel: 'sms' })).toBeUndefined()
  })

  test('left a topic on every channel and mail for every topic has left what comes later of both', () => {
    const rows = fold([
      told('withdrawn', 0, { channel: 'every' }),
      told('withdrawn', 1, { topicId: NO_TOPIC }),
      told('granted', 2),
      told('withdrawn', 3, { topicId: NO_TOPIC, channel: 'every' }),
    ])
    expect(standingIn(rows, cell)?.state).toBe('withdrawn')
  })
})

const scopes = fc.record({
  purpose: fc.constantFrom('newsletter', 'offer', 'every'),
  topicId: fc.constantFrom(books, rooms, NO_TOPIC),
  channel: fc.constantFrom('mail', 'zalo', 'every'),
}) as fc.Arbitrary<Scope>
const events: fc.Arbitrary<ConsentEvent[]> = fc.array(
  fc
    .record({
      scope: scopes,
      on: fc.integer({ min: 0, max: 60 }),
      id: fc.string({ minLength: 3, maxLength: 3 }),
      act: fc.constantFrom(...acts),
      givenBy: fc.constantFrom<GivenBy>('customer', 'staff', 'machine', 'import'),
      monthly: fc.option(fc.integer({ min: 0, max: 9 })),
      until: fc.option(fc.integer({ min: 0, max: 90 })),
    })
    .map(({ scope, on, until, ...rest }) => ({ ...scope, ...rest, at: day(on), until: until === null ? null : day(until) })),
  { maxLength: 14 },
)
const concrete: readonly Scope[] = (['newsletter', 'offer'] as const).flatMap((purpose) =>
  [books, rooms].flatMap((topicId) => (['mail', 'zalo'] as const).map((channel) => ({ purpose, topicId, channel }))),
)

const isNo = (state: NowRow['state']): boolean => isLocked(state) || state === 'erased'

describe('whatever was said', () => {
  test('the rows say of every cell what its own history says', () => {
    fc.assert(
      fc.property(events, (log) => {
        const rows = fold(log)
        for (const at of concrete) {
          const own = standingOf(log.toSorted(inOrder), at)
          const read = standingIn(rows, at)
          const isItsOwn = rows.some((row) => row.purpose === at.purpose && row.topicId === at.topicId && row.channel === at.channel)
          // A wider yes is never stretched over it: a row around it, or none, forbids as the history does, by the same or an older no.
          if (isItsOwn) expect(read?.state).toBe(own?.state)
          else if (read) expect([isNo(read.state), own !== undefined && isNo(own.state)]).toEqual([true, true])
          else expect(own === undefined || isNo(own.state)).toBe(true)
          expect(read?.state === 'erased').toBe(own?.state === 'erased')
        }
      }),
      { numRuns: 400 },
    )
  })

  test('the order in which it comes to hand makes no difference, at equal times neither', () => {
    fc.assert(
      fc.property(
        events.chain((log) => fc.tuple(fc.constant(log), fc.shuffledSubarray(log, { minLength: log.length }))),
        ([log, shuffled]) => {
          const isTold = new Set(log.map(({ at, id }) => `${at.getTime()} ${id}`)).size === log.length
          fc.pre(isTold)
          expect(fold(shuffled)).toEqual(fold(log))
        },
      ),
      { numRuns: 300 },
    )
  })

  test('nobody but the customer leads out of a no', () => {
    fc.assert(
      fc.property(events, (log) => {
        let before = 'none'
        const ordered = log.toSorted(inOrder)
        ordered.forEach((event, at) => {
          const state = standingOf(ordered.slice(0, at + 1), cell)?.state ?? 'none'
          if (event.givenBy !== 'customer' && isLocked(before as NowRow['state']))
            expect(isLocked(state as NowRow['state']) || state === 'erased').toBe(true)
          if (before === 'erased') expect(state).toBe('erased')
          before = state
        })
      }),
      { numRuns: 400 },
    )
  })

  test('of two requests that nobody confirmed the smaller promise is kept, whichever comes first', () => {
    const [open, twice] = [standingOf([told('requested', 0)], cell), standingOf([told('requested', 0, { monthly: 2 })], cell)]
    expect([open?.monthly, twice?.monthly]).toEqual([null, 2])
    expect([stricter(open, twice), stricter(twice, open)]).toMatchObject([{ state: 'pending', monthly: 2 }, { monthly: 2 }])
  })

  test('the stricter of two is one of them, whichever comes first, and a promise only shrinks', () => {
    fc.assert(
      fc.property(events, events, (one, other) => {
        const [a, b] = [standingOf(one.toSorted(inOrder), cell), standingOf(other.toSorted(inOrder), cell)]
        const kept = stricter(a, b)
        expect(kept?.state).toBe(stricter(b, a)?.state)
        expect(kept?.monthly).toBe(stricter(b, a)?.monthly)
        if (a && b) expect([a.state, b.state]).toContain(kept?.state)
        for (const each of [a, b])
          if (each && kept && isLocked(each.state)) expect(isLocked(kept.state) || kept.state === 'erased').toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
