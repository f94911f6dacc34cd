import { Link } from 'wouter'
import { listLookers } from '#server/audit/contract.ts'
import { Initial } from '../../kit/chip.tsx'
import { Icon } from '../../kit/icons.tsx'
import { ErrorState, Skeleton } from '../../kit/states.tsx'
import { type Answer, useAsk } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useMay } from '../../shell/session.tsx'
import { useWords } from '../../shell/words.ts'
import { lookersWords } from './lookers-words.data.ts'
import './lookers.css'

type Looker = Answer<typeof listLookers>['lookers'][number]

function Line({ looker }: { looker: Looker }) {
  const words = useWords(lookersWords)
  const say = useSay()
  const isProgram = looker.actorKind === 'token'
  const name = looker.name ?? (isProgram ? words.goneToken : words.goneStaff)
  return (
    <li className="looker">
      <Initial name={name} size="small" />
      <div className="grow">
        <p className="cut">
          {name}
          {isProgram && <span className="meta"> · {words.program}</span>}
        </p>
        <p className="meta">
          <span className="num">{words.times(looker.times, say.number(looker.times))}</span> ·{' '}
          {words.lastAt(say.relative(say.dayOf(looker.lastAt)), say.clockOf(looker.lastAt))}
        </p>
      </div>
    </li>
  )
}

/** Who opened this customer in the last ninety days, for who keeps the house; others get nothing at all. */
export function Lookers({ customerId }: { customerId: string }) {
  const words = useWords(lookersWords)
  const mayRead = useMay()('house.audit')
  const found = useAsk(listLookers, { params: { customerId } }, { enabled: mayRead })
  if (!mayRead) return null
  const all = found.data?.lookers
  return (
    <section className="likes-group lookers" aria-label={words.title}>
      <header className="row g2">
        <Icon name="eye" className="t2" />
        <h2 className="strong grow">
          {words.title} <span className="meta lookers-within">{words.within}</span>
        </h2>
      </header>
      {found.error && !all && <ErrorState problem={found.error} onRetry={() => void found.refetch()} isSlim />}
      {!all && !found.error && <Skeleton lines={3} height={2.75} />}
      {all?.length === 0 && <p className="meta">{words.nobody}</p>}
      <ul>
        {all?.map((looker) => (
          <Line key={`${looker.actorKind} ${looker.actorId}`} looker={looker} />
        ))}
      </ul>
      <Link className="link" href={`/settings/audit?customer=${customerId}`}>
        {words.wholeTrail}
      </Link>
    </section>
  )
}
