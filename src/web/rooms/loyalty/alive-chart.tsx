// biome-ignore-all lint/a11y/useSemanticElements: a drawing has no fieldset; these roles say what it is.
// biome-ignore-all lint/a11y/noAriaHiddenOnFocusable: nothing within what is hidden takes the focus.
// biome-ignore-all lint/a11y/noInteractiveElementToNoninteractiveRole: a point is a picture with words of its own.
import { useElementSize } from '@mantine/hooks'
import { type KeyboardEvent, useState } from 'react'
import type { getLoyaltyOf } from '#rooms/loyalty/contract.ts'
import { dayNumber } from '#values/civil-date.ts'
import { Button } from '../../kit/button.tsx'
import type { Answer } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { csvOf, download } from '../insight/csv.ts'
import { NumbersTable } from './numbers-table.tsx'
import { loyaltyWords } from './words.data.ts'

type Loyalty = NonNullable<Answer<typeof getLoyaltyOf>['loyalty']>
type Point = Loyalty['trace'][number]

const PLOT = 150
const TOP = 8
const LEFT = 44
const RIGHT = 12
const STEPS: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }
const LEVELS = [1, 0.75, 0.5, 0.25, 0]

/** The arrows walk from point to point; Tab passes the drawing in one step. */
function walkOn(event: KeyboardEvent<SVGElement>, at: number, count: number): number | undefined {
  const step = STEPS[event.key]
  const to = event.key === 'Home' ? 0 : event.key === 'End' ? count - 1 : step === undefined ? undefined : at + step
  if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return undefined
  const next = Math.min(count - 1, Math.max(0, to))
  event.preventDefault()
  event.stopPropagation()
  event.currentTarget.querySelector<SVGElement>(`[data-point="${next}"]`)?.focus()
  return next
}

function Drawing({ trace, purchases }: { trace: readonly Point[]; purchases: readonly string[] }) {
  const words = useWords(loyaltyWords).profile
  const say = useSay()
  const { ref, width } = useElementSize<HTMLDivElement>()
  const [current, setCurrent] = useState(trace.length - 1)
  const first = dayNumber(trace[0]?.on ?? say.today)
  const last = dayNumber(trace.at(-1)?.on ?? say.today)
  const xOf = (day: string): number => LEFT + ((width - LEFT - RIGHT) * (dayNumber(day) - first)) / Math.max(1, last - first)
  const yOf = (share: number): number => TOP + PLOT * (1 - share)
  const told = trace[Math.min(current, trace.length - 1)]
  const pointWords = ({ on, alive }: Point): string =>
    `${words.point(say.date(on), say.percent(alive, 0))}${purchases.includes(on) ? `, ${words.bought}` : ''}`
  return (
    <div ref={ref} className="value-drawing">
      {width > 0 && (
        <svg
          width={width}
          height={TOP + PLOT + 44}
          role="group"
          aria-label={words.curve}
          onKeyDown={(event) => {
            const next = walkOn(event, current, trace.length)
            if (next !== undefined) setCurrent(next)
          }}
        >
          <g aria-hidden="true">
            {LEVELS.map((level) => (
              <g key={level}>
                <path className="value-axis" d={`M${LEFT} ${yOf(level)}H${width - RIGHT}`} />
                <text x={LEFT - 8} y={yOf(level) + 4} textAnchor="end">
                  {say.percent(level, 0)}
                </text>
              </g>
            ))}
            <path className="value-line" d={`M${trace.map(({ on, alive }) => `${xOf(on)} ${yOf(alive)}`).join('L')}`} />
            {purchases.map((on) => (
              <path key={on} className="value-tick" d={`M${xOf(on)} ${TOP + PLOT + 4}v8`} />
            ))}
            <text x={LEFT} y={TOP + PLOT + 30}>
              {say.date(trace[0]?.on ?? say.today)}
            </text>
            <text x={width - RIGHT} y={TOP + PLOT + 30} textAnchor="end">
              {say.date(trace.at(-1)?.on ?? say.today)}
            </text>
          </g>
          {trace.map((point, at) => (
            <g
              key={point.on}
              className="value-point"
              data-point={at}
              role="img"
              aria-label={pointWords(point)}
              tabIndex={at === current ? 0 : -1}
              onFocus={() => setCurrent(at)}
              onMouseEnter={() => setCurrent(at)}
            >
              <rect
                className="value-hit"
                x={xOf(point.on) - (width - LEFT - RIGHT) / trace.length / 2}
                y={TOP}
                width={(width - LEFT - RIGHT) / trace.length}
                height={PLOT}
              />
              <circle cx={xOf(point.on)} cy={yOf(point.alive)} r="4" />
            </g>
          ))}
        </svg>
      )}
      {told && <p className="meta">{pointWords(told)}</p>}
    </div>
  )
}

/** The chance of being a customer still, since the first purchase; the same numbers as a table and as a file. */
export function AliveChart({ loyalty, name }: { loyalty: Loyalty; name: string }) {
  const words = useWords(loyaltyWords).profile
  const say = useSay()
  const [isTable, showTable] = useState(false)
  const { trace, purchases, alive, chance, model } = loyalty
  const columns = [words.day, words.alive, words.purchase]
  const rows = trace.map((point) => [
    { words: say.date(point.on), value: point.on },
    { words: say.percent(point.alive), value: point.alive },
    { words: purchases.includes(point.on) ? words.yes : '', value: purchases.includes(point.on) ? 1 : 0 },
  ])
  const save = () => download(`${name}.csv`, csvOf([columns, ...rows.map((row) => row.map(({ value }) => value))], say.language))
  return (
    <section className="card value-card">
      <header className="value-head">
        <h2>{words.curve}</h2>
        {isTable && (
          <Button kind="quiet" size="small" icon="import" onClick={save}>
            {words.csv}
          </Button>
        )}
        <Button
          kind="quiet"
          size="small"
          icon={isTable ? 'overview' : 'table'}
          isAtEdge
          aria-pressed={isTable}
          onClick={() => showTable(!isTable)}
        >
          {isTable ? words.drawing : words.table}
        </Button>
      </header>
      <p className="body">{words.says(say.percent(alive, 0), say.percent(chance, 0), say.number(model.cycleDays))}</p>
      {isTable ? <NumbersTable title={words.curve} columns={columns} rows={rows} /> : <Drawing trace={trace} purchases={purchases} />}
      <p className="meta t2">{words.curveMeans}</p>
    </section>
  )
}
