import { useState } from 'react'
import { arrivalPreview, tellArrival, tellRequest } from '#rooms/promises/requests/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { TextField, Tick } from '../../../kit/field.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { useSettled } from '../../../kit/settled.ts'
import { ErrorState, ProblemLine, Skeleton } from '../../../kit/states.tsx'
import { say as tell } from '../../../kit/toasts.tsx'
import { type Answer, useAct, useAsk } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { useWhyHeld } from '../../messages/why.ts'
import { useRenewRequests, type Wish } from './requests-data.ts'
import { requestWords } from './words.data.ts'

type Person = Answer<typeof arrivalPreview>['people'][number]
type Told = Answer<typeof tellArrival>

/** How this one hears of it, in a sentence. */
function useWayOf(): (person: Person) => string {
  const words = useWords(requestWords).arrival
  const why = useWhyHeld()
  return ({ way, isWritten, phone, request }) => {
    const by = way.channel === 'mail' || way.channel === 'zalo' || way.channel === 'sms' ? words.by[way.channel] : way.channel
    const number = phone ? ` · ${phone}` : ''
    if (isWritten) return words.goes(by)
    if (way.verdict.answer === 'no') return `${words.call}${number} · ${why(way.verdict, request.calledAs)}`
    return `${words.byHand(by)}${number}`
  }
}

function PersonLine({ person, isOn, onChange }: { person: Person; isOn: boolean; onChange: (isOn: boolean) => void }) {
  const words = useWords(requestWords).arrival
  const wayOf = useWayOf()
  const { request, letter, isWritten } = person
  return (
    <li className="arrival-person">
      <Tick isOn={isOn} onChange={onChange}>
        <span className="strong">{request.calledAs}</span>
        {request.organisation && <span className="t2"> · {request.organisation}</span>}
      </Tick>
      <p className="meta arrival-way">
        <Icon name={isWritten ? 'mail' : 'phone'} size="small" /> {wayOf(person)}
      </p>
      <details className="arrival-letter">
        <summary>{words.letter}</summary>
        <p className="arrival-words">{letter.text}</p>
      </details>
    </li>
  )
}

/** Whoever no letter may reach: the words to carry oneself, and what was done. */
function CallLine({ person, more }: { person: Person; more: string }) {
  const words = useWords(requestWords)
  const renew = useRenewRequests()
  const { request, letter, phone, way } = person
  const act = useAct(tellRequest, {
    onDone: (row) => {
      tell(words.arrival.saidTold(row.calledAs), { tone: 'ok' })
      renew()
    },
  })
  const told = (how: 'message' | 'call' | 'counter') =>
    act.go({ params: { requestId: request.id }, body: { how, ...(more ? { more } : {}) } })
  if (act.answer)
    return (
      <li className="arrival-call c-ok">
        <Icon name="check" /> {request.calledAs}
      </li>
    )
  return (
    <li className="arrival-call">
      <p>
        <span className="strong">{request.calledAs}</span> {phone && <a href={`tel:${phone.replaceAll(' ', '')}`}>{phone}</a>}
      </p>
      <div className="row g2 wrap">
        <Button icon="phone" size="small" onClick={() => told('call')} isBusy={act.isRunning}>
          {words.called}
        </Button>
        <Button
          icon="copy"
          size="small"
          onClick={() => void navigator.clipboard.writeText(letter.text).then(() => tell(words.arrival.copied, { tone: 'ok' }))}
        >
          {words.arrival.copy}
        </Button>
        {way.verdict.answer !== 'no' && (
          <Button kind="quiet" size="small" onClick={() => told('message')}>
            {words.arrival.carried}
          </Button>
        )}
      </div>
      <ProblemLine problem={act.problem} onRetry={act.again} />
    </li>
  )
}

/** What came of it: who was told, and whom somebody has to call. */
function After({ told, people, more }: { told: Told; people: readonly Person[]; more: string }) {
  const words = useWords(requestWords).arrival
  const toCall = people.filter(({ request }) => told.toCall.some(({ requestId }) => requestId === request.id))
  return (
    <>
      <p className={told.told.length > 0 ? 'c-ok' : 't2'} role="status">
        {told.told.length > 0 && <Icon name="check" />} {told.told.length > 0 ? words.done(told.told.length) : words.doneNone}
      </p>
      {told.told.length > 0 && <p className="t2">{told.told.map(({ calledAs }) => calledAs).join(', ')}</p>}
      {told.passed.length > 0 && <p className="t2">{words.passed(told.passed.length)}</p>}
      {toCall.length > 0 && (
        <>
          <p>{words.callTitle(toCall.length)}</p>
          <ul className="arrival-people">
            {toCall.map((person) => (
              <CallLine key={person.request.id} person={person} more={more} />
            ))}
          </ul>
        </>
      )}
    </>
  )
}

/** It has come: who hears of it and how, each with their letter; said once, and then who has to be called. */
export function ArrivalDialog({ wish, onClose }: { wish: Pick<Wish, 'wishId' | 'wants'>; onClose: () => void }) {
  const words = useWords(requestWords).arrival
  const say = useSay()
  const renew = useRenewRequests()
  const [more, setMore] = useState('')
  const [off, setOff] = useState<ReadonlySet<string>>(new Set())
  // What was seen before it was told stays: afterwards nobody waits any more.
  const [seen, setSeen] = useState<readonly Person[]>([])
  const said = useSettled(more.trim(), 300)
  const act = useAct(tellArrival, { onDone: renew })
  const asked = useAsk(
    arrivalPreview,
    { params: { wishId: wish.wishId }, query: said ? { more: said } : {} },
    { placeholderData: (before) => before, retry: false, staleTime: 0, enabled: act.answer === undefined },
  )
  const people = act.answer ? seen : (asked.data?.people ?? [])
  const chosen = people.filter(({ request }) => !off.has(request.id))
  const go = () => {
    if (act.answer) return onClose()
    if (chosen.length === 0 || act.isRunning) return
    setSeen(people)
    const requestIds = chosen.map(({ request }) => request.id)
    act.go({ params: { wishId: wish.wishId }, body: { requestIds, ...(more.trim() ? { more: more.trim() } : {}) } })
  }
  return (
    <Dialog
      title={words.title(wish.wants)}
      onClose={onClose}
      onSubmit={go}
      ends={
        act.answer ? (
          <Button kind="primary" type="submit">
            {words.close}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{words.cancel}</Button>
            <Button kind="primary" type="submit" icon="mail" isBusy={act.isRunning} disabled={chosen.length === 0}>
              {chosen.length === 0 ? words.none : words.tell(chosen.length)}
            </Button>
          </>
        )
      }
    >
      {act.answer ? (
        <After told={act.answer} people={people} more={more.trim()} />
      ) : asked.error && !asked.data ? (
        <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} isSlim />
      ) : !asked.data ? (
        <Skeleton lines={4} height={2.75} />
      ) : (
        <>
          <p className="t2">
            {words.what(people.length)} {asked.data.told > 0 && words.told(say.number(asked.data.told))}
          </p>
          <TextField
            label={words.more}
            placeholder={words.moreHint}
            value={more}
            maxLength={300}
            autoComplete="off"
            onText={setMore}
            data-autofocus
          />
          <ul className="arrival-people">
            {people.map((person) => (
              <PersonLine
                key={person.request.id}
                person={person}
                isOn={!off.has(person.request.id)}
                onChange={(isOn) =>
                  setOff((before) => {
                    const next = new Set(before)
                    if (isOn) next.delete(person.request.id)
                    else next.add(person.request.id)
                    return next
                  })
                }
              />
            ))}
          </ul>
        </>
      )}
      <ProblemLine problem={act.problem} onRetry={act.again} />
    </Dialog>
  )
}
