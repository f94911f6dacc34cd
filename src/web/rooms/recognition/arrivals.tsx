import { useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, useRef, useState } from 'react'
import { listArrivals } from '#rooms/recognition/contract.ts'
import { daysBetween } from '#values/civil-date.ts'
import { Button, ButtonLink, Key } from '../../kit/button.tsx'
import { Chip } from '../../kit/chip.tsx'
import { Icon } from '../../kit/icons.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../kit/states.tsx'
import { useAsk } from '../../shell/api.ts'
import { factInWords } from '../../shell/facts.ts'
import { useKeys } from '../../shell/keys.ts'
import { useSay } from '../../shell/say.ts'
import { useMay, useMe } from '../../shell/session.tsx'
import { useWord } from '../../shell/stream.ts'
import { useTrade } from '../../shell/trade.ts'
import { shellWords } from '../../shell/words.data.ts'
import { useWords } from '../../shell/words.ts'
import { type Arrival, arrivalsKey, asStood, useArrivalActs } from './arrivals-acts.ts'
import { recognitionWords } from './words.data.ts'
import './arrivals.css'

/** So many stand on the screen at first; a day with more is a day with time to ask for them. */
const AT_FIRST = 40
const WITH_KEYS = 9
const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9']

const firstLarge = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)

/** Which time it is, what was booked, for how long: "Lần ở thứ 4 · Phòng 203 · 2 đêm". */
function useBooked() {
  const words = useWords(recognitionWords).arrivals
  const say = useSay()
  const trade = useTrade()
  return ({ nth, summary, startsOn, endsOn, kind }: Arrival): string => {
    const visit = kind === 'sale' ? words.purchase : trade.visit
    const nights = kind === 'stay' && endsOn ? daysBetween(startsOn, endsOn) : 0
    return [
      firstLarge(nth === 1 ? words.first(visit) : words.nth(visit, say.number(nth))),
      summary,
      nights > 0 ? words.nights(say.number(nights), nights) : '',
    ]
      .filter(Boolean)
      .join(' · ')
  }
}

type LineProps = { one: Arrival; at: number; act: string; isSlim?: boolean; onTake: (id: string) => void; onAct: (one: Arrival) => void }

/** Somebody who is expected: how to greet them, largest; what to know, below; and the word that they are here. */
function Line({ one, at, act, isSlim, onTake, onAct }: LineProps) {
  const facts = useWords(shellWords).facts
  const say = useSay()
  const may = useMay()
  const trade = useTrade()
  const booked = useBooked()
  const isHere = one.state !== 'booked' && !isSlim
  return (
    <li className={`arrival ${isSlim ? 'is-slim' : ''}`}>
      <button type="button" className="arrival-open" data-arrival onClick={() => onTake(one.customerId)}>
        {at < WITH_KEYS ? <Key name={digits[at] ?? ''} /> : <span />}
        <span className="arrival-words">
          <b className={isSlim || isHere ? 'strong cut' : 'title'}>{isSlim || isHere ? firstLarge(one.calledAs) : one.greeting}</b>
          <span className="arrival-known t2">
            {one.name !== one.calledAs && !isSlim && !isHere && <span className="cut">{one.name}</span>}
            <span>{booked(one)}</span>
            {!isHere && !isSlim && one.fact.kind !== 'new' && (
              <span className="arrival-fact">
                <Icon
                  name={one.fact.kind === 'avoids' ? 'avoid' : 'star'}
                  size="small"
                  className={one.fact.kind === 'avoids' ? 'c-danger' : 'c-brand'}
                />
                {factInWords(one.fact, facts, say)}
              </span>
            )}
          </span>
        </span>
      </button>
      {isHere ? (
        <Chip tone="ok" icon="check">
          {trade.isHere}
        </Chip>
      ) : (
        may('orders.write') && (
          <Button icon="check" className="arrival-act" aria-label={`${act}: ${one.calledAs}`} onClick={() => onAct(one)}>
            {act}
          </Button>
        )
      )}
    </li>
  )
}

/** Up and down through the lists with the arrows; above the first stands the box. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!step || !(event.target instanceof HTMLElement)) return
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-arrival]')]
  const at = lines.indexOf(event.target)
  const next = at === 0 && step < 0 ? document.querySelector<HTMLElement>('.console-box input') : lines[at + step]
  if (at < 0 || !next) return
  event.preventDefault()
  next.focus()
}

function Departures({ all, onTake }: { all: readonly Arrival[]; onTake: (id: string) => void }) {
  const words = useWords(recognitionWords).arrivals
  const say = useSay()
  const trade = useTrade()
  const { hasGone } = useArrivalActs()
  if (all.length === 0) return null
  return (
    <section aria-label={trade.departures}>
      <header className="arrivals-head">
        <h2 className="section">{trade.departures}</h2>
        <span className="meta num">{words.toLeave(say.number(all.length))}</span>
      </header>
      <ul className="arrivals-list">
        {all.map((one) => (
          <Line
            key={one.orderId}
            one={one}
            at={WITH_KEYS}
            act={trade.hasGone}
            isSlim
            onTake={onTake}
            onAct={(gone) => void hasGone(gone)}
          />
        ))}
      </ul>
    </section>
  )
}

function ArrivalsHead({ toCome, come }: { toCome: number; come: number }) {
  const words = useWords(recognitionWords).arrivals
  const say = useSay()
  const trade = useTrade()
  return (
    <header className="arrivals-head">
      <h2 className="section">{trade.arrivals}</h2>
      {toCome + come > 0 && <span className="meta num phone-off">{words.toCome(say.number(toCome), say.number(come))}</span>}
      <span className="grow" />
      <ButtonLink to="/recognise/drill" kind="quiet" isAtEdge icon="people">
        {words.drill}
      </ButtonLink>
    </header>
  )
}

/** Who comes today, ready to be greeted while nobody is asked for; and who leaves. */
export function Arrivals({ onTake }: { onTake: (id: string) => void }) {
  const words = useWords(recognitionWords).arrivals
  const me = useMe()
  const say = useSay()
  const trade = useTrade()
  const [isWhole, showAll] = useState(false)
  const { hasCome } = useArrivalActs()
  const queries = useQueryClient()
  const asked = useAsk(listArrivals, {}, { refetchInterval: 60_000, staleTime: 10_000 })
  const places = useRef(new Map<string, number>())
  const arrivals = asStood(asked.data?.arrivals ?? [], places.current)
  const departures = asked.data?.departures ?? []
  const isOnList = (id: string) => [...arrivals, ...departures].some(({ customerId }) => customerId === id)
  const askAgain = () => void queries.invalidateQueries({ queryKey: arrivalsKey })
  useWord('record', ({ customerId }) => isOnList(customerId) && askAgain())
  useWord('gap', askAgain)
  const take = (at: number): boolean => {
    const one = arrivals[at]
    if (one) onTake(one.customerId)
    return one !== undefined
  }
  useKeys([
    ...digits.map((key, at) => ({ key, ...(at === 0 ? { words: words.pick } : {}), act: () => take(at) })),
    ...digits.map((key, at) => ({ key: `Alt+${key}`, whileTyping: true, act: () => take(at) })),
  ])
  if (asked.error && !asked.data) return <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} isSlim />
  if (!asked.data) return <Skeleton lines={4} height={4.5} />
  const come = arrivals.filter(({ state }) => state !== 'booked').length
  const shown = isWhole ? arrivals : arrivals.slice(0, AT_FIRST)
  const act = (one: Arrival) => (one.kind === 'sale' ? words.pickUp : trade.hasCome)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrows walk over the buttons inside, which do the acts.
    <div className="arrivals" onKeyDown={walk}>
      <section aria-label={trade.arrivals}>
        <ArrivalsHead toCome={arrivals.length - come} come={come} />
        {arrivals.length === 0 ? (
          <EmptyState icon="recognise" title={trade.noArrivals} isNoResult>
            {words.none(trade.booking)}
          </EmptyState>
        ) : (
          <ul className="arrivals-list">
            {shown.map((one, at) => (
              <Line key={one.orderId} one={one} at={at} act={act(one)} onTake={onTake} onAct={(here) => void hasCome(here)} />
            ))}
          </ul>
        )}
        {shown.length < arrivals.length && (
          <Button kind="quiet" onClick={() => showAll(true)}>
            {words.more(say.number(arrivals.length - shown.length))}
          </Button>
        )}
        {come > 0 && come === arrivals.length && <p className="meta arrivals-end">{words.allCome(me.name)}</p>}
      </section>
      <Departures all={departures} onTake={onTake} />
    </div>
  )
}
