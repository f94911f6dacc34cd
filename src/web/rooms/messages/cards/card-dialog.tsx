import { useState } from 'react'
import { draftCard, giveCard, printCards, takeBackCard } from '#rooms/messages/cards/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Chip } from '../../../kit/chip.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Field, Segmented, TextField, Toggle } from '../../../kit/field.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { Choice } from '../../../kit/menu.tsx'
import { ErrorState, ProblemLine, Skeleton } from '../../../kit/states.tsx'
import { say as tell } from '../../../kit/toasts.tsx'
import { type Answer, useAct, useAsk } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useMay } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { useWhyHeld } from '../why.ts'
import { download } from './download.ts'
import { type CardOf, Faces } from './faces.tsx'
import { cardWords } from './words.data.ts'
import './cards.css'

type Draft = Answer<typeof draftCard>
type Way = 'mail' | 'sms' | 'zalo' | 'paper' | 'hand'

function Before({ before }: { before: Draft['before'] }) {
  const words = useWords(cardWords)
  return (
    <section className="card-before" aria-label={words.card.before}>
      <h3 className="field-label">{words.card.before}</h3>
      {before.length === 0 && <p className="meta">{words.card.noBefore}</p>}
      {before.map((one) => (
        <div key={one.cardId} className="card-old">
          <p className="meta">
            {words.card.beforeOf(one.year, words.gave[one.how])}
            {one.gift && ` · ${one.gift}`}
          </p>
          <p className="t2">{one.words}</p>
        </div>
      ))}
    </section>
  )
}

/** What cannot carry it, each with its reason. */
function Closed({ draft }: { draft: Draft }) {
  const words = useWords(cardWords)
  const why = useWhyHeld()
  const closed = draft.ways.filter(({ verdict }) => verdict.answer === 'no')
  if (closed.length === 0) return null
  return (
    <ul className="stack g1">
      {closed.map(({ channel, verdict }) => (
        <li key={channel} className="meta">
          {words.card.closed} {channel === 'mail' ? 'mail' : channel === 'sms' ? 'SMS' : 'Zalo'}. {why(verdict, draft.day.calledAs)}
        </li>
      ))}
    </ul>
  )
}

type Choices = { letterId: string | undefined; language: 'vi' | 'en' | undefined; hasOffer: boolean }

/** A card for one person's day: written, looked at, printed or sent, and noted. */
function Working({
  card,
  draft,
  choices,
  onChoose,
  onDone,
  onClose,
}: {
  card: CardOf
  draft: Draft
  choices: Choices
  onChoose: (choices: Choices) => void
  onDone: () => void
  onClose: () => void
}) {
  const all = useWords(cardWords)
  const words = all.card
  const say = useSay()
  const may = useMay()
  const [text, setText] = useState(draft.words)
  const [gift, setGift] = useState('')
  const [isPrinted, setPrinted] = useState(false)
  const who = draft.day.calledAs
  const body = { ...card, words: text, gift, hasOffer: choices.hasOffer, letterId: choices.letterId ?? null }
  const { customerId, ...rest } = body
  const print = useAct(printCards, {
    onDone: ({ fileName, pdf }) => {
      download(fileName, pdf)
      setPrinted(true)
    },
  })
  const give = useAct(giveCard, {
    onDone: ({ cardId, copy }, { body: sent }) => {
      if (cardId === null) return
      if (copy) void navigator.clipboard?.writeText(copy.text).catch(() => undefined)
      tell(copy ? words.copied(copy.to) : sent.how === 'paper' || sent.how === 'hand' ? words.markedPaper(who) : words.sent(who), {
        tone: 'ok',
      })
      onDone()
    },
  })
  const why = useWhyHeld()
  const start = (how: Way) => give.go({ params: { customerId }, body: { ...rest, how } })
  const open = draft.ways.filter(({ verdict }) => verdict.answer !== 'no')
  const problem = print.problem ?? give.problem
  const refused = give.answer?.cardId === null ? give.answer.verdict : null
  const mayWrite = may('messages.write')
  return (
    <Dialog
      title={words.title(draft.day.label ?? all.kinds[draft.day.kind as keyof typeof all.kinds] ?? all.kinds.other, who)}
      size="wide"
      onClose={onClose}
      onSubmit={() => (isPrinted ? start('paper') : print.go({ body: { cards: [body] } }))}
      ends={
        mayWrite && !draft.day.card ? (
          <>
            {isPrinted && (
              <Button icon="file" isBusy={print.isRunning} onClick={() => print.go({ body: { cards: [body] } })}>
                {words.print}
              </Button>
            )}
            <Button kind="primary" type="submit" icon={isPrinted ? 'check' : 'file'} isBusy={print.isRunning || give.isRunning}>
              {isPrinted ? words.gave : words.print}
            </Button>
          </>
        ) : undefined
      }
    >
      <div className="card-work">
        <div className="card-form">
          <p className="t2">
            {say.date(draft.day.on)} · {draft.day.lunar}
          </p>
          {draft.day.card && (
            <p className="card-note" role="status">
              <Icon name="check" className="c-ok" />
              {words.already(all.gave[draft.day.card.how], say.relative(say.dayOf(draft.day.card.at)))}
            </p>
          )}
          {draft.avoids.length > 0 && (
            <div className="row g1 wrap">
              <span className="field-label">{words.avoids}</span>
              {draft.avoids.map(({ what, reason }) => (
                <Chip key={what} tone="warn">
                  {reason ? `${what} (${reason})` : what}
                </Chip>
              ))}
            </div>
          )}
          <div className="row g3 wrap">
            {draft.templates.length > 0 && (
              <Choice
                label={words.template}
                value={choices.letterId ?? ''}
                choices={[
                  { value: '', words: words.usual },
                  ...draft.templates.map(({ letterId, title }) => ({ value: letterId, words: title })),
                ]}
                onChange={(letterId) => onChoose({ ...choices, letterId: letterId || undefined })}
              />
            )}
            <Segmented
              label={words.language}
              value={choices.language ?? draft.language}
              choices={(['vi', 'en'] as const).map((value) => ({ value, words: words.languages[value] }))}
              onChange={(language) => onChoose({ ...choices, language })}
            />
          </div>
          <Field label={words.text} hint={draft.missing.length > 0 ? words.missing(draft.missing.join(', ')) : words.textHint}>
            {(ids) => (
              <textarea
                {...ids}
                data-autofocus
                className="input input-lines card-words"
                value={text}
                maxLength={1200}
                onChange={(event) => setText(event.currentTarget.value)}
              />
            )}
          </Field>
          <TextField label={words.gift} hint={words.giftHint} value={gift} onText={setGift} maxLength={120} />
          <Toggle isOn={choices.hasOffer} onChange={(hasOffer) => onChoose({ ...choices, hasOffer })}>
            <span className="stack">
              <span>{words.offer}</span>
              <span className="meta">{words.offerHint}</span>
            </span>
          </Toggle>
          {mayWrite && !draft.day.card && (
            <div className="row g2 wrap">
              {open.map(({ channel, isByHand }) =>
                channel === 'mail' || channel === 'sms' || channel === 'zalo' ? (
                  <Button key={channel} icon="mail" onClick={() => start(channel)} isBusy={give.isRunning}>
                    {all.ways[channel]}
                    {isByHand && ` (${words.byHand})`}
                  </Button>
                ) : null,
              )}
              <Button kind="quiet" onClick={() => start('hand')}>
                {words.said}
              </Button>
            </div>
          )}
          <Closed draft={draft} />
          {isPrinted && (
            <p className="card-note" role="status">
              <Icon name="info" className="c-info" /> {words.printed}
            </p>
          )}
          {refused && (
            <p className="c-danger" role="alert">
              {why(refused, who)}
            </p>
          )}
          {problem && <ProblemLine problem={problem} />}
          <Before before={draft.before} />
          {draft.day.card && mayWrite && <TakeBack draft={draft} card={card} onDone={onDone} />}
        </div>
        <Faces card={card} text={text} />
      </div>
    </Dialog>
  )
}

function TakeBack({ draft, card, onDone }: { draft: Draft; card: CardOf; onDone: () => void }) {
  const words = useWords(cardWords).card
  const given = draft.before.find(({ occasionKey, year }) => occasionKey === card.occasionKey && year === card.year)
  const act = useAct(takeBackCard, { onDone })
  if (!given || (given.how !== 'paper' && given.how !== 'hand')) return null
  return (
    <div className="stack g2">
      <Button kind="quiet" icon="undo" onClick={() => act.go({ params: { customerId: card.customerId, cardId: given.cardId } })}>
        {words.undo}
      </Button>
      {act.problem && <ProblemLine problem={act.problem} />}
    </div>
  )
}

/** Opens the card of somebody's day. */
export function CardDialog({ card, onDone, onClose }: { card: CardOf; onDone: () => void; onClose: () => void }) {
  const words = useWords(cardWords)
  const [choices, choose] = useState<Choices>({ letterId: undefined, language: undefined, hasOffer: false })
  const { letterId, language, hasOffer } = choices
  const { customerId, occasionKey, year } = card
  const asked = useAsk(
    draftCard,
    {
      params: { customerId, occasionKey, year },
      query: { ...(letterId ? { letterId } : {}), ...(language ? { language } : {}), ...(hasOffer ? { hasOffer: 'true' as const } : {}) },
    },
    { placeholderData: (before) => before },
  )
  if (!asked.data)
    return (
      <Dialog title={words.write} size="wide" onClose={onClose}>
        {asked.error ? <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} /> : <Skeleton height={24} />}
      </Dialog>
    )
  return (
    <Working key={asked.data.words} card={card} draft={asked.data} choices={choices} onChoose={choose} onDone={onDone} onClose={onClose} />
  )
}
