import { expect, it } from 'vitest'
import { localText, readInstant, utcText } from './iso-instant.ts'

it('a moment is read with its offset and written in UTC', () => {
  expect(
    ['2026-03-10T09:00:00+07:00', '2026-03-09T21:00-05:00', '2026-03-10T02:00:00Z', '2026-03-10T02:00:00.000Z'].map(readInstant),
  ).toEqual(Array.from({ length: 4 }, () => Date.UTC(2026, 2, 10, 2) / 1000))
  expect(utcText(readInstant('2028-02-29T23:59:59-03:30') ?? 0)).toBe('2028-03-01T03:29:59Z')
})

it.each([
  '2026-03-10T09:00:00',
  '2026-03-10',
  '2026-02-29T09:00:00Z',
  '2026-03-10T24:00:00Z',
  '2026-03-10T09:60:00Z',
  '2026-03-10T09:00:00.5Z',
  '2026-03-10T09:00:00+19:00',
  '1899-12-31T00:00:00Z',
  '2500-01-01T00:00:00Z',
  'now',
  '',
])('%s is no moment', (text) => expect(readInstant(text)).toBeUndefined())

it('on a zone’s clock it carries the offset of that moment', () => {
  const moments = ['2026-07-06T15:30:00Z', '2026-12-06T15:30:00Z'].map((text) => readInstant(text) ?? 0)
  expect(moments.map((moment) => localText(moment, 'America/New_York'))).toEqual(['2026-07-06T11:30:00-04:00', '2026-12-06T10:30:00-05:00'])
  expect(localText(moments[0] ?? 0, 'Asia/Kathmandu')).toBe('2026-07-06T21:15:00+05:45')
  expect(localText(readInstant('1905-01-01T00:00:00Z') ?? 0, 'Asia/Ho_Chi_Minh')).toBe('1905-01-01T07:06:30+07:06:30')
})
