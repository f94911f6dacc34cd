import { describe, expect, test } from 'vitest'
import { showDate, showDayMonth, showPartialDate } from '#values/civil-date.ts'
import { showNumber } from '#values/money.ts'
import { birthdayOf, readBirthday, typedBirthday } from './birthday.ts'
import { type DaySay, evidenceOf, whoSpeaks } from './evidence.ts'
import { type Line, lineMeta, lineTitle } from './line-words.ts'
import { bodyOf, emptyLine, type Form, faultOf, sumOf } from './order-form.ts'
import { monthsFrom, rhythmOf, tenureOf } from './tenure.ts'
import { yearAt } from './timeline-pages.ts'
import { peopleWords } from './words.data.ts'

const today = '2026-11-23'
const { vi, en } = peopleWords
const sayIn = (language: 'vi' | 'en'): DaySay => ({
  today,
  dayMonth: (day) => showDayMonth(day, language),
  partialDate: (date) => showPartialDate(date, language),
})
const number = (n: number) => showNumber(n, 'vi')

describe('evidence', () => {
  const known = { source: 'said', notedOn: '2025-03-12', lastConfirmedOn: '2025-03-12', notedByName: 'Vy' } as const
  test('says who said it and when, by month when it is long ago', () => {
    expect(evidenceOf(known, 'chị', vi, sayIn('vi'))).toBe('chị nói 03/2025')
    expect(evidenceOf(known, 'chị', en, sayIn('en'))).toBe('told us Mar 2025')
  })
  test('names the day when it is near', () => {
    expect(evidenceOf({ ...known, source: 'observed', notedOn: '2026-09-18', lastConfirmedOn: '2026-09-18' }, 'chị', vi, sayIn('vi'))).toBe(
      'Vy ghi 18/09',
    )
  })
  test('tells that it was heard again', () => {
    expect(evidenceOf({ ...known, lastConfirmedOn: '2026-10-02' }, 'anh', vi, sayIn('vi'))).toBe('anh nói 03/2025 · còn đúng 02/10')
  })
  test('never says “anh/chị nói” or “em nói”, which a colleague would misread', () => {
    expect(whoSpeaks('anh/chị', 'khách')).toBe('khách')
    expect(whoSpeaks('em', 'khách')).toBe('khách')
    expect(whoSpeaks('none', 'khách')).toBe('khách')
    expect(whoSpeaks('bà', 'khách')).toBe('bà')
  })
})

describe('how long and how often', () => {
  test('counts whole months only', () => {
    expect(monthsFrom('2024-07-24', today)).toBe(27)
    expect(monthsFrom('2024-07-23', today)).toBe(28)
  })
  test('is said in years and months', () => {
    expect(tenureOf('2024-07-20', today, vi.tenure)).toBe('khách 2 năm 4 tháng')
    expect(tenureOf('2023-11-20', today, vi.tenure)).toBe('khách 3 năm')
    expect(tenureOf('2026-11-20', today, vi.tenure)).toBe('khách mới')
    expect(tenureOf('2025-10-20', today, en.tenure)).toBe('customer for 1 year 1 month')
  })
  test('stands beside the customer’s own rhythm', () => {
    expect(rhythmOf({ lastDay: '2026-07-06', rhythmDays: 75 }, today, vi.tenure, number)).toEqual({
      words: '140 ngày chưa ghé, nhịp thường 75 ngày',
      isLong: true,
    })
    expect(rhythmOf({ lastDay: today, rhythmDays: null }, today, vi.tenure, number)).toEqual({ words: 'ghé hôm nay', isLong: false })
    expect(rhythmOf({ lastDay: null, rhythmDays: null }, today, vi.tenure, number)).toBeUndefined()
  })
})

describe('a birthday', () => {
  test.each([
    ['12/08', { day: 12, month: 8 }],
    ['08/1972', { month: 8, year: 1972 }],
    ['3/4/1972', { day: 3, month: 4, year: 1972 }],
    ['1972', { year: 1972 }],
    ['', null],
    ['31/02', undefined],
    ['hôm qua', undefined],
    ['12/08/1799', undefined],
  ])('typed as %j is read', (typed, read) => {
    expect(readBirthday(typed)).toEqual(read)
  })
  test('is offered for change as it is typed', () => {
    expect(typedBirthday({ day: 3, month: 4, year: 1972 })).toBe('03/04/1972')
    expect(typedBirthday(birthdayOf({ day: 12, month: 8, year: undefined }))).toBe('12/08')
  })
})

const line = (part: Partial<Line>): Line => ({
  id: 'l',
  at: '2026-07-06T03:00:00Z',
  kind: 'note',
  channel: null,
  place: null,
  body: null,
  outcome: null,
  feeling: null,
  isPinned: false,
  staffName: null,
  about: null,
  version: 1,
  ...part,
})
const about = (part: Partial<NonNullable<Line['about']>>): NonNullable<Line['about']> => ({
  kind: 'order',
  id: 'o',
  code: null,
  type: 'sale',
  state: 'done',
  summary: 'nến gỗ',
  startsOn: null,
  endsOn: null,
  ...part,
})

describe('a line of the timeline', () => {
  test('says in words what was bought, stayed, booked, given back', () => {
    const title = (part: Parameters<typeof about>[0]) => lineTitle(line({ kind: 'order', about: about(part) }), vi.timeline, number)
    expect(title({})).toBe('Mua nến gỗ')
    expect(title({ type: 'stay', summary: 'Phòng 203', startsOn: '2026-09-17', endsOn: '2026-09-19' })).toBe('Ở 2 đêm: Phòng 203')
    expect(title({ type: 'stay', state: 'booked', summary: 'Phòng 203' })).toBe('Đặt Phòng 203')
    expect(title({ state: 'cancelled' })).toBe('Đã huỷ: nến gỗ')
    expect(title({ type: 'refund', summary: '' })).toBe('Hoàn tiền')
  })
  test('that the telephone system told of says how long it was', () => {
    const told = (seconds: number) => line({ kind: 'call', about: about({ kind: 'call', type: 'call', summary: '', seconds }) })
    expect(lineTitle(told(45), vi.timeline, number)).toBe('Gọi đến, 45 giây')
    expect(lineTitle(told(252), vi.timeline, number)).toBe('Gọi đến, 4 phút')
  })
  test('without words is called by its kind', () => {
    expect(lineTitle(line({ kind: 'call' }), vi.timeline, number)).toBe('Gọi')
  })
  test('tells below how and by whom, and nothing twice', () => {
    expect(lineMeta(line({ kind: 'call', channel: 'phone', body: 'hỏi sách', staffName: 'Ngọc' }), vi.timeline)).toBe('Gọi · Ngọc')
    expect(lineMeta(line({ kind: 'order', channel: 'counter', about: about({ code: 'Đ-8127' }) }), vi.timeline)).toBe(
      'đơn Đ-8127 · tại quầy',
    )
  })
  test('stands below its year, except for this one', () => {
    const lines = [
      line({ id: 'a' }),
      undefined,
      line({ at: '2025-12-01T03:00:00Z' }),
      line({ at: '2025-02-01T03:00:00Z' }),
      line({ at: '2024-02-01T03:00:00Z' }),
    ]
    const years = lines.map((_, at) => yearAt(lines, at, today, (at) => at.slice(0, 10)))
    // Below what is still to be read no year is said that may have begun there.
    expect(years).toEqual([undefined, undefined, undefined, undefined, '2024'])
    expect(yearAt(lines.slice(2), 0, today, (at) => at.slice(0, 10))).toBe('2025')
  })
})

describe('an order on paper', () => {
  const amount = (minor: number) => ({ text: showDate(today, 'vi'), minor })
  const form = (part: Partial<Form>): Form => ({
    kind: 'sale',
    day: '23/11/2026',
    from: '',
    to: '',
    room: '',
    view: '',
    lines: [{ ...emptyLine(), product: 'Nến', amount: amount(450_000) }],
    total: undefined,
    discount: { text: '', minor: undefined },
    state: 'done',
    channel: '',
    paying: { by: undefined, brand: '', lastFour: '' },
    code: '',
    ...part,
  })
  const house = { today, zone: 'Asia/Ho_Chi_Minh', currency: 'VND', roomOf: vi.orders.form.roomOf }
  test('of today carries no time of its own, so that the server’s clock counts', () => {
    expect(bodyOf(form({}), house)).toEqual({
      kind: 'sale',
      currency: 'VND',
      state: 'done',
      total: 450_000,
      lines: [{ product: 'Nến', quantity: 1, total: 450_000 }],
    })
  })
  test('of another day stands at noon of the house', () => {
    expect(bodyOf(form({ day: '20/11/2026' }), house).placedAt).toBe('2026-11-20T05:00:00.000Z')
  })
  test('of a stay is named after its room and carries room and view', () => {
    const stay = form({ kind: 'stay', from: '23/11/2026', to: '25/11/2026', room: '203', view: 'vườn', lines: [emptyLine()] })
    expect(bodyOf(stay, house)).toMatchObject({
      startsOn: '2026-11-23',
      endsOn: '2026-11-25',
      lines: [{ product: 'Phòng 203', attributes: { room: '203', view: 'vườn' } }],
    })
  })
  test('is not sent with a day that is none, ahead, or ends before it begins', () => {
    expect(faultOf(form({ day: 'hôm nay' }), today)).toBe('badDay')
    expect(faultOf(form({ day: '24/11/2026' }), today)).toBe('future')
    expect(faultOf(form({ kind: 'stay', from: '23/11/2026', to: '22/11/2026' }), today)).toBe('endsFirst')
    expect(faultOf(form({ discount: { text: 'nhiều', minor: undefined } }), today)).toBe('badAmount')
    expect(faultOf(form({}), today)).toBeUndefined()
  })
  test('comes to what its lines come to, unless somebody says otherwise', () => {
    const lines = [
      { ...emptyLine(), product: 'a', amount: amount(100) },
      { ...emptyLine(), product: 'b', amount: amount(50) },
    ]
    expect(sumOf(lines)).toBe(150)
    expect(bodyOf(form({ lines, total: amount(120) }), house).total).toBe(120)
  })
  test('keeps of a card its last four digits, and of other ways of paying none', () => {
    expect(bodyOf(form({ paying: { by: 'card', brand: 'Visa', lastFour: '4417' } }), house).paidBy).toEqual({
      method: 'card',
      brand: 'Visa',
      lastFour: '4417',
    })
    expect(bodyOf(form({ paying: { by: 'cash', brand: 'Visa', lastFour: '4417' } }), house).paidBy).toEqual({ method: 'cash' })
  })
})
