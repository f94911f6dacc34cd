import { useState } from 'react'
import { Button } from '../../kit/button.tsx'
import { Icon } from '../../kit/icons.tsx'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { endWords, sentenceOf } from './act-words.ts'
import type { Ended } from './today-data.ts'
import { careWords } from './words.data.ts'

/** What I ended today, folded; each can be taken back. */
export function EndedList({ ended, onReopen }: { ended: readonly Ended[]; onReopen: (one: Ended) => void }) {
  const words = useWords(careWords)
  const say = useSay()
  const [isOpen, open] = useState(false)
  if (ended.length === 0) return null
  return (
    <section className="ended">
      <button type="button" className="ended-head" aria-expanded={isOpen} onClick={() => open(!isOpen)}>
        <Icon name="check" className="c-ok" />
        <span>{words.doneToday}</span>
        <span className="num">{say.number(ended.length)}</span>
        <span className="meta cut grow phone-off">
          {isOpen
            ? ''
            : ended.map((one) => `${one.calledAs ?? ''} ${endWords(one, one.end, words).toLocaleLowerCase(say.language)}`).join(' · ')}
        </span>
        <Icon name="down" className={isOpen ? 'ended-turned' : undefined} />
      </button>
      {isOpen && (
        <ul className="ended-list">
          {ended.map((one) => {
            const sentence = sentenceOf(one, words, say, true)
            return (
              <li key={one.key} className="ended-line">
                <span className="grow">{sentence}</span>
                <span className="meta nowrap">{endWords(one, one.end, words)}</span>
                {one.version === 0 && (
                  <span className="meta row g2 nowrap">
                    <Icon name="clock" size="small" /> {words.waiting}
                  </span>
                )}
                <Button kind="quiet" size="small" icon="undo" isAtEdge aria-label={words.undoOf(sentence)} onClick={() => onReopen(one)}>
                  {words.undo}
                </Button>
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}
