import { useState } from 'react'
import { Button } from '../../../kit/button.tsx'
import { ConfirmDialog } from '../../../kit/confirm-dialog.tsx'
import { useIsPhone } from '../../../kit/phone.ts'
import { useKeys } from '../../../shell/keys.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { type Sending, type Steering, useSecondsUntil, useWhen } from './hand.ts'
import { sendingWords } from './words.data.ts'

/** What of it has ended, and how. */
function endedOf({ counts: { states } }: Sending): { sent: number; refused: number; unknown: number; all: number } {
  const sent = (states.accepted ?? 0) + (states.delivered ?? 0) + (states.bounced ?? 0) + (states.complained ?? 0)
  const { refused = 0, unknown = 0 } = states
  return { sent, refused, unknown, all: sent + refused + unknown }
}

export const Progress = ({ done, of, isEbbing }: { done: number; of: number; isEbbing?: boolean }) => (
  <progress className={`send-progress ${isEbbing ? 'send-ebbing' : ''}`} value={done} max={Math.max(of, 1)} aria-hidden={isEbbing} />
)

function CancelDialog({ sending, onCancel, onClose }: { sending: Sending; onCancel: () => void; onClose: () => void }) {
  const words = useWords(sendingWords)
  const say = useSay()
  const { all } = endedOf(sending)
  const { claimed = 0, submitting = 0 } = sending.counts.states
  const onTheWay = claimed + submitting
  return (
    <ConfirmDialog title={words.cancelTitle} act={words.cancel} keep={words.keep} onAct={onCancel} onClose={onClose}>
      <p className="t2">{words.cancelWhat(say.number(Math.max(0, sending.counts.willReceive - all - onTheWay)), say.number(all))}</p>
      {onTheWay > 0 && <p className="t2">{words.onTheWay(say.number(onTheWay))}</p>}
    </ConfirmDialog>
  )
}

/** The minute in which stopping it costs nothing. */
function Countdown({ seconds }: { seconds: number }) {
  const words = useWords(sendingWords)
  const say = useSay()
  return (
    <div className="stack g2">
      <p className="row g3">
        <span role="timer" className="greeting num" aria-label={words.stoppable(say.number(seconds))}>
          {say.number(seconds)}
        </span>
        <span className="stack">
          <span>{words.toStop}</span>
          <span className="t2">{words.nothingLeft}</span>
        </span>
      </p>
      <Progress done={seconds} of={60} isEbbing />
    </div>
  )
}

/** How far it is: those that went, and those that did not get through. */
function HowFar({ sending }: { sending: Sending }) {
  const words = useWords(sendingWords)
  const say = useSay()
  const { sent, refused, unknown, all } = endedOf(sending)
  const { willReceive } = sending.counts
  return (
    <div className="stack g1">
      <Progress done={all} of={willReceive} />
      <p className="num" role="status">
        {[
          words.sentOf(say.number(sent), say.number(willReceive)),
          ...(refused > 0 ? [`${say.number(refused)} ${words.sums.refused}`] : []),
          ...(unknown > 0 ? [`${say.number(unknown)} ${words.sums.unknown}`] : []),
        ].join(' · ')}
      </p>
    </div>
  )
}

/** Why it stands still, and what follows when it goes on. */
function Still({ sending, isAhead }: { sending: Sending; isAhead: boolean }) {
  const words = useWords(sendingWords)
  const isPhone = useIsPhone()
  const { state, startedAt, why } = sending
  if (state === 'late') return <p className="c-warn">{words.late}</p>
  if (state === 'stopped')
    return <p className="c-danger">{why === 'bounces' || why === 'complaints' ? words.stopped[why] : words.stopped.other}</p>
  if (state !== 'paused') return null
  if (startedAt === null) return <p>{words.stoppedInTime}</p>
  return (
    <div className="stack g1">
      <p>{words.paused}</p>
      {(isAhead || !isPhone) && <p className="t2">{isAhead ? words.rewordHint : words.rewordHow}</p>}
    </div>
  )
}

type UnderWayProps = {
  sending: Sending
  steer: Steering
  /** The letter reads otherwise now than what is being sent. */
  isAhead: boolean
  onReword: () => void
}

/** On its way, or about to be: how far it is, and the way to stop it. */
export function UnderWay({ sending, steer, isAhead, onReword }: UnderWayProps) {
  const words = useWords(sendingWords)
  const when = useWhen()
  const [isCancelling, ask] = useState(false)
  const seconds = useSecondsUntil(sending.stoppableUntil)
  const { state, startedAt, stoppableUntil } = sending
  const isRunning = state === 'running'
  const hasBegun = startedAt !== null
  useKeys(isRunning ? [{ key: 'S', words: words.keys.stop, act: () => steer.pause(sending) }] : [])
  const isCounting = isRunning && stoppableUntil !== null && seconds > 0
  const comesLater = sending.startsAt !== null && new Date(sending.startsAt).getTime() > Date.now() + 60_000 ? sending.startsAt : undefined
  return (
    <>
      {isCounting && seconds <= 60 && <Countdown seconds={seconds} />}
      {isCounting && seconds > 60 && <p role="status">{words.scheduled(when(stoppableUntil))}</p>}
      {(hasBegun || (isRunning && !isCounting)) && <HowFar sending={sending} />}
      <Still sending={sending} isAhead={isAhead} />
      <div className="row g3 wrap">
        {isRunning ? (
          <Button kind="primary" icon="close" keyHint="S" isBusy={steer.isRunning} onClick={() => steer.pause(sending)}>
            {words.stop}
          </Button>
        ) : (
          <Button kind="primary" icon="mail" isBusy={steer.isRunning} onClick={() => steer.resume(sending)}>
            {hasBegun ? words.resume : comesLater ? words.goesAgain(when(comesLater)) : words.sendAgain}
          </Button>
        )}
        {!isRunning && hasBegun && isAhead && (
          <Button isBusy={steer.isRunning} onClick={onReword}>
            {words.reword}
          </Button>
        )}
        {!isRunning && !hasBegun && (
          <Button isBusy={steer.isRunning} onClick={() => steer.cancel(sending)}>
            {words.change}
          </Button>
        )}
        {hasBegun && (
          <Button kind="quiet" onClick={() => ask(true)}>
            {words.cancel}
          </Button>
        )}
      </div>
      {!isRunning && !hasBegun && !comesLater && <p className="meta">{words.after}</p>}
      {isCancelling && (
        <CancelDialog
          sending={sending}
          onClose={() => ask(false)}
          onCancel={() => {
            ask(false)
            steer.cancel(sending)
          }}
        />
      )}
    </>
  )
}
