import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { getMe } from '#rooms/team/contract.ts'
import { call } from './api.ts'
import { useMay, useMe } from './session.tsx'
import { isOwnWrite } from './stream-own.ts'
import { keepClaim, tabName, useIsLastUsed } from './stream-tab.ts'

/** What the server tells open screens, by its kind. */
export type Words = {
  call: { callId: string; state: 'ringing' | 'answered' | 'ended'; isCalling: boolean }
  bridge: Record<string, never>
  record: { customerId: string; by: string | null }
  care: { key: string }
  /** How far a sending is has changed. */
  sending: { sendingId: string }
  /** Something was said or changed in a talk, or somebody writes in it. */
  thread: { threadId: string }
  /** A promise was made, changed, or what it rests on has. */
  promise: { promiseIds: string[] }
  /** Somebody has to be woken for a promise, and it is us. */
  'promise-level': { promiseId: string; level: number }
  presence: { customerId: string; who: { staffId: string; name: string; initials: string }[] }
  /** Something may have been missed: look for yourself. */
  gap: Record<string, never>
  /** The stream is open, for the first time or again. */
  open: Record<string, never>
}
export type What = keyof Words
type Listener = { [W in What]: { what: W; act: (about: Words[W]) => void } }[What]

const listeners = new Set<Listener>()

function tell(what: string, about: unknown): void {
  // What a listener is told was shaped by the server for this kind of word.
  for (const listener of [...listeners]) if (listener.what === what) (listener.act as (about: unknown) => void)(about)
}

/** Acts on each word of a kind while the component is mounted. */
export function useWord<W extends What>(what: W, act: (about: Words[W]) => void): void {
  const newest = useRef(act)
  newest.current = act
  useEffect(() => {
    const listener = { what, act: (about: Words[W]) => newest.current(about) } as Listener
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }, [what])
}

const FIRST_WAIT = 2_000
const LONGEST_WAIT = 30_000

/** One stream for this tab. The browser mends a broken line by itself; one that was refused is asked for again, ever more patiently. */
function openStream(): () => void {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let wait = FIRST_WAIT
  let lastId = ''
  let isOver = false
  const open = () => {
    const asked = new URLSearchParams({ tab: tabName, ...(lastId ? { after: lastId } : {}) })
    source = new EventSource(`/api/stream?${asked}`)
    source.onopen = () => {
      wait = FIRST_WAIT
      tell('open', {})
    }
    source.onmessage = ({ data, lastEventId }: MessageEvent<string>) => {
      lastId = lastEventId
      const { what, about } = JSON.parse(data) as { what: string; about: unknown }
      tell(what, about)
    }
    source.onerror = () => {
      if (isOver || source?.readyState !== EventSource.CLOSED) return
      timer = setTimeout(again, wait)
      wait = Math.min(LONGEST_WAIT, wait * 2)
      // Refused for good if nobody is signed in any more: this question finds out, and shows the door.
      call(getMe, {}).catch(() => undefined)
    }
  }
  const again = () => !isOver && open()
  open()
  return () => {
    isOver = true
    clearTimeout(timer)
    source?.close()
  }
}

const subscribeSeen = (tellSeen: () => void) => {
  document.addEventListener('visibilitychange', tellSeen)
  return () => document.removeEventListener('visibilitychange', tellSeen)
}
const isSeen = () => document.visibilityState === 'visible'

/** Asks again for all that stands here of this customer. */
const renew = (queries: QueryClient, customerId: string) =>
  void queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1] ?? '').includes(customerId) })

/**
 * Keeps the stream of this tab open, and what stands on its screen true. A tab that is neither seen nor the last used lets its line go:
 * a browser has few for one house, and nothing would be shown there.
 */
export function useStream(): void {
  const queries = useQueryClient()
  const me = useMe()
  const may = useMay()
  const seen = useSyncExternalStore(subscribeSeen, isSeen)
  const isLastUsed = useIsLastUsed()
  const isWanted = (seen || isLastUsed) && may('customers.read')
  useEffect(keepClaim, [])
  useEffect(() => {
    if (isWanted) return openStream()
  }, [isWanted])
  useWord('record', ({ customerId, by }) => {
    if (by !== me.id || !isOwnWrite(customerId)) renew(queries, customerId)
  })
  useWord('gap', () => renew(queries, '/customers/'))
}
