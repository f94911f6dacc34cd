import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { openingFor, takeBackAnswer, writeLetter } from '#rooms/messages/inbox/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Field, TextField } from '../../../kit/field.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { ProblemLine, Skeleton } from '../../../kit/states.tsx'
import { offerUndo, say as tell } from '../../../kit/toasts.tsx'
import { type Answer, call, useAct, useAsk } from '../../../shell/api.ts'
import { useWords } from '../../../shell/words.ts'
import { useWhyHeld } from '../why.ts'
import { useKeepTalk } from './talk-data.ts'
import { inboxWords } from './words.data.ts'

type Opening = Answer<typeof openingFor>

function About({ opening }: { opening: Opening }) {
  const words = useWords(inboxWords)
  const why = useWhyHeld()
  const { them, us, way, name } = opening
  return (
    <>
      <p className="meta">
        {[
          words.form(them, us),
          way && (way.isByHand ? words.byHandShort(words.channels[way.channel]) : words.by(words.channels[way.channel])),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {way && way.verdict.answer !== 'pass' && (
        <p className="inbox-notice">
          <Icon name={way.verdict.answer === 'no' ? 'lock' : 'clock'} size="small" className="c-warn" /> {why(way.verdict, name)}
        </p>
      )}
    </>
  )
}

/** A letter that the house begins: by the customer's own way, with what the gate says beforehand. */
export function NewLetter({ customerId, onClose }: { customerId: string; onClose: () => void }) {
  const words = useWords(inboxWords)
  const why = useWhyHeld()
  const [, navigate] = useLocation()
  const keep = useKeepTalk()
  const { data: opening, error } = useAsk(openingFor, { params: { customerId }, query: {} })
  const [subject, setSubject] = useState('')
  const [text, setText] = useState<string>()
  const [held, setHeld] = useState<string>()
  useEffect(() => {
    if (opening) setText((before) => before ?? `${opening.opening}${opening.closing}`)
  }, [opening])
  const act = useAct(writeLetter, {
    onDone: ({ thread, entryId, verdict, copy }) => {
      if (!thread || !entryId) return setHeld(words.gateNo(why(verdict, opening?.name ?? '')))
      keep(thread)
      if (copy) tell(words.readyByHand, { tone: 'ok' })
      else
        offerUndo(words.sentSaid(thread.name), async () => keep(await call(takeBackAnswer, { params: { threadId: thread.id, entryId } })))
      navigate(`/messages/inbox?box=done&thread=${thread.id}`)
    },
  })
  const isEmpty = !text?.trim() || text.trim() === `${opening?.opening ?? ''}${opening?.closing ?? ''}`.trim()
  const send = () => {
    setHeld(undefined)
    if (!isEmpty && subject.trim()) act.go({ params: { customerId }, body: { words: text ?? '', subject } })
  }
  const isShut = opening?.way?.verdict.answer === 'no'
  return (
    <Dialog
      title={words.newTitle(opening?.name ?? '')}
      size="wide"
      onClose={onClose}
      onSubmit={send}
      ends={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" type="submit" icon="mail" isBusy={act.isRunning} disabled={isEmpty || !subject.trim() || isShut}>
            {opening?.way?.isByHand ? words.sendByHand : words.send}
          </Button>
        </>
      }
    >
      {error && <ProblemLine problem={error} />}
      {opening ? (
        <div className="stack g3">
          <About opening={opening} />
          <TextField label={words.subject} value={subject} onText={setSubject} />
          <Field label={words.words}>
            {(ids) => (
              <textarea
                {...ids}
                className="input input-lines inbox-field"
                rows={12}
                value={text ?? ''}
                onChange={(event) => setText(event.currentTarget.value)}
              />
            )}
          </Field>
          {held && (
            <p className="inbox-notice" role="alert">
              <Icon name="lock" size="small" className="c-warn" /> {held}
            </p>
          )}
          <ProblemLine problem={act.problem} />
        </div>
      ) : (
        !error && <Skeleton height={16} />
      )}
    </Dialog>
  )
}
