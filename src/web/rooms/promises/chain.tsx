import { Fragment } from 'react'
import { Link } from 'wouter'
import { Icon, type IconName } from '../../kit/icons.tsx'
import { useSay } from '../../shell/say.ts'
import { useHouse } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { holderOf, leftOf, momentWords, type Promised } from './naming.ts'
import { promiseWords } from './words.data.ts'

type Arrow = Promised['chain'][number]

const isLate = (one: Pick<Arrow, 'state' | 'stage' | 'promisedDue' | 'forecast'>): boolean =>
  one.stage === 'slipped' || one.state === 'late' || one.state === 'broken' || (one.forecast ?? '') > (one.promisedDue ?? '9')

function looksOf(one: Arrow): { icon: IconName; className: string } {
  if (one.state === 'kept') return { icon: 'check', className: 'c-ok' }
  if (one.state === 'withdrawn') return { icon: 'none', className: 't3' }
  if (one.stage === 'mending') return { icon: 'back', className: 'c-info' }
  if (isLate(one)) return { icon: 'close', className: 'c-danger' }
  if (one.stage === 'risk') return { icon: 'warning', className: 'c-warn' }
  return { icon: 'clock', className: 't3' }
}

/** Each promise once, where it was found first, by how far it stands from the one that is looked at. */
function steps(chain: readonly Arrow[], isBelow: boolean): Arrow[][] {
  const found = new Map<number, Map<string, Arrow>>()
  const seen = new Set<string>()
  for (const one of [...chain].sort((a, b) => Math.abs(a.step) - Math.abs(b.step))) {
    if (one.step < 0 !== isBelow || one.step === 0 || seen.has(one.id)) continue
    seen.add(one.id)
    const there = found.get(one.step) ?? new Map<string, Arrow>()
    found.set(one.step, there.set(one.id, one))
  }
  return [...found.entries()].sort(([a], [b]) => a - b).map(([, ones]) => [...ones.values()])
}

function Knot({ one, href }: { one: Arrow; href: string }) {
  const words = useWords(promiseWords)
  const say = useSay()
  const { icon, className } = looksOf(one)
  const of = words.chain
  const when = (at: string) => momentWords(at, words.left, say)
  const said =
    one.state === 'kept'
      ? of.kept
      : one.state === 'withdrawn'
        ? of.withdrawn
        : one.forecast && one.state === 'open'
          ? of.forecast(when(one.forecast))
          : isLate(one)
            ? of.late
            : one.promisedDue
              ? of.due(when(one.promisedDue))
              : words.left.standing
  return (
    <Link href={href} className="chain-knot">
      <Icon name={icon} className={className} />
      <span className="chain-words">
        <b className="cut">{one.calledAs || of.house}</b>
        <span className="cut">
          {said} · {one.words}
        </span>
      </span>
    </Link>
  )
}

const Then = () => <Icon name="right" size="small" className="t3 chain-then" />

/** What a promise rests on, the house, whoever waits, and what rests on it, from left to right. */
export function Chain({
  promise,
  now,
  hrefOf,
  recordSays,
}: {
  promise: Promised
  now: number
  hrefOf: (id: string) => string
  /** What the record says about the order, where it is known. */
  recordSays?: string | null | undefined
}) {
  const words = useWords(promiseWords)
  const say = useSay()
  const house = useHouse()
  if (promise.chain.length === 0 && !recordSays) return null
  const [below, above] = [steps(promise.chain, true), steps(promise.chain, false)]
  const told = promise.slips.findLast(({ toldAt }) => toldAt !== null)
  const left = leftOf(promise, now, words.left, say)
  const isTheirs = promise.direction === 'from-supplier' || promise.direction === 'from-partner'
  const knows =
    promise.state !== 'open'
      ? words.states[promise.state]
      : told?.toldHow && told.toldAt && !isTheirs
        ? words.slips.told(words.slips.how[told.toldHow], momentWords(told.toldAt, words.left, say), '')
        : isTheirs
          ? left
          : words.left.stillUnknown(left)
  const at = (arrows: Arrow[]) => (
    <div className="chain-step">
      {arrows.map((one) => (
        <Knot key={one.id} one={one} href={hrefOf(one.id)} />
      ))}
    </div>
  )
  return (
    <section className="chain" aria-label={words.chain.label} data-scrolls>
      {below.map((arrows) => (
        <Fragment key={arrows[0]?.id}>
          {at(arrows)}
          <Then />
        </Fragment>
      ))}
      {!isTheirs && (
        <>
          <div className="chain-step">
            <div className="chain-knot">
              <Icon name="bag" className="t3" />
              <span className="chain-words">
                <b className="cut">{promise.team ? `${words.teams[promise.team]} ${house.name}` : house.name}</b>
                <span className="cut">{recordSays || holderOf(promise, words)}</span>
              </span>
            </div>
          </div>
          <Then />
        </>
      )}
      <div className="chain-step">
        <div className="chain-knot is-here">
          <Icon name="clock" className="t3" />
          <span className="chain-words">
            <b className="cut chain-begin">{promise.calledAs || words.chain.house}</b>
            <span className="cut num">{knows}</span>
          </span>
        </div>
      </div>
      {above.map((arrows) => (
        <Fragment key={arrows[0]?.id}>
          <Then />
          {at(arrows)}
        </Fragment>
      ))}
    </section>
  )
}
