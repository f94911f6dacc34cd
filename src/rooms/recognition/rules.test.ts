import { describe, expect, test } from 'vitest'
import { type Occasion, readQuery, tellApart, usualOf } from './rules.ts'

const stay = (room: string, on: string): Occasion => ({
  kind: 'stay',
  on,
  channel: null,
  paying: 'Visa •••• 4417',
  lines: [{ product: 'Phòng', attributes: { room, view: 'vườn' } }],
})

describe('the usual', () => {
  test('is what came back on more than half of the last ten stays, with its evidence', () => {
    const rooms = ['203', '203', '105', '203', '203', '203', '203', '301', '203', '203', '101']
    const usual = usualOf(rooms.map((room, at) => stay(room, `2026-${String(12 - at).padStart(2, '0')}-01`)))
    expect(usual).toContainEqual({ kind: 'attribute', label: 'room', what: '203', times: 8, of: 10, among: 'stays', lastOn: '2026-12-01' })
    expect(usual.map(({ what }) => what)).not.toContain('301')
  })

  test('is nothing after two visits: twice is no habit', () => {
    expect(usualOf([stay('203', '2026-11-01'), stay('203', '2026-10-01')])).toEqual([])
  })

  test('does not count a refund', () => {
    const refund: Occasion = { ...stay('203', '2026-11-02'), kind: 'refund' }
    expect(usualOf([refund, refund, refund])).toEqual([])
  })
})

describe('what was typed', () => {
  test.each([
    ['0570.000.101', { phones: ['+84570000101'] }],
    ['84570000101', { phones: ['+84570000101'] }],
    ['0101', { phoneEnd: '0101' }],
    ['HOA@thu.example', { mail: 'hoa@thu.example', words: [] }],
    ['thanh hoa', { words: ['thanh', 'hoa'], phones: [] }],
    ['4417 Hoa', { card: { lastFour: '4417', words: ['hoa'] } }],
    ['Đ-8412', { code: 'd8412' }],
  ])('%s is understood', (typed, wanted) => {
    expect(readQuery(typed)).toMatchObject(wanted)
  })

  test('as nothing is nothing', () => {
    expect(readQuery('   ')).toMatchObject({ words: [], phones: [], fragment: undefined, code: undefined })
  })
})

describe('two people on one number', () => {
  test('are told apart by a fact that only one of them has', () => {
    const visit = { kind: 'last-visit', on: '2026-11-01', days: 22 } as const
    expect(
      tellApart([
        [visit, { kind: 'weekends', times: 8, of: 10 }],
        [visit, { kind: 'likes', what: 'quà gốm' }],
      ]),
    ).toEqual([
      { kind: 'weekends', times: 8, of: 10 },
      { kind: 'likes', what: 'quà gốm' },
    ])
  })

  test('share a fact rather than have none', () => {
    expect(tellApart([[], [{ kind: 'tag', tag: 'quen' }]])).toEqual([{ kind: 'new' }, { kind: 'tag', tag: 'quen' }])
  })
})
