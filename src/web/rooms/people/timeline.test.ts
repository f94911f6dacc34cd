import { describe, expect, test } from 'vitest'
import type { Line } from './line-words.ts'
import { erased, type Known, opened, PAGE, type Page, refreshed, unread, withLine, withPage } from './timeline-pages.ts'

const line = (n: number, part: Partial<Line> = {}): Line =>
  ({ id: `id-${String(n).padStart(5, '0')}`, at: new Date(n * 60_000).toISOString(), isPinned: false, ...part }) as Line
/** Lines `from` down to `to`, of `count`. */
const page = (from: number, to: number, count: number): Page => ({
  entries: Array.from({ length: from - to + 1 }, (_, at) => line(from - at)),
  pinned: [],
  next: 'more',
  count,
})
const ids = ({ lines }: Known, ...places: number[]) => places.map((at) => lines[at]?.id)
const written = (id: string) => line(20_000, { id: `new-${id}` })
const never = () => false

/** Ten thousand lines of which the newest hundred and the oldest hundred were read. */
const newest = opened(page(9_999, 9_900, 10_000))
const both = withPage(newest, page(99, 0, 10_000), 9_900) ?? newest

describe('a long timeline', () => {
  test('has a place for each line that the house counts, before it is read', () => {
    expect(newest.lines).toHaveLength(10_000)
    expect(ids(newest, 0, 99, 100, 9_999)).toEqual(['id-09999', 'id-09900', undefined, undefined])
  })

  test('is read where it is looked at, not from the top', () => {
    expect(unread(newest, 9_980, 9_999, never)).toBe(9_900)
    expect(unread(newest, 0, 40, never)).toBeUndefined()
    expect(unread(newest, 90, 120, never)).toBe(100)
    expect(unread(newest, 90, 220, (offset) => offset === 100)).toBe(200)
    expect(ids(both, 9_899, 9_900, 9_999)).toEqual([undefined, 'id-00099', 'id-00000'])
  })

  test('takes no page that no longer fits, because somebody wrote meanwhile', () => {
    expect(withPage(newest, page(9_900, 9_801, 10_001), 100)).toBeUndefined()
    // As many lines, but the first of them stands on the page above already.
    expect(withPage(newest, page(9_900, 9_801, 10_000), 100)).toBeUndefined()
    expect(withPage(newest, page(9_899, 9_800, 10_000), 100)).toBeDefined()
  })
})

describe('a line written now', () => {
  test('stands on top at once, is counted once, and is gone when it is taken back', () => {
    const with1 = withLine(both, line(10_000), true)
    expect([with1.lines.length, withLine(with1, line(10_000), true).lines.length]).toEqual([10_001, 10_001])
    expect(ids(with1, 0, 1, 9_901)).toEqual(['id-10000', 'id-09999', 'id-00099'])
    expect(erased(with1, 'id-10000').lines).toEqual(both.lines)
  })

  test('that waits for the network does not push what is read below it out of its place', () => {
    const waiting = withLine(newest, written('x'), true)
    expect(unread(waiting, 9_990, 10_000, never)).toBe(9_900)
    const read = withPage(waiting, page(99, 0, 10_000), 9_900)
    expect(read && ids(read, 0, 1, 9_901, 10_000)).toEqual(['new-x', 'id-09999', 'id-00099', 'id-00000'])
  })

  test('for a day that nobody has looked at gets a place there, and is read with the others', () => {
    const early = withLine(both, line(5_000, { id: 'new-y' }), true)
    expect(early.lines).toHaveLength(10_001)
    expect(early.lines.some((one) => one?.id === 'new-y')).toBe(false)
    expect(ids(early, 9_901, 10_000)).toEqual(['id-00099', 'id-00000'])
  })

  test('stands among the pinned where it is pinned, whatever is looked at', () => {
    const pinned = withLine(newest, line(9_950, { isPinned: true }), false)
    expect(pinned.pinned.map(({ id }) => id)).toEqual(['id-09950'])
    expect(withLine(pinned, line(9_950), false).pinned).toEqual([])
  })
})

describe('a refresh', () => {
  test('keeps what was read far below when one line came on top, or one of the newest is gone', () => {
    const came = refreshed(both, page(10_000, 10_000 - PAGE + 1, 10_001))
    expect(came.lines).toHaveLength(10_001)
    expect(ids(came, 0, 99, 100, 9_901, 10_000)).toEqual(['id-10000', 'id-09901', 'id-09900', 'id-00099', 'id-00000'])
    const gone = { ...page(9_999, 9_900, 9_999), entries: page(9_999, 9_899, 9_999).entries.filter(({ id }) => id !== 'id-09950') }
    const less = refreshed(both, gone)
    expect(less.lines).toHaveLength(9_999)
    expect(ids(less, 99, 100, 9_899, 9_998)).toEqual(['id-09899', undefined, 'id-00099', 'id-00000'])
  })

  test('reads again below when a line there came or went', () => {
    const read = refreshed(both, page(9_999, 9_900, 9_999))
    expect(read.lines).toHaveLength(9_999)
    expect(ids(read, 99, 9_998)).toEqual(['id-09900', undefined])
  })

  test('leaves of what waited only what the answer still tells of', () => {
    const waiting = withLine(both, written('x'), true)
    expect(refreshed(waiting, page(9_999, 9_900, 10_000)).lines).toEqual(both.lines)
    const kept = page(9_999, 9_900, 10_000)
    const offline = refreshed(waiting, { ...kept, entries: [written('x'), ...kept.entries], count: 10_001 })
    expect(offline.lines).toEqual(waiting.lines)
  })
})
