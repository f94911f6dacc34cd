import type { ReactNode } from 'react'
import { useKeys } from '../shell/keys.ts'
import { useWords } from '../shell/words.ts'
import { ButtonLink, IconButton, Key } from './button.tsx'
import { Icon } from './icons.tsx'
import { kitWords } from './words.data.ts'
import './peek.css'

type Props = {
  /** Whom or what it shows, for screen readers. */
  label: string
  /** "5 trên 13". */
  place?: string | undefined
  /** Where Enter and *Mở* lead. */
  to: string
  onClose: () => void
  /** Walks on in the list: `1` or `-1`. */
  onStep?: ((by: 1 | -1) => void) | undefined
  children: ReactNode
  /** The bar at the foot. */
  ends?: ReactNode
}

/** A look at one row beside the list, which stays usable; the whole screen on a phone. Stands inside `PeekRoom`. */
export function Peek({ label, place, to, onClose, onStep, children, ends }: Props) {
  const words = useWords(kitWords)
  useKeys([{ key: 'Escape', act: onClose, words: words.close }])
  return (
    <aside className="peek" aria-label={label}>
      <header className="peek-head">
        <IconButton icon="left" label={words.close} className="phone-only" onClick={onClose} />
        <span className="meta num grow">{place}</span>
        {onStep && (
          <>
            <button type="button" className="button button-quiet peek-step" aria-label={words.previous} onClick={() => onStep(-1)}>
              <Icon name="left" />
              <Key name="K" />
            </button>
            <button type="button" className="button button-quiet peek-step" aria-label={words.next} onClick={() => onStep(1)}>
              <Key name="J" />
              <Icon name="right" />
            </button>
          </>
        )}
        <ButtonLink to={to} kind="quiet" keyHint="Enter">
          {words.open}
        </ButtonLink>
        <IconButton icon="close" label={words.close} keyHint="Escape" className="phone-off" onClick={onClose} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard, whatever it holds. */}
      <section className="peek-body" data-scrolls aria-label={label} tabIndex={0}>
        {children}
      </section>
      {ends && <footer className="peek-ends">{ends}</footer>}
    </aside>
  )
}

/** The list on the left, the peek over its right side. */
export const PeekRoom = ({ peek, children }: { peek: ReactNode; children: ReactNode }) => (
  <div className={`peek-room ${peek ? 'has-peek' : ''}`}>
    <div className="peek-list">{children}</div>
    {peek}
  </div>
)
