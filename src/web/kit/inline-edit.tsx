import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { problemFrom, useProblemWords } from '../shell/problem.ts'
import { useWords } from '../shell/words.ts'
import { Icon } from './icons.tsx'
import { kitWords } from './words.data.ts'
import './inline-edit.css'

type Props = {
  /** What this field is, for the button and for screen readers. */
  label: string
  value: string
  /** How the value is shown while nobody edits; the value itself unless given. */
  children?: ReactNode
  /** Saves; throwing a `Problem` keeps the text and marks the field. */
  save: (value: string) => Promise<unknown>
  placeholder?: string
  isNum?: boolean
  inputMode?: 'text' | 'tel' | 'email' | 'numeric'
  isReadOnly?: boolean
}

/**
 * A value that becomes a field: Enter or double click edits, Enter saves, Esc cancels, leaving saves. What is saved shows at
 * once; if the server refuses, the text stays, marked, with *Thử lại*.
 */
export function InlineEdit({ label, value, children, save, placeholder, isNum, inputMode, isReadOnly }: Props) {
  const words = useWords(kitWords)
  const { say } = useProblemWords()
  const [draft, setDraft] = useState<string>()
  const [waiting, setWaiting] = useState<string>()
  const [problem, setProblem] = useState<string>()
  const field = useRef<HTMLInputElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const isEditing = draft !== undefined

  useEffect(() => {
    if (isEditing) field.current?.select()
  }, [isEditing])

  const leave = () => {
    setDraft(undefined)
    setProblem(undefined)
    requestAnimationFrame(() => button.current?.focus())
  }
  const keep = async (isByKey: boolean) => {
    if (draft === undefined || waiting !== undefined) return
    const text = draft.trim()
    if (text === value && !problem) {
      if (isByKey) leave()
      else setDraft(undefined)
      return
    }
    setWaiting(text)
    setProblem(undefined)
    setDraft(undefined)
    if (isByKey) requestAnimationFrame(() => button.current?.focus())
    try {
      await save(text)
    } catch (error) {
      setDraft(text)
      setProblem(say(problemFrom(error)))
    } finally {
      setWaiting(undefined)
    }
  }
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (event.key === 'Enter') {
      event.preventDefault()
      void keep(true)
    } else if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      leave()
    }
  }

  if (isReadOnly) return <div className="inline-value">{children ?? (value || <span className="t3">{words.empty}</span>)}</div>
  if (isEditing)
    return (
      <div className="inline-field">
        <input
          ref={field}
          className={`input ${isNum ? 'num' : ''}`}
          aria-label={label}
          aria-invalid={problem ? true : undefined}
          value={draft}
          placeholder={placeholder}
          inputMode={inputMode}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onKeyDown={onKey}
          onBlur={() => !problem && void keep(false)}
        />
        {problem && (
          <p className="inline-problem meta" role="alert">
            <span className="c-danger">
              <Icon name="warning" size="small" /> {problem}
            </span>{' '}
            <button type="button" className="link" onClick={() => void keep(true)}>
              {words.retry}
            </button>{' '}
            <button type="button" className="t2" onClick={leave}>
              {words.cancel}
            </button>
          </p>
        )}
      </div>
    )
  return (
    <button
      type="button"
      ref={button}
      className={`inline-value inline-button ${isNum ? 'num' : ''}`}
      aria-label={`${words.editOf(label)}: ${value || words.empty}`}
      onDoubleClick={() => setDraft(value)}
      onClick={(event) => (event.detail === 0 || matchMedia('(pointer: coarse)').matches) && setDraft(value)}
    >
      <span className="inline-text">
        {waiting !== undefined
          ? waiting || <span className="t3">{words.empty}</span>
          : (children ?? (value || <span className="t3">{placeholder ?? words.empty}</span>))}
      </span>
      <span className="inline-pencil" onClick={() => setDraft(value)} aria-hidden="true">
        <Icon name="pencil" size="small" />
      </span>
    </button>
  )
}
