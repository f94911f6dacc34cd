import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { clearSample, loadSample, sampleState } from '#server/sample/contract.ts'
import { showNumber } from '#values/money.ts'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { ProblemLine } from '../kit/states.tsx'
import { say as notice } from '../kit/toasts.tsx'
import { useAct, useAsk } from './api.ts'
import { useLook } from './look.ts'
import { useSay } from './say.ts'
import { useHouse, useMay } from './session.tsx'
import { shellWords } from './words.data.ts'
import { useWords } from './words.ts'

/** What will go, in numbers, before it goes: clearing can't be undone. */
function ClearSample({ onClose }: { onClose: () => void }) {
  const words = useWords(shellWords).frame
  const say = useSay()
  const queries = useQueryClient()
  const sample = useAsk(sampleState, {})
  const counts = sample.data?.counts ?? {}
  const act = useAct(clearSample, {
    onDone: () => {
      onClose()
      notice(words.sampleCleared, { tone: 'ok' })
      void queries.invalidateQueries()
    },
  })
  return (
    <ConfirmDialog
      title={words.clearSampleTitle}
      act={words.clearSample}
      isBusy={act.isRunning}
      problem={act.problem}
      onRetry={act.again}
      onAct={() => act.go({})}
      onClose={onClose}
    >
      <p className="body">
        {words.clearSampleWhat(say.number(counts.customers ?? 0), say.number(counts.orders ?? 0), say.number(counts.lines ?? 0))}
      </p>
      <p className="body t2">{words.clearSampleKeeps}</p>
    </ConfirmDialog>
  )
}

/** Says that the people on the screen are made up, for as long as they are, and lets who may clear them away. */
export function SampleStrip({ isTop }: { isTop?: boolean }) {
  const words = useWords(shellWords).frame
  const { hasSample } = useHouse()
  const may = useMay()
  const [isClearing, setClearing] = useState(false)
  if (!hasSample) return null
  return (
    <p className={isTop ? 'sample sample-top phone-only' : 'sample'}>
      {words.sample}
      {may('house.settings') && (
        <>
          {' · '}
          <button type="button" className="sample-link" onClick={() => setClearing(true)}>
            {words.clearSample}
          </button>
        </>
      )}
      {isClearing && <ClearSample onClose={() => setClearing(false)} />}
    </p>
  )
}

/** Asks for the sample house as it is drawn, and shows how it fills; `onReady` when everything is there. */
export function SampleLoading({ onReady }: { onReady: () => void }) {
  const words = useWords(shellWords).frame
  // Before the first sign-in is done nobody is here yet: the numbers follow the look alone.
  const { language } = useLook()
  const queries = useQueryClient()
  const act = useAct(loadSample)
  const [isAsked, setAsked] = useState(false)
  const sample = useAsk(sampleState, {}, { enabled: isAsked, refetchInterval: 300 })
  useEffect(() => {
    if (isAsked) return
    setAsked(true)
    act.go({ body: {} })
  }, [isAsked, act])
  const state = sample.data?.state
  useEffect(() => {
    if (state !== 'ready') return
    void queries.invalidateQueries()
    onReady()
  }, [state, queries, onReady])
  const { done = 0, total = 0, counts = {} } = sample.data ?? {}
  const parts = [
    words.sampleCustomers(showNumber(counts.customers ?? 0, language)),
    words.sampleOrders(showNumber(counts.orders ?? 0, language)),
    words.sampleLines(showNumber(counts.lines ?? 0, language)),
  ]
  if (act.problem) return <ProblemLine problem={act.problem} onRetry={act.again} />
  return (
    <div className="stack g2" role="status">
      <p className="body">{words.sampleLoading}</p>
      <progress className="sample-progress" value={total > 0 ? done / total : undefined} max={1} aria-label={words.sampleLoading} />
      <p className="meta num">{parts.join(' · ')}</p>
    </div>
  )
}
