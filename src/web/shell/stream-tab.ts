import { useSyncExternalStore } from 'react'
import { newKey } from './api.ts'

/**
 * Which tab of this browser was used last. Only that one shows calls by itself. A tab that is closed gives its claim back; one that
 * died loses it after a while.
 */
export type Claim = { tab: string; at: number }

const STORE = 'quen.tab'
const RENEWED_EVERY = 20_000
/** Browsers let timers of tabs in the background run once a minute. */
const HOLDS_FOR = 150_000

/** The name of this tab, for as long as it is open. */
export const tabName: string = newKey()

/** The tab that holds the claim; undefined where none does or it died with it. */
export function holderOf(text: string | null, now: number): string | undefined {
  try {
    const { tab, at } = JSON.parse(text ?? 'null') as Claim
    return typeof tab === 'string' && Math.abs(now - at) <= HOLDS_FOR ? tab : undefined
  } catch {
    return undefined
  }
}

function holder(): string | undefined {
  try {
    return holderOf(localStorage.getItem(STORE), Date.now())
  } catch {
    // Storage can be forbidden; then each tab stands for itself.
    return tabName
  }
}

const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of listeners) listener()
}

function write(claim: Claim | undefined): void {
  try {
    if (claim) localStorage.setItem(STORE, JSON.stringify(claim))
    else localStorage.removeItem(STORE)
  } catch {
    // See above.
  }
  tell()
}

export const isLastUsed = (): boolean => holder() === tabName

/** Takes the claim, because this tab is being used. */
function claim(): void {
  if (!isLastUsed()) write({ tab: tabName, at: Date.now() })
}

/**
 * Whether a call is for this tab. Where no tab holds the claim, the one that is seen takes it at once, one in the background only if
 * none else did meanwhile.
 */
export async function isForThisTab(): Promise<boolean> {
  if (holder() !== undefined) return isLastUsed()
  if (document.visibilityState !== 'visible') await new Promise((done) => setTimeout(done, 50 + Math.random() * 200))
  if (holder() === undefined) claim()
  return isLastUsed()
}

/** Keeps the claim true while the app is open; answers how to stop. */
export function keepClaim(): () => void {
  const used = () => claim()
  const seen = () => document.visibilityState === 'visible' && document.hasFocus() && claim()
  const renewed = () => {
    if (isLastUsed()) write({ tab: tabName, at: Date.now() })
    else if (holder() === undefined) void isForThisTab()
  }
  const left = () => isLastUsed() && write(undefined)
  const told = (event: StorageEvent) => {
    if (event.key !== STORE) return
    tell()
    if (event.newValue === null) void isForThisTab()
  }
  addEventListener('pointerdown', used, { capture: true })
  addEventListener('keydown', used, { capture: true })
  addEventListener('focus', used)
  addEventListener('pagehide', left)
  addEventListener('storage', told)
  document.addEventListener('visibilitychange', seen)
  const timer = setInterval(renewed, RENEWED_EVERY)
  if (holder() === undefined) void isForThisTab()
  else seen()
  return () => {
    removeEventListener('pointerdown', used, { capture: true })
    removeEventListener('keydown', used, { capture: true })
    removeEventListener('focus', used)
    removeEventListener('pagehide', left)
    removeEventListener('storage', told)
    document.removeEventListener('visibilitychange', seen)
    clearInterval(timer)
    left()
  }
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
export const useIsLastUsed = (): boolean => useSyncExternalStore(subscribe, isLastUsed)
