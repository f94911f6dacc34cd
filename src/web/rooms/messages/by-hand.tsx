import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { letMessageBe, listByHand, toldByHand, wordsByHand } from '#rooms/messages/gate/contract.ts'
import { getJourney, listJourneys } from '#rooms/messages/journeys/contract.ts'
import { Button } from '../../kit/button.tsx'
import { ConfirmDialog } from '../../kit/confirm-dialog.tsx'
import { Icon } from '../../kit/icons.tsx'
import { EmptyState, ErrorState, ProblemLine, Skeleton } from '../../kit/states.tsx'
import { say as tell } from '../../kit/toasts.tsx'
import { type Answer, keyOf, useAct, useAsk } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useMay } from '../../shell/session.tsx'
import { customerPath } from '../../shell/sidebar.data.ts'
import { useWords } from '../../shell/words.ts'
import { printWords } from './inbox/print-words.ts'
import { PlaceHead } from './place-head.tsx'
import { useWhyHeld } from './why.ts'
import { messageWords } from './words.data.ts'

type Letter = Answer<typeof listByHand>['letters'][number]

/** After a letter is carried or let be it waits no more, and its journey counts it. */
function useGone(): () => void {
  const queries = useQueryClient()
  return () => {
    for (const route of [listByHand, listJourneys, getJourney]) void queries.invalidateQueries({ queryKey: keyOf(route) })
  }
}

/** What can't be undone says first what will happen. */
function LetBe({ letter, onClose }: { letter: Letter; onClose: () => void }) {
  const words = useWords(messageWords).byHand
  const gone = useGone()
  const { customerId, messageId, calledAs, title } = letter
  const act = useAct(letMessageBe, {
    onDone: () => {
      onClose()
      tell(words.letBeSaid(calledAs), { tone: 'ok' })
      gone()
    },
  })
  return (
    <ConfirmDialog
      title={words.letBe}
      act={words.letBe}
      keep={words.keep}
      isBusy={act.isRunning}
      problem={act.problem}
      onAct={() => act.go({ params: { customerId, messageId } })}
      onClose={onClose}
    >
      <p>{words.letBeWhat(title, calledAs)}</p>
    </ConfirmDialog>
  )
}

/** The words of one letter, with what to do with them. */
function Work({ letter }: { letter: Letter }) {
  const words = useWords(messageWords).byHand
  const why = useWhyHeld()
  const gone = useGone()
  const [isLettingBe, setLettingBe] = useState(false)
  const { customerId, messageId, calledAs, channel } = letter
  const params = { customerId, messageId }
  const asked = useAsk(wordsByHand, { params })
  const told = useAct(toldByHand, {
    onDone: () => {
      tell(words.toldSaid(calledAs), { tone: 'ok' })
      gone()
    },
  })
  if (asked.error) return <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton height={10} />
  const { copy, verdict } = asked.data
  const text = copy ? (copy.subject ? `${copy.subject}\n\n${copy.text}` : copy.text) : ''
  const toClipboard = async () => {
    await navigator.clipboard.writeText(text)
    tell(words.copied, { tone: 'ok' })
  }
  return (
    <div className="by-hand-work">
      {copy ? (
        <>
          <p>
            {words.to(words.channels[channel])} <strong>{copy.to}</strong>
          </p>
          <p className="by-hand-words">
            {copy.subject && <strong className="by-hand-subject">{copy.subject}</strong>}
            {copy.text}
          </p>
        </>
      ) : (
        <p className="c-danger">{verdict.answer === 'no' ? why(verdict, calledAs) : words.cannot}</p>
      )}
      <div className="row g2 wrap">
        {copy && (
          <>
            <Button icon="copy" onClick={() => void toClipboard()}>
              {words.copy}
            </Button>
            <Button icon="file" onClick={() => printWords(text)}>
              {words.print}
            </Button>
            <Button kind="primary" icon="check" isBusy={told.isRunning} onClick={() => told.go({ params, body: { how: channel } })}>
              {words.told}
            </Button>
          </>
        )}
        <Button kind="quiet" onClick={() => setLettingBe(true)}>
          {words.letBe}
        </Button>
      </div>
      {told.problem && <ProblemLine problem={told.problem} />}
      {isLettingBe && <LetBe letter={letter} onClose={() => setLettingBe(false)} />}
    </div>
  )
}

function Line({ letter, isOpen, onOpen }: { letter: Letter; isOpen: boolean; onOpen: () => void }) {
  const words = useWords(messageWords).byHand
  const say = useSay()
  const may = useMay()
  const { name, calledAs, title, kind, madeAt, notBefore, expiresAt, customerId } = letter
  const when = (instant: string) => `${say.clockOf(instant)} ${say.relative(say.dayOf(instant))}`
  const told = [
    words.kinds[kind],
    say.relative(say.dayOf(madeAt)),
    ...(notBefore ? [words.from(when(notBefore))] : []),
    ...(expiresAt ? [words.until(when(expiresAt))] : []),
  ]
  return (
    <li className="by-hand-line">
      <div className="by-hand-head">
        <span className="grow stack">
          <Link href={customerPath(customerId)} className="link">
            {name || calledAs}
          </Link>
          <span>{title}</span>
          <span className="meta">{told.join(' · ')}</span>
        </span>
        {may('messages.write') && (
          <Button
            size="small"
            icon={isOpen ? 'down' : 'right'}
            aria-expanded={isOpen}
            aria-label={`${words.open}: ${name || calledAs}`}
            onClick={onOpen}
          >
            {words.open}
          </Button>
        )}
      </div>
      {isOpen && <Work letter={letter} />}
    </li>
  )
}

/** Letters that nothing carries, each waiting for a hand. */
export default function ByHand() {
  const words = useWords(messageWords).byHand
  const [open, setOpen] = useState<string>()
  const asked = useAsk(listByHand, {})
  const letters = asked.data?.letters ?? []
  return (
    <>
      <PlaceHead part="byHand" />
      <div className="frame-page" data-scrolls role="tabpanel" aria-labelledby="messages-byHand">
        <div className="messages-page">
          {asked.error && !asked.data ? (
            <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} />
          ) : !asked.data ? (
            <Skeleton height={16} />
          ) : letters.length === 0 ? (
            <EmptyState icon="mail" title={words.empty}>
              {words.emptyWhy}
            </EmptyState>
          ) : (
            <>
              <p className="messages-shut">
                <Icon name="info" className="c-info" /> {words.what}
              </p>
              <ul className="card">
                {letters.map((letter) => (
                  <Line
                    key={letter.messageId}
                    letter={letter}
                    isOpen={open === letter.messageId}
                    onOpen={() => setOpen(open === letter.messageId ? undefined : letter.messageId)}
                  />
                ))}
              </ul>
            </>
          )}
        </div>
      </div>
    </>
  )
}
