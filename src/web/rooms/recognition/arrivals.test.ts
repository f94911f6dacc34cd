import { describe, expect, test } from 'vitest'
import { tradeKeys } from '#values/trades.data.ts'
import { tradeOf } from '#values/trades.ts'
import { isIcon } from '../../kit/icons.tsx'
import { type Arrival, asStood, moved } from './arrivals-acts.ts'

const arrival = (orderId: string, state = 'booked'): Arrival => ({
  orderId,
  orderVersion: 1,
  customerId: `c-${orderId}`,
  kind: 'stay',
  name: 'Nguyễn Thị Thanh Hoa',
  calledAs: 'chị Hoa',
  greeting: 'Dạ, em chào chị Hoa ạ',
  startsOn: '2026-11-23',
  endsOn: '2026-11-25',
  state,
  code: null,
  summary: 'Phòng 203',
  nth: 4,
  fact: { kind: 'new' },
})
const ids = (all: readonly Arrival[]) => all.map(({ orderId }) => orderId)

describe('somebody comes through the door', () => {
  const day = { day: '2026-11-23', arrivals: [arrival('a'), arrival('b')], departures: [arrival('z', 'open')] }

  test('and their line stays where it stands, with what the server says of it', () => {
    const after = moved(day, 'a', 'open', 2)
    expect(after.arrivals.map(({ orderId, state, orderVersion }) => [orderId, state, orderVersion])).toEqual([
      ['a', 'open', 2],
      ['b', 'booked', 1],
    ])
  })

  test('and leaves again, and is gone from the list', () => {
    expect(ids(moved(day, 'z', 'done').departures)).toEqual([])
  })

  test('and nobody’s line moves under the finger when the list is read again; newcomers stand last', () => {
    const places = new Map<string, number>()
    expect(ids(asStood([arrival('a'), arrival('b'), arrival('c')], places))).toEqual(['a', 'b', 'c'])
    expect(ids(asStood([arrival('new'), arrival('b'), arrival('c'), arrival('a', 'open')], places))).toEqual(['a', 'b', 'c', 'new'])
  })
})

test('every drawing that a trade asks for is there', () => {
  for (const key of tradeKeys) {
    const { icon, kinds } = tradeOf(key)
    for (const name of [icon, ...kinds.map((kind) => kind.icon)]) expect([name, isIcon(name)]).toEqual([name, true])
  }
})
