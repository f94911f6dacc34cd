import { useSyncExternalStore } from 'react'

/** Whether the house answers, and when it last did. A network that is there and a server that is gone are the same to a screen. */
type Connection = { isLost: boolean; heardAt: Date | undefined }

/** How often the house is asked whether it is back, while it is not, in milliseconds. */
const ASK_AGAIN = 5_000

let now: Connection = { isLost: false, heardAt: undefined }
let asking: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()
const returns = new Set<() => void>()

function put(next: Connection): void {
  now = next
  for (const tell of listeners) tell()
}

/** The house answered, whatever it said. */
export function heard(): void {
  const wasLost = now.isLost
  now = { isLost: false, heardAt: new Date() }
  clearInterval(asking)
  asking = undefined
  if (!wasLost) return
  put(now)
  for (const tell of returns) tell()
}

/** What is shown was heard at `at`: kept answers of an earlier visit. */
export function shownFrom(at: Date): void {
  if (now.isLost && (!now.heardAt || now.heardAt < at)) put({ ...now, heardAt: at })
}

async function ask(): Promise<void> {
  try {
    await fetch('/healthz', { cache: 'no-store' })
    heard()
  } catch {
    lost()
  }
}

/** Nothing answered. */
export function lost(): void {
  asking ??= setInterval(() => void ask(), ASK_AGAIN)
  if (!now.isLost) put({ ...now, isLost: true })
}

export const isLost = (): boolean => now.isLost

/** Calls `tell` whenever the house answers again after it did not. */
export function onReturn(tell: () => void): () => void {
  returns.add(tell)
  return () => void returns.delete(tell)
}

/** Called once, before the first screen. A house on this very machine answers without any network: it is asked before it is missed. */
export function watchConnection(): void {
  addEventListener('offline', () => void ask())
  addEventListener('online', () => void ask())
}

const subscribe = (tell: () => void) => {
  listeners.add(tell)
  return () => void listeners.delete(tell)
}

export const useConnection = (): Connection => useSyncExternalStore(subscribe, () => now)
