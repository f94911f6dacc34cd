import { describe, expect, it } from 'vitest'
import {
  businessCalendar,
  type CalendarRules,
  lastClosing,
  openOn,
  readCalendarRules,
  readLocalTime,
  weekdays,
} from './business-calendar.ts'
import { utcText } from './iso-instant.ts'
import { afterOpenSeconds, isOpenAt, nextOpening, openIntervals, openSeconds } from './open-time.ts'
import { secondsIn } from './zone.ts'

const none = { weekly: {}, closed: [], special: {}, always: false }
const at = (text: string): number => Date.parse(text) / 1000
const hoursOn = (rules: CalendarRules, date: string): string[] =>
  openOn(businessCalendar(rules), date).map(({ start, end }) => `${utcText(start)} ${utcText(end)}`)
const secondsOn = (rules: CalendarRules, date: string): number =>
  openOn(businessCalendar(rules), date).reduce((sum, { start, end }) => sum + end - start, 0)

describe('a calendar as somebody writes it', () => {
  it('is taken with what was left out as none', () => {
    expect(readCalendarRules({ zone: 'Asia/Ho_Chi_Minh', weekly: { mon: [['08:00', '24:00']] } })).toEqual({
      rules: { ...none, zone: 'Asia/Ho_Chi_Minh', weekly: { mon: [['08:00', '24:00']] } },
    })
  })

  it.each<[given: unknown, field: string, problem: string]>([
    ['Monday to Friday', '', 'not-a-record'],
    [{}, 'zone', 'unknown-zone'],
    [{ zone: 'Asia/Hanoi_City' }, 'zone', 'unknown-zone'],
    [{ weekly: [] }, 'weekly', 'not-a-record'],
    [{ weekly: { monday: [] } }, 'weekly.monday', 'unknown-weekday'],
    [{ weekly: { mon: '08:00-12:00' } }, 'weekly.mon', 'not-a-list'],
    [{ weekly: { mon: [['08:00', '12:00'], ['13:30']] } }, 'weekly.mon[1]', 'not-an-interval'],
    [{ weekly: { tue: [['8:00', '12:00']] } }, 'weekly.tue[0][0]', 'not-a-time'],
    [{ weekly: { tue: [['24:00', '12:00']] } }, 'weekly.tue[0][0]', 'not-a-time'],
    [{ weekly: { tue: [['08:00', '24:30']] } }, 'weekly.tue[0][1]', 'not-a-time'],
    [{ weekly: { tue: [['08:00', 1200]] } }, 'weekly.tue[0][1]', 'not-a-time'],
    [{ closed: '2026-01-01' }, 'closed', 'not-a-list'],
    [{ closed: ['2028-02-29', '2026-02-29'] }, 'closed[1]', 'not-a-date'],
    [{ special: { '2026-02-30': [] } }, 'special.2026-02-30', 'not-a-date'],
    [{ special: { '2026-02-16': [['08:00', '09:75']] } }, 'special.2026-02-16[0][1]', 'not-a-time'],
    [{ always: 'yes' }, 'always', 'not-yes-or-no'],
  ])('%j is refused and the field named', (given, field, problem) => {
    const whole = typeof given === 'object' && field !== 'zone' ? { zone: 'Asia/Ho_Chi_Minh', ...given } : given
    expect(readCalendarRules(whole)).toEqual({ faults: [{ field, problem }] })
  })

  it('tells every fault at once, and is never made ready with one', () => {
    const wrong = { ...none, zone: 'Nowhere/Town', closed: ['soon'] }
    expect(readCalendarRules(wrong)).toMatchObject({ faults: [{ field: 'zone' }, { field: 'closed[0]' }] })
    expect(() => businessCalendar(wrong)).toThrow('zone: unknown-zone, closed[0]: not-a-date')
  })

  it('times of a day run from 00:00 to 24:00', () => {
    expect(['00:00', '13:30', '23:59:59', '24:00', '24:01', '7:00', '12:60', '', null].map(readLocalTime)).toEqual([
      0,
      48_600,
      86_399,
      86_400,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })
})

describe('the open hours of a date', () => {
  const desk: CalendarRules = { ...none, zone: 'Asia/Ho_Chi_Minh', weekly: { fri: [['22:00', '06:00']] } }

  it('a night shift is split at midnight, and the rest belongs to the next date', () => {
    expect(hoursOn(desk, '2026-03-13')).toEqual(['2026-03-13T15:00:00Z 2026-03-13T17:00:00Z'])
    expect(hoursOn(desk, '2026-03-14')).toEqual(['2026-03-13T17:00:00Z 2026-03-13T23:00:00Z'])
  })

  it('it is cut at midnight when the next date is closed, and its rest stays when only the day before was', () => {
    expect([
      secondsOn({ ...desk, closed: ['2026-03-14'] }, '2026-03-13'),
      secondsOn({ ...desk, closed: ['2026-03-14'] }, '2026-03-14'),
    ]).toEqual([7200, 0])
    expect([
      secondsOn({ ...desk, closed: ['2026-03-13'] }, '2026-03-13'),
      secondsOn({ ...desk, closed: ['2026-03-13'] }, '2026-03-14'),
    ]).toEqual([0, 21_600])
  })

  it('a special date has its own hours alone, also when it is closed as well, and with none it is closed', () => {
    const special = { ...desk, closed: ['2026-03-14'], special: { '2026-03-14': [['09:00', '11:00']] as const, '2026-03-13': [] } }
    expect([secondsOn(special, '2026-03-13'), secondsOn(special, '2026-03-14')]).toEqual([0, 7200])
    // What a special night has after midnight would be the next date's, which knows only its own weekday's hours.
    const night = { ...none, zone: 'Asia/Ho_Chi_Minh', special: { '2026-02-16': [['20:00', '02:00']] as const } }
    expect([secondsOn(night, '2026-02-16'), secondsOn(night, '2026-02-17')]).toEqual([14_400, 0])
  })

  it('overlapping hours count once, and touching ones are one', () => {
    const hours = {
      ...none,
      zone: 'Asia/Ho_Chi_Minh',
      weekly: {
        mon: [
          ['08:00', '12:00'],
          ['11:00', '13:00'],
          ['13:00', '14:00'],
        ] as const,
      },
    }
    expect(hoursOn(hours, '2026-03-09')).toEqual(['2026-03-09T01:00:00Z 2026-03-09T07:00:00Z'])
  })

  it('a shift from 22:00 to 06:00 holds seven hours in the night of spring and nine in that of autumn', () => {
    const week = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['22:00', '06:00']] as const]))
    const berlin = businessCalendar({ ...none, zone: 'Europe/Berlin', weekly: week })
    expect(openSeconds(berlin, at('2026-03-28T12:00+01:00'), at('2026-03-29T12:00+02:00'))).toBe(7 * 3600)
    expect(openSeconds(berlin, at('2026-10-24T12:00+02:00'), at('2026-10-25T12:00+01:00'))).toBe(9 * 3600)
    expect(openSeconds(berlin, at('2026-06-01T12:00+02:00'), at('2026-06-02T12:00+02:00'))).toBe(8 * 3600)
    const lordHowe = businessCalendar({ ...none, zone: 'Australia/Lord_Howe', weekly: week })
    expect(openSeconds(lordHowe, at('2026-10-03T12:00+10:30'), at('2026-10-04T12:00+11:00'))).toBe(7.5 * 3600)
  })

  it('a skipped time moves on by the gap, and of a repeated one the first counts', () => {
    const hours = { ...none, zone: 'America/New_York', weekly: { sun: [['02:30', '05:00']] as const } }
    expect(hoursOn(hours, '2026-03-08')).toEqual(['2026-03-08T07:30:00Z 2026-03-08T09:00:00Z'])
    const early = { ...none, zone: 'America/New_York', weekly: { sun: [['01:30', '03:00']] as const } }
    expect(hoursOn(early, '2026-11-01')).toEqual(['2026-11-01T05:30:00Z 2026-11-01T08:00:00Z'])
  })

  it('a date that a country left out has none, and lends none to the next', () => {
    const hours: CalendarRules = { ...none, zone: 'Pacific/Apia', weekly: { fri: [['09:00', '17:00']] } }
    expect([hoursOn(hours, '2011-12-30'), hoursOn(hours, '2011-12-31')]).toEqual([[], []])
    expect(secondsOn(hours, '2011-12-23')).toBe(8 * 3600)
    expect(hoursOn({ ...hours, always: true }, '2011-12-30')).toEqual([])
  })
})

describe('who asks whether somebody is there', () => {
  const shop = businessCalendar({
    ...none,
    zone: 'Asia/Ho_Chi_Minh',
    weekly: { mon: [['09:00', '21:00']], wed: [['09:00', '12:00']] },
    closed: ['2026-03-11'],
  })

  it('is told: from the second of opening until just before closing', () => {
    const moments = ['2026-03-09T08:59:59+07:00', '2026-03-09T09:00:00+07:00', '2026-03-09T20:59:59+07:00', '2026-03-09T21:00:00+07:00']
    expect(moments.map((moment) => isOpenAt(shop, at(moment)))).toEqual([false, true, true, false])
  })

  it('is told the next opening, now if it is open, and the last closing of a date', () => {
    expect(nextOpening(shop, at('2026-03-09T10:00+07:00'))).toBe(at('2026-03-09T10:00+07:00'))
    expect(nextOpening(shop, at('2026-03-09T21:00+07:00'))).toBe(at('2026-03-16T09:00+07:00'))
    expect([lastClosing(shop, '2026-03-09'), lastClosing(shop, '2026-03-11')]).toEqual([at('2026-03-09T21:00+07:00'), undefined])
  })

  it('never waits for ever where nobody ever is there', () => {
    const nobody = businessCalendar({ ...none, zone: 'Asia/Ho_Chi_Minh' })
    expect([nextOpening(nobody, 0), [...openIntervals(nobody, 0)], isOpenAt(nobody, 0)]).toEqual([undefined, [], false])
    const once = businessCalendar({ ...none, zone: 'Asia/Ho_Chi_Minh', special: { '2026-02-16': [['08:00', '12:00']] } })
    expect([...openIntervals(once, at('2026-02-16T09:00+07:00'))]).toEqual([
      { start: at('2026-02-16T09:00+07:00'), end: at('2026-02-16T12:00+07:00') },
    ])
  })

  it('a house that is always open has no closed dates', () => {
    const desk = businessCalendar({ ...none, zone: 'Europe/Berlin', always: true, closed: ['2026-03-29'] })
    expect([
      isOpenAt(desk, at('2026-03-29T03:00+02:00')),
      openSeconds(desk, at('2026-03-29T00:00+01:00'), at('2026-03-30T00:00+02:00')),
    ]).toEqual([true, 82_800])
  })

  it('remembers no more than it needs, however far apart the years that are asked about', () => {
    for (let year = 1950; year < 2040; year++) {
      const isMondayOrWednesday = [1, 3].includes(new Date(`${year}-01-01`).getUTCDay())
      expect(isOpenAt(shop, at(`${year}-01-01T03:00Z`))).toBe(isMondayOrWednesday)
    }
    expect(shop.laidOut.size).toBeLessThanOrEqual(64)
  })

  it.each(['America/New_York', 'Asia/Ho_Chi_Minh', 'Pacific/Kiritimati'])(
    'sees no seam between the stretches of dates laid out at once: %s',
    (zone) => {
      const nights = Object.fromEntries(weekdays.map((day) => [day, [['20:00', '04:00']] as const]))
      const desk = businessCalendar({ ...none, zone, weekly: nights })
      const isNight = (moment: number) => secondsIn(zone, moment * 1000) >= 20 * 3600 || secondsIn(zone, moment * 1000) < 4 * 3600
      // 27 January 2026 is the first of 256 days, and 10 October the first of the next.
      for (let moment = at('2026-01-25T00:00Z'); moment < at('2026-01-29T00:00Z'); moment += 3600) {
        expect([isOpenAt(desk, moment), openSeconds(desk, moment, moment + 3600)]).toEqual(isNight(moment) ? [true, 3600] : [false, 0])
        let [hours, end] = [0, moment]
        for (; hours < 9; end += 3600) if (isNight(end)) hours++
        expect(afterOpenSeconds(desk, moment, 9 * 3600)).toBe(end)
        // Eight hours a night, over both seams; a year has as many short nights as long ones.
        expect(openSeconds(desk, moment, moment + 365 * 86_400)).toBe(365 * 28_800)
      }
    },
  )
})
