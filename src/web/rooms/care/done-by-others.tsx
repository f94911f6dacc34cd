import { useState } from 'react'
import { doneByOthers } from '#rooms/care/done/contract.ts'
import { Icon } from '../../kit/icons.tsx'
import { useAsk } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useWord } from '../../shell/stream.ts'
import { useWords } from '../../shell/words.ts'
import { PraiseInPlace } from '../team/mine/praise-in-place.tsx'
import { praiseWords } from '../team/mine/praise-words.data.ts'
import { sentenceOf } from './act-words.ts'
import { careWords } from './words.data.ts'

/** What colleagues did today, folded: to say a line of praise in time. Nothing is counted by person. */
export function DoneByOthers() {
  const words = useWords(praiseWords)
  const ofCare = useWords(careWords)
  const say = useSay()
  const [isOpen, open] = useState(false)
  const asked = useAsk(doneByOthers, {}, { staleTime: 60_000 })
  useWord('care', () => void asked.refetch())
  const done = asked.data?.done ?? []
  if (done.length === 0) return null
  return (
    <section className="ended">
      <button type="button" className="ended-head" aria-expanded={isOpen} onClick={() => open(!isOpen)}>
        <Icon name="heart" />
        <span>{words.others}</span>
        <span className="meta cut grow phone-off">{isOpen ? words.othersWhy : ''}</span>
        <Icon name="down" className={isOpen ? 'ended-turned' : undefined} />
      </button>
      {isOpen && (
        <ul>
          {done.map(({ act, by }) => {
            const sentence = sentenceOf(act, ofCare, say, true)
            return (
              <li key={act.key} className="done-by-others">
                <span className="grow">
                  <span className="strong">{by.name}</span> · {sentence}
                </span>
                <PraiseInPlace to={by} customerId={act.customerId} about={{ kind: 'act', words: sentence }} />
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}
