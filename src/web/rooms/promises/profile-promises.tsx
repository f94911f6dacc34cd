import { Link } from 'wouter'
import { customerPromises } from '#rooms/promises/contract.ts'
import { Icon } from '../../kit/icons.tsx'
import { useAsk } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useMay } from '../../shell/session.tsx'
import { customerPath } from '../../shell/sidebar.data.ts'
import { useWords } from '../../shell/words.ts'
import { useNow, usePromiseNews } from './board-data.ts'
import { PromiseLine } from './promise-line.tsx'
import { promiseWords } from './words.data.ts'
import './promises.css'

const MOST = 3

/** Beside the timeline: how promises to this customer ended, and the few that are not done. Nothing where nothing was ever promised. */
export function ProfilePromises({ customerId }: { customerId: string }) {
  const words = useWords(promiseWords).customer
  const say = useSay()
  const now = useNow()
  const may = useMay()
  usePromiseNews()
  const { data } = useAsk(customerPromises, { params: { customerId }, query: { limit: 20 } }, { enabled: may('promises.read') })
  if (!data || data.promises.length === 0) return null
  const { kept = 0, late = 0, broken = 0 } = data.counts
  const standing = data.promises.filter(({ stage }) => stage !== 'done')
  return (
    <section className="likes-group profile-promises" aria-label={words.beside}>
      <header className="row g2">
        <Icon name="promise" className="c-accent" />
        <h2 className="strong grow">
          <Link href={`${customerPath(customerId)}?tab=promises`}>{words.beside}</Link>
        </h2>
      </header>
      {kept + late + broken > 0 && (
        <p className="body num">
          <span className="t2">{words.keptShort(say.number(kept))}</span>
          {late > 0 && <span className="c-danger strong">, {words.lateShort(say.number(late))}</span>}
          {broken > 0 && <span className="c-danger strong">, {words.brokenShort(say.number(broken))}</span>}
        </p>
      )}
      {standing.length > 0 && (
        <ul>
          {standing.slice(0, MOST).map((row) => (
            <li key={row.id}>
              <PromiseLine row={row} shown={{ now, hrefOf: (id) => `/promises?promise=${id}` }} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
