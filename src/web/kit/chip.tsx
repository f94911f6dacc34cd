import type { ReactNode } from 'react'
import { useWords } from '../shell/words.ts'
import { Icon, type IconName } from './icons.tsx'
import { kitWords } from './words.data.ts'
import './chip.css'

export type Tone = 'plain' | 'ok' | 'warn' | 'danger' | 'info' | 'brand' | 'accent'

/** A few words on a soft ground: a tag, a filter in force, a short state. `onRemove` adds the cross. */
export function Chip({
  tone = 'plain',
  icon,
  children,
  onRemove,
  removeLabel,
}: {
  tone?: Tone
  icon?: IconName
  children: ReactNode
  onRemove?: () => void
  removeLabel?: string
}) {
  const words = useWords(kitWords)
  return (
    <span className={`chip chip-${tone}`}>
      {icon && <Icon name={icon} size="small" />}
      {children}
      {onRemove && (
        <button type="button" className="chip-remove" onClick={onRemove} aria-label={removeLabel ?? words.close}>
          <Icon name="close" size="small" />
        </button>
      )}
    </span>
  )
}

/** A chip that is pressed or not: one of a few filters. */
export function ChipButton({
  isOn,
  icon,
  children,
  onPress,
}: {
  isOn: boolean
  icon?: IconName
  children: ReactNode
  onPress: () => void
}) {
  return (
    <button
      type="button"
      className={`chip chip-button ${isOn ? 'chip-brand chip-on' : 'chip-plain'}`}
      aria-pressed={isOn}
      onClick={onPress}
    >
      {icon && <Icon name={icon} size="small" />}
      {children}
    </button>
  )
}

/** A state: a drawing and its word; colour never speaks alone. */
export function State({ tone, icon, children, isStrong }: { tone: Tone; icon: IconName; children: ReactNode; isStrong?: boolean }) {
  return (
    <span className="state">
      <Icon name={icon} className={`c-${tone}`} />
      <span className={isStrong ? `strong c-${tone}` : undefined}>{children}</span>
    </span>
  )
}

/** "8 of the last 10" as dots; the figure itself stands beside it. More than ten are drawn in tenths. */
export function Pips({ times, of }: { times: number; of: number }) {
  const dots = Math.min(Math.max(of, 0), 10)
  const full = of > 10 ? Math.round((times / of) * 10) : times
  return (
    <span className="pips" aria-hidden="true">
      {Array.from({ length: dots }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: dots have no other name.
        <i key={at} className={at < full ? 'is-full' : undefined} />
      ))}
    </span>
  )
}

/** The first letter of what somebody is called, in a ring. */
export const Initial = ({ name, size = 'usual' }: { name: string; size?: 'usual' | 'small' }) => (
  <span className={`initial initial-${size}`} aria-hidden="true">
    {[...(name.trim().split(/\s+/).at(-1) ?? '')][0]?.toLocaleUpperCase('vi') ?? ''}
  </span>
)

/** One of a few, or none of them: pressed again, what stands there is let go. */
export function ChipChoice<T extends string>({
  title,
  choices,
  value,
  onChange,
}: {
  title: string
  choices: readonly { value: T; words: string }[]
  value: T | undefined
  onChange: (value: T | undefined) => void
}) {
  return (
    <fieldset className="chip-choice">
      <legend className="meta">{title}</legend>
      <div className="row g1 wrap">
        {choices.map((choice) => (
          <ChipButton
            key={choice.value}
            isOn={choice.value === value}
            onPress={() => onChange(choice.value === value ? undefined : choice.value)}
          >
            {choice.words}
          </ChipButton>
        ))}
      </div>
    </fieldset>
  )
}
