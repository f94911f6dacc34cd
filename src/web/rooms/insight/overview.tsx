import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import {
  getCallThree,
  getCohorts,
  getFirstImpressions,
  getInsight,
  getRetention,
  insightAgainst,
  insightPeriods,
  runInsight,
} from '#rooms/insight/contract.ts'
import { Button, ButtonLink, IconButton } from '../../kit/button.tsx'
import { Segmented } from '../../kit/field.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../kit/states.tsx'
import { say as tell } from '../../kit/toasts.tsx'
import { oneOf, useAddress } from '../../shell/address.ts'
import { keyOf, useAct, useAsk } from '../../shell/api.ts'
import { useKeys } from '../../shell/keys.ts'
import { useSay } from '../../shell/say.ts'
import { useMay } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { SensitiveCard } from '../satisfaction/sensitive-card.tsx'
import { BridgeCard } from './bridge-chart.tsx'
import { CallsCard } from './calls-card.tsx'
import { CohortsCard } from './cohorts-card.tsx'
import { CostsCard } from './costs-card.tsx'
import { FiguresRow, type Overview } from './figures-row.tsx'
import { FlowCard } from './flow-chart.tsx'
import { ImpressionsCard } from './impressions-card.tsx'
import { missingWords } from './naming.ts'
import { PromisesCard } from './promises-card.tsx'
import { RetentionCard } from './retention-chart.tsx'
import { insightWords } from './words.data.ts'
import './overview.css'

const DAY = 24 * 3600_000
const address = { period: oneOf(insightPeriods, '90'), against: oneOf(insightAgainst, 'before') }

/** Counting anew beside the requests; what is shown follows when it is done. */
function useCount(day: Overview['day'] | undefined) {
  const words = useWords(insightWords)
  const queries = useQueryClient()
  const [waitsSince, wait] = useState<string | null>()
  const isWaiting = waitsSince !== undefined
  const act = useAct(runInsight, { onDone: () => wait(day?.computedAt ?? null) })
  useEffect(() => {
    if (!isWaiting || (day?.computedAt ?? null) === waitsSince) return
    wait(undefined)
    tell(words.counted, { tone: 'ok' })
    for (const route of [getCohorts, getRetention, getFirstImpressions, getCallThree])
      void queries.invalidateQueries({ queryKey: keyOf(route) })
  }, [day, waitsSince, isWaiting, words, queries])
  return {
    isWaiting: isWaiting || act.isRunning,
    problem: act.problem,
    go: () => act.go({ body: {} }),
    poll: isWaiting ? 1500 : false,
  } as const
}

function Head({ overview, count }: { overview: Overview | undefined; count: ReturnType<typeof useCount> }) {
  const words = useWords(insightWords)
  const say = useSay()
  const may = useMay()
  const [{ period, against }, change] = useAddress(address)
  const day = overview?.day
  const hasFigures = overview !== undefined && overview.known.buyers.count > 0
  const isStale = day ? Date.now() - new Date(day.computedAt).getTime() > DAY : false
  const at = insightPeriods.indexOf(period)
  const go = (step: -1 | 1) => {
    const next = insightPeriods[at + step]
    if (next) change({ period: next }, { isQuiet: true })
  }
  // A year is measured against the one before it either way.
  const isYear = period === '365'
  const compare = () => {
    if (isYear) return false
    change({ against: against === 'before' ? 'year' : 'before' }, { isQuiet: true })
  }
  useKeys([
    { key: '[', words: words.shorter, act: () => go(-1) },
    { key: ']', words: words.longer, act: () => go(1) },
    { key: '.', words: words.compare, act: compare },
  ])
  return (
    <header className="ins-head">
      <h1 className="title">{words.title}</h1>
      {day && (
        <p className={`meta ${isStale ? 'c-warn' : ''}`}>
          {isStale && `${words.stale}: `}
          {words.asOf(say.clockOf(day.computedAt), say.date(say.dayOf(day.computedAt)))}
        </p>
      )}
      {day && may('house.settings') && (
        <Button kind="quiet" size="small" icon="recent" isBusy={count.isWaiting} onClick={count.go} className="ins-recount">
          {count.isWaiting ? words.counting : words.recount}
        </Button>
      )}
      <span className="grow phone-off" />
      {hasFigures && (
        <>
          <span className="ins-periods">
            <IconButton icon="left" label={words.shorter} keyHint="[" disabled={at === 0} onClick={() => go(-1)} className="phone-off" />
            <Segmented
              label={words.period}
              value={period}
              onChange={(to) => change({ period: to }, { isQuiet: true })}
              choices={insightPeriods.map((value) => ({ value, words: words.periods[value] }))}
            />
            <IconButton
              icon="right"
              label={words.longer}
              keyHint="]"
              disabled={at === insightPeriods.length - 1}
              onClick={() => go(1)}
              className="phone-off"
            />
          </span>
          <Button
            keyHint={isYear ? undefined : '.'}
            disabled={isYear}
            aria-label={`${isYear || against === 'before' ? words.against[period] : words.againstYear}: ${words.compare}`}
            onClick={compare}
          >
            {isYear || against === 'before' ? words.against[period] : words.againstYear}
          </Button>
        </>
      )}
    </header>
  )
}

/** Nothing counted, or nothing sold: what will live here, and the one thing to do. */
function Nothing({ overview, count }: { overview: Overview; count: ReturnType<typeof useCount> }) {
  const words = useWords(insightWords)
  const may = useMay()
  if (overview.day)
    return (
      <EmptyState
        icon="overview"
        title={words.noSales}
        act={
          may('imports.run') && (
            <ButtonLink to="/customers/import" kind="primary" icon="import">
              {words.importOrders}
            </ButtonLink>
          )
        }
      >
        {words.noSalesWhy}
      </EmptyState>
    )
  return (
    <EmptyState
      icon="overview"
      title={count.isWaiting ? words.counting : words.notCounted}
      act={
        may('house.settings') && (
          <Button kind="primary" icon="recent" isBusy={count.isWaiting} onClick={count.go}>
            {words.countNow}
          </Button>
        )
      }
    >
      {words.notCountedWhy}
    </EmptyState>
  )
}

/** In place of the model's charts: what is missing, and what is known already. */
function TooLittle({ overview }: { overview: Overview }) {
  const words = useWords(insightWords)
  const say = useSay()
  return (
    <section className="card ins-card ins-too-little">
      <EmptyState icon="sprout" title={words.tooLittle} isNoResult>
        {missingWords(overview.known, words, say.number)}
      </EmptyState>
    </section>
  )
}

function Waiting() {
  return (
    <div className="ins-waiting" aria-hidden="true">
      <Skeleton height={6} />
      <Skeleton height={18} />
      <Skeleton height={18} />
    </div>
  )
}

function Charts({ overview }: { overview: Overview }) {
  return (
    <div className={`ins-grid ${overview.loyal ? '' : 'is-modelless'}`}>
      {overview.loyal ? (
        <>
          <FlowCard overview={overview} />
          <BridgeCard overview={overview} />
        </>
      ) : (
        <TooLittle overview={overview} />
      )}
      <RetentionCard />
      <CohortsCard />
      <CallsCard hasModel={overview.loyal !== null} />
      <ImpressionsCard />
      <SensitiveCard />
      <CostsCard overview={overview} />
      <PromisesCard overview={overview} />
    </div>
  )
}

/** The owner in two minutes: who stays, what they are worth, whom to call. */
export default function OverviewScreen() {
  const [{ period, against }] = useAddress(address)
  const [poll, setPoll] = useState<number | false>(false)
  const asked = useAsk(
    getInsight,
    { query: { period, against } },
    { refetchInterval: poll, placeholderData: (before: Overview | undefined) => before },
  )
  const overview = asked.data
  const count = useCount(overview?.day)
  useEffect(() => setPoll(count.poll), [count.poll])
  return (
    <div className="frame-page ins" data-scrolls>
      <Head overview={overview} count={count} />
      {asked.error && !overview && <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} />}
      {!overview && !asked.error && <Waiting />}
      {overview && (overview.day === null || overview.known.buyers.count === 0) && <Nothing overview={overview} count={count} />}
      {overview?.day && overview.known.buyers.count > 0 && (
        <>
          <FiguresRow overview={overview} />
          <Charts overview={overview} />
        </>
      )}
    </div>
  )
}
