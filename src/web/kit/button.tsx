import type { ButtonHTMLAttributes, MouseEventHandler, ReactNode, Ref } from 'react'
import { Link } from 'wouter'
import { showKey } from '../shell/keys.ts'
import { Icon, type IconName } from './icons.tsx'
import './button.css'

/** A key as a hint. It says nothing to screen readers: `aria-keyshortcuts` of the control does. */
export function Key({ name }: { name: string }) {
  return (
    <span className="key" aria-hidden="true">
      {showKey(name)}
    </span>
  )
}

/** `primary` is filled, at most one on a screen; `secondary` has a border; `quiet` is a second choice at the end of a row. */
export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger'
export type ButtonSize = 'small' | 'usual' | 'large'

type Looks = {
  kind?: ButtonKind
  size?: ButtonSize
  icon?: IconName
  /** The key that does the same, shown as a hint. */
  keyHint?: string | undefined
  /** Ends on the row's right edge (quiet buttons). */
  isAtEdge?: boolean
  children?: ReactNode
}

const classOf = ({ kind = 'secondary', size = 'usual', isAtEdge }: Looks, more = '') =>
  `button button-${kind} button-${size} ${isAtEdge ? 'button-edge' : ''} ${more}`

const Inside = ({ icon, keyHint, children, size }: Looks) => (
  <>
    {icon && <Icon name={icon} size={size === 'small' ? 'small' : 'usual'} />}
    {children}
    {keyHint && <Key name={keyHint} />}
  </>
)

export type ButtonProps = Looks &
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> & { isBusy?: boolean; ref?: Ref<HTMLButtonElement> }

export function Button({ kind, size, icon, keyHint, isAtEdge, isBusy, children, className, disabled, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={classOf({ kind: kind ?? 'secondary', size: size ?? 'usual', isAtEdge: isAtEdge ?? false }, className)}
      disabled={disabled || isBusy}
      aria-busy={isBusy || undefined}
      aria-keyshortcuts={keyHint?.replace('Mod', 'Control')}
      {...rest}
    >
      <Inside {...(icon ? { icon } : {})} keyHint={keyHint} size={size ?? 'usual'}>
        {children}
      </Inside>
    </button>
  )
}

/** A place to go that looks like a button; a real link, so that it opens in a tab of its own too. */
export function ButtonLink({
  to,
  onClick,
  children,
  className,
  ...looks
}: Looks & { to: string; onClick?: MouseEventHandler; className?: string }) {
  return (
    <Link href={to} className={classOf(looks, className)} {...(onClick ? { onClick } : {})}>
      <Inside {...looks}>{children}</Inside>
    </Link>
  )
}

/** A drawing alone; `label` is its word. */
export function IconButton({
  icon,
  label,
  size = 'usual',
  keyHint,
  ...rest
}: { icon: IconName; label: string; size?: ButtonSize; keyHint?: string } & Omit<ButtonProps, 'children' | 'size'>) {
  return (
    <Button
      kind="quiet"
      size={size}
      icon={icon}
      aria-label={label}
      title={keyHint ? `${label} (${showKey(keyHint)})` : label}
      aria-keyshortcuts={keyHint}
      {...rest}
      className={`button-icon ${rest.className ?? ''}`}
    />
  )
}
