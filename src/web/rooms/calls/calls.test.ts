import { describe, expect, test } from 'vitest'
import { holderOf } from '../../shell/stream-tab.ts'
import { lasting } from './clock.ts'
import { placeFor } from './place.ts'

const room = { left: 184, top: 48, right: 1366, bottom: 768 }
const place = (left: number, top: number, width: number, height: number) =>
  placeFor(room, 480, { left, top, right: left + width, bottom: top + height })

describe('the caller’s card', () => {
  test('stands at the right, and at the left where somebody writes at the right', () => {
    expect(placeFor(room, 480, undefined)).toEqual({ side: 'right', top: 48, bottom: 768 })
    expect(place(208, 200, 400, 80).side).toBe('right')
    expect(place(900, 600, 400, 80)).toEqual({ side: 'left', top: 48, bottom: 768 })
  })
  test('stands above or below a field that reaches from side to side', () => {
    expect(place(300, 100, 900, 100)).toEqual({ side: 'right', top: 208, bottom: 768 })
    expect(place(300, 600, 900, 100)).toEqual({ side: 'right', top: 48, bottom: 592 })
  })
  test('stands at the right where nothing else leaves it room', () => {
    expect(place(200, 100, 1100, 600)).toEqual({ side: 'right', top: 48, bottom: 768 })
  })
})

test('a call lasts as a telephone shows it', () => {
  expect([lasting(4_900), lasting(134_000), lasting(3_729_000), lasting(-5)]).toEqual(['00:04', '02:14', '1:02:09', '00:00'])
})

describe('the tab that was used last', () => {
  const now = 1_764_000_000_000
  test('keeps its claim while it is open, and loses it when it died', () => {
    expect(holderOf(JSON.stringify({ tab: 'a', at: now - 60_000 }), now)).toBe('a')
    expect(holderOf(JSON.stringify({ tab: 'a', at: now - 151_000 }), now)).toBeUndefined()
  })
  test('is none where nothing or nonsense was kept', () => {
    expect([holderOf(null, now), holderOf('{', now), holderOf('{}', now)]).toEqual([undefined, undefined, undefined])
  })
})
