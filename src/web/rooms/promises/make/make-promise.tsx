import { lazy, Suspense, useState } from 'react'
import { Button } from '../../../kit/button.tsx'
import { useKeys } from '../../../shell/keys.ts'
import { useMay } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { promiseWords } from '../words.data.ts'

const PromiseDialog = lazy(() => import('./promise-dialog.tsx').then(({ PromiseDialog: it }) => ({ default: it })))

/** The button and the key `H` that promise something to the customer who is open here. */
export function MakePromise({ customerId, className }: { customerId: string; className?: string }) {
  const words = useWords(promiseWords)
  const may = useMay()
  const [isOpen, open] = useState(false)
  const isMine = may('promises.write')
  useKeys(isMine ? [{ key: 'H', words: words.keys.make, act: () => open(true) }] : [])
  if (!isMine) return null
  return (
    <>
      <Button icon="promise" keyHint="H" {...(className ? { className } : {})} onClick={() => open(true)}>
        {words.make}
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <PromiseDialog customerId={customerId} onClose={() => open(false)} />
        </Suspense>
      )}
    </>
  )
}
