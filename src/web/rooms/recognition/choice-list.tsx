import { Key } from '../../kit/button.tsx'
import { Initial } from '../../kit/chip.tsx'
import { Icon } from '../../kit/icons.tsx'
import { type Found, factInWords } from '../../shell/facts.ts'
import { useSay } from '../../shell/say.ts'
import { shellWords } from '../../shell/words.data.ts'
import { useWords } from '../../shell/words.ts'
import { FEW } from './reading.ts'
import { Veiled } from './veil.tsx'
import { recognitionWords } from './words.data.ts'

type Props = { people: readonly Found[]; chosen: number; onChoose: (at: number) => void; onTake: (person: Found) => void; isStale: boolean }

/** The people that a question may mean, each with one fact that the others don't share. */
export function ChoiceList({ people, chosen, onChoose, onTake, isStale }: Props) {
  const words = useWords(recognitionWords)
  const facts = useWords(shellWords).facts
  const say = useSay()
  const hasKeys = people.length > 1 && people.length <= FEW
  return (
    <section aria-label={words.results} className={isStale ? 'choices is-stale' : 'choices'}>
      <h2 className="meta choices-title">{people.length > 1 ? words.which : words.found(people.length)}</h2>
      <ul>
        {people.map((person, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line stays where it is while the people in it change, so nothing jumps.
          <li key={at}>
            <button
              type="button"
              id={`choice-${at}`}
              className={`choice-line ${at === chosen ? 'is-chosen' : ''}`}
              onPointerMove={() => at !== chosen && onChoose(at)}
              onFocus={() => onChoose(at)}
              onClick={() => onTake(person)}
            >
              {hasKeys ? <Key name={String(at + 1)} /> : <Initial name={person.calledAs || person.name} size="small" />}
              <span className="choice-name">
                <b className="body strong cut">{person.name || person.calledAs}</b>
                {person.kind === 'organisation' ? (
                  <Icon name="organisation" size="small" className="t3" />
                ) : (
                  <span className="t2 nowrap">{person.calledAs}</span>
                )}
              </span>
              <span className="choice-fact t2">
                {person.match === 'corrected'
                  ? `${facts.corrected} · ${factInWords(person.fact, facts, say)}`
                  : factInWords(person.fact, facts, say)}
              </span>
              <span className="meta num nowrap choice-matched">
                <Veiled>{person.matched ?? person.phone}</Veiled>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
