/** The verdict in the terminal: sentences first, then small charts of block characters, as wide as there is room and never wider. */
import { shareAfter } from '../../science/survival.ts'
import { bar, columnsChart, plainWidth, wrapped } from './blocks.ts'
import { type Spoken, spoken } from './spoken.ts'
import { stateOrder, stateWords, terminalWords } from './verdict.data.ts'
import type { Verdict } from './verdict.ts'
import type { Warning } from './warnings.ts'

export type Screen = { width: number; hasColour: boolean }

type Paint = { strong(text: string): string; dim(text: string): string; brand(text: string): string; warn(text: string): string }

function paints({ hasColour }: Screen): Paint {
  const by =
    (code: string) =>
    (text: string): string =>
      hasColour ? `\u001b[${code}m${text}\u001b[0m` : text
  return { strong: by('1'), dim: by('2'), brand: by('36'), warn: by('33') }
}

type Writing = { lines: string[]; width: number; paint: Paint; say: Spoken; verdict: Verdict }

function heading({ lines, paint }: Writing, text: string): void {
  lines.push('', paint.strong(paint.brand(text)))
}

function paragraph({ lines, width }: Writing, text: string, indent = ''): void {
  lines.push(...wrapped(text, width - indent.length).map((line) => `${indent}${line}`))
}

/** Label, bar, figures: the bar takes what room is left. */
function bars({ lines, width }: Writing, rows: readonly (readonly [label: string, share: number, figures: string])[]): void {
  const labels = Math.max(...rows.map(([label]) => plainWidth(label)))
  const figures = Math.max(...rows.map(([, , text]) => plainWidth(text)))
  const room = Math.min(40, width - labels - figures - 4)
  for (const [label, share, text] of rows) {
    const drawn = room < 4 ? '' : ` ${bar(share, room)}`
    lines.push(`  ${label}${' '.repeat(labels - plainWidth(label))}${drawn} ${' '.repeat(figures - plainWidth(text))}${text}`)
  }
}

function states(writing: Writing): void {
  const { verdict, say } = writing
  const { scored, customers } = verdict
  if (scored === null) return
  heading(writing, terminalWords.states[verdict.asked.language])
  paragraph(writing, say.states ?? '')
  bars(
    writing,
    stateOrder.map((state, place) => {
      const count = scored.stateCounts[place] ?? 0
      return [stateWords[state].name[verdict.asked.language], count / customers, `${say.number(count)}  ${say.percent(count / customers)}`]
    }),
  )
}

/** Two decimals, always: figures that stand below each other. */
const fixed = (value: number, language: 'vi' | 'en'): string => (language === 'vi' ? value.toFixed(2).replace('.', ',') : value.toFixed(2))

function forecast(writing: Writing): void {
  const { verdict, say, lines, paint } = writing
  const { language } = verdict.asked
  const test = say.chosenTest
  if (test === null) return
  heading(writing, terminalWords.forecast[language])
  paragraph(writing, say.forecast ?? '')
  const means = test.byFrequency.filter(({ customers }) => customers > 0)
  const most = Math.max(...means.flatMap(({ customers, actual, expected }) => [actual / customers, expected / customers]))
  const [foretold, came] = [terminalWords.foretold[language], terminalWords.came[language]]
  lines.push(paint.dim(`  ${terminalWords.byFrequency[language]}`))
  bars(
    writing,
    means.flatMap(({ repeats, orMore, customers, expected, actual }) => {
      const label = `${repeats}${orMore ? '+' : ''}`
      return [
        [`${label} ${foretold}`, expected / customers / most, fixed(expected / customers, language)] as const,
        [`${' '.repeat(label.length)} ${came}`, actual / customers / most, fixed(actual / customers, language)] as const,
      ]
    }),
  )
}

function cohorts(writing: Writing): void {
  const { verdict, say, lines, width, paint } = writing
  const { language } = verdict.asked
  const shown = verdict.cohorts.cohorts.slice(-12)
  if (shown.length === 0) return
  heading(writing, terminalWords.cohorts[language])
  const months = Math.min(Math.floor((width - 18) / 4), 12, Math.max(...shown.map(({ came }) => came.length)) - 1)
  if (months < 1) return
  lines.push(paint.dim(`  ${' '.repeat(15)}${Array.from({ length: months }, (_, at) => `+${at + 1}`.padStart(4)).join('')}`))
  for (const { month, customers, came } of shown) {
    const cells = Array.from({ length: months }, (_, at) => {
      const count = came[at + 1]
      return count === undefined ? '    ' : String(Math.round((count / customers) * 100)).padStart(4)
    })
    lines.push(`  ${month}${say.number(customers).padStart(8)}${cells.join('')}`.trimEnd())
  }
}

function returning(writing: Writing): void {
  const { verdict, lines, width, say } = writing
  const { survival } = verdict
  if (survival.length === 0) return
  heading(writing, terminalWords.returning[verdict.asked.language])
  paragraph(writing, say.returning)
  paragraph(writing, say.ladder ?? '')
  const last = survival.at(-1)?.days ?? 1
  const points = Math.min(60, width - 10)
  const shares = Array.from({ length: points }, (_, at) => 1 - shareAfter(survival, (last * (at + 1)) / points))
  lines.push(...columnsChart(shares, 5, (share) => say.percent(share).padStart(6)))
}

function alive(writing: Writing): void {
  const { verdict, lines, width, say } = writing
  const { scored, summary } = verdict
  if (scored === null) return
  heading(writing, terminalWords.alive[verdict.asked.language])
  paragraph(writing, say.alive ?? '')
  const bins = new Array<number>(10).fill(0)
  scored.scores.alive.forEach((chance, row) => {
    if ((summary.histories.repeats[row] ?? 0) === 0) return
    const bin = Math.min(9, Math.floor(chance * 10))
    bins[bin] = (bins[bin] ?? 0) + 1
  })
  const most = Math.max(...bins, 1)
  if (width < 40) return
  lines.push(
    ...columnsChart(
      bins.flatMap((one) => [one / most, one / most, one / most]),
      4,
      () => ' '.repeat(6),
    ),
  )
  lines.push(`${' '.repeat(7)}0 %${' '.repeat(23)}100 %`)
}

/** All of it, as lines. */
export function terminalText(verdict: Verdict, warnings: readonly Warning[], screen: Screen): string {
  const { language } = verdict.asked
  const width = Math.max(24, Math.min(screen.width, 100))
  const paint = paints(screen)
  const say = spoken(verdict)
  const writing: Writing = { lines: [], width, paint, say, verdict }
  writing.lines.push(...wrapped(say.title, width).map(paint.strong))
  paragraph(writing, say.about)
  writing.lines.push(...wrapped(say.columns, width).map(paint.dim))
  writing.lines.push('')
  for (const sentence of say.verdict) paragraph(writing, `• ${sentence}`)
  states(writing)
  returning(writing)
  alive(writing)
  forecast(writing)
  cohorts(writing)
  if (say.concentration !== null) {
    heading(writing, terminalWords.concentration[language])
    paragraph(writing, say.concentration)
  }
  if (say.models.length > 0) heading(writing, terminalWords.models[language])
  for (const line of say.models) paragraph(writing, line, '  ')
  if (say.choice !== null) paragraph(writing, say.choice, '  ')
  if (warnings.length > 0) heading(writing, terminalWords.warnings[language])
  for (const { message } of warnings) {
    const [first = '', ...rest] = wrapped(message, width - 2)
    writing.lines.push(paint.warn(`! ${first}`), ...rest.map((line) => `  ${line}`))
  }
  return `${writing.lines.join('\n')}\n`
}
