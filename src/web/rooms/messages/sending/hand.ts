import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { listLetters } from '#rooms/messages/letters/contract.ts'
import {
  cancelSending,
  draftSending,
  getSending,
  listHeld,
  listSendings,
  pauseSending,
  planSending,
  reportSending,
  resumeSending,
  rewordSending,
  startSending,
} from '#rooms/messages/sendings/contract.ts'
import { type Answer, call, keyOf, useAct, useAsk } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useWord } from '../../../shell/stream.ts'

export type Sending = Answer<typeof getSending>

/** Once in one of these, a sending changes no more. */
const OVER: readonly Sending['state'][] = ['done', 'cancelled']
export const isOver = ({ state }: Sending): boolean => OVER.includes(state)

/** Those that the server moves on by itself, or is about to. */
const MOVING: readonly Sending['state'][] = ['planning', 'running']

/** "08:00 ngày mai" for people. */
export function useWhen(): (instant: string) => string {
  const say = useSay()
  return (instant) => `${say.clockOf(instant)} ${say.relative(say.dayOf(instant))}`
}

/** The server tells how it gets on; where its word does not come through, this finds it out. */
const LOOKS_EVERY = 4000

/** What sendings of a letter there are, kept up to date by the server's word. */
export function useSendings(letterId: string) {
  const queries = useQueryClient()
  const refresh = () => {
    for (const route of [listSendings, getSending, reportSending, listHeld, listLetters])
      void queries.invalidateQueries({ queryKey: keyOf(route) })
  }
  useWord('sending', refresh)
  const asked = useAsk(
    listSendings,
    { query: { letterId, limit: 20 } },
    { refetchInterval: ({ state }) => (state.data?.sendings.some((one) => MOVING.includes(one.state)) ? LOOKS_EVERY : false) },
  )
  const sendings = asked.data?.sendings ?? []
  return {
    asked,
    current: sendings.find((one) => !isOver(one)),
    past: sendings.filter((one) => isOver(one) && (one.startedAt !== null || one.state === 'done')),
    /** The newest, whatever became of it: who begins anew begins with what they chose there. */
    last: sendings[0],
    refresh,
  }
}

export type Wish = { channels: ('mail' | 'zalo')[]; audience: Record<string, string>; holdout: number; startsAt: string | null }

/** The acts on a sending; each says what the sending is afterwards. */
export function useSteering(letterId: string, refresh: () => void) {
  const onDone = refresh
  const plan = useAct(planSending, { onDone })
  const draft = useAct(draftSending)
  const start = useAct(startSending, { onDone })
  const pause = useAct(pauseSending, { onDone })
  const resume = useAct(resumeSending, { onDone })
  const cancel = useAct(cancelSending, { onDone })
  const reword = useAct(rewordSending, { onDone })
  const acts = [draft, plan, start, pause, resume, cancel, reword]
  return {
    isRunning: acts.some((act) => act.isRunning),
    problem: acts.map((act) => act.problem).find((problem) => problem !== undefined),
    makeList: async (wish: Wish) => {
      const made = await draft.run({ body: { letterId, ...wish } })
      try {
        await plan.run({ params: { sendingId: made.id }, body: { version: made.version } })
      } catch (error) {
        // A list that can't be made leaves no half sending behind.
        await call(cancelSending, { params: { sendingId: made.id }, body: {} })
        throw error
      } finally {
        refresh()
      }
    },
    planAgain: ({ id, version }: Sending) => plan.go({ params: { sendingId: id }, body: { version } }),
    start: ({ id, version }: Sending, startsAt: string | null) => start.go({ params: { sendingId: id }, body: { version, startsAt } }),
    pause: ({ id }: Sending) => pause.go({ params: { sendingId: id }, body: {} }),
    resume: ({ id }: Sending) => resume.go({ params: { sendingId: id }, body: {} }),
    cancel: ({ id }: Sending) => cancel.go({ params: { sendingId: id }, body: {} }),
    reword: async (sending: Sending) => {
      await reword.run({ params: { sendingId: sending.id }, body: {} })
      await resume.run({ params: { sendingId: sending.id }, body: {} })
    },
  }
}
export type Steering = ReturnType<typeof useSteering>

/** Whole seconds until an instant, told every second; 0 once it has passed. */
export function useSecondsUntil(instant: string | null): number {
  const left = () => (instant === null ? 0 : Math.max(0, Math.ceil((new Date(instant).getTime() - Date.now()) / 1000)))
  const [seconds, setSeconds] = useState(left)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `left` reads the instant that is named.
  useEffect(() => {
    setSeconds(left())
    if (instant === null) return
    const timer = setInterval(() => setSeconds(left()), 1000)
    return () => clearInterval(timer)
  }, [instant])
  return seconds
}
