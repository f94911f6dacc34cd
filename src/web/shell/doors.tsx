import { lazy, Suspense, useEffect } from 'react'
import { Redirect, Route, Switch, useLocation, useSearch } from 'wouter'
import { doors } from './api.ts'
import { Frame } from './frame.tsx'
import { SignedIn } from './session.tsx'

const Start = lazy(() => import('../rooms/team/start.tsx'))
const SignIn = lazy(() => import('../rooms/team/sign-in.tsx'))
const Invitation = lazy(() => import('../rooms/team/invitation.tsx'))

function ToSignIn() {
  const [path] = useLocation()
  const search = useSearch()
  const back = path === '/' ? '' : `?${new URLSearchParams({ back: path + (search ? `?${search}` : '') })}`
  return <Redirect to={`/sign-in${back}`} replace />
}

/** First start, sign-in, or the house. */
export function Doors() {
  const [path, navigate] = useLocation()
  useEffect(() => {
    doors.onClosed = () => {
      const { pathname, search } = window.location
      if (['/sign-in', '/start', '/invitation'].includes(pathname)) return
      navigate(`/sign-in?${new URLSearchParams({ back: pathname + search })}`, { replace: true })
    }
  }, [navigate])
  return (
    <Suspense fallback={null}>
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
    </Suspense>
  )
}
