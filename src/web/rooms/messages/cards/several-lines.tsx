import { Button, IconButton } from '../../../kit/button.tsx'
import { State } from '../../../kit/chip.tsx'
import { Field } from '../../../kit/field.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { refusalWords } from '../../../shell/refusals.data.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { Faces } from './faces.tsx'
import type { SheetCard } from './several.ts'
import { cardWords } from './words.data.ts'

function Standing({ card }: { card: SheetCard }) {
  const words = useWords(cardWords).several
  if (card.refusal !== null)
    return (
      <State tone="danger" icon="avoid">
        {words.held}
      </State>
    )
  if (card.words.trim() === '' || card.missing.length > 0)
    return (
      <State tone="warn" icon="warning">
        {card.words.trim() === '' ? words.blank : words.incomplete}
      </State>
    )
  return (
    <State tone="ok" icon={card.isEdited ? 'pencil' : 'check'}>
      {card.isEdited ? words.edited : words.ready}
    </State>
  )
}

/** One person's card among several: how it stands, and under it the words to change and what they will look like. */
export function SeveralLine({
  card,
  isOpen,
  onOpen,
  onWords,
  onLeave,
  onDrop,
}: {
  card: SheetCard
  isOpen: boolean
  onOpen: () => void
  onWords: (words: string) => void
  onLeave: () => void
  onDrop: () => void
}) {
  const all = useWords(cardWords)
  const words = all.several
  const refusals: Record<string, string> = useWords(refusalWords)
  const say = useSay()
  const { day } = card
  const what = day.label ?? all.kinds[day.kind as keyof typeof all.kinds] ?? all.kinds.other
  return (
    <li className="several-line">
      <div className="several-head">
        <button type="button" className="several-name" aria-expanded={isOpen} onClick={onOpen}>
          <Icon name={isOpen ? 'down' : 'right'} size="small" />
          <span className="grow">
            <span className="strong">{day.name || day.calledAs}</span>{' '}
            <span className="t2">
              {what}, <span className="num">{say.dayMonth(day.on)}</span>
            </span>
          </span>
          <Standing card={card} />
        </button>
        <IconButton icon="close" size="small" label={words.drop(day.calledAs)} onClick={onDrop} />
      </div>
      {card.refusal !== null && <p className="several-why c-danger">{refusals[card.refusal] ?? card.refusal}</p>}
      {card.refusal === null && card.missing.length > 0 && (
        <p className="several-why c-warn">{all.card.missing(card.missing.join(', '))}</p>
      )}
      {isOpen && (
        <div className="several-work">
          <Field label={all.card.text} hint={all.card.textHint}>
            {(ids) => (
              <textarea
                {...ids}
                className="input input-lines card-words"
                value={card.words}
                maxLength={1200}
                onChange={(event) => onWords(event.currentTarget.value)}
                onBlur={onLeave}
              />
            )}
          </Field>
          <Faces card={card} text={card.words} />
        </div>
      )}
    </li>
  )
}

/** What is chosen in a list of people, with the ways on; it stands at the foot of the list while anybody is. */
export function PickedBar({ count, onGo, onClear }: { count: number; onGo: () => void; onClear: () => void }) {
  const words = useWords(cardWords).several
  const say = useSay()
  if (count === 0) return null
  return (
    <div className="days-bar card lift" role="status">
      <span className="strong">{words.picked(say.number(count))}</span>
      {count > MOST && <span className="c-warn">{words.most(say.number(MOST))}</span>}
      <span className="grow" />
      <Button kind="quiet" onClick={onClear}>
        {words.clear}
      </Button>
      <Button kind="primary" icon="file" disabled={count > MOST} onClick={onGo}>
        {words.go}
      </Button>
    </div>
  )
}

const MOST = 100
