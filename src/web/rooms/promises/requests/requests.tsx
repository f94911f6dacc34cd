import { useState } from 'react'
import { listRequests } from '#rooms/promises/requests/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Segmented, TextField } from '../../../kit/field.tsx'
import { useSettled } from '../../../kit/settled.ts'
import { EmptyState, ErrorState, Skeleton } from '../../../kit/states.tsx'
import { oneOf, text, useAddress } from '../../../shell/address.ts'
import { useAsk } from '../../../shell/api.ts'
import { useKeys } from '../../../shell/keys.ts'
import { useSay } from '../../../shell/say.ts'
import { useMay } from '../../../shell/session.tsx'
import { useWords } from '../../../shell/words.ts'
import { PromiseDialog } from '../make/promise-dialog.tsx'
import { PlaceHead } from '../place-head.tsx'
import { promiseWords } from '../words.data.ts'
import { ArrivalDialog } from './arrival-dialog.tsx'
import { EndedList } from './ended-list.tsx'
import { useRenewRequests, useRequestNews, type Wish } from './requests-data.ts'
import { WishCard } from './wish-card.tsx'
import { requestWords } from './words.data.ts'
import '../promises.css'
import './requests.css'

const states = ['open', 'ended'] as const
const address = { state: oneOf(states, 'open'), q: text() }
type State = ReturnType<typeof useAddress<typeof address>>[0]

function Found({
  state,
  onClear,
  onMake,
  onArrived,
}: {
  state: State
  onClear: () => void
  onMake: () => void
  onArrived: (wish: Wish) => void
}) {
  const words = useWords(requestWords)
  const say = useSay()
  const may = useMay()
  const q = useSettled(state.q.trim(), 150)
  const asked = useAsk(listRequests, { query: { state: state.state, ...(q ? { q } : {}) } }, { placeholderData: (before) => before })
  if (asked.error && !asked.data) return <ErrorState problem={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton lines={5} height={4} />
  const { wishes, count } = asked.data
  const requests = wishes.flatMap((wish) => wish.requests)
  if (requests.length === 0)
    return q ? (
      <EmptyState icon="search" isNoResult title={words.noneFound} act={<Button onClick={onClear}>{words.clear}</Button>} />
    ) : state.state === 'ended' ? (
      <EmptyState icon="promise" isNoResult title={words.emptyEnded} />
    ) : (
      <EmptyState
        icon="promise"
        isNoResult
        title={words.empty}
        act={may('promises.write') && <Button onClick={onMake}>{words.make}</Button>}
      >
        {words.emptyWhy}
      </EmptyState>
    )
  return (
    <>
      {state.state === 'open' ? (
        <ul className="wishes">
          {wishes.map((wish) => (
            <WishCard key={wish.wishId} wish={wish} onArrived={() => onArrived(wish)} />
          ))}
        </ul>
      ) : (
        <EndedList requests={requests.toSorted((a, b) => (b.endedAt ?? '').localeCompare(a.endedAt ?? ''))} />
      )}
      {count > requests.length && <p className="meta">{words.shown(say.number(requests.length), say.number(count))}</p>}
    </>
  )
}

/** What customers asked for: by wishes, with everybody who waits; and what became of it. */
export default function Requests() {
  const words = useWords(requestWords)
  const keys = useWords(promiseWords).keys
  const may = useMay()
  const [state, change] = useAddress(address)
  const [isMaking, make] = useState(false)
  // Kept here: once they are told nobody waits any more, and what came of it is still to be read.
  const [arrived, arrive] = useState<Wish>()
  const renew = useRenewRequests()
  useRequestNews()
  useKeys(may('promises.write') ? [{ key: 'H', words: keys.make, act: () => make(true) }] : [])
  return (
    <>
      <PlaceHead part="requests">
        {may('promises.write') && (
          <Button icon="plus" keyHint="H" onClick={() => make(true)}>
            {words.make}
          </Button>
        )}
      </PlaceHead>
      <div className="frame-page" data-scrolls role="tabpanel" aria-labelledby="promises-requests">
        <div className="requests">
          <p className="t2 requests-what">{words.what}</p>
          <div className="row g3 wrap">
            <Segmented
              label={words.statesLabel}
              value={state.state}
              choices={states.map((value) => ({ value, words: words.states[value] }))}
              onChange={(to) => change({ state: to })}
            />
            <TextField
              label={words.find}
              isLabelUnseen
              placeholder={words.find}
              value={state.q}
              autoComplete="off"
              onText={(q) => change({ q }, { isQuiet: true })}
            />
          </div>
          <Found state={state} onClear={() => change({ q: '' })} onMake={() => make(true)} onArrived={arrive} />
        </div>
      </div>
      {arrived && <ArrivalDialog key={arrived.wishId} wish={arrived} onClose={() => arrive(undefined)} />}
      {isMaking && <PromiseDialog customerId={undefined} kind="arrival" onClose={() => make(false)} onMade={renew} />}
    </>
  )
}
