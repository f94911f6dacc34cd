import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Chip } from '../../../kit/chip.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { CopyText } from '../../../kit/states.tsx'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { dueWords, momentWords, type Row } from '../naming.ts'
import { promiseWords } from '../words.data.ts'
import type { Complained } from './complaint-data.ts'
import { complaintPath } from './naming.ts'
import { complaintWords } from './words.data.ts'

/** What is known of a complaint: their words, what they ask for beside what is done, the cause and what prevents it. */

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <h3 className="promise-section">{title}</h3>
      {children}
    </div>
  )
}

function Given({ complaint }: { complaint: Complained }) {
  const words = useWords(complaintWords)
  const { left } = useWords(promiseWords)
  const say = useSay()
  const { fix, amends, amendsAmount, needsLead, approvedByName, remediedAt } = complaint
  if (complaint.isVeiled) return <p className="t3">{words.cardVeiled}</p>
  if (!fix && !amends) return <p className="t3">{words.noGiven}</p>
  return (
    <>
      {fix && (
        <p>
          <span className="t2">{words.fix}:</span> {fix}
        </p>
      )}
      {amends && (
        <p>
          <span className="t2">{words.amends}:</span> {amends}
          {amendsAmount && <span className="num"> ({say.money(amendsAmount)})</span>}
        </p>
      )}
      {needsLead && (
        <p className="c-warn">
          <Icon name="lock" size="small" /> {words.needsLead}
        </p>
      )}
      <p className="meta">
        {[approvedByName && words.agreedBy(approvedByName), remediedAt ? words.doneAt(momentWords(remediedAt, left, say)) : words.notDone]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </>
  )
}

/** An inside promise that the complaint led to, with who does it and by when. */
function Inside({ row, what }: { row: Row; what: string | null }) {
  const words = useWords(complaintWords)
  const { left } = useWords(promiseWords)
  const say = useSay()
  const who = row.holderName ?? ''
  const isDone = row.state === 'kept' || row.state === 'late'
  return (
    <p>
      <Icon name={isDone ? 'check' : 'clock'} size="small" className={isDone ? 'c-ok' : 't3'} />{' '}
      <Link href={`/promises?promise=${row.id}`} className="link">
        {what ?? row.words}
      </Link>
      <span className="meta num">
        {' · '}
        {isDone && row.doneAt
          ? words.preventedOn(who, say.nearDate(say.dayOf(row.doneAt)))
          : row.promisedDue && words.prevents(who, dueWords(row.promisedDue, row.isDay, left, say))}
      </span>
    </p>
  )
}

function Why({ complaint }: { complaint: Complained }) {
  const words = useWords(complaintWords)
  const { prevention } = complaint.promises
  return (
    <div className="complaint-two">
      <Fact title={words.sections.cause}>
        {complaint.cause ? (
          <p>
            {words.causes[complaint.cause]}
            {complaint.causeWords && <span className="t2"> · {complaint.causeWords}</span>}
          </p>
        ) : (
          <p className="t3">{words.noCause}</p>
        )}
        {complaint.repeats && (
          <p className="c-warn">
            <Icon name="warning" size="small" />{' '}
            <Link href={complaintPath(complaint.repeats.id)} className="link">
              {words.repeats(complaint.repeats.code)}
            </Link>
          </p>
        )}
      </Fact>
      <Fact title={words.sections.prevention}>
        {prevention ? <Inside row={prevention} what={complaint.prevention} /> : <p className="t3">{words.noPrevention}</p>}
      </Fact>
    </div>
  )
}

function Answered({ complaint }: { complaint: Complained }) {
  const words = useWords(complaintWords)
  const { left } = useWords(promiseWords)
  const say = useSay()
  const { decision, decisionWords, heard, heardWords, attempts, followDue } = complaint
  if (!complaint.answeredAt) return null
  return (
    <div className="complaint-two">
      <Fact title={words.sections.answer}>
        {decision && (
          <p>
            <Chip tone={decision === 'rejected' ? 'plain' : 'ok'}>{words.decisions[decision]}</Chip>
          </p>
        )}
        {decisionWords && <p className="complaint-said">{decisionWords}</p>}
      </Fact>
      <Fact title={words.sections.heard}>
        {heard && (
          <p>
            <Chip tone={heard === 'unhappy' ? 'warn' : 'ok'}>{words.heard[heard]}</Chip>
            {heardWords && <span className="t2"> {heardWords}</span>}
          </p>
        )}
        {attempts > 0 && <p className="t2">{words.attempts(say.number(attempts))}</p>}
        {!heard && followDue && <p className="t2">{words.askOn(dueWords(followDue, true, left, say))}</p>}
        {!heard && attempts === 0 && !followDue && <p className="t3">{words.steps.not}</p>}
      </Fact>
    </div>
  )
}

export function ComplaintParts({ complaint }: { complaint: Complained }) {
  const words = useWords(complaintWords)
  const { acting } = complaint.promises
  return (
    <>
      <section>
        <h3 className="promise-section">{words.sections.words}</h3>
        {complaint.words === null ? (
          <p className="t2">
            <Icon name="lock" size="small" /> {words.veiled}
          </p>
        ) : (
          <blockquote className="complaint-words">{complaint.words}</blockquote>
        )}
        {acting && (
          <div className="complaint-acting">
            <span className="strong c-danger">{words.actNow}</span>
            <Inside row={acting} what={null} />
          </div>
        )}
      </section>
      <div className="complaint-two complaint-remedy">
        <Fact title={words.sections.sought}>
          <p className={complaint.remedySought ? '' : 't3'}>
            {complaint.remedySought ?? (complaint.isVeiled ? words.cardVeiled : words.noSought)}
          </p>
        </Fact>
        <Fact title={words.sections.given}>
          <Given complaint={complaint} />
        </Fact>
      </div>
      <Why complaint={complaint} />
      <Answered complaint={complaint} />
    </>
  )
}

/** How it stands, in a sentence for the customer, in both languages. */
export function StatusSaid({ complaint }: { complaint: Complained }) {
  const words = useWords(complaintWords)
  return (
    <section>
      <h3 className="promise-section">{words.sections.status}</h3>
      {(['vi', 'en'] as const).map((language) => (
        <div key={language} className="complaint-status">
          <p lang={language} className="grow">
            {complaint.status[language]}
          </p>
          <CopyText text={complaint.status[language]} label={words.copy} isLarge />
        </div>
      ))}
    </section>
  )
}

export function ComplaintHistory({ complaint }: { complaint: Complained }) {
  const words = useWords(complaintWords)
  const { left } = useWords(promiseWords)
  const say = useSay()
  const told = (payload: Complained['events'][number]['payload'], kind: string): string => {
    if (!payload || kind === 'received') return ''
    const text = payload['words'] ?? payload['reason'] ?? payload['fix'] ?? payload['actNow']
    return typeof text === 'string' ? text : ''
  }
  return (
    <section>
      <h3 className="promise-section">{words.sections.history}</h3>
      <ol className="promise-history">
        {complaint.events.map(({ id, at, kind, staffName, payload }) => (
          <li key={id}>
            <time className="meta num" dateTime={at}>
              {momentWords(at, left, say)}
            </time>
            <span className="history-words">
              {words.events[kind]}
              {told(payload, kind) && <span className="t2">: {told(payload, kind)}</span>}
              {staffName && <span className="t3"> · {staffName}</span>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
