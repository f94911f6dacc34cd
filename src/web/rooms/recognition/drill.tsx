import { useEffect, useRef, useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { z } from 'zod'
import { nameDrill } from '#rooms/recognition/contract.ts'
import { Button, ButtonLink } from '../../kit/button.tsx'
import { Chip } from '../../kit/chip.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../kit/states.tsx'
import { useAsk } from '../../shell/api.ts'
import { factInWords } from '../../shell/facts.ts'
import { useKeys } from '../../shell/keys.ts'
import { useSay } from '../../shell/say.ts'
import { useMe } from '../../shell/session.tsx'
import { customerPath } from '../../shell/sidebar.data.ts'
import { shellWords } from '../../shell/words.data.ts'
import { useWords } from '../../shell/words.ts'
import { recognitionWords } from './words.data.ts'
import './drill.css'

type Learner = z.output<typeof nameDrill.answer>['people'][number]

/** The hints, the question, and when the card is turned the name and the greeting. */
function DrillCard({ person, isShown, show }: { person: Learner; isShown: boolean; show: () => void }) {
  const words = useWords(recognitionWords).drill
  const facts = useWords(shellWords).facts
  const say = useSay()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus()
  })
  const [first, ...others] = person.facts.map((fact) => factInWords(fact, facts, say))
  return (
    <article className="card drill-card">
      <div className="drill-facts">
        {person.isExpected && (
          <Chip tone="info" icon="clock">
            {words.expected}
          </Chip>
        )}
        <p className="title">{first && first.charAt(0).toLocaleUpperCase('vi') + first.slice(1)}</p>
        {others.map((fact) => (
          <p key={fact} className="body t2">
            {fact}
          </p>
        ))}
      </div>
      <div className="drill-answer" aria-live="polite">
        {isShown ? (
          <>
            <h2 ref={heading} tabIndex={-1} className="greeting">
              {person.greeting}
            </h2>
            <p className="body t2">
              {person.name} ·{' '}
              <Link className="link" href={customerPath(person.customerId)}>
                {words.openCard}
              </Link>
            </p>
          </>
        ) : (
          <>
            <h2 ref={heading} tabIndex={-1} className="greeting t3">
              {words.who}
            </h2>
            <Button kind="primary" size="large" icon="eye" keyHint="Space" onClick={show}>
              {words.show}
            </Button>
          </>
        )}
      </div>
    </article>
  )
}

/** Everybody once; whom one did not know comes again at the end, until all are known. */
function Drill({ people, restart }: { people: readonly Learner[]; restart: () => void }) {
  const words = useWords(recognitionWords).drill
  const say = useSay()
  const me = useMe()
  const [, navigate] = useLocation()
  const [queue, setQueue] = useState(people)
  const [isShown, setShown] = useState(false)
  const [person, ...rest] = queue
  const next = (left: readonly Learner[]) => {
    setQueue(left)
    setShown(false)
  }
  const show = () => setShown(true)
  const knows = () => (isShown ? next(rest) : false)
  const again = () => (isShown && person ? next([...rest, person]) : false)
  useKeys([
    { key: 'Space', words: words.show, act: () => (isShown || !person ? false : show()) },
    { key: '1', words: words.knows, act: knows },
    { key: 'ArrowRight', act: knows },
    { key: '2', words: words.again, act: again },
    { key: 'ArrowLeft', act: again },
    { key: 'Escape', words: words.back, act: () => navigate('/recognise') },
  ])
  if (!person)
    return (
      <EmptyState
        icon="heart"
        title={words.done(say.number(people.length), people.length)}
        act={
          <ButtonLink to="/recognise" kind="primary" icon="recognise">
            {words.back}
          </ButtonLink>
        }
        link={
          <Button kind="quiet" onClick={restart}>
            {words.once}
          </Button>
        }
      >
        {words.thanks(me.name)}
      </EmptyState>
    )
  const known = people.length - queue.length
  return (
    <>
      <p className="row g3 meta">
        <span className="drill-bar" aria-hidden="true">
          <i style={{ width: `${(known / people.length) * 100}%` }} />
        </span>
        <span className="num" role="status">
          {words.left(say.number(queue.length), queue.length)}
        </span>
      </p>
      <DrillCard key={`${person.customerId} ${queue.length}`} person={person} isShown={isShown} show={show} />
      <div className="drill-ends">
        <Button icon="undo" keyHint="2" disabled={!isShown} onClick={again}>
          {words.again}
        </Button>
        <Button kind={isShown ? 'primary' : 'secondary'} icon="check" keyHint="1" disabled={!isShown} onClick={knows}>
          {words.knows}
        </Button>
      </div>
    </>
  )
}

/** Learning the regulars by name, without a photo: hints first, then the name and how to greet. */
export default function NameDrill() {
  const words = useWords(recognitionWords).drill
  const asked = useAsk(nameDrill, {}, { staleTime: Number.POSITIVE_INFINITY })
  const [round, setRound] = useState(0)
  const people = asked.data?.people
  return (
    <div className="frame-page drill" data-scrolls>
      <header className="drill-head">
        <div className="grow">
          <h1 className="title">{words.title}</h1>
          <p className="t2">{words.why}</p>
        </div>
        <ButtonLink to="/recognise" kind="quiet" isAtEdge icon="left" keyHint="Escape">
          {words.back}
        </ButtonLink>
      </header>
      {asked.error && !people && <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} />}
      {!people && !asked.error && <Skeleton lines={1} height={18} />}
      {people?.length === 0 && (
        <EmptyState icon="people" title={words.none} isNoResult>
          {words.noneWhy}
        </EmptyState>
      )}
      {people && people.length > 0 && <Drill key={round} people={people} restart={() => setRound(round + 1)} />}
    </div>
  )
}
