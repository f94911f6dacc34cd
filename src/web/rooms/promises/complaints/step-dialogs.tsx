import { type ReactNode, useId, useState } from 'react'
import {
  answerComplaint,
  askComplaint,
  assessComplaint,
  complaintCauses,
  complaintComplexities,
  complaintDecisions,
  complaintHeard,
  complaintTouches,
  complaintWays,
  findComplaintCause,
  investigateComplaint,
  preventComplaint,
  remedyComplaint,
} from '#rooms/promises/complaints/contract.ts'
import { listColleagues } from '#rooms/team/mine/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { ChipChoice } from '../../../kit/chip.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Field, TextField } from '../../../kit/field.tsx'
import { Choice } from '../../../kit/menu.tsx'
import { ProblemLine } from '../../../kit/states.tsx'
import { say as tell } from '../../../kit/toasts.tsx'
import { useAct, useAsk } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useMe } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { type Amount, amountOf, noAmount } from '../../people/amount.ts'
import { MoneyField } from '../../people/money-field.tsx'
import { useOfferedKinds } from '../../people/touchpoint-kinds.ts'
import { type Complained, useShowComplaint } from './complaint-data.ts'
import { inAWeek } from './naming.ts'
import { complaintWords } from './words.data.ts'

/** The forms of a complaint's steps, each a dialog with what the step needs to know. */

export type DialogProps = { complaint: Complained; onClose: () => void }

const given = <K extends string>(key: K, text: string): Partial<Record<K, string>> =>
  text.trim() ? ({ [key]: text.trim() } as Partial<Record<K, string>>) : {}

type Writing = Pick<ReturnType<typeof useAct>, 'isRunning' | 'problem' | 'again'>

function StepDialog({
  title,
  onClose,
  onSave,
  isReady,
  act,
  children,
}: {
  title: string
  onClose: () => void
  onSave: () => void
  isReady: boolean
  act: Writing
  children: ReactNode
}) {
  const words = useWords(complaintWords).form
  return (
    <Dialog
      title={title}
      onClose={onClose}
      onSubmit={() => isReady && !act.isRunning && onSave()}
      ends={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" type="submit" isBusy={act.isRunning} disabled={!isReady}>
            {words.keep}
          </Button>
        </>
      }
    >
      {children}
      <ProblemLine problem={act.problem} onRetry={act.again} />
    </Dialog>
  )
}

/** What every step does when it is saved: show the complaint as it is now, say so, and go. */
function useDone(onClose: () => void, said: string) {
  const show = useShowComplaint()
  return (complaint: Complained) => {
    show(complaint)
    onClose()
    tell(said, { tone: 'ok' })
  }
}

function Lines({
  label,
  value,
  onText,
  most = 2000,
  isFirst,
}: {
  label: string
  value: string
  onText: (text: string) => void
  most?: number
  isFirst?: boolean
}) {
  const id = useId()
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <textarea
        id={id}
        className="input input-lines"
        rows={3}
        maxLength={most}
        value={value}
        data-autofocus={isFirst || undefined}
        onChange={(event) => onText(event.currentTarget.value)}
      />
    </div>
  )
}

function HolderChoice({ label, value, onChange }: { label: string; value: string; onChange: (id: string) => void }) {
  const me = useMe()
  const colleagues = useAsk(listColleagues, {}, { staleTime: 300_000 }).data?.colleagues ?? []
  const all = [{ id: me.id, name: me.name }, ...colleagues.filter(({ id }) => id !== me.id)]
  return (
    <Field label={label}>
      {(ids) => <Choice {...ids} value={value} choices={all.map(({ id, name }) => ({ value: id, words: name }))} onChange={onChange} />}
    </Field>
  )
}

export function AssessDialog({ complaint, onClose }: DialogProps) {
  const words = useWords(complaintWords)
  const kinds = useOfferedKinds()
  const [severity, setSeverity] = useState(String(complaint.severity) as '1' | '2' | '3')
  const [touches, setTouches] = useState(complaint.touches ?? undefined)
  const [complexity, setComplexity] = useState(complaint.complexity ?? 'simple')
  const [kind, setKind] = useState(complaint.touchpointKind ?? '')
  const [place, setPlace] = useState(complaint.place ?? '')
  const [sought, setSought] = useState(complaint.remedySought ?? '')
  const [actNow, setActNow] = useState('')
  const act = useAct(assessComplaint, { onDone: useDone(onClose, words.done.assess) })
  const save = () =>
    act.go({
      params: { complaintId: complaint.id },
      body: {
        version: complaint.version,
        severity: Number(severity),
        touches: touches ?? null,
        complexity,
        touchpointKind: kind || null,
        place: place.trim() || null,
        // What is veiled from this reader stays as it is.
        ...(complaint.isVeiled ? {} : { remedySought: sought.trim() || null }),
        ...given('actNow', actNow),
      },
    })
  return (
    <StepDialog title={words.acts.assess} onClose={onClose} onSave={save} isReady act={act}>
      <ChipChoice
        title={words.form.severity}
        value={severity}
        choices={(['1', '2', '3'] as const).map((value) => ({ value, words: words.severities[value] }))}
        onChange={(value) => setSeverity(value ?? '2')}
      />
      <ChipChoice
        title={words.form.touches}
        value={touches}
        choices={complaintTouches.map((value) => ({ value, words: words.touches[value] }))}
        onChange={setTouches}
      />
      <ChipChoice
        title={words.form.complexity}
        value={complexity}
        choices={complaintComplexities.map((value) => ({ value, words: words.complexities[value] }))}
        onChange={(value) => setComplexity(value ?? 'simple')}
      />
      <div className="make-two">
        <Field label={words.form.kind}>
          {(ids) => (
            <Choice
              {...ids}
              value={kind}
              placeholder="–"
              choices={kinds.filter(({ key }) => key !== 'complaint').map(({ key, name }) => ({ value: key, words: name }))}
              onChange={setKind}
            />
          )}
        </Field>
        <TextField label={words.form.place} placeholder={words.form.placeHint} value={place} maxLength={120} onText={setPlace} />
      </div>
      {!complaint.isVeiled && (
        <TextField label={words.form.sought} placeholder={words.form.soughtHint} value={sought} maxLength={300} onText={setSought} />
      )}
      <TextField label={words.form.actNow} hint={words.form.actNowHint} value={actNow} maxLength={300} onText={setActNow} />
    </StepDialog>
  )
}

export function InvestigateDialog({ complaint, onClose }: DialogProps) {
  const words = useWords(complaintWords)
  const me = useMe()
  const [holderId, setHolder] = useState(complaint.promises.deciding?.holderId ?? me.id)
  const act = useAct(investigateComplaint, { onDone: useDone(onClose, words.done.investigate) })
  const save = () => act.go({ params: { complaintId: complaint.id }, body: { version: complaint.version, holderId } })
  return (
    <StepDialog title={words.acts.investigate} onClose={onClose} onSave={save} isReady act={act}>
      <HolderChoice label={words.form.holder} value={holderId} onChange={setHolder} />
    </StepDialog>
  )
}

export function CauseDialog({ complaint, onClose }: DialogProps) {
  const words = useWords(complaintWords)
  const [cause, setCause] = useState(complaint.cause ?? undefined)
  const [more, setMore] = useState(complaint.causeWords ?? '')
  const act = useAct(findComplaintCause, { onDone: useDone(onClose, words.done.cause) })
  const save = () =>
    cause && act.go({ params: { complaintId: complaint.id }, body: { version: complaint.version, cause, ...given('words', more) } })
  return (
    <StepDialog title={words.acts.cause} onClose={onClose} onSave={save} isReady={cause !== undefined} act={act}>
      <ChipChoice
        title={words.form.cause}
        value={cause}
        choices={complaintCauses.map((value) => ({ value, words: words.causes[value] }))}
        onChange={setCause}
      />
      <TextField label={words.form.causeWords} value={more} maxLength={300} onText={setMore} />
    </StepDialog>
  )
}

export function RemedyDialog({ complaint, onClose }: DialogProps) {
  const words = useWords(complaintWords)
  const say = useSay()
  const { currency } = complaint.limit
  const [fix, setFix] = useState(complaint.fix ?? '')
  const [amends, setAmends] = useState(complaint.amends ?? '')
  const minor = complaint.amendsAmount?.minor
  const [amount, setAmount] = useState<Amount>(minor === undefined ? noAmount : amountOf(minor, currency, say.language))
  const act = useAct(remedyComplaint, { onDone: useDone(onClose, words.done.remedy) })
  const save = () =>
    act.go({
      params: { complaintId: complaint.id },
      body: {
        version: complaint.version,
        ...given('fix', fix),
        ...given('amends', amends),
        ...(amends.trim() && amount.minor !== undefined ? { amendsMinor: amount.minor } : {}),
      },
    })
  return (
    <StepDialog title={words.acts.remedy} onClose={onClose} onSave={save} isReady={fix.trim() !== '' || amends.trim() !== ''} act={act}>
      {complaint.remedySought && (
        <p className="t2">
          {words.sections.sought}: {complaint.remedySought}
        </p>
      )}
      <TextField label={words.form.fix} value={fix} maxLength={300} onText={setFix} data-autofocus />
      <TextField label={words.form.amends} value={amends} maxLength={300} onText={setAmends} />
      <MoneyField
        label={words.form.amount}
        amount={amount}
        onAmount={setAmount}
        currency={currency}
        error={words.form.amountWrong}
        hint={words.form.limit(say.money(complaint.limit))}
      />
    </StepDialog>
  )
}

export function PreventDialog({ complaint, onClose }: DialogProps) {
  const words = useWords(complaintWords)
  const say = useSay()
  const me = useMe()
  const [what, setWhat] = useState('')
  const [holderId, setHolder] = useState(me.id)
  const [day, setDay] = useState(inAWeek(say.today))
  const act = useAct(preventComplaint, { onDone: useDone(onClose, words.done.prevent) })
  const save = () =>
    act.go({ params: { complaintId: complaint.id }, body: { version: complaint.version, words: what.trim(), holderId, day } })
  return (
    <StepDialog title={words.acts.prevent} onClose={onClose} onSave={save} isReady={what.trim() !== '' && day !== ''} act={act}>
      <TextField label={words.form.prevent} hint={words.form.preventHint} value={what} maxLength={300} onText={setWhat} data-autofocus />
      <div className="make-two">
        <HolderChoice label={words.form.preventWho} value={holderId} onChange={setHolder} />
        <TextField label={words.form.preventDay} type="date" isNum value={day} min={say.today} onText={setDay} />
      </div>
    </StepDialog>
  )
}

const isPast = (due: string | null | undefined): boolean => typeof due === 'string' && Date.parse(due) < Date.now()

/** A clock that is missed asks why, unless the slip has said so already. */
const asksWhy = ({ promises: { acknowledging, deciding } }: Complained): boolean =>
  [acknowledging, deciding].some((one) => one?.state === 'open' && one.stage !== 'mending' && isPast(one.firstDue))

export function AnswerDialog({ complaint, onClose }: DialogProps) {
  const words = useWords(complaintWords)
  const [decision, setDecision] = useState<(typeof complaintDecisions)[number]>()
  const [told, setTold] = useState('')
  const [how, setHow] = useState<(typeof complaintWays)[number]>('call')
  const [reason, setReason] = useState('')
  const isAsked = asksWhy(complaint)
  const act = useAct(answerComplaint, { onDone: useDone(onClose, words.done.answer) })
  const isReady = decision !== undefined && told.trim() !== '' && (!isAsked || reason.trim() !== '')
  const save = () =>
    decision &&
    act.go({
      params: { complaintId: complaint.id },
      body: { version: complaint.version, decision, words: told.trim(), how, ...given('reason', reason) },
    })
  return (
    <StepDialog title={words.acts.answer} onClose={onClose} onSave={save} isReady={isReady} act={act}>
      <ChipChoice
        title={words.form.decision}
        value={decision}
        choices={complaintDecisions.map((value) => ({ value, words: words.decisions[value] }))}
        onChange={setDecision}
      />
      <Lines label={decision === 'rejected' ? words.form.answerRejected : words.form.answer} value={told} onText={setTold} isFirst />
      <ChipChoice
        title={words.form.answerHow}
        value={how}
        choices={complaintWays.map((value) => ({ value, words: words.ways[value] }))}
        onChange={(value) => setHow(value ?? 'call')}
      />
      {isAsked && <TextField label={words.form.reason} value={reason} maxLength={300} onText={setReason} />}
    </StepDialog>
  )
}

export function AskDialog({ complaint, onClose }: DialogProps) {
  const words = useWords(complaintWords)
  const [answer, setAnswer] = useState<(typeof complaintHeard)[number] | 'none'>()
  const [said, setSaid] = useState('')
  const [how, setHow] = useState<(typeof complaintWays)[number]>('call')
  const act = useAct(askComplaint, { onDone: useDone(onClose, answer === 'none' ? words.done.tried : words.done.ask) })
  const save = () =>
    act.go({
      params: { complaintId: complaint.id },
      body: { version: complaint.version, how, ...(answer && answer !== 'none' ? { answer } : {}), ...given('words', said) },
    })
  return (
    <StepDialog title={words.acts.ask} onClose={onClose} onSave={save} isReady={answer !== undefined} act={act}>
      <ChipChoice
        title={words.form.heard}
        value={answer}
        choices={[
          ...complaintHeard.map((value) => ({ value, words: words.heard[value] })),
          { value: 'none' as const, words: words.form.none },
        ]}
        onChange={setAnswer}
      />
      <ChipChoice
        title={words.form.askHow}
        value={how}
        choices={complaintWays.map((value) => ({ value, words: words.ways[value] }))}
        onChange={(value) => setHow(value ?? 'call')}
      />
      <TextField label={words.form.heardWords} value={said} maxLength={300} onText={setSaid} />
    </StepDialog>
  )
}
