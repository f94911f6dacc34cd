// biome-ignore-all lint/a11y/useSemanticElements: a drawing has no fieldset; these roles say what it is.
// biome-ignore-all lint/a11y/noAriaHiddenOnFocusable: nothing within what is hidden takes the focus.
import { useElementSize } from '@mantine/hooks'
import { Link } from 'wouter'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { ChartCard, type ChartTable } from './chart-card.tsx'
import type { Overview } from './figures-row.tsx'
import { type Bar, layFlow, type Ribbon } from './flow-layout.ts'
import { behindPath, stateName } from './naming.ts'
import { usePoints } from './points.ts'
import { type InsightWords, insightWords } from './words.data.ts'

const HEIGHT = 252
const BAR = 6

const toneOf = ({ from, to }: Ribbon): string =>
  to === 'loyal' ? (from === 'loyal' ? 'stays' : 'comes') : from === 'loyal' ? 'goes' : 'other'

function ribbonPath({ fromTop, toTop, height }: Ribbon, left: number, right: number): string {
  const middle = (left + right) / 2
  return `M${left} ${fromTop}C${middle} ${fromTop} ${middle} ${toTop} ${right} ${toTop}V${toTop + height}C${middle} ${toTop + height} ${middle} ${fromTop + height} ${left} ${fromTop + height}Z`
}

function moveWords({ from, to, customers }: Ribbon, words: InsightWords, count: string): string {
  if (from === to) return words.flow.stay(stateName(to, words), count)
  return customers > 0 ? words.flow.move(stateName(from, words), stateName(to, words), count) : ''
}

function Drawing({ overview }: { overview: Overview }) {
  const words = useWords(insightWords)
  const say = useSay()
  const { ref, width } = useElementSize<HTMLDivElement>()
  const { left, right, ribbons } = layFlow(overview.flows, HEIGHT)
  const listOf = (state: string | null) => overview.states.find((one) => one.state === state)?.list
  const points = usePoints(right.length)
  const number = say.number
  const widest = Math.min(width * 0.43, 142)
  const [x, end] = [widest, width - widest]
  // So wide is the largest number.
  const figures = 10 + 7.8 * Math.max(...right.map(({ customers }) => number(customers).length))
  const middleOf = ({ top, height }: Bar) => top + height / 2 + 4
  return (
    <div ref={ref} className="ins-drawing">
      {width > 0 && (
        <svg width={width} height={HEIGHT + 4} role="group" aria-label={words.flow.title} onKeyDown={points.onKeyDown}>
          {ribbons.map((ribbon) => (
            <Link
              key={`${ribbon.from}>${ribbon.to}`}
              href={behindPath(ribbon.list)}
              data-behind={ribbon.customers}
              tabIndex={-1}
              aria-hidden="true"
              className="ins-ribbon-link"
            >
              <path className={`ins-ribbon ins-ribbon-${toneOf(ribbon)}`} d={ribbonPath(ribbon, x + BAR, end - BAR)}>
                <title>{moveWords(ribbon, words, number(ribbon.customers))}</title>
              </path>
            </Link>
          ))}
          {left.map((bar) => (
            <g key={bar.state} aria-hidden="true">
              <rect
                className={bar.state === 'loyal' ? 'ins-bar-loyal' : 'ins-bar-state'}
                x={x}
                y={bar.top}
                width={BAR}
                height={bar.height}
                rx="1"
              />
              <text className={bar.state === 'loyal' ? 'ins-strong' : undefined} x="0" y={middleOf(bar)}>
                {stateName(bar.state, words)}
              </text>
              <text className={`ins-num ${bar.state === 'loyal' ? 'ins-strong' : ''}`} x={x - 6} y={middleOf(bar)} textAnchor="end">
                {number(bar.customers)}
              </text>
            </g>
          ))}
          {right.map((bar, at) => (
            <Link
              key={bar.state}
              {...points.pointAt(at)}
              className="ins-point"
              href={behindPath(listOf(bar.state) ?? '')}
              data-behind={bar.customers}
            >
              <rect
                className="ins-hit"
                x={end - BAR - 2}
                y={bar.top + bar.height / 2 - 9}
                width={width - end + BAR + 2}
                height="18"
                rx="4"
              />
              <rect
                className={bar.state === 'loyal' ? 'ins-bar-loyal' : 'ins-bar-state'}
                x={end - BAR}
                y={bar.top}
                width={BAR}
                height={bar.height}
                rx="1"
              />
              <text className={bar.state === 'loyal' ? 'ins-strong' : undefined} y={middleOf(bar)}>
                <tspan className="ins-num" x={end + figures} textAnchor="end">
                  {number(bar.customers)}
                </tspan>{' '}
                <tspan x={end + figures + 6}>{stateName(bar.state, words)}</tspan>
              </text>
            </Link>
          ))}
        </svg>
      )}
    </div>
  )
}

/** Where everybody stood before, where they stand now, and who moved between. */
export function FlowCard({ overview }: { overview: Overview }) {
  const words = useWords(insightWords)
  const say = useSay()
  const { known, states, loyal } = overview
  if (!loyal) return null
  const { flow } = words
  const number = (n: number) => ({ words: say.number(n), value: n })
  const table: ChartTable = {
    file: `${overview.period}-${overview.against}-states`,
    asOf: overview.day?.asOf ?? '',
    columns: [flow.state, flow.before, flow.entered, flow.left, flow.now],
    rows: [
      ...states.map((one) => [
        { words: stateName(one.state, words) },
        { ...number(one.before), list: one.beforeList },
        { ...number(one.entered), list: one.enteredList },
        { ...number(one.left), list: one.leftList },
        { ...number(one.now), list: one.list },
      ]),
      [
        { words: flow.all },
        number(states.reduce((sum, { before }) => sum + before, 0)),
        { words: '' },
        { words: '' },
        { ...number(states.reduce((sum, { now }) => sum + now, 0)), list: known.buyers.list },
      ],
      [{ words: flow.neverBought }, { words: '' }, { words: '' }, { words: '' }, { ...number(known.neverBought), list: known.neverList }],
      [{ words: flow.everyone }, { words: '' }, { words: '' }, { words: '' }, { ...number(known.everyone), list: known.everyoneList }],
    ],
  }
  return (
    <ChartCard
      name="flow"
      title={flow.title}
      sentence={flow.says(say.number(loyal.entered.count), say.number(loyal.left.count))}
      means={flow.means}
      table={table}
    >
      <Drawing overview={overview} />
      <p className="meta ins-foot">{flow.sum(say.number(known.buyers.count), say.number(known.neverBought), say.number(known.everyone))}</p>
    </ChartCard>
  )
}
