import { useSyncExternalStore } from 'react'
import type { z } from 'zod'
import type { getCall } from '#rooms/calls/contract.ts'
import type { Found } from '../../shell/facts.ts'

export type Call = z.output<typeof getCall.answer>

/** A call as it stands on this screen. */
export type Here = {
  call: Call
  /** When it began to ring, and to be spoken, by this screen's clock. */
  began: number
  answered: number | undefined
  /** When it was over; its strip goes a little later. */
  over: number | undefined
  /** Whom somebody here said it is; null: none of those who were found. */
  person: string | null | undefined
  /** The card stands open, beside the page. */
  isOpen: boolean
  isNoting: boolean
  /** It stands in the console, as its question. */
  isInConsole: boolean
}

type State = { calls: readonly Here[]; slots: readonly HTMLElement[] }
let state: State = { calls: [], slots: [] }
const listeners = new Set<() => void>()
const put = (next: State) => {
  state = next
  for (const tell of listeners) tell()
}
const subscribe = (tell: () => void) => {
  listeners.add(tell)
  return () => void listeners.delete(tell)
}

export const useCallsHere = (): State => useSyncExternalStore(subscribe, () => state)
export const findHere = (id: string): Here | undefined => state.calls.find(({ call }) => call.id === id)
export const callsHere = (): readonly Here[] => state.calls

export const changeHere = (id: string, part: Partial<Omit<Here, 'call'>>): void =>
  put({ ...state, calls: state.calls.map((here) => (here.call.id === id ? { ...here, ...part } : here)) })

export const dropHere = (id: string): void => put({ ...state, calls: state.calls.filter(({ call }) => call.id !== id) })

/** One card stands open at a time. */
export const openHere = (id: string | undefined, part: Partial<Here> = {}): void =>
  put({
    ...state,
    calls: state.calls.map((here) => (here.call.id === id ? { ...here, ...part, isOpen: true } : { ...here, isOpen: false })),
  })

/** Puts a call on the screen, or brings the one that stands there up to date. */
export function showHere(call: Call, now: number, isLive: boolean): void {
  const before = findHere(call.id)
  const began = before?.began ?? (isLive ? now : Math.min(now, Date.parse(call.rangAt)))
  const here: Here = {
    isOpen: false,
    isNoting: false,
    isInConsole: false,
    person: call.customerId ?? undefined,
    ...before,
    call,
    began,
    answered: call.answeredAt ? (before?.answered ?? (isLive ? now : Math.min(now, Date.parse(call.answeredAt)))) : undefined,
    over: call.state === 'ended' ? (before?.over ?? now) : undefined,
  }
  // A new call is what matters now: what is over goes, unless somebody is still at it.
  const others = () => state.calls.filter(({ over, isOpen }) => over === undefined || isOpen)
  put({ ...state, calls: before ? state.calls.map((one) => (one === before ? here : one)) : [...others(), here] })
}

/** Forgets everything, when somebody else signs in. */
export const forgetHere = (): void => put({ ...state, calls: [] })

/** A place in which strips stand; the newest is used. */
export function addSlot(slot: HTMLElement): () => void {
  put({ ...state, slots: [...state.slots, slot] })
  return () => put({ ...state, slots: state.slots.filter((one) => one !== slot) })
}

/** Who the caller is, as far as is known here: chosen, or the only one of the number. */
export function personOf({ call, person }: Pick<Here, 'call' | 'person'>): (Pick<Found, 'id'> & Partial<Found>) | undefined {
  if (person === null) return undefined
  if (person !== undefined) return call.people.find(({ id }) => id === person) ?? { id: person }
  const [one, other] = call.people
  return other ? undefined : one
}

/** The console offers itself: it says whether it is free to show a call, and shows it. */
export type Host = { isFree: () => boolean; take: (call: Call) => void }
let host: Host | undefined
export const hostOfCalls = (): Host | undefined => host
export function offerHost(next: Host): () => void {
  host = next
  return () => {
    if (host === next) host = undefined
  }
}
