import { type ReactNode, useId, useState } from 'react'
import { Link } from 'wouter'
import { Button, IconButton } from '../../kit/button.tsx'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { type CsvCell, csvOf, download } from './csv.ts'
import { behindPath } from './naming.ts'
import { insightWords } from './words.data.ts'

/**
 * A cell as it is read, as a spreadsheet counts it, and the list that it opens, of so many customers (as many as it says, unless told);
 * `path` where the list is no list of customers.
 */
export type Cell = { words: string; value?: CsvCell; list?: string; path?: string; customers?: number }
export type ChartTable = { file: string; asOf: string; columns: readonly string[]; rows: readonly (readonly Cell[])[] }

/** "What is this", in plain words, one press away. */
export function Meaning({ name, children }: { name: string; children: ReactNode }) {
  const words = useWords(insightWords)
  const [isOpen, open] = useState(false)
  const id = useId()
  return (
    <>
      <IconButton
        icon="info"
        size="small"
        label={words.define(name)}
        className="ins-info"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => open(!isOpen)}
      />
      {isOpen && (
        <p className="meta t2 ins-means" id={id}>
          {children}
        </p>
      )}
    </>
  )
}

const Shown = ({ cell }: { cell: Cell }) =>
  cell.list || cell.path ? (
    <Link className="link ins-cell-link" href={cell.path ?? behindPath(cell.list ?? '')} data-behind={cell.customers ?? cell.value}>
      {cell.words}
    </Link>
  ) : (
    cell.words
  )

function SameNumbers({ title, table }: { title: string; table: ChartTable }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
    <section className="ins-table-room" data-scrolls aria-label={title} tabIndex={0}>
      <table className="ins-table">
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={`${row[0]?.words} ${row[1]?.words}`}>
              {row.map((cell, at) =>
                at === 0 ? (
                  <th key={table.columns[at]} scope="row">
                    <Shown cell={cell} />
                  </th>
                ) : (
                  <td key={table.columns[at]} className={cell.value === undefined ? 'ins-cell-words' : 'num'}>
                    <Shown cell={cell} />
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** A chart with its sentence, its meaning, and the same numbers as a table and as a file. */
export function ChartCard({
  name,
  title,
  sentence,
  means,
  table,
  ends,
  children,
}: {
  /** Where it stands in the grid. */
  name: string
  title: string
  sentence: string
  means: string
  table: ChartTable | undefined
  ends?: ReactNode
  children: ReactNode
}) {
  const words = useWords(insightWords)
  const say = useSay()
  const [isTable, showTable] = useState(false)
  const id = useId()
  const save = () => {
    if (!table) return
    const rows = table.rows.map((row) => row.map((cell) => cell.value ?? cell.words))
    download(`quen-${table.asOf}-${table.file}.csv`, csvOf([table.columns, ...rows], say.language))
  }
  return (
    <section className={`card ins-card ins-${name}`} data-chart={name} aria-labelledby={id}>
      <header className="ins-card-head">
        <h2 className="ins-card-title" id={id}>
          {title}
        </h2>
        <Meaning name={title}>{means}</Meaning>
        <span className="ins-card-ends">
          {ends}
          {table && isTable && (
            <Button kind="quiet" size="small" icon="import" onClick={save}>
              {words.csv}
            </Button>
          )}
          {table && (
            <Button
              kind="quiet"
              size="small"
              icon={isTable ? 'overview' : 'table'}
              isAtEdge
              aria-pressed={isTable}
              onClick={() => showTable(!isTable)}
            >
              {isTable ? words.chart : words.table}
            </Button>
          )}
        </span>
      </header>
      <p className="meta ins-sentence">{sentence}</p>
      {isTable && table ? (
        <>
          <SameNumbers title={title} table={table} />
          <p className="meta ins-foot">{words.behind.asOf(say.date(table.asOf))}</p>
        </>
      ) : (
        children
      )}
    </section>
  )
}
