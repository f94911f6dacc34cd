import { useState } from 'react'
import { linkCustomerPage } from '#rooms/messages/page/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { CopyText, ProblemLine, Skeleton } from '../../../kit/states.tsx'
import { kitWords } from '../../../kit/words.data.ts'
import { useAct } from '../../../shell/api.ts'
import { useMay } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { Qr } from '../../team/mine/qr.tsx'
import { pageLinkWords } from './words.data.ts'

/** The customer's own page for staff: its QR and address to hand over, and a look at it that changes nothing. */
export function PageLink({ customerId, who }: { customerId: string; who: string }) {
  const words = useWords(pageLinkWords)
  const kit = useWords(kitWords)
  const may = useMay()
  const [isOpen, setOpen] = useState(false)
  const act = useAct(linkCustomerPage)
  if (!may('customers.write')) return null
  const open = () => {
    setOpen(true)
    act.go({ params: { customerId }, body: {} })
  }
  const link = act.answer
  return (
    <>
      <Button icon="globe" onClick={open}>
        {words.open}
      </Button>
      {isOpen && (
        <Dialog
          title={words.title(who)}
          onClose={() => setOpen(false)}
          ends={
            <>
              <Button onClick={() => setOpen(false)}>{words.close}</Button>
              {link && (
                <a className="button button-primary button-usual" href={link.preview} target="_blank" rel="noreferrer">
                  {words.look}
                </a>
              )}
            </>
          }
        >
          <p className="t2">{words.why}</p>
          {link ? <Qr text={link.address} label={words.picture} /> : <Skeleton lines={6} height={2} />}
          {link && <CopyText text={link.address} label={kit.copy} isLarge />}
          {link && !link.isPublic && <p className="meta">{words.here}</p>}
          <ProblemLine problem={act.problem} />
        </Dialog>
      )}
    </>
  )
}
