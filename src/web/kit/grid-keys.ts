import { type RefObject, useRef, useState } from 'react'
import { useKeys } from '../shell/keys.ts'
import { useWords } from '../shell/words.ts'
import type { Rows } from './grid-rows.ts'
import { kitWords } from './words.data.ts'

type Of<R> = {
  scroller: RefObject<HTMLElement | null>
  rows: Rows<R>
  current: number
  from: () => number
  page: number
  goTo: (row: number) => void
  open: (row: R) => void
  tick: (from: number, to: number, isOn: boolean) => void
  onPeek: ((row: R | undefined, index: number) => void) | undefined
  peeked: string | undefined
  keyOf: (row: R) => string
  ticked: ReadonlySet<string> | undefined
  hasTicks: boolean
}

/** The keys of a list. Arrows, Enter and Space are the list's only while nothing else that wants them has the focus. */
export function useGridKeys<R>({ scroller, rows, current, from, page, goTo, open, tick, onPeek, peeked, keyOf, ticked, hasTicks }: Of<R>) {
  const words = useWords(kitWords).grid
  const [isKeyed, setKeyed] = useState(false)
  const anchor = useRef(-1)
  const isOurs = () => document.activeElement === document.body || document.activeElement === scroller.current
  const move = (to: number) => {
    setKeyed(true)
    if (isOurs()) scroller.current?.focus({ preventScroll: true })
    anchor.current = to
    goTo(to)
  }
  const extend = (by: 1 | -1) => {
    if (!hasTicks || current < 0) return false
    setKeyed(true)
    if (anchor.current < 0) anchor.current = current
    tick(current, current + by, true)
    goTo(current + by)
  }
  const here = () => rows.rowAt(current)
  const peek = () => {
    const row = here()
    if (!isOurs() || !row || !onPeek) return false
    onPeek(peeked === keyOf(row) ? undefined : row, current)
  }
  const enter = () => {
    const row = here()
    if (!isOurs() || !row) return false
    open(row)
  }
  const toggle = () => {
    const row = here()
    if (!row || !hasTicks) return false
    anchor.current = current
    tick(current, current, !ticked?.has(keyOf(row)))
  }
  const ifOurs = (act: () => unknown) => () => (isOurs() ? act() : false)
  useKeys([
    { key: 'J', words: words.down, act: () => move(from() + 1) },
    { key: 'K', words: words.up, act: () => move(from() - 1) },
    { key: 'ArrowDown', act: ifOurs(() => move(from() + 1)) },
    { key: 'ArrowUp', act: ifOurs(() => move(from() - 1)) },
    ...(onPeek ? [{ key: 'Space', words: words.peek, act: peek }] : []),
    { key: 'Enter', words: words.open, act: enter },
    ...(hasTicks
      ? [
          { key: 'X', words: words.tick, act: toggle },
          { key: 'Shift+ArrowDown', words: words.range, act: ifOurs(() => extend(1)) },
          { key: 'Shift+ArrowUp', act: ifOurs(() => extend(-1)) },
          { key: 'Shift+J', act: () => extend(1) },
          { key: 'Shift+K', act: () => extend(-1) },
        ]
      : []),
    { key: 'Home', words: words.home, act: ifOurs(() => move(0)) },
    { key: 'End', words: words.end, act: ifOurs(() => move((rows.count ?? 1) - 1)) },
    { key: 'PageDown', act: ifOurs(() => move(current + page)) },
    { key: 'PageUp', act: ifOurs(() => move(current - page)) },
  ])
  return { isKeyed, press: () => setKeyed(false) }
}
