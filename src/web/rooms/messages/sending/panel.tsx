import { useState } from 'react'
import type { GateRule } from '#rooms/messages/contract.ts'
import { type Finding, type LetterView, testLetter } from '#rooms/messages/letters/contract.ts'
import { Button, ButtonLink } from '../../../kit/button.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { ErrorState, ProblemLine, Skeleton } from '../../../kit/states.tsx'
import { say as tell } from '../../../kit/toasts.tsx'
import { useAct } from '../../../shell/api.ts'
import { useKeys } from '../../../shell/keys.ts'
import { useSay } from '../../../shell/say.ts'
import { useMay } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import type { DraftHand } from '../letters/draft.ts'
import { FindingLine } from '../letters/findings.tsx'
import { type Topics, useTopics } from '../letters/topics.ts'
import { letterWords } from '../letters/words.data.ts'
import { messageWords } from '../words.data.ts'
import { isOver, type Sending, type Steering, useSendings, useSteering, useWhen } from './hand.ts'
import { HeldDialog } from './held-dialog.tsx'
import { ReportView } from './report.tsx'
import { Setup, useWhom } from './setup.tsx'
import { Sums } from './sums.tsx'
import { Progress, UnderWay } from './under-way.tsx'
import { sendingWords } from './words.data.ts'
import './sending.css'

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
      {sending.counts.willReceive === 0 && <p className="c-warn">{words.nobodyGetsIt}</p>}
      {!sending.isShutBySample && sending.counts.willReceive > 0 && (
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

type CurrentProps = { sending: Sending; steer: Steering; topics: Topics; isAhead: boolean; onReword: () => void }

/** One sending from its list to its end. */
function Current({ sending, steer, topics, isAhead, onReword }: CurrentProps) {
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
        isUnderWay={sending.startedAt !== null}
        onRule={setRule}
      />
      {sending.isShutBySample && <p className="send-shut">{words.shut}</p>}
      {state === 'planned' ? (
        <Planned sending={sending} steer={steer} isAhead={isAhead} />
      ) : (
        !isOver(sending) && <UnderWay sending={sending} steer={steer} isAhead={isAhead} onReword={onReword} />
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

/** It went already: what became of it stands below. To send it once more is an act of its own. */
function Sent({ sending, onAgain }: { sending: Sending; onAgain: () => void }) {
  const words = useWords(sendingWords)
  const when = useWhen()
  return (
    <div className="stack g3">
      <p>{words.sentAlready(when(sending.startedAt ?? sending.madeAt))}</p>
      <div className="row g3 wrap">
        <Button onClick={onAgain}>{words.again}</Button>
        <span className="meta grow">{words.againWhy}</span>
      </div>
    </div>
  )
}

/** What keeps it from being sent, and where that is set right. */
function Hindrance({ steer }: { steer: Steering }) {
  const words = useWords(sendingWords)
  const may = useMay()
  const code = steer.problem?.code
  const isOfMail = code === 'messages.no_courier' || code === 'messages.no_addresses'
  return (
    <div className="stack g2">
      <ProblemLine problem={steer.problem} />
      {isOfMail && may('house.settings') && (
        <span>
          <ButtonLink to="/settings/mail">{words.toMailSettings}</ButtonLink>
        </span>
      )}
    </div>
  )
}

/** Everything about sending a letter: who, how many, when; then how it goes and what came of it. */
export function SendPanel({ letter, hand, findings }: { letter: LetterView; hand: DraftHand; findings: readonly Finding[] }) {
  const words = useWords(sendingWords)
  const { topics } = useTopics()
  const { asked, current, past, last, refresh } = useSendings(letter.id)
  const steer = useSteering(letter.id, refresh)
  const [isAgain, again] = useState(false)
  const blocking = findings.filter(({ weight }) => weight === 'blocking')
  const customerId = new URLSearchParams(window.location.search).get('customer') ?? ''
  if (asked.error && !asked.data) return <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton height={16} />
  // What was last tried was taken back before anything left: whoever does that is about to send it.
  const ran = last && last.id === past[0]?.id ? last : undefined
  const saved = (act: () => Promise<unknown>) =>
    void hand
      .flush()
      .then(act)
      .catch(() => {})
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
                <FindingLine key={`${finding.kind} ${finding.where}`} finding={finding} isSaidAbove />
              ))}
            </ul>
          </div>
        )}
        {current ? (
          <Current
            sending={current}
            steer={steer}
            topics={topics}
            isAhead={letter.isAhead || hand.saving !== 'saved'}
            onReword={() => saved(() => steer.reword(current))}
          />
        ) : ran && !isAgain ? (
          <Sent sending={ran} onAgain={() => again(true)} />
        ) : (
          <Setup
            letterId={letter.id}
            hand={hand}
            topics={topics}
            before={ran ? undefined : last}
            isBlocked={blocking.length > 0}
            isBusy={steer.isRunning}
            onPlan={(wish) =>
              saved(async () => {
                await steer.makeList(wish)
                again(false)
              })
            }
          />
        )}
        {steer.problem && <Hindrance steer={steer} />}
      </section>
      {/* The newest stands open, also where it ended just now. */}
      {past.length > 0 && <Past key={past[0]?.id} past={past} />}
    </div>
  )
}
