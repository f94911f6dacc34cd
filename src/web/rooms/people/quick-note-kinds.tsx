import { useEffect, useRef, useState } from 'react'
import { ChipButton } from '../../kit/chip.tsx'
import { useMe } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { offeredAtOnce, usesOf } from './quick-note-uses.ts'
import { useOfferedKinds } from './touchpoint-kinds.ts'
import { peopleWords } from './words.data.ts'

type Props = { kind: string; onKind: (kind: string) => void; isOpen: boolean; onOpen: () => void }

/** What kind of line it is: those that one uses most, the others a press away. */
export function NoteKinds({ kind, onKind, isOpen, onOpen }: Props) {
  const words = useWords(peopleWords).note
  const me = useMe()
  const kinds = useOfferedKinds()
  // As they were when the box came up: chips that change places under the finger are pressed wrongly.
  const [uses] = useState(() => usesOf(me.id))
  const field = useRef<HTMLFieldSetElement>(null)
  // Likewise while all are shown: the one that is pressed stays where it is.
  const chosen = useRef(kind)
  if (!isOpen) chosen.current = kind
  const few = offeredAtOnce(kinds, uses, chosen.current)
  const shown = isOpen ? [...few, ...kinds.filter((one) => !few.includes(one))] : few
  const fewer = useRef(few.length)
  fewer.current = few.length
  useEffect(() => {
    // The button that brought the others is gone: the keyboard goes on at the first of them, and the box stays unfolded.
    if (isOpen) field.current?.querySelectorAll('button')[fewer.current]?.focus()
  }, [isOpen])
  return (
    <fieldset ref={field} className="quick-note-kinds">
      <legend className="unseen">{words.kind}</legend>
      {shown.map(({ key, name, icon }) => (
        <ChipButton key={key} isOn={kind === key} icon={icon} onPress={() => onKind(key)}>
          {name}
        </ChipButton>
      ))}
      {few.length < kinds.length && !isOpen && (
        <ChipButton isOn={false} icon="more" onPress={onOpen}>
          {words.moreKinds}
        </ChipButton>
      )}
    </fieldset>
  )
}
