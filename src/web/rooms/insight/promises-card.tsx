import { Link } from 'wouter'
import { type directions, promiseKinds, promiseScores, teams } from '#rooms/promises/contract.ts'
import { Segmented } from '../../kit/field.tsx'
import { ErrorState, Skeleton } from '../../kit/states.tsx'
import { oneOf, useAddress } from '../../shell/address.ts'
import { useAsk } from '../../shell/api.ts'
import { type Say, useSay } from '../../shell/say.ts'
import { useMay } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { behindFigure, type Figure } from '../promises/done-list.ts'
import { promiseWords } from '../promises/words.data.ts'
import { type Cell, ChartCard, type ChartTable } from './chart-card.tsx'
import type { Overview } from './figures-row.tsx'
import { usePoints } from './points.ts'
import { endedOf, type Score } from './promise-figures.ts'
import { promisesWords } from './promises-words.data.ts'
import { insightWords } from './words.data.ts'

const bys = ['kind', 'team', 'partner'] as const
type By = (typeof bys)[number]
type Direction = (typeof directions)[number]
type Row = { score: Score; name: string; of: Direction; by: By | 'all' }
type Days = { from?: string; until?: string }

const MOST = 6
const address = { promised: oneOf(['all', 'period'], 'all'), promisesBy: oneOf(bys, 'kind') }
const outcomes = ['kept', 'late', 'broken', 'withdrawn', 'open'] as const
const known = <T extends string>(list: readonly T[], key: string): T | undefined => list.find((one) => one === key)

const pathOf = ({ score, of, by }: Row, figure: Figure, days: Days): string => behindFigure(figure, { of, by, key: score.key, ...days })

/** Between what the rate lies: "85–92 %". */
const rangeOf = ({ low, high }: Score, say: Say): string =>
  low === null || high === null ? '' : `${say.number(low * 100, 0)}–${say.percent(high, 0)}`

/** Promises to customers by kind or team; with partners, both ways. */
function useRows(by: By, days: Days): { rows: Row[] | undefined; all: Row | undefined; problem: ReturnType<typeof useAsk>['error'] } {
  const words = useWords(promisesWords)
  const names = useWords(promiseWords)
  const asked = (of: Direction, as: By | 'all', enabled = true) =>
    // biome-ignore lint/correctness/useHookAtTopLevel: asked for in the same order each time.
    useAsk(promiseScores, { query: { by: as, direction: of, ...days } }, { enabled, placeholderData: (before) => before })
  const isPartners = by === 'partner'
  const all = asked('to-customer', 'all')
  const ours = asked('to-customer', isPartners ? 'kind' : by, !isPartners)
  const theirs = (['from-supplier', 'from-partner', 'to-partner'] as const).map((of) => ({ of, answer: asked(of, 'partner', isPartners) }))
  const nameOf = ({ key }: Score): string => {
    const [kind, team] = [known(promiseKinds, key), known(teams, key)]
    return (by === 'kind' && kind ? names.kinds[kind] : team && names.teams[team]) ?? words.nobody
  }
  const partners = theirs.every(({ answer }) => answer.data)
    ? theirs.flatMap(({ of, answer }) =>
        (answer.data?.scores ?? []).map(
          (score): Row => ({ score, of, by, name: (of === 'to-partner' ? words.ours : words.theirs)(score.name) }),
        ),
      )
    : undefined
  const [sum] = all.data?.scores ?? []
  return {
    all: sum && { score: sum, of: 'to-customer', by: 'all', name: words.everything },
    rows: isPartners ? partners : ours.data?.scores.map((score): Row => ({ score, of: 'to-customer', by, name: nameOf(score) })),
    problem: all.error ?? ours.error ?? theirs.find(({ answer }) => answer.error)?.answer.error ?? null,
  }
}

/** The five ends as one bar, and each of them in words with its count. */
function Outcomes({ all, days, pointAt }: { all: Row; days: Days; pointAt: (at: number) => object }) {
  const words = useWords(promisesWords)
  const say = useSay()
  const { score } = all
  const marks: Partial<Record<Figure, string>> = {
    ...(score.exceeded > 0 ? { kept: words.exceeded(say.number(score.exceeded)) } : {}),
    ...(score.warnedLate > 0 ? { late: words.warned(say.number(score.warnedLate)) } : {}),
    ...(score.warned > score.warnedLate ? { broken: words.warned(say.number(score.warned - score.warnedLate)) } : {}),
  }
  return (
    <>
      <div className="ins-outcome-bar" aria-hidden="true">
        {outcomes.map((outcome) => (
          <i key={outcome} className={`ins-outcome-${outcome}`} style={{ flexGrow: score[outcome] }} />
        ))}
      </div>
      <ul className="ins-outcomes">
        {outcomes.map((outcome, at) => (
          <li key={outcome}>
            <Link
              {...pointAt(at)}
              className="ins-outcome"
              href={pathOf(all, outcome, days)}
              data-behind={score[outcome]}
              title={words.open(say.number(score[outcome]), words.outcomes[outcome])}
            >
              <i className={`ins-outcome-sign ins-outcome-${outcome}`} aria-hidden="true" />
              <span>{words.outcomes[outcome]}</span> <span className="num strong">{say.number(score[outcome])}</span>
            </Link>
            {marks[outcome] && <span className="meta num nowrap">{marks[outcome]}</span>}
          </li>
        ))}
      </ul>
    </>
  )
}

/** One kind, team or partner: the share that was kept, and between what it lies. */
function RateRow({ row, days, point }: { row: Row; days: Days; point: object }) {
  const words = useWords(promisesWords)
  const say = useSay()
  const { score, name } = row
  const ended = endedOf(score)
  const [kept, of, share] = [say.number(score.kept), say.number(ended), score.rate === null ? '–' : say.percent(score.rate, 0)]
  return (
    <li>
      <Link
        {...point}
        className="ins-group"
        href={pathOf(row, 'kept', days)}
        data-behind={score.kept}
        title={words.row(name, share, kept, of)}
      >
        <span className="ins-group-name cut">{name}</span>
        <span className="ins-group-bar" aria-hidden="true">
          {score.rate !== null && <i className="ins-group-fill" style={{ width: `${score.rate * 100}%` }} />}
          {score.low !== null && score.high !== null && (
            <i className="ins-group-range" style={{ left: `${score.low * 100}%`, width: `${(score.high - score.low) * 100}%` }} />
          )}
        </span>
        <span className="num strong right">{share}</span>
        <span className="meta num right">
          {kept}/{of}
        </span>
      </Link>
    </li>
  )
}

function cellsOf(row: Row, days: Days, say: Say): Cell[] {
  const { score } = row
  const figure = (name: Figure, value: number): Cell => ({
    words: say.number(value),
    value,
    path: pathOf(row, name, days),
    customers: value,
  })
  const share = (value: number | null): Cell => (value === null ? { words: '–' } : { words: say.percent(value), value })
  return [
    { words: row.name },
    figure('kept', score.kept),
    figure('exceeded', score.exceeded),
    figure('late', score.late),
    figure('warnedLate', score.warnedLate),
    figure('broken', score.broken),
    figure('warnedBroken', score.warned - score.warnedLate),
    figure('withdrawn', score.withdrawn),
    figure('open', score.open),
    share(score.rate),
    share(score.low),
    share(score.high),
  ]
}

/** How promises ended: kept, late, broken, withdrawn, open; and how surely each kind, team and partner keeps them. */
export function PromisesCard({ overview }: { overview: Overview }) {
  const words = useWords(promisesWords)
  const periods = useWords(insightWords).periods
  const say = useSay()
  const may = useMay()
  const [{ promised, promisesBy: by }, change] = useAddress(address)
  const days = promised === 'period' ? { from: overview.since } : {}
  const { all, rows, problem } = useRows(by, days)
  const shown = (rows ?? []).filter(({ score }) => endedOf(score) > 0).slice(0, MOST)
  const points = usePoints(outcomes.length + shown.length)
  if (!may('promises.read')) return null
  const ended = all ? endedOf(all.score) : 0
  const [kept, of] = [say.number(all?.score.kept ?? 0), say.number(ended)]
  const share = all?.score.rate == null ? '' : say.percent(all.score.rate, 0)
  const { columns } = words
  const table: ChartTable | undefined =
    all && rows
      ? {
          file: `${promised === 'period' ? `${overview.period}-` : ''}promises-${by}`,
          asOf: say.today,
          columns: Object.values(columns),
          rows: [all, ...rows].map((row) => cellsOf(row, days, say)),
        }
      : undefined
  return (
    <ChartCard
      name="promises"
      title={words.title}
      sentence={all ? (ended > 0 ? words.says(kept, of, share, rangeOf(all.score, say)) : words.saysNone) : ''}
      means={words.means(kept, String(ended), share)}
      table={table}
    >
      {problem && !all && <ErrorState problem={problem} isSlim />}
      {!all && !problem && <Skeleton height={10} />}
      {all && (
        // biome-ignore lint/a11y/noStaticElementInteractions: the arrows walk among the links inside.
        <div onKeyDown={points.onKeyDown}>
          <div className="ins-choose row g2">
            <Segmented
              label={words.span}
              value={promised}
              onChange={(to) => change({ promised: to }, { isQuiet: true })}
              choices={[
                { value: 'all', words: words.all },
                { value: 'period', words: periods[overview.period] },
              ]}
            />
            <Segmented
              label={words.by}
              value={by}
              onChange={(to) => change({ promisesBy: to }, { isQuiet: true })}
              choices={bys.map((value) => ({ value, words: words.bys[value] }))}
            />
          </div>
          <Outcomes all={all} days={days} pointAt={points.pointAt} />
          {shown.length > 0 ? (
            <ul className="ins-groups">
              {shown.map((row, at) => (
                <RateRow key={`${row.of} ${row.score.key}`} row={row} days={days} point={points.pointAt(outcomes.length + at)} />
              ))}
            </ul>
          ) : (
            rows && by === 'partner' && <p className="meta ins-foot">{words.noPartners}</p>
          )}
        </div>
      )}
    </ChartCard>
  )
}
