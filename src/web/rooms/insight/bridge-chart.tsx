// biome-ignore-all lint/a11y/useSemanticElements: a drawing has no fieldset; these roles say what it is.
// biome-ignore-all lint/a11y/noAriaHiddenOnFocusable: nothing within what is hidden takes the focus.
import { useElementSize } from '@mantine/hooks'
import { Link } from 'wouter'
import { type Say, useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { ChartCard, type ChartTable } from './chart-card.tsx'
import type { Overview } from './figures-row.tsx'
import { behindPath } from './naming.ts'
import { usePoints } from './points.ts'
import { type InsightWords, insightWords } from './words.data.ts'

type Equity = NonNullable<Overview['equity']>
type Step = {
  key: string
  label: string
  shown: string
  low: number
  high: number
  end: number
  tone: 'whole' | 'up' | 'down'
  list: string
  customers: number
}

const PLOT = 188
const TOP = 20
/** Of the drawing below the lowest step: so much of the whole bars is left to see. */
const FLOOR = 0.35

const signed = (minor: number, equity: Equity, say: Say): string =>
  `${minor < 0 ? '−' : '+'}${say.short({ ...equity.value, minor: Math.abs(minor) })}`

function stepsOf(equity: Equity, asOf: string, words: InsightWords, say: Say): Step[] {
  const { parts } = words.bridge
  const [year = '', month = ''] = asOf.split('-')
  let level = equity.before.minor
  const whole = (key: string, label: string, minor: number, list: string, customers: number): Step => ({
    key,
    label,
    shown: say.short({ ...equity.value, minor }),
    low: 0,
    high: minor,
    end: minor,
    tone: 'whole',
    list,
    customers,
  })
  return [
    whole('from', `${month}/${Number(year) - 1}`, equity.before.minor, equity.beforeList, equity.beforeCustomers),
    ...equity.bridge.map(({ part, value, list, customers }): Step => {
      const start = level
      level += value.minor
      const label = parts[part]
      const tone = value.minor < 0 ? 'down' : 'up'
      return {
        key: part,
        label,
        shown: signed(value.minor, equity, say),
        low: Math.min(start, level),
        high: Math.max(start, level),
        end: level,
        tone,
        list,
        customers,
      }
    }),
    whole('to', `${month}/${year}`, equity.value.minor, equity.list, equity.customers),
  ]
}

/** Small steps on large bars: the bars are cut below the lowest step, and the cut is drawn. */
function scaleOf(steps: readonly Step[]): { yOf: (minor: number) => number; isCut: boolean } {
  const highest = Math.max(1, ...steps.map(({ high }) => high))
  const lowest = Math.min(...steps.map(({ tone, high, low }) => (tone === 'whole' ? high : low)))
  const floor = Math.max(0, lowest - ((highest - lowest) * FLOOR) / (1 - FLOOR))
  const isCut = floor > highest * 0.1
  const bottom = isCut ? floor : 0
  return { yOf: (minor) => TOP + PLOT - (PLOT * Math.max(0, minor - bottom)) / Math.max(1, highest - bottom), isCut }
}

/** What a step is worth above it, and its name below in two lines: one text, which is read as it is seen. */
function StepText({ step, x, top, bottom }: { step: Step; x: number; top: number; bottom: number }) {
  const [first, ...rest] = step.label.split(' ')
  // What goes down is told below its bar: beside what went up there would be no room for two figures.
  const y = step.tone === 'down' && bottom + 22 < TOP + PLOT ? bottom + 15 : top - 6
  return (
    <text textAnchor="middle">
      <tspan className="ins-num ins-strong" x={x} y={y}>
        {step.shown}
      </tspan>{' '}
      <tspan x={x} y={TOP + PLOT + 18}>
        {first}
      </tspan>{' '}
      <tspan x={x} y={TOP + PLOT + 35}>
        {rest.join(' ')}
      </tspan>
    </text>
  )
}

function Drawing({ equity, asOf }: { equity: Equity; asOf: string }) {
  const words = useWords(insightWords)
  const say = useSay()
  const { ref, width } = useElementSize<HTMLDivElement>()
  const steps = stepsOf(equity, asOf, words, say)
  const { yOf, isCut } = scaleOf(steps)
  const points = usePoints(steps.length)
  const slot = width / steps.length
  const bar = Math.min(52, slot * 0.68)
  return (
    <div ref={ref} className="ins-drawing">
      {width > 0 && (
        <svg width={width} height={TOP + PLOT + 44} role="group" aria-label={words.bridge.title} onKeyDown={points.onKeyDown}>
          {steps.map((step, at) => {
            const middle = slot * at + slot / 2
            const [top, bottom] = [yOf(step.high), step.tone === 'whole' ? TOP + PLOT : yOf(step.low)]
            const drawn = (
              <>
                <rect
                  className={`ins-step-${step.tone}`}
                  x={middle - bar / 2}
                  y={top}
                  width={bar}
                  height={Math.max(1, bottom - top)}
                  rx="2"
                />
                {step.tone === 'whole' && isCut && (
                  <path className="ins-cut" d={`M${middle - bar / 2 - 2} ${TOP + PLOT - 10}l${bar + 4} -6`} />
                )}
                <StepText step={step} x={middle} top={top} bottom={bottom} />
              </>
            )
            return (
              <g key={step.key}>
                {step.key !== 'to' && (
                  <path className="ins-joint" d={`M${middle + bar / 2} ${yOf(step.end)}H${middle + slot - bar / 2}`} aria-hidden="true" />
                )}
                <Link {...points.pointAt(at)} className="ins-point" href={behindPath(step.list)} data-behind={step.customers}>
                  <title>{words.open(say.number(step.customers))}</title>
                  <rect className="ins-hit" x={middle - slot / 2 + 1} y={2} width={slot - 2} height={TOP + PLOT + 38} rx="4" />
                  {drawn}
                </Link>
              </g>
            )
          })}
          <path className="ins-axis" d={`M0 ${TOP + PLOT + 0.5}H${width}`} aria-hidden="true" />
        </svg>
      )}
    </div>
  )
}

/** From what the customers were worth a year ago to what they are worth now. */
export function BridgeCard({ overview }: { overview: Overview }) {
  const words = useWords(insightWords)
  const say = useSay()
  const { equity, day } = overview
  if (!equity || !day) return null
  const { bridge } = words
  const by = equity.value.minor - equity.before.minor
  const moved = say.short({ ...equity.value, minor: Math.abs(by) })
  const money = (minor: number) => ({ words: say.money({ ...equity.value, minor }), value: minor })
  const table: ChartTable = {
    file: 'equity',
    asOf: day.asOf,
    columns: [bridge.part, bridge.value, bridge.customers],
    rows: [
      [
        { words: bridge.from },
        money(equity.before.minor),
        { words: say.number(equity.beforeCustomers), value: equity.beforeCustomers, list: equity.beforeList },
      ],
      ...equity.bridge.map(({ part, value, customers, list }) => [
        { words: bridge.parts[part] },
        money(value.minor),
        { words: say.number(customers), value: customers, list },
      ]),
      [
        { words: bridge.to },
        money(equity.value.minor),
        { words: say.number(equity.customers), value: equity.customers, list: equity.list },
      ],
    ],
  }
  return (
    <ChartCard
      name="bridge"
      title={bridge.title}
      sentence={by === 0 ? bridge.level : by > 0 ? bridge.up(moved) : bridge.down(moved)}
      means={bridge.means}
      table={table}
    >
      <Drawing equity={equity} asOf={day.asOf} />
    </ChartCard>
  )
}
