import './loyalty.css'

export type Figure = { words: string; value?: string | number }

/** Figures in rows: the first of each names it, the others are counted with. */
export function NumbersTable({
  title,
  columns,
  rows,
}: {
  title: string
  columns: readonly string[]
  rows: readonly (readonly Figure[])[]
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
    <section className="value-room" data-scrolls aria-label={title} tabIndex={0}>
      <table className="value-table">
        <thead>
          <tr>
            {columns.map((column, at) => (
              <th key={column} scope="col" className={at === 0 ? undefined : 'num'}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row[0]?.words}>
              {row.map((cell, at) =>
                at === 0 ? (
                  <th key={columns[at]} scope="row">
                    {cell.words}
                  </th>
                ) : (
                  <td key={columns[at]} className="num">
                    {cell.words}
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
