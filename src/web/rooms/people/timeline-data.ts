import { type InfiniteData, type QueryClient, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { addTouchpoint, getTimeline, removeTouchpoint, updateTouchpoint } from '#rooms/touchpoints/contract.ts'
import { offerUndo } from '../../kit/toasts.tsx'
import { call, type Input, newKey } from '../../shell/api.ts'
import type { Problem } from '../../shell/problem.ts'
import { useMe } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { forgetAround } from './customer-data.ts'
import type { Line } from './line-words.ts'
import { peopleWords } from './words.data.ts'

type Page = z.output<typeof getTimeline.answer>
type Pages = InfiniteData<Page, string | undefined>
export const onlys = ['all', 'orders', 'contacts', 'notes'] as const
export type Only = (typeof onlys)[number]
export type NewLine = Input<typeof addTouchpoint>['body']

const keyFor = (id: string, only?: Only) => (only === undefined ? [getTimeline.name, 'pages', id] : [getTimeline.name, 'pages', id, only])

/** The timeline of a customer, newest first, a hundred lines at a time. */
export const useTimeline = (id: string, only: Only) =>
  useInfiniteQuery<Page, Problem, Pages, readonly unknown[], string | undefined>({
    queryKey: keyFor(id, only),
    initialPageParam: undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        getTimeline,
        {
          params: { customerId: id },
          query: { limit: 100, ...(pageParam ? { before: pageParam } : {}), ...(only === 'all' ? {} : { only }) },
        },
        { signal },
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  })

const holds = (only: unknown, { kind, about }: Pick<Line, 'kind' | 'about'>) =>
  only === 'all' || only === undefined || (about ? only === 'orders' : kind === 'note' ? only === 'notes' : only === 'contacts')

/** Changes the pages in memory, every filter for itself. */
function paint(queries: QueryClient, id: string, change: (page: Page, at: number, only: unknown) => Page): void {
  for (const [key, pages] of queries.getQueriesData<Pages>({ queryKey: keyFor(id) }))
    if (pages) queries.setQueryData<Pages>(key, { ...pages, pages: pages.pages.map((page, at) => change(page, at, key[3])) })
}

const without = (lines: readonly Line[], lineId: string) => lines.filter((line) => line.id !== lineId)

/** Puts a line in its place, as it is now. */
function withLine(lines: readonly Line[], line: Line): Line[] {
  const others = without(lines, line.id)
  const at = others.findIndex((other) => other.at <= line.at)
  return at < 0 ? [...others, line] : [...others.slice(0, at), line, ...others.slice(at)]
}

const paintLine = (queries: QueryClient, id: string, line: Line) =>
  paint(queries, id, (page, at, only) => {
    const has = page.entries.some((entry) => entry.id === line.id)
    const belongs = holds(only, line) && (has || at === 0)
    const pinned = at === 0 ? (line.isPinned ? withLine(page.pinned, line) : without(page.pinned, line.id)) : page.pinned
    return {
      ...page,
      pinned,
      entries: belongs ? withLine(page.entries, line) : page.entries,
      count: page.count + (belongs && !has ? 1 : 0),
    }
  })

const eraseLine = (queries: QueryClient, id: string, lineId: string) =>
  paint(queries, id, (page) => ({
    ...page,
    pinned: without(page.pinned, lineId),
    entries: without(page.entries, lineId),
    count: page.count - (page.entries.some((entry) => entry.id === lineId) ? 1 : 0),
  }))

const draft = (asked: NewLine, staffName: string): Line => ({
  id: `new-${newKey()}`,
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

/** What may be done with the timeline of one customer: painted at once, saved behind, undone for ten seconds. */
export function useTimelineActs(id: string) {
  const queries = useQueryClient()
  const me = useMe()
  const words = useWords(peopleWords)
  const params = (touchpointId: string) => ({ customerId: id, touchpointId })
  const refresh = () => {
    void queries.invalidateQueries({ queryKey: keyFor(id) })
    forgetAround(queries, id)
  }
  const add = async (asked: NewLine, key = newKey()): Promise<Line> => {
    const painted = draft(asked, me.name)
    paintLine(queries, id, painted)
    try {
      const line = await call(addTouchpoint, { params: { customerId: id }, body: asked ?? {} }, { key })
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
    await call(removeTouchpoint, { params: params(line.id) })
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
      offerUndo(words.note.saved, () => takeBack(line))
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
