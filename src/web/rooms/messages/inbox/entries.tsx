import { useEffect, useRef, useState } from 'react'
import { takeBackAnswer, tellAnswer } from '#rooms/messages/inbox/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { State } from '../../../kit/chip.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { ProblemLine } from '../../../kit/states.tsx'
import { say as tell } from '../../../kit/toasts.tsx'
import { useAct } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useMay } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { Attached } from './attached.tsx'
import { printWords } from './print-words.ts'
import { type Entry, type Talk, useKeepTalk } from './talk-data.ts'
import { inboxWords } from './words.data.ts'

/** What somebody sent, as they laid it out, in a room of its own: nothing in it runs, nothing is fetched. */
function Sheet({ html, title }: { html: string; title: string }) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [height, setHeight] = useState(160)
  const measure = () => {
    const body = frame.current?.contentDocument?.body
    if (body) setHeight(Math.min(4000, Math.max(80, body.scrollHeight + 24)))
  }
  return (
    <iframe
      ref={frame}
      className="inbox-sheet"
      title={title}
      // Without scripts nobody inside can use the origin; outside it lets the height be measured.
      sandbox="allow-same-origin allow-popups"
      srcDoc={`<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"><meta name="color-scheme" content="light">${html}`}
      style={{ height }}
      onLoad={measure}
    />
  )
}

/** What to do with words that nothing carries: copy or print them, and say that it was done. */
function ByHand({ talk, entry, to }: { talk: Talk; entry: Entry; to: string }) {
  const words = useWords(inboxWords)
  const keep = useKeepTalk()
  const told = useAct(tellAnswer, {
    onDone: (after) => {
      keep(after)
      tell(words.toldSaid, { tone: 'ok' })
    },
  })
  const channel = entry.sent?.channel ?? 'paper'
  const how = channel === 'call' ? 'paper' : channel
  const copy = async () => {
    await navigator.clipboard.writeText(entry.words)
    tell(words.copied, { tone: 'ok' })
  }
  return (
    <div className="inbox-hand">
      <p>{words.byHand(to, words.channels[channel])}</p>
      <div className="row g2 wrap">
        <Button icon="copy" onClick={() => void copy()}>
          {words.copy}
        </Button>
        <Button icon="file" onClick={() => printWords(entry.words)}>
          {words.print}
        </Button>
        <Button
          kind="primary"
          icon="check"
          isBusy={told.isRunning}
          onClick={() => told.go({ params: { threadId: talk.id, entryId: entry.id }, body: { how } })}
        >
          {words.told}
        </Button>
      </div>
      <ProblemLine problem={told.problem} />
    </div>
  )
}

function Sent({ talk, entry }: { talk: Talk; entry: Entry }) {
  const words = useWords(inboxWords)
  const say = useSay()
  const may = useMay()
  const keep = useKeepTalk()
  const back = useAct(takeBackAnswer, {
    onDone: (after) => {
      keep(after)
      tell(words.takenBack, { tone: 'ok' })
    },
  })
  const { sent } = entry
  if (!sent) return null
  const isBad = ['bounced', 'refused', 'suppressed', 'complained'].includes(sent.state)
  return (
    <>
      {sent.byHand && may('messages.write') && <ByHand talk={talk} entry={entry} to={sent.byHand.to} />}
      <span className="row g2 wrap meta">
        {!sent.byHand && (
          <State tone={isBad ? 'danger' : 'plain'} icon={isBad ? 'warning' : sent.mayTakeBack ? 'clock' : 'check'}>
            {[words.sent[sent.state], sent.notBefore && words.leavesAt(say.clockOf(sent.notBefore))].filter(Boolean).join(', ')}
          </State>
        )}
        {sent.mayTakeBack && (
          <Button
            kind="quiet"
            size="small"
            icon="undo"
            isBusy={back.isRunning}
            onClick={() => back.go({ params: { threadId: talk.id, entryId: entry.id } })}
          >
            {words.takeBack}
          </Button>
        )}
      </span>
      <ProblemLine problem={back.problem} />
    </>
  )
}

function EntryBox({ talk, entry }: { talk: Talk; entry: Entry }) {
  const words = useWords(inboxWords)
  const say = useSay()
  const [isLaidOut, layOut] = useState(false)
  const who = entry.direction === 'in' ? talk.name : words.of(entry.staffName ?? '')
  return (
    <article className={`inbox-entry inbox-${entry.direction}`} aria-label={who}>
      <header className="row g2 wrap">
        {entry.direction === 'note' && <Icon name="lock" size="small" className="c-warn" />}
        <span className="strong">{entry.direction === 'note' ? `${words.inside} · ${entry.staffName ?? ''}` : who}</span>
        <time className="meta num" dateTime={entry.at}>
          {say.clockOf(entry.at)} {say.nearDate(say.dayOf(entry.at))}
        </time>
      </header>
      {isLaidOut && entry.safeHtml ? (
        <Sheet html={entry.safeHtml} title={words.sheet(who)} />
      ) : (
        <p className="inbox-words">{entry.words}</p>
      )}
      {entry.safeHtml && (
        <Button kind="quiet" size="small" icon="eye" onClick={() => layOut(!isLaidOut)}>
          {isLaidOut ? words.asText : words.asSent}
        </Button>
      )}
      {entry.quoted && (
        <details className="inbox-quoted">
          <summary className="meta">{words.quoted}</summary>
          <p className="inbox-words t2">{entry.quoted}</p>
        </details>
      )}
      <Attached entry={entry} from={talk.name} />
      {entry.direction === 'out' && <Sent talk={talk} entry={entry} />}
    </article>
  )
}

/** Everything said in a talk; the newest begins in sight. */
export function Entries({ talk }: { talk: Talk }) {
  const words = useWords(inboxWords)
  const newest = useRef<HTMLDivElement>(null)
  const last = talk.entries.at(-1)?.id
  const block = talk.entries.at(-1)?.direction === 'in' ? 'start' : 'end'
  // biome-ignore lint/correctness/useExhaustiveDependencies: another talk or a new word brings its beginning into sight.
  useEffect(() => {
    newest.current?.scrollIntoView({ block })
  }, [talk.id, last])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard, whatever it holds.
    <section className="inbox-entries" data-scrolls aria-label={words.messages} tabIndex={0}>
      {talk.entries.map((entry) => (
        <div key={entry.id} className="inbox-row" ref={entry.id === last ? newest : null}>
          <EntryBox talk={talk} entry={entry} />
        </div>
      ))}
    </section>
  )
}
