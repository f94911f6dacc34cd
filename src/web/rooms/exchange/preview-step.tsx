import { Icon, type IconName } from '../../kit/icons.tsx'
import { Skeleton } from '../../kit/states.tsx'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { codeWords } from './codes.data.ts'
import { type Counts, columnToSettle, mostFirst, sameOf } from './column-notes.ts'
import { CountsNow, Foot, StepHeading } from './foot.tsx'
import { RefusedRows } from './refused-rows.tsx'
import { Band } from './result-parts.tsx'
import type { Import, Report } from './steps.ts'
import { type Acts, type MakeChange, useReport } from './use-import.ts'
import { importWords } from './words.data.ts'

function Totals({ report }: { report: Report }) {
  const words = useWords(importWords).preview
  const say = useSay()
  if (report.totals.length === 0) return null
  return (
    <section className="preview-totals">
      <h3 className="strong">{words.totals}</h3>
      <ul className="row g6 wrap">
        {report.totals.map((total) => (
          <li key={total.currency} className="num preview-total">
            {say.money(total)}
          </li>
        ))}
      </ul>
      <p className="meta">{words.totalsWhy}</p>
    </section>
  )
}

function Kinds({
  title,
  counts,
  kind,
  icon,
  tone,
  none,
  onSettle,
}: {
  title: string
  counts: Counts
  kind: 'repairs' | 'doubts'
  icon: IconName
  tone: string
  none?: string
  /** Where a kind can be settled; undefined where it can't. */
  onSettle?: (code: string) => (() => void) | undefined
}) {
  const words: Record<string, (n: number) => string> = useWords(codeWords)[kind]
  const { settle } = useWords(importWords).preview
  const say = useSay()
  const all = mostFirst(counts)
  if (all.length === 0 && !none) return null
  return (
    <section className="preview-kinds">
      <h3 className="strong">{title}</h3>
      {all.length === 0 && <p className="t2">{none}</p>}
      <ul>
        {all.map(([code, n]) => {
          const act = onSettle?.(code)
          return (
            <li key={code} className="preview-kind">
              <Icon name={icon} className={`c-${tone}`} />
              <span className="t2 grow">
                <b className="num preview-n">{say.number(n)}</b> {(words[code] ?? words.other)?.(n)}
              </span>
              {act && (
                <button type="button" className="link" onClick={act}>
                  {settle}
                </button>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** The figures before anything is written, and what each of them is made of. */
export function PreviewStep({
  it,
  change,
  isChanging,
  acts,
  onNext,
  onBack,
  onColumn,
}: {
  it: Import
  change: MakeChange
  isChanging: boolean
  acts: Acts
  onNext: () => void
  onBack: () => void
  /** Opens a column, by its place from 1. */
  onColumn: (place: number) => void
}) {
  const words = useWords(importWords)
  const say = useSay()
  const { report, isFresh } = useReport(it, isChanging)
  const settle = (code: string) => {
    const place = code === 'date' ? columnToSettle(it.columns, code) : undefined
    return place === undefined ? undefined : () => onColumn(place)
  }
  const taken = report ? report.added + report.updated : 0
  const told =
    report && taken === 0
      ? sameOf(report) > 0
        ? ([words.preview.nothingToDo, words.preview.nothingToDoWhy] as const)
        : ([words.preview.noRows, words.preview.noRowsWhy] as const)
      : undefined
  return (
    <>
      <div className="wiz-body" data-scrolls>
        <StepHeading step="preview">{told?.[0] ?? words.preview.heading}</StepHeading>
        {told && <p className="t2 wiz-line">{told[1]}</p>}
        {report ? (
          <div className={isFresh ? undefined : 'is-stale'} aria-busy={!isFresh}>
            <Band it={it} report={report} />
            <Totals report={report} />
            <div className="preview-both">
              <RefusedRows it={it} report={report} change={change} />
              <div className="stack g6">
                <Kinds title={words.preview.doubtful} counts={report.doubtful} kind="doubts" icon="warning" tone="warn" onSettle={settle} />
                <Kinds
                  title={words.preview.repaired}
                  counts={Object.fromEntries(Object.entries(report.repaired).filter(([code]) => code !== 'duplicate'))}
                  kind="repairs"
                  icon="check"
                  tone="ok"
                  none={words.preview.clean}
                />
              </div>
            </div>
          </div>
        ) : (
          <Skeleton lines={5} height={2.75} />
        )}
      </div>
      <Foot
        onBack={onBack}
        next={report && taken === 0 ? words.preview.nothingToDo : words.preview.go[it.subject](say.number(taken))}
        onNext={onNext}
        isNextOff={!isFresh || taken === 0}
        isLast
        isBusy={acts.run.isRunning}
        problem={acts.run.problem}
        onRetry={onNext}
      >
        {isFresh ? (
          <span className="t2">
            <Icon name="lock" className="t3" /> {words.nothingWritten}
          </span>
        ) : (
          <CountsNow it={it} isChanging={isChanging} acts={acts} />
        )}
      </Foot>
    </>
  )
}
