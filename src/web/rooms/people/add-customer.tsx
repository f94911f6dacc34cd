import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { createCustomer, customerKinds, removeCustomer } from '#rooms/people/contract.ts'
import { recognise } from '#rooms/recognition/contract.ts'
import { greetingSpoken, type WordForThem, type WordForUs, wordsForThem, wordsForUs } from '#values/address-form.ts'
import { phoneSearchForms } from '#values/phone.ts'
import { fold } from '#values/text.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field, Segmented, TextField } from '../../kit/field.tsx'
import { Icon } from '../../kit/icons.tsx'
import { Choice } from '../../kit/menu.tsx'
import { useSettled } from '../../kit/settled.ts'
import { ProblemLine } from '../../kit/states.tsx'
import { offerUndo } from '../../kit/toasts.tsx'
import { call, useAct, useAsk } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { customerPath } from '../../shell/sidebar.data.ts'
import { useWords } from '../../shell/words.ts'
import { customerKey, forgetAround } from './customer-data.ts'
import { peopleWords } from './words.data.ts'
import './forms.css'

/** Says who already has this number or this very name, while it is being typed. */
export function Doubles({ phone, name }: { phone: string; name: string }) {
  const words = useWords(peopleWords).add
  const [number, called] = [useSettled(phone, 120), useSettled(name.trim(), 200)]
  const isNumber = phoneSearchForms(number).length > 0
  const byPhone = useAsk(recognise, { query: { q: number } }, { enabled: isNumber })
  const byName = useAsk(recognise, { query: { q: called } }, { enabled: called.split(/\s+/).length > 1 })
  const holders = isNumber ? (byPhone.data?.people ?? []).filter(({ match }) => match === 'phone') : []
  const namesakes = (byName.data?.people ?? []).filter((one) => fold(one.name) === fold(called) && !holders.some(({ id }) => id === one.id))
  const lines = [
    ...holders.map((one) => ({ one, told: words.isOf(one.calledAs || one.name) })),
    ...namesakes.map((one) => ({ one, told: words.sameName(one.name) })),
  ].slice(0, 3)
  return (
    <div role="status" className="doubles">
      {lines.map(({ one, told }) => (
        <p key={one.id} className="row g2 doubles-line">
          <Icon name="person" className="c-info" />
          <span className="grow">
            {told}
            {one.phone && <span className="meta num"> {one.phone}</span>}
          </span>
          <Link href={customerPath(one.id)} className="link">
            {words.open}
          </Link>
        </p>
      ))}
    </div>
  )
}

type Draft = { kind: (typeof customerKinds)[number]; name: string; phone: string; them: WordForThem; us: WordForUs }

function AddressFields({ draft, set }: { draft: Draft; set: (part: Partial<Draft>) => void }) {
  const words = useWords(peopleWords)
  return (
    <div className="pair">
      <Field label={words.add.address} hint={words.add.addressHint}>
        {(ids) => (
          <Choice
            {...ids}
            value={draft.them}
            onChange={(them) => set({ them })}
            choices={wordsForThem.map((value) => ({ value, words: value === 'none' ? words.address.none : value }))}
          />
        )}
      </Field>
      <Field label={words.add.us}>
        {(ids) => (
          <Choice {...ids} value={draft.us} onChange={(us) => set({ us })} choices={wordsForUs.map((value) => ({ value, words: value }))} />
        )}
      </Field>
    </div>
  )
}

/** Adds a customer: a name or a number is enough. */
export function AddCustomer({ onClose, name = '', phone = '' }: { onClose: () => void; name?: string; phone?: string }) {
  const words = useWords(peopleWords).add
  const say = useSay()
  const queries = useQueryClient()
  const [, navigate] = useLocation()
  const [draft, setDraft] = useState<Draft>({ kind: 'person', name, phone, them: 'anh/chị', us: 'em' })
  const [told, setTold] = useState<string>()
  const set = (part: Partial<Draft>) => {
    setDraft({ ...draft, ...part })
    setTold(undefined)
  }
  const act = useAct(createCustomer, {
    onDone: (customer) => {
      queries.setQueryData(customerKey(customer.id), customer)
      forgetAround(queries, customer.id)
      onClose()
      navigate(customerPath(customer.id))
      const who = customer.calledAs || customer.name
      offerUndo(words.done(who), async () => {
        await call(removeCustomer, { params: { customerId: customer.id } })
        forgetAround(queries, customer.id)
        navigate('/customers', { replace: true })
      })
    },
  })
  const submit = () => {
    const [called, number] = [draft.name.trim(), draft.phone.trim()]
    if (!called && !number) return setTold(words.needOne)
    act.go({
      body: {
        kind: draft.kind,
        ...(called ? { name: called } : {}),
        ...(number ? { contacts: [{ kind: 'phone', value: number }] } : {}),
        ...(draft.kind === 'person' && (draft.them !== 'anh/chị' || draft.us !== 'em')
          ? { address: { them: draft.them, us: draft.us, source: 'staff' } }
          : {}),
      },
    })
  }
  const hour = new Date().getHours()
  const greeting = greetingSpoken(
    { kind: draft.kind, name: draft.name, form: { them: draft.them, us: draft.us, source: 'staff' } },
    hour,
    say.language,
  )
  const badPhone = act.problem?.code === 'people.contact_invalid' ? words.badPhone : undefined
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      onSubmit={submit}
      ends={
        <Button kind="primary" type="submit" isBusy={act.isRunning}>
          {words.save}
        </Button>
      }
    >
      {!badPhone && <ProblemLine problem={act.problem} onRetry={act.again} />}
      <Segmented
        label={words.kind}
        value={draft.kind}
        onChange={(kind) => set({ kind })}
        choices={customerKinds.map((value) => ({ value, words: words[value], icon: value }))}
      />
      <TextField
        label={draft.kind === 'person' ? words.name : words.organisationName}
        value={draft.name}
        onText={(text) => set({ name: text })}
        error={told}
        autoComplete="off"
        data-autofocus
      />
      <TextField
        label={words.phone}
        value={draft.phone}
        onText={(text) => set({ phone: text })}
        isNum
        inputMode="tel"
        type="tel"
        autoComplete="off"
        error={badPhone}
      />
      <Doubles phone={draft.phone} name={draft.name} />
      {draft.kind === 'person' && <AddressFields draft={draft} set={set} />}
      {draft.name.trim() !== '' && <p className="meta">{words.greets(greeting)}</p>}
    </Dialog>
  )
}
