import { useState } from 'react'

/** A small field for one more of a list: Enter and leaving take it, Esc does not. An empty one is given back empty. */
export function AddWord({
  label,
  hint,
  onDone,
  onLeave,
}: {
  label: string
  hint?: string
  onDone: (word: string) => void
  onLeave: () => void
}) {
  const [draft, setDraft] = useState('')
  return (
    <input
      className="input fact-tag"
      aria-label={label}
      placeholder={hint}
      value={draft}
      maxLength={120}
      // biome-ignore lint/a11y/noAutofocus: it was opened to be written in.
      autoFocus
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={() => onDone(draft.trim())}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Enter') {
          event.preventDefault()
          onDone(draft.trim())
        } else if (event.key === 'Escape') {
          event.stopPropagation()
          onLeave()
        }
      }}
    />
  )
}
