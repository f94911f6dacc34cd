import { useState } from 'react'
import { Link } from 'wouter'
import { type Figure, listRecipients } from '#rooms/messages/sendings/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { ErrorState, Skeleton } from '../../../kit/states.tsx'
import { type Answer, call, useAsk } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { customerPath } from '../../../shell/sidebar.data.ts'
import { useWords } from '../../../shell/words.ts'
import { messageWords } from '../words.data.ts'
import { sendingWords } from './words.data.ts'

type Page = Answer<typeof listRecipients>

/** Here it matters what the server said. */
const bySaying: readonly Figure[] = ['accepted', 'delivered', 'bounced', 'refused', 'unknown']

/** The customers behind a figure of a report, each with what the other side last said. */
export function BehindDialog({ sendingId, figure, onClose }: { sendingId: string; figure: Figure; onClose: () => void }) {
  const words = useWords(sendingWords)
  const { rules } = useWords(messageWords)
  const say = useSay()
  const ask = { params: { sendingId }, query: { of: figure } }
  const first = useAsk(listRecipients, ask)
  const [further, setFurther] = useState<Page>()
  const rows = [...(first.data?.recipients ?? []), ...(further?.recipients ?? [])]
  const next = further ? further.next : (first.data?.next ?? null)
  const more = async () => {
    if (next === null) return
    const page = await call(listRecipients, { params: { sendingId }, query: { of: figure, after: next } })
    setFurther({ recipients: [...(further?.recipients ?? []), ...page.recipients], next: page.next })
  }
  const said = ({ rule, reply, at }: Page['recipients'][number]): string =>
    (rule && rules[rule]) || (bySaying.includes(figure) && reply) || `${say.clockOf(at)} ${say.relative(say.dayOf(at))}`
  return (
    <Dialog title={words.behind(words.sums[figure])} size="wide" onClose={onClose}>
      <div className="stack g3">
        {first.error ? (
          <ErrorState problem={first.error} onRetry={() => void first.refetch()} />
        ) : !first.data ? (
          <Skeleton height={12} />
        ) : (
          <ul className="held-list">
            {rows.map((row) => (
              <li key={row.id} className="held-one">
                <Link href={customerPath(row.customerId)} className="link cut">
                  {row.name}
                </Link>
                <span className="t2 held-said">{said(row)}</span>
              </li>
            ))}
          </ul>
        )}
        {next !== null && (
          <Button kind="quiet" onClick={() => void more()}>
            {words.more}
          </Button>
        )}
      </div>
    </Dialog>
  )
}
