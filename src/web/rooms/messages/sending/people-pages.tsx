import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Button } from '../../../kit/button.tsx'
import { ErrorState, Skeleton } from '../../../kit/states.tsx'
import { problemFrom } from '../../../shell/problem.ts'
import { customerPath } from '../../../shell/sidebar.data.ts'
import { useWords } from '../../../shell/words.ts'
import { sendingWords } from './words.data.ts'

type Row = { customerId: string; name: string }

/** Customers behind a count, a page after another: each a way to them, and a few words about why they are here. */
export function PeoplePages<One extends Row>({
  listKey,
  load,
  keyOf,
  said,
  none,
}: {
  /** What is listed, for its pages to be told apart from others'. */
  listKey: readonly unknown[]
  load: (after: string | undefined) => Promise<{ rows: readonly One[]; next: string | null }>
  keyOf: (one: One) => string
  said: (one: One) => ReactNode
  /** What is said where nobody is listed. */
  none?: string
}) {
  const words = useWords(sendingWords)
  const pages = useInfiniteQuery({
    queryKey: listKey,
    queryFn: ({ pageParam }) => load(pageParam || undefined),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
  })
  const rows = pages.data?.pages.flatMap((page) => page.rows)
  if (pages.error && !rows) return <ErrorState problem={problemFrom(pages.error)} onRetry={() => void pages.refetch()} />
  if (!rows) return <Skeleton height={12} />
  if (rows.length === 0 && none) return <p className="t2">{none}</p>
  return (
    <>
      <ul className="held-list">
        {rows.map((row) => (
          <li key={keyOf(row)} className="held-one">
            <Link href={customerPath(row.customerId)} className="link cut">
              {row.name}
            </Link>
            <span className="t2 held-said">{said(row)}</span>
          </li>
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button kind="quiet" isBusy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {words.more}
        </Button>
      )}
    </>
  )
}
