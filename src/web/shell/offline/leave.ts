import { useSyncExternalStore } from 'react'
import { signOut } from '#rooms/team/contract.ts'
import { call } from '../api.ts'
import { wipeKept } from './kept.ts'
import { isLost, onReturn } from './state.ts'
import { forgetUnsent, sendUnsent, unsentNow } from './unsent.ts'

/** Leaving the house so that nothing stays in this browser, with the network or without it. */

const STORE = 'quen.leaving'

/** Somebody who left while nothing answered is signed out as soon as something does, before anybody sees a screen. */
export async function finishLeaving(): Promise<void> {
  if (localStorage.getItem(STORE) === null) return
  try {
    await call(signOut, { body: {} })
  } catch {
    // The session was over already, or the house is away still: then it is tried again when it is back.
  }
  if (!isLost()) localStorage.removeItem(STORE)
}

let isAsked = false
const listeners = new Set<() => void>()
const ask = (next: boolean) => {
  isAsked = next
  for (const tell of listeners) tell()
}
const subscribe = (tell: () => void) => {
  listeners.add(tell)
  return () => void listeners.delete(tell)
}

/** Whether somebody wants to leave while notes of theirs wait to be sent. */
export const useAskedToLeave = (): boolean => useSyncExternalStore(subscribe, () => isAsked)
export const stay = (): void => ask(false)

/** Sends what waits, if it can; answers whether one may leave without losing anything, and asks where not. */
export async function mayLeave(staffId: string): Promise<boolean> {
  await sendUnsent(staffId)
  const isFree = unsentNow().every((one) => one.staffId !== staffId)
  if (!isFree) ask(true)
  return isFree
}

/** Ends the session, and wipes what this browser kept of the person. */
export async function leave(): Promise<void> {
  ask(false)
  localStorage.setItem(STORE, '1')
  await Promise.all([wipeKept(), forgetUnsent().catch(() => undefined)])
  await finishLeaving()
}

onReturn(() => void finishLeaving())
