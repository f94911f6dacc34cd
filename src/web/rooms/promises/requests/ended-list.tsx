import { Link } from 'wouter'
import { useSay } from '../../../shell/say.ts'
import { customerPath } from '../../../shell/sidebar.data.ts'
import { useWords } from '../../../shell/words.ts'
import type { Request } from './requests-data.ts'
import { requestWords } from './words.data.ts'

/** How a request ended, in a line. */
export function useEndOf(): (request: Request) => string {
  const words = useWords(requestWords).ended
  const say = useSay()
  return ({ toldAt, toldHow, toldByName, endedAt, promise }) => {
    const day = say.nearDate(say.dayOf(toldAt ?? endedAt ?? promise.madeAt))
    if (toldAt && toldHow) return words.by(words.told[toldHow], day, toldByName ?? '').replace(/, $/, '')
    return promise.state === 'open' ? '' : words[promise.state](day)
  }
}

/** What is done, the latest first. */
export function EndedList({ requests }: { requests: readonly Request[] }) {
  const endOf = useEndOf()
  return (
    <ul className="card wish-ended">
      {requests.map((request) => (
        <li key={request.id} className="wish-line">
          <span className="wish-who">
            <Link href={`/promises?view=done&promise=${request.promise.id}`} className="strong">
              {request.wants}
            </Link>
            <span className="meta">{endOf(request)}</span>
          </span>
          <Link href={customerPath(request.customerId)} className="t2">
            {request.calledAs}
          </Link>
        </li>
      ))}
    </ul>
  )
}
