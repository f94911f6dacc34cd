import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Arrow, closesCircle, expectedOf, forecastOf, inOrder } from './chain-rules.ts'
import { doesPause, endProblem, fold, type Happening, nextLevel, outcomeOf } from './rules.ts'
import { rated } from './scores.ts'

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 23, 7, minute))
const iso = (minute: number): string => at(minute).toISOString()
const happened = (minute: number, kind: string, payload: Record<string, unknown> = {}): Happening => ({ at: at(minute), kind, payload })
const made = (due: number | null, direction = 'to-customer'): Happening =>
  happened(0, 'made', { direction, promisedDue: due === null ? null : iso(due), internalDue: due === null ? null : iso(due), levels: [] })
const stageAfter = (...events: Happening[]): string => fold(events).stage

describe('an end', () => {
  test('at the due is kept, a second later is late, and without a due is kept whenever it comes', () => {
    expect(outcomeOf(at(30), at(30))).toBe('kept')
    expect(outcomeOf(at(30), new Date(at(30).getTime() + 1000))).toBe('late')
    expect(outcomeOf(null, at(59))).toBe('kept')
  })

  test('of what was late stays a debt until somebody apologised and put it right, and of a supplier it is an end', () => {
    const slipped = happened(31, 'slipped', { slipId: 'a', number: 1 })
    const late = happened(40, 'late', { doneAt: iso(40) })
    expect(stageAfter(made(30), slipped)).toBe('slipped')
    expect(stageAfter(made(30), slipped, late)).toBe('slipped')
    const told = [happened(41, 'told', { slipId: 'a' }), happened(41, 'remedy', { isFixed: false })]
    expect(stageAfter(made(30), slipped, late, ...told)).toBe('mending')
    expect(stageAfter(made(30), slipped, late, ...told, happened(50, 'remedy', { isFixed: true }))).toBe('done')
    expect(stageAfter(made(30), slipped, late, ...told, happened(50, 'answered', { answer: 'declined' }))).toBe('done')
    expect(stageAfter(made(30, 'from-supplier'), slipped, late)).toBe('done')
  })

  test('after a new promise is measured by what was said first', () => {
    const renewed = happened(20, 'repromised', { promisedDue: iso(90), reason: 'Lò hỏng' })
    const standing = fold([made(30), happened(19, 'slipped', { slipId: 'a', number: 1 }), happened(20, 'told'), renewed])
    expect([standing.firstDue, standing.promisedDue, standing.isMissed, standing.stage]).toEqual([at(30), at(90), false, 'mending'])
  })
})

test('a promise is at risk when its share has run, when its forecast is too late, and while nobody can say', () => {
  const risky = happened(0, 'made', { promisedDue: iso(40), atRiskAt: iso(30) })
  expect(stageAfter(risky, happened(29, 'noted'))).toBe('due')
  expect(stageAfter(risky, happened(30, 'at-risk'))).toBe('risk')
  expect(stageAfter(made(40), happened(5, 'forecast', { forecast: iso(40) }))).toBe('due')
  expect(stageAfter(made(40), happened(5, 'forecast', { forecast: iso(41) }))).toBe('risk')
  expect(stageAfter(made(40), happened(5, 'forecast', { forecast: null, isUnsure: true }))).toBe('risk')
})

test('only what is solved or brought pauses, and whole days never do', () => {
  expect(doesPause({ kind: 'delivery', target: 'seconds' })).toBe(true)
  expect(doesPause({ kind: 'repair', target: 'instant' })).toBe(true)
  expect(doesPause({ kind: 'delivery', target: 'days' })).toBe(false)
  expect(doesPause({ kind: 'answer', target: 'seconds' })).toBe(false)
})

test('every direction has its own other end', () => {
  const ends = { hasCustomer: true, isOrganisation: false, hasStaff: false }
  expect(endProblem('to-customer', ends)).toBeUndefined()
  expect(endProblem('from-supplier', ends)?.why).toBe('no_organisation')
  expect(endProblem('inside', ends)?.why).toBe('inside')
  expect(endProblem('to-staff', ends)?.code).toBe('promises.end_needed')
  expect(endProblem('to-staff', { hasCustomer: false, isOrganisation: false, hasStaff: true })).toBeUndefined()
})

test('who was woken for the third level is not woken for the second', () => {
  const levels = [1, 2, 3].map((level) => ({ level, at: iso(10 * level), to: 'holder' }))
  expect(nextLevel(levels, 0)).toEqual(at(10))
  expect(nextLevel(levels, 2)).toEqual(at(30))
  expect(nextLevel(levels, 3)).toBeNull()
})

describe('what rests on others', () => {
  const open = {
    state: 'open' as const,
    promisedDue: at(10),
    internalDue: at(5),
    forecast: null,
    doneAt: null,
    isMissed: false,
    restsUnsure: false,
  }
  const arrow: Arrow = { promiseId: 'a', needsId: 'b', leadSeconds: 600, calendarId: null }
  const after = (from: Date, { leadSeconds }: Arrow): Date => new Date(from.getTime() + leadSeconds * 1000)

  test('can be kept after the latest of them, with the time between', () => {
    const needs = [open, { ...open, forecast: at(25) }, { ...open, state: 'kept' as const, doneAt: at(2) }].map((one) => ({
      expected: expectedOf(one),
      arrow,
    }))
    expect(forecastOf(needs, after)).toEqual({ forecast: at(35), isUnsure: false })
    expect(forecastOf([{ expected: expectedOf({ ...open, state: 'withdrawn' }), arrow }], after)).toEqual({
      forecast: null,
      isUnsure: false,
    })
  })

  test('is unsure while one of them is missed, unsure itself, or broken', () => {
    for (const one of [
      { ...open, isMissed: true },
      { ...open, restsUnsure: true },
      { ...open, state: 'broken' as const },
    ])
      expect(forecastOf([{ expected: expectedOf(one), arrow }], after).isUnsure).toBe(true)
  })

  test('is worked out after all that it needs, each once, and a circle is seen before it is closed', () => {
    const arrows = fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 })), { maxLength: 40 })
    fc.assert(
      fc.property(arrows, (pairs) => {
        const kept: Arrow[] = []
        const needsOf = (id: string): string[] => kept.filter(({ promiseId }) => promiseId === id).map(({ needsId }) => needsId)
        for (const [from, to] of pairs) {
          const [promiseId, needsId] = [String(from), String(to)]
          if (!closesCircle(promiseId, needsId, needsOf)) kept.push({ promiseId, needsId, leadSeconds: 0, calendarId: null })
        }
        const order = inOrder(kept)
        expect([...order].sort()).toEqual([...new Set(kept.map(({ promiseId }) => promiseId))].sort())
        for (const { promiseId, needsId } of kept)
          if (order.includes(needsId)) expect(order.indexOf(needsId)).toBeLessThan(order.indexOf(promiseId))
      }),
    )
  })
})

test('a rate leaves out what is open and what was taken back, and is none where nothing ended', () => {
  expect(rated({ kept: 0, late: 0, broken: 0 })).toEqual({ rate: null, low: null, high: null })
  expect(rated({ kept: 8, late: 1, broken: 1 }).rate).toBe(0.8)
})
