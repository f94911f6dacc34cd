import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { clockIn, dayIn, isZone, offsetAt, secondsIn, toInstant } from './zone.ts'

const zones = [
  'Asia/Ho_Chi_Minh',
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'Africa/Casablanca',
  'Pacific/Apia',
  'America/St_Johns',
  'Asia/Kathmandu',
]
const anyMoment = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2100, 0, 1) })
const modernMoment = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2035, 0, 1) })

const oracleInstant = (day: string, seconds: number, zone: string) =>
  Temporal.PlainDateTime.from(`${day}T00:00:00`).add({ seconds }).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds

describe('clocks of the world', () => {
  it('show the same as the standard library to come', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.oneof(anyMoment, modernMoment), (zone, moment) => {
        const there = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone)
        expect(dayIn(zone, moment)).toBe(there.toPlainDate().toString())
        expect(clockIn(zone, moment)).toBe(there.toPlainTime().toString().slice(0, 5))
        expect(offsetAt(zone, moment)).toBe(there.offsetNanoseconds / 1e6)
        expect(secondsIn(zone, moment)).toBe(there.hour * 3600 + there.minute * 60 + there.second)
      }),
      { numRuns: 1500 },
    )
  })

  it('tell the moment of a day and time, also in the hours that are skipped or come twice', () => {
    const nearAChange = fc.constantFrom(
      '2026-03-29',
      '2026-10-25',
      '2026-03-08',
      '2026-11-01',
      '2026-04-05',
      '2011-12-29',
      '2011-12-30',
      '2011-12-31',
      '2026-02-15',
      '2026-03-22',
    )
    const day = fc.oneof(
      nearAChange,
      modernMoment.map((moment) => new Date(moment).toISOString().slice(0, 10)),
    )
    fc.assert(
      fc.property(fc.constantFrom(...zones), day, fc.integer({ min: 0, max: 86_399 }), (zone, on, seconds) => {
        expect(toInstant(on, seconds, zone)).toBe(oracleInstant(on, seconds, zone))
      }),
      { numRuns: 3000 },
    )
  })

  it.each([
    ['2026-03-29', 2.5, '2026-03-29T01:30:00Z', 'a skipped half past two is half past three'],
    ['2026-10-25', 2.5, '2026-10-25T00:30:00Z', 'of two half past twos the first is meant'],
  ])('in Berlin on %s at %d o’clock', (day, hours, instant) => {
    expect(new Date(toInstant(day, hours * 3600, 'Europe/Berlin')).toISOString().replace('.000', '')).toBe(instant)
  })

  it('in Việt Nam a shop’s day begins at 17:00 UTC', () => {
    expect(dayIn('Asia/Ho_Chi_Minh', Date.UTC(2026, 10, 22, 16, 59))).toBe('2026-11-22')
    expect(dayIn('Asia/Ho_Chi_Minh', Date.UTC(2026, 10, 22, 17, 0))).toBe('2026-11-23')
    expect(clockIn('Asia/Ho_Chi_Minh', Date.UTC(2026, 10, 22, 17, 5))).toBe('00:05')
  })

  it('a zone nobody knows is refused', () => {
    expect([isZone('Asia/Ho_Chi_Minh'), isZone('Asia/Hanoi_City'), isZone('')]).toEqual([true, false, false])
    expect(() => dayIn('Asia/Hanoi_City', 0)).toThrow(RangeError)
  })

  it('half a million orders are dated within a second', () => {
    const started = performance.now()
    let days = 0
    for (let i = 0; i < 500_000; i += 1) days += dayIn('Asia/Ho_Chi_Minh', Date.UTC(2021, 0, 1) + ((i * 7919) % 157_680_000) * 1000).length
    expect(days).toBe(5_000_000)
    expect(performance.now() - started).toBeLessThan(1500)
  })
})
