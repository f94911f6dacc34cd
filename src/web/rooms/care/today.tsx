import { lazy, Suspense, useRef, useState } from 'react'
import { careGroups } from '#platform/collected/contract.ts'
import { addDays, isDate } from '#values/civil-date.ts'
import { ButtonLink, Key } from '../../kit/button.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../kit/states.tsx'
import { say as tell } from '../../kit/toasts.tsx'
import { maybe, text, useAddress } from '../../shell/address.ts'
import { useKeys } from '../../shell/keys.ts'
import { problemFrom, useProblemWords } from '../../shell/problem.ts'
import { useSay } from '../../shell/say.ts'
import { useMe } from '../../shell/session.tsx'
import { shellWords } from '../../shell/words.data.ts'
import { useWords } from '../../shell/words.ts'
import { useCounter, VeilRoom } from '../recognition/veil.tsx'
import { ActRow } from './act-row.tsx'
import { type Act, type End, sentenceOf } from './act-words.ts'
import { DoneByOthers } from './done-by-others.tsx'
import { EndedList } from './ended-list.tsx'
import { StoryCard } from './stories/story-card.tsx'
import { type Today, type TodayActs, useToday } from './today-data.ts'
import { careWords } from './words.data.ts'
import './today.css'

const LaterDialog = lazy(() => import('./later-dialog.tsx'))
// Looked at now and then, by whoever wants to know.
const OutcomesView = lazy(() => import('./outcomes.tsx'))

const address = { day: text(), view: maybe(['led']) }

function Head({ list, day, isNow }: { list: Today | undefined; day: string; isNow: boolean }) {
  const words = useWords(careWords)
  const roles = useWords(shellWords).roles
  const say = useSay()
  const me = useMe()
  const title = isNow ? words.title : day === addDays(say.today, 1) ? words.tomorrow : words.thatDay
  return (
    <header className="today-head">
      <h1 className="title">{title}</h1>
      <p className="t2 today-day">
        {say.weekday(day)} <span className="num">{say.date(day)}</span>
        {list?.lunar && ` · ${list.lunar}`}
      </p>
      <span className="grow" />
      <p className="t2 phone-off">
        {me.name} · {roles[me.role]}
      </p>
      {isNow && list && list.all > 0 && (
        <p className="today-done">
          <span className="num strong">{words.done(say.number(list.done), say.number(list.all))}</span>
          <progress className="today-progress phone-off" value={list.done} max={list.all} aria-label={words.doneOf(list.done, list.all)} />
        </p>
      )}
    </header>
  )
}

function Waiting() {
  return (
    <div className="today-waiting" aria-hidden="true">
      {[0, 1, 2, 3].map((row) => (
        <Skeleton key={row} height={3.25} />
      ))}
    </div>
  )
}

/** Nothing left, or nothing there: it is said, with thanks. */
function Finished({ list, isNow, tomorrow }: { list: Today; isNow: boolean; tomorrow: string }) {
  const words = useWords(careWords)
  const me = useMe()
  if (!isNow) return <EmptyState icon="today" title={words.emptyThen} act={<ButtonLink to="/today">{words.backToToday}</ButtonLink>} />
  return (
    <EmptyState
      icon="today"
      title={list.done > 0 ? words.finished(me.name) : words.empty(me.name)}
      act={<ButtonLink to={`/today?day=${tomorrow}`}>{words.seeTomorrow}</ButtonLink>}
    />
  )
}

/** Which act the keys are meant for, and what they do with it. */
function useChosen(acts: readonly Act[], { end, take }: TodayActs, isNow: boolean) {
  const words = useWords(careWords)
  const links = useRef(new Map<string, HTMLAnchorElement>())
  const [chosenKey, choose] = useState<string>()
  const [laterKey, putOff] = useState<string>()
  const [notingKey, note] = useState<string>()
  const at = Math.max(
    0,
    acts.findIndex(({ key }) => key === chosenKey),
  )
  const chosen = acts[at]
  const go = (to: Act | undefined) => {
    if (!to) return
    choose(to.key)
    requestAnimationFrame(() => links.current.get(to.key)?.focus())
  }
  const finish = (act: Act, ending: End, until?: string) => {
    const place = acts.findIndex(({ key }) => key === act.key)
    const next = acts[place + 1] ?? acts[place - 1]
    const hadFocus = document.activeElement?.closest('.act') !== null
    end(act, ending, until)
    note(undefined)
    if (hadFocus || act.key === chosen?.key) go(next)
  }
  const main = chosen?.ends.find((ending) => ending !== 'later' && ending !== 'refused')
  useKeys([
    { key: 'J', words: words.keys.next, act: () => go(acts[Math.min(acts.length - 1, chosenKey === undefined ? 0 : at + 1)]) },
    { key: 'K', words: words.keys.before, act: () => go(acts[Math.max(0, at - 1)]) },
    { key: 'ArrowDown', act: () => go(acts[Math.min(acts.length - 1, chosenKey === undefined ? 0 : at + 1)]) },
    { key: 'ArrowUp', act: () => go(acts[Math.max(0, at - 1)]) },
    ...(isNow
      ? [
          { key: 'X', words: words.keys.done, act: () => (chosen && main ? finish(chosen, main) : false) },
          { key: 'S', words: words.keys.later, act: () => (chosen?.ends.includes('later') ? putOff(chosen.key) : false) },
          { key: 'T', words: words.keys.take, act: () => (chosen ? take(chosen, chosen.takenBy === null) : false) },
          { key: 'N', words: words.keys.note, act: () => (chosen?.customerId ? note(chosen.key) : false) },
        ]
      : []),
  ])
  return { links: links.current, chosen, choose, finish, later: acts.find(({ key }) => key === laterKey), putOff, notingKey, note }
}

function Groups({ today, isNow, acts }: { today: TodayActs; isNow: boolean; acts: readonly Act[] }) {
  const words = useWords(careWords)
  const say = useSay()
  const { links, chosen, choose, finish, later, putOff, notingKey, note } = useChosen(acts, today, isNow)
  return (
    <>
      {careGroups
        .filter((group) => acts.some((act) => act.group === group))
        .map((group) => (
          <section key={group} className="today-group">
            <h2 className="today-group-head">{words.groups[group]}</h2>
            <ul>
              {acts
                .filter((act) => act.group === group)
                .map((act) => (
                  <ActRow
                    key={act.key}
                    act={act}
                    isNow={isNow}
                    isChosen={act.key === chosen?.key}
                    isNoting={notingKey === act.key}
                    link={(element) => void (element ? links.set(act.key, element) : links.delete(act.key))}
                    onChoose={() => choose(act.key)}
                    onEnd={(end) => finish(act, end)}
                    onLater={() => putOff(act.key)}
                    onTake={(isMine) => today.take(act, isMine)}
                    onNote={(isNoting) => note(isNoting ? act.key : undefined)}
                  />
                ))}
            </ul>
          </section>
        ))}
      <Suspense fallback={null}>
        {later && (
          <LaterDialog
            sentence={sentenceOf(later, words, say, isNow)}
            onDay={(day) => finish(later, 'later', day)}
            onClose={() => putOff(undefined)}
          />
        )}
      </Suspense>
    </>
  )
}

function KeysLine() {
  const words = useWords(careWords).keys
  return (
    <p className="today-keys meta phone-off" aria-hidden="true">
      <Key name="J" /> <Key name="K" /> {words.move} <Key name="X" /> {words.doneShort} <Key name="S" /> {words.laterShort}{' '}
      <Key name="Enter" /> {words.open} <Key name="?" /> {words.all}
    </p>
  )
}

/** Today, or what came of the acts of the days before. */
export default function TodayScreen() {
  const [{ view }] = useAddress(address)
  if (view !== 'led') return <TodayList />
  return (
    <Suspense fallback={<Waiting />}>
      <OutcomesView />
    </Suspense>
  )
}

/** Each person's few acts of care, and an end. */
function TodayList() {
  const words = useWords(careWords)
  const problems = useProblemWords()
  const say = useSay()
  const counter = useCounter()
  const [asked] = useAddress(address)
  const day = isDate(asked.day) && asked.day !== say.today ? asked.day : say.today
  const isNow = day === say.today
  const today = useToday(isNow ? undefined : day)
  const { list, problem } = today
  const hidden = list ? list.all - list.done - list.acts.length : 0
  return (
    <VeilRoom isOn={counter.isVeiled}>
      <div className="frame-page today" data-scrolls>
        <Head list={list} day={day} isNow={isNow} />
        {problem && <ErrorState problem={problem} onRetry={today.retry} isSlim />}
        {!list && !problem && <Waiting />}
        {list && (
          <>
            {!isNow && list.acts.length > 0 && (
              <p className="meta today-notyet">
                {words.notYet}{' '}
                <ButtonLink to="/today" kind="quiet" size="small">
                  {words.backToToday}
                </ButtonLink>
              </p>
            )}
            <Groups today={today} isNow={isNow} acts={list.acts} />
            {list.acts.length === 0 && <Finished list={list} isNow={isNow} tomorrow={addDays(say.today, 1)} />}
            {isNow && hidden > 0 && <p className="meta today-more">{words.moreToday(say.number(hidden), hidden)}</p>}
            {isNow && (
              <EndedList
                ended={list.ended}
                onReopen={(one) => void today.reopen(one).catch((error) => tell(problems.say(problemFrom(error)), { tone: 'danger' }))}
              />
            )}
            {isNow && <DoneByOthers />}
            {isNow && <StoryCard />}
            {isNow && (
              <p className="today-foot">
                <ButtonLink to="/today?view=led" kind="quiet" size="small">
                  {words.led}
                </ButtonLink>
              </p>
            )}
            {isNow && list.acts.length > 0 && <KeysLine />}
          </>
        )}
        <span className="unseen" role="status">
          {list ? words.left(list.acts.length) : ''}
        </span>
      </div>
    </VeilRoom>
  )
}
