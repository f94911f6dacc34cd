import { type ReactNode, type Ref, useRef, useState } from 'react'
import { Button, IconButton } from './button.tsx'
import { Menu, type MenuItem } from './menu.tsx'

type Props = {
  label: string
  items: readonly MenuItem[]
  className?: string
  /** What the button shows; three dots unless given. */
  children?: ReactNode
}

/** The acts of one line among many. The menu is made when it is first asked for, so that long lists stay quick. */
export function LateMenu({ label, items, className = '', children }: Props) {
  const [isWanted, want] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const opens = (more: { ref?: Ref<HTMLButtonElement>; onClick?: () => void; 'aria-haspopup'?: 'menu'; 'aria-expanded'?: false }) =>
    children ? (
      <Button kind="quiet" size="small" className={className} aria-label={label} {...more}>
        {children}
      </Button>
    ) : (
      <IconButton icon="more" size="small" className={className} label={label} {...more} />
    )
  if (!isWanted) return opens({ 'aria-haspopup': 'menu', 'aria-expanded': false, onClick: () => want(true) })
  return <Menu side="bottom-end" isOpenAtOnce onClose={() => opener.current?.focus()} button={opens({ ref: opener })} items={items} />
}
