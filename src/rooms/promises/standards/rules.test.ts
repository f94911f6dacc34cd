import { describe, expect, test } from 'vitest'
import { type Case, choose, type InForce, isFit, readyPolicies } from './rules.ts'

const at = new Date('2026-11-23T06:52:00Z')
let made = 0
const a = (name: string, level: InForce['level'], more: Partial<InForce>): InForce => ({
  standardId: `00000000-0000-7000-8000-${String(++made).padStart(12, '0')}`,
  versionId: `v ${name}`,
  name,
  level,
  match: {},
  rank: 0,
  effectiveFrom: new Date('2026-01-01T00:00:00Z'),
  effectiveTo: null,
  calendarId: 'house',
  targets: { quote: { seconds: 7200 } },
  levels: [],
  atRiskFraction: 0.75,
  tellsByItself: false,
  ...more,
})
const mai: Case = { customerId: 'mai', tags: ['Đại lý', 'VIP'], state: 'loyal', kind: 'quote', category: 'price', at }
const decide = (standards: InForce[], asked: Partial<Case> = {}) => choose(readyPolicies(standards), { ...mai, ...asked })

const house = a('Nhà', 'house', { targets: { quote: { seconds: 28800 }, answer: { seconds: 7200 }, callback: { seconds: 3600 } } })
const agents = a('Đại lý', 'tier', { match: { tag: 'đại lý' }, targets: { quote: { seconds: 14400 }, callback: null } })
const hers = a('Riêng chị Mai', 'customer', { match: { customerId: 'mai' }, targets: { quote: { seconds: 7200 } } })

describe('which standard counts', () => {
  test('is the nearest: one’s own before one’s group’s before the house’s', () => {
    expect(decide([house, agents, hers])?.standard.name).toBe('Riêng chị Mai')
    expect(decide([house, agents, hers], { customerId: 'another' })?.standard.name).toBe('Đại lý')
    expect(decide([house, agents, hers], { customerId: 'another', tags: [] })?.standard.name).toBe('Nhà')
  })

  test('is asked target by target: what one’s own does not name, the next one answers', () => {
    expect(decide([house, agents, hers], { kind: 'answer' })).toMatchObject({ standard: { name: 'Nhà' }, target: { seconds: 7200 } })
  })

  test('ends where a nearer one says that nothing is promised', () => {
    expect(decide([house, agents, hers], { kind: 'callback' })).toMatchObject({ standard: { name: 'Đại lý' }, target: null })
  })

  test('is none where nobody names it', () => expect(decide([house, agents, hers], { kind: 'repair' })).toBeUndefined())

  test('says why others do not count, and nothing of those for other people', () => {
    const others = a('Riêng anh An', 'customer', { match: { customerId: 'an' } })
    const over = a('Cũ', 'house', { effectiveTo: at })
    const silent = a('Quà', 'tier', { match: { state: 'loyal' }, targets: { gift: { days: 1 } } })
    const told = decide([house, agents, hers, others, over, silent])?.passedOver
    expect(new Map(told?.map(({ name, why }) => [name, why]))).toEqual(
      new Map([
        ['Nhà', 'farther'],
        ['Đại lý', 'farther'],
        ['Cũ', 'not-in-force'],
        ['Quà', 'not-named'],
      ]),
    )
  })

  test('within a level is the one that fits more closely, then the higher rank, then the elder', () => {
    const close = a('Giá cho đại lý', 'tier', { match: { tag: 'ĐẠI LÝ', category: 'price' } })
    expect(decide([agents, close])?.standard.name).toBe('Giá cho đại lý')
    expect(decide([agents, close], { category: 'service' })?.standard.name).toBe('Đại lý')
    const ranked = a('VIP', 'tier', { match: { tag: 'vip' }, rank: 5 })
    expect(decide([agents, ranked])?.standard.name).toBe('VIP')
    const younger = a('Loyal', 'tier', { match: { state: 'loyal' } })
    expect(decide([younger, agents])?.standard.name).toBe('Đại lý')
  })

  test('is in force from its first moment until just before its last', () => {
    const short = a('Một giờ', 'house', { effectiveFrom: at, effectiveTo: new Date(at.getTime() + 3600_000) })
    expect(decide([short])?.standard.name).toBe('Một giờ')
    expect(decide([short], { at: new Date(at.getTime() + 3600_000) })).toBeUndefined()
    expect(decide([short], { at: new Date(at.getTime() - 1000) })).toBeUndefined()
  })
})

describe('whom a standard is for', () => {
  test('fits its level', () => {
    expect(isFit('house', { category: 'price' })).toBe(true)
    expect(isFit('tier', { tag: 'VIP' })).toBe(true)
    expect(isFit('tier', { state: 'loyal' })).toBe(true)
    expect(isFit('customer', { customerId: 'x' })).toBe(true)
    expect(isFit('house', { tag: 'VIP' })).toBe(false)
    expect(isFit('tier', {})).toBe(false)
    expect(isFit('tier', { tag: 'VIP', state: 'loyal' })).toBe(false)
    expect(isFit('customer', { tag: 'VIP' })).toBe(false)
  })
})
