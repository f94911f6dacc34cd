// biome-ignore-all lint/a11y/useSemanticElements: a table of a million rows can't be drawn whole; these roles say what it is.
import { useElementSize, useMergedRef } from '@mantine/hooks'
import { type ReactNode, type Ref, useEffect, useId, useImperativeHandle, useMemo, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { useLook } from '../shell/look.ts'
import { keepForStep, recall } from '../shell/scroll-memory.ts'
import { useWords } from '../shell/words.ts'
import { useGridKeys } from './grid-keys.ts'
import { type Column, GridHead, GridRow } from './grid-parts.tsx'
import type { Rows } from './grid-rows.ts'
import { useGridScroll } from './grid-scroll.ts'
import { rowsAt } from './grid-window.ts'
import { useIsPhone } from './phone.ts'
import { kitWords } from './words.data.ts'
import './grid.css'

/** What the screen around a grid may do with it. */
export type GridHandle = { step: (by: 1 | -1) => void; goTo: (row: number) => void; current: () => number }

export type GridProps<R> = {
  /** What the list holds, for screen readers; also its name in the memory of Back. */
  label: string
  rows: Rows<R>
  /** The first column is the row's name and its link. Columns that don't fit are left away from the right. */
  columns: readonly Column<R>[]
  keyOf: (row: R) => string
  nameOf: (row: R) => string
  hrefOf: (row: R) => string
  /** Two lines of a row on the phone. */
  phoneRow?: (row: R) => ReactNode
  sort?: string | undefined
  onSort?: (sort: string) => void
  /** The key of the row that the peek shows. */
  peeked?: string | undefined
  /** A row was chosen to look at beside the list, its place known; undefined closes. */
  onPeek?: ((row: R | undefined, index: number) => void) | undefined
  /** The finger is down on a row that opens with it: what it shows may be asked for meanwhile. */
  onOpening?: ((row: R) => void) | undefined
  /** Keys of the ticked rows. */
  ticked?: ReadonlySet<string> | undefined
  onTick?: ((ticked: ReadonlySet<string>) => void) | undefined
  /** Stands instead of rows when there are none. */
  empty?: ReactNode
  handle?: Ref<GridHandle>
}

const HEAD = 2.25

const placesOf = (first: number, last: number): number[] => Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at)

/** The columns that find room, the first always, and how they share it. */
function fitting<R>(columns: readonly Column<R>[], width: number, hasTicks: boolean, rem: number) {
  let left = width / rem - (hasTicks ? 2.75 : 1) - 1
  const shown = columns.filter((column, at) => {
    left -= column.width
    return at === 0 || left >= 0
  })
  return {
    shown,
    template: `${hasTicks ? '2.75rem' : '1rem'} ${shown.map((column) => (column.grow ? `minmax(${column.width}rem, ${column.grow}fr)` : `${column.width}rem`)).join(' ')} minmax(1rem, ${shown.some((column) => column.grow) ? 0 : 1}fr)`,
  }
}

/** Where the list stands, which row is current, and what may be done with it. */
function useGrid<R>(props: GridProps<R>) {
  const { label, rows, columns, keyOf, onTick, ticked, onPeek, peeked, handle } = props
  const look = useLook()
  const isPhone = useIsPhone() && props.phoneRow !== undefined
  const [, navigate] = useLocation()
  const scroller = useRef<HTMLDivElement>(null)
  const { ref: sizeRef, width, height } = useElementSize<HTMLDivElement>()
  const merged = useMergedRef(scroller, sizeRef)
  const rem = 16 * (look.textSize / 100)
  const rowHeight = (isPhone ? 4 : look.density === 'compact' ? 2.125 : 2.75) * rem
  const shape = { count: rows.count ?? 0, rowHeight, viewport: Math.max(0, height - (isPhone ? 0 : HEAD * rem)) }
  const scroll = useGridScroll(scroller, shape, `${label} top`)
  const [current, setCurrent] = useState(() => recall<number>(`${label} row`) ?? -1)
  const fitted = useMemo(() => fitting(columns, width, onTick !== undefined, rem), [columns, width, onTick, rem])
  const { first, last } = rowsAt(shape, scroll.top)
  useEffect(() => {
    if (shape.viewport > 0) rows.want(first, Math.max(last, first))
  }, [rows.want, first, last, shape.viewport])

  const choose = (row: number) => {
    setCurrent(row)
    keepForStep(`${label} row`, row)
  }
  /** Where walking starts: the current row, else the one that the peek shows. */
  const from = () => {
    if (current >= 0 || peeked === undefined) return current
    for (let at = first; at <= last; at += 1) {
      const row = rows.rowAt(at)
      if (row && keyOf(row) === peeked) return at
    }
    return -1
  }
  const goTo = (to: number) => {
    if (shape.count === 0) return
    const row = Math.min(Math.max(0, to), shape.count - 1)
    choose(row)
    scroll.show(row)
    const there = rows.rowAt(row)
    if (peeked !== undefined && there) onPeek?.(there, row)
  }
  const open = (row: R) => navigate(props.hrefOf(row))
  const tick = (one: number, other: number, isOn: boolean) => {
    const next = new Set(ticked)
    for (let at = Math.min(one, other); at <= Math.max(one, other); at += 1) {
      const row = rows.rowAt(at)
      if (!row) continue
      if (isOn) next.add(keyOf(row))
      else next.delete(keyOf(row))
    }
    onTick?.(next)
  }
  useImperativeHandle(handle, () => ({ step: (by) => goTo(from() + by), goTo, current: () => current }))
  const page = Math.max(1, Math.floor(shape.viewport / rowHeight) - 1)
  const keys = useGridKeys({
    scroller,
    rows,
    current,
    from,
    page,
    goTo,
    open,
    tick,
    onPeek,
    peeked,
    keyOf,
    ticked,
    hasTicks: onTick !== undefined,
  })

  return {
    ...fitted,
    ...keys,
    merged,
    isPhone,
    rowHeight,
    shape,
    scroll,
    current,
    first,
    last,
    tick,
    tickShown: () => {
      const seen = rowsAt(shape, scroll.top, 0)
      tick(seen.first, seen.last, true)
    },
    tickOne: (index: number) => (isOn: boolean, isRange: boolean) => {
      tick(isRange && current >= 0 ? current : index, index, isOn)
      choose(index)
    },
    pick: (row: R, index: number) => (isName: boolean) => {
      choose(index)
      if (isName || isPhone || !onPeek) open(row)
      else onPeek(row, index)
    },
    // A finger on the phone may be about to scroll: there a press says nothing yet.
    pressOn: (row: R) => (isName: boolean) => isName && !isPhone && props.onOpening?.(row),
    /** The keyboard comes in by Tab: the first row in sight becomes the current one. */
    enter: () => {
      if (current < 0 && shape.count > 0) choose(rowsAt(shape, scroll.top, 0).first)
    },
  }
}

/** A list of rows of one height, however long, for keys, mouse, finger and screen reader alike. */
export function Grid<R>(props: GridProps<R>) {
  const { label, rows, keyOf, onTick, ticked, peeked, empty } = props
  const words = useWords(kitWords)
  const id = useId()
  const grid = useGrid(props)
  const { current, first, last, shown, template } = grid
  const same = { columns: shown, template, words, height: grid.rowHeight }

  if (rows.count === 0 && empty) return <div className="grid-empty">{empty}</div>
  const rowOf = (index: number) => {
    const row = rows.rowAt(index)
    const place = { index, id: `${id}-${index}`, y: grid.scroll.yOf(index), ...same }
    if (!row) return <GridRow key={index} {...place} />
    return (
      <GridRow
        key={index}
        {...place}
        row={row}
        name={props.nameOf(row)}
        href={props.hrefOf(row)}
        phoneRow={grid.isPhone ? props.phoneRow : undefined}
        isCurrent={index === current}
        isKeyed={grid.isKeyed}
        isPeeked={peeked === keyOf(row)}
        isTicked={ticked?.has(keyOf(row)) ?? false}
        onTick={onTick && grid.tickOne(index)}
        onPick={grid.pick(row, index)}
        onPress={grid.pressOn(row)}
      />
    )
  }
  const waiting = rows.count === undefined
  return (
    <div
      ref={grid.merged}
      className={`grid ${grid.isPhone ? 'grid-phone' : ''} ${rows.isStale ? 'is-stale' : ''}`}
      role="grid"
      data-scrolls
      aria-label={label}
      aria-rowcount={grid.shape.count + 1}
      aria-busy={rows.isStale || waiting}
      aria-multiselectable={onTick ? true : undefined}
      aria-activedescendant={current >= first && current <= last ? `${id}-${current}` : undefined}
      tabIndex={0}
      onPointerDown={grid.press}
      onFocus={(event) => event.target === event.currentTarget && grid.enter()}
    >
      {!grid.isPhone && (
        <GridHead
          columns={shown}
          template={template}
          sort={props.sort}
          onSort={props.onSort}
          hasTicks={onTick !== undefined}
          tickedCount={ticked?.size ?? 0}
          onClear={() => onTick?.(new Set())}
          onTickShown={grid.tickShown}
          words={words}
        />
      )}
      <div className="grid-rows" role="rowgroup" style={{ height: waiting ? undefined : grid.scroll.height }}>
        {waiting
          ? placesOf(0, 11).map((at) => <GridRow key={at} id={`${id}-wait-${at}`} index={at} y={at * grid.rowHeight} {...same} />)
          : placesOf(first, last).map(rowOf)}
      </div>
    </div>
  )
}
