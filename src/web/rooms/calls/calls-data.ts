import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { bridgeState, chooseCaller, getCall, listCalls } from '#rooms/calls/contract.ts'
import { getCard, recognise } from '#rooms/recognition/contract.ts'
import { isPhoneNow } from '../../kit/phone.ts'
import { say as tell } from '../../kit/toasts.tsx'
import { call as ask, keyOf, useAsk } from '../../shell/api.ts'
import { problemFrom, useProblemWords } from '../../shell/problem.ts'
import { useMay, useMe } from '../../shell/session.tsx'
import { useWord } from '../../shell/stream.ts'
import { isForThisTab } from '../../shell/stream-tab.ts'
import { type Call, callsHere, changeHere, dropHere, findHere, forgetHere, hostOfCalls, openHere, showHere } from './calls-here.ts'
import { isHeld } from './held.ts'

/** What was put away in any tab of this browser is put away in all. */
const CHANNEL = 'quen.calls'
const putAway = new Set<string>()
const LIST_WAITS = 700

export function dismiss(id: string): void {
  putAway.add(id)
  dropHere(id)
  new BroadcastChannel(CHANNEL).postMessage(id)
}

const look = (queries: QueryClient, callId: string): Promise<Call> =>
  queries.fetchQuery({
    queryKey: keyOf(getCall, { params: { callId } }),
    queryFn: () => ask(getCall, { params: { callId } }),
    staleTime: 0,
  })

/** What came with the call need not be asked for again, and the card of the only one is asked for while the page still draws. */
function prepare(queries: QueryClient, { shown, people }: Call): void {
  if (shown && people.length > 0) queries.setQueryData(keyOf(recognise, { query: { q: shown } }), { people, read: 'phone' })
  const [one, other] = people
  if (!one || other) return
  const card = { params: { customerId: one.id } }
  void queries.prefetchQuery({ queryKey: keyOf(getCard, card), queryFn: () => ask(getCard, card), staleTime: 15_000 })
}

/** The card beside the page opens by itself where no other is in use; at a console that is free the call becomes its question. */
function present(call: Call): void {
  const host = hostOfCalls()
  if (host?.isFree()) {
    changeHere(call.id, { isInConsole: true })
    host.take(call)
    return
  }
  // A phone has no room beside the page: there the strip greets, and the card waits to be opened.
  if (isPhoneNow() || call.number === null) return
  const isTaken = callsHere().some(
    (here) => (here.isOpen && (here.over === undefined || isHeld())) || (here.isInConsole && here.over === undefined),
  )
  if (!isTaken) openHere(call.id)
}

/** Listens to what the telephone system tells and keeps the calls of this screen in step with it. */
export function useCallWords(): void {
  const queries = useQueryClient()
  const me = useMe()
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL)
    channel.onmessage = ({ data }: MessageEvent<string>) => {
      putAway.add(data)
      dropHere(data)
    }
    return () => channel.close()
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what stood on the screen was another person's.
  useEffect(() => forgetHere, [me.id])
  const later = useRef<ReturnType<typeof setTimeout>>(undefined)
  // The list of the day is no hurry: who is calling comes first.
  const renewList = () => {
    clearTimeout(later.current)
    later.current = setTimeout(() => void queries.invalidateQueries({ queryKey: keyOf(listCalls) }), LIST_WAITS)
  }
  const show = async (callId: string, isLive: boolean) => {
    const isNew = findHere(callId) === undefined
    const call = await look(queries, callId)
    if (putAway.has(callId) || (isNew && call.state === 'ended')) return
    // It may have come by another word meanwhile: then it stands there already, and is presented once.
    const isFirst = findHere(callId) === undefined
    if (isFirst) prepare(queries, call)
    showHere(call, Date.now(), isLive)
    if (isFirst && call.state === 'ringing') present(call)
  }
  // Without an answer nothing is shown; whatever still goes on is asked for when the line is there again.
  const showIfHeard = (callId: string, isLive: boolean) => show(callId, isLive).catch(() => undefined)
  useWord('call', async ({ callId, isCalling }) => {
    renewList()
    if (findHere(callId) || (isCalling && (await isForThisTab()))) await showIfHeard(callId, true)
  })
  const catchUp = async () => {
    renewList()
    for (const here of callsHere()) void showIfHeard(here.call.id, false)
    if (!(await isForThisTab())) return
    const goingOn = await ask(listCalls, { query: { only: 'going-on' } }).catch(() => undefined)
    for (const { id } of goingOn?.calls ?? []) if (!findHere(id)) void showIfHeard(id, false)
  }
  useWord('open', () => void catchUp())
  useWord('gap', () => void catchUp())
  // The line may have been open before this was here to hear it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the screen begins.
  useEffect(() => void catchUp(), [])
}

/** Says who the caller is: here at once, on the server behind. */
export function useChoose(): (callId: string, person: string | null) => void {
  const may = useMay()
  const problems = useProblemWords()
  return (callId, person) => {
    changeHere(callId, { person })
    if (!may('customers.write')) return
    ask(chooseCaller, { params: { callId }, body: { customerId: person } }).catch((error) =>
      tell(problems.say(problemFrom(error)), { tone: 'danger' }),
    )
  }
}

/** Whether the telephone system is heard. */
export function useBridge() {
  const queries = useQueryClient()
  const renew = () => void queries.invalidateQueries({ queryKey: keyOf(bridgeState) })
  useWord('bridge', renew)
  useWord('open', renew)
  return useAsk(bridgeState, {}, { staleTime: 60_000 }).data
}
