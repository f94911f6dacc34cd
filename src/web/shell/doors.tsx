import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import { matchRoute, Redirect, Route, Switch, useLocation, useRouter, useSearch } from 'wouter'
import { doors } from './api.ts'
import { safeBack } from './back.ts'
import { Frame } from './frame.tsx'
import { whenIdle } from './idle.ts'
import { lateScreen } from './late-screen.tsx'
import { type Screen, screens } from './places.tsx'
import { type Me, SignedIn } from './session.tsx'

const Start = lateScreen(() => import('../rooms/team/start.tsx'))
const SignIn = lateScreen(() => import('../rooms/team/sign-in.tsx'))
const Invitation = lateScreen(() => import('../rooms/team/invitation.tsx'))
/** Where most find themselves who ask for no place of their own. */
const FIRST = '/today'
const outside = ['/sign-in', '/start', '/invitation']

function ToSignIn() {
  const [path] = useLocation()
  const search = useSearch()
  const back = path === '/' ? '' : `?${new URLSearchParams({ back: path + (search ? `?${search}` : '') })}`
  return <Redirect to={`/sign-in${back}`} replace />
}

const isOutside = (): boolean => outside.includes(window.location.pathname)

/**
 * Fetches the screen that will be drawn first, while it is still asked who is here; at a door, while one types. Answers what asks for
 * that which it shows, once somebody is known who may see it.
 */
function useFirstScreen(): (me: Me) => void {
  const { parser } = useRouter()
  const queries = useQueryClient()
  const first = useCallback((): Screen | undefined => {
    const { pathname, search } = window.location
    const wanted = isOutside() ? safeBack(search).replace(/[?#].*$/, '') : pathname
    return screens.find(({ path }) => matchRoute(parser, path, wanted)[0]) ?? screens.find(({ path }) => path === FIRST)
  }, [parser])
  useEffect(() => {
    const ahead = first()?.Screen.ahead
    if (!ahead) return
    if (isOutside()) return whenIdle(ahead)
    ahead()
  }, [first])
  return useCallback(
    ({ places, permissions }) => {
      const screen = first()
      if (!screen?.ask || screen.place === 'settings' || !places.includes(screen.place)) return
      if (!screen.needs || permissions.includes(screen.needs)) screen.ask(queries)
    },
    [first, queries],
  )
}

/** First start, sign-in, or the house. */
export function Doors() {
  const [path, navigate] = useLocation()
  const askFirst = useFirstScreen()
  useEffect(() => {
    doors.onClosed = () => {
      const { pathname, search } = window.location
      if (outside.includes(pathname)) return
      navigate(`/sign-in?${new URLSearchParams({ back: pathname + search })}`, { replace: true })
    }
  }, [navigate])
  return (
    <Switch location={path}>
      <Route path="/start" component={Start} />
      <Route path="/sign-in" component={SignIn} />
      <Route path="/invitation" component={Invitation} />
      <Route>
        <SignedIn onNobody={<ToSignIn />} onKnown={askFirst}>
          <Frame />
        </SignedIn>
      </Route>
    </Switch>
  )
}
