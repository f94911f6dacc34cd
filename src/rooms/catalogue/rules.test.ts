import { describe, expect, test } from 'vitest'
import type { Item } from './item.ts'
import * as rules from './rules.ts'

let made = 0

const anItem = (nameVi: string, more: Partial<Item> = {}): Item => ({
  id: `item-${++made}`,
  kind: 'product',
  nameVi,
  nameEn: '',
  aliases: [],
  benefitVi: '',
  benefitEn: '',
  forWhomVi: '',
  forWhomEn: '',
  differsVi: '',
  differsEn: '',
  contents: [],
  topics: [],
  group: null,
  price: null,
  cost: null,
  currency: 'VND',
  state: 'here',
  comingOn: null,
  arrivedOn: null,
  isSample: false,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  version: 1,
  ...more,
})

const taste = (stance: rules.Taste['stance'], what: string, more: Partial<rules.Taste> = {}): rules.Taste => ({
  stance,
  what,
  standing: 'sure',
  isShown: true,
  ...more,
})

const known = (more: Partial<rules.Known> = {}): rules.Known => ({
  tastes: [],
  bought: new Map(),
  boughtItems: new Map(),
  asked: new Map(),
  resting: new Set(),
  ...more,
})

const names = (items: readonly Item[], what: Partial<rules.Known>): string[] =>
  rules.bestFits(items, known(what)).map(({ item }) => item.nameVi)

describe('what fits somebody', () => {
  const lotus = anItem('Trà sen', { topics: ['trà sen'] })
  const ginger = anItem('Trà gừng mật ong', { topics: ['trà gừng'] })
  const old = anItem('Sách “Hội An xưa”', { topics: ['sách phố cổ'] })

  test('what she asked for stands before what she likes, and says when she asked', () => {
    const who = { tastes: [taste('likes', 'trà gừng buổi tối')], asked: new Map([[old.id, '2026-11-02']]) }
    const [first, second] = rules.bestFits([ginger, lotus, old], known(who))
    expect(first).toMatchObject({ item: { nameVi: 'Sách “Hội An xưa”' }, reasons: [{ kind: 'asked', on: '2026-11-02' }] })
    expect(second).toMatchObject({ item: { nameVi: 'Trà gừng mật ong' }, reasons: [{ kind: 'likes', what: 'trà gừng buổi tối' }] })
  })

  test('neither the newest nor the dearest stands first: what is closer to her taste does', () => {
    const dear = anItem('Trà cổ thụ', { topics: ['trà'], price: 9_000_000, arrivedOn: '2026-11-23' })
    expect(names([dear, lotus], { tastes: [taste('likes', 'trà sen')] })).toEqual(['Trà sen', 'Trà cổ thụ'])
    const plain = anItem('A trà sen', { topics: ['trà sen'], price: 10_000 })
    const fancy = anItem('B trà sen', { topics: ['trà sen'], price: 5_000_000, arrivedOn: '2026-11-23' })
    const either = { tastes: [taste('likes', 'trà sen')] }
    expect(names([fancy, plain], either)).toEqual(names([plain, fancy], either))
    expect(names([fancy, plain], either)[0]).toBe('A trà sen')
  })

  test('what she asked for and has bought since is no wish any more', () => {
    const asked = new Map([[old.id, '2026-11-02']])
    expect(names([old], { asked, bought: new Map([[old.id, ['2026-10-01']]]) })).toEqual(['Sách “Hội An xưa”'])
    expect(names([old], { asked, bought: new Map([[old.id, ['2026-10-01', '2026-11-02']]]) })).toEqual([])
  })

  test('somebody of whom nothing is known is offered nothing', () => {
    expect(names([lotus, ginger, old], {})).toEqual([])
  })

  test('marks tell words apart: who likes butter is not offered beef', () => {
    const butter = anItem('Bánh bơ', { topics: ['bơ'] })
    const beef = anItem('Khô bò', { topics: ['bò'] })
    expect(names([butter, beef], { tastes: [taste('likes', 'bơ')] })).toEqual(['Bánh bơ'])
  })

  test('a taste that has faded, or that may not be told, is no reason', () => {
    expect(names([lotus], { tastes: [taste('likes', 'trà sen', { standing: 'faded' })] })).toEqual([])
    expect(names([lotus], { tastes: [taste('likes', 'trà sen', { isShown: false })] })).toEqual([])
  })

  test('who bought books about the old town on two days is offered a third, not one of those two', () => {
    const [one, two] = [anItem('Sách một', { topics: ['sách phố cổ'] }), anItem('Sách hai', { topics: ['Sách Phố Cổ'] })]
    const boughtItems = new Map([one, two].map((item) => [item.id, item]))
    const twice = {
      boughtItems,
      bought: new Map([
        [one.id, ['2026-03-01']],
        [two.id, ['2026-06-01']],
      ]),
    }
    expect(names([one, two, old], twice)).toEqual(['Sách “Hội An xưa”'])
    const onceOnly = { boughtItems, bought: new Map([[one.id, ['2026-03-01']]]) }
    expect(names([old], onceOnly)).toEqual([])
  })

  test('only what is here and does not rest is offered', () => {
    const likes = { tastes: [taste('likes', 'trà sen')] }
    expect(names([anItem('Trà sen mùa sau', { topics: ['trà sen'], state: 'coming' })], likes)).toEqual([])
    expect(names([anItem('Trà sen cũ', { topics: ['trà sen'], state: 'gone' })], likes)).toEqual([])
    expect(names([lotus], { ...likes, resting: new Set([lotus.id]) })).toEqual([])
  })
})

describe('what somebody must not have', () => {
  const cake = anItem('Bánh in', { topics: ['bánh in'], contents: ['đậu phộng', 'đường'] })
  const likes = taste('likes', 'bánh in')

  test('is never offered, even where they asked for it and nobody may be told why', () => {
    const allergy = taste('must-not', 'dị ứng với đậu phộng', { isShown: false })
    expect(rules.fitOf(cake, known({ tastes: [likes] }))).toBeDefined()
    expect(rules.fitOf(cake, known({ tastes: [likes, allergy], asked: new Map([[cake.id, '2026-11-02']]) }))).toBeUndefined()
  })

  test('is kept away by each thing that is said in one line, and by what they need to be without', () => {
    const candle = anItem('Nến vani', { topics: ['vani'] })
    expect(rules.isKeptFrom(candle, [taste('avoids', 'mùi ngọt, nhất là vani')])).toBe(true)
    expect(rules.isKeptFrom(cake, [taste('needs', 'không đường')])).toBe(true)
    expect(rules.isKeptFrom(cake, [taste('avoids', 'DAU PHONG')])).toBe(true)
  })

  test('keeps nothing else away: lilies are no jasmine', () => {
    expect(rules.isKeptFrom(anItem('Nến hoa nhài', { topics: ['hoa nhài'] }), [taste('must-not', 'hoa ly')])).toBe(false)
    expect(rules.isKeptFrom(cake, [taste('likes', 'đậu phộng')])).toBe(false)
  })
})

describe('what comes and goes', () => {
  test('arrives once, and a slip put right is no arrival', () => {
    const book = anItem('Sách', { state: 'coming', comingOn: '2026-11-30' })
    const here = { state: 'here', comingOn: null, isTakenBack: false } as const
    expect(rules.hasArrived(book, here)).toBe(true)
    expect(rules.moved(book, here, '2026-11-23')).toMatchObject({ state: 'here', comingOn: null, arrivedOn: '2026-11-23' })
    expect(rules.hasArrived(anItem('Sách'), here)).toBe(false)
    expect(rules.hasArrived(anItem('Sách', { state: 'gone' }), { ...here, isTakenBack: true })).toBe(false)
  })

  test('is “just in” for two weeks', () => {
    const on = (arrivedOn: string | null) => rules.isJustIn({ state: 'here', arrivedOn }, '2026-11-23')
    expect([on('2026-11-22'), on('2026-11-09'), on('2026-11-08'), on(null)]).toEqual([true, true, false, false])
  })

  test('rests ninety days when it does not fit, thirty when they were invited', () => {
    expect(rules.restsUntil('refused', '2026-11-23')).toBe('2027-02-21')
    expect(rules.restsUntil('invited', '2026-11-23')).toBe('2026-12-23')
  })
})
