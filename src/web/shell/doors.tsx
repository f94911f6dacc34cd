import { useEffect } from 'react'
import { matchRoute, Redirect, Route, Switch, useLocation, useRouter, useSearch } from 'wouter'
import { doors } from './api.ts'
import { safeBack } from './back.ts'
import { Frame } from './frame.tsx'
import { whenIdle } from './idle.ts'
import { lateScreen } from './late-screen.tsx'
import { screens } from './places.tsx'
import { SignedIn } from './session.tsx'

const Start = lateScreen(() => import('../rooms/team/start.tsx'))
const SignIn = lateScreen(() => import('../rooms/team/sign-in.tsx'))
const Invitation = lateScreen(() => import('../rooms/team/invitation.tsx'))
const outside = ['/sign-in', '/start', '/invitation']

function ToSignIn() {
  const [path] = useLocation()
  const search = useSearch()
  const back = path === '/' ? '' : `?${new URLSearchParams({ back: path + (search ? `?${search}` : '') })}`
  return <Redirect to={`/sign-in${back}`} replace />
}

/** Fetches the screen that will be drawn first, while it is still asked who is here; at a door, while one types. */
function useFirstScreen(): void {
  const { parser } = useRouter()
  useEffect(() => {
    const { pathname, search } = window.location
    const isOutside = outside.includes(pathname)
    const wanted = isOutside ? safeBack(search).replace(/[?#].*$/, '') : pathname
    const first = screens.find(({ path }) => matchRoute(parser, path, wanted)[0]) ?? screens[0]
    if (!first) return
    if (isOutside) return whenIdle(first.Screen.ahead)
    first.Screen.ahead()
  }, [parser])
}

/** First start, sign-in, or the house. */
export function Doors() {
  const [path, navigate] = useLocation()
  useFirstScreen()
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
        <SignedIn onNobody={<ToSignIn />}>
          <Frame />
        </SignedIn>
      </Route>
    </Switch>
  )
}
