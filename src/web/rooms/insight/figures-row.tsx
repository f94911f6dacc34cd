import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { getInsight } from '#rooms/insight/contract.ts'
import type { Answer } from '../../shell/api.ts'
import { type Say, useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { behindFigure } from '../promises/done-list.ts'
import { Meaning } from './chart-card.tsx'
import { behindPath, missingWords, spanOf } from './naming.ts'
import { endedOf, usePromiseRate } from './promise-figures.ts'
import { promisesWords } from './promises-words.data.ts'
import { type InsightWords, insightWords } from './words.data.ts'

export type Overview = Answer<typeof getInsight>

/** What a figure did: by how much, in words, and whether that is good. */
type Move = { by: number; words: string; isGood: boolean }

type Figure = {
  name: string
  label: string
  shown: string
  small?: string
  move?: Move | undefined
  why: string
  means: string
  /** The customers it opens, and how many; `path` and its words where it opens something else. */
  behind?: { list: string; count: number } | { path: string; words: string; count: number }
}

function Moved({ move, words }: { move: Move; words: InsightWords }) {
  if (move.by === 0) return <span className="meta">{words.same}</span>
  return (
    <span className={`ins-move ${move.isGood ? 'c-ok' : 'c-danger'}`}>
      <span aria-hidden="true">{move.by > 0 ? '▲' : '▼'}</span>
      <span className="unseen">{move.by > 0 ? words.up : words.down}</span> <span className="num">{move.words}</span>
    </span>
  )
}

function FigureCell({ figure, words, say }: { figure: Figure; words: InsightWords; say: Say }) {
  const shown: ReactNode = (
    <>
      <span className="unseen">{figure.label}: </span>
      <span className="ins-figure num">{figure.shown}</span>
      {figure.small && <span className="meta num nowrap"> {figure.small}</span>}
    </>
  )
  return (
    <li className="ins-fig" data-figure={figure.name}>
      <span className="ins-fig-head">
        <span className="meta t2 ins-fig-label">{figure.label}</span>
        <Meaning name={figure.label}>{figure.means}</Meaning>
      </span>
      {figure.behind ? (
        <Link
          className="ins-fig-link"
          href={'path' in figure.behind ? figure.behind.path : behindPath(figure.behind.list)}
          data-behind={figure.behind.count}
          title={'words' in figure.behind ? figure.behind.words : words.open(say.number(figure.behind.count))}
        >
          {shown}
        </Link>
      ) : (
        <span className="ins-fig-link">{shown}</span>
      )}
      <span className="ins-fig-why">
        {figure.move && <Moved move={figure.move} words={words} />}
        <span className="meta">{figure.why}</span>
      </span>
    </li>
  )
}

/** A movement of a share, in points; undefined where there was nothing to compare with. */
function pointsMoved(now: number | null, before: number | null, words: InsightWords, say: Say): Move | undefined {
  if (now === null || before === null) return undefined
  const by = Math.round((now - before) * 1000) / 10
  return { by, words: words.points(say.number(Math.abs(by), 1)), isGood: by > 0 }
}

/** "2,99–3,16 tỷ": a unit that both ends share is said once. */
function rangeOf(low: string, high: string): string {
  const unit = (shown: string) => /\s\S+$/u.exec(shown)?.[0] ?? ''
  return `${unit(low) === unit(high) ? low.slice(0, low.length - unit(low).length) : low}–${high}`
}

function loyalFigures({ loyal, known }: Overview, words: InsightWords, say: Say): Figure[] {
  if (!loyal) {
    return [
      {
        name: 'loyal',
        label: words.figures.loyal,
        shown: '–',
        why: missingWords(known, words, say.number),
        means: words.figures.loyalMeans(say.number(known.buyers.count)),
        behind: known.returned,
      },
    ]
  }
  const { figures } = words
  const by = loyal.count - loyal.before
  const tenure = loyal.tenureMedianDays
  const tenureBy = tenure === null || loyal.tenureBeforeDays === null ? null : tenure - loyal.tenureBeforeDays
  return [
    {
      name: 'loyal',
      label: figures.loyal,
      shown: say.number(loyal.count),
      move: { by, words: say.number(Math.abs(by)), isGood: by > 0 },
      why: figures.loyalWhy(say.number(loyal.entered.count), say.number(loyal.left.count)),
      means: figures.loyalMeans(say.number(loyal.ofHowMany)),
      behind: loyal,
    },
    {
      name: 'tenure',
      label: figures.tenure,
      shown: tenure === null ? '–' : spanOf(tenure, words),
      move:
        tenureBy === null
          ? undefined
          : { by: Math.abs(tenureBy) < 15 ? 0 : tenureBy, words: spanOf(Math.abs(tenureBy), words), isGood: tenureBy > 0 },
      why: figures.tenureWhy(say.number(loyal.count)),
      means: figures.tenureMeans,
      behind: loyal,
    },
  ]
}

function moneyFigures({ equity, costs, returning }: Overview, words: InsightWords, say: Say): Figure[] {
  const { figures } = words
  const shown: Figure[] = []
  if (equity) {
    const by = equity.before.minor > 0 ? equity.value.minor / equity.before.minor - 1 : null
    const won = equity.bridge.find(({ part }) => part === 'won')
    shown.push({
      name: 'equity',
      label: figures.equity,
      shown: say.short(equity.value),
      ...(equity.low && equity.high ? { small: rangeOf(say.short(equity.low), say.short(equity.high)) } : {}),
      move: by === null ? undefined : { by: Math.round(by * 1000), words: say.percent(Math.abs(by)), isGood: by > 0 },
      why: won ? figures.equityWhy(say.short(won.value)) : '',
      means: figures.equityMeans(equity.basis, say.number(equity.customers)),
      behind: { list: equity.list, count: equity.customers },
    })
  }
  if (costs) {
    const { each, eachBefore } = costs.keeping
    const by = each && eachBefore ? each.minor - eachBefore.minor : null
    shown.push({
      name: 'keeping',
      label: figures.keeping,
      shown: each ? say.money(each) : '–',
      move: by === null || !each ? undefined : { by, words: say.short({ ...each, minor: Math.abs(by) }), isGood: by < 0 },
      why: costs.winning.each ? figures.keepingWhy(say.money(costs.winning.each)) : each ? '' : figures.keepingNone,
      means: figures.keepingMeans(say.date(costs.since), say.date(costs.until)),
      behind: { list: costs.keeping.list, count: costs.keeping.customers },
    })
  }
  if (returning)
    shown.push({
      name: 'returning',
      label: figures.returning,
      shown: returning.share === null ? '–' : say.percent(returning.share),
      move: pointsMoved(returning.share, returning.before, words, say),
      why: figures.returningWhy(say.short(returning.value), say.short(returning.all)),
      means: figures.returningMeans(say.short(returning.all)),
      behind: { list: returning.list, count: returning.customers },
    })
  return shown
}

function repeatFigure({ repeat }: Overview, words: InsightWords, say: Say): Figure {
  const { figures } = words
  const isKnown = repeat.of > 0
  return {
    name: 'repeat',
    label: figures.repeat,
    shown: isKnown ? say.percent(repeat.share) : '–',
    ...(isKnown ? { small: rangeOf(say.percent(repeat.low, 0), say.percent(repeat.high, 0)) } : {}),
    move: isKnown && repeat.before.of > 0 ? pointsMoved(repeat.share, repeat.before.share, words, say) : undefined,
    why: isKnown ? figures.repeatWhy(say.number(repeat.had), say.number(repeat.of)) : words.tooLittle,
    means: repeat.since ? figures.repeatMeans(say.date(repeat.since), say.date(repeat.until)) : words.tooLittle,
    behind: { list: repeat.list, count: repeat.had },
  }
}

/** What of the promises to customers was kept in time, of all that ended so far. */
function usePromisesFigure(overview: Overview, insight: InsightWords, say: Say): Figure | undefined {
  const words = useWords(promisesWords)
  const rate = usePromiseRate(overview)
  if (!rate) return undefined
  const { now, before } = rate
  const [kept, ended] = [say.number(now.kept), say.number(endedOf(now))]
  const isKnown = now.rate !== null && now.low !== null && now.high !== null
  const share = now.rate === null ? '' : say.percent(now.rate, 0)
  return {
    name: 'promises',
    label: words.figure,
    shown: share || '–',
    ...(isKnown ? { small: rangeOf(say.percent(now.low ?? 0, 0), say.percent(now.high ?? 0, 0)) } : {}),
    move: pointsMoved(now.rate, before?.rate ?? null, insight, say),
    why: isKnown ? words.why(kept, ended) : words.none,
    means: words.means(kept, String(endedOf(now)), share),
    behind: { path: behindFigure('kept', { of: 'to-customer' }), words: words.openKept(kept), count: now.kept },
  }
}

/** The figures at a glance, each with its change, the reason, and the customers behind it. */
export function FiguresRow({ overview }: { overview: Overview }) {
  const words = useWords(insightWords)
  const say = useSay()
  const money = moneyFigures(overview, words, say)
  const promises = usePromisesFigure(overview, words, say)
  const returning = money.filter(({ name }) => name === 'returning')
  const figures = [
    ...loyalFigures(overview, words, say),
    ...money.filter(({ name }) => name !== 'returning'),
    ...(promises ? [promises] : []),
    // Six at a glance: who came again is told with the first impressions, too.
    ...(returning.length > 0 && promises ? returning : [repeatFigure(overview, words, say), ...returning]),
  ]
  return (
    <ul className="card ins-figs" aria-label={words.title}>
      {figures.map((figure) => (
        <FigureCell key={figure.name} figure={figure} words={words} say={say} />
      ))}
    </ul>
  )
}
