import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { momentWords, type Promised } from './naming.ts'
import { promiseWords } from './words.data.ts'

type Happened = Promised['events'][number]

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const isInstant = (text: string): boolean => /^\d{4}-\d\d-\d\dT/.test(text)

/** Everything that happened to a promise, the newest first. */
export function History({ events }: { events: readonly Happened[] }) {
  const words = useWords(promiseWords)
  const say = useSay()
  const about = ({ kind, payload }: Happened): string => {
    // What was promised stands above.
    const own = kind === 'made' ? { ...payload, words: undefined } : payload
    const due = [payload['due'], payload['promisedDue'], payload['forecast'], payload['newDue']].map(textOf).find(isInstant)
    const said = [own['reasonWords'], own['words'], own['reason'], own['cause'], own['why'], own['name']]
      .map(textOf)
      .find((text) => text !== '' && /[\s\p{Lu}À-ỹ]/u.test(text))
    return [due && words.history.to(momentWords(due, words.left, say)), said].filter(Boolean).join(' · ')
  }
  return (
    <ol className="promise-history">
      {[...events].reverse().map((event) => {
        const more = about(event)
        return (
          <li key={event.id}>
            <span className="meta num nowrap">
              {say.nearDate(say.dayOf(event.at))} {say.clockOf(event.at)}
            </span>
            <span className="history-words">
              {words.history.events[event.kind]}
              {more && <span className="t2"> · {more}</span>}
              <span className="t3"> · {event.staffName ?? words.history.house}</span>
            </span>
          </li>
        )
      })}
    </ol>
  )
}
