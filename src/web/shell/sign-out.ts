import { useQueryClient } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { leave, mayLeave } from './offline/leave.ts'
import { useMe } from './session.tsx'

/** Ends the session and forgets in this browser what belonged to the person, unsent notes too. */
export function useLeave(): () => void {
  const queries = useQueryClient()
  const [, navigate] = useLocation()
  return () =>
    void leave().then(() => {
      navigate('/sign-in')
      queries.clear()
    })
}

/** The same, but where notes still wait to be sent it is asked first. */
export function useSignOut(): () => void {
  const me = useMe()
  const goNow = useLeave()
  return () => void mayLeave(me.id).then((isFree) => isFree && goNow())
}
