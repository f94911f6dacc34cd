import { useQueries } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import type { Problem } from '../shell/problem.ts'
import { windowsOf } from './grid-window.ts'

export type Window<R> = { rows: R[]; count: number; isExact?: boolean }

/** Rows of a list of any length, loaded a window at a time as they come into sight. */
export type Rows<R> = {
  /** Undefined until the first answer. */
  count: number | undefined
  isExact: boolean
  rowAt: (index: number) => R | undefined
  /** Called by the grid: these rows are in sight. */
  want: (first: number, last: number) => void
  /** The rows shown are those of before, while new ones are on their way. */
  isStale: boolean
  problem: Problem | undefined
  retry: () => void
}

const SIZE = 100

/**
 * Loads windows of rows. `key` starts with the route's name (`keyOf(listCustomers)`), then all that changes the list; when it
 * changes, the old rows stay until the new ones are here.
 */
export function useRows<R>({
  key,
  load,
}: {
  key: readonly unknown[]
  load: (offset: number, limit: number, signal: AbortSignal) => Promise<Window<R>>
}): Rows<R> {
  const name = JSON.stringify(key)
  const [wanted, setWanted] = useState<readonly number[]>([0])
  const answers = useQueries({
    queries: wanted.map((at) => ({
      queryKey: [...key, 'window', at],
      queryFn: ({ signal }: { signal: AbortSignal }) => load(at * SIZE, SIZE, signal),
      staleTime: 30_000,
    })),
  })
  const before = useRef<{ name: string; rowAt: (index: number) => R | undefined; count: number; isExact: boolean } | undefined>(undefined)
  const first = answers.find((answer) => answer.data)?.data
  const freshRowAt = (index: number) => answers[wanted.indexOf(Math.floor(index / SIZE))]?.data?.rows[index % SIZE]
  if (first) before.current = { name, rowAt: freshRowAt, count: first.count, isExact: first.isExact ?? true }
  const shown = before.current
  const want = useCallback((from: number, to: number) => {
    const next = windowsOf(from, to, SIZE)
    setWanted((now) => (now.length === next.length && now.every((at, i) => at === next[i]) ? now : next))
  }, [])
  const failed = answers.find((answer) => answer.isError)
  return {
    count: shown?.count,
    isExact: shown?.isExact ?? true,
    rowAt: shown && shown.name !== name ? shown.rowAt : freshRowAt,
    want,
    isStale: shown !== undefined && !first,
    problem: (failed?.error ?? undefined) as Problem | undefined,
    retry: () => {
      for (const answer of answers) if (answer.isError) void answer.refetch()
    },
  }
}
