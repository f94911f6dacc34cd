import { type KeyboardEvent, useState } from 'react'

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

/** The points of a chart are one stop for Tab; the arrows walk among them, Home and End jump. */
export function usePoints(count: number, first = 0) {
  const [current, setCurrent] = useState(first)
  const here = Math.min(current, Math.max(0, count - 1))
  const onKeyDown = (event: KeyboardEvent<Element>) => {
    const step = STEPS[event.key]
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? count - 1 : step === undefined ? undefined : here + step
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    const points = event.currentTarget.querySelectorAll<HTMLElement | SVGElement>('[data-point]')
    const next = points[Math.min(points.length - 1, Math.max(0, to))]
    if (!next) return
    event.preventDefault()
    event.stopPropagation()
    next.focus()
  }
  const pointAt = (at: number) => ({ 'data-point': at, tabIndex: at === here ? 0 : -1, onFocus: () => setCurrent(at) })
  return { onKeyDown, pointAt, current: here }
}
