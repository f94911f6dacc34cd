// biome-ignore-all lint/a11y/useSemanticElements: a drawing has no fieldset; these roles say what it is.
// biome-ignore-all lint/a11y/noAriaHiddenOnFocusable: nothing within what is hidden takes the focus.
import { useElementSize } from '@mantine/hooks'
import { Link } from 'wouter'
import { getRetention } from '#rooms/insight/contract.ts'
import { ErrorState, Skeleton } from '../../kit/states.tsx'
import { type Answer, useAsk } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { ChartCard, type ChartTable } from './chart-card.tsx'
import { behindPath } from './naming.ts'
import { usePoints } from './points.ts'
import { insightWords } from './words.data.ts'

type Curve = NonNullable<Answer<typeof getRetention>['curve']>
type Point = Curve['points'][number]

const PLOT = 186
const TOP = 8
const LEFT = 34
const RIGHT = 46

function Drawing({ curve }: { curve: Curve }) {
  const words = useWords(insightWords)
  const say = useSay()
  const { ref, width } = useElementSize<HTMLDivElement>()
  const { points } = curve
  const walk = usePoints(points.length, points.length - 1)
  const longest = Math.max(1, points.at(-1)?.months ?? 1)
  const lowest = Math.floor(Math.min(...points.map(({ low }) => low)) * 5) / 5
  const xOf = (months: number) => LEFT + ((width - LEFT - RIGHT) * months) / longest
  const yOf = (share: number) => TOP + (PLOT * (1 - share)) / (1 - lowest)
  const line = (pick: (point: Point) => number, rows: readonly Point[]) =>
    rows.map((point) => `${xOf(point.months)} ${yOf(pick(point))}`).join('L')
  const band = `M${line(({ high }) => high, points)}L${line(({ low }) => low, [...points].reverse())}Z`
  const levels = [1, 0.8, 0.6, 0.4, 0.2, 0].filter((level) => level >= lowest)
  const step = longest <= 6 ? 1 : longest <= 18 ? 6 : 12
  const last = points.at(-1)
  const told = points[walk.current]
  const pointWords = (point: Point) =>
    words.retention.point(
      say.number(point.months),
      say.percent(point.share, 0),
      say.percent(point.low, 0),
      say.percent(point.high, 0),
      say.number(point.atRisk),
    )
  return (
    <div ref={ref} className="ins-drawing">
      {width > 0 && (
        <svg width={width} height={TOP + PLOT + 42} role="group" aria-label={words.retention.title} onKeyDown={walk.onKeyDown}>
          <g aria-hidden="true">
            {levels.map((level) => (
              <g key={level}>
                <path className="ins-axis" d={`M${LEFT} ${yOf(level)}H${width - RIGHT}`} />
                <text className="ins-num" x={LEFT - 8} y={yOf(level) + 4} textAnchor="end">
                  {say.number(level * 100, 0)}
                </text>
              </g>
            ))}
            {points
              .filter(({ months }) => months % step === 0)
              .map(({ months }) => (
                <text key={months} className="ins-num" x={xOf(months)} y={TOP + PLOT + 18} textAnchor="middle">
                  {say.number(months)}
                </text>
              ))}
            <text x={LEFT} y={TOP + PLOT + 36}>
              {words.retention.axis}
            </text>
            <path className="ins-band" d={band} />
            <path className="ins-line" d={`M${line(({ share }) => share, points)}`} />
            {last && (
              <text className="ins-num ins-strong ins-brand" x={xOf(last.months) + 8} y={yOf(last.share) + 4}>
                {say.percent(last.share, 0)}
              </text>
            )}
          </g>
          {points.map((point, at) => (
            <Link
              key={point.months}
              {...walk.pointAt(at)}
              className="ins-point"
              href={behindPath(point.list)}
              data-behind={point.atRisk}
              aria-label={pointWords(point)}
            >
              <rect
                className="ins-hit"
                x={xOf(point.months) - (width - LEFT - RIGHT) / longest / 2}
                y={TOP}
                width={(width - LEFT - RIGHT) / longest}
                height={PLOT}
              />
              <circle className="ins-dot" cx={xOf(point.months)} cy={yOf(point.share)} r="4" />
              <title>{pointWords(point)}</title>
            </Link>
          ))}
        </svg>
      )}
      {told && <p className="meta ins-foot ins-told">{pointWords(told)}</p>}
    </div>
  )
}

/** How long customers keep coming. */
export function RetentionCard() {
  const words = useWords(insightWords)
  const say = useSay()
  const asked = useAsk(getRetention, {})
  const { retention } = words
  const curve = asked.data?.curve
  const last = curve?.points.at(-1)
  const table: ChartTable | undefined = curve
    ? {
        file: 'retention',
        asOf: asked.data?.day?.asOf ?? '',
        columns: [retention.months, retention.share, retention.range, retention.atRisk],
        rows: curve.points.map((point) => [
          { words: say.number(point.months), value: point.months },
          { words: say.percent(point.share), value: point.share },
          { words: `${say.percent(point.low)}–${say.percent(point.high)}` },
          { words: say.number(point.atRisk), value: point.atRisk, list: point.list },
        ]),
      }
    : undefined
  return (
    <ChartCard
      name="retention"
      title={retention.title}
      sentence={last ? retention.says(say.percent(last.share, 0), say.number(last.months)) : asked.data ? retention.none : ''}
      means={curve ? retention.means(say.number(curve.quietDays), say.number(curve.customers)) : retention.none}
      table={table}
    >
      {asked.error && !asked.data && <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} isSlim />}
      {!asked.data && !asked.error && <Skeleton height={14} />}
      {curve && <Drawing curve={curve} />}
    </ChartCard>
  )
}
