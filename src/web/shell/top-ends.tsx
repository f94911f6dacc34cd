import { type ReactNode, useEffect, useState } from 'react'
import { createPortal } from 'react-dom'

/** Puts a screen's own buttons at the right of the top bar. */
export function TopEnds({ children }: { children: ReactNode }) {
  const [place, setPlace] = useState<HTMLElement | null>(null)
  useEffect(() => setPlace(document.getElementById('top-ends')), [])
  return place ? createPortal(children, place) : null
}
