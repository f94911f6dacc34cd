import { type TouchEvent, useRef } from 'react'

/** How far a finger goes before a row is meant, and before a scroll of the page is ruled out. */
const MEANT = 88
const SIDEWAYS = 12

/** What a finger may do with a row: to the right ends it, to the left puts it off. The buttons that do the same are always there. */
export function useSwipe({ onRight, onLeft }: { onRight: (() => void) | undefined; onLeft: (() => void) | undefined }) {
  const from = useRef<{ x: number; y: number; by: number } | undefined>(undefined)
  const show = (row: HTMLElement, by: number) => {
    row.style.transform = by === 0 ? '' : `translateX(${by}px)`
    row.dataset.swipe = Math.abs(by) >= MEANT ? (by > 0 ? 'right' : 'left') : ''
  }
  return {
    onTouchStart: (event: TouchEvent<HTMLElement>) => {
      const touch = event.touches[0]
      from.current = touch && event.touches.length === 1 ? { x: touch.clientX, y: touch.clientY, by: 0 } : undefined
    },
    onTouchMove: (event: TouchEvent<HTMLElement>) => {
      const touch = event.touches[0]
      const began = from.current
      if (!touch || !began) return
      const by = touch.clientX - began.x
      if (began.by === 0 && (Math.abs(by) < SIDEWAYS || Math.abs(touch.clientY - began.y) > Math.abs(by))) return
      began.by = (by > 0 && onRight) || (by < 0 && onLeft) ? by : 0
      show(event.currentTarget, began.by)
    },
    onTouchEnd: (event: TouchEvent<HTMLElement>) => {
      const by = from.current?.by ?? 0
      from.current = undefined
      show(event.currentTarget, 0)
      if (by >= MEANT) onRight?.()
      else if (by <= -MEANT) onLeft?.()
    },
    onTouchCancel: (event: TouchEvent<HTMLElement>) => {
      from.current = undefined
      show(event.currentTarget, 0)
    },
  }
}
