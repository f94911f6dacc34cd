import { useMediaQuery } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useLocation, useRoute } from 'wouter'
import { ButtonLink } from '../../kit/button.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../kit/states.tsx'
import { maybe, text, useAddress } from '../../shell/address.ts'
import { useWords } from '../../shell/words.ts'
import { ColumnsStep } from './columns-step.tsx'
import { FileStep } from './file-step.tsx'
import { FileTaken } from './file-taken.tsx'
import { MatchesStep } from './matches-step.tsx'
import { PreviewStep } from './preview-step.tsx'
import { RunStep } from './run-step.tsx'
import { furthest, type Import, type Step, stepAfter, stepBefore, stepFor, steps } from './steps.ts'
import { useActs, useChange, useCounting, useImport } from './use-import.ts'
import { release, watchImport } from './watch.ts'
import { WizardHead } from './wizard-head.tsx'
import { importWords } from './words.data.ts'
import './wizard.css'

const address = { step: maybe(steps), column: text() }

/** Choosing and mapping wants a wide screen; a phone gets results. A large screen made narrow or zoomed in gets all. */
const useIsNarrow = () => useMediaQuery('(max-width: 47.5rem) and (pointer: coarse)', false, { getInitialValueInEffect: false })

function NeedsWidth() {
  const words = useWords(importWords)
  return (
    <>
      <header className="wiz-head page-head">
        <h1 className="title">{words.title}</h1>
      </header>
      <EmptyState icon="screen" title={words.phoneOnly} act={<ButtonLink to="/customers/imports">{words.history}</ButtonLink>}>
        {words.phoneOnlyWhy}
      </EmptyState>
    </>
  )
}

/** Says when an import ends whose screen was left. */
function useWatchWhenLeft(it: Import | undefined): void {
  const words = useWords(importWords).run
  const queries = useQueryClient()
  const id = it?.id
  const isAtWork = it?.state === 'running' || it?.state === 'undoing'
  useEffect(() => {
    if (!id || !isAtWork) return
    release(id)
    return () => watchImport(id, queries, words)
  }, [id, isAtWork, queries, words])
  // Drawn and done: there is nothing left to announce.
  useEffect(() => {
    if (id && !isAtWork) release(id)
  }, [id, isAtWork])
}

/** One import, at the step that the address names and that it has come to. */
function OneImport({ importId }: { importId: string }) {
  const words = useWords(importWords)
  const [state, setState] = useAddress(address)
  const [, navigate] = useLocation()
  const isNarrow = useIsNarrow()
  const { change, isChanging } = useChange(importId)
  const asked = useImport(importId, isChanging)
  const it = asked.data
  const acts = useActs(importId)
  const step = it && stepFor(state.step, it)
  useCounting(it, acts, isChanging || step === 'file')
  useWatchWhenLeft(it)
  if (asked.error && !it) return <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} />
  if (!it || !step)
    return (
      <div className="page">
        <Skeleton lines={6} height={2.75} />
      </div>
    )
  if (isNarrow && step !== 'run') return <NeedsWidth />
  const go = (to: Step) => setState({ step: to, column: '' })
  const again = () => navigate(`/customers/import${it.subject === 'customers' ? '' : `?subject=${it.subject}`}`)
  const walk = { onNext: () => go(stepAfter(step)), onBack: () => go(stepBefore(step)) }
  const start = async () => {
    try {
      await acts.run.start()
      go('run')
    } catch {
      // The problem stands beside the button.
    }
  }
  return (
    <div className="wiz">
      <WizardHead it={it} step={step} last={furthest(it)} onStep={go} onChangeFile={step === 'run' ? undefined : again} />
      {step === 'file' && <FileTaken it={it} change={change} onNext={walk.onNext} onChangeFile={again} />}
      {step === 'columns' && (
        <ColumnsStep
          it={it}
          change={change}
          isChanging={isChanging}
          acts={acts}
          column={state.column}
          onColumn={(column) => setState({ column }, { isQuiet: column === '' })}
          {...walk}
        />
      )}
      {step === 'matches' && <MatchesStep it={it} change={change} isChanging={isChanging} acts={acts} {...walk} />}
      {step === 'preview' && (
        <PreviewStep
          it={it}
          change={change}
          isChanging={isChanging}
          acts={acts}
          onNext={() => void start()}
          onBack={walk.onBack}
          onColumn={(place) => setState({ step: 'columns', column: String(place) })}
        />
      )}
      {step === 'run' && <RunStep it={it} acts={acts} />}
      <p className="unseen" aria-live="polite">
        {it.state === 'previewing' ? words.counts.counting : ''}
      </p>
    </div>
  )
}

/** Brings a list of customers or orders in, in five steps; nothing is written before the last. */
export default function ImportWizard() {
  const [, params] = useRoute('/customers/import/:importId?')
  const isNarrow = useIsNarrow()
  if (params?.importId) return <OneImport key={params.importId} importId={params.importId} />
  if (isNarrow) return <NeedsWidth />
  return (
    <div className="wiz">
      <WizardHead step="file" last="file" />
      <FileStep />
    </div>
  )
}
