import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { type occasionYear, type PersonDay, peopleOnDate } from '#rooms/messages/cards/contract.ts'
import { Button, IconButton } from '../../../kit/button.tsx'
import { ErrorState, Skeleton } from '../../../kit/states.tsx'
import { type Answer, call, keyOf } from '../../../shell/api.ts'
import { useLanguage } from '../../../shell/look.ts'
import { problemFrom } from '../../../shell/problem.ts'
import { useSay } from '../../../shell/say.ts'
import { customerPath } from '../../../shell/sidebar.data.ts'
import { useWords } from '../../../shell/words.ts'
import { CardState } from './card-state.tsx'
import type { CardOf } from './faces.tsx'
import { PlanAct } from './plan-act.tsx'
import { cardWords } from './words.data.ts'
import { yearWords } from './year-words.data.ts'

export type KeptDay = Answer<typeof occasionYear>['house'][number]

/** Whom a day of the house is for: a number for each kind, which opens as many in the list of customers. */
export function Concerned({ day }: { day: KeptDay }) {
  const words = useWords(yearWords)
  const say = useSay()
  return (
    <span className="year-concerned">
      {day.concerned.map(({ kind, count, isExact }) => (
        <Link key={kind} href={`/customers?kind=${kind}`} className="link num">
          {words.concerned[kind](isExact ? say.number(count) : words.about(say.number(count)))}
        </Link>
      ))}
    </span>
  )
}

/** Every day that the house keeps in the year; each opens its day. */
export function Holidays({ house, onOpen }: { house: readonly KeptDay[]; onOpen: (on: string) => void }) {
  const words = useWords(yearWords)
  const language = useLanguage()
  const say = useSay()
  return (
    <>
      <h2 className="section">{words.holidays}</h2>
      <ul className="year-list">
        {house.map((day) => (
          <li key={`${day.key} ${day.on}`} className="year-line">
            <button type="button" className="link strong" onClick={() => onOpen(day.on)}>
              {day.names[language]}
            </button>
            <span className="meta">
              <span className="num">{say.dayMonth(day.on)}</span> · {day.lunar} · {words.prepare(say.dayMonth(day.prepareFrom))}
            </span>
            <Concerned day={day} />
          </li>
        ))}
      </ul>
    </>
  )
}

function usePeople(on: string) {
  return useInfiniteQuery({
    queryKey: [...keyOf(peopleOnDate, { params: { on }, query: {} }), 'pages'],
    queryFn: ({ pageParam }) => call(peopleOnDate, { params: { on }, query: { offset: pageParam } }),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next ?? undefined,
  })
}

function Person({ person, onWrite }: { person: PersonDay; onWrite: (card: CardOf) => void }) {
  const words = useWords(cardWords)
  const what = person.label ?? words.kinds[person.kind as keyof typeof words.kinds] ?? words.kinds.other
  return (
    <li className="year-person">
      <span className="grow cut">
        <Link href={customerPath(person.customerId)} className="link strong">
          {person.name || person.calledAs}
        </Link>
        <span className="meta year-what">
          {what}
          {person.calendar === 'lunar' && `, ${words.lunarOwn}`}
        </span>
      </span>
      <CardState person={person} onWrite={() => onWrite(person)} />
    </li>
  )
}

/** One day: what the house keeps on it, and everybody whose own day it is, as many as the year counted. */
export function DayPane({
  on,
  kept,
  onWrite,
  onPeople,
  onClose,
}: {
  on: string
  kept: readonly KeptDay[]
  onWrite: (card: CardOf) => void
  onPeople: (day: KeptDay) => void
  onClose: () => void
}) {
  const words = useWords(yearWords)
  const cards = useWords(cardWords)
  const language = useLanguage()
  const say = useSay()
  const asked = usePeople(on)
  const [first] = asked.data?.pages ?? []
  const people = asked.data?.pages.flatMap((page) => page.people) ?? []
  return (
    <>
      <header className="year-day-head">
        <div className="grow">
          <h2 className="section">
            {say.weekday(on)} <span className="num">{say.date(on)}</span>
          </h2>
          {first && <p className="meta">{first.lunar}</p>}
        </div>
        <IconButton icon="close" label={words.close} onClick={onClose} />
      </header>
      {kept.length > 0 && (
        <ul className="year-list">
          {kept.map((day) => (
            <li key={day.key} className="year-line">
              <span className="strong">{day.names[language]}</span>
              <span className="meta">{words.prepare(say.nearDate(day.prepareFrom))}</span>
              <Concerned day={day} />
              <span className="row g2 wrap">
                <Button size="small" icon="gift" onClick={() => onPeople(day)}>
                  {cards.whom}
                </Button>
                <PlanAct usual={words.planWords(day.names[language], say.dayMonth(on))} from={day.prepareFrom} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {asked.error && !asked.data && <ErrorState problem={problemFrom(asked.error)} onRetry={() => void asked.refetch()} isSlim />}
      {!asked.data && !asked.error && <Skeleton lines={4} height={2.75} />}
      {first && first.count === 0 && <p className="t2">{words.nobody}</p>}
      {first && first.count > 0 && (
        <>
          <p className="row g2 wrap">
            <span className="strong grow">
              {words.ofDay} · <span className="num">{words.people(say.number(first.count), first.count)}</span>
            </span>
            {kept.length === 0 && <PlanAct usual={words.planPeople(say.dayMonth(on))} from={people[0]?.prepareFrom ?? on} />}
          </p>
          <ul className="year-list">
            {people.map((person) => (
              <Person key={`${person.customerId} ${person.occasionKey}`} person={person} onWrite={onWrite} />
            ))}
          </ul>
          {asked.hasNextPage && (
            <Button isBusy={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
              {words.more(say.number(first.count - people.length))}
            </Button>
          )}
        </>
      )}
    </>
  )
}
