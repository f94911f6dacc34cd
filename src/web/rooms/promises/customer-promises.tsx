import { customerPromises } from '#rooms/promises/contract.ts'
import { EmptyState, ErrorState, Skeleton } from '../../kit/states.tsx'
import { useAsk } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { useNow, usePromiseNews } from './board-data.ts'
import { CustomerAsks } from './customer-asks.tsx'
import type { Row } from './naming.ts'
import { PromiseLine } from './promise-line.tsx'
import { StandardsLink } from './settings/standards-link.tsx'
import { promiseWords } from './words.data.ts'
import './promises.css'

const MOST = 100

function Lines({ title, rows, now }: { title: string; rows: readonly Row[]; now: number }) {
  const say = useSay()
  if (rows.length === 0) return null
  return (
    <section className="promise-group" aria-label={title}>
      <h3 className="promise-group-head meta">
        {title} <span className="num">{say.number(rows.length)}</span>
      </h3>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <PromiseLine row={row} shown={{ now, hrefOf: (id) => `/promises?promise=${id}` }} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What was promised to a customer and by them: what is open first, then what ended, and how well it was kept. */
export function CustomerPromises({ customerId }: { customerId: string }) {
  const words = useWords(promiseWords)
  const say = useSay()
  const now = useNow()
  usePromiseNews()
  const answer = useAsk(customerPromises, { params: { customerId }, query: { limit: MOST } })
  if (answer.error && !answer.data) return <ErrorState problem={answer.error} onRetry={() => void answer.refetch()} isSlim />
  if (!answer.data) return <Skeleton lines={4} height={2.75} />
  const { promises, counts } = answer.data
  const [kept, late, broken] = [counts.kept ?? 0, counts.late ?? 0, counts.broken ?? 0]
  const ended = kept + late + broken
  if (promises.length === 0)
    return (
      <>
        <CustomerAsks customerId={customerId} />
        <EmptyState icon="promise" isNoResult title={words.customer.empty}>
          {words.customer.emptyWhy}
        </EmptyState>
        <StandardsLink customerId={customerId} />
      </>
    )
  return (
    <div className="customer-promises">
      <CustomerAsks customerId={customerId} />
      <p className="body">
        {ended === 0 ? (
          <span className="t2">{words.customer.noneEnded}</span>
        ) : (
          <>
            <span className="strong">{words.customer.rate(say.number(kept), say.number(ended), say.percent(kept / ended, 0))}</span>
            <span className="t2"> · {words.customer.counts(say.number(kept), say.number(late), say.number(broken))}</span>
          </>
        )}
      </p>
      <Lines title={words.customer.open} rows={promises.filter(({ state }) => state === 'open')} now={now} />
      <Lines title={words.customer.ended} rows={promises.filter(({ state }) => state !== 'open')} now={now} />
      <StandardsLink customerId={customerId} />
    </div>
  )
}
