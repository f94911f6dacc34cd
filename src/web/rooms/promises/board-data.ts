import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import { customerPromises, type directions, getPromise, listPromises, promiseBoard, promiseScores } from '#rooms/promises/contract.ts'
import { getCard } from '#rooms/recognition/contract.ts'
import { type Answer, keyOf, useAsk } from '../../shell/api.ts'
import { useWord } from '../../shell/stream.ts'
import type { Promised, Row } from './naming.ts'

export type Board = z.output<typeof promiseBoard.answer>
export type Direction = (typeof directions)[number]
export type Asked = { whose: 'mine' | 'all'; direction: Direction | undefined }

const TICK = 20_000
const SOON = 150

/** The moment, moved on as long as somebody looks: what is left of a promise is counted from it. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK)
    return () => clearInterval(timer)
  }, [])
  return now
}

export const useBoard = ({ whose, direction }: Asked) =>
  useAsk(promiseBoard, { query: { whose, ...(direction ? { direction } : {}) } }, { placeholderData: (before) => before })

function renewAll(queries: QueryClient): void {
  for (const route of [promiseBoard, listPromises, getPromise, promiseScores, customerPromises, getCard])
    void queries.invalidateQueries({ queryKey: keyOf(route) })
}

/** Asks again when a promise changed anywhere; many words at once are one question. */
export function usePromiseNews(): void {
  const queries = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const soon = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => renewAll(queries), SOON)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  useWord('promise', soon)
  useWord('gap', soon)
}

const byDue = (one: Row, other: Row): number =>
  one.stage === 'done'
    ? (other.doneAt ?? '').localeCompare(one.doneAt ?? '')
    : (one.promisedDue ?? '9').localeCompare(other.promisedDue ?? '9')

/** The board with one promise as it is now: out of the column where it stood, into the one where it belongs. */
export function withRow(board: Board, row: Row): Board {
  return {
    columns: board.columns.map((column) => {
      const had = column.promises.some(({ id }) => id === row.id)
      const others = column.promises.filter(({ id }) => id !== row.id)
      if (column.stage === row.stage) return { ...column, count: column.count + (had ? 0 : 1), promises: [...others, row].sort(byDue) }
      return { ...column, count: column.count - (had ? 1 : 0), promises: others }
    }),
  }
}

/** The card with one promise of that customer as it is now; what is done leaves it. */
function onCard(card: Answer<typeof getCard>, row: Row): Answer<typeof getCard> {
  if (card.id !== row.customerId || !card.promised) return card
  const { promises, count } = card.promised
  const had = promises.some(({ id }) => id === row.id)
  const others = promises.filter(({ id }) => id !== row.id)
  if (row.stage === 'done') return { ...card, promised: { promises: others, count: count - (had ? 1 : 0) } }
  return { ...card, promised: { promises: [...others, row].sort(byDue), count: count + (had ? 0 : 1) } }
}

/** Puts a promise as it is now wherever it is shown. `isSaved`: the rest of the screen is asked again. */
export function useShow(): (row: Row, isSaved: boolean) => void {
  const queries = useQueryClient()
  return (row, isSaved) => {
    queries.setQueriesData<Board>({ queryKey: keyOf(promiseBoard) }, (before) => before && withRow(before, row))
    queries.setQueryData<Promised>(keyOf(getPromise, { params: { promiseId: row.id } }), (before) => before && { ...before, ...row })
    queries.setQueriesData<z.output<typeof customerPromises.answer>>(
      { queryKey: keyOf(customerPromises) },
      (before) => before && { ...before, promises: before.promises.map((one) => (one.id === row.id ? row : one)) },
    )
    queries.setQueriesData<Answer<typeof getCard>>({ queryKey: keyOf(getCard) }, (before) => before && onCard(before, row))
    if (isSaved) renewAll(queries)
  }
}

/** Shows again what the house holds: for when an act was refused. */
export function useRenew(): () => void {
  const queries = useQueryClient()
  return () => renewAll(queries)
}
