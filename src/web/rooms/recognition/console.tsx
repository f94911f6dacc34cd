import { keepPreviousData } from '@tanstack/react-query'
import { useRef } from 'react'
import { getCard, recognise } from '#rooms/recognition/contract.ts'
import { Key } from '../../kit/button.tsx'
import { Pips } from '../../kit/chip.tsx'
import { Icon } from '../../kit/icons.tsx'
import { EmptyState, ErrorState } from '../../kit/states.tsx'
import { text, useAddress } from '../../shell/address.ts'
import { useAsk } from '../../shell/api.ts'
import { factInWords } from '../../shell/facts.ts'
import { useKeys } from '../../shell/keys.ts'
import { useSay } from '../../shell/say.ts'
import { shellWords } from '../../shell/words.data.ts'
import { useWords } from '../../shell/words.ts'
import { recognitionWords } from './words.data.ts'
import './console.css'

const address = { q: text(), id: text() }

function Card({ id }: { id: string }) {
  const words = useWords(recognitionWords)
  const card = useAsk(getCard, { params: { customerId: id } })
  const it = card.data
  if (card.error && !it) return <ErrorState problem={card.error} onRetry={() => void card.refetch()} />
  if (!it) return null
  return (
    <section className="card lift console-card">
      <h1 className="greeting">{it.greeting}</h1>
      <p className="body t2">{it.name}</p>
      <dl className="facts body">
        {it.usual.length > 0 && (
          <>
            <dt>
              <Icon name="star" className="c-brand" /> {words.usual}
            </dt>
            <dd>
              {it.usual.map((habit) => (
                <p key={habit.kind + habit.label + habit.what} className="row g2">
                  {habit.what} <span className="grow" /> <Pips times={habit.times} of={habit.of} />
                  <span className="meta num">
                    {habit.times}/{habit.of}
                  </span>
                </p>
              ))}
            </dd>
          </>
        )}
        {it.avoids.length > 0 && (
          <>
            <dt>
              <Icon name="avoid" className="c-danger" /> {words.avoids}
            </dt>
            <dd className="strong">{it.avoids.map(({ what, reason }) => (reason ? `${what}: ${reason}` : what)).join(', ')}</dd>
          </>
        )}
      </dl>
    </section>
  )
}

/** Who is it? The front desk's one question. */
export default function Console() {
  const words = useWords(recognitionWords)
  const facts = useWords(shellWords).facts
  const say = useSay()
  const field = useRef<HTMLInputElement>(null)
  const [{ q, id }, change] = useAddress(address)
  const found = useAsk(recognise, { query: { q } }, { enabled: q !== '', placeholderData: keepPreviousData })
  const people = q === '' ? [] : (found.data?.people ?? [])
  const clear = () => {
    change({ q: '', id: '' })
    field.current?.focus()
  }
  useKeys([{ key: 'Escape', whileTyping: true, act: clear }])
  return (
    <div className="frame-page" data-scrolls>
      {!id && <h1 className="unseen">{words.ask}</h1>}
      <label className="console-box">
        <Icon name="search" size="large" />
        <input
          ref={field}
          className="grow"
          aria-label={words.ask}
          placeholder={words.ask}
          value={q}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => change({ q: event.currentTarget.value, id: '' }, { isQuiet: true })}
          onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && people[0] && change({ id: people[0].id })}
        />
        <span className="meta phone-off">{words.hint}</span>
        <Key name="Escape" />
      </label>
      {found.error && !found.data && <ErrorState problem={found.error} onRetry={() => void found.refetch()} isSlim />}
      {id ? (
        <Card id={id} />
      ) : (
        <ul aria-label={words.results} className="console-people">
          {people.map((person) => (
            <li key={person.id}>
              <button type="button" className="console-person" onClick={() => change({ id: person.id })}>
                <span className="body strong">{person.calledAs}</span> <span className="t2">{person.name}</span>
                <span className="grow" />
                <span className="meta">{factInWords(person.fact, facts, say)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {q !== '' && !id && found.data?.people.length === 0 && (
        <EmptyState icon="search" title={words.nobody} isNoResult>
          {words.nobodyWhy}
        </EmptyState>
      )}
    </div>
  )
}
