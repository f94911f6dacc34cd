import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import { lookNow } from '../../shell/look.ts'
import { useWords } from '../../shell/words.ts'
import { recognitionWords } from './words.data.ts'
import './veil.css'

const STORE = 'quen.counter'
const veil = createContext(false)

function stored(): boolean {
  try {
    return localStorage.getItem(STORE) === '1'
  } catch {
    return false
  }
}

/** One mode for the whole screen, wherever it is switched. */
let isCounter = stored()
const listeners = new Set<() => void>()
const subscribe = (tell: () => void) => {
  listeners.add(tell)
  return () => void listeners.delete(tell)
}

function set(next: boolean): void {
  isCounter = next
  try {
    localStorage.setItem(STORE, next ? '1' : '0')
  } catch {
    // Storage can be forbidden; the mode then lasts as long as the page.
  }
  for (const tell of listeners) tell()
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(TEXTAREA|SELECT)$/.test(target.tagName) ||
    (target instanceof HTMLInputElement && target.type !== 'checkbox' && target.type !== 'radio'))

/** Whether this screen stands where strangers see it; kept for this device. While `V` or the button is held, all is shown. */
export function useCounter() {
  const isOn = useSyncExternalStore(subscribe, () => isCounter)
  const [isHeld, hold] = useState(false)
  useEffect(() => {
    if (!isOn) return
    const down = (event: KeyboardEvent) => {
      if (
        event.code !== 'KeyV' ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        event.isComposing ||
        isTyping(event.target) ||
        !lookNow().singleKeys
      )
        return
      event.preventDefault()
      hold(true)
    }
    const up = (event?: Event) => (!(event instanceof KeyboardEvent) || event.code === 'KeyV') && hold(false)
    addEventListener('keydown', down)
    addEventListener('keyup', up)
    addEventListener('blur', up)
    return () => {
      removeEventListener('keydown', down)
      removeEventListener('keyup', up)
      removeEventListener('blur', up)
      hold(false)
    }
  }, [isOn])
  return { isOn, set, hold, isVeiled: isOn && !isHeld }
}

export type Counter = ReturnType<typeof useCounter>

export const VeilRoom = ({ isOn, children }: { isOn: boolean; children: ReactNode }) => (
  <veil.Provider value={isOn}>{children}</veil.Provider>
)

/** Something that strangers must not read: in counter mode a bar of its own size stands in its place. */
export function Veiled({ children, isBlock }: { children: ReactNode; isBlock?: boolean }) {
  const isOn = useContext(veil)
  const words = useWords(recognitionWords)
  if (!isOn) return children
  return (
    <span className={`veiled ${isBlock ? 'veiled-block' : ''}`}>
      <span className="unseen">{words.veiled}</span>
      <span className="veiled-inside" aria-hidden="true">
        {children}
      </span>
    </span>
  )
}
