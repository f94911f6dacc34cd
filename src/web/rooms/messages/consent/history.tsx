import { useState } from 'react'
import { Button } from '../../../kit/button.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { useChoiceWords } from './choice.tsx'
import { useHow } from './evidence.tsx'
import type { Consents, Event, Topic } from './naming.ts'
import { consentWords } from './words.data.ts'

const AT_ONCE = 10

/** Every act and every change of a choice, newest first. */
export function History({ consents, topics }: { consents: Consents; topics: readonly Topic[] }) {
  const words = useWords(consentWords)
  const say = useSay()
  const how = useHow()
  const choiceWords = useChoiceWords()
  const [shown, show] = useState(AT_ONCE)
  const about = ({ topicId, purpose, channel }: Event): string => {
    const names = topics.find(({ id }) => id === topicId)?.names
    return `${names?.[say.language] ?? words.purposes[purpose]} · ${words.channels[channel]}`
  }
  const more = ({ monthly, until }: Event): string =>
    [monthly !== null && words.atMost(say.number(monthly)), until && words.until(say.date(say.dayOf(until)))].filter(Boolean).join(', ')
  const lines = [
    ...consents.history.map((event) => ({
      id: event.id,
      at: event.at,
      title: words.acts[event.act],
      about: [about(event), more(event)].filter(Boolean).join(', '),
      how: how(event),
    })),
    ...consents.choices.map(({ id, at, givenBy, staffName, after }) => ({
      id,
      at,
      title: words.choice.changed,
      about: choiceWords(after).join('; ') || words.choice.any,
      how: how({ at, givenBy: givenBy as Event['givenBy'], staffName, method: givenBy === 'customer' ? 'page' : 'spoken' }),
    })),
  ].sort((a, b) => (a.at < b.at ? 1 : -1))
  if (lines.length === 0) return null
  return (
    <details className="consent-history">
      <summary className="strong">
        <Icon name="recent" /> {words.history(say.number(lines.length))}
      </summary>
      <ol className="consent-log">
        {lines.slice(0, shown).map((line) => (
          <li key={line.id}>
            <p>
              <span className="strong">{line.title}</span> <span className="t2">{line.about}</span>
            </p>
            <p className="meta num">{line.how}</p>
          </li>
        ))}
      </ol>
      {lines.length > shown && <Button onClick={() => show(shown + 40)}>{words.more}</Button>}
    </details>
  )
}
