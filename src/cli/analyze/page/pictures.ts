/** Pictures in plain HTML and SVG: no script, readable on a phone and on paper, each with its figures as a table below it. */

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign)

const percentOf = (share: number): string => `${(Math.min(1, Math.max(0, share)) * 100).toFixed(2)}%`

export type Table = { head: readonly string[]; rows: readonly (readonly string[])[]; hasWords?: boolean }

export function tableOf({ head, rows, hasWords }: Table): string {
  const cells = (row: readonly string[]): string =>
    row.map((cell, at) => `<td${hasWords && at === row.length - 1 ? ' class="words"' : ''}>${escaped(cell)}</td>`).join('')
  return `<div class="scroll" tabindex="0"><table><thead><tr>${head
    .map((cell, at) => `<th scope="col"${hasWords && at === head.length - 1 ? ' class="words"' : ''}>${escaped(cell)}</th>`)
    .join('')}</tr></thead><tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('')}</tbody></table></div>`
}

/** The picture, and its table behind one press. */
export const figureOf = (picture: string, table: Table, show: string): string =>
  `<figure>${picture}<details><summary>${escaped(show)}</summary>${tableOf(table)}</details></figure>`

export type BarRow = { label: string; share: number; figure: string; beside: string; isMain?: boolean }

export function barsPicture(rows: readonly BarRow[]): string {
  const most = Math.max(...rows.map(({ share }) => share), 1e-9)
  return `<div class="bars">${rows
    .map(
      ({ label, share, figure, beside, isMain }) =>
        `<span>${escaped(label)}</span><span class="track"><span class="fill${isMain ? ' main' : ''}${share === 0 ? ' none' : ''}" style="display:block;width:${percentOf(share / most)}"></span></span><span class="n">${escaped(figure)}<small>${escaped(beside)}</small></span>`,
    )
    .join('')}</div>`
}

export type Group = { label: string; values: readonly number[] }

/** Columns side by side; the second of a group is drawn in the other colour. */
export function columnsPicture(groups: readonly Group[], label: string): string {
  const most = Math.max(...groups.flatMap(({ values }) => values), 1e-9)
  const drawn = groups.map(
    ({ values }) =>
      `<div>${values.map((value, at) => `<i${at === 1 ? ' class="came"' : ''} style="height:${percentOf(value / most)}"></i>`).join('')}</div>`,
  )
  return `<div class="columns" role="img" aria-label="${escaped(label)}">${drawn.join('')}</div><div class="under" aria-hidden="true">${groups
    .map((group) => `<span>${escaped(group.label)}</span>`)
    .join('')}</div>`
}

export type Point = { x: number; y: number; low?: number; high?: number }

const WIDE = 1000
const HIGH = 400

/** A curve from (0, 0) to (1, 1), stepped or straight, with its range where there is one. Labels stand outside of the drawing, so that they never shrink. */
export function curvePicture(
  points: readonly Point[],
  {
    label,
    scale,
    along,
    isStepped,
    hasEven,
  }: { label: string; scale: readonly string[]; along: readonly string[]; isStepped: boolean; hasEven?: boolean },
): string {
  const place = (x: number, y: number): string => `${(x * WIDE).toFixed(1)} ${((1 - y) * HIGH).toFixed(1)}`
  const path = (of: (point: Point) => number): string =>
    points
      .map((point, at) => {
        const before = points[at - 1]
        return `${isStepped && before ? `L${place(point.x, of(before))} ` : ''}${at === 0 ? 'M' : 'L'}${place(point.x, of(point))}`
      })
      .join(' ')
  const hasBand = points.some(({ low }) => low !== undefined)
  const upper = path(({ high, y }) => high ?? y)
  const lower = [...points]
    .reverse()
    .map((point, at, all) => {
      const after = all[at - 1]
      return `${isStepped && after ? `L${place(after.x, point.low ?? point.y)} ` : ''}L${place(point.x, point.low ?? point.y)}`
    })
    .join(' ')
  const lines = [0, 0.25, 0.5, 0.75, 1].map((y) => `<line class="grid" x1="0" x2="${WIDE}" y1="${y * HIGH}" y2="${y * HIGH}"/>`)
  return `<div class="curve"><div class="scale">${scale.map((text) => `<span>${escaped(text)}</span>`).join('')}</div><svg viewBox="0 0 ${WIDE} ${HIGH}" preserveAspectRatio="none" role="img" aria-label="${escaped(label)}">${lines.join('')}${hasEven ? `<line class="even" x1="0" y1="${HIGH}" x2="${WIDE}" y2="0"/>` : ''}${hasBand ? `<path class="bandarea" d="${upper} ${lower} Z"/>` : ''}<path class="line" d="${path(({ y }) => y)}"/></svg><div class="along">${along.map((text) => `<span>${escaped(text)}</span>`).join('')}</div></div>`
}
