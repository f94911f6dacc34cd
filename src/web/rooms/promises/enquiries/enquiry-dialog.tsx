import { useState } from 'react'
import { Link } from 'wouter'
import { getEnquiry, reopenEnquiry } from '#rooms/promises/enquiries/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { ErrorState, ProblemLine, Skeleton } from '../../../kit/states.tsx'
import { say as tell } from '../../../kit/toasts.tsx'
import { useAct, useAsk } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useMay } from '../../../shell/session.tsx'
import { customerPath } from '../../../shell/sidebar.data.ts'
import { useWords } from '../../../shell/words.ts'
import { AnswerDialog, BoughtDialog, NotBoughtDialog } from './ends.tsx'
import { type Enquiry, type Quote, useShowEnquiry, useStandingOf } from './enquiries-data.ts'
import { QuoteDialog } from './quote-dialog.tsx'
import { enquiryWords } from './words.data.ts'
import '../requests/requests.css'
import './enquiries.css'

type Mode = 'answer' | 'quote' | 'bought' | 'notBought'

function QuotePart({ quote }: { quote: Quote }) {
  const words = useWords(enquiryWords).quote
  const say = useSay()
  const { number, lines, total, terms, validUntil, givenAt, givenHow, givenByName, endedAt } = quote
  const state = [
    givenAt && givenHow ? `${words.given[givenHow]} ${say.nearDate(say.dayOf(givenAt))}` : words.draft,
    givenByName,
    endedAt ? words.over : givenAt && words.until2(say.dayMonth(validUntil)),
  ]
  return (
    <section className="quote" aria-label={words.number(String(number))}>
      <h3 className="row g2">
        <span className="strong grow">{words.number(String(number))}</span>
        <span className="meta">{state.filter(Boolean).join(' · ')}</span>
      </h3>
      <ul>
        {lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a quote that stands never move.
          <li key={at} className="quote-row">
            <span className="grow">
              {line.what}
              {line.quantity !== 1 && <span className="t2 num"> × {say.number(line.quantity)}</span>}
            </span>
            {line.total && <span className="num">{say.money(line.total)}</span>}
          </li>
        ))}
        {total && (
          <li className="quote-row strong">
            <span className="grow">{words.total}</span>
            <span className="num">{say.money(total)}</span>
          </li>
        )}
      </ul>
      {terms && <p className="t2">{terms}</p>}
    </section>
  )
}

/** How it ended, where it has. */
function Endings({ onMode }: { onMode: (mode: Mode) => void }) {
  const words = useWords(enquiryWords)
  return (
    <div className="row g2 wrap">
      <Button size="small" icon="check" onClick={() => onMode('bought')}>
        {words.acts.bought}
      </Button>
      <Button size="small" icon="close" onClick={() => onMode('notBought')}>
        {words.acts.notBought}
      </Button>
    </div>
  )
}

function Inside({ enquiry, onMode }: { enquiry: Enquiry; onMode: (mode: Mode) => void }) {
  const words = useWords(enquiryWords)
  const may = useMay()
  const say = useSay()
  const standing = useStandingOf(say)
  const { customerId, calledAs, organisation, askedAt, came, madeByName, next, quotes, orders } = enquiry
  return (
    <>
      <p>
        <Link href={customerPath(customerId)} className="strong link">
          {calledAs}
        </Link>
        <span className="t2">
          {organisation ? ` · ${organisation}` : ''} · {words.asked(say.nearDate(say.dayOf(askedAt)), words.came[came])}
          {madeByName ? ` · ${words.by(madeByName)}` : ''}
        </span>
      </p>
      <p>
        {standing(enquiry)}
        {next && (
          <>
            {' · '}
            <Link href={`/promises?promise=${next.id}`} className="link">
              {words.promise}
            </Link>
          </>
        )}
      </p>
      {quotes.map((quote) => (
        <QuotePart key={quote.id} quote={quote} />
      ))}
      {orders.length > 0 && enquiry.state !== 'not-bought' && (
        <section aria-label={words.orders}>
          <h3 className="strong">{words.orders}</h3>
          <ul>
            {orders.map((order) => (
              <li key={order.id} className="quote-row">
                <span className="grow">
                  {order.summary || order.code}
                  {order.id === enquiry.orderId && <span className="c-ok"> · {words.states.bought}</span>}
                </span>
                <span className="meta">{say.nearDate(order.day)}</span>
                {order.total && <span className="num">{say.money(order.total)}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {enquiry.closedAt === null && may('promises.write') && <Endings onMode={onMode} />}
    </>
  )
}

function Ends({ enquiry, onMode, onClose }: { enquiry: Enquiry; onMode: (mode: Mode) => void; onClose: () => void }) {
  const words = useWords(enquiryWords)
  const may = useMay()
  const show = useShowEnquiry()
  const reopen = useAct(reopenEnquiry, {
    onDone: (after) => {
      show(after)
      tell(words.reopened, { tone: 'ok' })
    },
  })
  if (!may('promises.write')) return <Button onClick={onClose}>{words.close}</Button>
  if (enquiry.closedAt !== null) {
    const { customerId, id: enquiryId, version } = enquiry
    return (
      <>
        <ProblemLine problem={reopen.problem} />
        <Button icon="undo" isBusy={reopen.isRunning} onClick={() => reopen.go({ params: { customerId, enquiryId }, body: { version } })}>
          {words.acts.reopen}
        </Button>
        <Button kind="primary" onClick={onClose}>
          {words.close}
        </Button>
      </>
    )
  }
  return (
    <>
      {may('see.amounts') && (
        <Button icon="file" onClick={() => onMode('quote')}>
          {words.acts.quote}
        </Button>
      )}
      <Button kind="primary" icon="message" onClick={() => onMode('answer')} data-autofocus>
        {words.acts.answer}
      </Button>
    </>
  )
}

/** One enquiry: who asked what, where it stands, its quotes, what they bought since, and what comes next. */
export function EnquiryDialog({ customerId, enquiryId, onClose }: { customerId: string; enquiryId: string; onClose: () => void }) {
  const words = useWords(enquiryWords)
  const asked = useAsk(getEnquiry, { params: { customerId, enquiryId } }, { retry: false })
  const [mode, setMode] = useState<Mode>()
  const enquiry = asked.data
  const back = () => setMode(undefined)
  if (enquiry && mode === 'answer') return <AnswerDialog enquiry={enquiry} onClose={back} />
  if (enquiry && mode === 'quote') return <QuoteDialog enquiry={enquiry} onClose={back} />
  if (enquiry && mode === 'bought') return <BoughtDialog enquiry={enquiry} onClose={back} />
  if (enquiry && mode === 'notBought') return <NotBoughtDialog enquiry={enquiry} onClose={back} />
  return (
    <Dialog
      title={enquiry?.about ?? words.newTitle}
      size="wide"
      onClose={onClose}
      ends={enquiry ? <Ends enquiry={enquiry} onMode={setMode} onClose={onClose} /> : <Button onClick={onClose}>{words.close}</Button>}
    >
      {asked.error && !enquiry ? (
        <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} isSlim />
      ) : enquiry ? (
        <Inside enquiry={enquiry} onMode={setMode} />
      ) : (
        <Skeleton lines={4} height={2} />
      )}
    </Dialog>
  )
}
