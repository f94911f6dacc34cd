import { Fragment } from 'react'
import { Icon } from '../../kit/icons.tsx'
import { Choice } from '../../kit/menu.tsx'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { exampleOf, isBetter, kindOfField, orderIn, useBecomes } from './becomes.ts'
import { codeWords } from './codes.data.ts'
import { type ColumnCounts, mostFirst, sumOf } from './column-notes.ts'
import { useFieldName } from './field-name.ts'
import type { Field, Import, ImportColumn } from './steps.ts'
import { importWords } from './words.data.ts'

const SKIP = 'skip'

/** Beyond these the rest stands in the column's own view. */
const MOST_COUNTS = 2

/** "212 số đầu cũ đổi sang mới", each after a point: what needs a look before what was put right. */
function Counted({ counts, isLeftEmpty }: { counts: ColumnCounts; isLeftEmpty: boolean }) {
  const words = useWords(importWords).columns
  const codes = useWords(codeWords)
  const repairs: Record<string, (n: number) => string> = codes.repairs
  const doubts: Record<string, (n: number) => string> = codes.doubts
  const say = useSay()
  const unread = sumOf(counts.unreadable)
  const all = [
    ...(unread > 0
      ? [{ code: 'unread', n: unread, words: isLeftEmpty ? `${words.unreadable}, ${words.leftEmpty}` : words.unreadable }]
      : []),
    ...mostFirst(counts.doubtful).map(([code, n]) => ({ code, n, words: (doubts[code] ?? doubts.other)?.(n) })),
    ...mostFirst(counts.repaired).map(([code, n]) => ({ code, n, words: (repairs[code] ?? repairs.other)?.(n) })),
  ]
  return all.slice(0, MOST_COUNTS).map((one) => (
    <Fragment key={one.code}>
      <span className="note-point"> · </span>
      <b className="num">{say.number(one.n)}</b> {one.words}
    </Fragment>
  ))
}

/** What the first cell of a column becomes, in words. */
function Becomes({ column, isAlone }: { column: ImportColumn; isAlone: boolean }) {
  const words = useWords(importWords).columns
  const show = useBecomes()
  const kind = kindOfField(column.field)
  const first = exampleOf(column)
  const going = { note: words.toTimeline, tags: words.toTags, likes: words.toLikes, avoids: words.toAvoids }[column.field ?? '']
  if (going) return going
  if (!first) return words.none
  if (first.becomes === null) return first.problem ? words.unread : words.rereading
  const shown = show(column.field, first.becomes)
  if (shown === '') return words.leftEmpty
  if (kind !== 'day' && !isBetter(first.cell, shown)) return words.asWritten
  const order = kind === 'day' ? orderIn(first.cell, shown) : undefined
  return (
    <>
      {kind === 'text' ? words.becomes : words.readAs} <b className={kind === 'text' || kind === 'choice' ? undefined : 'num'}>{shown}</b>
      {kind === 'text' && isAlone && column.field?.endsWith('name') && ` ${words.editable}`}
      {order && ` ${words.orderOf[order]}`}
    </>
  )
}

function Note({ it, column, counts }: { it: Import; column: ImportColumn; counts: ColumnCounts }) {
  const words = useWords(importWords).columns
  if (!column.field)
    return (
      <>
        <Icon name="none" className="t3" />
        <span>{column.guessedBy === 'person' ? words.skipped : words.noPlace}</span>
      </>
    )
  const isDoubtful = sumOf(counts.unreadable) > 0 || sumOf(counts.doubtful) > 0
  return (
    <>
      <Icon name={isDoubtful ? 'warning' : 'check'} className={isDoubtful ? 'c-warn' : 'c-ok'} />
      <span>
        <Becomes column={column} isAlone={!isDoubtful && sumOf(counts.repaired) === 0} />
        <Counted counts={counts} isLeftEmpty={it.settings.leaveEmpty.includes(column.field)} />
      </span>
    </>
  )
}

/** One column of the file: an example, where it goes, what is made of it. */
export function ColumnRow({
  it,
  column,
  counts,
  onField,
  onSee,
}: {
  it: Import
  column: ImportColumn
  counts: ColumnCounts | undefined
  onField: (field: Field | null) => void
  onSee: () => void
}) {
  const words = useWords(importWords).columns
  const say = useSay()
  const nameOf = useFieldName(it.subject)
  const usedBy = (field: Field) => it.columns.find((other) => other !== column && other.field === field)?.header
  const choices = [
    { value: SKIP, words: words.skip },
    ...it.fields.map((field) => {
      const other = usedBy(field)
      return { value: field as string, words: nameOf(field), ...(other ? { hint: words.usedBy(other) } : {}) }
    }),
  ]
  const toSee = counts ? sumOf(counts.doubtful) + sumOf(counts.unreadable) || sumOf(counts.repaired) : 0
  const example = exampleOf(column)?.cell
  const kind = kindOfField(column.field)
  return (
    <tr className={column.field ? undefined : 'is-skipped'}>
      <th scope="row">{column.header}</th>
      <td className="t2">
        <span className={`columns-example ${kind === 'text' && !/^[\d\s.,+()-]+$/.test(example ?? '') ? '' : 'num'}`}>
          {example ?? <span className="t3">{words.none}</span>}
        </span>
      </td>
      <td className="t3 columns-arrow">
        <Icon name="right" />
      </td>
      <td>
        <Choice
          label={words.fieldFor(column.header)}
          value={column.field ?? SKIP}
          choices={choices}
          onChange={(next) => onField(next === SKIP ? null : (next as Field))}
        />
      </td>
      <td className="t2">
        {counts && (
          <div className="columns-note">
            <Note it={it} column={column} counts={counts} />
          </div>
        )}
      </td>
      <td className="right">
        {column.field && toSee > 0 && (
          <button type="button" className="link columns-see" onClick={onSee} aria-label={words.seeOf(say.number(toSee), column.header)}>
            {words.see(say.number(toSee))}
          </button>
        )}
      </td>
    </tr>
  )
}
