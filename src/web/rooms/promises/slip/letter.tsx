import { useState } from 'react'
import { agreeSlip } from '#rooms/promises/slips/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { TextField } from '../../../kit/field.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { ProblemLine } from '../../../kit/states.tsx'
import { useAct } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useHouse, useMay } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { type Draft, notKnown, partsOf } from './filled.ts'
import { Step, type StepProps, ToldReason } from './steps.tsx'
import type { SlipWork } from './use-slip.ts'
import { slipWords } from './words.data.ts'

/** Whether the words are borne out by the record, in green or red, with the reason. */
function TruthLine({ draft, isSaving, onNotKnown }: { draft: Draft; isSaving: boolean; onNotKnown: (() => void) | undefined }) {
  const words = useWords(slipWords)
  if (draft.untrue.length === 0)
    return (
      <p className="slip-truth c-ok" role="status">
        <Icon name="check" size="small" /> {draft.recordSays ? words.fits(draft.recordSays) : words.fitsPlain}
        {isSaving && <span className="t3 slip-saving"> · {words.saving}</span>}
      </p>
    )
  return (
    <ul className="slip-truth c-danger" role="alert">
      {draft.untrue.map((one) => (
        <li key={`${one.from}-${one.why}`}>
          <Icon name="warning" size="small" /> {one.said ? words.untrueSaid(one.said, words.untrue[one.why]) : words.untrue[one.why]}
        </li>
      ))}
      {onNotKnown && (
        <li>
          <Button size="small" onClick={onNotKnown}>
            {words.sayNotKnown}
          </Button>
        </li>
      )}
    </ul>
  )
}

/** What a lead must agree to before it goes: another reason, or amends above the limit; and who did. */
function Agreement({ draft, to, work }: { draft: Draft; to: 'reason' | 'amends'; work: SlipWork }) {
  const words = useWords(slipWords).agree
  const may = useMay()
  const [because, setBecause] = useState('')
  const act = useAct(agreeSlip, { onDone: work.take })
  const agree = async () => {
    await work.save()
    const now = work.latest()
    if (!now || !because.trim()) return
    act.go({ params: { promiseId: now.promise.id, slipId: now.slip.id }, body: { to, words: because.trim(), version: now.slip.version } })
  }
  const { agreedByName, agreedWords, approvedByName, approvedWords } = draft.slip
  const [who, why] = to === 'reason' ? [agreedByName, agreedWords] : [approvedByName, approvedWords]
  const isWaiting = to === 'reason' ? draft.waitsForLead.reason : draft.waitsForLead.amends || draft.asksLead
  if (who && !isWaiting)
    return (
      <p className="c-ok">
        <Icon name="check" size="small" /> {words.agreed(who)}
        {why && <span className="t2"> “{why}”</span>}
      </p>
    )
  return (
    <div className="slip-agree">
      <p className="c-warn">
        <Icon name="lock" size="small" /> {to === 'reason' ? words.needsReason : words.needsAmends}
      </p>
      {may('promises.lead') && (
        <div className="row g2">
          <div className="grow">
            <TextField label={words.words} isLabelUnseen placeholder={words.words} value={because} onText={setBecause} maxLength={300} />
          </div>
          <Button isBusy={act.isRunning} disabled={!because.trim()} onClick={() => void agree().catch(() => undefined)}>
            {words.act}
          </Button>
        </div>
      )}
      <ProblemLine problem={act.problem} />
    </div>
  )
}

/** The letter as it would go: written out of the steps until somebody writes their own, with marks under what comes from them. */
export function Letter({ draft, filled, change, work }: StepProps & { work: SlipWork }) {
  const words = useWords(slipWords)
  const say = useSay()
  const { zone } = useHouse()
  const who = draft.promise.calledAs
  const text = filled.words ?? draft.words ?? ''
  const isOther = filled.toldReason !== undefined && filled.toldReason !== filled.reason
  const hasAmends = filled.amendsKind !== 'none' && (filled.amendsMinor ?? 0) > 0
  const { waitsForLead, asksLead, slip, limit } = draft
  const isAbove = hasAmends && ((filled.amendsMinor ?? 0) > limit.minor || waitsForLead.amends || asksLead || slip.approvedByName !== null)
  return (
    <Step number={4} title={words.steps.words}>
      {draft.mustCall && !filled.words ? (
        <p className="slip-waiting t2">{words.noTemplate}</p>
      ) : text === '' && filled.words === undefined ? (
        <p className="slip-waiting t2">{words.wordsWaiting}</p>
      ) : (
        <div className="slip-letter">
          <p className="slip-under" aria-hidden="true">
            {partsOf(text, draft).map((part, at) =>
              part.mark ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other name.
                <mark key={at} className={`mark-${part.mark}`}>
                  {part.text}
                </mark>
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other name.
                <span key={at}>{part.text}</span>
              ),
            )}{' '}
          </p>
          <textarea
            className="slip-words"
            aria-label={words.wordsLabel}
            value={text}
            maxLength={4000}
            spellCheck={false}
            aria-invalid={draft.untrue.length > 0 || undefined}
            onChange={(event) => change({ words: event.currentTarget.value })}
          />
        </div>
      )}
      {text !== '' && (
        <div className="slip-beneath">
          <TruthLine
            draft={draft}
            isSaving={work.isSaving}
            onNotKnown={
              filled.reason === 'not-known' || draft.slip.toldAt ? undefined : () => change({ ...notKnown(filled, zone), words: undefined })
            }
          />
          {filled.words !== undefined && !draft.mustCall && (
            <button type="button" className="link" onClick={() => change({ words: undefined })}>
              {words.rewrite}
            </button>
          )}
          {draft.marks.length > 0 && filled.words === undefined && <span className="meta phone-off">{words.marked}</span>}
        </div>
      )}
      <p className="t2 slip-before">
        <Icon name="recent" className="t3" />{' '}
        {draft.before === 0 && !draft.mustCall ? words.first(who) : words.again(who, say.number(draft.before), draft.before)}
      </p>
      {filled.reason && <ToldReason draft={draft} filled={filled} change={change} />}
      {isOther && <Agreement draft={draft} to="reason" work={work} />}
      {isAbove && <Agreement draft={draft} to="amends" work={work} />}
    </Step>
  )
}
