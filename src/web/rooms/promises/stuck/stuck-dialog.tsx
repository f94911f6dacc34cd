import { useState } from 'react'
import { listOrders } from '#rooms/orders/contract.ts'
import { teams } from '#rooms/promises/contract.ts'
import { reportStuck } from '#rooms/promises/stuck/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Field, TextField } from '../../../kit/field.tsx'
import { Choice } from '../../../kit/menu.tsx'
import { ProblemLine } from '../../../kit/states.tsx'
import { say as tell } from '../../../kit/toasts.tsx'
import { useAct, useAsk } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useMay, useMe } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { useShow } from '../board-data.ts'
import { promiseWords } from '../words.data.ts'
import { stuckWords } from './words.data.ts'
import '../promises.css'

/** A customer cannot get on: who is it about, what, and help is promised at once. */
export function StuckDialog({
  customerId,
  orderId: about = '',
  words: typed = '',
  onClose,
}: {
  customerId: string
  orderId?: string
  words?: string
  onClose: () => void
}) {
  const words = useWords(stuckWords)
  const of = useWords(promiseWords)
  const say = useSay()
  const may = useMay()
  const me = useMe()
  const show = useShow()
  const [what, setWhat] = useState(typed)
  const [orderId, setOrderId] = useState(about)
  const [who, setWho] = useState('')
  const [wasTried, setTried] = useState(false)
  const orders = useAsk(listOrders, { params: { customerId }, query: { limit: 10 } }, { enabled: may('orders.read') }).data?.orders ?? []
  const act = useAct(reportStuck, {
    onDone: (row) => {
      show(row, true)
      onClose()
      tell(words.done(row.holderName ?? (row.team ? of.teams[row.team] : words.somebody)), { tone: 'ok' })
    },
  })
  const save = () => {
    setTried(true)
    if (!what.trim() || act.isRunning) return
    const team = teams.find((one) => one === who)
    act.go({
      params: { customerId },
      body: {
        words: what.trim(),
        ...(orderId ? { orderId } : {}),
        ...(team ? { team } : who === 'me' ? { holderId: me.id } : {}),
      },
    })
  }
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      onSubmit={save}
      ends={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" type="submit" icon="promise" isBusy={act.isRunning}>
            {words.save}
          </Button>
        </>
      }
    >
      <p className="t2">{words.why}</p>
      <TextField
        label={words.what}
        placeholder={words.whatHint}
        value={what}
        maxLength={280}
        autoComplete="off"
        onText={setWhat}
        error={wasTried && !what.trim() ? words.missing : undefined}
        data-autofocus
      />
      {orders.length > 0 && (
        <Field label={words.about}>
          {(ids) => (
            <Choice
              {...ids}
              value={orderId}
              choices={[
                { value: '', words: words.noOrder },
                ...orders.map((order) => ({
                  value: order.id,
                  words: [order.code, order.lines[0]?.product, say.nearDate(say.dayOf(order.placedAt))].filter(Boolean).join(' · '),
                })),
              ]}
              onChange={setOrderId}
            />
          )}
        </Field>
      )}
      <Field label={words.who}>
        {(ids) => (
          <Choice
            {...ids}
            value={who}
            choices={[
              { value: '', words: words.byItself },
              { value: 'me', words: words.me },
              ...teams.map((team) => ({ value: team as string, words: of.teams[team] })),
            ]}
            onChange={setWho}
          />
        )}
      </Field>
      <ProblemLine problem={act.problem} onRetry={act.again} />
    </Dialog>
  )
}
