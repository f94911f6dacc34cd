import { useState } from 'react'
import { orderStates, recordOrder, updateOrder } from '#rooms/orders/contract.ts'
import { touchpointChannels } from '#rooms/touchpoints/contract.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field, Segmented, TextField } from '../../kit/field.tsx'
import { Choice } from '../../kit/menu.tsx'
import { ProblemLine } from '../../kit/states.tsx'
import { offerUndo } from '../../kit/toasts.tsx'
import { call, useAct } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useHouse, useMay } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { amountOf, noAmount } from './amount.ts'
import { MoneyField } from './money-field.tsx'
import { bodyOf, emptyLine, type Form, type FormFault, type FormKind, type FormLine, faultOf, sumOf } from './order-form.ts'
import { useAfterOrder } from './orders-data.ts'
import { isPayingWhole, PayingFields } from './paying-dialog.tsx'
import { peopleWords } from './words.data.ts'
import './orders.css'
import './forms.css'

type Part = { form: Form; set: (part: Partial<Form>) => void; currency: string }
const kinds = ['sale', 'stay', 'service'] as const

function useForm(today: string, showDay: (day: string) => string, trade: string): [Form, (part: Partial<Form>) => void] {
  const [form, setForm] = useState<Form>(() => {
    const kind: FormKind = trade === 'hotel' ? 'stay' : trade === 'spa' ? 'service' : 'sale'
    return {
      kind,
      day: showDay(today),
      from: showDay(today),
      to: '',
      room: '',
      view: '',
      lines: [emptyLine()],
      total: undefined,
      discount: noAmount,
      state: kind === 'stay' ? 'booked' : 'done',
      channel: '',
      paying: { by: undefined, brand: '', lastFour: '' },
      code: '',
    }
  })
  return [form, (part) => setForm((now) => ({ ...now, ...part }))]
}

function LineFields({ form, set, currency }: Part) {
  const words = useWords(peopleWords).orders.form
  const alter = (id: number, part: Partial<FormLine>) =>
    set({ lines: form.lines.map((line) => (line.id === id ? { ...line, ...part } : line)), total: undefined })
  return (
    <div className="order-lines">
      {form.lines.map((line, at) => (
        <div key={line.id} className="order-form-line">
          <TextField
            label={form.kind === 'service' ? words.service : words.product}
            isLabelUnseen={at > 0}
            value={line.product}
            placeholder={form.kind === 'stay' && at === 0 && form.room.trim() ? words.roomOf(form.room.trim()) : undefined}
            maxLength={200}
            autoComplete="off"
            onText={(product) => alter(line.id, { product })}
            {...(at === 0 && form.kind !== 'stay' ? { 'data-autofocus': true } : {})}
          />
          <TextField
            label={words.quantity}
            isLabelUnseen={at > 0}
            value={line.quantity}
            isNum
            inputMode="decimal"
            className="right"
            autoComplete="off"
            onText={(quantity) => alter(line.id, { quantity })}
          />
          <MoneyField
            label={words.amount}
            isLabelUnseen={at > 0}
            amount={line.amount}
            onAmount={(amount) => alter(line.id, { amount })}
            currency={currency}
            error={words.badAmount}
          />
          {form.lines.length > 1 && (
            <IconButton
              icon="close"
              size="small"
              label={words.removeLine}
              onClick={() => set({ lines: form.lines.filter(({ id }) => id !== line.id), total: undefined })}
            />
          )}
        </div>
      ))}
      <Button kind="quiet" size="small" icon="plus" className="order-add-line" onClick={() => set({ lines: [...form.lines, emptyLine()] })}>
        {words.addLine}
      </Button>
    </div>
  )
}

function StayFields({ form, set, fault }: Part & { fault: FormFault | undefined }) {
  const words = useWords(peopleWords).orders.form
  const bad = fault === 'badDay' ? words.badDay : undefined
  return (
    <div className="order-stay">
      <TextField label={words.from} value={form.from} isNum onText={(from) => set({ from })} error={bad} autoComplete="off" />
      <TextField label={words.to} value={form.to} isNum onText={(to) => set({ to })} autoComplete="off" />
      <TextField label={words.room} value={form.room} maxLength={120} onText={(room) => set({ room })} autoComplete="off" data-autofocus />
      <TextField label={words.view} value={form.view} maxLength={120} onText={(view) => set({ view })} autoComplete="off" />
    </div>
  )
}

function MoreFields({ form, set, currency }: Part) {
  const words = useWords(peopleWords)
  const may = useMay()
  const channels = [
    { value: '', words: words.orders.form.unpaid },
    ...touchpointChannels.map((value) => ({ value, words: words.timeline.channels[value] })),
  ]
  return (
    <details className="order-more">
      <summary className="t2">
        {may('see.values') ? words.orders.form.more : `${words.orders.form.code}, ${words.orders.form.channel.toLocaleLowerCase('vi')}`}
      </summary>
      <div className="pair">
        <TextField label={words.orders.form.code} value={form.code} maxLength={80} autoComplete="off" onText={(code) => set({ code })} />
        <Field label={words.orders.form.channel}>
          {(ids) => <Choice {...ids} value={form.channel} onChange={(channel) => set({ channel })} choices={channels} />}
        </Field>
        {may('see.values') && (
          <MoneyField
            label={words.orders.form.discountLabel}
            amount={form.discount}
            onAmount={(discount) => set({ discount })}
            currency={currency}
            error={words.orders.form.badAmount}
          />
        )}
      </div>
    </details>
  )
}

/** Writes down what was bought, booked or done. Money is never painted before the server has it. */
export function OrderDialog({ customerId, onClose }: { customerId: string; onClose: () => void }) {
  const all = useWords(peopleWords)
  const words = all.orders.form
  const say = useSay()
  const { zone, currency, trade } = useHouse()
  const after = useAfterOrder(customerId)
  const [form, set] = useForm(say.today, say.date, trade)
  const [fault, tell] = useState<FormFault | 'card'>()
  const act = useAct(recordOrder, {
    onDone: (order) => {
      after()
      onClose()
      offerUndo(words.done(order.total ? say.money(order.total) : ''), async () => {
        await call(updateOrder, { params: { customerId, orderId: order.id }, body: { state: 'cancelled', version: order.version } })
        after()
      })
    },
  })
  const change = (part: Partial<Form>) => {
    tell(undefined)
    set(part)
  }
  const submit = () => {
    const found = faultOf(form, say.today) ?? (isPayingWhole(form.paying) ? undefined : 'card')
    tell(found)
    if (!found) act.go({ params: { customerId }, body: bodyOf(form, { today: say.today, zone, currency, roomOf: words.roomOf }) })
  }
  const part = { form, set: change, currency }
  const states = orderStates.filter((state) => (form.kind === 'stay' ? state !== 'delivered' && state !== 'done' : true))
  const dayError =
    form.kind !== 'stay' || fault === 'future'
      ? fault === 'badDay'
        ? words.badDay
        : fault === 'future'
          ? words.future
          : undefined
      : undefined
  return (
    <Dialog
      title={words.title}
      size="wide"
      onClose={onClose}
      onSubmit={submit}
      ends={
        <>
          <span className="grow order-form-total">
            <MoneyField
              label={words.total}
              amount={form.total ?? amountOf(sumOf(form.lines), currency, say.language)}
              onAmount={(total) => change({ total })}
              currency={currency}
              error={words.badAmount}
            />
          </span>
          <Button kind="primary" size="large" type="submit" isBusy={act.isRunning}>
            {words.save}
          </Button>
        </>
      }
    >
      <ProblemLine problem={act.problem} onRetry={act.again} />
      <Segmented
        label={words.kind}
        value={form.kind}
        onChange={(kind) => change({ kind, state: kind === 'stay' ? 'booked' : 'done' })}
        choices={kinds.map((value) => ({ value, words: all.orders.kinds[value] }))}
      />
      {form.kind === 'stay' && <StayFields {...part} fault={fault === 'card' ? undefined : fault} />}
      <LineFields {...part} />
      <div className="order-three">
        <TextField
          label={form.kind === 'stay' ? words.bookedDay : words.day}
          value={form.day}
          isNum
          onText={(day) => change({ day })}
          error={dayError}
          autoComplete="off"
        />
        <Field label={words.state}>
          {(ids) => (
            <Choice
              {...ids}
              value={form.state}
              onChange={(state) => change({ state })}
              choices={states.map((value) => ({ value, words: (form.kind === 'stay' ? all.orders.stayStates : all.orders.states)[value] }))}
            />
          )}
        </Field>
      </div>
      <PayingFields
        paying={form.paying}
        set={(paying) => change({ paying })}
        label={words.paidBy}
        error={fault === 'card' ? all.paying.four : undefined}
      />
      <MoreFields {...part} />
    </Dialog>
  )
}
