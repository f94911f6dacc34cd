import { expect, it } from 'vitest'
import { businessCalendar } from './business-calendar.ts'
import { changeClock, promiseAfter } from './clock-change.ts'

const at = (text: string): number => Date.parse(`${text}:00+07:00`) / 1000
const none = { closed: [], special: {}, always: false, zone: 'Asia/Ho_Chi_Minh' }
const short = businessCalendar({ ...none, weekly: { mon: [['08:00', '12:00']], tue: [['08:00', '12:00']] } })
const long = businessCalendar({ ...none, weekly: { mon: [['08:00', '20:00']], tue: [['08:00', '20:00']] } })
const nobody = businessCalendar({ ...none, weekly: {} })
const change = {
  start: at('2026-03-09T08:00'),
  changedAt: at('2026-03-09T15:00'),
  old: { calendar: short, targetSeconds: 6 * 3600 },
  new: { calendar: long, targetSeconds: 5 * 3600 },
}

it('kept, recomputed and carried on stand side by side', () => {
  expect(changeClock(change)).toEqual({
    keep: { is: 'due', at: at('2026-03-10T10:00') },
    recompute: { due: { is: 'due', at: at('2026-03-09T13:00') }, isBreachedAtChange: true },
    carry: { due: { is: 'due', at: at('2026-03-09T16:00') }, consumedSeconds: 4 * 3600, remainingSeconds: 3600 },
  })
})

it('what is used up already is due at the change', () => {
  const { carry } = changeClock({ ...change, new: { calendar: nobody, targetSeconds: 4 * 3600 } })
  expect(carry).toEqual({ due: { is: 'due', at: change.changedAt }, consumedSeconds: 4 * 3600, remainingSeconds: 0 })
})

it('a due at the very second of the change is not missed yet', () => {
  expect(changeClock({ ...change, changedAt: at('2026-03-09T13:00') }).recompute.isBreachedAtChange).toBe(false)
})

it('pauses count in every mode, before the change and after it', () => {
  const pauses = [
    { from: at('2026-03-09T09:00'), to: at('2026-03-09T10:00') },
    { from: at('2026-03-09T15:30'), to: at('2026-03-09T16:00') },
  ]
  expect(changeClock({ ...change, pauses })).toEqual({
    keep: { is: 'due', at: at('2026-03-10T11:00') },
    recompute: { due: { is: 'due', at: at('2026-03-09T14:00') }, isBreachedAtChange: true },
    carry: { due: { is: 'due', at: at('2026-03-09T17:30') }, consumedSeconds: 3 * 3600, remainingSeconds: 2 * 3600 },
  })
})

it('a change from before the case is in force from its start, and one to a house without hours leads nowhere', () => {
  expect(changeClock({ ...change, changedAt: at('2026-03-01T00:00') }).carry).toEqual({
    due: { is: 'due', at: at('2026-03-09T13:00') },
    consumedSeconds: 0,
    remainingSeconds: 5 * 3600,
  })
  expect(changeClock({ ...change, new: { calendar: nobody, targetSeconds: 5 * 3600 } })).toMatchObject({
    recompute: { due: { is: 'no_open_time' }, isBreachedAtChange: false },
    carry: { due: { is: 'no_open_time' } },
  })
})

it('what the customer was told never moves by itself', () => {
  expect(promiseAfter(100, { is: 'due', at: 80 })).toEqual({ internalDue: 80, workBy: 80, needsRepromise: false })
  expect(promiseAfter(100, { is: 'due', at: 100 })).toEqual({ internalDue: 100, workBy: 100, needsRepromise: false })
  expect(promiseAfter(100, { is: 'due', at: 101 })).toEqual({ internalDue: 101, workBy: 100, needsRepromise: true })
  expect(promiseAfter(100, { is: 'no_open_time' })).toEqual({ internalDue: null, workBy: 100, needsRepromise: true })
  expect(promiseAfter(100, { is: 'paused', remainingSeconds: 5 })).toEqual({ internalDue: null, workBy: 100, needsRepromise: false })
  expect(promiseAfter(null, { is: 'due', at: 80 })).toEqual({ internalDue: 80, workBy: 80, needsRepromise: false })
  expect(promiseAfter(null, { is: 'no_open_time' })).toEqual({ internalDue: null, workBy: null, needsRepromise: false })
})
