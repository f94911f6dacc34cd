import type { PersonDay } from '#rooms/messages/cards/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { State } from '../../../kit/chip.tsx'
import { useSay } from '../../../shell/say.ts'
import { useMay } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { cardWords } from './words.data.ts'

/** Whether somebody has their card, or the way to write it. */
export function CardState({ person, onWrite }: { person: PersonDay; onWrite: () => void }) {
  const words = useWords(cardWords)
  const say = useSay()
  const may = useMay()
  if (person.card)
    return (
      <button type="button" className="link stack" onClick={onWrite}>
        <State tone="ok" icon="check">
          {words.gave[person.card.how]}
        </State>
        <span className="meta">{words.gaveBy(person.card.by ?? '', say.relative(say.dayOf(person.card.at)))}</span>
      </button>
    )
  if (!may('messages.write')) return null
  return (
    <Button size="small" icon="gift" aria-label={words.writeFor(person.calledAs)} onClick={onWrite}>
      {words.write}
    </Button>
  )
}
