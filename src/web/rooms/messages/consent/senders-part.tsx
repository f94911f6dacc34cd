import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addSender, changeSender, listSenders } from '#rooms/messages/consent/contract.ts'
import { addDays } from '#values/civil-date.ts'
import { Button, IconButton } from '../../../kit/button.tsx'
import { Chip } from '../../../kit/chip.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Field, TextField } from '../../../kit/field.tsx'
import { Choice } from '../../../kit/menu.tsx'
import { ErrorState, ProblemLine, Skeleton } from '../../../kit/states.tsx'
import { kitWords } from '../../../kit/words.data.ts'
import { type Answer, keyOf, useAct, useAsk } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { consentSettingsWords } from './settings-words.data.ts'

type Sender = Answer<typeof listSenders>['senders'][number]
const channels = ['sms', 'call', 'zalo'] as const
const SOON_DAYS = 60

function SenderDialog({ sender, onClose }: { sender: Sender | undefined; onClose: () => void }) {
  const words = useWords(consentSettingsWords).senders
  const kit = useWords(kitWords)
  const queries = useQueryClient()
  const [name, setName] = useState(sender?.name ?? '')
  const [channel, setChannel] = useState<(typeof channels)[number]>('sms')
  const [until, setUntil] = useState(sender?.validUntil ?? '')
  const [isTried, setTried] = useState(false)
  const onDone = () => {
    void queries.invalidateQueries({ queryKey: keyOf(listSenders) })
    onClose()
  }
  const adding = useAct(addSender, { onDone })
  const changing = useAct(changeSender, { onDone })
  const act = sender ? changing : adding
  const submit = () => {
    setTried(true)
    if (!name.trim()) return
    const body = { name: name.trim(), validUntil: until || null }
    if (sender) changing.go({ params: { senderId: sender.id }, body: { ...body, version: sender.version } })
    else adding.go({ body: { ...body, channel } })
  }
  return (
    <Dialog
      title={sender ? words.edit(sender.name) : words.add}
      onClose={onClose}
      onSubmit={submit}
      size="small"
      ends={
        <>
          <Button onClick={onClose}>{kit.cancel}</Button>
          <Button kind="primary" type="submit" isBusy={act.isRunning}>
            {words.save}
          </Button>
        </>
      }
    >
      <TextField
        label={words.name}
        maxLength={40}
        autoComplete="off"
        value={name}
        onText={setName}
        error={isTried && !name.trim() ? words.needed : undefined}
      />
      {!sender && (
        <Field label={words.channel}>
          {(ids) => (
            <Choice
              {...ids}
              value={channel}
              onChange={setChannel}
              choices={channels.map((value) => ({ value, words: words.channels[value] }))}
            />
          )}
        </Field>
      )}
      <TextField label={words.until} type="date" value={until} onText={setUntil} />
      <ProblemLine problem={act.problem} onRetry={act.again} />
    </Dialog>
  )
}

function SenderLine({ sender, onEdit }: { sender: Sender; onEdit: () => void }) {
  const words = useWords(consentSettingsWords).senders
  const say = useSay()
  const queries = useQueryClient()
  const act = useAct(changeSender, { onDone: () => void queries.invalidateQueries({ queryKey: keyOf(listSenders) }) })
  const { validUntil, isCurrent } = sender
  const toggle = () => act.go({ params: { senderId: sender.id }, body: { isCurrent: !isCurrent, version: sender.version } })
  const isOver = validUntil !== null && validUntil < say.today
  const isSoon = validUntil !== null && !isOver && validUntil < addDays(say.today, SOON_DAYS)
  const when = validUntil === null ? words.noEnd : (isOver ? words.expired : isSoon ? words.soon : words.validUntil)(say.date(validUntil))
  return (
    <li className={`asked-line ${isCurrent ? '' : 't3'}`}>
      <div className="asked-words">
        <p className="row g2 wrap">
          <span className="strong">{sender.name}</span> <Chip>{words.channels[sender.channel]}</Chip>
        </p>
        <p className={isOver ? 'c-danger' : isSoon ? 'c-warn' : 'meta'}>{when}</p>
        <ProblemLine problem={act.problem} onRetry={act.again} />
      </div>
      <span className="row">
        {isCurrent && <IconButton icon="pencil" label={words.edit(sender.name)} onClick={onEdit} />}
        <Button kind="quiet" isAtEdge isBusy={act.isRunning} onClick={toggle}>
          {isCurrent ? words.away : words.back}
        </Button>
      </span>
    </li>
  )
}

/** The registered names that advertising by text and call is sent under. */
export function SendersPart() {
  const words = useWords(consentSettingsWords).senders
  const say = useSay()
  const asked = useAsk(listSenders, {})
  const [open, setOpen] = useState<Sender | 'new'>()
  const all = asked.data?.senders
  const aside = all?.filter(({ isCurrent }) => !isCurrent) ?? []
  const line = (sender: Sender) => <SenderLine key={sender.id} sender={sender} onEdit={() => setOpen(sender)} />
  return (
    <section className="settings-more">
      <header className="settings-section">
        <div className="grow">
          <h2 className="section">{words.title}</h2>
          <p className="t2">{words.why}</p>
        </div>
        <Button icon="plus" onClick={() => setOpen('new')}>
          {words.add}
        </Button>
      </header>
      {asked.error && !all && <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} isSlim />}
      {!all && !asked.error && <Skeleton lines={2} height={3.25} />}
      {all?.length === 0 && <p className="t2">{words.none}</p>}
      {all && all.length > aside.length && <ul className="asked">{all.filter(({ isCurrent }) => isCurrent).map(line)}</ul>}
      {aside.length > 0 && (
        <details className="asked-retired">
          <summary className="t2">{words.laidAside(say.number(aside.length))}</summary>
          <ul className="asked">{aside.map(line)}</ul>
        </details>
      )}
      {open && <SenderDialog sender={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
    </section>
  )
}
