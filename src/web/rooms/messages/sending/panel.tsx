import { useState } from 'react'
import type { GateRule } from '#rooms/messages/contract.ts'
import { type Finding, type LetterView, testLetter } from '#rooms/messages/letters/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { ErrorState, ProblemLine, Skeleton } from '../../../kit/states.tsx'
import { say as tell } from '../../../kit/toasts.tsx'
import { useAct } from '../../../shell/api.ts'
import { useKeys } from '../../../shell/keys.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import type { DraftHand } from '../letters/draft.ts'
import { FindingLine } from '../letters/findings.tsx'
import { type Topics, useTopics } from '../letters/topics.ts'
import { letterWords } from '../letters/words.data.ts'
import { messageWords } from '../words.data.ts'
import { isOver, type Sending, type Steering, useSecondsUntil, useSendings, useSteering } from './hand.ts'
import { HeldDialog } from './held-dialog.tsx'
import { ReportView } from './report.tsx'
import { Setup, useWhom } from './setup.tsx'
import { Sums } from './sums.tsx'
import { sendingWords } from './words.data.ts'
import './sending.css'

/** "08:00 ngày mai" for people. */
function useWhen(): (instant: string) => string {
  const say = useSay()
  return (instant) => `${say.clockOf(instant)} ${say.relative(say.dayOf(instant))}`
}

function Progress({ done, of }: { done: number; of: number }) {
  return <progress className="send-progress" value={done} max={Math.max(of, 1)} />
}

const sentOf = ({ counts: { states } }: Sending): number =>
  (['accepted', 'delivered', 'bounced', 'complained', 'refused', 'unknown'] as const).reduce((sum, state) => sum + (states[state] ?? 0), 0)

function CancelDialog({ sending, onCancel, onClose }: { sending: Sending; onCancel: () => void; onClose: () => void }) {
  const words = useWords(sendingWords)
  const say = useSay()
  const sent = sentOf(sending)
  return (
    <Dialog
      title={words.cancelTitle}
      size="small"
      onClose={onClose}
      ends={
        <>
          <Button onClick={onClose} data-autofocus>
            {words.keep}
          </Button>
          <Button kind="danger" onClick={onCancel}>
            {words.cancel}
          </Button>
        </>
      }
    >
      <p className="t2">{words.cancelWhat(say.number(Math.max(0, sending.counts.willReceive - sent)), say.number(sent))}</p>
    </Dialog>
  )
}

/** The list is made: what will happen, in numbers, and the act that makes it happen. */
function Planned({ sending, steer, isAhead }: { sending: Sending; steer: Steering; isAhead: boolean }) {
  const words = useWords(sendingWords)
  const say = useSay()
  const when = useWhen()
  const wished = sending.startsAt && new Date(sending.startsAt).getTime() > Date.now() ? sending.startsAt : null
  const n = say.number(sending.counts.willReceive)
  const canGo = sending.counts.willReceive > 0 && !isAhead && !sending.isShutBySample
  const go = () => canGo && steer.start(sending, wished)
  useKeys([{ key: 'Mod+Enter', words: words.keys.plan, act: go, whileTyping: true }])
  return (
    <>
      {isAhead && <p className="c-warn">{words.isAhead}</p>}
      {!sending.isShutBySample && (
        <p>
          {wished ? words.goes(n, when(wished)) : words.goesNow(n)} <span className="t2">{words.after}</span>
        </p>
      )}
      <div className="row g3 wrap">
        {!sending.isShutBySample && (
          <Button kind="primary" icon="clock" keyHint="Mod+Enter" isBusy={steer.isRunning} disabled={!canGo} onClick={go}>
            {wished ? words.schedule : words.sendNow}
          </Button>
        )}
        <Button isBusy={steer.isRunning} onClick={() => steer.cancel(sending)}>
          {words.change}
        </Button>
      </div>
    </>
  )
}

/** On its way, or about to be: how far it is, and the way to stop it. */
function UnderWay({ sending, steer }: { sending: Sending; steer: Steering }) {
  const words = useWords(sendingWords)
  const say = useSay()
  const when = useWhen()
  const [isCancelling, ask] = useState(false)
  const seconds = useSecondsUntil(sending.stoppableUntil)
  const sent = sentOf(sending)
  const isRunning = sending.state === 'running'
  useKeys(isRunning ? [{ key: 'S', words: words.keys.stop, act: () => steer.pause(sending) }] : [])
  const why = sending.why === 'bounces' || sending.why === 'complaints' ? words.stopped[sending.why] : words.stopped.other
  return (
    <>
      {isRunning && sending.stoppableUntil !== null && seconds > 0 && (
        <p role="status">{seconds <= 60 ? words.stoppable(say.number(seconds)) : words.scheduled(when(sending.stoppableUntil))}</p>
      )}
      {(sent > 0 || (isRunning && sending.stoppableUntil === null)) && (
        <div className="stack g1">
          <Progress done={sent} of={sending.counts.willReceive} />
          <p className="num" role="status">
            {words.sentOf(say.number(sent), say.number(sending.counts.willReceive))}
          </p>
        </div>
      )}
      {sending.state === 'paused' && <p className="t2">{words.paused}</p>}
      {sending.state === 'late' && <p className="c-warn">{words.late}</p>}
      {sending.state === 'stopped' && <p className="c-danger">{why}</p>}
      <div className="row g3 wrap">
        {isRunning ? (
          <Button kind="primary" icon="close" keyHint="S" isBusy={steer.isRunning} onClick={() => steer.pause(sending)}>
            {words.stop}
          </Button>
        ) : (
          <Button kind="primary" isBusy={steer.isRunning} onClick={() => steer.resume(sending)}>
            {words.resume}
          </Button>
        )}
        {sending.state === 'paused' && (
          <Button isBusy={steer.isRunning} onClick={() => void steer.reword(sending).catch(() => {})}>
            {words.reword}
          </Button>
        )}
        <Button kind="quiet" onClick={() => ask(true)}>
          {words.cancel}
        </Button>
      </div>
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

type CurrentProps = { sending: Sending; steer: Steering; topics: Topics; isAhead: boolean }

/** One sending from its list to its end. */
function Current({ sending, steer, topics, isAhead }: CurrentProps) {
  const words = useWords(sendingWords)
  const say = useSay()
  const whomOf = useWhom()
  const [rule, setRule] = useState<GateRule | undefined | 'closed'>('closed')
  const { counts, state, progress } = sending
  const topic = topics.find(({ id }) => id === sending.topicId)?.name
  if (state === 'planning' || state === 'draft')
    return (
      <div className="stack g3">
        <p role="status">
          {progress && progress.of !== null ? words.planning(say.number(progress.done), say.number(progress.of)) : words.planningStart}
        </p>
        <Progress done={progress?.done ?? 0} of={progress?.of ?? 1} />
        <div className="row g3 wrap">
          {state === 'draft' && (
            <Button kind="primary" isBusy={steer.isRunning} onClick={() => steer.planAgain(sending)}>
              {words.plan}
            </Button>
          )}
          <Button isBusy={steer.isRunning} onClick={() => steer.cancel(sending)}>
            {words.change}
          </Button>
        </div>
      </div>
    )
  return (
    <div className="stack g4">
      <Sums
        all={counts.planned}
        whom={whomOf(sending.audience, topic)}
        will={counts.willReceive}
        heldBy={counts.heldBy}
        heldOut={counts.heldOut}
        waiting={counts.waiting}
        isExact
        isUnderWay={state !== 'planned'}
        onRule={setRule}
      />
      {sending.isShutBySample && <p className="send-shut">{words.shut}</p>}
      {state === 'planned' ? (
        <Planned sending={sending} steer={steer} isAhead={isAhead} />
      ) : (
        !isOver(sending) && <UnderWay sending={sending} steer={steer} />
      )}
      {rule !== 'closed' && (
        <HeldDialog sendingId={sending.id} heldBy={counts.heldBy} rule={rule} onRule={setRule} onClose={() => setRule('closed')} />
      )}
    </div>
  )
}

function TestButton({ letterId, customerId, hand }: { letterId: string; customerId: string; hand: DraftHand }) {
  const words = useWords(letterWords).test
  const act = useAct(testLetter, {
    onDone: ({ to, outcome, reply }) => {
      const said = { accepted: words.sent(to), refused: words.refused(reply), unknown: words.unknown, 'no-courier': words.noCourier }
      tell(said[outcome], { tone: outcome === 'accepted' ? 'ok' : 'danger' })
    },
  })
  const send = async () => {
    await hand.flush()
    await act.run({ params: { letterId }, body: customerId ? { customerId } : {} })
  }
  return (
    <div className="stack g1">
      <Button icon="mail" isBusy={act.isRunning} onClick={() => void send().catch(() => {})}>
        {words.act}
      </Button>
      {act.problem && <ProblemLine problem={act.problem} />}
    </div>
  )
}

function Past({ past }: { past: readonly Sending[] }) {
  const words = useWords(sendingWords)
  const { states } = useWords(messageWords)
  const when = useWhen()
  const [open, setOpen] = useState(past[0]?.id)
  return (
    <section className="stack g3" aria-label={words.before}>
      <h2 className="section">{words.before}</h2>
      {past.map((sending) => (
        <article key={sending.id} className="card send-past">
          <button
            type="button"
            className="row g2 send-past-head"
            aria-expanded={open === sending.id}
            onClick={() => setOpen(open === sending.id ? '' : sending.id)}
          >
            <Icon name={open === sending.id ? 'down' : 'right'} className="t3" />
            <span className="strong grow cut">{when(sending.endedAt ?? sending.madeAt)}</span>
            <span className="meta">{states[sending.state === 'cancelled' ? 'cancelled' : 'done']}</span>
          </button>
          {open === sending.id && <ReportView sendingId={sending.id} />}
        </article>
      ))}
    </section>
  )
}

/** Everything about sending a letter: who, how many, when; then how it goes and what came of it. */
export function SendPanel({ letter, hand, findings }: { letter: LetterView; hand: DraftHand; findings: readonly Finding[] }) {
  const words = useWords(sendingWords)
  const { topics } = useTopics()
  const { asked, current, past, refresh } = useSendings(letter.id)
  const steer = useSteering(letter.id, refresh)
  const blocking = findings.filter(({ weight }) => weight === 'blocking')
  const customerId = new URLSearchParams(window.location.search).get('customer') ?? ''
  if (asked.error && !asked.data) return <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton height={16} />
  const lists = past.filter(({ state, plannedAt }) => state === 'done' || plannedAt !== null)
  return (
    <div className="stack g6">
      <section className="card send-card" aria-label={words.title}>
        <header className="row g3 wrap">
          <h2 className="section grow">{words.title}</h2>
          <TestButton letterId={letter.id} customerId={customerId} hand={hand} />
        </header>
        {blocking.length > 0 && (
          <div className="stack g1">
            <p className="strong">{words.notReady}</p>
            <ul>
              {blocking.map((finding) => (
                <FindingLine key={`${finding.kind} ${finding.where}`} finding={finding} />
              ))}
            </ul>
          </div>
        )}
        {current ? (
          <Current sending={current} steer={steer} topics={topics} isAhead={letter.isAhead || hand.saving !== 'saved'} />
        ) : (
          <Setup
            letterId={letter.id}
            hand={hand}
            topics={topics}
            isBlocked={blocking.length > 0}
            isBusy={steer.isRunning}
            onPlan={(wish) =>
              void hand
                .flush()
                .then(() => steer.makeList(wish))
                .catch(() => {})
            }
          />
        )}
        {steer.problem && <ProblemLine problem={steer.problem} />}
      </section>
      {lists.length > 0 && <Past past={lists.filter(({ startedAt, state }) => startedAt !== null || state === 'done')} />}
    </div>
  )
}
