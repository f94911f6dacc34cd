import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import {
  acknowledgeComplaint,
  agreeComplaint,
  closeComplaint,
  fulfilComplaint,
  getComplaint,
  noteComplaint,
  reopenComplaint,
} from '#rooms/promises/complaints/contract.ts'
import { Button, IconButton } from '../../../kit/button.tsx'
import { Chip } from '../../../kit/chip.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { Menu, type MenuItem } from '../../../kit/menu.tsx'
import { useIsPhone } from '../../../kit/phone.ts'
import { EmptyState, ErrorState, Skeleton } from '../../../kit/states.tsx'
import { useAsk } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useMay } from '../../../shell/session.tsx'
import { customerPath } from '../../../shell/sidebar.data.ts'
import { useWords } from '../../../shell/words.ts'
import { HowTo } from '../../care/playbooks/how-to.tsx'
import { ReasonDialog } from '../act-dialogs.tsx'
import { momentWords } from '../naming.ts'
import { promiseWords } from '../words.data.ts'
import { type Complained, useComplaintAct } from './complaint-data.ts'
import { ComplaintHistory, ComplaintParts, StatusSaid } from './complaint-parts.tsx'
import { ComplaintSteps } from './complaint-steps.tsx'
import { AnswerDialog, AskDialog, AssessDialog, CauseDialog, InvestigateDialog, PreventDialog, RemedyDialog } from './step-dialogs.tsx'
import { complaintWords } from './words.data.ts'

type Step = 'assess' | 'investigate' | 'cause' | 'remedy' | 'prevent' | 'answer' | 'ask'
type Asking = Step | 'acknowledge' | 'agree' | 'reopen' | 'note'

const dialogs = {
  assess: AssessDialog,
  investigate: InvestigateDialog,
  cause: CauseDialog,
  remedy: RemedyDialog,
  prevent: PreventDialog,
  answer: AnswerDialog,
  ask: AskDialog,
}
const isStep = (asking: Asking | undefined): asking is Step => asking !== undefined && Object.hasOwn(dialogs, asking)

function Head({ complaint, onBack }: { complaint: Complained; onBack: () => void }) {
  const words = useWords(complaintWords)
  const { left } = useWords(promiseWords)
  const say = useSay()
  const when = momentWords(complaint.receivedAt, left, say)
  const how = words.ways[complaint.how]
  return (
    <header className="promise-head">
      <IconButton icon="left" label={words.back} className="phone-only" onClick={onBack} />
      <div className="grow">
        <h2 className="title">
          <span className="num">{complaint.code}</span>{' '}
          <Link href={customerPath(complaint.customerId)} className="promise-who">
            {complaint.calledAs}
          </Link>
        </h2>
        <p className="t2">
          {[
            complaint.organisation,
            complaint.receivedByName ? words.receivedBy(complaint.receivedByName, how, when) : words.receivedPlain(how, when),
            complaint.place,
            complaint.order?.code,
            complaint.holderName && complaint.state !== 'closed' && words.heldBy(complaint.holderName),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <div className="complaint-marks">
        {complaint.severity === 3 && <Chip tone="danger">{words.severities['3']}</Chip>}
        {complaint.touches && (
          <Chip tone="warn" icon="warning">
            {words.touches[complaint.touches]}
          </Chip>
        )}
      </div>
    </header>
  )
}

/** What is still missing before it may be closed. */
function Lacks({ complaint }: { complaint: Complained }) {
  const words = useWords(complaintWords).lacks
  if (complaint.state === 'closed' || complaint.lacks.length === 0) return null
  return (
    <p className="meta complaint-lacks">
      {words.title} {complaint.lacks.map((lack) => words[lack]).join(', ')}.
    </p>
  )
}

/** Whether saying that it arrived comes too late, so that the reason is asked for. */
const isAckLate = ({ promises: { acknowledging } }: Complained): boolean =>
  acknowledging?.state === 'open' &&
  acknowledging.stage !== 'mending' &&
  acknowledging.firstDue !== null &&
  Date.parse(acknowledging.firstDue) < Date.now()

function useActs(complaint: Complained, onAsk: (asking: Asking) => void) {
  const words = useWords(complaintWords)
  const may = useMay()
  const [, navigate] = useLocation()
  const act = useComplaintAct()
  const input = { params: { complaintId: complaint.id }, body: { version: complaint.version } }
  const { acknowledging, deciding } = complaint.promises
  const isOpen = complaint.state !== 'closed'
  const clock = acknowledging?.state === 'open' ? acknowledging : deciding?.state === 'open' ? deciding : null
  const offers = (complaint.fix !== null || complaint.amends !== null) && complaint.remediedAt === null
  const all: Record<string, { isHere: boolean; act: () => void }> = {
    acknowledge: {
      isHere: complaint.acknowledgedAt === null && complaint.answeredAt === null,
      act: () => (isAckLate(complaint) ? onAsk('acknowledge') : void act(acknowledgeComplaint, input, words.done.acknowledge)),
    },
    answer: { isHere: complaint.decision === null, act: () => onAsk('answer') },
    remedied: {
      isHere: offers && !complaint.needsLead && complaint.decision !== 'rejected',
      act: () => void act(fulfilComplaint, input, words.done.remedied),
    },
    ask: { isHere: complaint.answeredAt !== null && complaint.heard === null, act: () => onAsk('ask') },
    close: { isHere: complaint.lacks.length === 0, act: () => void act(closeComplaint, input, words.done.close) },
    agree: { isHere: complaint.needsLead && may('promises.lead'), act: () => onAsk('agree') },
    assess: { isHere: complaint.answeredAt === null, act: () => onAsk('assess') },
    investigate: { isHere: complaint.answeredAt === null, act: () => onAsk('investigate') },
    cause: { isHere: true, act: () => onAsk('cause') },
    remedy: { isHere: true, act: () => onAsk('remedy') },
    prevent: { isHere: complaint.cause !== null && complaint.promises.prevention?.state !== 'open', act: () => onAsk('prevent') },
    slip: { isHere: clock !== null, act: () => clock && navigate(`/promises?promise=${clock.id}&slip=1`) },
  }
  return isOpen ? all : {}
}

type ActName = Exclude<keyof ReturnType<typeof useWordsOfActs>, never>
const useWordsOfActs = () => useWords(complaintWords).acts

/** The acts in the order in which they are the next thing to do. */
const inTurn = [
  'acknowledge',
  'agree',
  'close',
  'remedied',
  'ask',
  'assess',
  'cause',
  'remedy',
  'answer',
  'prevent',
  'investigate',
  'slip',
] as const

/** What is most natural now: it stands first, as the one primary act. */
function firstOf(complaint: Complained, here: readonly ActName[]): ActName | undefined {
  const { next, assessedAt, cause } = complaint
  const wished: ActName[] =
    next === 'acknowledge'
      ? ['acknowledge']
      : next === 'answer'
        ? complaint.answeredAt !== null || complaint.fix || complaint.amends
          ? ['agree', 'answer']
          : assessedAt === null
            ? ['assess']
            : cause === null
              ? ['cause']
              : ['remedy']
        : next === 'remedy'
          ? ['remedied', 'agree']
          : next === 'ask'
            ? ['ask']
            : next === 'close'
              ? complaint.lacks.includes('cause')
                ? ['cause']
                : ['close']
              : []
  return wished.find((one) => here.includes(one)) ?? here[0]
}

function Ends({ complaint, onAsk }: { complaint: Complained; onAsk: (asking: Asking) => void }) {
  const words = useWords(complaintWords)
  const acts = useActs(complaint, onAsk)
  const here = inTurn.filter((name) => acts[name]?.isHere)
  const first = firstOf(complaint, here)
  const rest = here.filter((name) => name !== first)
  const most = useIsPhone() ? 1 : 2
  const shown = rest.slice(0, most)
  const items: MenuItem[] = [
    ...rest.slice(most).map((name) => ({ words: words.acts[name], act: () => acts[name]?.act() })),
    ...(complaint.answeredAt ? [{ words: words.acts.reopen, act: () => onAsk('reopen') }] : []),
    { words: words.acts.note, act: () => onAsk('note') },
  ]
  return (
    <div className="promise-ends complaint-ends">
      {first && (
        <Button kind="primary" onClick={() => acts[first]?.act()}>
          {words.acts[first]}
        </Button>
      )}
      {shown.map((name) => (
        <Button key={name} onClick={() => acts[name]?.act()}>
          {words.acts[name]}
        </Button>
      ))}
      <Menu side="top-start" button={<IconButton icon="more" label={words.acts.more} />} items={items} />
    </div>
  )
}

/** The dialogs of a complaint: the form of a step, or a few words. */
function Dialogs({ complaint, asking, onClose }: { complaint: Complained; asking: Asking; onClose: () => void }) {
  const words = useWords(complaintWords)
  const act = useComplaintAct()
  const params = { complaintId: complaint.id }
  const { version } = complaint
  if (isStep(asking)) {
    const Shown = dialogs[asking]
    return <Shown complaint={complaint} onClose={onClose} />
  }
  const few = {
    acknowledge: {
      label: words.form.reason,
      save: (reason: string) => act(acknowledgeComplaint, { params, body: { version, reason } }, words.done.acknowledge),
    },
    agree: {
      label: words.form.agreeWhy,
      save: (said: string) => act(agreeComplaint, { params, body: { version, words: said } }, words.done.agree),
    },
    reopen: {
      label: words.form.reopenWhy,
      save: (reason: string) => act(reopenComplaint, { params, body: { version, reason } }, words.done.reopen),
    },
    note: {
      label: words.form.note,
      save: (said: string) => act(noteComplaint, { params, body: { version, words: said } }, words.done.note),
    },
  }[asking]
  return <ReasonDialog title={words.acts[asking]} label={few.label} onReason={(said) => void few.save(said)} onClose={onClose} />
}

/** One complaint: its steps, their words, remedy asked for beside given, cause and prevention, and what can be done next. */
export function ComplaintPane({ complaintId, onBack }: { complaintId: string; onBack: () => void }) {
  const words = useWords(complaintWords)
  const may = useMay()
  const [asking, ask] = useState<Asking>()
  const answer = useAsk(getComplaint, { params: { complaintId } })
  const complaint = answer.data
  if (answer.error && !complaint)
    return (
      <section className="promise-pane">
        {answer.error.status === 404 || answer.error.status === 400 ? (
          <EmptyState icon="warning" title={words.gone} act={<Button onClick={onBack}>{words.back}</Button>}>
            {words.goneWhy}
          </EmptyState>
        ) : (
          <ErrorState problem={answer.error} onRetry={() => void answer.refetch()} />
        )}
      </section>
    )
  if (!complaint)
    return (
      <section className="promise-pane" aria-busy="true">
        <div className="promise-inside">
          <Skeleton width={22} height={2} />
          <Skeleton lines={6} height={2.5} />
        </div>
      </section>
    )
  return (
    <section className="promise-pane" aria-label={complaint.code}>
      <Head complaint={complaint} onBack={onBack} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys. */}
      <section className="promise-inside complaint-inside" data-scrolls tabIndex={0} aria-label={complaint.code}>
        <ComplaintSteps complaint={complaint} />
        <Lacks complaint={complaint} />
        <HowTo at={['complaint']} label={complaint.code} />
        <ComplaintParts complaint={complaint} />
        <details className="promise-fold">
          <summary>
            <Icon name="message" className="t3" /> {words.sections.status}
            <Icon name="down" size="small" className="t3 fold-sign" />
          </summary>
          <StatusSaid complaint={complaint} />
        </details>
        <ComplaintHistory complaint={complaint} />
      </section>
      {may('promises.write') && <Ends complaint={complaint} onAsk={ask} />}
      {asking && <Dialogs complaint={complaint} asking={asking} onClose={() => ask(undefined)} />}
    </section>
  )
}
