import { useState } from 'react'
import { recordOrder } from '#rooms/orders/contract.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { ProblemLine } from '../../kit/states.tsx'
import { say as tell } from '../../kit/toasts.tsx'
import { useAct } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { type Amount, amountOf } from './amount.ts'
import { MoneyField } from './money-field.tsx'
import { type Order, useAfterOrder } from './orders-data.ts'
import { peopleWords } from './words.data.ts'

/** Gives money back for an order: what will be written is shown in numbers first, since it can't be unwritten. */
export function RefundDialog({ order, customerId, onClose }: { order: Order; customerId: string; onClose: () => void }) {
  const words = useWords(peopleWords).orders
  const say = useSay()
  const after = useAfterOrder(customerId)
  const whole = order.total ?? { minor: 0, currency: 'VND' }
  const [amount, setAmount] = useState<Amount>(() => amountOf(whole.minor, whole.currency, say.language))
  const act = useAct(recordOrder, {
    onDone: () => {
      after()
      onClose()
      tell(words.refunded(say.money({ minor: amount.minor ?? 0, currency: whole.currency })), { tone: 'ok' })
    },
  })
  const submit = () =>
    amount.minor &&
    act.go({ params: { customerId }, body: { kind: 'refund', refundOf: order.id, total: amount.minor, currency: whole.currency } })
  return (
    <Dialog
      title={`${words.refundOfTitle} ${order.code ?? ''}`.trim()}
      size="small"
      onClose={onClose}
      onSubmit={submit}
      ends={
        <Button kind="primary" type="submit" isBusy={act.isRunning} disabled={!amount.minor}>
          {words.refund} {amount.minor ? say.money({ minor: amount.minor, currency: whole.currency }) : ''}
        </Button>
      }
    >
      <ProblemLine problem={act.problem} onRetry={act.again} />
      <p className="t2">
        {order.lines.map(({ product }) => product).join(', ')} · <span className="num">{say.money(whole)}</span>
      </p>
      <MoneyField label={words.refundAmount} amount={amount} onAmount={setAmount} currency={whole.currency} error={words.form.badAmount} />
    </Dialog>
  )
}
