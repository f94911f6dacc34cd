import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  daysBetween,
  isDate,
  orderOf,
  readDay,
  readInstantParts,
  readPartialDate,
  readSerial,
  showDate,
  showDayMonth,
  showPartialDate,
  showRelative,
  showWeekday,
  weekdayOf,
} from './civil-date.ts'

const anyDay = fc
  .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

describe('days are counted', () => {
  it.each([
    ['2026-11-23', true],
    ['2024-02-29', true],
    ['2026-02-29', false],
    ['1900-02-29', false],
    ['2026-13-01', false],
    ['23/11/2026', false],
    ['2026-1-1', false],
    ['0000-01-01', false],
  ])('%s is a day: %s', (text, is) => expect(isDate(text)).toBe(is))

  it('as the calendar of the machine does', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -3000, max: 3000 }), (day, days) => {
        fc.pre(day > '0020' && day < '9980')
        const later = new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
        expect(addDays(day, days)).toBe(later)
        expect(daysBetween(day, later)).toBe(days)
        expect(weekdayOf(day)).toBe(((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1)
      }),
    )
  })

  it('never past the calendar', () => {
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError)
    expect(() => addDays('hôm nay', 1)).toThrow(RangeError)
  })

  it.each([
    [33000, 1900, '1990-05-07', 0],
    [1, 1900, '1900-01-01', 0],
    [59, 1900, '1900-02-28', 0],
    [61, 1900, '1900-03-01', 0],
    [32436, 1900, '1988-10-20', 0],
    [0, 1904, '1904-01-01', 0],
    [30974, 1904, '1988-10-20', 0],
    [40513.351388888892, 1900, '2010-12-01', 30_360],
    [40513.9999999, 1900, '2010-12-02', 0],
  ] as const)('the spreadsheet number %d counted from %d is %s', (serial, epoch, day, seconds) => {
    expect(readSerial(serial, epoch)).toEqual({ day, seconds })
  })

  it('the 29th of February 1900 exists in spreadsheets only', () => {
    expect([readSerial(60, 1900), readSerial(-1, 1900), readSerial(Number.NaN, 1900), readSerial(1e9, 1900)]).toEqual([
      null,
      null,
      null,
      null,
    ])
  })
})

describe('a day is read with the day first', () => {
  it.each([
    ['05/06/1991', '1991-06-05', true],
    ['3/4/1972', '1972-04-03', true],
    ['20/10/1988', '1988-10-20', false],
    ['06/06/1991', '1991-06-06', false],
    ['1991-06-05', '1991-06-05', false],
    ['1991/6/5', '1991-06-05', false],
    ['05.06.1991', '1991-06-05', true],
    ['5-6-91', '1991-06-05', true],
    ['5/6/26', '2026-06-05', true],
    ['5/6/36', '1936-06-05', true],
    ['2099-01-01', '2099-01-01', false],
    ['20 Oct 1988', '1988-10-20', false],
    ['20-Oct-88', '1988-10-20', false],
    ['October 20, 1988', '1988-10-20', false],
    ['ngày 3 tháng 4 năm 1972', '1972-04-03', false],
    ['19881020', '1988-10-20', false],
    ['20101988', '1988-10-20', false],
    ['1988-10-20T00:00:00', '1988-10-20', false],
    ['20/10/1988 00:00', '1988-10-20', false],
    ['２０/１０/１９８８', '1988-10-20', false],
    [' 29/02/1996 ', '1996-02-29', false],
  ])('%s is %s', (text, day, doubtful) => expect(readDay(text)).toEqual({ day, doubtful }))

  it.each([
    ['31/11/1991', 'no-such-day'],
    ['29/02/1997', 'no-such-day'],
    ['05/13/1991', 'no-such-day'],
    ['0/1/1991', 'no-such-day'],
    ['1991-02-30', 'no-such-day'],
    ['33000', 'serial'],
    ['33000.5', 'serial'],
    ['', 'not-a-date'],
    ['mai', 'not-a-date'],
    ['1972', 'not-a-date'],
    ['12/08', 'not-a-date'],
    ['1/2/3', 'not-a-date'],
    ['1-2/2003', 'not-a-date'],
    ['3 foo 1972', 'not-a-date'],
    ['9.33E+08', 'not-a-date'],
    ['0933000101', 'not-a-date'],
    ['1'.repeat(5000), 'not-a-date'],
  ])('%s is refused: %s', (text, problem) => expect(readDay(text)).toEqual({ problem }))

  it('with the month first where the file says so', () => {
    expect(readDay('05/06/1991', 'month-first')).toEqual({ day: '1991-05-06', doubtful: true })
    expect(readDay('05/13/1991', 'month-first')).toEqual({ day: '1991-05-13', doubtful: false })
  })

  it('and a file of days tells its order', () => {
    expect(orderOf(['05/06/1991', '20/10/1988'])).toBe('day-first')
    expect(orderOf(['05/06/1991', '10/20/1988'])).toBe('month-first')
    expect(orderOf(['05/06/1991', '1991-06-05'])).toBe('both')
    expect(orderOf(['20/10/1988', '10/20/1988'])).toBe('neither')
  })

  it('every shown day reads back as itself', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(readDay(showDate(day, 'vi'))).toMatchObject({ day })
        if (day >= '1000') expect(readDay(showDate(day, 'en'))).toMatchObject({ day })
      }),
    )
  })

  it('whatever is typed, the answer is a day or a reason', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789/-. :Tzpm+'.split('')) })), (text) => {
        const read = readDay(text)
        expect('day' in read ? isDate(read.day) : ['no-such-day', 'not-a-date', 'serial'].includes(read.problem)).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })
})

describe('a moment is read with its clock', () => {
  it.each([
    ['2010-12-01T08:26:00', '2010-12-01', 30_360, undefined, false],
    ['01/12/2010 8:26', '2010-12-01', 30_360, undefined, true],
    ['2010-12-01 08:26:00+07:00', '2010-12-01', 30_360, 420, false],
    ['2010-12-01T08:26:00Z', '2010-12-01', 30_360, 0, false],
    ['2010-12-01T08:26:00.123-0330', '2010-12-01', 30_360, -210, false],
    ['20/12/2010, 8:26 PM', '2010-12-20', 73_560, undefined, false],
    ['20/12/2010 12:05 AM', '2010-12-20', 300, undefined, false],
    ['20/12/2010 8:26 CH', '2010-12-20', 73_560, undefined, false],
    ['20/12/2010 8h26', '2010-12-20', 30_360, undefined, false],
    ['2010-12-01 08:26:00 UTC', '2010-12-01', 30_360, 0, false],
    ['20101201 08:26', '2010-12-01', 30_360, undefined, false],
  ])('%s', (text, day, seconds, offset, doubtful) => {
    expect(readInstantParts(text)).toEqual({
      day,
      seconds,
      doubtful,
      hasTime: true,
      ...(offset === undefined ? {} : { offsetMinutes: offset }),
    })
  })

  it('a day alone begins at midnight and says that it has no time', () => {
    expect(readInstantParts('20/12/2010')).toEqual({ day: '2010-12-20', seconds: 0, doubtful: false, hasTime: false })
  })

  it.each(['20/12/2010 24:00', '20/12/2010 8:60', '20/12/2010 13:00 PM', '2010-12-01T08:26:00+99:00', '20/12/2010 8', '08:26'])(
    '%s is not a moment',
    (text) => expect(readInstantParts(text)).toEqual({ problem: 'not-a-date' }),
  )
})

describe('days are shown as the house writes them', () => {
  it('in both languages', () => {
    expect([showDate('2026-11-23', 'vi'), showDate('2026-11-23', 'en')]).toEqual(['23/11/2026', '23 Nov 2026'])
    expect([showDayMonth('1988-08-12', 'vi'), showDayMonth('1988-08-02', 'en')]).toEqual(['12/08', '2 Aug'])
    expect([showWeekday('2026-11-23', 'vi'), showWeekday('2026-11-29', 'vi'), showWeekday('2026-11-23', 'en')]).toEqual([
      'Thứ Hai',
      'Chủ nhật',
      'Monday',
    ])
  })

  it.each([
    ['2026-11-23', 'hôm nay', 'today'],
    ['2026-11-22', 'hôm qua', 'yesterday'],
    ['2026-11-20', '3 ngày trước', '3 days ago'],
    ['2026-11-16', '7 ngày trước', '7 days ago'],
    ['2026-11-15', '15/11/2026', '15 Nov 2026'],
    ['2026-11-24', 'ngày mai', 'tomorrow'],
    ['2026-11-26', '3 ngày nữa', 'in 3 days'],
    ['2026-12-01', '01/12/2026', '1 Dec 2026'],
  ])('on 23 November, %s is %s', (day, vi, en) => {
    expect([showRelative(day, '2026-11-23', 'vi'), showRelative(day, '2026-11-23', 'en')]).toEqual([vi, en])
  })
})

describe('a birthday may be known in part', () => {
  it.each([
    ['12/08', { month: 8, day: 12 }, '12/08', '12 Aug'],
    ['08/1972', { year: 1972, month: 8 }, '08/1972', 'Aug 1972'],
    ['1972', { year: 1972 }, '1972', '1972'],
    ['3/4/1972', { year: 1972, month: 4, day: 3 }, '03/04/1972', '3 Apr 1972'],
    ['29/02', { month: 2, day: 29 }, '29/02', '29 Feb'],
    ['1972-08', { year: 1972, month: 8 }, '08/1972', 'Aug 1972'],
  ])('%s', (text, date, vi, en) => {
    expect(readPartialDate(text)).toEqual(date)
    expect([showPartialDate(date, 'vi'), showPartialDate(date, 'en')]).toEqual([vi, en])
    expect(readPartialDate(showPartialDate(date, 'vi'))).toEqual(date)
  })

  it.each([
    ['31/11', 'no-such-day'],
    ['13/1972', 'no-such-day'],
    ['29/02/1997', 'no-such-day'],
    ['tháng tám', 'not-a-date'],
    ['33000', 'serial'],
  ])('%s is refused: %s', (text, problem) => expect(readPartialDate(text)).toEqual({ problem }))
})
