import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { Icon } from '../../kit/icons.tsx'
import { say as tell } from '../../kit/toasts.tsx'
import { clockOf, useSay } from '../say.ts'
import { useHouse, useMe } from '../session.tsx'
import { useWords } from '../words.ts'
import { useAskedToLeave } from './leave.ts'
import { onReturn, useConnection } from './state.ts'
import { sendUnsent, useUnsent } from './unsent.ts'
import { offlineWords } from './words.data.ts'

const UnsentDialog = lazy(() => import('./dialogs.tsx').then(({ UnsentDialog }) => ({ default: UnsentDialog })))
const LeaveDialog = lazy(() => import('./dialogs.tsx').then(({ LeaveDialog }) => ({ default: LeaveDialog })))

/** What waits is tried again this often, where the house answers but could not take it. */
const TRY_AGAIN = 20_000

/** Sends what waits of this person as soon as the house answers, and brings the screen up to date. */
function useSending(waiting: number): void {
  const queries = useQueryClient()
  const me = useMe()
  const words = useWords(offlineWords)
  const say = useSay()
  const { isLost } = useConnection()
  useEffect(() => onReturn(() => void queries.invalidateQueries()), [queries])
  useEffect(() => {
    if (isLost || waiting === 0) return
    const send = async () => {
      const { sent, refused } = await sendUnsent(me.id)
      if (sent > 0) tell(words.sent(say.number(sent), sent), { tone: 'ok' })
      if (sent + refused > 0) void queries.invalidateQueries()
    }
    void send()
    const timer = setInterval(() => void send(), TRY_AGAIN)
    return () => clearInterval(timer)
  }, [isLost, waiting, me.id, queries, words, say.number])
}

/** Stands while the house can't be reached, and while something waits to be sent. */
export function OfflineStrip() {
  const words = useWords(offlineWords)
  const say = useSay()
  const me = useMe()
  const { zone } = useHouse()
  const { isLost, heardAt } = useConnection()
  const isLeaving = useAskedToLeave()
  const mine = useUnsent().filter(({ staffId }) => staffId === me.id)
  const refused = mine.filter((one) => one.refused).length
  const waiting = mine.length - refused
  const [isOpen, open] = useState(false)
  useSending(waiting)
  return (
    <>
      {(isLost || mine.length > 0) && (
        <p className="offline" role="status">
          <Icon name={isLost ? 'offline' : refused > 0 ? 'warning' : 'clock'} size="small" />
          {isLost && (heardAt ? words.lost(clockOf(heardAt, zone)) : words.lostNothing)}
          {waiting > 0 && <span>{words.waiting(say.number(waiting), waiting)}</span>}
          {refused > 0 && <span className="c-danger">{words.refused(say.number(refused), refused)}</span>}
          {mine.length > 0 && (
            <button type="button" className="link" onClick={() => open(true)}>
              {words.see}
            </button>
          )}
        </p>
      )}
      <Suspense fallback={null}>
        {isOpen && mine.length > 0 && <UnsentDialog mine={mine} onClose={() => open(false)} />}
        {isLeaving && <LeaveDialog count={mine.length} />}
      </Suspense>
    </>
  )
}
