import type { Line } from './line-words.ts'

/** What stands in the timeline: lines, and the year above the first of each but the present one. */
export type Item = { kind: 'year'; year: string } | { kind: 'line'; line: Line }

/** Lines newest first, with the years between them. `today` is the house's day. */
export function itemsOf(lines: readonly Line[], today: string, dayOf: (at: string) => string): Item[] {
  const items: Item[] = []
  let year = today.slice(0, 4)
  for (const line of lines) {
    const own = dayOf(line.at).slice(0, 4)
    if (own !== year) items.push({ kind: 'year', year: own })
    year = own
    items.push({ kind: 'line', line })
  }
  return items
}
