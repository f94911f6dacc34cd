import { expect, test } from 'vitest'
import { trades } from '../../../values/trades.data.ts'
import { builtInKinds } from '../kinds.data.ts'
import { mapPhases } from './contract.ts'
import { feeds, inOrder, keyOf, rankFor } from './rules.ts'
import type { Feeds, Stop } from './stop.ts'
import { mapTemplates } from './templates.data.ts'

const nothing: Feeds = { kinds: [], orders: [], channels: [] }
const line = { kind: 'call', type: '', moment: 'begins', channel: 'phone' } as const

const stopAt = (key: string, phase: Stop['phase'], rank: number): Stop => ({
  id: key,
  key,
  phase,
  rank,
  nameVi: key,
  nameEn: key,
  icon: 'note',
  team: null,
  feeds: nothing,
  promiseKinds: [],
  isRetired: false,
  isSample: false,
  version: 1,
})

test('a line is of the touchpoint that is fed by its kind, and only by the channels named there', () => {
  expect(feeds({ ...nothing, kinds: ['call'] }, line)).toBe(true)
  expect(feeds({ ...nothing, kinds: ['visit'] }, line)).toBe(false)
  expect(feeds({ ...nothing, kinds: ['call'], channels: ['phone'] }, line)).toBe(true)
  expect(feeds({ ...nothing, kinds: ['call'], channels: ['zalo'] }, line)).toBe(false)
})

test('a stay is at check-in where it begins and at check-out where it ends', () => {
  const stay = { kind: 'order', type: 'stay', moment: 'begins', channel: 'web' } as const
  const arriving: Feeds = { ...nothing, orders: [{ kind: 'stay', at: 'begins' }] }
  const leaving: Feeds = { ...nothing, orders: [{ kind: 'stay', at: 'ends' }] }
  expect([feeds(arriving, stay), feeds(leaving, stay)]).toEqual([true, false])
  expect([feeds(arriving, { ...stay, moment: 'ends' }), feeds(leaving, { ...stay, moment: 'ends' })]).toEqual([false, true])
  // What is no order ends nowhere.
  expect(feeds({ ...nothing, kinds: ['call'] }, { ...line, moment: 'ends' })).toBe(false)
})

test('the way goes from before to after, and within a stretch by what was put where', () => {
  const stops = [stopAt('thanks', 'after', 1), stopAt('b', 'before', 2), stopAt('a', 'before', 1), stopAt('pay', 'paying', 9)]
  expect(inOrder(stops).map(({ key }) => key)).toEqual(['a', 'b', 'pay', 'thanks'])
})

test('a touchpoint is put before another, first, or last, as often as somebody likes', () => {
  let stops = [stopAt('a', 'before', 1), stopAt('b', 'before', 2), stopAt('c', 'before', 3)]
  const put = (key: string, before: string | null) => {
    const rank = rankFor(stops, key, 'before', before)
    stops = stops.map((stop) => (stop.key === key ? { ...stop, rank } : stop))
    return inOrder(stops).map((stop) => stop.key)
  }
  expect(put('c', 'b')).toEqual(['a', 'c', 'b'])
  expect(put('b', 'a')).toEqual(['b', 'a', 'c'])
  expect(put('b', null)).toEqual(['a', 'c', 'b'])
  for (let times = 0; times < 20; times++) expect(put(times % 2 === 0 ? 'b' : 'c', times % 2 === 0 ? 'c' : 'b')).toHaveLength(3)
})

test('a key is read out of the name, without marks, and is given once', () => {
  expect(keyOf('Đón ở sân bay', new Set())).toBe('don-o-san-bay')
  expect(keyOf('Quầy bar', new Set(['quay-bar', 'quay-bar-2']))).toBe('quay-bar-3')
  expect(keyOf('☕', new Set())).toBe('stop')
})

test.each(Object.entries(mapTemplates))(
  'the way of a %s is whole: every kind exists, every key stands once, the ends are there',
  (trade, stops) => {
    const known = new Set([...Object.keys(builtInKinds), ...Object.values(trades).flatMap(({ kinds }) => kinds.map(({ key }) => key))])
    for (const { feeds: fed } of stops) for (const kind of fed.kinds) expect(known, `${trade}: ${kind}`).toContain(kind)
    const keys = stops.map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
    expect(stops[0]?.phase).toBe('before')
    expect(stops.at(-1)?.phase).toBe('after')
    // Told in the order of the way, so that ranks follow.
    const phases = stops.map(({ phase }) => mapPhases.indexOf(phase))
    expect(phases).toEqual([...phases].sort((a, b) => a - b))
  },
)
