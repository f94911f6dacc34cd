// biome-ignore-all lint/a11y/useSemanticElements: see grid.tsx.
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus stays on the grid, which names the current row by aria-activedescendant.
import type { MouseEvent, ReactNode } from 'react'
import type { SameKeys } from '../shell/words.ts'
import { Tick } from './field.tsx'
import { Skeleton } from './states.tsx'
import type { kitWords } from './words.data.ts'

export type Column<R> = {
  id: string
  title: string
  /** Rem, at least. */
  width: number
  /** Share of what is left. */
  grow?: number
  isRight?: boolean
  isNum?: boolean
  /** The two words of the sort, as the route takes them. */
  sort?: { up: string; down: string }
  cell: (row: R) => ReactNode
}

type Words = SameKeys<typeof kitWords.vi>

type HeadProps<R> = {
  columns: readonly Column<R>[]
  template: string
  sort: string | undefined
  onSort: ((sort: string) => void) | undefined
  hasTicks: boolean
  tickedCount: number
  onClear: () => void
  onTickShown: () => void
  words: Words
}

export function GridHead<R>({ columns, template, sort, onSort, hasTicks, tickedCount, onClear, onTickShown, words }: HeadProps<R>) {
  return (
    <div className="grid-head" role="row" aria-rowindex={1} style={{ gridTemplateColumns: template }}>
      <div role="columnheader" className="grid-tick">
        {hasTicks ? (
          <Tick
            isOn={tickedCount > 0 ? 'some' : false}
            label={words.tickShown}
            tabIndex={-1}
            onChange={() => (tickedCount > 0 ? onClear() : onTickShown())}
          />
        ) : (
          <span className="unseen">{words.choose}</span>
        )}
      </div>
      {columns.map((column) => {
        const direction = column.sort && (sort === column.sort.up ? 'ascending' : sort === column.sort.down ? 'descending' : 'none')
        return (
          <div key={column.id} role="columnheader" className={`grid-title ${column.isRight ? 'right' : ''}`} aria-sort={direction}>
            {column.sort && onSort ? (
              <button
                type="button"
                className="grid-sort"
                data-on={direction !== 'none' || undefined}
                onClick={() => column.sort && onSort(direction === 'ascending' ? column.sort.down : column.sort.up)}
              >
                {column.title}
                <span aria-hidden="true" className="grid-arrow">
                  {direction === 'descending' ? '▼' : '▲'}
                </span>
              </button>
            ) : (
              column.title
            )}
          </div>
        )
      })}
    </div>
  )
}

type RowProps<R> = {
  id: string
  index: number
  y: number
  height: number
  row?: R | undefined
  columns: readonly Column<R>[]
  template: string
  words: Words
  name?: string
  href?: string
  phoneRow?: ((row: R) => ReactNode) | undefined
  isCurrent?: boolean
  isKeyed?: boolean
  isPeeked?: boolean
  isTicked?: boolean
  onTick?: ((isOn: boolean, isRange: boolean) => void) | undefined
  /** The row was pressed; `isName`: on its name. */
  onPick?: ((isName: boolean) => void) | undefined
  /** It is being pressed, a moment before it was. */
  onPress?: ((isName: boolean) => void) | undefined
}

/** One row, whose link covers it, so that the middle button opens a tab wherever it is pressed. */
export function GridRow<R>({
  id,
  index,
  y,
  height,
  row,
  columns,
  template,
  words,
  name,
  href,
  phoneRow,
  isCurrent,
  isKeyed,
  isPeeked,
  isTicked,
  onTick,
  onPick,
  onPress,
}: RowProps<R>) {
  const pick = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return
    event.preventDefault()
    onPick?.(event.target !== event.currentTarget)
  }
  const state = `grid-row ${isCurrent ? 'is-current' : ''} ${isCurrent && isKeyed ? 'is-keyed' : ''} ${isPeeked ? 'is-peeked' : ''} ${isTicked ? 'is-ticked' : ''}`
  const link = (children: ReactNode) => (
    <a
      className="grid-link"
      href={href}
      tabIndex={-1}
      onClick={pick}
      onPointerDown={(event) => event.button === 0 && onPress?.(event.target !== event.currentTarget)}
    >
      {children}
    </a>
  )
  const place = { transform: `translateY(${y}px)`, height }
  if (!row)
    return (
      <div id={id} className="grid-row" role="row" aria-rowindex={index + 2} style={{ ...place, gridTemplateColumns: template }}>
        <div role="gridcell" />
        {columns.map((column, at) => (
          <div key={column.id} role="gridcell" className={`grid-cell ${column.isRight ? 'right' : ''}`}>
            <Skeleton width={`${at === 0 ? 55 + ((index * 37) % 35) : 60}%`} />
          </div>
        ))}
      </div>
    )
  if (phoneRow)
    return (
      <div id={id} className={state} role="row" aria-rowindex={index + 2} aria-selected={isTicked} style={place}>
        <div role="gridcell" className="grid-phone-cell">
          {link(<span className="grow">{phoneRow(row)}</span>)}
        </div>
      </div>
    )
  return (
    <div
      id={id}
      className={state}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isTicked || isPeeked || false}
      style={{ ...place, gridTemplateColumns: template }}
    >
      <div role="gridcell" className="grid-tick">
        {onTick && (
          <Tick
            isOn={isTicked ?? false}
            label={words.tickRow(name ?? '')}
            tabIndex={-1}
            onClick={(event) => event.target instanceof HTMLInputElement && onTick(event.target.checked, event.shiftKey)}
            onChange={() => {}}
          />
        )}
      </div>
      {columns.map((column, at) => (
        <div key={column.id} role="gridcell" className={`grid-cell ${column.isRight ? 'right' : ''} ${column.isNum ? 'num' : ''}`}>
          {at === 0 ? link(<span className="grid-name">{column.cell(row)}</span>) : column.cell(row)}
        </div>
      ))}
    </div>
  )
}
