import { useSyncExternalStore } from 'react'

/** A customer this person opened lately, kept in this browser only. */
export type Recent = { id: string; name: string; calledAs: string; phone: string | null }

const MOST = 5
const storeOf = (staffId: string) => `quen.recent.${staffId}`
const listeners = new Set<() => void>()
let cache: { staffId: string; text: string; list: readonly Recent[] } | undefined

function read(staffId: string): readonly Recent[] {
  let text = '[]'
  try {
    text = localStorage.getItem(storeOf(staffId)) ?? '[]'
  } catch {
    // Storage can be forbidden; then nothing was opened lately.
  }
  if (cache?.staffId !== staffId || cache.text !== text) {
    let list: readonly Recent[] = []
    try {
      list = JSON.parse(text) as Recent[]
    } catch {
      list = []
    }
    cache = { staffId, text, list }
  }
  return cache.list
}

/** The same list with one customer in front; five at most. */
export const withFirst = (list: readonly Recent[], customer: Recent): Recent[] =>
  [customer, ...list.filter(({ id }) => id !== customer.id)].slice(0, MOST)

function write(staffId: string, list: readonly Recent[]): void {
  try {
    localStorage.setItem(storeOf(staffId), JSON.stringify(list))
  } catch {
    // See above.
  }
  for (const tell of listeners) tell()
}

/** Call it when a profile or a card was opened. */
export const noteOpened = (staffId: string, { id, name, calledAs, phone }: Recent): void =>
  write(staffId, withFirst(read(staffId), { id, name, calledAs, phone }))

/** Forgets what everybody opened here, or everybody but one. */
export function forgetOthers(butOf?: string): void {
  try {
    for (const name of Object.keys(localStorage))
      if (name.startsWith(storeOf('')) && name !== storeOf(butOf ?? '')) localStorage.removeItem(name)
  } catch {
    // See above.
  }
  for (const tell of listeners) tell()
}

const subscribe = (tell: () => void) => {
  listeners.add(tell)
  return () => void listeners.delete(tell)
}
export const useRecent = (staffId: string): readonly Recent[] => useSyncExternalStore(subscribe, () => read(staffId))
