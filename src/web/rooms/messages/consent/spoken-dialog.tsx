import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { getConsents, listWordings, noteChoice, noteConsent } from '#rooms/messages/consent/contract.ts'
import { addDays } from '#values/civil-date.ts'
import { fillWording } from '#values/consent-words.ts'
import { toInstant } from '#values/zone.ts'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Field, Segmented, TextField, Tick } from '../../../kit/field.tsx'
import { Choice } from '../../../kit/menu.tsx'
import { ProblemLine } from '../../../kit/states.tsx'
import { say as tell } from '../../../kit/toasts.tsx'
import { kitWords } from '../../../kit/words.data.ts'
import { keyOf, useAct, useAsk } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useHouse } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { type Consents, cellOn, isLocked, type Topic } from './naming.ts'
import { consentWords } from './words.data.ts'

const ways = ['agree', 'less', 'pause', 'leave'] as const
type Way = (typeof ways)[number]
const channels = ['zalo', 'mail', 'sms', 'call', 'paper'] as const
type Channel = (typeof channels)[number]
const PAUSE_DAYS = 30

type Draft = { way: Way; topics: string[]; channel: Channel | 'every'; monthly: number; until: string; words: string }
type Change = (part: Partial<Draft>) => void
type Props = { customerId: string; who: string; consents: Consents; topics: readonly Topic[]; onClose: () => void }

function TopicTicks({ topics, draft, change }: { topics: readonly Topic[]; draft: Draft; change: Change }) {
  const words = useWords(consentWords).spoken
  const { language } = useSay()
  return (
    <fieldset className="consent-ticks">
      <legend className="field-label">{words.topics}</legend>
      {topics.map(({ id, names }) => (
        <Tick
          key={id}
          isOn={draft.topics.includes(id)}
          onChange={(isOn) => change({ topics: isOn ? [...draft.topics, id] : draft.topics.filter((other) => other !== id) })}
        >
          {names[language]}
        </Tick>
      ))}
      {draft.way === 'leave' && <p className="field-told t3">{words.allTopics}</p>}
    </fieldset>
  )
}

function Monthly({ draft, change, most }: { draft: Draft; change: Change; most: number | null }) {
  const words = useWords(consentWords).spoken
  const say = useSay()
  const numbers = [1, 2, 3, 4, 8].filter((n) => most === null || n <= most)
  return (
    <Field label={words.monthly} hint={most === null ? undefined : words.chosenLess(say.number(most))}>
      {(ids) => (
        <Choice
          {...ids}
          value={String(draft.monthly)}
          onChange={(next) => change({ monthly: Number(next) })}
          choices={(numbers.length > 0 ? numbers : [1]).map((n) => ({ value: String(n), words: words.times(say.number(n)) }))}
        />
      )}
    </Field>
  )
}

function ChannelField({ draft, change }: { draft: Draft; change: Change }) {
  const words = useWords(consentWords)
  const offered = draft.way === 'leave' ? (['every', ...channels] as const) : channels
  return (
    <Field label={words.spoken.channel}>
      {(ids) => (
        <Choice
          {...ids}
          value={draft.channel}
          onChange={(channel) => change({ channel })}
          choices={offered.map((value) => ({ value, words: value === 'every' ? words.spoken.allChannels : words.channels[value] }))}
        />
      )}
    </Field>
  )
}

/** The sentence to read out, with what was chosen filled in. */
function useSentence(draft: Draft, topics: readonly Topic[]): string | undefined {
  const { language } = useSay()
  const { name: house } = useHouse()
  const wordings = useAsk(listWordings, {}, { staleTime: 300_000 }).data?.wordings
  const current = wordings?.find((one) => one.language === language && one.manner === 'spoken' && one.isCurrent)
  const chosen = topics.filter(({ id }) => draft.topics.includes(id))
  if (!current || chosen.length === 0 || draft.channel === 'every') return undefined
  return fillWording(current.words, language, {
    house,
    topics: chosen.map(({ names }) => names),
    channel: draft.channel,
    monthly: draft.monthly,
  })
}

function useNoting({ customerId, consents, onClose }: Props) {
  const words = useWords(consentWords).spoken
  const queries = useQueryClient()
  const onDone = (after: Consents) => {
    queries.setQueryData(keyOf(getConsents, { params: { customerId } }), after)
    tell(words.saved, { tone: 'ok' })
    onClose()
  }
  const { language } = useSay()
  const { zone } = useHouse()
  const consent = useAct(noteConsent, { onDone })
  const choice = useAct(noteChoice, { onDone })
  const params = { customerId }
  const run = (draft: Draft, act: 'granted' | 'refused' | 'withdrawn' | 'less' | 'pause') => {
    const version = consents.choice?.version ?? 0
    if (act === 'less') return choice.go({ params, body: { monthly: draft.monthly, version } })
    if (act === 'pause')
      return choice.go({ params, body: { pausedUntil: new Date(toInstant(addDays(draft.until, 1), 0, zone)).toISOString(), version } })
    const own = draft.words.trim() ? { words: draft.words.trim() } : {}
    const channel = draft.channel === 'every' ? {} : { channel: draft.channel }
    const monthly = act === 'granted' ? { monthly: draft.monthly } : {}
    consent.go({ params, body: { act, topics: draft.topics, language, ...channel, ...monthly, ...own } })
  }
  const last = choice.problem ? choice : consent
  return { run, problem: last.problem, again: last.again, isRunning: consent.isRunning || choice.isRunning }
}

function Ends({
  draft,
  isOff,
  isBusy,
  onEnd,
  onClose,
}: {
  draft: Draft
  isOff: boolean
  isBusy: boolean
  onEnd: (isNo: boolean) => void
  onClose: () => void
}) {
  const words = useWords(consentWords).spoken
  const kit = useWords(kitWords)
  return (
    <>
      {draft.way === 'agree' ? (
        <Button isBusy={isBusy} disabled={isOff} onClick={() => onEnd(true)}>
          {words.no}
        </Button>
      ) : (
        <Button onClick={onClose}>{kit.cancel}</Button>
      )}
      <Button kind="primary" type="submit" isBusy={isBusy} disabled={isOff}>
        {draft.way === 'agree' ? words.yes : words.save}
      </Button>
    </>
  )
}

/** What somebody said at the counter: a few presses, the sentence to read out, yes or no. */
export function SpokenDialog(props: Props) {
  const { who, consents, onClose } = props
  const words = useWords(consentWords).spoken
  const say = useSay()
  const topics = props.topics.filter(({ isOpen }) => isOpen)
  const usual = consents.choice?.channel ?? 'zalo'
  const [draft, setDraft] = useState<Draft>({
    way: 'agree',
    topics: [],
    channel: usual,
    monthly: 2,
    until: addDays(say.today, PAUSE_DAYS),
    words: '',
  })
  const change: Change = (part) => setDraft((before) => ({ ...before, ...part }))
  const noting = useNoting(props)
  const sentence = useSentence(draft, topics)
  const most = consents.choice?.monthly ?? null
  const hasLeft =
    draft.way === 'agree' && topics.some((topic) => draft.topics.includes(topic.id) && isLockedAt(consents, topic, draft.channel))
  const isOff = draft.way === 'agree' ? hasLeft || sentence === undefined : draft.way === 'pause' && draft.until <= say.today
  const end = (isNo: boolean) => {
    if (isOff) return
    noting.run(draft, draft.way === 'agree' ? (isNo ? 'refused' : 'granted') : draft.way === 'leave' ? 'withdrawn' : draft.way)
  }
  const choose = (way: Way) =>
    change({ way, channel: way === 'leave' ? 'every' : usual, monthly: way === 'less' ? Math.min(most ?? 1, 1) : 2 })
  return (
    <Dialog
      title={words.title(who)}
      onClose={onClose}
      onSubmit={() => end(false)}
      ends={<Ends draft={draft} isOff={isOff} isBusy={noting.isRunning} onEnd={end} onClose={onClose} />}
    >
      <Segmented
        label={words.what}
        value={draft.way}
        onChange={choose}
        choices={ways.map((value) => ({ value, words: words.ways[value] }))}
      />
      {(draft.way === 'agree' || draft.way === 'leave') &&
        (topics.length === 0 && draft.way === 'agree' ? (
          <p className="t2">{words.noTopics}</p>
        ) : (
          <TopicTicks topics={topics} draft={draft} change={change} />
        ))}
      <div className="consent-pair">
        {(draft.way === 'agree' || draft.way === 'leave') && <ChannelField draft={draft} change={change} />}
        {(draft.way === 'agree' || draft.way === 'less') && (
          <Monthly draft={draft} change={change} most={draft.way === 'less' ? most : null} />
        )}
        {draft.way === 'pause' && (
          <TextField
            label={words.until}
            type="date"
            min={addDays(say.today, 1)}
            value={draft.until}
            onText={(until) => change({ until })}
          />
        )}
      </div>
      {hasLeft ? (
        <p className="consent-left" role="alert">
          {words.locked}
        </p>
      ) : (
        draft.way === 'agree' && (
          <blockquote className="consent-said" aria-live="polite">
            <span className="meta">{words.read}</span>
            {sentence ?? <span className="t3">{words.pick}</span>}
          </blockquote>
        )
      )}
      {(draft.way === 'agree' || draft.way === 'leave') && (
        <TextField label={words.words} autoComplete="off" maxLength={300} value={draft.words} onText={(text) => change({ words: text })} />
      )}
      <ProblemLine problem={noting.problem} onRetry={noting.again} />
    </Dialog>
  )
}

const isLockedAt = (consents: Consents, topic: Topic, channel: Channel | 'every'): boolean => {
  const cell = cellOn(consents.cells, topic, channel)
  return cell !== undefined && isLocked(cell.state)
}
