import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fromDayNumber } from '../src/values/civil-date.ts'
import { makeTable } from './lunar-table.ts'

/** Writes src/values/lunar-months.data.ts anew. Its test holds the file against the same computation. */

const target = join(import.meta.dirname, '..', 'src', 'values', 'lunar-months.data.ts')
const { firstYear, firstDay, years, undecided } = makeTable()

const rows: string[] = []
for (let at = 0; at < years.length; at += 10) {
  rows.push(
    `  ${years
      .slice(at, at + 10)
      .map((year) => `0x${year.toString(16).padStart(5, '0')}`)
      .join(', ')},`,
  )
}

writeFileSync(
  target,
  `// Written by bench/make-lunar-table.ts from the new moons and the sun's terms by clocks seven hours ahead of UTC.

/** The first lunar year of the table, and its first day: Tết of that year. */
export const FIRST_YEAR = ${firstYear}
export const FIRST_DAY = '${fromDayNumber(firstDay)}'

/**
 * A number for each lunar year: the leap month (0 for none) times 2¹³, and from the lowest up a bit for each month in its order, set
 * when it has thirty days and not twenty-nine.
 */
// biome-ignore format: ten years a line
export const YEARS: readonly number[] = [
${rows.join('\n')}
]

/** First and last days of what cannot be told today: a new moon or term lies closer to midnight than the Earth's turning is known. */
export const UNDECIDED: readonly (readonly [from: string, to: string])[] = [
${undecided.map(([from, to]) => `  ['${fromDayNumber(from)}', '${fromDayNumber(to)}'],`).join('\n')}
]
`,
)
