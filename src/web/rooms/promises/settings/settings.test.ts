import { describe, expect, test } from 'vitest'
import {
  addHolidays,
  choiceOf,
  copyWeekday,
  daysOfMonth,
  type Hours,
  isSame,
  isWhole,
  nightInto,
  readyCalendar,
  removeDays,
  setDay,
  setWeekday,
} from './draft.ts'
import { isOvernight, readHour } from './hour.ts'

const shop: Hours = {
  zone: 'Asia/Ho_Chi_Minh',
  weekly: {
    mon: [
      ['08:00', '12:00'],
      ['13:30', '17:30'],
    ],
    fri: [['08:00', '17:30']],
    sat: [['08:00', '12:00']],
  },
  closed: [],
  special: {},
  reasons: {},
  isAlways: false,
}
const lookOn = (given: Hours, date: string) =>
  daysOfMonth(given, readyCalendar(given), Number(date.slice(0, 4)), Number(date.slice(5, 7))).find((one) => one.date === date)

describe('an hour', () => {
  test('is read as it is typed at a counter', () => {
    expect(['8', '8h', '8h30', '8:30', '8.30', '0830', '17g30', '8 giờ 15', ' 24:00 '].map(readHour)).toEqual([
      '08:00',
      '08:00',
      '08:30',
      '08:30',
      '08:30',
      '08:30',
      '17:30',
      '08:15',
      '24:00',
    ])
  })
  test('that no clock shows is none', () =>
    expect(['25', '8:75', '24:30', 'sáng', '', '8:3'].map(readHour)).toEqual(Array(6).fill(undefined)))
  test('before its beginning is on the next day, but midnight is the end of this one', () => {
    expect(isOvernight(['22:00', '06:00'])).toBe(true)
    expect(isOvernight(['22:00', '00:00'])).toBe(false)
    expect(isOvernight(['08:00', '17:30'])).toBe(false)
  })
})

describe('hours being changed', () => {
  test('colour the year: open, half, resting, closed for a feast, with hours of its own', () => {
    const tet = setDay(shop, '2027-02-06', { kind: 'closed', name: { vi: 'Mùng 1 Tết', en: 'Tết, day 1' } })
    const eve = setDay(tet, '2027-02-05', { kind: 'special', intervals: [['08:00', '11:30']], name: { vi: 'Cuối năm', en: 'Cuối năm' } })
    const looks = ['2027-02-01', '2027-02-05', '2027-02-06', '2027-02-07', '2027-02-13'].map((date) => lookOn(eve, date)?.look)
    expect(looks).toEqual(['open', 'special', 'holiday', 'rest', 'half'])
    expect(lookOn(eve, '2027-02-05')).toMatchObject({ seconds: 3.5 * 3600, name: { vi: 'Cuối năm' } })
  })

  test('take holidays in at once, and leave alone what the house said of a day already', () => {
    const own = setDay(shop, '2027-04-30', { kind: 'special', intervals: [['08:00', '10:00']] })
    const both = addHolidays(own, [
      { date: '2027-04-30', names: { vi: '30/4', en: '30 April' } },
      { date: '2027-05-01', names: { vi: '1/5', en: '1 May' } },
    ])
    expect(choiceOf(both, '2027-04-30').kind).toBe('special')
    expect(choiceOf(both, '2027-05-01')).toEqual({ kind: 'closed', name: { vi: '1/5', en: '1 May' } })
    expect(isSame(removeDays(both, ['2027-05-01']), own)).toBe(true)
  })

  test('can be those of one day for all days that are open', () => {
    const same = copyWeekday(shop, 'sat')
    expect(same.weekly.mon).toEqual([['08:00', '12:00']])
    expect(same.weekly.sun).toBeUndefined()
  })

  test('of a night run on into the next day, but not into one that has hours of its own', () => {
    const night = setWeekday(shop, 'mon', [['22:00', '06:00']])
    expect(nightInto(night, '2027-02-02')).toEqual(['00:00', '06:00'])
    expect(nightInto(night, '2027-02-03')).toBeUndefined()
    expect(nightInto({ ...night, isAlways: true }, '2027-02-02')).toBeUndefined()
    const usual = lookOn(setWeekday(night, 'tue', []), '2027-02-02')?.seconds
    const own = lookOn(
      setDay(setWeekday(night, 'tue', []), '2027-02-02', { kind: 'special', intervals: [['20:00', '02:00']] }),
      '2027-02-02',
    )
    expect([usual, own?.seconds]).toEqual([6 * 3600, 4 * 3600])
  })

  test('typed halfway are not whole, and the year goes by what is', () => {
    const half = setWeekday(shop, 'mon', [
      ['08:00', '12:00'],
      ['13', ''],
    ])
    expect(isWhole(half)).toBe(false)
    expect(lookOn(half, '2027-02-01')?.seconds).toBe(4 * 3600)
    expect(isWhole(shop)).toBe(true)
  })

  test('are the same again once a change is taken back', () => {
    expect(isSame(shop, { ...shop, weekly: { sat: [['08:00', '12:00']], ...shop.weekly, sun: [] } })).toBe(true)
    expect(isSame(shop, { ...shop, isAlways: true })).toBe(false)
  })
})
