import { ButtonLink, Key } from '../../kit/button.tsx'
import { Icon } from '../../kit/icons.tsx'
import { type Found, factInWords } from '../../shell/facts.ts'
import { useKeys } from '../../shell/keys.ts'
import { useSay } from '../../shell/say.ts'
import { useMay } from '../../shell/session.tsx'
import { shellWords } from '../../shell/words.data.ts'
import { useWords } from '../../shell/words.ts'
import { NewNumber } from '../recognition/nobody.tsx'
import { FEW } from '../recognition/reading.ts'
import type { Call } from './calls-here.ts'
import { callWords } from './words.data.ts'

type Props = {
  call: Call
  /** Somebody said that none of those found is calling. */
  isAnother: boolean
  onTake: (id: string) => void
  onLeave: () => void
}

function Person({ person, nth, onTake }: { person: Found; nth: number; onTake: () => void }) {
  const facts = useWords(shellWords).facts
  const say = useSay()
  return (
    <button type="button" className="call-choice" onClick={onTake} aria-keyshortcuts={String(nth)}>
      <Key name={String(nth)} />
      <span className="call-choice-words">
        <span className="row g2">
          <b className="body strong cut">{person.name || person.calledAs}</b>
          {person.kind === 'organisation' ? (
            <Icon name="organisation" size="small" className="t3" />
          ) : (
            <span className="t2 nowrap">{person.calledAs}</span>
          )}
        </span>
        <span className="t2">{factInWords(person.fact, facts, say)}</span>
      </span>
    </button>
  )
}

/** Those whose number it is, told apart by a fact each, or the one field that makes a stranger known. Digits choose, but never in a field. */
export function CallerChoice({ call, isAnother, onTake, onLeave }: Props) {
  const words = useWords(callWords)
  const say = useSay()
  const may = useMay()
  const few = call.people.slice(0, FEW)
  useKeys(few.map(({ id }, at) => ({ key: String(at + 1), words: words.keys.pick, act: () => onTake(id) })))
  return (
    <section className="peek-body" data-scrolls aria-label={words.caller}>
      {few.length > 0 && (
        <>
          <h2 className="meta">{words.who}</h2>
          <ul className="call-choices">
            {few.map((person, at) => (
              <li key={person.id}>
                <Person person={person} nth={at + 1} onTake={() => onTake(person.id)} />
              </li>
            ))}
          </ul>
        </>
      )}
      {call.people.length > FEW && call.shown && (
        <ButtonLink kind="quiet" to={`/recognise?${new URLSearchParams({ q: call.shown })}`} onClick={onLeave}>
          {words.more(say.number(call.people.length - FEW))}
        </ButtonLink>
      )}
      {call.number && may('customers.write') && (few.length === 0 || isAnother) && (
        <NewNumber number={call.number} onMade={onTake} isAnother={few.length > 0} />
      )}
    </section>
  )
}
