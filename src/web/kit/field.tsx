import { type InputHTMLAttributes, type ReactNode, type Ref, useId, useState } from 'react'
import { IconButton } from './button.tsx'
import { Icon } from './icons.tsx'
import './field.css'

type Around = {
  label: string
  /** The label is for screen readers alone. */
  isLabelUnseen?: boolean
  hint?: ReactNode
  /** What is wrong, in words. */
  error?: string | undefined
}

/** A label, what it labels, a hint, what is wrong. `children` gets the ids that tie them together. */
export function Field({
  label,
  isLabelUnseen,
  hint,
  error,
  children,
}: Around & { children: (ids: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactNode }) {
  const id = useId()
  const told = error || hint
  return (
    <div className="field">
      <label className={isLabelUnseen ? 'unseen' : 'field-label'} htmlFor={id}>
        {label}
      </label>
      {children({ id, ...(told ? { 'aria-describedby': `${id}-told` } : {}), ...(error ? { 'aria-invalid': true as const } : {}) })}
      {told && (
        <p className={`field-told ${error ? 'c-danger' : 't3'}`} id={`${id}-told`} role={error ? 'alert' : undefined}>
          {error && <Icon name="warning" size="small" />}
          {error ?? hint}
        </p>
      )}
    </div>
  )
}

type Input = Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> & {
  onText: (text: string) => void
  ref?: Ref<HTMLInputElement>
  isNum?: boolean
}

/** One line of text. */
export function TextField({ label, isLabelUnseen, hint, error, onText, isNum, className, ...rest }: Around & Input) {
  return (
    <Field label={label} hint={hint} error={error} isLabelUnseen={isLabelUnseen ?? false}>
      {(ids) => (
        <input
          {...ids}
          {...rest}
          className={`input ${isNum ? 'num' : ''} ${className ?? ''}`}
          onChange={(event) => onText(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

/** A password, which can be looked at and pasted. */
export function PasswordField({ showLabel, ...rest }: Around & Input & { showLabel: string }) {
  const [isShown, show] = useState(false)
  return (
    <div className="password">
      <TextField {...rest} type={isShown ? 'text' : 'password'} spellCheck={false} autoCapitalize="off" />
      <IconButton
        icon="eye"
        label={showLabel}
        size="small"
        className="password-eye"
        aria-pressed={isShown}
        onClick={() => show(!isShown)}
      />
    </div>
  )
}

/** On or off, with its words. */
export function Toggle({
  isOn,
  onChange,
  children,
  isOff,
}: {
  isOn: boolean
  onChange: (isOn: boolean) => void
  children: ReactNode
  isOff?: boolean
}) {
  return (
    <label className="toggle">
      <span className="toggle-words">{children}</span>
      <input
        type="checkbox"
        role="switch"
        aria-checked={isOn}
        className="toggle-switch"
        checked={isOn}
        disabled={isOff}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </label>
  )
}

/** A box to tick; without children `label` is its word. */
export function Tick({
  isOn,
  onChange,
  label,
  children,
  tabIndex,
  onClick,
}: {
  isOn: boolean | 'some'
  onChange: (isOn: boolean) => void
  label?: string
  children?: ReactNode
  tabIndex?: number
  onClick?: (event: React.MouseEvent) => void
}) {
  return (
    <label className="tick">
      <input
        type="checkbox"
        className="tick-box"
        checked={isOn === true}
        aria-label={label}
        tabIndex={tabIndex}
        ref={(box) => {
          if (box) box.indeterminate = isOn === 'some'
        }}
        onClick={onClick}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {children}
    </label>
  )
}

/** One of a few, side by side; the arrows walk. */
export function Segmented<T extends string>({
  label,
  value,
  choices,
  onChange,
}: {
  label: string
  value: T
  choices: readonly { value: T; words: string; icon?: Parameters<typeof Icon>[0]['name'] }[]
  onChange: (value: T) => void
}) {
  const name = useId()
  return (
    <fieldset className="segmented">
      <legend className="unseen">{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className="segment">
          <input type="radio" className="unseen" name={name} checked={choice.value === value} onChange={() => onChange(choice.value)} />
          <span>
            {choice.icon && <Icon name={choice.icon} />}
            {choice.words}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

/** One of a few, one below the other or wrapping, each with its words. */
export function Radios<T extends string>({
  label,
  value,
  choices,
  onChange,
}: {
  label: string
  value: T | undefined
  choices: readonly { value: T; words: string }[]
  onChange: (value: T) => void
}) {
  const name = useId()
  return (
    <fieldset className="radios">
      <legend className="field-label">{label}</legend>
      <div className="radios-list">
        {choices.map((choice) => (
          <label key={choice.value} className="radio">
            <input type="radio" name={name} checked={choice.value === value} onChange={() => onChange(choice.value)} />
            {choice.words}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
