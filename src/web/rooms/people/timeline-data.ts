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
import { erased, joined, type Page, refreshed, withLine } from './timeline-pages.ts'
import { peopleWords } from './words.data.ts'

export const onlys = ['all', 'orders', 'contacts', 'notes'] as const
/** One of `onlys`, or the key of a kind. */
export type Only = string
export type NewLine = Input<typeof addTouchpoint>['body']

const PAGE = 100
// The address of the customer stands second in every key, by which a word of a change finds what it touches.
export const timelineKey = (id: string, only?: Only): readonly unknown[] => [
  getTimeline.name,
  `/customers/${id}/timeline`,
  ...(only === undefined ? [] : [only]),
]

const fetchPage = (id: string, only: Only, before: string | undefined, limit: number, signal?: AbortSignal) =>
  call(
    getTimeline,
    {
      params: { customerId: id },
      query: { limit, ...(before ? { before } : {}), ...(only === 'all' ? {} : { only }) },
    },
    signal ? { signal } : {},
  )

/** How the newest lines are asked for. */
const firstPage = (queries: QueryClient, id: string, only: Only): UseQueryOptions<Page, Problem> => ({
  queryKey: timelineKey(id, only),
  queryFn: async ({ signal }) => {
    const first = await fetchPage(id, only, undefined, PAGE, signal)
    return refreshed(queries.getQueryData<Page>(timelineKey(id, only)), first)
  },
  // A list of thousands is compared line by line for nothing.
  structuralSharing: false,
})

/** Asks for the newest lines without drawing them: beside the record, not after it. */
export function useTimelineAhead(id: string, only: Only, isWanted: boolean): void {
  const queries = useQueryClient()
  useEffect(() => {
    if (isWanted) void queries.prefetchQuery(firstPage(queries, id, only))
  }, [queries, id, only, isWanted])
}

/**
 * The timeline of a customer, newest first: the first hundred lines at once, the rest as it is scrolled to. A refresh reads the
 * newest page again and keeps what was read below it, where nothing there can have changed in number.
 */
export function useTimeline(id: string, only: Only) {
  const queries = useQueryClient()
  const query = useQuery(firstPage(queries, id, only))
  const asking = useRef(false)
  const [problem, setProblem] = useState<Problem>()
  const next = query.data?.next
  const more = useCallback(async () => {
    if (!next || asking.current) return
    asking.current = true
    try {
      const page = await fetchPage(id, only, next, 2 * PAGE)
      setProblem(undefined)
      queries.setQueryData<Page>(timelineKey(id, only), (now) => (now && now.next === next ? joined(now, page) : now))
    } catch (error) {
      setProblem(problemFrom(error))
    } finally {
      asking.current = false
    }
  }, [queries, id, only, next])
  return { data: query.data, error: query.error, refetch: query.refetch, more, moreProblem: problem }
}
export type TimelineQuery = ReturnType<typeof useTimeline>

const holds = (only: unknown, { kind }: Pick<Line, 'kind'>) =>
  only === 'all' ||
  only === undefined ||
  only === kind ||
  (kind === 'order' ? only === 'orders' : kind === 'note' ? only === 'notes' : only === 'contacts')

/** Changes the lines in memory, every filter for itself. */
function paint(queries: QueryClient, id: string, change: (page: Page, only: unknown) => Page): void {
  for (const [key, page] of queries.getQueriesData<Page>({ queryKey: timelineKey(id) }))
    if (page) queries.setQueryData<Page>(key, change(page, key[2]))
}

const paintLine = (queries: QueryClient, id: string, line: Line) =>
  paint(queries, id, (page, only) => withLine(page, line, holds(only, line)))

const eraseLine = (queries: QueryClient, id: string, lineId: string) => paint(queries, id, (page) => erased(page, lineId))

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

/** A line that the server has not answered yet. */
export const isWaiting = (line: Pick<Line, 'id'>): boolean => line.id.startsWith('new-')

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
