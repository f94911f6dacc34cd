import { Popover as Floating } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactElement, ReactNode } from 'react'
import { Dialog } from './dialog.tsx'
import './menu.css'

/** A few controls under the button that opens them; a sheet from below on a phone. Esc and a press beside it close. */
export function Popover({
  title,
  isOpen,
  onClose,
  button,
  children,
}: {
  title: string
  isOpen: boolean
  onClose: () => void
  button: ReactElement
  children: ReactNode
}) {
  const isPhone = useMediaQuery('(max-width: 47.5rem)')
  if (isPhone)
    return (
      <>
        {button}
        {isOpen && (
          <Dialog title={title} onClose={onClose}>
            {children}
          </Dialog>
        )}
      </>
    )
  return (
    <Floating
      opened={isOpen}
      onChange={(next) => !next && onClose()}
      position="bottom-start"
      offset={4}
      shadow="none"
      trapFocus
      returnFocus
      transitionProps={{ duration: 0 }}
      classNames={{ dropdown: 'menu popover' }}
    >
      <Floating.Target>{button}</Floating.Target>
      <Floating.Dropdown aria-label={title}>{children}</Floating.Dropdown>
    </Floating>
  )
}
