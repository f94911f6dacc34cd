import { useRef } from 'react'
import { getPromise } from '#rooms/promises/contract.ts'
import { say as tell } from '../../kit/toasts.tsx'
import { type Answer, call } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useWord } from '../../shell/stream.ts'
import { isLastUsed } from '../../shell/stream-tab.ts'
import { useWords } from '../../shell/words.ts'
import { levelWords } from './level-words.data.ts'

type Promised = Answer<typeof getPromise>

/** Says once, on the tab that is in use, that a promise waits for whoever looks at it. What is done meanwhile wakes nobody. */
export default function LevelNotices() {
  const words = useWords(levelWords)
  const say = useSay()
  const said = useRef(new Set<string>())
  const notice = ({ words: what, calledAs }: Promised, due: string): string => {
    const day = say.dayOf(due)
    const by = day === say.today ? words.by(say.clockOf(due)) : words.byOn(say.clockOf(due), say.nearDate(day))
    return (Date.parse(due) <= Date.now() ? words.past : words.due)(what, calledAs, by)
  }
  useWord('promise-level', ({ promiseId, level }) => {
    const key = `${promiseId} ${level}`
    if (said.current.has(key) || !isLastUsed()) return
    said.current.add(key)
    // It stands in Today all the same: where it cannot be asked for now, nothing is lost.
    call(getPromise, { params: { promiseId } }).then(
      (promise) => {
        if (promise.stage === 'done' || promise.promisedDue === null) return
        tell(notice(promise, promise.promisedDue), { opens: { words: words.open, path: `/promises?promise=${promiseId}` } })
      },
      () => undefined,
    )
  })
  return null
}
