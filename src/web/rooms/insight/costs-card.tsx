import { lazy, Suspense } from 'react'
import { Link } from 'wouter'
import { Button } from '../../kit/button.tsx'
import { flag, useAddress } from '../../shell/address.ts'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { ChartCard, type ChartTable } from './chart-card.tsx'
import type { Overview } from './figures-row.tsx'
import { behindPath } from './naming.ts'
import { type InsightWords, insightWords } from './words.data.ts'

const CostsDialog = lazy(() => import('./costs-dialog.tsx'))

type Costs = NonNullable<Overview['costs']>

const address = { costs: flag() }

/** One purpose: what each customer of it cost, drawn against the other, and what it is made of. */
function Side({ purpose, costs, most }: { purpose: 'keeping' | 'winning'; costs: Costs; most: number }) {
  const words = useWords(insightWords).costs
  const say = useSay()
  const { each, byHand, commissions, customers, list } = costs[purpose]
  return (
    <li className="ins-cost">
      <span className="strong">{words[purpose]}</span>
      <Link
        className="ins-cost-each num"
        href={behindPath(list)}
        data-behind={customers}
        aria-label={`${words[purpose]}: ${each ? say.money(each) : words.notEntered}`}
      >
        {each ? say.money(each) : '–'}
      </Link>
      <span className="ins-cost-bar" aria-hidden="true">
        <i className={`ins-cost-${purpose}`} style={{ width: `${each && most > 0 ? (each.minor / most) * 100 : 0}%` }} />
      </span>
      <span className="meta ins-cost-parts">
        {words.byHand} <span className="num">{say.short(byHand)}</span> · {words.commissions}{' '}
        <span className="num">{say.short(commissions)}</span> · {words.customers} <span className="num">{say.number(customers)}</span>
      </span>
    </li>
  )
}

function sentenceOf({ keeping, winning }: Costs, words: InsightWords['costs'], times: (n: number) => string): string {
  if (!keeping.each || !winning.each) return words.saysNone
  const ratio = winning.each.minor / keeping.each.minor
  return ratio >= 1 ? words.says(times(ratio)) : words.saysLess
}

/** What keeping one customer costs against winning one, and the place to enter it. */
export function CostsCard({ overview }: { overview: Overview }) {
  const words = useWords(insightWords)
  const say = useSay()
  const [state, change] = useAddress(address)
  const { costs, day, period } = overview
  if (!costs) return null
  const most = Math.max(costs.keeping.each?.minor ?? 0, costs.winning.each?.minor ?? 0)
  const money = (value: Costs['keeping']['total']) => ({ words: say.money(value), value: value.minor })
  const table: ChartTable = {
    file: `${period}-costs`,
    asOf: day?.asOf ?? '',
    columns: [words.costs.what, words.costs.byHand, words.costs.commissions, words.costs.total, words.costs.customers, words.costs.each],
    rows: (['keeping', 'winning'] as const).map((purpose) => {
      const { byHand, commissions, total, customers, each, list } = costs[purpose]
      return [
        { words: words.costs.purposes[purpose] },
        money(byHand),
        money(commissions),
        money(total),
        { words: say.number(customers), value: customers, list },
        each ? money(each) : { words: words.costs.notEntered },
      ]
    }),
  }
  const month = (on: string) => on.slice(0, 7).split('-').reverse().join('/')
  return (
    <ChartCard
      name="costs"
      title={words.costs.title}
      sentence={sentenceOf(costs, words.costs, (n) => say.number(n, 1))}
      means={words.costs.means}
      table={table}
    >
      <ul className="ins-sides">
        <Side purpose="keeping" costs={costs} most={most} />
        <Side purpose="winning" costs={costs} most={most} />
      </ul>
      <div className="ins-foot ins-costs-foot">
        <span className="meta grow">{words.costs.span(month(costs.since), month(costs.until))}</span>
        <Button size="small" icon="pencil" onClick={() => change({ costs: true })}>
          {words.costs.enter}
        </Button>
      </div>
      <Suspense fallback={null}>{state.costs && <CostsDialog onClose={() => change({ costs: false }, { isQuiet: true })} />}</Suspense>
    </ChartCard>
  )
}
