import { Button, ButtonLink } from '../../kit/button.tsx'
import { Icon } from '../../kit/icons.tsx'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { type Import, type Step, steps } from './steps.ts'
import { importWords } from './words.data.ts'

function StepMark({
  step,
  at,
  isDone,
  isOn,
  onStep,
}: {
  step: Step
  at: number
  isDone: boolean
  isOn: boolean
  onStep: (() => void) | undefined
}) {
  const words = useWords(importWords)
  const inside = (
    <>
      <span className="step-mark num">{isDone ? <Icon name="check" size="small" /> : at + 1}</span>
      {words.steps[step]}
      {isDone && <span className="unseen">, {words.stepDone}</span>}
    </>
  )
  const looks = `step ${isOn ? 'step-on' : ''} ${isDone ? 'step-done' : ''}`
  return (
    <li aria-current={isOn ? 'step' : undefined}>
      {onStep ? (
        <button type="button" className={looks} onClick={onStep}>
          {inside}
        </button>
      ) : (
        <span className={looks}>{inside}</span>
      )}
    </li>
  )
}

function FileName({ it }: { it: Import }) {
  const words = useWords(importWords)
  const say = useSay()
  const rows = it.report?.rows ?? it.rowsAll
  const facts = [
    rows === null ? undefined : it.report || it.state !== 'draft' ? words.rows(say.number(rows)) : words.about(say.number(rows)),
    it.sheets.length > 1 && it.sheet ? words.sheetIs(it.sheet) : undefined,
  ]
  return (
    <span className="wiz-file t2">
      <Icon name="file" />
      <span className="cut">{it.fileName}</span>
      <span className="meta num nowrap">{facts.filter(Boolean).join(', ')}</span>
    </span>
  )
}

/** What is being brought in, and how far: steps ahead of what is known can't be pressed. */
export function WizardHead({
  it,
  step,
  last,
  onStep,
  onChangeFile,
}: {
  it?: Import
  step: Step
  last: Step
  onStep?: (step: Step) => void
  onChangeFile?: (() => void) | undefined
}) {
  const words = useWords(importWords)
  const isOver = last === 'run' && it?.state !== 'running'
  const at = isOver ? steps.length : steps.indexOf(step)
  return (
    <header className="wiz-head">
      <div className="page-head">
        <h1 className="title">{words.title}</h1>
        {it && <FileName it={it} />}
        <span className="grow" />
        {onChangeFile && <Button onClick={onChangeFile}>{words.changeFile}</Button>}
        {!onChangeFile && (
          <ButtonLink to="/customers/imports" icon="recent">
            {words.history}
          </ButtonLink>
        )}
      </div>
      <ol className="wiz-steps" aria-label={words.stepsLabel}>
        {steps.map((one, place) => {
          const isReachable = last !== 'run' && one !== step && one !== 'run' && place <= steps.indexOf(last)
          return (
            <StepMark
              key={one}
              step={one}
              at={place}
              isDone={place < at || (isOver && it?.state === 'done')}
              isOn={one === step}
              onStep={isReachable && onStep ? () => onStep(one) : undefined}
            />
          )
        })}
      </ol>
    </header>
  )
}
