import { type ReactNode, useState } from 'react'
import { getConsents, listTopics } from '#rooms/messages/consent/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../../kit/states.tsx'
import { useAsk } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useMay } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { PageLink } from '../page/page-link.tsx'
import { OwnChoice } from './choice.tsx'
import { Evidence } from './evidence.tsx'
import { History } from './history.tsx'
import { type Cell, type Consents, iconOf, type Line, linesOf, type Topic, toneOf } from './naming.ts'
import { SpokenDialog } from './spoken-dialog.tsx'
import { consentWords } from './words.data.ts'
import './consent.css'

/** One topic: a chip for each channel; pressed, it tells how that is known. */
function AgreedLine({ line, name, consents }: { line: Line; name: string; consents: Consents }) {
  const words = useWords(consentWords)
  const say = useSay()
  const [open, setOpen] = useState<Cell>()
  const inWords = ({ channel, state, monthly, until, since }: Cell): string[] =>
    [
      `${words.channels[channel]}: ${words.states[state].toLocaleLowerCase(say.language)}`,
      monthly !== null && (state === 'granted' || state === 'snoozed') ? words.atMost(say.number(monthly)) : '',
      state === 'snoozed' && until ? words.until(say.date(say.dayOf(until))) : words.since(say.date(say.dayOf(since))),
    ].filter((part) => part !== '')
  const event = open && consents.history.find(({ id }) => id === open.eventId)
  // Who asked for less agreed before: the words that were agreed to stand below.
  const agreed =
    event && event.act !== 'granted' && event.act !== 'requested'
      ? consents.history.find(
          ({ act, at, topicId, channel }) => act === 'granted' && at <= event.at && topicId === line.topicId && channel === open?.channel,
        )
      : undefined
  return (
    <li className="consent-line">
      <h3 className="strong">{name}</h3>
      <div className="consent-cells">
        {line.cells.map((cell) => (
          <button
            key={cell.channel}
            type="button"
            className={`consent-cell consent-${toneOf[cell.state]}`}
            aria-expanded={open === cell}
            title={words.how}
            onClick={() => setOpen(open === cell ? undefined : cell)}
          >
            <Icon name={iconOf[cell.state]} size="small" />
            <span>{inWords(cell).join(' · ')}</span>
            <Icon name="down" size="small" className="t3" />
          </button>
        ))}
      </div>
      {event && <Evidence event={event} />}
      {agreed && <Evidence event={agreed} />}
    </li>
  )
}

type Shown = { consents: Consents; topics: readonly Topic[]; who: string; acts: ReactNode }

function Agreed({ consents, topics, who, acts }: Shown) {
  const words = useWords(consentWords)
  const say = useSay()
  const left = consents.cells.find(({ purpose, channel }) => purpose === 'every' && channel === 'every')
  // Who agreed to something since then came back: the log keeps the leaving, the banner would be wrong.
  const isBack = left?.state !== 'erased' && consents.cells.some(({ state }) => state === 'granted' || state === 'snoozed')
  const whole = isBack ? undefined : left
  const lines = linesOf(consents.cells, topics)
  const nameOf = ({ topicId, purpose }: Line): string =>
    topics.find(({ id }) => id === topicId)?.names[say.language] ?? words.purposes[purpose]
  const when = whole && words.since(say.date(say.dayOf(whole.since)))
  return (
    <section className="card consent-card">
      <header className="row g4 wrap">
        <h2 className="section consent-title">{words.agreed}</h2>
        {acts}
      </header>
      {whole && (
        <p className="consent-left" role="status">
          <Icon name="avoid" /> {whole.state === 'erased' ? words.erased(when ?? '') : words.left(who, when ?? '')}
        </p>
      )}
      {consents.isOnRegister && (
        <p className="consent-left" role="status">
          <Icon name="phone" /> {words.isOnRegister}
        </p>
      )}
      {lines.length === 0 ? (
        <EmptyState icon="mail" title={words.nothing} isNoResult>
          {words.nothingWhy}
        </EmptyState>
      ) : (
        <ul className="consent-lines">
          {lines.map((line) => (
            <AgreedLine key={line.key} line={line} name={nameOf(line)} consents={consents} />
          ))}
        </ul>
      )}
    </section>
  )
}

/** What this customer agreed to, left and chose, how each is known, and noting what they say. */
export function ConsentTab({ customerId, who }: { customerId: string; who: string }) {
  const words = useWords(consentWords)
  const may = useMay()
  const asked = useAsk(getConsents, { params: { customerId } })
  const topics = useAsk(listTopics, {}, { staleTime: 60_000 }).data?.topics
  const [isNoting, setNoting] = useState(false)
  if (asked.error && !asked.data) return <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} isSlim />
  if (!asked.data || !topics) return <Skeleton lines={8} height={2} />
  return (
    <div className="consent">
      <Agreed
        consents={asked.data}
        topics={topics}
        who={who}
        acts={
          <>
            <PageLink customerId={customerId} who={who} />
            {may('consent.write') && (
              <Button icon="pencil" onClick={() => setNoting(true)}>
                {words.note}
              </Button>
            )}
          </>
        }
      />
      <OwnChoice choice={asked.data.choice} />
      <History consents={asked.data} topics={topics} />
      {isNoting && (
        <SpokenDialog customerId={customerId} who={who} consents={asked.data} topics={topics} onClose={() => setNoting(false)} />
      )}
    </div>
  )
}
