/** Where rows of one height stand in a list of any length. Pixels; rows are counted from 0. */
export type Shape = { count: number; rowHeight: number; viewport: number }

/** Browsers stop drawing somewhere above this; a longer list is scrolled in proportion. */
export const TALLEST = 8_000_000

export const wholeHeight = ({ count, rowHeight }: Shape): number => count * rowHeight
export const drawnHeight = (shape: Shape): number => Math.min(wholeHeight(shape), TALLEST)
export const isScaled = (shape: Shape): boolean => wholeHeight(shape) > TALLEST

const farthest = (shape: Shape): number => Math.max(0, wholeHeight(shape) - shape.viewport)
const farthestScroll = (shape: Shape): number => Math.max(0, drawnHeight(shape) - shape.viewport)

export const withinReach = (shape: Shape, top: number): number => Math.min(Math.max(0, top), farthest(shape))

/** The place in the whole list that a position of the scrollbar means. */
export const topAt = (shape: Shape, scroll: number): number =>
  isScaled(shape) ? withinReach(shape, (scroll / farthestScroll(shape)) * farthest(shape)) : scroll

/** The position of the scrollbar for a place in the whole list. */
export const scrollAt = (shape: Shape, top: number): number =>
  isScaled(shape) ? (withinReach(shape, top) / farthest(shape)) * farthestScroll(shape) : withinReach(shape, top)

/**
 * Follows the scrollbar: small movements move the list by as many pixels, jumps go in proportion. Without this a turn of the
 * wheel would skip rows in a list that is taller than what browsers draw.
 */
export function follow(shape: Shape, before: { scroll: number; top: number }, scroll: number): number {
  if (!isScaled(shape)) return scroll
  const by = scroll - before.scroll
  if (scroll <= 0 || scroll >= farthestScroll(shape) || Math.abs(by) >= shape.viewport) return topAt(shape, scroll)
  return withinReach(shape, before.top + by)
}

/** First and last row to draw, a few more than are seen. */
export function rowsAt({ count, rowHeight, viewport }: Shape, top: number, more = 6): { first: number; last: number } {
  const first = Math.max(0, Math.floor(top / rowHeight) - more)
  const last = Math.min(count - 1, Math.ceil((top + viewport) / rowHeight) + more)
  return { first, last }
}

/** The nearest place from which a row is seen whole. */
export function topToShow(shape: Shape, row: number, top: number): number {
  const start = row * shape.rowHeight
  if (start < top) return withinReach(shape, start)
  if (start + shape.rowHeight > top + shape.viewport) return withinReach(shape, start + shape.rowHeight - shape.viewport)
  return top
}

/** Which windows of `size` rows hold these rows. */
export const windowsOf = (first: number, last: number, size: number): number[] => {
  if (last < first) return [0]
  const from = Math.floor(first / size)
  return Array.from({ length: Math.floor(last / size) - from + 1 }, (_, at) => from + at)
}
