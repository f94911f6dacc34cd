import { useRef, useState } from 'react'
import { Link } from 'wouter'
import { getPromise, HOUSE_ID } from '#rooms/promises/contract.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { Chip } from '../../kit/chip.tsx'
import { Icon } from '../../kit/icons.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../kit/states.tsx'
import { useAsk } from '../../shell/api.ts'
import { useKeys } from '../../shell/keys.ts'
import { useSay } from '../../shell/say.ts'
import { useMay } from '../../shell/session.tsx'
import { customerPath } from '../../shell/sidebar.data.ts'
import { useWords } from '../../shell/words.ts'
import { PraiseInPlace } from '../team/mine/praise-in-place.tsx'
import { useNow } from './board-data.ts'
import { Chain } from './chain.tsx'
import { History } from './history.tsx'
import { badgeOf, dueWords, hasLetter, holderOf, leftOf, momentWords, type Promised, titleOf } from './naming.ts'
import { PromiseEnds } from './promise-ends.tsx'
import { DelayForm } from './slip/delay-form.tsx'
import { SlipForm } from './slip/slip-form.tsx'
import { SlipsPart } from './slips-part.tsx'
import { WhyDue } from './why.tsx'
import { promiseWords } from './words.data.ts'

function Head({ promise, onBack }: { promise: Promised; onBack: () => void }) {
  const words = useWords(promiseWords)
  const say = useSay()
  const badge = badgeOf(promise, words)
  const { order } = promise
  const when = say.nearDate(say.dayOf(promise.madeAt))
  const who = [promise.calledAs, promise.organisation].filter(Boolean).join(', ') || words.directions[promise.direction]
  const isKnown = promise.customerId !== null && promise.customerId !== HOUSE_ID
  return (
    <header className="promise-head">
      <IconButton icon="left" label={words.back} className="phone-only" onClick={onBack} />
      <div className="grow">
        <h2 className="title">{titleOf(promise, words.left, say)}</h2>
        <p className="t2">
          {isKnown && promise.customerId ? (
            <Link href={customerPath(promise.customerId)} className="promise-who">
              {who}
            </Link>
          ) : (
            who
          )}
          {order && ` · ${order.code ? words.order(order.code, order.summary) : words.orderPlain(order.summary)}`}
          {' · '}
          {promise.madeByName ? words.promisedBy(promise.madeByName, when) : words.promisedOn(when)}
        </p>
      </div>
      {badge && (
        <Chip tone={badge.tone} icon={badge.icon}>
          <b>{badge.words}</b>
        </Chip>
      )}
    </header>
  )
}

function Facts({ promise, now }: { promise: Promised; now: number }) {
  const words = useWords(promiseWords)
  const say = useSay()
  const of = words.facts
  const due = (at: string) => dueWords(at, promise.isDay, words.left, say)
  const isToday = promise.promisedDue !== null && say.dayOf(promise.promisedDue) === say.today
  const facts = [
    {
      title: of.due,
      value: promise.promisedDue ? due(promise.promisedDue) : words.left.standing,
      more: isToday && promise.state === 'open' && !promise.isDay ? leftOf(promise, now, words.left, say) : '',
    },
    ...(promise.firstDue && promise.firstDue !== promise.promisedDue ? [{ title: of.first, value: due(promise.firstDue), more: '' }] : []),
    ...(promise.forecast && promise.state === 'open'
      ? [{ title: of.forecast, value: momentWords(promise.forecast, words.left, say), more: '' }]
      : []),
    ...(promise.doneAt
      ? [{ title: of.doneAt, value: `${say.clockOf(promise.doneAt)} ${say.nearDate(say.dayOf(promise.doneAt))}`, more: '' }]
      : []),
    { title: of.holder, value: promise.holderName ?? (promise.team ? words.teams[promise.team] : holderOf(promise, words)), more: '' },
    { title: of.kind, value: words.kinds[promise.kind], more: promise.isExceeded ? words.badges.exceeded : '' },
    ...(promise.direction === 'to-customer' ? [] : [{ title: of.direction, value: words.directions[promise.direction], more: '' }]),
  ]
  return (
    <dl className="promise-facts">
      {facts.map(({ title, value, more }) => (
        <div key={title}>
          <dt className="meta">{title}</dt>
          <dd className="num">
            {value}
            {more && <span className="t3 promise-more-fact">{more}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Inside({ promise, now, hrefOf }: { promise: Promised; now: number; hrefOf: (id: string) => string }) {
  const words = useWords(promiseWords)
  const why = useRef<HTMLDetailsElement>(null)
  useKeys([{ key: 'Y', words: words.keys.why, act: () => why.current?.querySelector('summary')?.click() }])
  return (
    <div className="promise-inside" data-scrolls>
      <Chain promise={promise} now={now} hrefOf={hrefOf} />
      <Facts promise={promise} now={now} />
      <details className="promise-fold" ref={why}>
        <summary>
          <Icon name="idea" className="t3" /> {words.why.title}
          <Icon name="down" size="small" className="t3 fold-sign" />
        </summary>
        <WhyDue why={promise.why} />
      </details>
      {promise.slips.length > 0 && (
        <section aria-labelledby="promise-slips">
          <h3 className="promise-section" id="promise-slips">
            {words.slips.title}
          </h3>
          <SlipsPart
            promiseId={promise.id}
            slips={promise.slips}
            isTheirs={!hasLetter(promise.direction)}
            isOpen={promise.stage !== 'done' || promise.state !== 'withdrawn'}
          />
        </section>
      )}
      <section aria-labelledby="promise-history">
        <h3 className="promise-section" id="promise-history">
          {words.history.title}
        </h3>
        <History events={promise.events} />
        {promise.keptBy && (
          <PraiseInPlace
            to={promise.keptBy}
            customerId={promise.customerId === HOUSE_ID ? null : promise.customerId}
            about={{ kind: 'promise', words: promise.words }}
          />
        )}
      </section>
    </div>
  )
}

function Gone({ onBack }: { onBack: () => void }) {
  const words = useWords(promiseWords)
  return (
    <EmptyState icon="promise" title={words.gone} act={<Button onClick={onBack}>{words.back}</Button>}>
      {words.goneWhy}
    </EmptyState>
  )
}

/** Whether it can slip, or has and nobody apologised yet. */
const canSlip = (promise: Promised): boolean => promise.stage === 'slipped' || (promise.state === 'open' && promise.target !== 'standing')

type Props = {
  promiseId: string
  isSlipping: boolean
  onSlip: (isSlipping: boolean) => void
  onBack: () => void
  hrefOf: (id: string) => string
}

/** One promise: the words, to whom, what it rests on, why this time, what happened, and what can be done. */
export function PromisePane({ promiseId, isSlipping, onSlip, onBack, hrefOf }: Props) {
  const words = useWords(promiseWords)
  const may = useMay()
  const now = useNow()
  const [isTold, setTold] = useState(false)
  const answer = useAsk(getPromise, { params: { promiseId } })
  const promise = answer.data
  const slips = promise !== undefined && may('promises.write') && canSlip(promise)
  useKeys(slips && !isSlipping ? [{ key: 'B', words: words.keys.slip, act: () => onSlip(true) }] : [])
  if (answer.error && !promise)
    return (
      <section className="promise-pane">
        {answer.error.status === 404 || answer.error.status === 400 ? (
          <Gone onBack={onBack} />
        ) : (
          <ErrorState problem={answer.error} onRetry={() => void answer.refetch()} />
        )}
      </section>
    )
  if (!promise)
    return (
      <section className="promise-pane" aria-busy="true">
        <div className="promise-inside">
          <Skeleton width={22} height={2} />
          <Skeleton lines={6} height={2.5} />
        </div>
      </section>
    )
  return (
    <section className="promise-pane" aria-label={promise.words}>
      <Head promise={promise} onBack={isSlipping ? () => onSlip(false) : onBack} />
      {isSlipping && slips && !isTold && !hasLetter(promise.direction) ? (
        <DelayForm
          promise={promise}
          now={now}
          hrefOf={hrefOf}
          onDone={() => {
            setTold(true)
            onSlip(false)
          }}
        />
      ) : isSlipping && slips && !isTold ? (
        <SlipForm
          promise={promise}
          now={now}
          hrefOf={hrefOf}
          onTold={() => {
            setTold(true)
            onSlip(false)
          }}
        />
      ) : (
        <>
          <Inside promise={promise} now={now} hrefOf={hrefOf} />
          {may('promises.write') && (
            <PromiseEnds
              promise={promise}
              onSlip={
                slips
                  ? () => {
                      setTold(false)
                      onSlip(true)
                    }
                  : undefined
              }
            />
          )}
        </>
      )}
    </section>
  )
}
