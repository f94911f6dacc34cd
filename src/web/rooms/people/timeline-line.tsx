import { type KeyboardEvent, memo, useState } from 'react'
import { Link } from 'wouter'
import { hasCard } from '#values/card-guard.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { Icon } from '../../kit/icons.tsx'
import { LateMenu } from '../../kit/late-menu.tsx'
import type { MenuItem } from '../../kit/menu.tsx'
import { Skeleton } from '../../kit/states.tsx'
import { say as tell } from '../../kit/toasts.tsx'
import { WaitingMark } from '../../shell/offline/waiting-mark.tsx'
import { problemFrom, useProblemWords } from '../../shell/problem.ts'
import { useSay } from '../../shell/say.ts'
import { useMay } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { complaintPath } from '../promises/complaints/naming.ts'
import { LateReceive } from '../promises/complaints/receive-complaint.tsx'
import { complaintWords } from '../promises/complaints/words.data.ts'
import { PraiseInPlace } from '../team/mine/praise-in-place.tsx'
import { type HouseKinds, iconOf, type Line, lineMeta, lineTitle } from './line-words.ts'
import type { TimelineActs } from './timeline-data.ts'
import { isWaiting } from './timeline-pages.ts'
import { peopleWords } from './words.data.ts'

/** What may be done with a line that was written by hand. */
function useLineItems(line: Line, acts: TimelineActs, onEdit: () => void, onComplaint?: () => void): MenuItem[] {
  const words = useWords(peopleWords).timeline
  const { make } = useWords(complaintWords)
  const problems = useProblemWords()
  const quietly = (act: Promise<unknown>) => void act.catch((error) => tell(problems.say(problemFrom(error)), { tone: 'danger' }))
  return [
    {
      words: line.isPinned ? words.unpin : words.pin,
      icon: 'pin',
      act: () => quietly(acts.change(line, { isPinned: !line.isPinned }, line.isPinned ? words.unpinnedDone : words.pinnedDone)),
    },
    { words: words.edit, icon: 'pencil', act: onEdit },
    ...(onComplaint ? [{ words: make, icon: 'warning' as const, act: onComplaint }] : []),
    'line',
    { words: words.remove, icon: 'trash', isDanger: true, act: () => quietly(acts.remove(line)) },
  ]
}

/** The text of a line while it is being corrected. */
function LineEditor({ line, acts, onClose }: { line: Line; acts: TimelineActs; onClose: () => void }) {
  const words = useWords(peopleWords)
  const problems = useProblemWords()
  const [text, setText] = useState(line.body ?? '')
  const [problem, setProblem] = useState<string>()
  const isCard = hasCard(text)
  const save = async () => {
    const body = text.trim()
    if (isCard || !body || body === line.body) return isCard ? undefined : onClose()
    try {
      await acts.change(line, { body }, words.timeline.changed)
      onClose()
    } catch (error) {
      setProblem(problems.say(problemFrom(error)))
    }
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      void save()
    } else if (event.key === 'Escape') {
      event.stopPropagation()
      onClose()
    }
  }
  return (
    <div className="timeline-editor">
      <textarea
        className="input input-lines"
        aria-label={words.timeline.edit}
        rows={Math.min(6, text.split('\n').length + 1)}
        value={text}
        // biome-ignore lint/a11y/noAutofocus: it was opened to be written in.
        autoFocus
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKey}
      />
      {(isCard || problem) && (
        <p className="meta c-danger" role="alert">
          {isCard ? words.note.card : problem}
        </p>
      )}
      <Button size="small" onClick={() => void save()}>
        {words.likes.save}
      </Button>
    </div>
  )
}

type Props = {
  customerId: string
  line: Line
  acts: TimelineActs
  kinds: HouseKinds
  /** Which line is being written in is known above, so that scrolling away does not end it. */
  isEditing: boolean
  onEdit: (id: string | undefined) => void
  onOrder: (orderId: string) => void
}

/** One line: day, drawing, what happened, what stands small below it, the amount or the acts. */
export const TimelineLine = memo(function TimelineLine({ customerId, line, acts, kinds, isEditing, onEdit, onOrder }: Props) {
  const words = useWords(peopleWords).timeline
  const say = useSay()
  const may = useMay()
  const [isComplaint, complain] = useState(false)
  const mayComplain = line.kind === 'complaint' && line.about === null && may('promises.write')
  const items = useLineItems(line, acts, () => onEdit(line.id), mayComplain ? () => complain(true) : undefined)
  const day = say.dayOf(line.at)
  const title = lineTitle(line, words, say.number, kinds)
  const meta = lineMeta(line, words, kinds)
  const isSad = line.feeling === 'unhappy' || line.kind === 'complaint'
  const about = line.about
  const letter =
    about?.kind === 'newsletter' && may('messages.read')
      ? `/messages/letters/${about.id}?step=send`
      : about?.kind === 'complaint' && may('promises.read')
        ? complaintPath(about.id)
        : undefined
  return (
    <article className={`timeline-line ${isWaiting(line) ? 'is-waiting' : ''} ${about?.state === 'cancelled' ? 'is-off' : ''}`}>
      <time className="num timeline-day" dateTime={line.at} title={`${say.date(day)} ${say.clockOf(line.at)}`}>
        {say.dayMonth(day)}
      </time>
      <span className={`timeline-icon ${isSad ? 'is-sad' : ''}`}>
        <Icon name={iconOf(line, kinds)} size="small" />
      </span>
      <div className="grow">
        {isEditing ? (
          <LineEditor line={line} acts={acts} onClose={() => onEdit(undefined)} />
        ) : (
          <p className="timeline-title">
            {letter ? (
              <Link className="link" href={letter}>
                {title}
              </Link>
            ) : (
              title
            )}
          </p>
        )}
        {meta && <p className="meta">{meta}</p>}
        {isWaiting(line) && <WaitingMark lineId={line.id} />}
        {line.kind === 'thanks' && line.body && !isWaiting(line) && !isEditing && (
          <PraiseInPlace customerId={customerId} about={{ kind: 'thanks', words: line.body }} />
        )}
      </div>
      {about?.amount && <span className="num nowrap">{say.money(about.amount)}</span>}
      {about?.kind === 'order' && (
        <IconButton icon="right" size="small" label={`${words.kinds.order} ${about.code ?? title}`} onClick={() => onOrder(about.id)} />
      )}
      {!about && !isWaiting(line) && may('customers.write') && (
        <LateMenu className="timeline-acts" label={words.acts(title.slice(0, 60))} items={items} />
      )}
      {isComplaint && (
        <LateReceive
          customerId={customerId}
          from={{ touchpointId: line.id, ...(line.body === null ? {} : { words: line.body }) }}
          onClose={() => complain(false)}
        />
      )}
    </article>
  )
})

/** The place of a line that is still to be read. */
export function UnreadLine({ at }: { at: number }) {
  return (
    <div className="timeline-wait">
      <Skeleton width={2.5} />
      <Skeleton width={1.5} height={1.5} />
      <Skeleton width={`${40 + ((at * 37) % 35)}%`} />
    </div>
  )
}

/** A note that stands above the timeline until somebody takes the pin out. */
export function PinnedNote({ line, acts }: { line: Line; acts: TimelineActs }) {
  const words = useWords(peopleWords).timeline
  const say = useSay()
  const may = useMay()
  const [isEditing, edit] = useState(false)
  const items = useLineItems(line, acts, () => edit(true))
  return (
    <li className="timeline-pin">
      <Icon name="pin" className="t2" />
      <div className="grow">
        {isEditing ? (
          <LineEditor line={line} acts={acts} onClose={() => edit(false)} />
        ) : (
          <p>
            {line.body} <span className="meta num">{[line.staffName, say.nearDate(say.dayOf(line.at))].filter(Boolean).join(', ')}</span>
          </p>
        )}
      </div>
      {may('customers.write') && !isWaiting(line) && <LateMenu label={words.acts((line.body ?? '').slice(0, 60))} items={items} />}
    </li>
  )
}
