import type { z } from 'zod'
import type { getTimeline } from '#rooms/touchpoints/contract.ts'
import type { Line } from './line-words.ts'

/** What is known of a timeline so far: its lines from the newest down, and where the next page begins. */
export type Page = z.output<typeof getTimeline.answer>

const without = (lines: readonly Line[], lineId: string) => lines.filter((line) => line.id !== lineId)
const isOlder = (a: Line, b: Line) => a.at < b.at || (a.at === b.at && a.id < b.id)

/** A line in its place among the others. */
function placed(lines: readonly Line[], line: Line): Line[] {
  const others = without(lines, line.id)
  const at = others.findIndex((other) => other.at <= line.at)
  return at < 0 ? [...others, line] : [...others.slice(0, at), line, ...others.slice(at)]
}

/** A page with a line as it is now; `belongs` says whether the page's filter lets it in. */
export function withLine(page: Page, line: Line, belongs: boolean): Page {
  const has = page.entries.some((entry) => entry.id === line.id)
  return {
    ...page,
    pinned: line.isPinned ? placed(page.pinned, line) : without(page.pinned, line.id),
    entries: belongs ? placed(page.entries, line) : page.entries,
    count: page.count + (belongs && !has ? 1 : 0),
  }
}

/** A page without a line. */
export const erased = (page: Page, lineId: string): Page => ({
  ...page,
  pinned: without(page.pinned, lineId),
  entries: without(page.entries, lineId),
  count: page.count - (page.entries.some((entry) => entry.id === lineId) ? 1 : 0),
})

/** What was read so far, and the page below it. */
export const joined = (before: Page, page: Page): Page => ({
  ...page,
  pinned: before.pinned,
  entries: [...before.entries, ...page.entries],
})

/**
 * The newest page read again, over what was read before. What lies below it is kept only where as many lines are there as the new
 * count leaves for it; else it is read again when it is scrolled to.
 */
export function refreshed(before: Page | undefined, first: Page): Page {
  const last = first.entries.at(-1)
  if (!before || !last || first.next === null) return first
  const below = before.entries.filter((line) => isOlder(line, last) && !line.id.startsWith('new-'))
  if (below.length === 0) return first
  const unread = before.count - before.entries.length
  return first.entries.length + below.length + unread === first.count
    ? { ...first, entries: [...first.entries, ...below], next: before.next }
    : first
}
