import { type KeyboardEvent, type Ref, useId, useState } from 'react'
import { feelings } from '#rooms/touchpoints/contract.ts'
import { hasCard } from '#values/card-guard.ts'
import { Button } from '../../kit/button.tsx'
import { ChipButton } from '../../kit/chip.tsx'
import { Icon } from '../../kit/icons.tsx'
import { ProblemLine } from '../../kit/states.tsx'
import { type Problem, problemFrom } from '../../shell/problem.ts'
import { useMe } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { NoteKinds } from './quick-note-kinds.tsx'
import { noteUse } from './quick-note-uses.ts'
import { useTimelineActs } from './timeline-data.ts'
import { peopleWords } from './words.data.ts'
import './quick-note.css'

type Feeling = (typeof feelings)[number]

type Props = {
  customerId: string
  /** "chị Hoa". */
  who: string
  /** Its kinds and feelings show only while it is in use. */
  isFolding?: boolean
  /** It was saved or left. */
  onDone?: () => void
  field?: Ref<HTMLTextAreaElement>
  isAtOnce?: boolean
}

function useNote({ customerId, onDone }: Props) {
  const words = useWords(peopleWords).note
  const me = useMe()
  const acts = useTimelineActs(customerId)
  const [text, setText] = useState('')
  const [kind, setKind] = useState('note')
  const [feeling, setFeeling] = useState<Feeling>()
  const [isWide, setWide] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const isCard = hasCard(text)
  const save = async () => {
    const body = text.trim()
    if (isCard || (body === '' && kind === 'note')) return
    setText('')
    setProblem(undefined)
    try {
      const saving = acts.note({
        kind,
        ...(body ? { body } : {}),
        ...(feeling ? { feeling } : {}),
        ...(kind === 'call' ? { channel: 'phone' as const } : {}),
      })
      setKind('note')
      setWide(false)
      setFeeling(undefined)
      onDone?.()
      await saving
      noteUse(me.id, kind)
    } catch (error) {
      // What was written comes back into the box unless something new stands there already.
      setText((now) => now || text)
      setKind(kind)
      setFeeling(feeling)
      setProblem(problemFrom(error))
    }
  }
  return {
    words,
    text,
    setText,
    kind,
    setKind,
    isWide,
    setWide,
    feeling,
    setFeeling,
    problem,
    isCard,
    save,
    isEmpty: text.trim() === '' && kind === 'note',
  }
}

/** Writes down what a customer said or did: Enter saves, Shift+Enter begins a line. It never waits for the server. */
export function QuickNote(props: Props) {
  const { who, isFolding, onDone, field, isAtOnce } = props
  const all = useWords(peopleWords)
  const id = useId()
  const it = useNote(props)
  const { words } = it
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      void it.save()
    } else if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      event.currentTarget.blur()
      onDone?.()
    }
  }
  return (
    <div className={`quick-note ${isFolding ? 'quick-note-folding' : ''} ${it.text || it.problem ? 'is-used' : ''}`}>
      <textarea
        ref={field}
        id={id}
        className="quick-note-text"
        aria-label={words.label}
        aria-invalid={it.isCard || undefined}
        aria-describedby={it.isCard ? `${id}-card` : undefined}
        placeholder={words.placeholder(who)}
        rows={Math.min(6, it.text.split('\n').length)}
        value={it.text}
        data-autofocus={isAtOnce || undefined}
        // biome-ignore lint/a11y/noAutofocus: it was opened by a key or a button, to be written in.
        autoFocus={isAtOnce}
        onChange={(event) => it.setText(event.currentTarget.value)}
        onKeyDown={onKey}
      />
      {it.isCard && (
        <p className="meta c-danger quick-note-told" id={`${id}-card`} role="alert">
          <Icon name="card" size="small" /> {words.card}
        </p>
      )}
      <ProblemLine problem={it.problem} onRetry={() => void it.save()} />
      <div className="quick-note-more">
        <NoteKinds kind={it.kind} onKind={it.setKind} isOpen={it.isWide} onOpen={() => it.setWide(true)} />
        <fieldset className="quick-note-kinds">
          <legend className="unseen">{words.feeling}</legend>
          {feelings.map((feeling) => (
            <ChipButton
              key={feeling}
              isOn={it.feeling === feeling}
              onPress={() => it.setFeeling(it.feeling === feeling ? undefined : feeling)}
            >
              {all.timeline.feelings[feeling]}
            </ChipButton>
          ))}
        </fieldset>
        <span className="grow" />
        <Button kind="primary" size="small" disabled={it.isEmpty || it.isCard} onClick={() => void it.save()}>
          {words.save}
        </Button>
      </div>
    </div>
  )
}
