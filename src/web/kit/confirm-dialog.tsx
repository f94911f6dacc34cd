import type { ReactNode } from 'react'
import type { Problem } from '../shell/problem.ts'
import { useWords } from '../shell/words.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import type { IconName } from './icons.tsx'
import { ProblemLine } from './states.tsx'
import { kitWords } from './words.data.ts'

/** Asks before what can't be undone: says what will happen, and the way out is at hand first. */
export function ConfirmDialog({
  title,
  act,
  icon,
  keep,
  isBusy,
  problem,
  onRetry,
  onAct,
  onClose,
  children,
}: {
  title: string
  /** What the button says that does it. */
  act: string
  icon?: IconName
  /** What the button says that leaves it; "Thôi" unless told. */
  keep?: string
  isBusy?: boolean
  problem?: Problem | undefined
  onRetry?: () => void
  onAct: () => void
  onClose: () => void
  children: ReactNode
}) {
  const words = useWords(kitWords)
  return (
    <Dialog
      title={title}
      size="small"
      onClose={onClose}
      onSubmit={onAct}
      ends={
        <>
          <Button onClick={onClose} data-autofocus>
            {keep ?? words.cancel}
          </Button>
          <Button kind="danger" type="submit" {...(icon ? { icon } : {})} {...(isBusy === undefined ? {} : { isBusy })}>
            {act}
          </Button>
        </>
      }
    >
      {children}
      <ProblemLine problem={problem} {...(onRetry ? { onRetry } : {})} />
    </Dialog>
  )
}
