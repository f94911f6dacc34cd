import { getLoyaltyOf } from '#rooms/loyalty/contract.ts'
import { EmptyState, ErrorState, Skeleton } from '../../kit/states.tsx'
import { type Answer, useAsk } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { AliveChart } from './alive-chart.tsx'
import { StateChip } from './state-chip.tsx'
import { loyaltyWords } from './words.data.ts'
import './loyalty.css'

type Said = Answer<typeof getLoyaltyOf>
type Loyalty = NonNullable<Said['loyalty']>

function Nothing({ said }: { said: Said }) {
  const all = useWords(loyaltyWords)
  const words = all.profile
  const say = useSay()
  if (!said.hasBought)
    return (
      <EmptyState icon="bag" title={words.never} isNoResult>
        {words.neverWhy}
      </EmptyState>
    )
  if (said.missing.length === 0)
    return (
      <EmptyState icon="clock" title={words.soon} isNoResult>
        {words.soonWhy}
      </EmptyState>
    )
  return (
    <EmptyState icon="sprout" title={all.noData} isNoResult>
      {said.missing.map(({ code, have, need }) => all.lacks[code](say.number(have, 0), say.number(need, 0))).join(' ')}
    </EmptyState>
  )
}

function Figures({ loyalty }: { loyalty: Loyalty }) {
  const words = useWords(loyaltyWords).profile
  const say = useSay()
  const { expectedPurchases, expectedValue, presentValue, basis } = loyalty
  const money = (amount: NonNullable<Loyalty['expectedValue']>) => ({
    value: say.short(amount),
    under: words.range(
      say.short({ minor: amount.low, currency: amount.currency }),
      say.short({ minor: amount.high, currency: amount.currency }),
    ),
  })
  const figures = [
    {
      title: words.purchases,
      value: say.number(expectedPurchases.value, 1),
      under: `${words.range(say.number(expectedPurchases.low, 1), say.number(expectedPurchases.high, 1))}; ${words.none(say.percent(loyalty.chanceOfNone, 0))}`,
    },
    ...(expectedValue ? [{ title: words[basis], ...money(expectedValue) }] : []),
    ...(presentValue ? [{ title: words.present(say.percent(loyalty.annualDiscount, 0)), ...money(presentValue) }] : []),
    { title: words.active, value: words.weeks(say.number(loyalty.activeWeeks, 0)), under: '' },
  ]
  return (
    <section className="card value-card">
      <header className="value-head">
        <h2>{loyalty.horizonWeeks === 52 ? words.expected12 : words.expected(say.number(loyalty.horizonWeeks))}</h2>
      </header>
      <dl className="value-figures">
        {figures.map(({ title, value, under }) => (
          <div key={title}>
            <dt className="meta">{title}</dt>
            <dd className="section num">{value}</dd>
            <dd className="meta t2">{under}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function useWhy({ why }: Loyalty): string[] {
  const words = useWords(loyaltyWords).profile
  const say = useSay()
  return why.map((part) => {
    if (part.kind === 'visits') return words.visits(say.number(part.days), say.date(part.since))
    if (part.kind === 'was-loyal') return words.wasLoyal
    if (part.kind === 'chance')
      return words.chanceWhy(
        say.percent(part.chance, 0),
        say.number(part.cycleDays),
        say.percent(part.enter, 0),
        say.percent(part.leave, 0),
      )
    if (part.rhythmDays === null || part.lateBy === null) return words.silence(say.number(part.days))
    const own = words.silenceOwn(say.number(part.days), say.number(part.rhythmDays, 0), say.number(part.lateBy, 1))
    const isLongest = part.longestGapDays !== null && part.days > part.longestGapDays
    return isLongest ? `${own} ${words.longestBefore(say.number(part.longestGapDays ?? 0))}` : own
  })
}

function Why({ loyalty }: { loyalty: Loyalty }) {
  const all = useWords(loyaltyWords)
  const words = all.profile
  const say = useSay()
  const parts = useWhy(loyalty)
  return (
    <section className="card value-card">
      <header className="value-head">
        <h2>{words.why}</h2>
        <StateChip state={loyalty.state} isStrong />
      </header>
      <p className="body">{all.means[loyalty.state]}</p>
      <ul className="value-why">
        {parts.map((part) => (
          <li key={part}>{part}</li>
        ))}
      </ul>
      {loyalty.history.length > 1 && (
        <>
          <h3 className="meta strong">{words.history}</h3>
          <ol className="value-why">
            {loyalty.history.slice(-8).map(({ on, to }) => (
              <li key={on} className="num">
                {words.changed(say.date(on), all.states[to])}
              </li>
            ))}
          </ol>
        </>
      )}
      <p className="meta t2">{words.model(say.date(loyalty.asOf), say.date(say.dayOf(loyalty.model.fittedAt)))}</p>
    </section>
  )
}

/** What somebody may be worth, how sure that is, and why. */
export function ValueTab({ customerId }: { customerId: string }) {
  const words = useWords(loyaltyWords).profile
  const asked = useAsk(getLoyaltyOf, { params: { customerId } })
  const said = asked.data
  if (asked.error && !said) return <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} isSlim />
  if (!said) return <Skeleton lines={8} height={2} />
  const { loyalty } = said
  if (!loyalty) return <Nothing said={said} />
  return (
    <div className="value">
      {loyalty.isEstimated ? (
        <>
          <AliveChart loyalty={loyalty} name={`quen-${customerId}-${loyalty.asOf}`} />
          <Figures loyalty={loyalty} />
        </>
      ) : (
        <EmptyState icon="sprout" title={words.tooEarly} isNoResult>
          {words.tooEarlyWhy}
        </EmptyState>
      )}
      <Why loyalty={loyalty} />
    </div>
  )
}
