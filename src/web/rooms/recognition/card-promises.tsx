import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { getCard } from '#rooms/recognition/contract.ts'
import { Button, ButtonLink } from '../../kit/button.tsx'
import { keyOf } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useMay } from '../../shell/session.tsx'
import { customerPath } from '../../shell/sidebar.data.ts'
import { useWord } from '../../shell/stream.ts'
import { useWords } from '../../shell/words.ts'
import { ReasonDialog } from '../promises/act-dialogs.tsx'
import { useNow } from '../promises/board-data.ts'
import { dueWords, hasLetter, latenessOf, leftOf, type Row } from '../promises/naming.ts'
import { needsReason, usePromiseActs } from '../promises/use-acts.ts'
import { promiseWords } from '../promises/words.data.ts'
import type { Card } from './usual.ts'
import { Veiled } from './veil.tsx'

/** What strangers at a counter need not read: sums and answers that were promised, and that somebody waits for an apology. */
const isPrivate = ({ kind, stage }: Row): boolean => stage === 'slipped' || ['quote', 'price', 'answer', 'help'].includes(kind)

/** By whom it was promised and when, until when, and how long is left: "Ngọc hứa 20/11 · trước 14:00 mai". */
function useUnder(row: Row, now: number): { words: string; late: string } {
  const words = useWords(promiseWords)
  const say = useSay()
  const when = say.nearDate(say.dayOf(row.madeAt))
  const isTheirs = row.direction === 'from-supplier' || row.direction === 'from-partner'
  const by = isTheirs ? words.theirs(row.calledAs) : row.madeByName ? words.promisedBy(row.madeByName, when) : words.promisedOn(when)
  const isToday = row.promisedDue !== null && say.dayOf(row.promisedDue) === say.today
  const due = row.promisedDue ? dueWords(row.promisedDue, row.isDay, words.left, say) : words.left.standing
  const late = row.stage === 'slipped' || row.state === 'open' ? latenessOf(row, now, words.left, say) : ''
  const left = isToday && !row.isDay && !late && row.state === 'open' ? words.left.still(leftOf(row, now, words.left, say)) : ''
  return {
    words: [by, due, left].filter(Boolean).join(' · '),
    late: [late, row.stage === 'slipped' && hasLetter(row.direction) && words.left.noApology].filter(Boolean).join(' · '),
  }
}

function Line({ row, now, onLate }: { row: Row; now: number; onLate: () => void }) {
  const words = useWords(promiseWords)
  const may = useMay()
  const acts = usePromiseActs()
  const under = useUnder(row, now)
  const path = `/promises?promise=${row.id}`
  const mayEnd = may('promises.write')
  const shown = (
    <>
      <span className="strong">{row.words}</span>
      <span className="meta num card-promise-under">
        {under.words}
        {under.late && <span className="c-danger"> · {under.late}</span>}
      </span>
    </>
  )
  return (
    <li className="card-promise">
      <div className="card-promise-what">{isPrivate(row) ? <Veiled isBlock>{shown}</Veiled> : shown}</div>
      <span className="card-promise-ends">
        {mayEnd && row.state === 'open' && row.target !== 'standing' && (
          <Button icon="check" onClick={() => (needsReason(row) ? onLate() : acts.keep(row))}>
            {words.acts.keep}
          </Button>
        )}
        {mayEnd && row.state !== 'open' && hasLetter(row.direction) && <ButtonLink to={`${path}&slip=1`}>{words.acts.slipped}</ButtonLink>}
        <ButtonLink kind="quiet" isAtEdge to={path} aria-label={words.acts.seeOne(row.words)}>
          {words.acts.see}
        </ButtonLink>
      </span>
    </li>
  )
}

/** What was promised and is not done: kept from here in one press, or opened. */
export function CardPromises({ card }: { card: Pick<Card, 'id'> & { promised: NonNullable<Card['promised']> } }) {
  const words = useWords(promiseWords)
  const say = useSay()
  const now = useNow()
  const queries = useQueryClient()
  const acts = usePromiseActs()
  const [late, askLate] = useState<Row>()
  const { promises, count } = card.promised
  const more = count - promises.length
  useWord('promise', ({ promiseIds }) => {
    if (promises.some(({ id }) => promiseIds.includes(id)))
      void queries.invalidateQueries({ queryKey: keyOf(getCard, { params: { customerId: card.id } }) })
  })
  return (
    <>
      <ul className="card-promises">
        {promises.map((row) => (
          <Line key={row.id} row={row} now={now} onLate={() => askLate(row)} />
        ))}
      </ul>
      {more > 0 && (
        <Link href={`${customerPath(card.id)}?tab=promises`} className="link meta">
          {words.more(say.number(more), more)}
        </Link>
      )}
      {late && (
        <ReasonDialog
          title={words.dialogs.lateTitle}
          why={words.dialogs.lateWhy}
          label={words.dialogs.reason}
          onClose={() => askLate(undefined)}
          onReason={(reason) => acts.keep(late, { reason })}
        />
      )}
    </>
  )
}
