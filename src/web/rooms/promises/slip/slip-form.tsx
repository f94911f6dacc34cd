import { useState } from 'react'
import { tellSlip } from '#rooms/promises/slips/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { ErrorState, ProblemLine, Skeleton } from '../../../kit/states.tsx'
import { say as tell } from '../../../kit/toasts.tsx'
import { call, newKey } from '../../../shell/api.ts'
import { useKeys } from '../../../shell/keys.ts'
import { problemFrom } from '../../../shell/problem.ts'
import { useHouse } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { HowTo } from '../../care/playbooks/how-to.tsx'
import { useWhyHeld } from '../../messages/why.ts'
import { useRenew } from '../board-data.ts'
import { Chain } from '../chain.tsx'
import type { Promised } from '../naming.ts'
import { CallDialog } from './call-dialog.tsx'
import { CopyDialog } from './copy-dialog.tsx'
import { type Draft, type Filled, missingIn } from './filled.ts'
import { Letter } from './letter.tsx'
import { DueStep, ReasonStep, RemedyStep } from './steps.tsx'
import { type SlipWork, useSlip } from './use-slip.ts'
import { slipWords } from './words.data.ts'

/** How it goes out, and what happens then; where nothing goes out, that somebody calls. */
function WayLine({ draft }: { draft: Draft }) {
  const words = useWords(slipWords)
  const why = useWhyHeld()
  const { way } = draft
  if (draft.mustCall) return <p>{words.mustCall}</p>
  if (!way) return <p>{words.noWay}</p>
  if (way.verdict.answer === 'no')
    return (
      <p className="c-warn">
        <Icon name="lock" size="small" /> {why(way.verdict, draft.promise.calledAs)}
      </p>
    )
  const channel = words.channels[way.channel]
  return (
    <p>
      {way.isByHand ? words.byHand(channel) : words.by(channel)}{' '}
      <span className="t2">· {way.template ? words.template(way.template) : words.careMessage}</span>
      {way.verdict.answer === 'wait' && <span className="c-warn"> · {why(way.verdict, draft.promise.calledAs)}</span>}
    </p>
  )
}

const canSend = ({ way, mustCall }: Draft): boolean => way !== null && way.verdict.answer !== 'no' && !mustCall

type Copy = { to: string; text: string; isTold: boolean }

/** Tells by letter, once; where nothing carries it the words are handed over, and that they were carried is said afterwards. */
function useTelling(work: SlipWork, onTold: () => void) {
  const words = useWords(slipWords)
  const renew = useRenew()
  const [isTelling, setTelling] = useState(false)
  const [copy, setCopy] = useState<Copy>()
  const told = (who: string) => {
    renew()
    tell(who ? words.told(who) : words.toldPlain, { tone: 'ok' })
    onTold()
  }
  const send = async (how: 'message' | 'call' | 'counter', isCarried = false) => {
    if (isTelling) return
    setTelling(true)
    try {
      await work.save()
      const now = work.latest()
      if (!now) return
      const params = { promiseId: now.promise.id, slipId: now.slip.id }
      const body = { how, version: now.slip.version, ...(isCarried ? { at: new Date().toISOString() } : {}) }
      const done = await call(tellSlip, { params, body }, { key: newKey() })
      work.take(done.draft)
      if (done.copy) setCopy({ ...done.copy, isTold: done.messageId !== null })
      else told(now.promise.calledAs)
    } catch (error) {
      work.setProblem(problemFrom(error))
    } finally {
      setTelling(false)
    }
  }
  const carried = () => {
    if (!copy) return
    setCopy(undefined)
    if (copy.isTold) told(work.latest()?.promise.calledAs ?? '')
    else void send('message', true)
  }
  return { send, isTelling, copy, carried, leave: () => (copy?.isTold ? carried() : setCopy(undefined)) }
}

function Ends({
  draft,
  filled,
  isTelling,
  isUntrue,
  onSend,
  onCall,
}: {
  draft: Draft
  filled: Filled
  isTelling: boolean
  isUntrue: boolean
  onSend: () => void
  onCall: () => void
}) {
  const words = useWords(slipWords)
  const { zone } = useHouse()
  const missing = missingIn(filled, zone)
  const may = canSend(draft)
  return (
    <footer className="slip-ends">
      <div className="grow slip-way">
        <WayLine draft={draft} />
        <p className="meta phone-off">{missing ? words.notYet[missing] : may ? words.after : words.afterCall}</p>
      </div>
      <Button size="large" icon="phone" kind={may ? 'secondary' : 'primary'} {...(may ? {} : { keyHint: 'Mod+Enter' })} onClick={onCall}>
        {words.call}
      </Button>
      {may && (
        <Button
          size="large"
          kind="primary"
          keyHint="Mod+Enter"
          isBusy={isTelling}
          disabled={missing !== undefined || isUntrue}
          onClick={onSend}
        >
          {draft.way?.isByHand ? words.copy : words.send}
        </Button>
      )}
    </footer>
  )
}

/** When it slips: the true reason, a new time, how it is put right, and the words; told by letter or by a call, once. */
export function SlipForm({
  promise,
  now,
  hrefOf,
  onTold,
}: {
  promise: Promised
  now: number
  hrefOf: (id: string) => string
  onTold: () => void
}) {
  const words = useWords(slipWords)
  const { zone } = useHouse()
  const work = useSlip(promise)
  const { draft, filled, change } = work
  const telling = useTelling(work, onTold)
  const [isCalling, setCalling] = useState(false)
  const may = draft !== undefined && canSend(draft)
  const isUntrue = (draft?.untrue.length ?? 0) > 0
  const missing = filled && missingIn(filled, zone)
  const isReady = filled !== undefined && missing === undefined && !isUntrue
  const main = () => {
    if (!draft) return
    if (!may) setCalling(true)
    else if (isReady) void telling.send('message')
    else if (missing) tell(words.notYet[missing])
  }
  useKeys([{ key: 'Mod+Enter', words: words.keys.send, whileTyping: true, act: main }])
  if (!draft || !filled)
    return work.problem ? (
      <ErrorState problem={work.problem} onRetry={work.retry} />
    ) : (
      <div className="promise-inside" aria-busy="true">
        <Skeleton lines={5} height={3} />
      </div>
    )
  return (
    <>
      <div className="promise-inside slip" data-scrolls>
        <Chain promise={promise} now={now} hrefOf={hrefOf} recordSays={draft.recordSays} />
        <HowTo at={['slip']} label={promise.words} />
        <ReasonStep draft={draft} filled={filled} change={change} />
        <DueStep draft={draft} filled={filled} change={change} />
        <RemedyStep draft={draft} filled={filled} change={change} />
        <Letter draft={draft} filled={filled} change={change} work={work} />
        <ProblemLine problem={work.problem} />
      </div>
      <Ends
        draft={draft}
        filled={filled}
        isTelling={telling.isTelling}
        isUntrue={isUntrue}
        onSend={() => void telling.send('message')}
        onCall={() => setCalling(true)}
      />
      {isCalling && (
        <CallDialog
          draft={draft}
          filled={filled}
          problem={work.problem}
          isTelling={telling.isTelling}
          onTold={(how) => void telling.send(how)}
          onClose={() => setCalling(false)}
        />
      )}
      {telling.copy && <CopyDialog copy={telling.copy} onDone={telling.carried} onClose={telling.leave} />}
    </>
  )
}
