import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { partWish, tellRequest } from '#rooms/promises/requests/contract.ts'
import { Button, IconButton } from '../../../kit/button.tsx'
import { Chip } from '../../../kit/chip.tsx'
import { Menu } from '../../../kit/menu.tsx'
import { say as tell } from '../../../kit/toasts.tsx'
import { call } from '../../../shell/api.ts'
import { problemFrom, useProblemWords } from '../../../shell/problem.ts'
import { useSay } from '../../../shell/say.ts'
import { useMay } from '../../../shell/session.tsx'
import { customerPath } from '../../../shell/sidebar.data.ts'
import { useWords } from '../../../shell/words.ts'
import { dueWords, holderOf } from '../naming.ts'
import { usePromiseActs } from '../use-acts.ts'
import { promiseWords } from '../words.data.ts'
import { JoinDialog } from './join-dialog.tsx'
import { type Request, useRenewRequests, type Wish } from './requests-data.ts'
import { requestWords } from './words.data.ts'

/** One who waits: since when, until when they hear something, and who sees to it. */
function RequestLine({ request, isAlone }: { request: Request; isAlone: boolean }) {
  const words = useWords(requestWords)
  const of = useWords(promiseWords)
  const say = useSay()
  const may = useMay()
  const problems = useProblemWords()
  const renew = useRenewRequests()
  const acts = usePromiseActs()
  const [, navigate] = useLocation()
  const { promise, calledAs, organisation, customerId, kind, askedAt, arrivedAt } = request
  const under = [
    organisation,
    words.kinds[kind],
    words.since(say.nearDate(say.dayOf(askedAt))),
    promise.promisedDue && words.until(dueWords(promise.promisedDue, promise.isDay, of.left, say)),
    promise.holderName ?? (promise.team ? of.teams[promise.team] : holderOf(promise, of)),
  ]
  const wrong = (error: unknown) => {
    tell(problems.say(problemFrom(error)), { tone: 'danger' })
    renew()
  }
  const told = (how: 'call' | 'counter') =>
    void call(tellRequest, { params: { requestId: request.id }, body: { how } }).then(() => {
      tell(words.arrival.saidTold(calledAs), { tone: 'ok' })
      renew()
    }, wrong)
  const part = () =>
    void call(partWish, { params: { wishId: request.wishId }, body: { requestIds: [request.id] } }).then(() => {
      tell(words.parted(calledAs), { tone: 'ok' })
      renew()
    }, wrong)
  return (
    <li className="wish-line">
      <span className="wish-who">
        <Link href={customerPath(customerId)} className="strong">
          {calledAs}
        </Link>
        <span className="meta">{under.filter(Boolean).join(' · ')}</span>
      </span>
      {arrivedAt && (
        <Chip tone="warn" icon="phone">
          {words.toCall}
        </Chip>
      )}
      {may('promises.write') && (
        <Menu
          side="bottom-end"
          button={<IconButton icon="more" size="small" label={words.moreOf(calledAs)} />}
          items={[
            { words: words.called, act: () => told('call') },
            { words: words.saidHere, act: () => told('counter') },
            { words: words.open, act: () => navigate(`/promises?promise=${promise.id}`) },
            { words: words.notFound, act: () => navigate(`/promises?promise=${promise.id}&slip=1`) },
            ...(isAlone ? [] : [{ words: words.part, act: part }]),
            {
              words: words.wantsNoMore,
              act: () => {
                acts.withdraw(promise, words.withdrawReason)
              },
            },
          ]}
        />
      )}
    </li>
  )
}

/** What is waited for, and everybody who waits for it. */
export function WishCard({ wish, onArrived }: { wish: Wish; onArrived: () => void }) {
  const words = useWords(requestWords)
  const say = useSay()
  const may = useMay()
  const [isJoining, join] = useState(false)
  return (
    <li className="wish card">
      <header className="row g2 wish-head">
        <h2 className="section grow wish-name">{wish.wants}</h2>
        {wish.hereSince && (
          <Chip tone="ok" icon="check">
            {words.hereSince(say.dayMonth(wish.hereSince))}
          </Chip>
        )}
        <span className="meta nowrap">{words.waiting(say.number(wish.requests.length))}</span>
        {may('promises.write') && (
          <>
            <Button icon="check" size="small" onClick={onArrived}>
              {words.arrived}
            </Button>
            <Menu
              side="bottom-end"
              button={<IconButton icon="more" size="small" label={words.more(wish.wants)} />}
              items={[{ words: words.join, act: () => join(true) }]}
            />
          </>
        )}
      </header>
      <ul>
        {wish.requests.map((request) => (
          <RequestLine key={request.id} request={request} isAlone={wish.requests.length === 1} />
        ))}
      </ul>
      {isJoining && <JoinDialog wish={wish} onClose={() => join(false)} />}
    </li>
  )
}
