import { useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import { allowCallThree, getCallThree, refuseCallThree } from '#rooms/insight/contract.ts'
import { Button } from '../../kit/button.tsx'
import { State } from '../../kit/chip.tsx'
import { Icon } from '../../kit/icons.tsx'
import { ErrorState, Skeleton } from '../../kit/states.tsx'
import { offerUndo, say as tell } from '../../kit/toasts.tsx'
import { type Answer, call, keyOf, useAsk } from '../../shell/api.ts'
import { problemFrom, useProblemWords } from '../../shell/problem.ts'
import { useSay } from '../../shell/say.ts'
import { useMay } from '../../shell/session.tsx'
import { customerPath } from '../../shell/sidebar.data.ts'
import { useWords } from '../../shell/words.ts'
import { stateName } from './naming.ts'
import { insightWords } from './words.data.ts'

type Person = Answer<typeof getCallThree>['people'][number]

function Caller({ person, onRefuse }: { person: Person; onRefuse: (() => void) | undefined }) {
  const all = useWords(insightWords)
  const words = all.calls
  const say = useSay()
  const silent = say.number(person.silentDays)
  const why = person.rhythmDays === null ? words.late(silent) : words.lateOwn(silent, say.number(person.rhythmDays, 0))
  const facts = [words.times(say.number(person.purchaseDays)), ...(person.value ? [words.worth(say.short(person.value))] : [])]
  const { phone } = person
  return (
    <li className="ins-call">
      <span className="ins-call-head">
        <Link className="strong ins-call-name" href={customerPath(person.customerId)}>
          {person.calledAs}
        </Link>
        <span className="meta">
          <State tone={person.state === 'cooling' ? 'warn' : 'danger'} icon={person.state === 'cooling' ? 'fading' : 'warning'}>
            {stateName(person.state, all)}
          </State>
        </span>
        <span className="grow" />
        {phone && !phone.isMasked ? (
          <a className="button button-secondary button-small" href={`tel:${phone.value}`} aria-label={`${words.call} ${person.calledAs}`}>
            <Icon name="phone" size="small" />
            {words.call}
          </a>
        ) : (
          <span className="meta num">{phone ? phone.shown : words.noPhone}</span>
        )}
      </span>
      <span className="meta t2">{why}</span>
      <span className="ins-call-why">
        <span className="meta grow">{facts.join(' · ')}</span>
        {onRefuse && (
          <Button kind="quiet" size="small" isAtEdge aria-label={words.notFitLabel(person.calledAs)} onClick={onRefuse}>
            {words.notFit}
          </Button>
        )}
      </span>
    </li>
  )
}

/** The three most valuable customers who are cooling or about to be lost. */
export function CallsCard({ hasModel }: { hasModel: boolean }) {
  const words = useWords(insightWords).calls
  const problems = useProblemWords()
  const queries = useQueryClient()
  const may = useMay()
  const asked = useAsk(getCallThree, {})
  const again = () => queries.invalidateQueries({ queryKey: keyOf(getCallThree) })
  const refuse = async ({ customerId, calledAs }: Person) => {
    try {
      await call(refuseCallThree, { params: { customerId }, body: {} })
      await again()
      offerUndo(words.refused(calledAs), () => call(allowCallThree, { params: { customerId } }).then(again))
    } catch (error) {
      tell(problems.say(problemFrom(error)), { tone: 'danger' })
    }
  }
  const people = asked.data?.people
  return (
    <section className="card ins-card ins-calls" aria-labelledby="ins-calls">
      <h2 className="ins-card-title" id="ins-calls">
        {words.title}
      </h2>
      {asked.error && !people && <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} isSlim />}
      {!people && !asked.error && <Skeleton lines={3} height={3} />}
      {people?.length === 0 && <p className="t2 ins-sentence">{hasModel ? words.none : words.noneYet}</p>}
      {people && people.length > 0 && (
        <ul className="ins-call-list">
          {people.map((person) => (
            <Caller key={person.customerId} person={person} onRefuse={may('customers.write') ? () => void refuse(person) : undefined} />
          ))}
        </ul>
      )}
    </section>
  )
}
