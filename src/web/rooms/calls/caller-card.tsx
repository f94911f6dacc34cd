import { type RefObject, useEffect, useRef } from 'react'
import { getCard } from '#rooms/recognition/contract.ts'
import { Button, ButtonLink } from '../../kit/button.tsx'
import { ErrorState, Skeleton } from '../../kit/states.tsx'
import { useAsk } from '../../shell/api.ts'
import type { Found } from '../../shell/facts.ts'
import { useKeys } from '../../shell/keys.ts'
import { noteOpened } from '../../shell/recent.ts'
import { useSay } from '../../shell/say.ts'
import { useMay, useMe } from '../../shell/session.tsx'
import { customerPath } from '../../shell/sidebar.data.ts'
import { useWords } from '../../shell/words.ts'
import { HowTo } from '../care/playbooks/how-to.tsx'
import { Naming } from '../people/customer-peek.tsx'
import { QuickNote } from '../people/quick-note.tsx'
import { tenureOf } from '../people/tenure.ts'
import { peopleWords } from '../people/words.data.ts'
import { CardRows, CardRowsWaiting } from '../recognition/card-rows.tsx'
import { StayCard } from '../recognition/stay-card.tsx'
import { recognitionWords } from '../recognition/words.data.ts'
import { callWords } from './words.data.ts'

type Props = {
  person: Pick<Found, 'id'> & Partial<Found>
  heading: RefObject<HTMLHeadingElement | null>
  /** Whether the keys of the card are in force: the focus is in it. */
  hasKeys: boolean
  isNoting: boolean
  onNote: (isOn: boolean) => void
  onNotThem: () => void
  onLeave: () => void
}

/** Who is calling: the greeting first, then what makes it true. The name paints before the rest is here. */
export function CallerCard({ person, heading, hasKeys, isNoting, onNote, onNotThem, onLeave }: Props) {
  const words = useWords(callWords)
  const recognition = useWords(recognitionWords)
  const tenure = useWords(peopleWords).tenure
  const say = useSay()
  const me = useMe()
  const may = useMay()
  const answer = useAsk(getCard, { params: { customerId: person.id } })
  const card = answer.data
  const opened = useRef('')
  useEffect(() => {
    if (!card || opened.current === card.id) return
    opened.current = card.id
    const phone = card.contacts.find(({ kind }) => kind === 'phone')?.shown ?? null
    noteOpened(me.id, { id: card.id, name: card.name, calledAs: card.calledAs, phone })
  }, [card, me.id])
  useKeys(may('customers.write') ? [{ key: 'N', words: recognition.note, act: () => onNote(true) }] : [], { isOff: !hasKeys })
  return (
    <>
      <section className="peek-body" data-scrolls aria-label={words.caller} aria-busy={!card}>
        <h2 className="greeting" ref={heading} tabIndex={-1}>
          {card?.greeting ?? person.greeting ?? <Skeleton width="75%" height={2.625} />}
        </h2>
        {card ? <Naming card={card} /> : <p className="body t2">{person.name}</p>}
        {card?.since && <p className="t2 peek-line first-large">{tenureOf(card.since, say.today, tenure)}</p>}
        {answer.error && !card ? (
          <ErrorState problem={answer.error} onRetry={() => void answer.refetch()} isSlim />
        ) : card ? (
          <CardRows card={card} recent={3} />
        ) : (
          <CardRowsWaiting />
        )}
        {card?.stay && <StayCard stay={card.stay} />}
        {card && <HowTo at={['caller']} />}
      </section>
      <footer className="peek-ends">
        {isNoting ? (
          <div className="grow">
            <QuickNote
              customerId={person.id}
              who={card?.calledAs || person.calledAs || person.name || ''}
              isAtOnce
              onDone={() => {
                onNote(false)
                heading.current?.focus()
              }}
            />
          </div>
        ) : (
          <>
            {may('customers.write') && (
              <Button kind="primary" icon="pencil" keyHint="N" onClick={() => onNote(true)}>
                {recognition.note}
              </Button>
            )}
            <ButtonLink to={customerPath(person.id)} onClick={onLeave}>
              {recognition.short.open}
            </ButtonLink>
            <span className="grow" />
            <Button kind="quiet" isAtEdge onClick={onNotThem}>
              {words.notThem}
            </Button>
          </>
        )}
      </footer>
    </>
  )
}
