import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Pace } from './sending-pace.ts'

const BOUNDS = { chunk: 50, mostOpen: 120 }

describe('how many letters are handed over', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['Date'] }))
  afterEach(() => vi.useRealTimers())

  const later = (ms: number) => vi.setSystemTime(Date.now() + ms)

  /** Hands over whatever may go, every tenth of a second; each is taken at once. */
  function handedWithin(pace: Pace, perMinute: number, seconds: number): number {
    let handed = 0
    for (let n = 0; n < seconds * 10; n++, later(100)) {
      const room = Math.max(0, pace.room({ width: 5, perMinute }, 0, 0))
      pace.noteHanded(room)
      for (let m = 0; m < room; m++) pace.noteEnded()
      handed += room
    }
    return handed
  }

  test.each([10, 60, 90, 600])('a server that wants %i a minute gets so many and not more', (perMinute) => {
    expect(handedWithin(new Pace(BOUNDS), perMinute, 120)).toBeGreaterThanOrEqual(perMinute * 2 - 2)
    expect(handedWithin(new Pace(BOUNDS), perMinute, 120)).toBeLessThanOrEqual(perMinute * 2 + 1.25 * Math.max(1, perMinute / 60))
  })

  test('after a silence it gets little more than a second’s worth at once', () => {
    const pace = new Pace(BOUNDS)
    later(3600_000)
    expect(pace.room({ width: 20, perMinute: 600 }, 0, 0)).toBe(12)
  })

  test('a slow server gets as many as it has connections, and the next when one is done', () => {
    const pace = new Pace(BOUNDS)
    expect(pace.room({ width: 5 }, 0, 0)).toBe(5)
    expect(pace.room({ width: 5 }, 5, 0)).toBe(0)
    expect(pace.room({ width: 5 }, 4, 0)).toBe(1)
  })

  test('never more stand open than may be lost from sight', () => {
    const pace = new Pace(BOUNDS)
    for (let n = 0; n < 800; n++) pace.noteEnded()
    expect(pace.room({ width: 20 }, 10, 60)).toBe(50)
    expect(pace.room({ width: 20 }, 39, 60)).toBe(21)
    expect(pace.room({ width: 20 }, 20, 100)).toBe(0)
  })
})
