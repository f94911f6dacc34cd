import type { ReactNode } from 'react'
import { Pips } from '../../kit/chip.tsx'
import { Icon, type IconName } from '../../kit/icons.tsx'
import { Skeleton } from '../../kit/states.tsx'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { evidenceOf, type Preference, preferenceWords } from '../people/evidence.ts'
import { knownWords } from '../people/known/words.data.ts'
import { type Line, lineTitle } from '../people/line-words.ts'
import { peopleWords } from '../people/words.data.ts'
import { NearDays } from './card-around.tsx'
import { CardComplaints } from './card-complaints.tsx'
import { CardPromises } from './card-promises.tsx'
import { CardSuggestion } from './card-suggestion.tsx'
import { type Card, type Habit, habitsOf, isSeenIn } from './usual.ts'
import { Veiled } from './veil.tsx'
import { recognitionWords } from './words.data.ts'
import './card-rows.css'

function Row({
  icon,
  tone,
  title,
  children,
}: {
  icon: IconName
  tone?: 'brand' | 'danger' | 'info' | 'accent'
  title: string
  children: ReactNode
}) {
  return (
    <>
      <dt>
        <Icon name={icon} {...(tone ? { className: `c-${tone}` } : {})} />
        {title}
      </dt>
      <dd>{children}</dd>
    </>
  )
}

/** What they do, how often, and what it rests on. */
function HabitLine({ habit }: { habit: Habit }) {
  const words = useWords(peopleWords).evidence
  const say = useSay()
  return (
    <li className="card-line">
      <span className="card-what">{habit.what}</span>
      <span className="card-evidence">
        {habit.of > 0 ? (
          <>
            <Pips times={habit.times} of={habit.of} />
            <span className="num">{words.latest(say.number(habit.times), say.number(habit.of))}</span>
          </>
        ) : (
          words.noted
        )}
      </span>
      {habit.benefit && <span className="meta card-benefit">{habit.benefit}</span>}
    </li>
  )
}

function Liked({ one, them }: { one: Preference; them: string }) {
  const words = useWords(peopleWords)
  const say = useSay()
  return (
    <li className="card-line">
      <span className="card-what">{preferenceWords(one)}</span>
      <span className="card-evidence num">{evidenceOf(one, them, words, say)}</span>
    </li>
  )
}

function Told({ list, them, isStrong }: { list: readonly Preference[]; them: string; isStrong?: boolean }) {
  const words = useWords(peopleWords)
  const say = useSay()
  return (
    <ul className="card-told">
      {list.map((one) => (
        <li key={one.id}>
          <span className={isStrong ? 'strong' : undefined}>{preferenceWords(one)}</span>{' '}
          <span className="meta num nowrap">{evidenceOf(one, them, words, say)}</span>
        </li>
      ))}
    </ul>
  )
}

function Recent({ lines }: { lines: readonly Line[] }) {
  const words = useWords(peopleWords).timeline
  const say = useSay()
  return (
    <ul className="card-recent">
      {lines.map((line) => (
        <li key={line.id}>
          <span className="num t3">{say.dayMonth(say.dayOf(line.at))}</span>
          <span className="t2">
            {lineTitle(line, words, say.number)}
            {line.about?.amount && (
              <>
                , <Veiled>{<span className="num">{say.money(line.about.amount)}</span>}</Veiled>
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** The last words worth saying: what is still ahead is no memory. */
const past = (lines: readonly Line[], today: string, dayOf: (at: string) => string, most: number) =>
  lines.filter((line) => line.about?.state !== 'booked' && dayOf(line.at) <= today).slice(0, most)

/** What is known of a customer, in the order in which it is used at the desk. */
export function CardRows({ card, recent = 4 }: { card: Card; recent?: number }) {
  const words = useWords(recognitionWords)
  const people = useWords(peopleWords)
  const say = useSay()
  const { them } = card.address
  const habits = habitsOf(card, words, people.paying.by)
  const likes = card.likes.filter((one) => !isSeenIn(one.what, habits))
  // What must never be comes before what is not liked.
  const avoids = [...card.avoids.filter(({ stance }) => stance === 'must-not'), ...card.avoids.filter(({ stance }) => stance === 'avoids')]
  const needs = card.avoids.filter(({ stance }) => stance === 'needs')
  const lines = past(card.recent, say.today, say.dayOf, recent)
  const prices = useWords(knownWords).facts.prices
  // A card that was kept before promises were on it holds none.
  const promised = card.promised && card.promised.promises.length > 0 ? card.promised : undefined
  // A card that was kept before complaints were on it holds none.
  const complaints = card.complaints ?? []
  // A card that was kept before the catalogue was read holds no suggestion.
  const { suggestion } = card
  const isBlank =
    !promised &&
    !suggestion &&
    [complaints, habits, likes, card.avoids, lines, card.pinned, card.occasions].every((list) => list.length === 0)
  if (isBlank) return <p className="body t2 card-blank">{words.nothing}</p>
  return (
    <dl className="card-rows body">
      {promised && (
        <Row icon="promise" tone="accent" title={words.promised}>
          <CardPromises card={{ id: card.id, promised }} />
        </Row>
      )}
      {complaints.length > 0 && (
        <Row icon="warning" tone="danger" title={words.complaints}>
          <CardComplaints complaints={complaints} />
        </Row>
      )}
      {(habits.length > 0 || likes.length > 0 || card.priceExpectation) && (
        <Row icon="star" tone="brand" title={words.usual}>
          <div className="card-usual">
            {habits.length > 0 && (
              <ul>
                {habits.map((habit) => (
                  <HabitLine key={habit.what} habit={habit} />
                ))}
              </ul>
            )}
            {(likes.length > 0 || card.priceExpectation) && (
              <ul>
                {likes.slice(0, 6).map((one) => (
                  <Liked key={one.id} one={one} them={them} />
                ))}
                {card.priceExpectation && <li className="first-large">{prices[card.priceExpectation]}</li>}
              </ul>
            )}
          </div>
        </Row>
      )}
      {avoids.length > 0 && (
        <Row icon="avoid" tone="danger" title={words.avoids}>
          <Told list={avoids} them={them} isStrong />
        </Row>
      )}
      {needs.length > 0 && (
        <Row icon="info" tone="info" title={words.needs}>
          <Told list={needs} them={them} />
        </Row>
      )}
      {suggestion && (
        <Row icon="idea" tone="brand" title={words.suggestion}>
          <CardSuggestion card={card} suggestion={suggestion} />
        </Row>
      )}
      {card.occasions.length > 0 && (
        <Row icon="occasion" tone="brand" title={words.near}>
          <NearDays occasions={card.occasions} />
        </Row>
      )}
      {card.pinned.length > 0 && (
        <Row icon="pin" title={words.pinned}>
          <ul className="card-told">
            {card.pinned.map((line) => (
              <li key={line.id}>
                <Veiled isBlock>{line.body}</Veiled>
              </li>
            ))}
          </ul>
        </Row>
      )}
      {lines.length > 0 && (
        <Row icon="recent" title={words.recent}>
          <Recent lines={lines} />
        </Row>
      )}
    </dl>
  )
}

/** The rows while they are on their way, in the size they usually have. */
export const CardRowsWaiting = () => (
  <div className="card-rows-waiting">
    {[2, 1, 3].map((lines) => (
      <div key={lines} className="card-rows-wait">
        <Skeleton width={4} />
        <Skeleton lines={lines} height={1.5} />
      </div>
    ))}
  </div>
)
