import type { z } from 'zod'
import type { getTimeline } from '#rooms/touchpoints/contract.ts'
import type { Line } from './line-words.ts'

/** A part of a timeline as the house answers it. */
export type Page = z.output<typeof getTimeline.answer>

/** A timeline as far as it was read: a place for each of its lines, the newest first, empty where nobody has looked yet. */
export type Known = { pinned: readonly Line[]; lines: readonly (Line | undefined)[] }

/** How many lines are read at once. */
export const PAGE = 100

/** A line that the server has not answered yet. */
export const isWaiting = (line: Pick<Line, 'id'>): boolean => line.id.startsWith('new-')

const waits = (line: Line | undefined): line is Line => line !== undefined && isWaiting(line)
const without = <L extends Line | undefined>(lines: readonly L[], lineId: string): L[] => lines.filter((line) => line?.id !== lineId)
const mayStandAbove = (a: Line, b: Line) => a.at >= b.at && a.id !== b.id

/** A line in its place; where what stands around it was not read, only a place is made for it, and reading fills it. */
function placed(lines: readonly (Line | undefined)[], line: Line): (Line | undefined)[] {
  const found = lines.findIndex((other) => other !== undefined && other.at <= line.at)
  const at = found < 0 ? lines.length : found
  return lines.toSpliced(at, 0, at > 0 && lines[at - 1] === undefined ? undefined : line)
}

/** The newest lines alone, with places for the others. */
export const opened = ({ pinned, entries, count }: Page): Known => ({
  pinned,
  lines: Array.from({ length: Math.max(count, entries.length) }, (_, at) => entries[at]),
})

/** A timeline with a line as it is now; `belongs` says whether its filter lets it in. */
export function withLine({ pinned, lines }: Known, line: Line, belongs: boolean): Known {
  const at = lines.findIndex((one) => one?.id === line.id)
  return {
    pinned: line.isPinned ? placed(without(pinned, line.id), line).filter((one) => one !== undefined) : without(pinned, line.id),
    lines: !belongs ? lines : at < 0 ? placed(lines, line) : lines.with(at, line),
  }
}

/** A timeline without a line. */
export const erased = ({ pinned, lines }: Known, lineId: string): Known => ({
  pinned: without(pinned, lineId),
  lines: without(lines, lineId),
})

/** Where the house has to be asked from for what is not known between two places, nearest first; undefined where all is known. */
export function unread({ lines }: Known, first: number, last: number, isAsked: (offset: number) => boolean): number | undefined {
  // What waits is looked for once, and only where something is to be read: this is asked at every frame.
  let waiting: number[] | undefined
  for (let at = Math.max(0, first); at <= last && at < lines.length; at += 1) {
    if (lines[at] !== undefined) continue
    waiting ??= lines.flatMap((line, place) => (waits(line) ? [place] : []))
    const above = waiting.filter((place) => place < at).length
    const offset = Math.floor((at - above) / PAGE) * PAGE
    if (!isAsked(offset)) return offset
  }
  return undefined
}

/** A timeline with a page put where it belongs; undefined where it does not fit, because somebody wrote meanwhile. */
export function withPage({ pinned, lines }: Known, { entries, count }: Page, offset: number): Known | undefined {
  const waiting = lines.filter(waits)
  const read = waiting.length > 0 ? lines.filter((line): boolean => !waits(line)) : [...lines]
  const [first, last] = [entries[0], entries.at(-1)]
  if (count !== read.length || !first || !last) return undefined
  const [above, below] = [read[offset - 1], read[offset + entries.length]]
  if ((above && !mayStandAbove(above, first)) || (below && !mayStandAbove(last, below))) return undefined
  for (const [at, line] of entries.entries()) read[offset + at] = line
  return { pinned, lines: waiting.reduce<(Line | undefined)[]>(placed, read) }
}

/**
 * The newest page read again, over what was read before. What lies below it is kept only where the last line that both know stands
 * where the new count says; else it is read again when it is scrolled to.
 */
export function refreshed(before: Known | undefined, page: Page): Known {
  const { entries, count, pinned } = page
  if (!before || entries.length >= count) return opened(page)
  const own = before.lines.filter((line): boolean => !waits(line))
  const shift = count - own.length
  const places = new Map<string, number>(own.slice(0, 2 * PAGE).flatMap((line, at) => (line ? [[line.id, at]] : [])))
  const at = entries.findLastIndex(({ id }) => places.has(id))
  const was = places.get(entries[at]?.id ?? '')
  if (was === undefined || was + shift !== at) return opened(page)
  return { pinned, lines: [...entries, ...own.slice(entries.length - shift)] }
}

/** The year that begins with a line, read downwards; none for the present one, nor while what stands above is not read. */
export function yearAt(lines: readonly (Line | undefined)[], at: number, today: string, dayOf: (at: string) => string): string | undefined {
  const [line, above] = [lines[at], lines[at - 1]]
  if (!line || (at > 0 && !above)) return undefined
  const year = dayOf(line.at).slice(0, 4)
  return year === (above ? dayOf(above.at) : today).slice(0, 4) ? undefined : year
}
