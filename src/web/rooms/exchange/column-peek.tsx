import type { ReactNode } from 'react'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Radios } from '../../kit/field.tsx'
import { Icon, type IconName } from '../../kit/icons.tsx'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { kindOfField, useBecomes } from './becomes.ts'
import { codeWords } from './codes.data.ts'
import { type ColumnCounts, type Counts, mayLeaveEmpty, mostFirst, overwrittenAs, sumOf } from './column-notes.ts'
import type { Field, Import, ImportColumn } from './steps.ts'
import type { MakeChange } from './use-import.ts'
import { importWords } from './words.data.ts'

/** So many lines of the file are named; the list of refused rows has all. */
const LINES = 5

function Kinds({
  title,
  icon,
  tone,
  counts,
  say: sayKind,
}: {
  title: string
  icon: IconName
  tone: string
  counts: Counts
  say: (code: string, n: number) => string
}) {
  const say = useSay()
  const all = mostFirst(counts)
  if (all.length === 0) return null
  return (
    <div>
      <h3 className="meta peek-kinds">{title}</h3>
      <ul className="peek-list-kinds">
        {all.map(([code, n]) => (
          <li key={code}>
            <Icon name={icon} className={`c-${tone}`} />
            <span>
              <b className="num">{say.number(n)}</b> {sayKind(code, n)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Examples({ column }: { column: ImportColumn }) {
  const words = useWords(importWords).peek
  const show = useBecomes()
  const rows: Record<string, string> = useWords(codeWords).rows
  return (
    <table className="peek-cells">
      <thead>
        <tr>
          <th scope="col">{words.cell}</th>
          <th scope="col">{words.becomes}</th>
        </tr>
      </thead>
      <tbody>
        {column.examples.map(({ cell, becomes, problem }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: cells have no other name.
          <tr key={at}>
            <td className="t2">{cell}</td>
            <td>
              {becomes === null ? (
                <span className="c-warn">
                  <Icon name="warning" size="small" /> {rows[problem ?? 'other'] ?? rows.other}
                </span>
              ) : (
                <span className={kindOfField(column.field) === 'text' ? 'strong' : 'strong num'}>
                  {show(column.field, becomes) || <span className="t3">{words.empty}</span>}
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const withOne = (all: readonly Field[], field: Field, isIn: boolean): Field[] =>
  isIn ? [...new Set([...all, field])] : all.filter((one) => one !== field)

/** What can be settled once for all cells of a column. */
function Settle({ it, column, counts, change }: { it: Import; column: ImportColumn; counts: ColumnCounts; change: MakeChange }): ReactNode {
  const words = useWords(importWords).peek
  const { field } = column
  if (!field) return null
  const { settings } = it
  const set = (part: Partial<Import['settings']>) =>
    change({ settings: part }, (now) => ({ ...now, settings: { ...now.settings, ...part } }))
  const kind = kindOfField(field)
  const isMoney = field === 'amount' || field === 'discount' || field === 'cost' || field === 'price'
  const mayEmpty = sumOf(counts.unreadable) > 0 && mayLeaveEmpty({ code: '', field })
  const over = overwrittenAs(field, it.subject)
  return (
    <div className="peek-settle">
      {kind === 'day' && (
        <Radios
          label={words.order}
          value={settings.dateOrder}
          choices={(['auto', 'day-first', 'month-first'] as const).map((value) => ({ value, words: words.orders[value] }))}
          onChange={(dateOrder) => set({ dateOrder })}
        />
      )}
      {isMoney && (
        <Radios
          label={words.mark}
          value={settings.decimalMark ?? 'auto'}
          choices={(['auto', '.', ','] as const).map((value) => ({ value, words: words.marks[value] }))}
          onChange={(mark) => set({ decimalMark: mark === 'auto' ? null : mark })}
        />
      )}
      {mayEmpty && (
        <Radios
          label={words.unreadWhat}
          value={settings.leaveEmpty.includes(field) ? 'empty' : 'refuse'}
          choices={(['refuse', 'empty'] as const).map((value) => ({ value, words: words.unreadChoices[value] }))}
          onChange={(value) => set({ leaveEmpty: withOne(settings.leaveEmpty as Field[], field, value === 'empty') })}
        />
      )}
      {over && (
        <Radios
          label={words.overwrite}
          value={settings.overwrite.includes(over) ? 'over' : 'fill'}
          choices={(['fill', 'over'] as const).map((value) => ({ value, words: words.overwriteChoices[value] }))}
          onChange={(value) => set({ overwrite: withOne(settings.overwrite as Field[], over, value === 'over') })}
        />
      )}
    </div>
  )
}

/** One column closely: its cells and what becomes of them, what was put right, and what can be settled once for all. */
export function ColumnPeek({
  it,
  column,
  counts,
  change,
  onClose,
}: {
  it: Import
  column: ImportColumn
  counts: ColumnCounts
  change: MakeChange
  onClose: () => void
}) {
  const words = useWords(importWords).peek
  const codes = useWords(codeWords)
  const repairs: Record<string, (n: number) => string> = codes.repairs
  const doubts: Record<string, (n: number) => string> = codes.doubts
  const rows: Record<string, string> = codes.rows
  const say = useSay()
  const linesOf = (code: string) => {
    const lines = (it.report?.problems ?? []).flatMap((problem) =>
      problem.code === code && problem.field === column.field ? [say.number(problem.line)] : [],
    )
    return lines.length > 0 ? ` · ${words.lines(lines.slice(0, LINES).join(', '))}${lines.length > LINES ? ', …' : ''}` : ''
  }
  return (
    <Dialog
      title={words.title(column.header)}
      onClose={onClose}
      onSubmit={onClose}
      size="wide"
      ends={
        <Button type="submit" kind="primary" data-autofocus>
          {words.done}
        </Button>
      }
    >
      <Examples column={column} />
      <div className="peek-both">
        <Kinds
          title={words.doubtful}
          icon="warning"
          tone="warn"
          counts={counts.doubtful}
          say={(code, n) => (doubts[code] ?? doubts.other)?.(n) ?? ''}
        />
        <Kinds
          title={words.unreadable}
          icon="warning"
          tone="warn"
          counts={counts.unreadable}
          say={(code) => `${words.cells}: ${rows[code] ?? rows.other ?? ''}${linesOf(code)}`}
        />
        <Kinds
          title={words.repaired}
          icon="check"
          tone="ok"
          counts={counts.repaired}
          say={(code, n) => (repairs[code] ?? repairs.other)?.(n) ?? ''}
        />
      </div>
      <Settle it={it} column={column} counts={counts} change={change} />
      <p className="meta">{words.firstRows}</p>
    </Dialog>
  )
}
