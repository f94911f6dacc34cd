import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { keepForStep, recall } from '../shell/scroll-memory.ts'
import { drawnHeight, follow, isScaled, type Shape, scrollAt, topToShow, withinReach } from './grid-window.ts'

/** Keeps where the grid stands, through lists taller than browsers draw, and through Back. */
export function useGridScroll(ref: RefObject<HTMLElement | null>, shape: Shape, name: string) {
  const [at, setAt] = useState({ scroll: 0, top: 0 })
  const now = useRef(at)
  const newest = useRef(shape)
  newest.current = shape
  const set = useCallback(
    (next: { scroll: number; top: number }) => {
      if (next.scroll === now.current.scroll && next.top === now.current.top) return
      now.current = next
      setAt(next)
      keepForStep(name, next.top)
    },
    [name],
  )
  const scrollTo = useCallback(
    (top: number) => {
      const element = ref.current
      if (!element) return
      const reached = withinReach(newest.current, top)
      const scroll = Math.round(scrollAt(newest.current, reached))
      set({ scroll, top: reached })
      element.scrollTop = scroll
    },
    [ref, set],
  )

  useEffect(() => {
    const element = ref.current
    if (!element) return
    let settle: ReturnType<typeof setTimeout> | undefined
    const onScroll = () => {
      const scroll = element.scrollTop
      if (scroll === now.current.scroll) return
      set({ scroll, top: follow(newest.current, now.current, scroll) })
      if (!isScaled(newest.current)) return
      // Small steps let the bar drift from where it should be; it goes there once the hand rests.
      clearTimeout(settle)
      settle = setTimeout(() => scrollTo(now.current.top), 200)
    }
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      clearTimeout(settle)
      element.removeEventListener('scroll', onScroll)
    }
  }, [ref, set, scrollTo])

  const isReady = shape.count > 0 && shape.viewport > 0
  useLayoutEffect(() => {
    const top = isReady ? recall<number>(name) : undefined
    if (top !== undefined) scrollTo(top)
  }, [isReady, name, scrollTo])

  return {
    top: at.top,
    height: drawnHeight(shape),
    /** Where a row is drawn, in pixels from the top of the scrolled part. */
    yOf: (row: number) => row * shape.rowHeight - at.top + at.scroll,
    scrollTo,
    show: (row: number) => scrollTo(topToShow(newest.current, row, now.current.top)),
  }
}
