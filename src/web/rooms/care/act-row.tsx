import { Fragment, lazy, type Ref, Suspense } from 'react'
import { Link } from 'wouter'
import { Button, ButtonLink } from '../../kit/button.tsx'
import { Icon } from '../../kit/icons.tsx'
import { useSay } from '../../shell/say.ts'
import { useMay } from '../../shell/session.tsx'
import { customerPath } from '../../shell/sidebar.data.ts'
import { useWords } from '../../shell/words.ts'
import { complaintPath } from '../promises/complaints/naming.ts'
import { Veiled } from '../recognition/veil.tsx'
import { UnhappyEnds } from '../satisfaction/unhappy-ends.tsx'
import { type Act, type End, endWords, iconOfAct, isPressing, numberOf, reasonsOf, sentenceOf } from './act-words.ts'
import { HowTo } from './playbooks/how-to.tsx'
import { situationsOf } from './playbooks/situations.ts'
import { useSwipe } from './swipe.ts'
import { careWords } from './words.data.ts'

// Written in now and then, and not before the list stands.
const QuickNote = lazy(() => import('../people/quick-note.tsx').then(({ QuickNote }) => ({ default: QuickNote })))

const isQuiet = (end: End): boolean => end === 'later' || end === 'refused'

/** A promise, and with `isSlipping` the form that tells of its slip. */
const promisePathOf = ({ parts }: Act, isSlipping = false): string =>
  `/promises?${new URLSearchParams({ promise: String(parts.promiseId), ...(isSlipping ? { slip: '1' } : {}) })}`

/** Where an act leads: to the customer, or to the front desk with the number that nobody has yet. */
function pathOf(act: Act): string | undefined {
  if (act.kind === 'letter-waiting') return `/messages/inbox?box=open&thread=${act.parts.threadId}`
  if (act.kind === 'house-day') return '/messages/days'
  if (act.kind === 'complaint-follow') return complaintPath(String(act.parts.complaintId))
  if (act.kind === 'letter-to-owner') return `/messages/inbox?box=owner&thread=${act.parts.threadId}`
  if (act.group === 'promises') return promisePathOf(act)
  if (act.customerId) return customerPath(act.customerId)
  const number = numberOf(act)
  return number ? `/recognise?${new URLSearchParams({ q: number })}` : undefined
}

/** The card of somebody's own day, which is written where cards are. */
function cardPathOf({ kind, key, parts }: Act): string | undefined {
  const [, customerId, occasionId] = key.split(':')
  if ((kind !== 'birthday' && kind !== 'occasion') || typeof parts.cardYear !== 'number') return undefined
  return `/messages/days?${new URLSearchParams({ write: `${customerId}~own:${occasionId}~${parts.cardYear}` })}`
}

/** The sentence of an act; a number in it is veiled where strangers see the screen. */
function Sentence({ act, isNow }: { act: Act; isNow: boolean }) {
  const words = useWords(careWords)
  const say = useSay()
  const sentence = sentenceOf(act, words, say, isNow)
  const shown = act.calledAs === null && typeof act.parts.shown === 'string' ? act.parts.shown : ''
  if (!shown || !sentence.includes(shown)) return sentence
  const [before = '', after = ''] = sentence.split(shown)
  return (
    <>
      {before}
      <Veiled>
        <span className="num">{shown}</span>
      </Veiled>
      {after}
    </>
  )
}

function Why({ act, isNow }: { act: Act; isNow: boolean }) {
  const words = useWords(careWords)
  const say = useSay()
  const reasons = reasonsOf(act, words, say, isNow)
  return (
    <p className="act-why">
      {act.takenBy !== null && <span className="c-info">{words.why.takenByMe}</span>}
      {act.takenBy !== null && reasons.length > 0 && ' · '}
      {reasons.map((reason, at) => (
        <Fragment key={reason}>
          {at > 0 && ' · '}
          {at === 0 && isPressing(act) ? (
            <span className="c-danger strong">
              <Icon name="warning" size="small" /> {reason}
            </span>
          ) : (
            reason
          )}
        </Fragment>
      ))}
    </p>
  )
}

type Props = {
  act: Act
  /** False on the list of another day: there is nothing to end yet. */
  isNow: boolean
  isChosen: boolean
  isNoting: boolean
  link: Ref<HTMLAnchorElement>
  onChoose: () => void
  onEnd: (end: End) => void
  onLater: () => void
  onNote: (isNoting: boolean) => void
  onTake: (isMine: boolean) => void
}

/** Kinds of acts from which one goes on to tell that a promise slips. */
const canSlip = ({ kind }: Act): boolean => kind === 'promise-due' || kind === 'promise-risk' || kind === 'promise-untold'

/** The ends of an act, each one click; what is only put away stands last and quiet. */
function Ends({ act, isChosen, isNoting, onEnd, onLater, onNote, onTake }: Props) {
  const words = useWords(careWords)
  const may = useMay()
  const number = numberOf(act)
  const main = act.ends.find((end) => !isQuiet(end))
  const quietEnds = act.ends.filter(isQuiet)
  const cardPath = may('messages.write') ? cardPathOf(act) : undefined
  return (
    <div className="act-ends">
      {cardPath && (
        <ButtonLink to={cardPath} icon="gift">
          {words.writeCard}
        </ButtonLink>
      )}
      {act.kind === 'missed-call' && number && (
        <a className="button button-secondary button-usual phone-only" href={`tel:${number}`} onClick={() => onTake(true)}>
          <Icon name="phone" /> {words.call}
        </a>
      )}
      {act.kind === 'missed-call' && (
        <Button kind="quiet" className="phone-off" onClick={() => onTake(act.takenBy === null)}>
          {act.takenBy === null ? words.take : words.release}
        </Button>
      )}
      {act.ends
        .filter((end) => !isQuiet(end))
        .map((end) => (
          <Button
            key={end}
            icon={end === main ? 'check' : 'none'}
            keyHint={isChosen && end === main ? 'X' : undefined}
            onClick={() => onEnd(end)}
          >
            {endWords(act, end, words)}
          </Button>
        ))}
      {act.kind === 'unhappy' && act.customerId && (
        <UnhappyEnds customerId={act.customerId} questionId={String(act.parts.questionId)} version={Number(act.parts.version)} />
      )}
      {canSlip(act) && may('promises.write') && (
        <ButtonLink to={promisePathOf(act, true)} kind={act.kind === 'promise-untold' ? 'secondary' : 'quiet'}>
          {act.kind === 'promise-untold' ? words.apologise : words.slip}
        </ButtonLink>
      )}
      {act.customerId && (act.kind === 'arrival' || act.kind === 'missed-call') && may('customers.write') && (
        <Button kind="quiet" isAtEdge={quietEnds.length === 0} aria-expanded={isNoting} onClick={() => onNote(!isNoting)}>
          {words.note}
        </Button>
      )}
      {quietEnds.map((end, at) => (
        <Button key={end} kind="quiet" isAtEdge={at === quietEnds.length - 1} onClick={() => (end === 'later' ? onLater() : onEnd(end))}>
          {endWords(act, end, words)}
        </Button>
      ))}
    </div>
  )
}

/** One act of care: what, why, and its ends. */
export function ActRow(props: Props) {
  const { act, isNow, isChosen, isNoting, link, onChoose, onEnd, onLater, onNote } = props
  const words = useWords(careWords)
  const say = useSay()
  const path = pathOf(act)
  const main = act.ends.find((end) => !isQuiet(end))
  const swipe = useSwipe({
    onRight: isNow && main ? () => onEnd(main) : undefined,
    onLeft: isNow && act.ends.includes('later') ? onLater : undefined,
  })
  const title = <Sentence act={act} isNow={isNow} />
  return (
    <li className={`act ${isChosen ? 'is-chosen' : ''}`} onFocus={onChoose} {...(isNow ? swipe : {})}>
      <span className="act-lead">
        {act.at && act.at.length === 5 ? <span className="num">{act.at}</span> : <Icon name={iconOfAct(act)} className="t2" />}
      </span>
      <div className="act-words">
        <p className="act-title">
          {path ? (
            <Link href={path} ref={link}>
              {title}
            </Link>
          ) : (
            title
          )}
        </p>
        <div className="act-under">
          <Why act={act} isNow={isNow} />
          {isNow && <HowTo at={situationsOf(act)} label={sentenceOf(act, words, say, isNow)} />}
        </div>
      </div>
      {isNow && <Ends {...props} />}
      {isNoting && act.customerId && (
        <div className="act-note">
          <Suspense fallback={null}>
            <QuickNote customerId={act.customerId} who={act.calledAs ?? ''} isAtOnce onDone={() => onNote(false)} />
          </Suspense>
        </div>
      )}
    </li>
  )
}
