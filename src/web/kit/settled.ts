import { useEffect, useState } from 'react'

/** A value a moment after it last changed, so that a fast typist sends one question instead of ten. Milliseconds. */
export function useSettled<T>(value: T, pause: number): T {
  const [settled, settle] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => settle(value), pause)
    return () => clearTimeout(timer)
  }, [value, pause])
  return settled
}
