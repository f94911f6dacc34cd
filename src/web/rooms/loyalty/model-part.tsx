import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { loyaltyState, runLoyalty } from '#rooms/loyalty/contract.ts'
import { Button } from '../../kit/button.tsx'
import { EmptyState, ErrorState, ProblemLine, Skeleton } from '../../kit/states.tsx'
import { say as tell } from '../../kit/toasts.tsx'
import { keyOf, useAct, useAsk } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { LimitsForm } from './limits-form.tsx'
import { ModelCard } from './model-card.tsx'
import { loyaltyWords } from './words.data.ts'
import './loyalty.css'

const ASKED_AGAIN = 2000

/** How loyal customers are counted: the bounds, and by which model, whose forecast stands beside what happened. */
export function ModelPart() {
  const all = useWords(loyaltyWords)
  const words = all.settings
  const say = useSay()
  const queries = useQueryClient()
  const asked = useAsk(loyaltyState, {}, { refetchInterval: ({ state }) => (state.data?.isRunning ? ASKED_AGAIN : false) })
  const run = useAct(runLoyalty, {
    onDone: () => {
      tell(words.asked, { tone: 'ok' })
      void queries.invalidateQueries({ queryKey: keyOf(loyaltyState) })
    },
  })
  const said = asked.data
  const finished = said?.lastRun?.finishedAt
  useEffect(() => {
    // What was shown of customers by an older run is asked for anew.
    if (finished) for (const name of ['getLoyaltyOf', 'listLoyalty']) void queries.invalidateQueries({ queryKey: [name] })
  }, [finished, queries])
  if (asked.error && !said) return <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} />
  if (!said) return <Skeleton lines={10} height={2.5} />
  const bought = said.counts ? Object.values(said.counts).reduce((sum, count) => sum + count, 0) : 0
  return (
    <div className="model-part">
      <header className="stack g2">
        <h2 className="section">{words.title}</h2>
        <p className="body t2">{words.why}</p>
        {said.counts && <p className="meta num">{words.counts(say.number(bought), say.number(said.never))}</p>}
        <div className="row g2 wrap">
          <Button isBusy={run.isRunning || said.isRunning} onClick={() => run.go({ body: { models: 'usual' } })}>
            {said.isRunning ? words.running : words.run}
          </Button>
          <Button kind="quiet" disabled={said.isRunning} onClick={() => run.go({ body: { models: 'all' } })}>
            {words.runAll}
          </Button>
        </div>
        {run.problem && <ProblemLine problem={run.problem} />}
        {said.lastRun?.isKept && (said.lastRun.reasons.length ?? 0) > 0 && (
          <p className="meta c-warn">
            {words.kept}{' '}
            {said.lastRun.reasons.map(({ code, have, need }) => all.lacks[code](say.number(have, 0), say.number(need, 0))).join(' ')}
          </p>
        )}
      </header>
      {said.setting && (
        <LimitsForm key={said.setting.version} setting={said.setting} cycleDays={said.cycleDays} hasModel={said.counts !== null} />
      )}
      {said.card ? (
        <ModelCard card={said.card} />
      ) : (
        <EmptyState icon="sprout" title={words.noCard} isNoResult>
          {said.missing.map(({ code, have, need }) => all.lacks[code](say.number(have, 0), say.number(need, 0))).join(' ')}{' '}
          {words.noCardWhy}
        </EmptyState>
      )}
    </div>
  )
}
