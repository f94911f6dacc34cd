import { describe, expect, test } from 'vitest'
import { showDate, showDayMonth } from '#values/civil-date.ts'
import { showNumber } from '#values/money.ts'
import { clockIn, dayIn } from '#values/zone.ts'
import { withRow } from './board-data.ts'
import { badgeOf, dueWords, latenessOf, leftOf, type Row, spanOf, titleOf, underOf } from './naming.ts'
import { bodyOf, type Draft, type Filled, instantOf, missingIn, momentOf, noMoment, partsOf } from './slip/filled.ts'
import { promiseWords } from './words.data.ts'

const zone = 'Asia/Ho_Chi_Minh'
const now = Date.parse('2026-11-23T13:52:00+07:00')
const words = promiseWords.vi
const say = {
  today: '2026-11-23',
  number: (n: number) => showNumber(n, 'vi'),
  nearDate: (day: string) => (day > '2026-01-01' ? showDayMonth(day, 'vi') : showDate(day, 'vi')),
  dayOf: (at: string) => dayIn(zone, Date.parse(at)),
  clockOf: (at: string) => clockIn(zone, Date.parse(at)),
}

const row = (part: Partial<Row> = {}): Row => ({
  id: '0193a000-0000-7000-8000-0000000000a1',
  customerId: '0193a000-0000-7000-8000-0000000000b1',
  calledAs: 'chị Mai',
  organisation: 'Du lịch Mái Ngói',
  direction: 'to-customer',
  category: 'delivery',
  kind: 'delivery',
  words: 'Giao bộ ấm gốm',
  holderId: null,
  holderName: 'Phúc',
  team: null,
  madeAt: '2026-11-21T09:00:00+07:00',
  madeByName: 'Phúc',
  target: 'instant',
  promisedDue: '2026-11-23T17:00:00+07:00',
  firstDue: '2026-11-23T17:00:00+07:00',
  internalDue: null,
  workBy: null,
  isDay: false,
  state: 'open',
  stage: 'due',
  isPaused: false,
  isExceeded: false,
  isWarned: false,
  forecast: null,
  becauseOf: null,
  doneAt: null,
  orderId: null,
  parentId: null,
  severity: 1,
  isSample: false,
  version: 1,
  ...part,
})

describe('what a promise says of its time', () => {
  test('is minutes and hours today, then tomorrow, then the day', () => {
    expect(leftOf(row(), now, words.left, say)).toBe('3 giờ 08')
    expect(leftOf(row({ promisedDue: '2026-11-23T14:30:00+07:00' }), now, words.left, say)).toBe('38 phút')
    expect(leftOf(row({ promisedDue: '2026-11-24T11:00:00+07:00' }), now, words.left, say)).toBe('mai')
    expect(leftOf(row({ promisedDue: '2026-11-25T14:00:00+07:00' }), now, words.left, say)).toBe('25/11')
    expect(leftOf(row({ isDay: true }), now, words.left, say)).toBe('hôm nay')
    expect(leftOf(row({ target: 'standing', promisedDue: null }), now, words.left, say)).toBe('luôn luôn')
    expect(spanOf(59_000, words.left, say)).toBe('dưới 1 phút')
  })

  test('is minutes and hours past midnight too, where it is only hours away', () => {
    const night = Date.parse('2026-11-23T23:30:00+07:00')
    expect(leftOf(row({ promisedDue: '2026-11-24T00:07:00+07:00' }), night, words.left, say)).toBe('37 phút')
    expect(leftOf(row({ promisedDue: '2026-11-24T08:00:00+07:00' }), night, words.left, say)).toBe('mai')
  })

  test('says by how much it is late, measured against what was heard first', () => {
    const missed = row({ stage: 'slipped', promisedDue: '2026-11-23T13:30:00+07:00', firstDue: '2026-11-23T13:30:00+07:00' })
    expect(leftOf(missed, now, words.left, say)).toBe('trễ 22 phút')
    const vetiver = row({
      stage: 'slipped',
      state: 'late',
      firstDue: '2026-07-06T17:00:00+07:00',
      promisedDue: '2026-07-06T17:00:00+07:00',
      doneAt: '2026-07-07T16:00:00+07:00',
    })
    expect(latenessOf(vetiver, now, words.left, say)).toBe('trễ 1 ngày')
    expect(latenessOf(row(), now, words.left, say)).toBe('')
  })

  test('stands in the title once: words that name a time keep their own', () => {
    expect(titleOf(row(), words.left, say)).toBe('Giao bộ ấm gốm trước 17:00 hôm nay')
    expect(titleOf(row({ words: 'Trả phòng muộn 14:00' }), words.left, say)).toBe('Trả phòng muộn 14:00')
    expect(dueWords('2026-11-25T17:00:00+07:00', true, words.left, say)).toBe('ngày 25/11')
  })

  test('names whose promise puts it at risk before who keeps it', () => {
    expect(underOf(row(), now, words, say)).toBe('chị Mai · Phúc giữ')
    expect(underOf(row({ stage: 'risk', becauseOf: 'Xưởng gốm Bến Cũ' }), now, words, say)).toBe('chị Mai · vì Xưởng gốm Bến Cũ')
    expect(underOf(row({ holderName: null }), now, words, say)).toBe('chị Mai · chưa ai nhận')
  })

  test('will be late where the forecast lies beyond it, and is only at risk otherwise', () => {
    expect(badgeOf(row({ stage: 'risk', forecast: '2026-11-24T10:00:00+07:00' }), words)?.words).toBe('sẽ trễ')
    expect(badgeOf(row({ stage: 'risk' }), words)?.words).toBe('có nguy cơ')
    expect(badgeOf(row(), words)).toBeUndefined()
  })
})

describe('the board', () => {
  test('moves a promise that was kept and counts both columns anew', () => {
    const before = {
      columns: [
        { stage: 'due' as const, count: 2, isExact: true, promises: [row(), row({ id: 'b' })] },
        { stage: 'done' as const, count: 402, isExact: true, promises: [] },
      ],
    }
    const after = withRow(before, row({ state: 'kept', stage: 'done', doneAt: '2026-11-23T13:52:00+07:00' }))
    expect(after.columns.map(({ count }) => count)).toEqual([1, 403])
    expect(after.columns[1]?.promises.map(({ id }) => id)).toEqual([row().id])
    expect(withRow(after, row()).columns.map(({ count }) => count)).toEqual([2, 402])
  })
})

const filled = (part: Partial<Filled> = {}): Filled => ({
  reason: 'broken-equipment',
  reasonWords: '',
  toldReason: undefined,
  newDue: { day: '2026-11-24', clock: '10:00' },
  tellBy: noMoment,
  fix: 'giao bộ men xanh lúc 16:00',
  amends: '',
  amendsKind: undefined,
  amendsMinor: undefined,
  noneWhy: '',
  words: undefined,
  ...part,
})

describe('a slip being filled in', () => {
  test('knows a moment in the house’s zone, and back', () => {
    expect(instantOf({ day: '2026-11-24', clock: '10:00' }, zone)).toBe('2026-11-24T03:00:00.000Z')
    expect(momentOf('2026-11-24T03:00:00.000Z', zone)).toEqual({ day: '2026-11-24', clock: '10:00' })
    expect(instantOf({ day: '2026-02-30', clock: '10:00' }, zone)).toBeUndefined()
    expect(instantOf(noMoment, zone)).toBeUndefined()
  })

  test('says what is missing: the true reason, the new time, something concrete', () => {
    expect(missingIn(filled({ reason: undefined }), zone)).toBe('reason')
    expect(missingIn(filled({ reason: 'other' }), zone)).toBe('reason')
    expect(missingIn(filled({ newDue: noMoment }), zone)).toBe('due')
    expect(missingIn(filled({ reason: 'not-known' }), zone)).toBe('due')
    expect(missingIn(filled({ reason: 'not-known', tellBy: { day: '2026-11-23', clock: '15:30' } }), zone)).toBeUndefined()
    expect(missingIn(filled({ fix: ' ' }), zone)).toBe('remedy')
    expect(missingIn(filled({ fix: '', amendsKind: 'none', noneWhy: 'chị nói không cần' }), zone)).toBeUndefined()
    expect(missingIn(filled(), zone)).toBeUndefined()
  })

  test('sends only what is there: no new time where the reason is not known, no amount where nothing is given', () => {
    expect(bodyOf(filled(), zone)).toEqual({
      reason: 'broken-equipment',
      newDue: '2026-11-24T03:00:00.000Z',
      fix: 'giao bộ men xanh lúc 16:00',
    })
    const unknown = bodyOf(filled({ reason: 'not-known', tellBy: { day: '2026-11-23', clock: '15:30' } }), zone)
    expect(unknown.newDue).toBeUndefined()
    expect(unknown.tellBy).toBe('2026-11-23T08:30:00.000Z')
    const none = bodyOf(filled({ amendsKind: 'none', amends: 'tặng trà', amendsMinor: 45_000, noneWhy: 'không cần' }), zone)
    expect(none).toMatchObject({ amendsKind: 'none', noneWhy: 'không cần' })
    expect(none.amends ?? none.amendsMinor).toBeUndefined()
    expect(bodyOf(filled({ toldReason: 'broken-equipment' }), zone).toldReason).toBeUndefined()
  })

  const letter = 'Bộ ấm trễ sang 10:00 sáng mai, vì lò hỏng.'
  const draft: Pick<Draft, 'words' | 'marks' | 'untrue'> = {
    words: letter,
    marks: [
      { from: letter.indexOf('10:00'), to: letter.indexOf(', vì'), step: 2 },
      { from: letter.indexOf('lò'), to: letter.length - 1, step: 1 },
    ],
    untrue: [],
  }

  test('marks the words that come from the steps, and keeps the marks that an edit left alone', () => {
    expect(partsOf(letter, draft).flatMap(({ text, mark }) => (mark ? [text] : []))).toEqual(['10:00 sáng mai', 'lò hỏng'])
    const edited = letter.replace('Bộ ấm', 'Bộ ấm men tro').replace('lò hỏng', 'thợ ốm')
    expect(partsOf(edited, draft).flatMap(({ text, mark }) => (mark ? [text] : []))).toEqual(['10:00 sáng mai'])
    expect(
      partsOf(edited, draft)
        .map(({ text }) => text)
        .join(''),
    ).toBe(edited)
  })

  test('marks a claim that the record does not bear out in its own way', () => {
    const said = 'đang trên đường'
    const text = `${letter} Hàng ${said}.`
    const from = text.indexOf(said)
    const parts = partsOf(text, { ...draft, words: text, untrue: [{ from, to: from + said.length, said, why: 'not-left' }] })
    expect(parts.filter(({ mark }) => mark === 'untrue').map(({ text: piece }) => piece)).toEqual([said])
  })
})
