import { useQueryClient } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { signOut } from '#rooms/team/contract.ts'
import { call } from './api.ts'
import { forgetOpened } from './recent.ts'
import { useMe } from './session.tsx'

/** Ends the session and forgets in this browser what belonged to the person. */
export function useSignOut(): () => void {
  const queries = useQueryClient()
  const me = useMe()
  const [, navigate] = useLocation()
  return () => {
    void call(signOut, { body: {} })
      .catch(() => {})
      .then(() => {
        forgetOpened(me.id)
        navigate('/sign-in')
        queries.clear()
      })
  }
}
