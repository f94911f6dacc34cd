import { useState } from 'react'
import type { z } from 'zod'
import { listCalls } from '#rooms/calls/contract.ts'
import { Button } from '../../kit/button.tsx'
import { Icon } from '../../kit/icons.tsx'
import { useAsk } from '../../shell/api.ts'
import { useSay } from '../../shell/say.ts'
import { useWords } from '../../shell/words.ts'
import { Veiled } from '../recognition/veil.tsx'
import { useBridge } from './calls-data.ts'
import { callWords } from './words.data.ts'

type Listed = z.output<typeof listCalls.answer>['calls'][number]

const FEW = 5

function Line({ call, onTake }: { call: Listed; onTake: (call: Listed) => void }) {
  const words = useWords(callWords)
  const say = useSay()
  const seconds = call.answeredAt && call.endedAt ? Math.round((Date.parse(call.endedAt) - Date.parse(call.answeredAt)) / 1000) : undefined
  const length =
    seconds === undefined ? '' : seconds < 60 ? words.seconds(say.number(seconds)) : words.minutes(say.number(Math.round(seconds / 60)))
  const isMissed = call.state === 'ended' && !call.answeredAt
  const inside = (
    <>
      <span className="meta num">{say.clockOf(call.rangAt)}</span>
      <span className="grow cut">
        {call.calledAs ?? (call.shown ? <Veiled>{<span className="num">{call.shown}</span>}</Veiled> : words.hidden)}
      </span>
      {isMissed ? (
        <span className="meta c-danger row g1 nowrap">
          <Icon name="phone" size="small" /> {words.isMissed}
        </span>
      ) : (
        <span className="meta nowrap">{call.state === 'ended' ? length : words.isNow}</span>
      )}
    </>
  )
  return call.number === null && !call.customerId ? (
    <span className="opened-line">{inside}</span>
  ) : (
    <button type="button" className="opened-line" onClick={() => onTake(call)}>
      {inside}
    </button>
  )
}

/** Calls of today, the newest first, the missed ones said in a word; and whether the telephone system is there. */
export function CallsToday({ onTake }: { onTake: (call: Listed) => void }) {
  const words = useWords(callWords)
  const [isWhole, show] = useState(false)
  const bridge = useBridge()
  const calls = useAsk(listCalls, { query: {} }).data?.calls ?? []
  // Without a telephone system, and without a call of it, there is nothing to say here.
  if (calls.length === 0 && !bridge?.isThere) return null
  const shown = isWhole ? calls : calls.slice(0, FEW)
  return (
    <section className="aside-part">
      <h2 className="strong">{words.today}</h2>
      {calls.length === 0 ? (
        <p className="meta">{words.none}</p>
      ) : (
        <ul className="opened">
          {shown.map((call) => (
            <li key={call.id}>
              <Line call={call} onTake={onTake} />
            </li>
          ))}
        </ul>
      )}
      {calls.length > shown.length && (
        <Button kind="quiet" size="small" className="calls-all" onClick={() => show(true)}>
          {words.all}
        </Button>
      )}
      {bridge?.isThere && (
        <p className="meta row g1 calls-there">
          <Icon name="check" size="small" className="c-ok" /> {words.there}
        </p>
      )}
    </section>
  )
}
