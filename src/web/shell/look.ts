import { useSyncExternalStore } from 'react'
import type { Language } from './words.ts'

/** How one person's screen looks and speaks; kept on the server with the person and in this browser for the first paint. */
export type Look = {
  theme: 'light' | 'dark' | 'system'
  density: 'comfortable' | 'compact'
  /** Per cent. */
  textSize: number
  /** Whether keys without Ctrl or ⌘ do anything. */
  singleKeys: boolean
  language: Language
}

const STORE = 'quen.look'
const usual: Look = { theme: 'system', density: 'comfortable', textSize: 100, singleKeys: true, language: 'vi' }

function remembered(): Look {
  try {
    return { ...usual, ...(JSON.parse(localStorage.getItem(STORE) ?? '{}') as Partial<Look>) }
  } catch {
    return usual
  }
}

let now: Look = remembered()
const listeners = new Set<() => void>()

/** Puts a look on the page; `public/theme.js` does the same before the first paint. */
function put(look: Look): void {
  const root = document.documentElement
  if (look.theme === 'system') delete root.dataset.theme
  else root.dataset.theme = look.theme
  if (look.density === 'compact') root.dataset.density = 'compact'
  else delete root.dataset.density
  root.style.setProperty('--text-scale', String(look.textSize / 100))
  root.lang = look.language
}

export function setLook(part: Partial<Look>): void {
  const next = { ...now, ...part }
  if ((Object.keys(next) as (keyof Look)[]).every((key) => next[key] === now[key])) return
  now = next
  put(now)
  try {
    localStorage.setItem(STORE, JSON.stringify(now))
  } catch {
    // Storage can be forbidden; the look then lasts as long as the page.
  }
  for (const tell of listeners) tell()
}

export const lookNow = (): Look => now

const subscribe = (tell: () => void) => {
  listeners.add(tell)
  return () => void listeners.delete(tell)
}

export const useLook = (): Look => useSyncExternalStore(subscribe, lookNow)
export const useLanguage = (): Language => useLook().language
