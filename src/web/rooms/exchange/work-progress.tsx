import { useEffect, useState } from 'react'
import { Button } from '../../kit/button.tsx'
import { Icon } from '../../kit/icons.tsx'
import { ProblemLine } from '../../kit/states.tsx'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import type { Import } from './steps.ts'
import { type Acts, useSecondsLeft } from './use-import.ts'
import { importWords } from './words.data.ts'

const QUARTER = 25
const MINUTE = 60

const phases = ['reading', 'matching', 'writing'] as const
type Phase = (typeof phases)[number]

/** Says only every quarter aloud; the figures themselves move quietly. */
function Quarters({ share, phase }: { share: number; phase: string }) {
  const words = useWords(importWords).run
  const say = useSay()
  const quarter = Math.floor((share * 100) / QUARTER) * QUARTER
  return (
    <p className="unseen" role="status">
      {phase}
      {quarter > 0 && quarter < 100 ? `, ${words.percent(say.percent(quarter / 100, 0))}` : ''}
    </p>
  )
}

function Phases({ now, figure }: { now: Phase; figure: string }) {
  const words = useWords(importWords).run.phases
  const at = phases.indexOf(now)
  return (
    <ol className="phases">
      {phases.map((phase, place) => (
        <li key={phase} className={place === at ? 'strong' : place < at ? 't2' : 't3'} aria-current={place === at ? 'step' : undefined}>
          {place < at ? <Icon name="check" className="c-ok" /> : <span className={place === at ? 'phase-dot phase-now' : 'phase-dot'} />}
          <span className="grow">{words[phase]}</span>
          {place === at && <span className="num t2">{figure}</span>}
        </li>
      ))}
    </ol>
  )
}

/** How long it will take yet, as far as this screen has seen it go. */
function useLeftWords(it: Import): string {
  const words = useWords(importWords).run
  const say = useSay()
  const left = useSecondsLeft(it)
  if (it.phase && it.phase !== 'reading') return ''
  if (left === undefined) return words.estimating
  return words.left(left < MINUTE ? words.seconds(say.number(left)) : words.minutes(say.number(Math.round(left / MINUTE))))
}

/** How far the work is, how long yet, and the way out of it. */
export function WorkProgress({ it, acts }: { it: Import; acts: Acts }) {
  const words = useWords(importWords).run
  const say = useSay()
  const left = useLeftWords(it)
  const [isStopping, setStopping] = useState(false)
  const isUndo = it.state === 'undoing'
  const phase = it.phase ?? 'reading'
  const all = it.rowsAll
  const done = all === null ? it.rowsDone : Math.min(it.rowsDone, all)
  // Rows are counted while they are read; what follows has no figure of its own.
  const hasFigure = !isUndo && phase === 'reading' && all !== null && all > 0
  const { problem } = acts.cancel
  useEffect(() => {
    if (problem) setStopping(false)
  }, [problem])
  const stop = () => {
    setStopping(true)
    acts.cancel.go()
  }
  const label = isUndo ? words.phases.undoing : words.phases[phase]
  const figure = phase !== 'reading' || done === 0 ? '' : all === null ? say.number(done) : `${say.number(done)} / ${say.number(all)}`
  return (
    <section className="card run-card">
      {isUndo ? <p className="strong">{label}</p> : <Phases now={phase} figure={figure} />}
      <progress className="bar" aria-label={label} {...(hasFigure ? { value: done, max: all } : {})} />
      <Quarters share={hasFigure ? done / all : 0} phase={label} />
      <div className="row g4 run-ends">
        <p className="meta grow">
          {isUndo ? '' : left && `${left} · `}
          {words.leave}
        </p>
        {!isUndo && (
          <Button onClick={stop} isBusy={isStopping}>
            {isStopping ? words.cancelling : words.cancel}
          </Button>
        )}
      </div>
      {!isUndo && <p className="meta">{words.whole}</p>}
      <ProblemLine problem={problem} />
    </section>
  )
}
