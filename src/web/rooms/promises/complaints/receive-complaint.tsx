import { lazy, Suspense, useState } from 'react'
import { Button } from '../../../kit/button.tsx'
import { useKeys } from '../../../shell/keys.ts'
import { useMay } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import type { From } from './receive-dialog.tsx'
import { complaintWords } from './words.data.ts'

const ReceiveDialog = lazy(() => import('./receive-dialog.tsx').then(({ ReceiveDialog: it }) => ({ default: it })))

type Props = { customerId: string | undefined; from?: From; onClose: () => void; onReceived?: (complaintId: string) => void }

/** The form in which a complaint is received, fetched when it is first opened. */
export const LateReceive = (props: Props) => (
  <Suspense fallback={null}>
    <ReceiveDialog {...props} />
  </Suspense>
)

/** The button and the key `U` that note a complaint of the customer who is open here. */
export function ReceiveComplaint({ customerId }: { customerId: string }) {
  const words = useWords(complaintWords)
  const may = useMay()
  const [isOpen, open] = useState(false)
  const isMine = may('promises.write')
  useKeys(isMine ? [{ key: 'U', words: words.keys.receive, act: () => open(true) }] : [])
  if (!isMine) return null
  return (
    <>
      <Button icon="warning" keyHint="U" onClick={() => open(true)}>
        <span className="phone-off">{words.receive}</span>
        <span className="phone-only">{words.receiveShort}</span>
      </Button>
      {isOpen && <LateReceive customerId={customerId} onClose={() => open(false)} />}
    </>
  )
}
