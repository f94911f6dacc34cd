import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import { getHouse, getMe, type houseView, type meView, updateMe } from '#rooms/team/contract.ts'
import type { Permission } from '#values/rights.ts'
import { ErrorState } from '../kit/states.tsx'
import { call, keyOf, useAsk } from './api.ts'
import { type Look, setLook } from './look.ts'
import { problemFrom } from './problem.ts'

export type Me = z.output<typeof meView>
export type House = z.output<typeof houseView>
type Session = { me: Me; house: House }

const context = createContext<Session | undefined>(undefined)

function useSession(): Session {
  const session = useContext(context)
  if (!session) throw new Error('nobody is signed in here')
  return session
}

export const useMe = (): Me => useSession().me
export const useHouse = (): House => useSession().house
/** Says whether whoever is signed in may do something: draw no button without an act behind it. */
export const useMay = (): ((permission: Permission) => boolean) => {
  const { permissions } = useMe()
  return (permission) => permissions.includes(permission)
}

/** Changes one's own language and look: here at once, on the server behind. */
export function useChangeLook(): (part: Partial<Look>) => Promise<void> {
  const queries = useQueryClient()
  return async (part) => {
    setLook(part)
    const { language, ...look } = part
    try {
      const me = await call(updateMe, { body: { ...(language ? { language } : {}), ...(Object.keys(look).length > 0 ? { look } : {}) } })
      queries.setQueryData(keyOf(getMe, {}), me)
    } catch (error) {
      // The look is kept in this browser; the server hears of it with the next change.
      if (problemFrom(error).status >= 500) throw error
    }
  }
}

type Signed = { children: ReactNode; onNobody: ReactNode; onKnown: (me: Me) => void }

/** Draws its children for whoever is signed in; `onKnown` hears first who it is. */
export function SignedIn({ children, onNobody, onKnown }: Signed) {
  const me = useAsk(getMe, {}, { staleTime: 60_000, retry: false })
  const house = useAsk(getHouse, {}, { staleTime: 60_000, enabled: me.isSuccess })
  const [isDressed, dress] = useState(false)
  const isKnown = useRef(false)
  useEffect(() => {
    if (!me.data) return
    if (!isKnown.current) onKnown(me.data)
    isKnown.current = true
    setLook({ ...me.data.look, language: me.data.language })
    dress(true)
  }, [me.data, onKnown])
  if (me.error?.status === 401) return onNobody
  const failed = me.error ?? house.error
  if (failed && !(me.data && house.data)) return <ErrorState problem={failed} onRetry={() => void (me.error ? me : house).refetch()} />
  if (!me.data || !house.data || !isDressed) return null
  return <context.Provider value={{ me: me.data, house: house.data }}>{children}</context.Provider>
}
