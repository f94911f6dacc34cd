import { useEffect, useState } from 'react'
import { unveil } from '#rooms/people/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { TextField } from '../../../kit/field.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { ProblemLine } from '../../../kit/states.tsx'
import { type Answer, useAct } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useMay } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { knownWords } from './words.data.ts'

const LASTS = 60_000

type What = 'contacts' | 'paying'
type Shown = Answer<typeof unveil>
export type Veil = {
  /** What was unveiled, for a minute; never kept beyond this screen. */
  shown: Shown | undefined
  /** Seconds until it is veiled again. */
  left: number
  show: (shown: Shown) => void
  hide: () => void
}

/** Keeps what was unveiled for a minute, in this screen's memory alone. */
export function useVeil(): Veil {
  const [kept, keep] = useState<{ shown: Shown; until: number }>()
  const [now, tick] = useState(0)
  useEffect(() => {
    if (!kept) return
    const timer = setInterval(() => (Date.now() >= kept.until ? keep(undefined) : tick(Date.now())), 1000)
    return () => clearInterval(timer)
  }, [kept])
  return {
    shown: kept?.shown,
    left: kept ? Math.max(0, Math.ceil((kept.until - Math.max(now, kept.until - LASTS)) / 1000)) : 0,
    show: (shown) => keep({ shown, until: Date.now() + LASTS }),
    hide: () => keep(undefined),
  }
}

/** Asks why, which is written down, and shows what is masked. */
function UnveilDialog({ customerId, what, veil, onClose }: { customerId: string; what: What; veil: Veil; onClose: () => void }) {
  const words = useWords(knownWords).masked
  const [reason, setReason] = useState('')
  const act = useAct(unveil, {
    onDone: (shown) => {
      veil.show(shown)
      onClose()
    },
  })
  return (
    <Dialog
      title={words.title(words[what])}
      size="small"
      onClose={onClose}
      onSubmit={() => reason.trim() && act.go({ params: { customerId }, body: { what, reason: reason.trim() } })}
      ends={
        <Button kind="primary" type="submit" icon="eye" disabled={!reason.trim()} isBusy={act.isRunning}>
          {words.show}
        </Button>
      }
    >
      <ProblemLine problem={act.problem} onRetry={act.again} />
      <p className="body t2">{words.why}</p>
      <TextField
        label={words.reason}
        placeholder={words.reasonHint}
        value={reason}
        maxLength={200}
        onText={setReason}
        autoComplete="off"
        data-autofocus
      />
    </Dialog>
  )
}

/** Beside what is masked: the way to see it, for who may; and the seconds it still shows. */
export function Unveil({ customerId, what, veil }: { customerId: string; what: What; veil: Veil }) {
  const words = useWords(knownWords).masked
  const say = useSay()
  const may = useMay()
  const [isAsking, ask] = useState(false)
  if (!may('unveil')) return null
  if (veil.shown)
    return (
      <p className="row g2">
        <span className="meta num">{words.shownFor(say.number(veil.left))}</span>
        <Button kind="quiet" size="small" onClick={veil.hide}>
          {words.hide}
        </Button>
      </p>
    )
  return (
    <>
      <Button kind="quiet" size="small" icon="eye" className="fact-add" onClick={() => ask(true)}>
        {words.show}
      </Button>
      {isAsking && <UnveilDialog customerId={customerId} what={what} veil={veil} onClose={() => ask(false)} />}
    </>
  )
}

/** A value of which a part is veiled: a lock says so, words tell why. */
export function Masked({ children }: { children: string }) {
  const words = useWords(knownWords).masked
  return (
    <span className="row g1 num" title={words.part}>
      <Icon name="lock" size="small" className="t3" />
      {children}
      <span className="unseen">{words.part}</span>
    </span>
  )
}
