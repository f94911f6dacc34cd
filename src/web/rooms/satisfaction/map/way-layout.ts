/** The way as it is drawn: stops in rows that turn at their ends, like a river through a town. */

export type Point = { x: number; y: number }
export type Way = { width: number; height: number; perRow: number; cell: number; points: Point[]; path: string }

/** Rem. */
const ROW = 11.25
/** Where the way runs within its row. */
const LEVEL = 3.75
const LEAST_CELL = 5.75
/** At both banks room is left for the turn. */
const BANK = 1.5
const MOST_PER_ROW = 7

const at = (value: number): string => String(Math.round(value * 100) / 100)

/** A row ends on the other side, so that the next begins under it. */
export function layWay(count: number, width: number): Way {
  const perRow = Math.max(2, Math.min(MOST_PER_ROW, Math.floor((width - 2 * BANK) / LEAST_CELL)))
  const cell = (width - 2 * BANK) / perRow
  const points = Array.from({ length: count }, (_, nth): Point => {
    const row = Math.floor(nth / perRow)
    const place = nth % perRow
    const column = row % 2 === 0 ? place : perRow - 1 - place
    return { x: BANK + (column + 0.5) * cell, y: row * ROW + LEVEL }
  })
  const parts = points.map((point, nth) => {
    const before = points[nth - 1]
    if (!before) return `M${at(point.x)} ${at(point.y)}`
    if (before.y === point.y) {
      // A bend up or down, never straight.
      const half = (before.x + point.x) / 2
      const swing = nth % 2 === 0 ? 0.55 : -0.55
      return `C${at(half)} ${at(before.y + swing)} ${at(half)} ${at(point.y + swing)} ${at(point.x)} ${at(point.y)}`
    }
    const out = before.x + (before.x > width / 2 ? 1 : -1) * (cell / 2 + BANK - 1) * 1.3
    return `C${at(out)} ${at(before.y)} ${at(out)} ${at(point.y)} ${at(point.x)} ${at(point.y)}`
  })
  return { width, height: Math.max(1, Math.ceil(count / perRow)) * ROW, perRow, cell, points, path: parts.join('') }
}

/** How large a ring is: the area goes with how often. */
export const ringOf = (times: number, most: number): number => 2.75 + (most > 0 ? 1.5 * Math.sqrt(times / most) : 0)
