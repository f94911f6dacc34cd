import { type ReactNode, useEffect, useRef } from 'react'
import { Button } from '../../kit/button.tsx'
import { Icon } from '../../kit/icons.tsx'
import { ProblemLine } from '../../kit/states.tsx'
import { useKeys } from '../../shell/keys.ts'
import type { Problem } from '../../shell/problem.ts'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { doublesOf, sameOf } from './column-notes.ts'
import { WorkBar } from './import-state.tsx'
import { type Import, type Step, steps } from './steps.ts'
import type { Acts } from './use-import.ts'
import { importWords } from './words.data.ts'

/** A step's heading: it has the focus when the step opens, so that it is the first thing read. */
export function StepHeading({ step, children, isUnseen }: { step: Step; children: string; isUnseen?: boolean }) {
  const words = useWords(importWords)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <h2 ref={heading} tabIndex={-1} className={isUnseen ? 'unseen' : 'section wiz-heading'}>
      <span className="unseen">{words.stepOf(steps.indexOf(step) + 1, steps.length, words.steps[step])}. </span>
      {children}
    </h2>
  )
}

const isControl = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('button, a[href], input, select, textarea, summary, [role=option]') !== null

/** Enter goes on wherever it has no other meaning, or does what the step wants of it; Ctrl Enter goes on from anywhere. */
function useNextKey(onNext: (() => void) | undefined, onEnter: (() => void) | undefined): void {
  const words = useWords(importWords)
  const act = () => onNext?.()
  const now = useRef(act)
  now.current = act
  useKeys([
    { key: 'Enter', words: words.nextKey, act: (event) => (isControl(event.target) ? false : onEnter?.()) },
    { key: 'Mod+Enter', words: words.nextKey, whileTyping: true, act },
  ])
  useEffect(() => {
    // A closed list of choices takes every Enter for itself; with Ctrl it is ours.
    const before = (event: KeyboardEvent) => {
      if (
        event.key !== 'Enter' ||
        !(event.ctrlKey || event.metaKey) ||
        !(event.target instanceof Element) ||
        !event.target.matches('.choice')
      )
        return
      event.preventDefault()
      event.stopPropagation()
      now.current()
    }
    addEventListener('keydown', before, { capture: true })
    return () => removeEventListener('keydown', before, { capture: true })
  }, [])
}

const Figure = ({ n, words }: { n: number; words: string }) => {
  const say = useSay()
  return (
    <span className="nowrap">
      <b className="num">{say.number(n)}</b> <span className="t2">{words}</span>
    </span>
  )
}

/** What importing would do, in figures; or how far the counting is, or why it waits. */
export function CountsNow({ it, isChanging, acts }: { it: Import; isChanging: boolean; acts: Acts }) {
  const words = useWords(importWords)
  const say = useSay()
  const { report, rowsAll, rowsDone } = it
  if (it.questions.length > 0)
    return (
      <span className="t2">
        <Icon name="info" className="c-info" /> {words.counts.waiting(say.number(it.questions.length))}
      </span>
    )
  if (acts.preview.problem) return <ProblemLine problem={acts.preview.problem} onRetry={acts.preview.go} />
  if (it.state === 'cancelled')
    return (
      <>
        <span className="t2">{words.counts.stopped}</span>
        <Button size="small" onClick={acts.preview.go}>
          {words.counts.again}
        </Button>
      </>
    )
  if (it.state !== 'previewed' || !report || isChanging)
    return (
      <span className="foot-counting t2">
        {words.counts.counting}
        <WorkBar it={it} label={words.counts.counting} />
        {rowsAll !== null && rowsDone > 0 && rowsDone < rowsAll && (
          <span className="meta num">{words.counts.of(say.number(Math.min(rowsDone, rowsAll)), say.number(rowsAll))}</span>
        )}
      </span>
    )
  const doubles = doublesOf(report)
  return (
    <>
      <span className="t2 nowrap">{words.counts.now}</span>
      <Figure n={report.added} words={words.counts.added} />
      {(it.subject !== 'orders' || report.updated > 0) && <Figure n={report.updated} words={words.counts.updated} />}
      {sameOf(report) > 0 && <Figure n={sameOf(report)} words={words.counts.unchanged} />}
      {doubles > 0 && <Figure n={doubles} words={words.counts.doubles} />}
      <Figure n={report.refused} words={words.counts.refused} />
      <span className="meta nowrap">{words.nothingWritten}</span>
    </>
  )
}

/** The bar at the foot: figures, back, on. */
export function Foot({
  children,
  onBack,
  next,
  onNext,
  isNextOff,
  isBusy,
  isLast,
  problem,
  onRetry,
}: {
  children?: ReactNode
  onBack?: () => void
  next?: string
  onNext?: () => void
  isNextOff?: boolean
  isBusy?: boolean
  /** The next step writes. */
  isLast?: boolean
  problem?: Problem | undefined
  onRetry?: () => void
}) {
  const words = useWords(importWords)
  const button = useRef<HTMLButtonElement>(null)
  const go = isNextOff || isBusy ? undefined : onNext
  // What writes is not passed by a key too many: the first Enter only goes to the button.
  useNextKey(go, isLast ? go && (() => button.current?.focus()) : go)
  return (
    <footer className="wiz-foot">
      <ProblemLine problem={problem} {...(onRetry ? { onRetry } : {})} />
      <div className="foot-line">
        <div className="foot-counts">{children}</div>
        {onBack && (
          <Button size="large" onClick={onBack}>
            {words.back}
          </Button>
        )}
        {next && (
          <Button ref={button} size="large" kind="primary" onClick={onNext} disabled={isNextOff ?? false} isBusy={isBusy ?? false}>
            {next}
            <Icon name="right" />
          </Button>
        )}
      </div>
    </footer>
  )
}
