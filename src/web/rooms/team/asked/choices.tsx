import { useRef } from 'react'
import { Button, IconButton } from '../../../kit/button.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { keyFrom } from './naming.ts'
import { askedWords } from './words.data.ts'

export type Choice = { key: string; vi: string; en: string }
/** A choice while it is written; `line` names it on the screen, and one without a key is new. */
export type Draft = { line: number; key: string | undefined; vi: string; en: string }

export const draftsOf = (choices: readonly Choice[]): Draft[] => choices.map((choice, line) => ({ line, ...choice }))

/** The choices to save: those with words, each with a key that it keeps. */
export function choicesToSave(drafts: readonly Draft[]): Choice[] {
  const written = drafts.filter(({ vi }) => vi.trim() !== '')
  const taken = written.flatMap(({ key }) => (key === undefined ? [] : [key]))
  return written.map(({ key, vi, en }) => {
    const own = key ?? keyFrom(vi, taken)
    if (key === undefined) taken.push(own)
    return { key: own, vi: vi.trim(), en: en.trim() || vi.trim() }
  })
}

/** Choices one below the other, in both languages; Enter in the last one begins another. */
export function ChoicesField({
  drafts,
  onChange,
  error,
}: {
  drafts: readonly Draft[]
  onChange: (drafts: Draft[]) => void
  error?: string | undefined
}) {
  const words = useWords(askedWords).groups
  const say = useSay()
  const list = useRef<HTMLUListElement>(null)
  const change = (line: number, part: Partial<Draft>) => onChange(drafts.map((one) => (one.line === line ? { ...one, ...part } : one)))
  const add = () => {
    onChange([...drafts, { line: 1 + Math.max(-1, ...drafts.map(({ line }) => line)), key: undefined, vi: '', en: '' }])
    requestAnimationFrame(() => list.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus())
  }
  return (
    <fieldset className="asked-choices">
      <legend className="field-label">{words.choices}</legend>
      <p className="meta">{words.choicesWhy}</p>
      <ul ref={list}>
        {drafts.map(({ line, vi, en }, at) => (
          <li key={line}>
            <input
              className="input"
              aria-label={words.choiceVi(say.number(at + 1))}
              placeholder={words.vietnamese}
              maxLength={80}
              value={vi}
              onChange={(event) => change(line, { vi: event.currentTarget.value })}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.nativeEvent.isComposing || at < drafts.length - 1 || vi.trim() === '') return
                event.preventDefault()
                add()
              }}
            />
            <input
              className="input"
              aria-label={words.choiceEn(say.number(at + 1))}
              placeholder={words.english}
              maxLength={80}
              value={en}
              onChange={(event) => change(line, { en: event.currentTarget.value })}
            />
            <IconButton
              icon="close"
              label={words.dropChoice(vi || say.number(at + 1))}
              onClick={() => onChange(drafts.filter((one) => one.line !== line))}
            />
          </li>
        ))}
      </ul>
      <Button kind="quiet" icon="plus" onClick={add}>
        {words.addChoice}
      </Button>
      {error && (
        <p className="field-told c-danger" role="alert">
          <Icon name="warning" size="small" />
          {error}
        </p>
      )}
    </fieldset>
  )
}
