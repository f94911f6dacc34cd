import { useMemo, useState } from 'react'
import { Button } from '../../kit/button.tsx'
import { Icon } from '../../kit/icons.tsx'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { countsByColumn, placed, sumOf } from './column-notes.ts'
import { ColumnPeek } from './column-peek.tsx'
import { ColumnRow } from './column-row.tsx'
import { CountsNow, Foot, StepHeading } from './foot.tsx'
import { Questions } from './questions.tsx'
import { type Field, type Import, withField } from './steps.ts'
import type { Acts, MakeChange } from './use-import.ts'
import { importWords } from './words.data.ts'

/** Beyond these a file's columns are shown when asked for. */
const FIRST = 60

/** Gives one column another place, at once on the screen. */
export function choosePlace(it: Import, change: MakeChange, at: number, field: Field | null): void {
  const mapping = withField(
    it.columns.map((column) => column.field),
    at,
    field,
  )
  change({ mapping }, (now) => ({
    ...now,
    columns: now.columns.map((column, place) =>
      mapping[place] === column.field
        ? column
        : {
            ...column,
            field: mapping[place] ?? null,
            guessedBy: 'person',
            examples: column.examples.map(({ cell }) => ({ cell, becomes: null, problem: null })),
            repaired: {},
            doubtful: {},
            unreadable: {},
          },
    ),
  }))
}

/** What was found for the columns, in one line. */
function Summary({ it, toSee }: { it: Import; toSee: number }) {
  const words = useWords(importWords).columns
  const say = useSay()
  const { done, of, isGuessed } = placed(it.columns)
  return (
    <p className="t2 columns-summary">
      <Icon name={done > 0 ? 'check' : 'none'} className={done > 0 ? 'c-ok' : 't3'} />{' '}
      {(isGuessed ? words.guessed : words.placed)(say.number(done), say.number(of))}
      {toSee > 0 && (
        <>
          {' '}
          {words.needSee} <b className="num columns-count">{say.number(toSee)}</b> {words.toSee}
        </>
      )}
    </p>
  )
}

/** Which column is what, and what will be kept of its cells. */
export function ColumnsStep({
  it,
  change,
  isChanging,
  acts,
  column,
  onColumn,
  onNext,
  onBack,
}: {
  it: Import
  change: MakeChange
  isChanging: boolean
  acts: Acts
  column: string
  onColumn: (column: string) => void
  onNext: () => void
  onBack: () => void
}) {
  const words = useWords(importWords)
  const say = useSay()
  const [isAll, showAll] = useState(false)
  const counts = useMemo(
    () => countsByColumn(it.columns, it.state === 'previewed' && !isChanging ? it.report : null),
    [it.columns, it.report, it.state, isChanging],
  )
  const toSee = counts.reduce((sum, { doubtful, unreadable }) => sum + sumOf(doubtful) + sumOf(unreadable), 0)
  const shown = isAll ? it.columns : it.columns.slice(0, FIRST)
  const opened = /^\d+$/.test(column) ? it.columns[Number(column) - 1] : undefined
  const openedAt = Number(column) - 1
  return (
    <>
      <div className="wiz-body" data-scrolls>
        <StepHeading step="columns" isUnseen>
          {words.columns.heading}
        </StepHeading>
        <Questions it={it} change={change} />
        <section className="card columns-card">
          <table className="columns">
            <caption className="unseen">{words.columns.table}</caption>
            <colgroup>
              {['header', 'example', 'arrow', 'field', 'note', 'see'].map((part) => (
                <col key={part} className={`col-${part}`} />
              ))}
            </colgroup>
            <thead>
              <tr>
                <th scope="col">{words.columns.inFile}</th>
                <th scope="col">{words.columns.example}</th>
                <td />
                <th scope="col">{words.columns.inQuen}</th>
                <th scope="col" colSpan={2}>
                  {words.columns.note}
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((one, at) => (
                <ColumnRow
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns are known by their place in the file.
                  key={at}
                  it={it}
                  column={one}
                  counts={counts[at]}
                  onField={(field) => choosePlace(it, change, at, field)}
                  onSee={() => onColumn(String(at + 1))}
                />
              ))}
            </tbody>
          </table>
          {shown.length < it.columns.length && (
            <Button kind="quiet" className="columns-more" onClick={() => showAll(true)}>
              {words.columns.more(say.number(it.columns.length - shown.length))}
            </Button>
          )}
        </section>
        <Summary it={it} toSee={toSee} />
      </div>
      <Foot onBack={onBack} next={words.next.columns} onNext={onNext} isNextOff={it.questions.length > 0 || isChanging}>
        <CountsNow it={it} isChanging={isChanging} acts={acts} />
      </Foot>
      {opened && counts[openedAt] && (
        <ColumnPeek it={it} column={opened} counts={counts[openedAt]} change={change} onClose={() => onColumn('')} />
      )}
    </>
  )
}
