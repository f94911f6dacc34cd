import { useElementSize, useMergedRef } from '@mantine/hooks'
import { type ReactNode, type Ref, useEffect, useId, useImperativeHandle, useMemo, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { remNow, useLook } from '../shell/look.ts'
import { keepForStep, recall } from '../shell/scroll-memory.ts'
import { useWords } from '../shell/words.ts'
import { useGridKeys } from './grid-keys.ts'
import { type Column, GridHead, GridRow } from './grid-parts.tsx'
import type { Rows } from './grid-rows.ts'
import { useGridScroll } from './grid-scroll.ts'
import { rowsAt } from './grid-window.ts'
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
  /** Keys of the ticked rows. */
  ticked?: ReadonlySet<string> | undefined
  onTick?: ((ticked: ReadonlySet<string>) => void) | undefined
  /** Stands instead of rows when there are none. */
  empty?: ReactNode
  handle?: Ref<GridHandle>
}

const PHONE = '(max-width: 47.5rem)'
const HEAD = 2.25

function useIsPhone(): boolean {
  const [is, set] = useState(() => matchMedia(PHONE).matches)
  useEffect(() => {
    const media = matchMedia(PHONE)
    const tell = () => set(media.matches)
    media.addEventListener('change', tell)
    return () => media.removeEventListener('change', tell)
  }, [])
  return is
}

/** The columns that find room, the first always, and how they share it. */
function fitting<R>(columns: readonly Column<R>[], width: number, hasTicks: boolean) {
  const rem = remNow()
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

/** A list of rows of one height, however long, for keys, mouse, finger and screen reader alike. */
export function Grid<R>(props: GridProps<R>) {
  const { label, rows, columns, keyOf, onTick, ticked, onPeek, peeked, empty, handle } = props
  const words = useWords(kitWords)
  const look = useLook()
  const id = useId()
  const isPhone = useIsPhone() && props.phoneRow !== undefined
  const [, navigate] = useLocation()
  const scroller = useRef<HTMLDivElement>(null)
  const { ref: sizeRef, width, height } = useElementSize<HTMLDivElement>()
  const merged = useMergedRef(scroller, sizeRef)
  const rem = 16 * (look.textSize / 100)
  const rowHeight = (isPhone ? 4 : look.density === 'compact' ? 2.125 : 2.75) * rem
  const head = isPhone ? 0 : HEAD * rem
  const shape = { count: rows.count ?? 0, rowHeight, viewport: Math.max(0, height - head) }
  const scroll = useGridScroll(scroller, shape, `${label} top`)
  const [current, setCurrent] = useState(() => recall<number>(`${label} row`) ?? -1)
  const { shown, template } = useMemo(() => fitting(columns, width, onTick !== undefined), [columns, width, onTick])
  const { first, last } = rowsAt(shape, scroll.top)
  useEffect(() => {
    if (shape.viewport > 0) rows.want(first, Math.max(last, first))
  }, [rows.want, first, last, shape.viewport])

  const goTo = (to: number) => {
    if (shape.count === 0) return
    const row = Math.min(Math.max(0, to), shape.count - 1)
    setCurrent(row)
    keepForStep(`${label} row`, row)
    scroll.show(row)
    const there = rows.rowAt(row)
    if (peeked !== undefined && there) onPeek?.(there, row)
  }
  const open = (row: R) => navigate(props.hrefOf(row))
  const tick = (from: number, to: number, isOn: boolean) => {
    const next = new Set(ticked)
    for (let at = Math.min(from, to); at <= Math.max(from, to); at += 1) {
      const row = rows.rowAt(at)
      if (row) isOn ? next.add(keyOf(row)) : next.delete(keyOf(row))
    }
    onTick?.(next)
  }
  useImperativeHandle(handle, () => ({ step: (by) => goTo(current + by), goTo, current: () => current }))
  const { isKeyed, press } = useGridKeys({
    scroller,
    rows,
    current,
    page: Math.max(1, Math.floor(shape.viewport / rowHeight) - 1),
    goTo,
    open,
    tick,
    onPeek,
    peeked,
    keyOf,
    ticked,
    hasTicks: onTick !== undefined,
  })

  if (rows.count === 0 && empty) return <div className="grid-empty">{empty}</div>
  const isTicked = (row: R) => ticked?.has(keyOf(row)) ?? false
  const showRows = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at)
  return (
    <div
      ref={merged}
      className={`grid ${isPhone ? 'grid-phone' : ''} ${rows.isStale ? 'is-stale' : ''}`}
      role="grid"
      data-scrolls
      aria-label={label}
      aria-rowcount={shape.count + 1}
      aria-busy={rows.isStale || rows.count === undefined}
      aria-multiselectable={onTick ? true : undefined}
      aria-activedescendant={current >= first && current <= last ? `${id}-${current}` : undefined}
      tabIndex={0}
      onPointerDown={press}
      onFocus={(event) => event.target === event.currentTarget && current < 0 && shape.count > 0 && setCurrent(first + Math.min(6, first))}
    >
      {!isPhone && (
        <GridHead
          columns={shown}
          template={template}
          sort={props.sort}
          onSort={props.onSort}
          hasTicks={onTick !== undefined}
          tickedCount={ticked?.size ?? 0}
          onClear={() => onTick?.(new Set())}
          onTickShown={() => tick(first, last, true)}
          words={words}
        />
      )}
      <div className="grid-rows" role="rowgroup" style={{ height: rows.count === undefined ? undefined : scroll.height }}>
        {rows.count === undefined
          ? Array.from({ length: 12 }, (_, at) => (
              <GridRow
                key={`wait-${at}`}
                id={`${id}-wait-${at}`}
                index={at}
                y={at * rowHeight}
                columns={shown}
                template={template}
                words={words}
                height={rowHeight}
              />
            ))
          : showRows.map((index) => {
              const row = rows.rowAt(index)
              return (
                <GridRow
                  key={index}
                  id={`${id}-${index}`}
                  index={index}
                  y={scroll.yOf(index)}
                  height={rowHeight}
                  row={row}
                  columns={shown}
                  template={template}
                  words={words}
                  name={row ? props.nameOf(row) : ''}
                  href={row ? props.hrefOf(row) : ''}
                  phoneRow={isPhone ? props.phoneRow : undefined}
                  isCurrent={index === current}
                  isKeyed={isKeyed}
                  isPeeked={row !== undefined && peeked === keyOf(row)}
                  isTicked={row !== undefined && isTicked(row)}
                  onTick={
                    onTick &&
                    ((isOn, isRange) => (
                      isRange && current >= 0 ? tick(current, index, isOn) : tick(index, index, isOn), setCurrent(index)
                    ))
                  }
                  onPick={
                    row &&
                    ((isName) => (
                      setCurrent(index), keepForStep(`${label} row`, index), isName || isPhone || !onPeek ? open(row) : onPeek(row, index)
                    ))
                  }
                />
              )
            })}
      </div>
    </div>
  )
}
