import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { z } from 'zod'
import { endCareAct, getToday, reopenCareAct, takeCareAct } from '#rooms/care/contract.ts'
import { offerUndo, say as tell } from '../../kit/toasts.tsx'
import { call, keyOf, newKey, useAsk } from '../../shell/api.ts'
import { sendOrKeep } from '../../shell/offline/send.ts'
import { dropUnsent, type Unsent, useUnsent } from '../../shell/offline/unsent.ts'
import { type Problem, problemFrom, useProblemWords } from '../../shell/problem.ts'
import { useSay } from '../../shell/say.ts'
import { useMe } from '../../shell/session.tsx'
import { useWord } from '../../shell/stream.ts'
import { useWords } from '../../shell/words.ts'
import { type Act, asItCanEnd, type End, endWords, savedWords, sentenceOf } from './act-words.ts'
import { careWords } from './words.data.ts'

export type Today = z.output<typeof getToday.answer>
export type Ended = Today['ended'][number]

/** An end on its way: painted already, not yet answered. */
type Going = { act: Act; end: End }

const isDone = (end: End): boolean => end !== 'later' && end !== 'refused'

/** The list with an act ended; whatever the server says next replaces it. */
function withEnd(list: Today, { act, end }: Going, version: number): Today {
  const has = list.acts.some(({ key }) => key === act.key)
  const isNew = !list.ended.some(({ key }) => key === act.key)
  return {
    ...list,
    acts: list.acts.filter(({ key }) => key !== act.key),
    ended: isNew ? [{ ...act, end, version }, ...list.ended] : list.ended,
    done: list.done + (isNew && isDone(end) ? 1 : 0),
    all: list.all - (has && !isDone(end) ? 1 : 0),
  }
}

function withoutEnd(list: Today, act: Act): Today {
  const ended = list.ended.find(({ key }) => key === act.key)
  if (!ended) return list
  const { end, version: _version, ...open } = ended
  return {
    ...list,
    acts: list.acts.some(({ key }) => key === act.key) ? list.acts : [...list.acts, open],
    ended: list.ended.filter(({ key }) => key !== act.key),
    done: list.done - (isDone(end) ? 1 : 0),
    all: list.all + (isDone(end) ? 0 : 1),
  }
}

/** Ends that wait for the network, as they were kept. */
const waitingOf = (unsent: readonly Unsent[]): Going[] =>
  unsent.flatMap(({ kind, painted, refused }) => (kind === 'care' && painted && !refused ? [painted as Going] : []))

/** Asks again when somebody took or ended an act, or a record changed; many words at once are one question. */
function useNews(refresh: () => void): void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const soon = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(refresh, 150)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  useWord('care', soon)
  useWord('record', soon)
  useWord('call', soon)
  useWord('promise', soon)
  useWord('gap', soon)
}

/** My acts of a day, and what may be done with them: painted at once, saved behind, undone for ten seconds and from the list of what is done. */
export function useToday(day: string | undefined) {
  const words = useWords(careWords)
  const problems = useProblemWords()
  const say = useSay()
  const me = useMe()
  const queries = useQueryClient()
  const unsent = useUnsent()
  const input = { query: day ? { day } : {} }
  const answer = useAsk(getToday, input, { staleTime: 5_000 })
  const [going, setGoing] = useState<ReadonlyMap<string, Going>>(new Map())
  const list = useMemo(
    () =>
      answer.data &&
      [...going.values(), ...waitingOf(unsent)].reduce((shown, one) => withEnd(shown, one, 0), {
        ...answer.data,
        acts: answer.data.acts.map(asItCanEnd),
      }),
    [answer.data, going, unsent],
  )
  const put = (change: (list: Today) => Today) =>
    queries.setQueryData<Today>(keyOf(getToday, input), (before) => (before ? change(before) : before))
  const drop = (key: string) => setGoing((before) => new Map([...before].filter(([one]) => one !== key)))
  const refresh = () => void queries.invalidateQueries({ queryKey: keyOf(getToday) })
  useNews(refresh)

  const wrong = (problem: Problem): string => {
    const by = problem.code === 'care.taken' ? problem.fields.takenBy : undefined
    return by ? words.taken(by) : problems.say(problem)
  }
  const reopen = async (act: Act, version: number) => {
    const waiting = unsent.find(({ kind, painted }) => kind === 'care' && (painted as Going).act.key === act.key)
    if (waiting) await dropUnsent(waiting.key)
    else await call(reopenCareAct, { params: { key: act.key }, body: { version } }, { key: newKey() })
    put((before) => withoutEnd(before, act))
    refresh()
  }
  const end = (act: Act, ending: End, until?: string) => {
    const one = { act, end: ending }
    setGoing((before) => new Map(before).set(act.key, one))
    const key = newKey()
    const asked = { params: { key: act.key }, body: { end: ending, ...(until ? { until } : {}) } }
    const saving = sendOrKeep(endCareAct, asked, {
      key,
      kind: 'care',
      staffId: me.id,
      customerId: act.customerId,
      words: `${sentenceOf(act, words, say, true)} · ${endWords(act, ending, words)}`,
      painted: one,
    })
    saving.then(
      (saved) => {
        put((before) => withEnd(before, one, saved?.version ?? 0))
        drop(act.key)
        if (saved) refresh()
      },
      (error: unknown) => {
        drop(act.key)
        tell(wrong(problemFrom(error)), { tone: 'danger' })
        refresh()
      },
    )
    offerUndo(savedWords(act, ending, words, say, until), async () => {
      const saved = await saving
      if (saved) return reopen(act, saved.version)
      if (await dropUnsent(key)) return put((before) => withoutEnd(before, act))
      // It was sent meanwhile: under its own key it answers what it became.
      const { version } = await call(endCareAct, asked, { key })
      await reopen(act, version)
    })
  }
  /** In my hands it stands on nobody else's list. */
  const take = (act: Act, isMine: boolean) => {
    const paint = (takenBy: string | null) =>
      put((before) => ({ ...before, acts: before.acts.map((one) => (one.key === act.key ? { ...one, takenBy } : one)) }))
    paint(isMine ? me.name : null)
    call(takeCareAct, { params: { key: act.key }, body: { isMine } }, { key: newKey() }).catch((error: unknown) => {
      paint(act.takenBy)
      tell(wrong(problemFrom(error)), { tone: 'danger' })
      refresh()
    })
  }
  return {
    take,
    list,
    problem: answer.data ? undefined : (answer.error ?? undefined),
    retry: () => void answer.refetch(),
    end,
    reopen: (ended: Ended) => reopen(ended, ended.version),
  }
}
export type TodayActs = ReturnType<typeof useToday>
