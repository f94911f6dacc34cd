import { describe, expect, test } from 'vitest'
import type { CareAct } from '../../platform/collected/today.ts'
import { roles } from '../../values/rights.ts'
import { isEnded, isForRole, isHeldByOther, listOf, restsUntil, rolesOfKind, rowsOf } from './rules.ts'

const today = '2026-11-23'
let made = 0

const act = (part: Partial<CareAct> = {}): CareAct => ({
  key: `arrival:${made++}`,
  group: 'greet',
  kind: 'arrival',
  customerId: null,
  at: null,
  parts: {},
  reasons: [],
  ends: ['done'],
  stake: 50,
  isSample: false,
  ...part,
})
const many = (n: number, part: Partial<CareAct>) => Array.from({ length: n }, () => act(part))

describe('the list of a day', () => {
  test('holds twelve at most, by what is at stake, in the order of the groups', () => {
    const greet = many(20, { stake: 60 })
    const calls = many(4, { group: 'reply', kind: 'missed-call', stake: 80 })
    const { shown, more, all } = listOf([...greet, ...calls], [], today)
    expect(shown.map(({ group }) => group)).toEqual([...Array(8).fill('greet'), ...Array(4).fill('reply')])
    expect([more, all]).toEqual([12, 24])
  })

  test('ends: what any day will do for fills up to twelve together with what is done', () => {
    const guests = many(9, {})
    const asks = many(40, { group: 'confirm', kind: 'confirm', stake: 20 })
    expect(listOf([...guests, ...asks], [], today).shown).toHaveLength(12)
    expect(listOf([...guests, ...asks], Array(2).fill('arrival'), today).shown).toHaveLength(10)
    expect(listOf(asks, Array(12).fill('arrival'), today)).toEqual({ shown: [], more: 40, done: 12, all: 12 })
  })

  test('gives nobody more than four questions a day, those answered among them', () => {
    const asks = many(40, { group: 'confirm', kind: 'confirm', stake: 20 })
    expect(listOf(asks, [], today).shown).toHaveLength(4)
    expect(listOf(asks, ['confirm', 'confirm', 'confirm'], today)).toMatchObject({ done: 3, all: 4 })
    expect(listOf(asks, Array(4).fill('confirm'), today).shown).toEqual([])
  })

  test('never hides a guest of today behind what is done already', () => {
    const { shown, more, all } = listOf(many(5, {}), Array(30).fill('arrival'), today)
    expect([shown.length, more, all]).toEqual([5, 0, 35])
  })

  test('keeps a birthday of next week from crowding out a question', () => {
    const guests = many(7, {})
    const birthdays = many(30, { kind: 'birthday', at: '2026-11-27', stake: 36 })
    const asks = many(30, { group: 'confirm', kind: 'confirm', stake: 20 })
    const kinds = listOf([...guests, ...birthdays, ...asks], [], today).shown.map(({ kind }) => kind)
    expect(kinds).toEqual([...Array(7).fill('arrival'), ...Array(3).fill('birthday'), ...Array(2).fill('confirm')])
  })

  test('puts an hour before no hour where as much is at stake', () => {
    const list = [act({ key: 'a' }), act({ key: 'b', at: '14:30' }), act({ key: 'c', at: '09:00' })]
    expect(listOf(list, [], today).shown.map(({ key }) => key)).toEqual(['c', 'b', 'a'])
  })
})

describe('an act that ended', () => {
  test('stays away for good, until its day, or for ninety days', () => {
    expect(isEnded({ state: 'done', until: null }, today)).toBe(true)
    expect(isEnded({ state: 'later', until: '2026-11-24' }, today)).toBe(true)
    expect(isEnded({ state: 'later', until: '2026-11-24' }, '2026-11-24')).toBe(false)
    const until = restsUntil('refused', undefined, today)
    expect(until).toBe('2027-02-21')
    expect(isEnded({ state: 'refused', until: until ?? null }, '2027-02-20')).toBe(true)
    expect(isEnded({ state: 'refused', until: until ?? null }, '2027-02-21')).toBe(false)
  })

  test('is put off to a day that is to come, and not to one beyond a year', () => {
    expect(restsUntil('later', '2026-11-24', today)).toBe('2026-11-24')
    for (const wrong of [undefined, today, '2026-11-22', '2028-01-01']) expect(restsUntil('later', wrong, today)).toBeUndefined()
  })
})

describe('an act in hand', () => {
  const held = { state: 'taken', until: null, staffId: 'vy', day: today } as const
  test('is on nobody else’s list', () => {
    expect(isHeldByOther(held, 'ngoc', today)).toBe(true)
    expect(isHeldByOther(held, 'vy', today)).toBe(false)
  })
  test('is free again the next morning', () => expect(isHeldByOther(held, 'ngoc', '2026-11-24')).toBe(false))
})

describe('one customer', () => {
  const hoa = { customerId: 'hoa' }
  const keysOf = (rows: readonly { key: string }[]) => rows.map(({ key }) => key).sort()

  test('is one row: a question of any day waits behind the arrival, which carries it', () => {
    const rows = rowsOf(
      [
        act({ key: 'confirm', group: 'confirm', kind: 'confirm', stake: 20, ...hoa }),
        act({ key: 'arrival', stake: 70, ...hoa }),
        act({ key: 'late', group: 'win-back', kind: 'late', stake: 90, ...hoa }),
      ],
      today,
    )
    expect(rows.map(({ key, also }) => [key, also.map((one) => one.key)])).toEqual([['arrival', ['late', 'confirm']]])
  })

  test('with two acts of this very day is two rows, since each has its own end', () => {
    const acts = [act({ key: 'a', stake: 70, ...hoa }), act({ key: 'b', group: 'promises', kind: 'promise-due', stake: 90, ...hoa })]
    expect(keysOf(rowsOf(acts, today))).toEqual(['a', 'b'])
  })

  test('whose acts can all wait is shown the weightiest, and no other customer’s waits for it', () => {
    const acts = [
      act({ key: 'thanks', kind: 'first-buy', isAnyDay: true, stake: 48, ...hoa }),
      act({ key: 'birthday', kind: 'birthday', at: '2026-11-27', stake: 36, ...hoa }),
      act({ key: 'other', kind: 'birthday', at: '2026-11-27', stake: 36, customerId: 'an' }),
      act({ key: 'nobody', kind: 'house-day', at: '2026-12-24', stake: 30 }),
    ]
    expect(keysOf(rowsOf(acts, today))).toEqual(['nobody', 'other', 'thanks'])
    expect(listOf(acts, [], today)).toMatchObject({ more: 0, all: 3 })
  })
})

describe('whose day holds what', () => {
  const kindsOf = (role: (typeof roles)[number]) =>
    Object.keys(rolesOfKind)
      .filter((kind) => isForRole({ kind }, role))
      .sort()
  const guests = ['arrival', 'departure', 'first-buy', 'birthday', 'occasion', 'missed-call', 'late', 'quiet', 'pick-up']
  const whole = [...guests, 'house-day', 'letter-waiting', 'erasure']
  test.each([
    ['owner', [...whole, 'letter-to-owner']],
    ['manager', whole],
    ['reception', guests],
    ['sales', ['first-buy', 'birthday', 'occasion', 'missed-call', 'late', 'quiet', 'letter-waiting']],
    ['marketing', ['birthday', 'occasion', 'house-day', 'letter-waiting']],
    ['warehouse', ['pick-up']],
    ['accounting', []],
    ['read-only', []],
  ] as const)('of %s', (role, kinds) => expect(kindsOf(role)).toEqual([...kinds].sort()))

  test('what a room gives to whoever holds it is its own affair', () => {
    for (const role of roles) expect(isForRole({ kind: 'promise-due' }, role)).toBe(true)
  })
})
