import { useEffect, useRef } from 'react'
import { addSlot } from './calls-here.ts'

/** Where a screen keeps room for the strips of calls. */
export function CallSlot() {
  const slot = useRef<HTMLDivElement>(null)
  useEffect(() => (slot.current ? addSlot(slot.current) : undefined), [])
  return <div ref={slot} className="call-slot phone-off" />
}
