import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { listPromises } from '#rooms/promises/contract.ts'
import { Button } from '../../kit/button.tsx'
import { call, keyOf } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import type { Asked, Board } from './board-data.ts'
import { howMany, type Row, stageOrder } from './naming.ts'
import { PromiseLine, type Shown } from './promise-line.tsx'
import { promiseWords } from './words.data.ts'

type Column = Board['columns'][number]
const AT_FIRST = 6
const PAGE = 50

/** What stands in a stage beyond the first few; asked for when somebody wants it. */
function useRest(column: Column, { whose, direction }: Asked, isOpen: boolean) {
  const query = { stage: column.stage, whose, limit: PAGE, ...(direction ? { direction } : {}) }
  return useInfiniteQuery({
    queryKey: [...keyOf(listPromises, { query }), 'pages'],
    queryFn: ({ pageParam }) => call(listPromises, { query: { ...query, ...(pageParam ? { after: pageParam } : {}) } }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    enabled: isOpen && column.count > column.promises.length,
  })
}

function Group({ column, asked, shown }: { column: Column; asked: Asked; shown: Shown }) {
  const words = useWords(promiseWords)
  const say = useSay()
  const [isOpen, open] = useState(false)
  const rest = useRest(column, asked, isOpen)
  const all: readonly Row[] = rest.data?.pages.flatMap(({ promises }) => promises) ?? column.promises
  const first = all.slice(0, AT_FIRST)
  // Whoever is looked at is in the list, wherever it stands.
  const rows = isOpen ? all : [...first, ...all.slice(AT_FIRST).filter(({ id }) => id === shown.chosen)]
  const more = column.count - rows.length
  return (
    <section className="promise-group" aria-labelledby={`stage-${column.stage}`}>
      <h2 className="promise-group-head meta" id={`stage-${column.stage}`}>
        {words.stages[column.stage]} <span className="num">{howMany(column, words, say)}</span>
      </h2>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <PromiseLine row={row} shown={shown} />
          </li>
        ))}
      </ul>
      {more > 0 && (
        <Button
          kind="quiet"
          size="small"
          className="promise-more"
          isBusy={rest.isFetching}
          onClick={() => (isOpen && rest.hasNextPage ? void rest.fetchNextPage() : open(true))}
        >
          {words.more(say.number(more), more)}
        </Button>
      )}
    </section>
  )
}

/** The board as a list: by stage, what asks for somebody first. What is done is one line that leads there. */
export function BoardList({ board, asked, shown, doneHref }: { board: Board; asked: Asked; shown: Shown; doneHref: string }) {
  const words = useWords(promiseWords)
  const say = useSay()
  const done = board.columns.find(({ stage }) => stage === 'done')
  return (
    <>
      {stageOrder
        .flatMap((stage) => board.columns.filter((column) => column.stage === stage && stage !== 'done' && column.count > 0))
        .map((column) => (
          <Group key={column.stage} column={column} asked={asked} shown={shown} />
        ))}
      {done && (
        <Link href={doneHref} className="promise-done-link meta">
          <span className="strong">{words.stages.done}</span> <span className="num">{howMany(done, words, say)}</span>
        </Link>
      )}
    </>
  )
}
