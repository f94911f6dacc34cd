import { describe, expect, test } from 'vitest'
import { cutPage, notLaterThan, readPageMark, saysNothing, writePageMark } from './rules.ts'

const id = '01939a3e-7c00-7000-8000-000000000001'

describe('the mark at the end of a page', () => {
  test.each(['2026-11-23T06:52:00.123Z', '1969-12-31T23:59:59.999Z', '1899-01-01T00:00:00Z'])('of %s is read as it was written', (time) => {
    const mark = { at: new Date(time), id }
    expect(readPageMark(writePageMark(mark))).toEqual(mark)
  })

  test.each(['', 'abc', `zzzzzzzzzzz.${id}`, `0.${id}'`, `.${id}`, '0.1', `--1.${id}`])('is not %j', (text) => {
    expect(readPageMark(text)).toBeUndefined()
  })

  test('is there only where more follows', () => {
    const rows = [1, 2, 3].map((minute) => ({ id, at: new Date(minute * 60_000) }))
    expect(cutPage(rows, 3, ({ at }) => at)).toEqual({ page: rows, next: null })
    expect(cutPage(rows, 2, ({ at }) => at)).toEqual({ page: rows.slice(0, 2), next: writePageMark({ at: new Date(120_000), id }) })
    expect(cutPage([], 2, ({ at }: { id: string; at: Date }) => at)).toEqual({ page: [], next: null })
  })
})

test('a clock that runs five minutes ahead is forgiven, and taken for now', () => {
  const now = new Date('2026-11-23T06:52:00Z')
  const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
  expect(notLaterThan(now, later(-60))).toEqual(later(-60))
  expect(notLaterThan(now, later(5))).toEqual(now)
  expect(notLaterThan(now, later(6))).toBeUndefined()
})

test('a note needs words, a call or a visit is a fact by itself', () => {
  expect(saysNothing({ kind: 'note', body: null, outcome: null })).toBe(true)
  expect(saysNothing({ kind: 'note', body: null, outcome: 'gọi lại thứ Hai' })).toBe(false)
  expect(saysNothing({ kind: 'call', body: null, outcome: null })).toBe(false)
})
