import { Link } from 'wouter'
import { daysBetween } from '#values/civil-date.ts'
import { useSay } from '../../shell/say.ts'
import { customerPath } from '../../shell/sidebar.data.ts'
import { useWords } from '../../shell/words.ts'
import { whoSpeaks } from '../people/evidence.ts'
import { aroundOf, roleWords } from '../people/known/around-words.ts'
import { showOccasion } from '../people/known/occasion-reading.ts'
import { knownWords } from '../people/known/words.data.ts'
import { peopleWords } from '../people/words.data.ts'
import type { Card } from './usual.ts'
import { recognitionWords } from './words.data.ts'

const firstLarge = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)

/** Days to remember that are near: which, when, and in how many days. A memorial day is known and not greeted. */
export function NearDays({ occasions }: Pick<Card, 'occasions'>) {
  const words = useWords(knownWords).occasions
  const say = useSay()
  const left = (day: string): string => {
    const days = daysBetween(say.today, day)
    return days === 0 ? words.today : days === 1 ? words.tomorrow : words.inDays(say.number(days), days)
  }
  return (
    <ul className="card-told">
      {occasions.map((one) => (
        <li key={`${one.id} ${one.kind}`}>
          <span className="strong">{one.label ?? words.kinds[one.kind]}</span>{' '}
          <span className="num">{showOccasion(one, say.language)}</span>{' '}
          <span className="meta num nowrap">
            {[one.nextOn && left(one.nextOn), !one.isGreeted && words.notGreeted].filter(Boolean).join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Who belongs to them: family, who decides, who sent them; the nearest first. */
export function PeopleAround({ card }: { card: Pick<Card, 'around' | 'address'> }) {
  const title = useWords(recognitionWords).around
  const all = useWords(knownWords)
  const { unknownWho } = useWords(peopleWords).address
  const who = whoSpeaks(card.address.them, unknownWho)
  if (card.around.length === 0) return null
  return (
    <section className="aside-part">
      <h2 className="strong">{title}</h2>
      <ul className="card-told">
        {aroundOf(card.around).map(({ other, ties }) => (
          <li key={other.id}>
            <Link href={customerPath(other.id)} className="link">
              {firstLarge(other.kind === 'person' ? other.calledAs || other.name : other.name)}
            </Link>{' '}
            <span className="t2">{ties.map((tie) => roleWords(tie, who, all)).join(', ')}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
