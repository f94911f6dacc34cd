import { type QueryClient, type UseQueryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { addTouchpoint, getTimeline, removeTouchpoint, updateTouchpoint } from '#rooms/touchpoints/contract.ts'
import { offerUndo } from '../../kit/toasts.tsx'
import { call, type Input, newKey } from '../../shell/api.ts'
import { sendOrKeep } from '../../shell/offline/send.ts'
import { isLost } from '../../shell/offline/state.ts'
import { dropUnsent } from '../../shell/offline/unsent.ts'
import { offlineWords } from '../../shell/offline/words.data.ts'
import { type Problem, problemFrom } from '../../shell/problem.ts'
import { useMe } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { forgetAround } from './customer-data.ts'
import type { Line } from './line-words.ts'
import { erased, isWaiting, type Known, PAGE, refreshed, unread, withLine, withPage } from './timeline-pages.ts'
import { kindsQuery } from './touchpoint-kinds.ts'
import { peopleWords } from './words.data.ts'

export const onlys = ['all', 'orders', 'contacts', 'notes'] as const
/** One of `onlys`, or the key of a kind. */
export type Only = string
export type NewLine = Input<typeof addTouchpoint>['body']

// The address of the customer stands second in every key, by which a word of a change finds what it touches.
export const timelineKey = (id: string, only?: Only): readonly unknown[] => [
  getTimeline.name,
  `/customers/${id}/timeline`,
  ...(only === undefined ? [] : [only]),
]

const fetchPage = (id: string, only: Only, offset: number, signal?: AbortSignal) =>
  call(
    getTimeline,
    {
      params: { customerId: id },
      // The newest are asked for in the words under which they are kept for when there is no network.
      query: { limit: PAGE, ...(offset > 0 ? { offset } : {}), ...(only === 'all' ? {} : { only }) },
    },
    signal ? { signal } : {},
  )

/** How the newest lines are asked for. A refresh reads them alone again, and keeps what was read below. */
const newest = (queries: QueryClient, id: string, only: Only): UseQueryOptions<Known, Problem> => ({
  queryKey: timelineKey(id, only),
  queryFn: async ({ signal }) => {
    const page = await fetchPage(id, only, 0, signal)
    return refreshed(queries.getQueryData<Known>(timelineKey(id, only)), page)
  },
  // A list of thousands is compared line by line for nothing.
  structuralSharing: false,
})

/** Asks for the newest lines, and what kinds of them there are, without drawing them. */
export function timelineAhead(queries: QueryClient, id: string, only: Only): void {
  void queries.prefetchQuery(newest(queries, id, only))
  void queries.prefetchQuery(kindsQuery)
}

/** The same beside the record, not after it. */
export function useTimelineAhead(id: string, only: Only, isWanted: boolean): void {
  const queries = useQueryClient()
  useEffect(() => {
    if (isWanted) timelineAhead(queries, id, only)
  }, [queries, id, only, isWanted])
}

/** The timeline of a customer, the newest hundred lines at once; what else comes into sight is read by `useReading`. */
export const useTimeline = (id: string, only: Only) => useQuery(newest(useQueryClient(), id, only))

/** So many lines beyond those in sight are read before they are reached. */
const AHEAD = 80
/** More are not asked for at once: whoever flies over thousands waits for those they stop at, not for all that they passed. */
const AT_ONCE = 2

/** Reads the lines of a timeline that come into sight, wherever that is. */
export function useReading(id: string, only: Only) {
  const queries = useQueryClient()
  const [problem, setProblem] = useState<Problem>()
  const asked = useRef(new Set<number>())
  const sight = useRef<[number, number]>([0, 0])
  const hasFailed = useRef(false)
  const read = useCallback(async (): Promise<void> => {
    const key = timelineKey(id, only)
    const known = queries.getQueryData<Known>(key)
    if (!known || hasFailed.current || asked.current.size >= AT_ONCE) return
    const [first, last] = sight.current
    const isAsked = (offset: number) => asked.current.has(offset)
    const offset = unread(known, first, last, isAsked) ?? unread(known, first - AHEAD, last + AHEAD, isAsked)
    if (offset === undefined) return
    asked.current.add(offset)
    try {
      const page = await fetchPage(id, only, offset)
      const now = queries.getQueryData<Known>(key)
      const joined = now && withPage(now, page, offset)
      if (joined) queries.setQueryData<Known>(key, joined)
      else {
        // Somebody wrote meanwhile: what was read no longer stands where it stood, and is read anew from the top.
        queries.setQueryData<Known>(key, (was) => was && { ...was, lines: was.lines.map((line, at) => (at < PAGE ? line : undefined)) })
        await queries.invalidateQueries({ queryKey: key, exact: true })
      }
    } catch (error) {
      hasFailed.current = true
      setProblem(problemFrom(error))
    } finally {
      asked.current.delete(offset)
    }
    return read()
  }, [queries, id, only])
  const want = useCallback(
    (first: number, last: number) => {
      sight.current = [first, last]
      void read()
    },
    [read],
  )
  const again = () => {
    hasFailed.current = false
    setProblem(undefined)
    void read()
  }
  return { want, problem, again }
}

const holds = (only: unknown, { kind }: Pick<Line, 'kind'>) =>
  only === 'all' ||
  only === undefined ||
  only === kind ||
  (kind === 'order' ? only === 'orders' : kind === 'note' ? only === 'notes' : only === 'contacts')

/** Changes the lines in memory, every filter for itself. */
function paint(queries: QueryClient, id: string, change: (known: Known, only: unknown) => Known): void {
  for (const [key, known] of queries.getQueriesData<Known>({ queryKey: timelineKey(id) }))
    if (known) queries.setQueryData<Known>(key, change(known, key[2]))
}

const paintLine = (queries: QueryClient, id: string, line: Line) =>
  paint(queries, id, (known, only) => withLine(known, line, holds(only, line)))

const eraseLine = (queries: QueryClient, id: string, lineId: string) => paint(queries, id, (known) => erased(known, lineId))

const draft = (asked: NewLine, staffName: string, key: string): Line => ({
  id: `new-${key}`,
  at: asked?.at ?? new Date().toISOString(),
  kind: asked?.kind ?? 'note',
  channel: asked?.channel ?? null,
  place: null,
  body: asked?.body ?? null,
  outcome: asked?.outcome ?? null,
  feeling: asked?.feeling ?? null,
  isPinned: asked?.isPinned ?? false,
  staffName,
  about: null,
  version: 1,
})

/** What waits for the network as it was asked, by its key. */
const bodies = new Map<string, NonNullable<NewLine>>()

/** What may be done with the timeline of one customer: painted at once, saved behind, undone for ten seconds. */
export function useTimelineActs(id: string) {
  const queries = useQueryClient()
  const me = useMe()
  const words = useWords(peopleWords)
  const waiting = useWords(offlineWords)
  const params = (touchpointId: string) => ({ customerId: id, touchpointId })
  const refresh = () => {
    void queries.invalidateQueries({ queryKey: timelineKey(id) })
    forgetAround(queries, id)
  }
  const add = async (asked: NewLine, key = newKey()): Promise<Line> => {
    // Without a network the time of writing goes along; else the house says when it was.
    const body = isLost() ? { at: new Date().toISOString(), ...asked } : (asked ?? {})
    const painted = draft(body, me.name, key)
    paintLine(queries, id, painted)
    try {
      const act = { key, kind: 'note' as const, staffId: me.id, customerId: id, words: body.body ?? body.kind ?? '', painted }
      const line = await sendOrKeep(addTouchpoint, { params: { customerId: id }, body }, act)
      if (!line) {
        bodies.set(key, body)
        return painted
      }
      eraseLine(queries, id, painted.id)
      paintLine(queries, id, line)
      forgetAround(queries, id)
      return line
    } catch (error) {
      eraseLine(queries, id, painted.id)
      throw error
    }
  }
  const takeBack = async (line: Line) => {
    const key = line.id.slice('new-'.length)
    if (!isWaiting(line)) await call(removeTouchpoint, { params: params(line.id) })
    else if (!(await dropUnsent(key))) {
      // It was sent meanwhile: under its own key it answers which line it became.
      const sent = await call(addTouchpoint, { params: { customerId: id }, body: bodies.get(key) ?? {} }, { key })
      await call(removeTouchpoint, { params: params(sent.id) })
    }
    eraseLine(queries, id, line.id)
    refresh()
  }
  const change = async (line: Line, part: Pick<Partial<Line>, 'body' | 'feeling' | 'isPinned'>): Promise<Line> => {
    paintLine(queries, id, { ...line, ...part })
    try {
      const { body, ...rest } = part
      const saved = await call(updateTouchpoint, {
        params: params(line.id),
        body: { ...rest, ...(body ? { body } : {}), version: line.version },
      })
      paintLine(queries, id, saved)
      forgetAround(queries, id)
      return saved
    } catch (error) {
      paintLine(queries, id, line)
      refresh()
      throw error
    }
  }
  return {
    /** Writes a line; throws the `Problem`. */
    note: async (asked: NewLine) => {
      const line = await add(asked)
      offerUndo(isWaiting(line) ? waiting.queued : words.note.saved, () => takeBack(line))
    },
    change: async (line: Line, part: Pick<Partial<Line>, 'body' | 'feeling' | 'isPinned'>, done: string) => {
      const saved = await change(line, part)
      offerUndo(done, () => change(saved, { body: line.body, feeling: line.feeling, isPinned: line.isPinned }))
    },
    remove: async (line: Line) => {
      eraseLine(queries, id, line.id)
      try {
        await call(removeTouchpoint, { params: params(line.id) })
      } catch (error) {
        paintLine(queries, id, line)
        throw error
      }
      forgetAround(queries, id)
      const { kind, at, body, channel, place, outcome, feeling, isPinned } = line
      const again = {
        kind: kind === 'order' ? ('note' as const) : kind,
        at,
        isPinned,
        ...(body ? { body } : {}),
        ...(channel ? { channel: channel as NonNullable<NewLine>['channel'] } : {}),
        ...(place ? { place } : {}),
        ...(outcome ? { outcome } : {}),
        ...(feeling ? { feeling } : {}),
      }
      offerUndo(words.timeline.removed, () => add(again))
    },
    refresh,
  }
}
export type TimelineActs = ReturnType<typeof useTimelineActs>
