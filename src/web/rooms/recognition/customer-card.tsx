import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { getCard } from '#rooms/recognition/contract.ts'
import { Button, ButtonLink } from '../../kit/button.tsx'
import { Icon } from '../../kit/icons.tsx'
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
import { StateChip } from '../loyalty/state-chip.tsx'
import { whoSpeaks } from '../people/evidence.ts'
import { OrderDialog } from '../people/order-dialog.tsx'
import { QuickNote } from '../people/quick-note.tsx'
import { rhythmOf, tenureOf } from '../people/tenure.ts'
import { peopleWords } from '../people/words.data.ts'
import { ReceiveComplaint } from '../promises/complaints/receive-complaint.tsx'
import { MakePromise } from '../promises/make/make-promise.tsx'
import { CardRows, CardRowsWaiting } from './card-rows.tsx'
import type { Card } from './usual.ts'
import { Veiled } from './veil.tsx'
import { recognitionWords } from './words.data.ts'

/** Who was found, before the card is here: enough to greet. */
export type Identity = Pick<Found, 'id' | 'name' | 'greeting'>

function Under({ card }: { card: Card }) {
  const words = useWords(recognitionWords)
  const address = useWords(peopleWords).address
  const { them, us, source } = card.address
  // Whom we greet in English hears no “em”.
  if (card.kind === 'organisation' || card.language !== 'vi') return null
  const who = source === 'default' ? undefined : address.whoIs[source](whoSpeaks(them, address.unknownWho))
  return (
    <>
      {' · '}
      {words.weCall(us)} {who && <span className="t3">({who})</span>}
    </>
  )
}

/** Since when, how often, and how to reach them. */
function Beside({ card }: { card: Card }) {
  const tenure = useWords(peopleWords).tenure
  const say = useSay()
  const phone = card.contacts.find(({ kind }) => kind === 'phone') ?? card.contacts.find(({ kind }) => kind === 'mail')
  // Who has a stay ahead or is here is not missed; their own rhythm is told all the same.
  const rhythm = card.stay ? undefined : rhythmOf(card.buying, say.today, tenure, say.number)
  return (
    <div className="card-beside">
      {card.since && <p className="strong first-large">{tenureOf(card.since, say.today, tenure)}</p>}
      {/* A card that was kept before loyalty was told holds none. */}
      {card.loyalty && (
        <p>
          <StateChip state={card.loyalty.state} />
        </p>
      )}
      {rhythm && <p className={rhythm.isLong ? 'c-warn' : 't2'}>{rhythm.words}</p>}
      {!rhythm && card.buying.rhythmDays && <p className="t2 first-large">{tenure.rhythm(say.number(card.buying.rhythmDays, 0))}</p>}
      {phone && (
        <p className="num t2">
          <Veiled>{phone.shown}</Veiled>
        </p>
      )}
    </div>
  )
}

function Ends({
  card,
  onNote,
  onOrder,
  onNotThem,
}: {
  card: Pick<Card, 'id' | 'contacts'>
  onNote: (() => void) | undefined
  onOrder: () => void
  onNotThem: (() => void) | undefined
}) {
  const words = useWords(recognitionWords)
  const may = useMay()
  const phone = card.contacts.find(({ kind }) => kind === 'phone')
  return (
    <div className="card-ends">
      {phone && !phone.isMasked && (
        <a className="button button-secondary phone-only" href={`tel:${phone.value}`}>
          <Icon name="phone" /> {words.call}
        </a>
      )}
      {onNote && may('customers.write') && (
        <Button kind="primary" keyHint="N" onClick={onNote}>
          <span className="phone-off">{words.note}</span>
          <span className="phone-only">{words.short.note}</span>
        </Button>
      )}
      <MakePromise customerId={card.id} />
      <ReceiveComplaint customerId={card.id} />
      {may('orders.write') && (
        <Button keyHint="O" onClick={onOrder}>
          <span className="phone-off">{words.order}</span>
          <span className="phone-only">{words.short.order}</span>
        </Button>
      )}
      <ButtonLink to={customerPath(card.id)} keyHint="P">
        <span className="phone-off">{words.open}</span>
        <span className="phone-only">{words.short.open}</span>
      </ButtonLink>
      <span className="grow" />
      {onNotThem && (
        <Button kind="quiet" isAtEdge className="phone-off" onClick={onNotThem}>
          {words.notThem}
        </Button>
      )}
    </div>
  )
}

type Props = {
  id: string
  identity: Identity | undefined
  heading: RefObject<HTMLHeadingElement | null>
  onNotThem: (() => void) | undefined
  /** What stands to the right: this stay, who was opened before. */
  aside: (card: Card | undefined) => ReactNode
  onProfile: () => void
}

/** The recognition card: the greeting first and largest, then what makes the greeting true. */
export function CustomerCard({ id, identity, heading, onNotThem, aside, onProfile }: Props) {
  const words = useWords(recognitionWords)
  const me = useMe()
  const may = useMay()
  const [isNoting, note] = useState(false)
  const [isOrdering, order] = useState(false)
  const answer = useAsk(getCard, { params: { customerId: id } })
  const card = answer.data
  const opened = useRef(false)
  useEffect(() => {
    if (!card || opened.current) return
    opened.current = true
    noteOpened(me.id, {
      id: card.id,
      name: card.name,
      calledAs: card.calledAs,
      phone: card.contacts.find(({ kind }) => kind === 'phone')?.shown ?? null,
    })
  }, [card, me.id])
  useKeys([
    ...(may('customers.write') ? [{ key: 'N', words: words.note, act: () => note(true) }] : []),
    ...(may('orders.write') ? [{ key: 'O', words: words.order, act: () => order(true) }] : []),
    { key: 'P', words: words.keys.profile, act: onProfile },
  ])
  if (answer.error && !card) return <ErrorState problem={answer.error} onRetry={() => void answer.refetch()} />
  const greeting = card?.greeting ?? identity?.greeting
  const name = card?.name ?? identity?.name
  return (
    <div className="console-columns">
      <section className="card lift console-card" aria-busy={!card}>
        <header className="card-head">
          <div className="grow">
            <h1 className="greeting" ref={heading} tabIndex={-1}>
              {greeting ?? <Skeleton width={22} height={2.625} />}
            </h1>
            <p className="body t2 card-under">
              {name ?? <Skeleton width={14} height={1.4375} />}
              {card && <Under card={card} />}
            </p>
          </div>
          {card ? <Beside card={card} /> : <div className="card-beside" />}
        </header>
        <div className="card-inside">
          {card ? <CardRows card={card} /> : <CardRowsWaiting />}
          {card && <HowTo at={['caller']} />}
          {onNotThem && (
            <Button kind="quiet" className="phone-only card-not-them" onClick={onNotThem}>
              {words.notThem}
            </Button>
          )}
        </div>
        {isNoting && card && (
          <div className="card-note">
            <QuickNote
              customerId={id}
              who={card.calledAs || card.name}
              isAtOnce
              onDone={() => {
                note(false)
                heading.current?.focus()
              }}
            />
          </div>
        )}
        <Ends
          card={card ?? { id, contacts: [] }}
          onNote={isNoting ? undefined : () => note(true)}
          onOrder={() => order(true)}
          onNotThem={onNotThem}
        />
      </section>
      {aside(card)}
      {isOrdering && <OrderDialog customerId={id} onClose={() => order(false)} />}
    </div>
  )
}
