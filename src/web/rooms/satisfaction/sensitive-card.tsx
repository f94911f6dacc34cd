import { Link } from 'wouter'
import { getSensitive } from '#rooms/satisfaction/contract.ts'
import { EmptyState, ErrorState, Skeleton } from '../../kit/states.tsx'
import { type Answer, useAsk } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { ChartCard, type ChartTable } from '../insight/chart-card.tsx'
import { usePoints } from '../insight/points.ts'
import { useNameOfStop } from './map/map-data.ts'
import { satisfactionWords } from './words.data.ts'
import './satisfaction.css'

type Sensitive = Answer<typeof getSensitive>
type Finding = Sensitive['findings'][number]

const MOST = 6

/** Where the customers behind such a figure are listed. */
const behindSensitive = (factor: string, group: 'gone' | 'stayed'): string =>
  `/overview/touchpoints?factor=${encodeURIComponent(factor)}&group=${group}`

/** A touchpoint, and whether something was wrong there. */
export function useFactorName() {
  const words = useWords(satisfactionWords).sensitive
  const nameOf = useNameOfStop()
  return (finding: Pick<Finding, 'nameVi' | 'nameEn' | 'isBad'>): string => (finding.isBad ? words.bad(nameOf(finding)) : nameOf(finding))
}

/** A difference of shares, in points of a hundred. */
function usePointsWords() {
  const say = useSay()
  return (value: number): string => {
    const points = Math.round(value * 100)
    return `${points < 0 ? '−' : points > 0 ? '+' : ''}${say.number(Math.abs(points))}`
  }
}

const hundredths = (share: number): number => Math.round(share * 100) / 100

function useTable({ findings, gone, stayed, asOf }: Sensitive): ChartTable | undefined {
  const words = useWords(satisfactionWords).sensitive
  const say = useSay()
  const nameOf = useFactorName()
  // In a table the sign says enough, and a file reads it as a number.
  const plain = (share: number): string => `${Math.round(share * 100) < 0 ? '−' : ''}${say.number(Math.abs(Math.round(share * 100)))}`
  if (asOf === null || findings.length === 0) return undefined
  return {
    file: 'touchpoints',
    asOf,
    columns: words.columns,
    rows: findings.map((one) => [
      { words: nameOf(one) },
      { words: say.number(one.goneHad), value: one.goneHad, path: behindSensitive(one.factor, 'gone') },
      { words: say.percent(one.goneHad / gone, 0), value: hundredths(one.goneHad / gone) },
      { words: say.number(one.stayedHad), value: one.stayedHad, path: behindSensitive(one.factor, 'stayed') },
      { words: say.percent(one.stayedHad / stayed, 0), value: hundredths(one.stayedHad / stayed) },
      ...[one.difference, one.low, one.high].map((share) => ({ words: plain(share), value: Math.round(share * 100) })),
      { words: one.q === null ? words.too : one.standsOut ? words.clear : words.unclear },
    ]),
  }
}

function Bar({ group, had, of, factor, point }: { group: 'gone' | 'stayed'; had: number; of: number; factor: string; point: object }) {
  const words = useWords(satisfactionWords).sensitive
  const say = useSay()
  const share = had / Math.max(1, of)
  return (
    <Link
      {...point}
      className="sens-bar"
      href={behindSensitive(factor, group)}
      data-behind={had}
      aria-label={`${words[group]}: ${say.number(had)}, ${say.percent(share, 0)}`}
    >
      <i className={`sens-${group}`} style={{ width: `${share * 80}%` }} aria-hidden="true" />
      <span className="meta num">{say.percent(share, 0)}</span>
    </Link>
  )
}

function Lines({ sensitive }: { sensitive: Sensitive }) {
  const words = useWords(satisfactionWords).sensitive
  const say = useSay()
  const nameOf = useFactorName()
  const points = usePointsWords()
  const { findings, gone, stayed } = sensitive
  const shown = findings.filter(({ q }) => q !== null).slice(0, MOST)
  const { onKeyDown, pointAt } = usePoints(shown.length * 2)
  return (
    <>
      <p className="meta t2 sens-legend">
        {words.groups(say.number(gone), say.number(stayed))}
        <span className="sens-key">
          <i className="sens-gone" aria-hidden="true" /> {words.gone}
        </span>
        <span className="sens-key">
          <i className="sens-stayed" aria-hidden="true" /> {words.stayed}
        </span>
      </p>
      <ul className="sens-list" onKeyDown={onKeyDown}>
        {shown.map((one, at) => (
          <li key={one.factor} className="sens-line">
            <span>{nameOf(one)}</span>
            <span className="sens-bars">
              <Bar group="gone" had={one.goneHad} of={gone} factor={one.factor} point={pointAt(2 * at)} />
              <Bar group="stayed" had={one.stayedHad} of={stayed} factor={one.factor} point={pointAt(2 * at + 1)} />
            </span>
            <span className="sens-end meta">
              <span className="num strong">{words.points(points(one.difference))}</span>
              <span className="num t3">
                {points(one.low)} … {points(one.high)}
              </span>
              <span className={one.standsOut ? 'c-warn strong' : 't3'}>{one.standsOut ? words.clear : words.unclear}</span>
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Touchpoints that come before customers stop coming, against those who stayed. */
export function SensitiveCard() {
  const words = useWords(satisfactionWords).sensitive
  const say = useSay()
  const asked = useAsk(getSensitive, {})
  const sensitive = asked.data
  const table = useTable(
    sensitive ?? { computedAt: null, asOf: null, gone: 0, stayed: 0, needed: 0, isEnough: false, windowDays: 0, findings: [] },
  )
  const nameOf = useFactorName()
  const first = sensitive?.findings.find(({ standsOut, difference }) => standsOut && difference > 0)
  const share = (had: number, of: number): string => say.percent(had / Math.max(1, of), 0)
  const sentence = !sensitive
    ? ' '
    : !sensitive.isEnough
      ? words.little
      : first
        ? words.says(nameOf(first), share(first.goneHad, sensitive.gone), share(first.stayedHad, sensitive.stayed))
        : words.saysNone
  return (
    <ChartCard
      name="sensitive"
      title={words.title}
      sentence={sentence}
      means={words.means(say.number(sensitive?.windowDays ?? 37))}
      table={table}
    >
      {asked.error && !sensitive && <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} isSlim />}
      {!sensitive && !asked.error && <Skeleton height={12} />}
      {sensitive && !sensitive.isEnough && (
        <EmptyState icon="sprout" title={words.little} isNoResult>
          {sensitive.computedAt ? words.littleWhy(say.number(sensitive.gone), say.number(sensitive.needed)) : words.none}
        </EmptyState>
      )}
      {sensitive?.isEnough && <Lines sensitive={sensitive} />}
    </ChartCard>
  )
}
