import { describe, expect, test } from 'vitest'
import { businessCalendar } from '../../../values/business-calendar.ts'
import { changedDue, effectOn } from './effect-rules.ts'
import { asRules, everOpens, faultsOf, type Hours, isSame, tidy, usualHours } from './rules.ts'
import { viewYear } from './year.ts'

const zone = 'Asia/Ho_Chi_Minh'
const shop: Hours = {
  zone,
  weekly: {
    mon: [
      ['08:00', '12:00'],
      ['13:30', '17:30'],
    ],
    tue: [['08:00', '17:30']],
    sat: [['08:00', '12:00']],
    sun: [],
  },
  closed: [{ date: '2027-02-06', name: { vi: 'Mùng 1 Tết', en: 'Tết, day 1' } }],
  special: { '2027-02-05': [['08:00', '11:30']] },
  reasons: { '2027-02-05': { vi: 'Cuối năm', en: 'End of the year' } },
  isAlways: false,
}
const calendarOf = (hours: Hours) => businessCalendar(asRules(hours))
const at = (text: string): number => Date.parse(text) / 1000

describe('hours that somebody writes', () => {
  test('are right as a shop has them, with a break at noon and a short Saturday', () => expect(faultsOf(shop)).toEqual({}))

  test('may run past midnight', () => expect(faultsOf({ ...shop, weekly: { fri: [['22:00', '06:00']] } })).toEqual({}))

  test('are named where they are wrong', () => {
    expect(faultsOf({ ...shop, zone: 'Asia/Hoi_An' })).toEqual({ 'hours.zone': 'unknown-zone' })
    expect(
      faultsOf({
        ...shop,
        weekly: {
          tue: [
            ['08:00', '12:00'],
            ['24:00', '13:00'],
          ],
        },
      }),
    ).toEqual({
      'hours.weekly.tue.1.0': 'not-a-time',
    })
  })

  test('say each day once: closed twice, or closed and special, is no day', () => {
    const closed = [{ date: '2027-02-06' }, { date: '2027-02-06' }, { date: '2027-02-05' }]
    expect(faultsOf({ ...shop, closed })).toEqual({ 'hours.closed.1': 'twice', 'hours.closed.2': 'also-special' })
  })

  test('never open are found out, also where only days that are over were open', () => {
    const now = new Date('2026-11-23T06:52:00Z')
    const shut: Hours = { ...shop, weekly: {}, closed: [], special: { '2026-11-01': [['08:00', '12:00']] } }
    expect(everOpens(calendarOf(shut), now)).toBe(false)
    expect(everOpens(calendarOf({ ...shut, special: { '2026-12-24': [['08:00', '12:00']] } }), now)).toBe(true)
    expect(everOpens(calendarOf({ ...shut, isAlways: true }), now)).toBe(true)
  })

  test('are the same in whatever order they stand', () => {
    const turned: Hours = { ...shop, weekly: Object.fromEntries(Object.entries(shop.weekly).reverse()) }
    expect(isSame(shop, turned)).toBe(true)
    expect(isSame(shop, { ...shop, closed: [] })).toBe(false)
    expect(tidy({ ...shop, special: {} }).reasons).toEqual({})
  })
})

describe('a year at a glance', () => {
  const year = viewYear(shop, calendarOf(shop), 2027)
  const dayOf = (day: string) => year.days.find((one) => one.day === day)

  test('has every day, leap days too', () => {
    expect(year.days).toHaveLength(365)
    expect(viewYear(shop, calendarOf(shop), 2028).days).toHaveLength(366)
  })

  test('says of each day its hours, why they differ, and its lunar date', () => {
    expect(dayOf('2027-02-01')).toMatchObject({ kind: 'weekly', seconds: 8 * 3600, lunar: '25/12' })
    expect(dayOf('2027-02-05')).toMatchObject({ kind: 'special', seconds: 3.5 * 3600, name: { vi: 'Cuối năm' } })
    expect(dayOf('2027-02-06')).toMatchObject({ kind: 'closed', seconds: 0, name: { vi: 'Mùng 1 Tết' }, lunar: '1/1' })
    expect(dayOf('2027-02-07')).toMatchObject({ kind: 'weekly', seconds: 0, intervals: [] })
  })

  test('counts the open days and hours that it has', () => {
    expect(year.openDays).toBe(year.days.filter(({ seconds }) => seconds > 0).length)
    expect(year.openSeconds).toBe(year.days.reduce((sum, { seconds }) => sum + seconds, 0))
  })

  test('knows which holidays stand in it already', () => {
    const inIt = year.holidays.filter(({ isIn }) => isIn).map(({ date }) => date)
    expect(inIt).toEqual(['2027-02-05', '2027-02-06'])
  })

  test('tells a leap month of the moon', () => {
    expect(viewYear(usualHours(zone), calendarOf(usualHours(zone)), 2025).days.find(({ day }) => day === '2025-07-25')?.lunar).toBe(
      '1/6 leap',
    )
  })
})

describe('the holidays of a year', () => {
  const open = usualHours(zone)
  const of = (year: number, hours = open) => viewYear(hours, calendarOf(hours), year)

  test('have Tết as the government announced it', () => {
    expect(of(2026).tet).toEqual({ from: '2026-02-14', to: '2026-02-22', isAnnounced: true })
    expect(of(2026).holidays.filter(({ isTet }) => isTet)).toHaveLength(9)
  })

  test('offer the last day of Chạp to mùng 5 where nothing was announced yet, and say so', () => {
    expect(of(2027).tet).toEqual({ from: '2027-02-05', to: '2027-02-10', isAnnounced: false })
  })

  test('follow the moon for the Hùng Kings, and name 24/11 as undecided', () => {
    const { holidays } = of(2026)
    expect(holidays.find(({ name }) => name.vi.startsWith('Giỗ Tổ'))?.date).toBe('2026-04-26')
    expect(holidays.filter(({ isUndecided }) => isUndecided).map(({ date }) => date)).toEqual(['2026-11-24'])
  })

  test('are made up where they fall on the day that the house rests', () => {
    const restful: Hours = { ...open, weekly: { ...open.weekly, sun: [] } }
    expect(of(2026, restful).holidays.find(({ inLieuOf }) => inLieuOf === '2026-04-26')?.date).toBe('2026-04-27')
    expect(of(2026).holidays.every(({ inLieuOf }) => inLieuOf === null)).toBe(true)
  })

  test('name no day twice, in all the years that can be asked for', () => {
    for (let year = 1970; year <= 2098; year++) {
      const dates = of(year).holidays.map(({ date }) => date)
      expect(new Set(dates).size).toBe(dates.length)
    }
  })
})

describe('a change of hours', () => {
  const nine = calendarOf({
    ...usualHours(zone),
    weekly: Object.fromEntries(['mon', 'tue', 'wed'].map((day) => [day, [['09:00', '17:00']]])),
  })
  const eight = calendarOf({
    ...usualHours(zone),
    weekly: Object.fromEntries(['mon', 'tue', 'wed'].map((day) => [day, [['08:00', '16:00']]])),
  })
  const asked = { start: at('2026-11-23T16:00:00+07:00'), target: 'seconds', value: 7200, cutoff: null, pauses: [], carried: null } as const
  const changed = at('2026-11-23T16:30:00+07:00')

  test('counts two working hours anew from when they were asked for', () =>
    expect(changedDue(asked, nine, eight, 'recompute', changed)).toEqual({ is: 'due', at: at('2026-11-24T10:00:00+07:00') }))

  test('or keeps the half hour that has run, and counts on from the change', () =>
    expect(changedDue(asked, nine, eight, 'carry', changed)).toEqual({ is: 'due', at: at('2026-11-24T09:30:00+07:00') }))

  test('counts whole days anew, whichever was chosen', () => {
    const days = { ...asked, target: 'days', value: 1 } as const
    for (const mode of ['recompute', 'carry'] as const)
      expect(changedDue(days, nine, eight, mode, changed)).toEqual({ is: 'due', at: at('2026-11-25T16:00:00+07:00') })
  })

  test('asks for a new promise only where the customer heard an earlier hour', () => {
    const [five, six] = [at('2026-11-24T17:00:00+07:00'), at('2026-11-24T18:00:00+07:00')]
    expect(effectOn(five, five, { is: 'due', at: six })).toEqual({ way: 'later', isNew: true })
    expect(effectOn(five, six, { is: 'due', at: six })).toEqual({ way: 'later', isNew: false })
    expect(effectOn(six, six, { is: 'due', at: five })).toEqual({ way: 'earlier', isNew: false })
    expect(effectOn(five, five, { is: 'no_open_time' })).toEqual({ way: 'later', isNew: true })
    expect(effectOn(null, five, { is: 'paused', remainingSeconds: 60 })).toEqual({ way: 'same', isNew: false })
  })
})
