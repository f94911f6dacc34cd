import { useState } from 'react'
import { answerEnquiry, boughtEnquiry, notBoughtEnquiry, notBoughtReasons, reopenEnquiry } from '#rooms/promises/enquiries/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Radios, TextField } from '../../../kit/field.tsx'
import { ProblemLine } from '../../../kit/states.tsx'
import { offerUndo, say as tell } from '../../../kit/toasts.tsx'
import { call, useAct } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { type Enquiry, useShowEnquiry } from './enquiries-data.ts'
import { type Next, NextField, useNextBody } from './next-field.tsx'
import { enquiryWords } from './words.data.ts'

type Props = { enquiry: Enquiry; onClose: () => void }

const refOf = ({ customerId, id }: Enquiry) => ({ customerId, enquiryId: id })

/** Its end, taken back for ten seconds. */
function useEnded(onClose: () => void): (said: string) => (enquiry: Enquiry) => void {
  const show = useShowEnquiry()
  return (said) => (enquiry) => {
    show(enquiry)
    onClose()
    offerUndo(said, async () => show(await call(reopenEnquiry, { params: refOf(enquiry), body: { version: enquiry.version } })))
  }
}

/** What was answered, how, and whether they hear more. */
export function AnswerDialog({ enquiry, onClose }: Props) {
  const words = useWords(enquiryWords)
  const show = useShowEnquiry()
  const bodyOf = useNextBody()
  const [text, setText] = useState('')
  const [how, setHow] = useState<'message' | 'call' | 'counter'>('call')
  const [reason, setReason] = useState('')
  const [next, setNext] = useState<Next>({ is: 'none', when: undefined })
  const [wasTried, setTried] = useState(false)
  const isLate = enquiry.next?.firstDue != null && Date.parse(enquiry.next.firstDue) < Date.now()
  const act = useAct(answerEnquiry, {
    onDone: (after) => {
      show(after)
      onClose()
      tell(words.answeredSaid, { tone: 'ok' })
    },
  })
  const needsWhen = next.is === 'own' && !next.when
  const save = () => {
    setTried(true)
    if (!text.trim() || needsWhen || act.isRunning) return
    act.go({
      params: refOf(enquiry),
      body: {
        version: enquiry.version,
        words: text.trim(),
        how,
        ...(reason.trim() ? { reason: reason.trim() } : {}),
        ...(next.is === 'none' ? {} : { next: bodyOf(next) }),
      },
    })
  }
  return (
    <Dialog
      title={words.answerTitle}
      onClose={onClose}
      onSubmit={save}
      ends={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" type="submit" icon="check" isBusy={act.isRunning}>
            {words.save}
          </Button>
        </>
      }
    >
      <p className="t2">{enquiry.about}</p>
      <TextField
        label={words.answerWords}
        value={text}
        maxLength={1000}
        autoComplete="off"
        onText={setText}
        error={wasTried && !text.trim() ? words.missing.words : undefined}
        data-autofocus
      />
      {isLate && <TextField label={words.late} value={reason} maxLength={300} autoComplete="off" onText={setReason} />}
      <Radios
        label={words.how}
        value={how}
        choices={(['call', 'message', 'counter'] as const).map((value) => ({ value, words: words.hows[value] }))}
        onChange={setHow}
      />
      <NextField
        label={words.nextTitle}
        next={next}
        onNext={setNext}
        mayBeNone
        error={wasTried && needsWhen ? words.missing.when : undefined}
      />
      <ProblemLine problem={act.problem} onRetry={act.again} />
    </Dialog>
  )
}

/** Which order it became. */
export function BoughtDialog({ enquiry, onClose }: Props) {
  const words = useWords(enquiryWords)
  const say = useSay()
  const ended = useEnded(onClose)
  const [orderId, setOrder] = useState(enquiry.orders[0]?.id)
  const act = useAct(boughtEnquiry, { onDone: ended(words.boughtSaid) })
  const save = () => {
    if (orderId && !act.isRunning) act.go({ params: refOf(enquiry), body: { version: enquiry.version, orderId } })
  }
  return (
    <Dialog
      title={words.boughtTitle}
      onClose={onClose}
      onSubmit={save}
      ends={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" type="submit" icon="check" isBusy={act.isRunning} disabled={!orderId}>
            {words.acts.bought}
          </Button>
        </>
      }
    >
      {enquiry.orders.length === 0 ? (
        <p>{words.noOrders}</p>
      ) : (
        <Radios
          label={words.orders}
          value={orderId}
          choices={enquiry.orders.map((order) => ({
            value: order.id,
            words: [order.summary || order.code, say.nearDate(order.day), order.total && say.money(order.total)]
              .filter(Boolean)
              .join(' · '),
          }))}
          onChange={setOrder}
        />
      )}
      <ProblemLine problem={act.problem} onRetry={act.again} />
    </Dialog>
  )
}

/** Why they did not buy, asked once; nobody has to know. */
export function NotBoughtDialog({ enquiry, onClose }: Props) {
  const words = useWords(enquiryWords)
  const ended = useEnded(onClose)
  const [reason, setReason] = useState<(typeof notBoughtReasons)[number]>()
  const [text, setText] = useState('')
  const act = useAct(notBoughtEnquiry, { onDone: ended(words.notBoughtSaid) })
  const save = () => {
    if (!reason || act.isRunning) return
    act.go({ params: refOf(enquiry), body: { version: enquiry.version, reason, ...(text.trim() ? { words: text.trim() } : {}) } })
  }
  return (
    <Dialog
      title={words.notBoughtTitle}
      onClose={onClose}
      onSubmit={save}
      ends={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" type="submit" isBusy={act.isRunning} disabled={!reason}>
            {words.acts.notBought}
          </Button>
        </>
      }
    >
      <Radios
        label={words.notBoughtTitle}
        value={reason}
        choices={notBoughtReasons.map((value) => ({ value, words: words.reasons[value] }))}
        onChange={setReason}
      />
      <TextField label={words.notBoughtWords} value={text} maxLength={300} autoComplete="off" onText={setText} />
      <ProblemLine problem={act.problem} onRetry={act.again} />
    </Dialog>
  )
}
