import { Link } from 'wouter'
import type { rehearseJourney } from '#rooms/messages/journeys/contract.ts'
import type { Answer } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { customerPath } from '../../../shell/sidebar.data.ts'
import { useWords } from '../../../shell/words.ts'
import { messageWords } from '../words.data.ts'
import { journeyWords } from './words.data.ts'

/** What it would have done in a year, and whom it would write to next. */
export function Rehearsal({ seen }: { seen: Answer<typeof rehearseJourney> }) {
  const words = useWords(journeyWords)
  const { rules } = useWords(messageWords)
  const say = useSay()
  return (
    <div className="stack g3">
      <p>{seen.beginnings > 0 ? words.year(say.number(seen.beginnings), say.number(seen.customers)) : words.yearNone}</p>
      {seen.next.length === 0 ? (
        <p className="t2">{words.nextNone}</p>
      ) : (
        <>
          <p className="field-label">{words.next}</p>
          <ul className="journey-next">
            {seen.next.map((one) => (
              <li key={`${one.customerId} ${one.on}`} className="journey-who">
                <span className="stack cut">
                  <Link href={customerPath(one.customerId)} className="link cut">
                    {one.name || one.calledAs}
                  </Link>
                  <span className="meta">{one.rule ? words.held(rules[one.rule]) : words.passes}</span>
                </span>
                <span className="num t2 nowrap">{say.dayMonth(one.on)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="meta">{words.nothingWritten}</p>
    </div>
  )
}
