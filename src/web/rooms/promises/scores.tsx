import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { z } from 'zod'
import { categories, directions, promiseKinds, promiseScores, teams } from '#rooms/promises/contract.ts'
import { isDate } from '#values/civil-date.ts'
import { Button } from '../../kit/button.tsx'
import { Segmented, TextField } from '../../kit/field.tsx'
import { Choice } from '../../kit/menu.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../kit/states.tsx'
import { oneOf, text, useAddress } from '../../shell/address.ts'
import { useAsk } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { csvOf, download } from '../insight/csv.ts'
import { type By, behindFigure, type Figure } from './done-list.ts'
import { promiseWords } from './words.data.ts'

const bys = ['all', 'kind', 'category', 'team', 'person', 'partner'] as const
const address = { by: oneOf(bys, 'kind'), of: oneOf(directions, 'to-customer'), from: text(), until: text() }
type Score = z.output<typeof promiseScores.answer>['scores'][number]

const endedOf = ({ kept, late, broken }: Score): number => kept + late + broken
const known = <T extends string>(list: readonly T[], key: string): T | undefined => list.find((one) => one === key)

function useNames() {
  const words = useWords(promiseWords)
  return (by: By, { key, name }: Score): string => {
    const [kind, category, team] = [known(promiseKinds, key), known(categories, key), known(teams, key)]
    if (by === 'kind' && kind) return words.kinds[kind]
    if (by === 'category' && category) return words.categories[category]
    if (by === 'team' && team) return words.teams[team]
    if (by === 'all') return words.scores.all
    return name || words.scores.nobody
  }
}

/** The rate and between what it lies, as a bar that can be compared down the column. */
function Rate({ score }: { score: Score }) {
  const words = useWords(promiseWords).scores
  const say = useSay()
  if (score.rate === null) return <span className="t3">{words.tooFew}</span>
  return (
    <span className="score-rate">
      <span className="num strong">{say.percent(score.rate, 0)}</span>
      <svg className="score-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect className="score-ground" x="0" y="3" width="100" height="2" />
        {score.low !== null && score.high !== null && (
          <rect className="score-span" x={score.low * 100} y="1" width={Math.max(0.5, (score.high - score.low) * 100)} height="6" />
        )}
        <rect className="score-point" x={Math.min(99, score.rate * 100)} y="0" width="1.2" height="8" />
      </svg>
    </span>
  )
}

const counted = [
  ['exceeded', ({ exceeded }: Score) => exceeded],
  ['late', ({ late }: Score) => late],
  ['broken', ({ broken }: Score) => broken],
  ['warned', ({ warned }: Score) => warned],
  ['withdrawn', ({ withdrawn }: Score) => withdrawn],
  ['open', ({ open }: Score) => open],
] as const

/** A figure that opens the promises behind it, as many as it says. */
function Opens({ to, count, children }: { to: string | undefined; count: number; children: ReactNode }) {
  if (!to) return children
  return (
    <Link href={to} className="score-link" data-behind={count}>
      {children}
    </Link>
  )
}

type Asked = Omit<Parameters<typeof behindFigure>[1], 'key'>

function Table({ by, asked, scores }: { by: By; asked: Asked; scores: readonly Score[] }) {
  const words = useWords(promiseWords).scores
  const say = useSay()
  const nameOf = useNames()
  const pathOf = ({ key }: Score, figure: Figure) =>
    key === 'none' && by === 'person' ? undefined : behindFigure(figure, { ...asked, by, key })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
    <section className="done-room" data-scrolls aria-label={words.rate} tabIndex={0}>
      <table className="promise-table score-table">
        <thead>
          <tr>
            <th scope="col">{words.name[by]}</th>
            <th scope="col" className="right">
              {words.kept}
            </th>
            <th scope="col">{words.rate}</th>
            <th scope="col">{words.interval}</th>
            {[words.exceeded, words.late, words.broken, words.warned, words.withdrawn, words.open].map((title) => (
              <th key={title} scope="col" className="right">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {scores.map((score) => (
            <tr key={score.key}>
              <th scope="row">{nameOf(by, score)}</th>
              <td className="num right">
                {endedOf(score) > 0 ? (
                  <Opens to={pathOf(score, 'kept')} count={score.kept}>
                    {words.of(say.number(score.kept), say.number(endedOf(score)))}
                  </Opens>
                ) : (
                  '–'
                )}
              </td>
              <td>
                <Rate score={score} />
              </td>
              <td className="num">
                {score.low !== null && score.high !== null && words.between(say.number(score.low * 100, 0), say.percent(score.high, 0))}
              </td>
              {counted.map(([figure, of]) => (
                <td key={figure} className={`num right ${of(score) === 0 ? 't3' : ''}`}>
                  <Opens to={figure === 'warned' || of(score) === 0 ? undefined : pathOf(score, figure)} count={of(score)}>
                    {say.number(of(score))}
                  </Opens>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** How promises ended, with how sure the figure is; the same numbers as a file. */
export function Scores() {
  const words = useWords(promiseWords)
  const say = useSay()
  const nameOf = useNames()
  const [state, change] = useAddress(address)
  const days = { ...(isDate(state.from) ? { from: state.from } : {}), ...(isDate(state.until) ? { until: state.until } : {}) }
  const query = { by: state.by, direction: state.of, ...days }
  const answer = useAsk(promiseScores, { query }, { placeholderData: (before) => before })
  const scores = answer.data?.scores
  const [kept, ended] = [scores?.reduce((sum, one) => sum + one.kept, 0) ?? 0, scores?.reduce((sum, one) => sum + endedOf(one), 0) ?? 0]
  const save = () => {
    const of = words.scores
    const share = (value: number | null) => (value === null ? '' : Math.round(value * 1000) / 10)
    const head = [of.name[state.by], of.kept, of.late, of.broken, `${of.rate} (%)`, `${of.interval} (% −)`, `${of.interval} (% +)`]
    const rows = (scores ?? []).map((score) => [
      nameOf(state.by, score),
      score.kept,
      score.late,
      score.broken,
      share(score.rate),
      share(score.low),
      share(score.high),
      score.exceeded,
      score.warned,
      score.withdrawn,
      score.open,
    ])
    download(`${of.file}.csv`, csvOf([[...head, of.exceeded, of.warned, of.withdrawn, of.open], ...rows], say.language))
  }
  return (
    <div className="done">
      <div className="done-filters">
        <Segmented
          label={words.scores.by}
          value={state.by}
          choices={bys.map((value) => ({ value, words: words.scores.bys[value] }))}
          onChange={(by) => change({ by })}
        />
        <div className="done-choice">
          <Choice
            label={words.filter}
            value={state.of}
            choices={directions.map((value) => ({ value, words: words.directions[value] }))}
            onChange={(of) => change({ of })}
          />
        </div>
        <div className="score-days">
          <TextField
            label={words.scores.since}
            type="date"
            value={state.from}
            isNum
            onText={(from) => change({ from }, { isQuiet: true })}
          />
          <TextField
            label={words.scores.until}
            type="date"
            value={state.until}
            isNum
            onText={(until) => change({ until }, { isQuiet: true })}
          />
        </div>
      </div>
      {answer.error && !scores && <ErrorState problem={answer.error} onRetry={() => void answer.refetch()} isSlim />}
      {!scores && !answer.error && <Skeleton lines={6} height={2.75} />}
      {scores && ended === 0 && (
        <EmptyState icon="overview" isNoResult title={words.scores.empty}>
          {words.scores.emptyWhy}
        </EmptyState>
      )}
      {scores && ended > 0 && (
        <>
          <div className="row g4 wrap">
            <p className="body strong grow">{words.scores.headline(say.number(kept), say.number(ended))}</p>
            <Button icon="import" onClick={save}>
              {words.scores.csv}
            </Button>
          </div>
          <Table by={state.by} asked={{ of: state.of, ...days }} scores={scores} />
          <p className="meta done-rule">{words.scores.rule}</p>
        </>
      )}
    </div>
  )
}
