import { describe, expect, test } from 'vitest'
import { changeBack, isSameThing, painted, type Whole } from '../changes.ts'
import { aroundOf, type Relationship, relationsBetween, roleWords } from './around-words.ts'
import { readOccasion, showOccasion, typedOccasion } from './occasion-reading.ts'
import { readNumber } from './read-number.ts'
import { byStanding } from './stances.ts'
import { knownWords } from './words.data.ts'

const { vi, en } = knownWords

describe('a day to remember', () => {
  test.each([
    ['rằm tháng Chạp', { calendar: 'lunar', month: 12, day: 15, isLeap: false, year: null, written: 'rằm tháng Chạp' }],
    ['mùng 5 tháng Giêng', { calendar: 'lunar', month: 1, day: 5, isLeap: false, year: null, written: 'mùng 5 tháng Giêng' }],
    ['mồng 10 tháng 3', { calendar: 'lunar', month: 3, day: 10, isLeap: false, year: null, written: 'mồng 10 tháng 3' }],
    ['23 tháng Chạp', { calendar: 'lunar', month: 12, day: 23, isLeap: false, year: null, written: '23 tháng Chạp' }],
    ['15/12 âm', { calendar: 'lunar', month: 12, day: 15, isLeap: false, year: null, written: '15/12 âm' }],
    ['6/6 nhuận', { calendar: 'lunar', month: 6, day: 6, isLeap: true, year: null, written: '6/6 nhuận' }],
    ['rằm tháng Mười Một', { calendar: 'lunar', month: 11, day: 15, isLeap: false, year: null, written: 'rằm tháng Mười Một' }],
    ['12/08/1998', { calendar: 'solar', year: 1998, month: 8, day: 12, isLeap: false, written: null }],
    ['12/08', { calendar: 'solar', year: null, month: 8, day: 12, isLeap: false, written: null }],
    ['08/1972', { calendar: 'solar', year: 1972, month: 8, day: null, isLeap: false, written: null }],
    ['31/02', undefined],
    ['31/12 âm', undefined],
    ['hôm nào cũng được', undefined],
  ])('%s is read as people mean it', (typed, read) => {
    expect(readOccasion(typed, 'solar')).toEqual(read)
  })

  test('in plain figures is lunar where the calendar says so', () => {
    expect(readOccasion('15/12', 'lunar')).toMatchObject({ calendar: 'lunar', month: 12, day: 15, written: null })
  })

  test('is shown in its own calendar and typed again as it was written', () => {
    const full = { calendar: 'lunar', year: null, month: 12, day: 15, isLeap: false } as const
    expect(showOccasion(full, 'vi')).toBe('15/12 âm (rằm tháng Chạp)')
    expect(showOccasion(full, 'en')).toBe('15th of the 12th lunar month')
    expect(typedOccasion({ ...full, written: 'rằm tháng Chạp' })).toBe('rằm tháng Chạp')
    expect(typedOccasion({ ...full, calendar: 'solar', year: 1998, day: 6, written: null })).toBe('06/12/1998')
  })
})

describe('people around', () => {
  const tie = (part: Partial<Relationship>): Relationship => ({
    id: '1',
    kind: 'family',
    side: 'from',
    words: null,
    since: null,
    other: { id: 'mai', kind: 'person', name: 'Phan Thị Mai', calledAs: 'chị Mai' },
    notedByName: null,
    notedOn: '2026-11-01',
    version: 1,
    ...part,
  })

  test('who works here and decides is one line: “trưởng phòng, quyết định”', () => {
    const [one, more] = aroundOf([
      tie({ id: '2', kind: 'decides-for', side: 'to' }),
      tie({ id: '1', kind: 'works-at', side: 'to', words: 'trưởng phòng' }),
    ])
    expect(more).toBeUndefined()
    expect(one?.ties.map((each) => roleWords(each, 'khách', vi))).toEqual(['trưởng phòng', 'quyết định'])
  })

  test('who made the introduction is told from either end', () => {
    expect(roleWords(tie({ kind: 'introduced-by', side: 'from' }), 'anh', vi)).toBe('giới thiệu anh')
    expect(roleWords(tie({ kind: 'introduced-by', side: 'to' }), 'anh', vi)).toBe('được anh giới thiệu')
    expect(roleWords(tie({ kind: 'introduced-by', side: 'from', words: 'school friend' }), '', en)).toBe(
      'school friend, introduced them here',
    )
  })

  test('a person may belong to a household, which has no place of work', () => {
    expect(relationsBetween('household', 'person')).toEqual(['member-of-to', 'decides-for-to'])
    expect(relationsBetween('person', 'household')[0]).toBe('member-of-from')
    expect(relationsBetween('organisation', 'person')[0]).toBe('works-at-to')
  })
})

describe('what is known of tastes', () => {
  const like = (id: string, stance: 'likes' | 'must-not', standing: 'sure' | 'perhaps' | 'faded') =>
    ({ id, stance, standing }) as Parameters<typeof byStanding>[0][number]

  test('what is sure comes first, what has faded is folded away, and an allergy never is', () => {
    const all = [like('a', 'likes', 'perhaps'), like('b', 'likes', 'sure'), like('c', 'likes', 'faded'), like('d', 'must-not', 'faded')]
    const { told, faded } = byStanding(all)
    expect(told.map(({ id }) => id)).toEqual(['b', 'a', 'd'])
    expect(faded.map(({ id }) => id)).toEqual(['c'])
  })
})

describe('numbers of the house’s own fields', () => {
  test.each([
    ['1.200,5', 'vi', 1200.5],
    ['1,200.5', 'en', 1200.5],
    ['-3', 'vi', -3],
    ['hai', 'vi', undefined],
  ] as const)('%s in %s is %s', (typed, language, number) => {
    expect(readNumber(typed, language)).toBe(number)
  })
})

describe('two people on one record', () => {
  const record = { fields: { car: 'tàu' }, tags: ['quen'], postal: 'Hội An', contacts: [], heardFrom: null } as unknown as Whole

  test('the same fact changed by both is told apart from another one', () => {
    expect(isSameThing({ field: 'postal' }, { ...record, postal: 'Huế' }, record)).toBe(false)
    expect(isSameThing({ field: 'heardFrom' }, { ...record, postal: 'Huế' }, record)).toBe(true)
  })
  test('of the house’s own fields only the one that is changed counts', () => {
    expect(isSameThing({ field: 'fields', part: 'car' }, { ...record, fields: { car: 'tàu', size: 2 } }, record)).toBe(true)
    expect(isSameThing({ field: 'fields', part: 'car' }, { ...record, fields: { car: 'xe' } }, record)).toBe(false)
  })
  test('lists are joined, so nobody is asked about a tag', () => {
    expect(isSameThing({ field: 'tags' }, { ...record, tags: ['quen', 'mới'] }, record)).toBe(true)
  })
  test('a field of the house’s own is painted, emptied and given back alone', () => {
    expect(painted(record, { fields: { car: null, size: 2 } }).fields).toEqual({ size: 2 })
    expect(changeBack(record, { field: 'fields', part: 'size' })).toEqual({ fields: { size: null } })
  })
})
