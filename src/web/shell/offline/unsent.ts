import { createStore, get, type UseStore, update } from 'idb-keyval'
import { useSyncExternalStore } from 'react'
import { isLost } from './state.ts'

/**
 * What was written while the house could not be reached, in order, until it is sent. Each act keeps the key it was first sent under, so
 * that one which did arrive is not done twice. It survives a reload; what was refused stays, with its reason, until its writer lets it go.
 */
export type Unsent = {
  key: string
  /** When it was written, an instant. */
  at: string
  staffId: string
  kind: 'note' | 'care'
  method: string
  address: string
  body: unknown
  /** What it is about, for the list: "chị Hoa". */
  who: string | null
  /** What was written, or the sentence of the act that was ended. */
  words: string
  /** What stands on the screen in its place until it is sent. */
  painted?: unknown
  refused?: { code: string; status: number; fields: Readonly<Record<string, string>>; title: string }
}

let store: UseStore | undefined
const unsent = (): UseStore => {
  store ??= createStore('quen-unsent', 'acts')
  return store
}
const LIST = 'list'

let now: readonly Unsent[] = []
let isSending = false
const listeners = new Set<() => void>()
const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('quen-unsent')

function put(next: readonly Unsent[]): void {
  now = next
  for (const tell of listeners) tell()
}

/** Reads the list anew; other tabs of this browser write to it too. */
export async function readUnsent(): Promise<void> {
  try {
    put((await get<Unsent[]>(LIST, unsent())) ?? [])
  } catch (error) {
    // Private windows may forbid the store: then nothing ever waits here.
    if (!(error instanceof DOMException || error instanceof ReferenceError)) throw error
  }
}

async function change(make: (list: readonly Unsent[]) => readonly Unsent[]): Promise<void> {
  let after: readonly Unsent[] = []
  await update<readonly Unsent[]>(
    LIST,
    (before) => {
      after = make(before ?? [])
      return after
    },
    unsent(),
  )
  put(after)
  channel?.postMessage('changed')
}

/** Keeps an act until it can be sent. Throws where this browser keeps nothing; then its writer is told that it was not saved. */
export const keepUnsent = (act: Unsent): Promise<void> => change((list) => [...list.filter(({ key }) => key !== act.key), act])

const forgetOne = (key: string): Promise<void> => change((list) => list.filter((one) => one.key !== key))

/** What is on its way just now; whoever takes it back waits for what becomes of it. */
let onItsWay: { key: string; over: Promise<unknown> } | undefined

/** Takes back or gives up an act. False where it is not among them any more: then it was sent. */
export async function dropUnsent(key: string): Promise<boolean> {
  if (onItsWay?.key === key) await onItsWay.over
  await readUnsent()
  if (!now.some((one) => one.key === key)) return false
  await forgetOne(key)
  return true
}

const markRefused = (key: string, refused: Unsent['refused']): Promise<void> =>
  change((list) => list.map((one) => (one.key === key ? { ...one, ...(refused ? { refused } : {}) } : one)))

/** A refused act is sent again as it is, under a key of its own: the refusal was kept under the old one. */
export const tryAgain = (key: string, fresh: string): Promise<void> =>
  change((list) => list.map(({ refused, ...one }) => (one.key === key ? { ...one, key: fresh } : refused ? { ...one, refused } : one)))

/** Forgets everything unsent of everybody, or of all but one: who else wrote here is not this person's affair. */
export const forgetUnsent = (butOf?: string): Promise<void> => change((list) => list.filter(({ staffId }) => staffId === butOf))

export const unsentNow = (): readonly Unsent[] => now

const subscribe = (tell: () => void) => {
  listeners.add(tell)
  return () => void listeners.delete(tell)
}
export const useUnsent = (): readonly Unsent[] => useSyncExternalStore(subscribe, unsentNow)

/** Whether one more try later may do: nothing answered, or the house was busy or broken. */
const isPassing = (status: number, code: string): boolean =>
  status === 0 || status === 401 || status === 408 || status === 429 || status >= 500 || code === 'request.still_running'

type Outcome = { isDone: true } | { isDone: false; status: number; code: string; title: string; fields: Readonly<Record<string, string>> }

async function send({ method, address, body, key }: Unsent): Promise<Outcome> {
  let response: Response
  try {
    response = await fetch(address, {
      method,
      headers: {
        accept: 'application/json',
        'accept-language': document.documentElement.lang,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      credentials: 'same-origin',
      body: JSON.stringify(body),
    })
  } catch {
    return { isDone: false, status: 0, code: 'net.offline', title: '', fields: {} }
  }
  if (response.ok) return { isDone: true }
  const told = (await response.json().catch(() => ({}))) as { code?: string; title?: string; fields?: Record<string, string> }
  return {
    isDone: false,
    status: response.status,
    code: told.code ?? 'house.away',
    title: told.title ?? response.statusText,
    fields: told.fields ?? {},
  }
}

/** What became of what waited. */
export type Sent = { sent: number; refused: number }
const nothing: Sent = { sent: 0, refused: 0 }

/** Sends one act; false where it is better to wait with what follows. */
async function sendOne(act: Unsent, so: Sent): Promise<boolean> {
  const outcome = await send(act)
  if (outcome.isDone) {
    await forgetOne(act.key)
    so.sent += 1
    return true
  }
  if (isPassing(outcome.status, outcome.code)) return false
  await markRefused(act.key, outcome)
  so.refused += 1
  return true
}

async function sendAll(staffId: string): Promise<Sent> {
  const so = { ...nothing }
  await readUnsent()
  for (;;) {
    const next = now.find((one) => one.staffId === staffId && !one.refused)
    if (!next || isLost()) return so
    const going = sendOne(next, so)
    onItsWay = { key: next.key, over: going.catch(() => undefined) }
    try {
      if (!(await going)) return so
    } finally {
      onItsWay = undefined
    }
  }
}

/** Only one tab sends, so that what was written first arrives first. Browsers lock only on safe addresses; elsewhere the keys still hold. */
const alone = async (work: () => Promise<Sent>): Promise<Sent> => {
  if (!('locks' in navigator)) return work()
  return navigator.locks.request('quen-unsent', { ifAvailable: true }, (lock) => (lock ? work() : nothing))
}

/** Sends what waits of this person, the oldest first. */
export async function sendUnsent(staffId: string): Promise<Sent> {
  if (isSending || isLost()) return nothing
  isSending = true
  try {
    return await alone(() => sendAll(staffId))
  } finally {
    isSending = false
  }
}

/** Called once, before the first screen. */
export function watchUnsent(): void {
  void readUnsent()
  channel?.addEventListener('message', () => void readUnsent())
}
