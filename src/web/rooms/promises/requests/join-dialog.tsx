import { joinWish, listRequests, partWish } from '#rooms/promises/requests/contract.ts'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Icon } from '../../../kit/icons.tsx'
import { ProblemLine, Skeleton } from '../../../kit/states.tsx'
import { offerUndo } from '../../../kit/toasts.tsx'
import { call, useAct, useAsk } from '../../../shell/api.ts'
import { useSay } from '../../../shell/say.ts'
import { useWords } from '../../../shell/words.ts'
import { useRenewRequests, type Wish } from './requests-data.ts'
import { requestWords } from './words.data.ts'

/** The same thing under other words: whom it joins. */
export function JoinDialog({ wish, onClose }: { wish: Wish; onClose: () => void }) {
  const words = useWords(requestWords)
  const say = useSay()
  const renew = useRenewRequests()
  const others = useAsk(listRequests, { query: { limit: 500 } })
  const act = useAct(joinWish)
  const requestIds = wish.requests.map(({ id }) => id)
  const join = (into: Wish) => {
    onClose()
    act.run({ params: { wishId: into.wishId }, body: { requestIds } }).then(({ moved }) => {
      renew()
      offerUndo(words.joined(into.wants), async () => {
        await call(partWish, { params: { wishId: into.wishId }, body: { requestIds: moved } })
        renew()
      })
    }, renew)
  }
  const offered = (others.data?.wishes ?? []).filter(({ wishId }) => wishId !== wish.wishId)
  return (
    <Dialog title={words.joinTitle(wish.wants)} onClose={onClose} ends={<Button onClick={onClose}>{words.arrival.cancel}</Button>}>
      <p className="t2">{words.joinWhy}</p>
      {!others.data && !others.error && <Skeleton lines={3} height={2.75} />}
      {others.data && offered.length === 0 && <p>{words.joinNone}</p>}
      <ul className="promise-offers">
        {offered.map((one, at) => (
          <li key={one.wishId}>
            <button type="button" className="promise-offer" onClick={() => join(one)} data-autofocus={at === 0 || undefined}>
              <Icon name="promise" />
              <span className="grow cut">{one.wants}</span>
              <span className="meta">{words.waiting(say.number(one.requests.length))}</span>
            </button>
          </li>
        ))}
      </ul>
      <ProblemLine problem={others.error ?? undefined} />
    </Dialog>
  )
}
