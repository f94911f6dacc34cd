import { useFocusReturn, useFocusTrap } from '@mantine/hooks'
import { type FormEvent, type ReactNode, useEffect, useId } from 'react'
import { createPortal } from 'react-dom'
import { useKeys } from '../shell/keys.ts'
import { useWords } from '../shell/words.ts'
import { IconButton } from './button.tsx'
import { kitWords } from './words.data.ts'
import './dialog.css'

type Props = {
  title: string
  onClose: () => void
  children: ReactNode
  /** Buttons, the main one last; with `onSubmit` the main one is `type="submit"`. */
  ends?: ReactNode
  onSubmit?: () => void
  size?: 'small' | 'usual' | 'wide'
  /** The title is drawn by the children. */
  isBare?: boolean
}

let open = 0

/** What lies below can't be reached while a dialog stands. */
function useQuietBelow() {
  useEffect(() => {
    const root = document.getElementById('root')
    open += 1
    root?.setAttribute('inert', '')
    return () => {
      open -= 1
      if (open === 0) root?.removeAttribute('inert')
    }
  }, [])
}

/** Mount it to open it. Esc and a press beside it close; the first field (or `data-autofocus`) has the focus. */
export function Dialog({ title, onClose, children, ends, onSubmit, size = 'usual', isBare }: Props) {
  const words = useWords(kitWords)
  const id = useId()
  const trap = useFocusTrap()
  useFocusReturn({ opened: true })
  useQuietBelow()
  useKeys([{ key: 'Escape', act: onClose, whileTyping: true }], { isAlone: true })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit?.()
  }
  return createPortal(
    <div className="dialog-veil" onPointerDown={(event) => event.target === event.currentTarget && onClose()}>
      <div
        ref={trap}
        className={`dialog dialog-${size}`}
        role="dialog"
        aria-modal="true"
        aria-label={isBare ? title : undefined}
        aria-labelledby={isBare ? undefined : id}
      >
        <form noValidate className="dialog-form" onSubmit={submit}>
          {!isBare && (
            <header className="dialog-head">
              <h2 className="section grow" id={id}>
                {title}
              </h2>
              <IconButton icon="close" label={words.close} keyHint="Escape" onClick={onClose} />
            </header>
          )}
          {isBare ? (
            children
          ) : (
            <div className="dialog-body" data-scrolls>
              {children}
            </div>
          )}
          {ends && <footer className="dialog-ends">{ends}</footer>}
        </form>
      </div>
    </div>,
    document.body,
  )
}
