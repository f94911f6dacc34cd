import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import type { Event } from './naming.ts'
import { consentWords } from './words.data.ts'

/** Who did it, when and how, in one line. */
export function useHow() {
  const words = useWords(consentWords)
  const say = useSay()
  return ({ at, givenBy, staffName, method }: Pick<Event, 'at' | 'givenBy' | 'staffName' | 'method'>): string => {
    const by = givenBy === 'staff' ? words.by.staff(staffName ?? '') : words.by[givenBy]
    return [`${say.date(say.dayOf(at))} ${say.clockOf(at)}`, by, words.methods[method]].filter(Boolean).join(' · ')
  }
}

/** How something is known: whose act, which way, the sentence that was agreed to, their own words. */
export function Evidence({ event }: { event: Event }) {
  const words = useWords(consentWords)
  const say = useSay()
  const how = useHow()
  const { said, words: own, door, place, network, agent, formAddress, askedAt, hash } = event.evidence
  const when = (instant: string): string => `${say.clockOf(instant)} ${say.date(say.dayOf(instant))}`
  const facts = [
    door && words.byDoor(door),
    place && words.heardAt(place),
    askedAt && words.confirmed(when(askedAt)),
    formAddress && words.form(formAddress),
    agent && words.agent(agent),
    network && words.network(network),
  ].filter(Boolean)
  return (
    <div className="consent-evidence">
      <p className="num">
        <span className="strong">{words.acts[event.act]}</span> {how(event)}
      </p>
      {facts.length > 0 && <p className="t2">{facts.join(' · ')}</p>}
      {own && (
        <p>
          <span className="meta">{words.own}</span> “{own}”
        </p>
      )}
      {said && (
        <blockquote className="consent-said">
          <span className="meta">{words.said}</span>
          {said}
          {hash && <span className="meta num">{`${words.hash} ${hash.slice(0, 8)}`}</span>}
        </blockquote>
      )}
    </div>
  )
}
