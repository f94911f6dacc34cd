import { type ReactNode, useEffect, useRef, useState } from 'react'
import { getCard } from '#rooms/recognition/contract.ts'
import { Button } from '../../kit/button.tsx'
import { Icon } from '../../kit/icons.tsx'
import { Peek } from '../../kit/peek.tsx'
import { ErrorState, Skeleton } from '../../kit/states.tsx'
import { kitWords } from '../../kit/words.data.ts'
import { useAsk } from '../../shell/api.ts'
import { useKeys } from '../../shell/keys.ts'
import { noteOpened } from '../../shell/recent.ts'
import { useSay } from '../../shell/say.ts'
import { useMay, useMe } from '../../shell/session.tsx'
import { customerPath } from '../../shell/sidebar.data.ts'
import { useWords } from '../../shell/words.ts'
import { StateChip } from '../loyalty/state-chip.tsx'
import { CardRows, CardRowsWaiting } from '../recognition/card-rows.tsx'
import type { Card } from '../recognition/usual.ts'
import { recognitionWords } from '../recognition/words.data.ts'
import { whoSpeaks } from './evidence.ts'
import { QuickNote } from './quick-note.tsx'
import { tenureOf } from './tenure.ts'
import { peopleWords } from './words.data.ts'
import './customer-peek.css'

const Figure = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className="figure">
    <dt className="meta">{title}</dt>
    <dd className="body strong num">{children}</dd>
  </div>
)

/** The chance of seeing them again, own rhythm, last time, how often, and for those who see it how much. */
export function Figures({ buying, loyalty }: Pick<Card, 'buying' | 'loyalty'>) {
  const words = useWords(recognitionWords)
  const list = useWords(peopleWords).list.columns
  const say = useSay()
  const sum = buying.sums?.map(({ currency, total, refunds }) => say.short({ minor: total - refunds, currency })).join(' + ')
  return (
    <dl className="figures">
      {loyalty && <Figure title={list.chanceNoModel}>{say.percent(loyalty.chance, 0)}</Figure>}
      <Figure title={words.rhythm}>{buying.rhythmDays ? words.days(say.number(buying.rhythmDays, 0)) : words.unknown}</Figure>
      <Figure title={words.last}>{buying.lastDay ? say.nearDate(buying.lastDay) : words.unknown}</Figure>
      <Figure title={words.times}>{say.number(buying.days)}</Figure>
      {sum && <Figure title={words.value}>{sum}</Figure>}
    </dl>
  )
}

/** Name, how we call ourselves and who says so. */
export function Naming({ card }: { card: Pick<Card, 'name' | 'kind' | 'address' | 'language'> }) {
  const words = useWords(recognitionWords)
  const address = useWords(peopleWords).address
  const { them, us, source } = card.address
  if (card.kind === 'organisation') return null
  if (card.language !== 'vi') return <p className="body t2">{card.name}</p>
  const who = source === 'default' ? undefined : address.whoIs[source](whoSpeaks(them, address.unknownWho))
  return (
    <p className="body t2">
      {card.name} · {words.weCall(us)} {who && <span className="t3">({who})</span>}
    </p>
  )
}

function Inside({ card }: { card: Card }) {
  const tenure = useWords(peopleWords).tenure
  const say = useSay()
  const contact = card.contacts.find(({ kind }) => kind === 'phone') ?? card.contacts.find(({ kind }) => kind === 'mail')
  return (
    <>
      <h2 className="greeting">{card.greeting}</h2>
      <Naming card={card} />
      <p className="row wrap peek-line t2">
        {card.loyalty && (
          <span className="list-state">
            <StateChip state={card.loyalty.state} isStrong />
          </span>
        )}
        {card.since && <span className="first-large">{tenureOf(card.since, say.today, tenure)}</span>}
        {contact && <span className="num">{contact.shown}</span>}
      </p>
      {card.buying.orders > 0 && <Figures buying={card.buying} loyalty={card.loyalty} />}
      <CardRows card={card} recent={3} />
    </>
  )
}

function Ends({ card, isNoting, onNote }: { card: Card; isNoting: boolean; onNote: (isOn: boolean) => void }) {
  const words = useWords(recognitionWords)
  const may = useMay()
  const phone = card.contacts.find(({ kind, isMasked }) => kind === 'phone' && !isMasked)
  if (isNoting)
    return (
      <div className="grow">
        <QuickNote customerId={card.id} who={card.calledAs || card.name} isAtOnce onDone={() => onNote(false)} />
      </div>
    )
  return (
    <>
      {may('customers.write') && (
        <Button kind="primary" icon="pencil" keyHint="N" onClick={() => onNote(true)}>
          {words.note}
        </Button>
      )}
      <span className="grow" />
      {phone && (
        <a className="button button-quiet button-edge" href={`tel:${phone.value}`}>
          <Icon name="phone" /> {words.call}
        </a>
      )}
    </>
  )
}

/** The recognition card in small, beside the list. */
export function CustomerPeek({
  id,
  place,
  count,
  onClose,
  onStep,
}: {
  id: string
  place: number | undefined
  count: number | undefined
  onClose: () => void
  onStep: (by: 1 | -1) => void
}) {
  const kit = useWords(kitWords)
  const words = useWords(recognitionWords)
  const me = useMe()
  const may = useMay()
  const say = useSay()
  const [isNoting, note] = useState(false)
  const card = useAsk(getCard, { params: { customerId: id } })
  const it = card.data
  const noted = useRef('')
  useEffect(() => {
    if (!it || noted.current === it.id) return
    noted.current = it.id
    noteOpened(me.id, {
      id: it.id,
      name: it.name,
      calledAs: it.calledAs,
      phone: it.contacts.find(({ kind }) => kind === 'phone')?.shown ?? null,
    })
  }, [it, me.id])
  const walking = useWords(peopleWords).profile.keys
  useKeys([
    { key: '[', words: walking.previous, act: () => onStep(-1) },
    { key: ']', words: walking.next, act: () => onStep(1) },
    ...(may('customers.write') ? [{ key: 'N', words: words.note, act: () => note(true) }] : []),
  ])
  const nth = place === undefined || count === undefined ? undefined : kit.nth(say.number(place + 1), say.number(count))
  return (
    <Peek
      label={it?.calledAs || it?.name || ''}
      place={nth}
      to={customerPath(id)}
      onClose={onClose}
      onStep={onStep}
      ends={it && <Ends card={it} isNoting={isNoting} onNote={note} />}
    >
      {card.error && !it ? (
        <ErrorState problem={card.error} onRetry={() => void card.refetch()} isSlim />
      ) : it ? (
        <Inside card={it} />
      ) : (
        <>
          <Skeleton height={2.625} width="75%" />
          <Skeleton height={1.4375} width="55%" />
          <div className="peek-line" />
          <Skeleton height={4} />
          <CardRowsWaiting />
        </>
      )}
    </Peek>
  )
}
