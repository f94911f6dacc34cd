import { type KeyboardEvent, useId, useState } from 'react'
import { getCustomer } from '#rooms/people/contract.ts'
import { complaintTouches, complaintWays, receiveComplaint } from '#rooms/promises/complaints/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Chip, ChipChoice } from '../../../kit/chip.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Field, TextField } from '../../../kit/field.tsx'
import { Choice } from '../../../kit/menu.tsx'
import { ProblemLine } from '../../../kit/states.tsx'
import { say as tell } from '../../../kit/toasts.tsx'
import { type Input, useAct, useAsk } from '../../../shell/api.ts'
import { useWords } from '../../../shell/words.ts'
import { PersonPicker } from '../../people/known/person-picker.tsx'
import { useOfferedKinds } from '../../people/touchpoint-kinds.ts'
import { useShowComplaint } from './complaint-data.ts'
import { complaintWords } from './words.data.ts'
import './complaints.css'

type Body = Input<typeof receiveComplaint>['body']
type Written = {
  words: string
  how: (typeof complaintWays)[number]
  kind: string
  place: string
  sought: string
  severity: '1' | '2' | '3'
  touches: (typeof complaintTouches)[number] | undefined
}

/** What it was made from: a line of the timeline or a letter, whose words and time come along. */
export type From = { touchpointId?: string; threadId?: string; words?: string }

function MoreOfIt({ written, change }: { written: Written; change: (part: Partial<Written>) => void }) {
  const all = useWords(complaintWords)
  const kinds = useOfferedKinds()
  return (
    <>
      <div className="make-two">
        <Field label={all.form.kind}>
          {(ids) => (
            <Choice
              {...ids}
              value={written.kind}
              placeholder="–"
              choices={kinds.filter(({ key }) => key !== 'complaint').map(({ key, name }) => ({ value: key, words: name }))}
              onChange={(kind) => change({ kind })}
            />
          )}
        </Field>
        <TextField
          label={all.form.place}
          placeholder={all.form.placeHint}
          value={written.place}
          maxLength={120}
          onText={(place) => change({ place })}
        />
      </div>
      <ChipChoice
        title={all.form.severity}
        value={written.severity}
        choices={(['1', '2', '3'] as const).map((value) => ({ value, words: all.severities[value] }))}
        onChange={(severity) => change({ severity: severity ?? '2' })}
      />
      <ChipChoice
        title={all.form.touches}
        value={written.touches}
        choices={complaintTouches.map((value) => ({ value, words: all.touches[value] }))}
        onChange={(touches) => change({ touches })}
      />
    </>
  )
}

/** A complaint is received: the customer's words, and how they came; the rest may follow. */
export function ReceiveDialog({
  customerId,
  from = {},
  onClose,
  onReceived,
}: {
  customerId?: string | undefined
  from?: From | undefined
  onClose: () => void
  onReceived?: (complaintId: string) => void
}) {
  const words = useWords(complaintWords)
  const show = useShowComplaint()
  const id = useId()
  const known = useAsk(
    getCustomer,
    { params: { customerId: customerId ?? '' } },
    { enabled: customerId !== undefined, staleTime: 30_000 },
  ).data
  const [picked, pick] = useState<{ id: string; calledAs: string }>()
  const [isMore, openMore] = useState(false)
  const [wasTried, setTried] = useState(false)
  const [written, set] = useState<Written>({
    words: from.words ?? '',
    how: 'counter',
    kind: '',
    place: '',
    sought: '',
    severity: '2',
    touches: undefined,
  })
  const change = (part: Partial<Written>) => set((before) => ({ ...before, ...part }))
  const act = useAct(receiveComplaint, {
    onDone: (complaint) => {
      show(complaint)
      onClose()
      tell(words.done.received(complaint.code), { tone: 'ok' })
      onReceived?.(complaint.id)
    },
  })
  const whom = known ? { id: known.id, calledAs: known.calledAs || known.name } : picked
  const isMadeFrom = from.touchpointId !== undefined || from.threadId !== undefined
  const needsWho = !whom && from.threadId === undefined
  const needsWords = !written.words.trim()
  const body = (): Body => ({
    words: written.words.trim(),
    // A line or a letter says itself how it came.
    ...(isMadeFrom ? {} : { how: written.how }),
    severity: Number(written.severity),
    ...(whom ? { customerId: whom.id } : {}),
    ...(written.kind ? { touchpointKind: written.kind } : {}),
    ...(written.place.trim() ? { place: written.place.trim() } : {}),
    ...(written.sought.trim() ? { remedySought: written.sought.trim() } : {}),
    ...(written.touches ? { touches: written.touches } : {}),
    ...(from.touchpointId ? { fromTouchpointId: from.touchpointId } : {}),
    ...(from.threadId ? { fromThreadId: from.threadId } : {}),
  })
  const save = () => {
    setTried(true)
    if (!needsWho && !needsWords && !act.isRunning) act.go({ body: body() })
  }
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    save()
  }
  return (
    <Dialog
      title={words.form.title(whom?.calledAs ?? '')}
      onClose={onClose}
      onSubmit={save}
      ends={
        <>
          <Button onClick={onClose}>{words.form.cancel}</Button>
          <Button kind="primary" type="submit" icon="warning" isBusy={act.isRunning}>
            {words.form.save}
          </Button>
        </>
      }
    >
      {customerId === undefined &&
        from.threadId === undefined &&
        (picked ? (
          <p>
            <Chip icon="person" onRemove={() => pick(undefined)} removeLabel={words.clear}>
              {picked.calledAs}
            </Chip>
          </p>
        ) : (
          <PersonPicker label={words.form.who} except={[]} onPick={(one) => pick({ id: one.id, calledAs: one.calledAs || one.name })} />
        ))}
      <div className="field">
        <label className="field-label" htmlFor={id}>
          {words.form.words}
        </label>
        <textarea
          id={id}
          className="input input-lines"
          rows={3}
          maxLength={4000}
          placeholder={words.form.wordsHint}
          value={written.words}
          data-autofocus={customerId !== undefined || undefined}
          onChange={(event) => change({ words: event.currentTarget.value })}
          onKeyDown={onKey}
        />
      </div>
      {wasTried && (needsWho || needsWords) && (
        <p className="c-danger" role="alert">
          {needsWho ? words.form.needWho : words.form.needWords}
        </p>
      )}
      {!isMadeFrom && (
        <ChipChoice
          title={words.form.how}
          value={written.how}
          choices={complaintWays.map((value) => ({ value, words: words.ways[value] }))}
          onChange={(how) => change({ how: how ?? 'counter' })}
        />
      )}
      <TextField
        label={words.form.sought}
        placeholder={words.form.soughtHint}
        value={written.sought}
        maxLength={300}
        autoComplete="off"
        onText={(sought) => change({ sought })}
      />
      {isMore ? (
        <MoreOfIt written={written} change={change} />
      ) : (
        <Button kind="quiet" size="small" icon="down" className="make-rest" onClick={() => openMore(true)}>
          {words.form.more}
        </Button>
      )}
      <ProblemLine problem={act.problem} onRetry={act.again} />
    </Dialog>
  )
}
