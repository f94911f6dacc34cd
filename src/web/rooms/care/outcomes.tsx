import { Link } from 'wouter'
import { getCareOutcomes } from '#rooms/care/outcomes/contract.ts'
import { ButtonLink } from '../../kit/button.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../kit/states.tsx'
import { type Answer, useAsk } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { customerPath } from '../../shell/sidebar.data.ts'
import { useWords } from '../../shell/words.ts'
import { NumbersTable } from '../loyalty/numbers-table.tsx'
import { outcomesWords } from './outcomes-words.data.ts'

type Outcomes = Answer<typeof getCareOutcomes>
type Kind = Outcomes['kinds'][number]
type Words = ReturnType<typeof useWords<typeof outcomesWords.vi>>

const kindWords = (kind: string, words: Words): string =>
  kind in words.kinds ? words.kinds[kind as keyof Words['kinds']] : words.kinds.other

const followings = ['bought', 'booked', 'came', 'answered'] as const

function ByKind({ kinds, since }: { kinds: readonly Kind[]; since: string }) {
  const words = useWords(outcomesWords)
  const say = useSay()
  const { columns } = words
  const share = (of: Kind['done']['share']) =>
    of ? words.share(say.percent(of.share), say.percent(of.low), say.percent(of.high)) : words.tooFew
  const group = ({ followed, all, share: of }: Kind['done']) =>
    `${words.others(say.number(followed), say.number(all))}${of ? ` · ${share(of)}` : ''}`
  const what = ({ by }: Kind['done']) =>
    followings
      .filter((one) => by[one] > 0)
      .map((one) => words.by[one](say.number(by[one])))
      .join(' · ')
  return (
    <section className="stack g3">
      <h2 className="section">{words.table}</h2>
      <p className="meta">{words.since(say.date(since))}</p>
      <NumbersTable
        title={words.table}
        columns={[columns.kind, columns.within, columns.done, columns.followed, columns.share, columns.notDone]}
        rows={kinds.map((kind) => [
          { words: kindWords(kind.kind, words) },
          { words: words.days(say.number(kind.windowDays), kind.windowDays) },
          { words: say.number(kind.done.all) },
          { words: what(kind.done) || say.number(0) },
          { words: share(kind.done.share) },
          { words: kind.notDone ? group(kind.notDone) : '–' },
        ])}
      />
      {kinds.some(({ notDone }) => notDone) && <p className="meta">{words.honest}</p>}
    </section>
  )
}

function Latest({ latest }: { latest: Outcomes['latest'] }) {
  const words = useWords(outcomesWords)
  const say = useSay()
  if (latest.length === 0) return null
  return (
    <section className="stack g2">
      <h2 className="section">{words.latest}</h2>
      <ul className="led-list">
        {latest.map((one) => (
          <li key={one.key} className="led-line">
            <span className="led-what">
              {kindWords(one.kind, words)}
              {one.calledAs && (
                <>
                  {' · '}
                  <Link href={customerPath(one.customerId)}>{one.calledAs}</Link>
                </>
              )}
            </span>
            <span className="meta">{words.doneBy(say.nearDate(say.dayOf(one.doneAt)), one.byName ?? '')}</span>
            <span className={one.followed && one.followed !== 'nothing' ? 'c-ok' : 't2'}>
              {one.followed
                ? words.followed[one.followed](one.followedOn ? say.nearDate(one.followedOn) : '')
                : words.waiting(say.nearDate(say.dayOf(one.until)))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What followed the acts of care that were done: a small table by kind, and the latest ones. */
export default function OutcomesView() {
  const words = useWords(outcomesWords)
  const asked = useAsk(getCareOutcomes, {})
  const said = asked.data
  return (
    <div className="frame-page today led" data-scrolls>
      <header className="today-head">
        <h1 className="title">{words.title}</h1>
        <span className="grow" />
        <ButtonLink to="/today" kind="quiet" icon="left">
          {words.back}
        </ButtonLink>
      </header>
      {asked.error && !said && <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} />}
      {!asked.error && !said && <Skeleton lines={8} height={2.5} />}
      {said &&
        (said.kinds.length > 0 ? (
          <ByKind kinds={said.kinds} since={said.since} />
        ) : (
          <EmptyState icon="sprout" title={words.none} isNoResult>
            {words.noneWhy}
          </EmptyState>
        ))}
      {said && <Latest latest={said.latest} />}
    </div>
  )
}
