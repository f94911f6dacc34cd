import { Suspense, useEffect, useRef, useState } from 'react'
import { matchRoute, Redirect, Route, Switch, useLocation, useRouter } from 'wouter'
import { ButtonLink } from '../kit/button.tsx'
import { EmptyState } from '../kit/states.tsx'
import { Toasts } from '../kit/toasts.tsx'
import { Box } from './box.tsx'
import { Fault } from './fault.tsx'
import { PhoneBar, Side, TopBar, usePlaces } from './frame-parts.tsx'
import { useKeys } from './keys.ts'
import { KeysList } from './keys-list.tsx'
import { lateScreen } from './late-screen.tsx'
import { LookingStrip } from './looking.tsx'
import { OfflineStrip } from './offline/strip.tsx'
import { type Screen, screens } from './places.tsx'
import { SampleStrip } from './sample.tsx'
import { useMay, useMe } from './session.tsx'
import { useStream } from './stream.ts'
import { shellWords } from './words.data.ts'
import { useWords } from './words.ts'
import './frame.css'

// Beside the screens: a call is shown on every one of them.
const CallDesk = lateScreen(() => import('../rooms/calls/desk.tsx'))
const LevelNotices = lateScreen(() => import('../rooms/promises/level-notices.tsx'))
const BridgeStrip = lateScreen(() => import('../rooms/calls/bridge-strip.tsx'))

function NotFound() {
  const words = useWords(shellWords).frame
  return (
    <EmptyState icon="search" title={words.notFound} act={<ButtonLink to="/">{words.goHome}</ButtonLink>}>
      {words.notFoundWhy}
    </EmptyState>
  )
}

function Screens() {
  const me = useMe()
  const may = useMay()
  const places = usePlaces()
  const has = ({ place, needs }: Screen) => (place === 'settings' || me.places.includes(place)) && (!needs || may(needs))
  return (
    <Suspense fallback={null}>
      <Switch>
        {/* Every address is matched first and then asked for its right, or a closed one would be taken for another. */}
        {screens.map((screen) => (
          <Route key={screen.path} path={screen.path}>
            {has(screen) ? <screen.Screen /> : <NotFound />}
          </Route>
        ))}
        <Route path="/">
          <Redirect to={places[0]?.path ?? '/settings/mine'} replace />
        </Route>
        <Route component={NotFound} />
      </Switch>
    </Suspense>
  )
}

/** The house around every screen: places, the box, keys, notices. */
export function Frame() {
  const words = useWords(shellWords)
  const places = usePlaces()
  const may = useMay()
  useStream()
  const { parser } = useRouter()
  const [path, navigate] = useLocation()
  const [overlay, setOverlay] = useState<'box' | 'keys'>()
  const main = useRef<HTMLElement>(null)
  const before = useRef(path)
  useEffect(() => {
    // A new screen is read from its start; the same screen keeps the focus where it is.
    if (before.current !== path && document.activeElement === document.body) main.current?.focus({ preventScroll: true })
    before.current = path
  }, [path])
  useKeys(
    [
      { key: 'Mod+K', words: words.keys.box, whileTyping: true, act: () => setOverlay('box') },
      { key: '/', words: words.keys.slash, act: () => setOverlay('box') },
      { key: '?', words: words.keys.help, act: () => setOverlay('keys') },
      ...places.map(({ place, path, key }) => ({ key, words: words.keys.go(words.places[place]), act: () => navigate(path) })),
    ],
    { title: words.keys.everywhere },
  )
  const hasOwnBox = screens.some((screen) => screen.hasOwnBox && matchRoute(parser, screen.path, path)[0])
  const openBox = () => setOverlay('box')
  return (
    <div className="frame">
      <button type="button" className="skip" onClick={() => main.current?.focus()}>
        {words.frame.skip}
      </button>
      <Side onKeys={() => setOverlay('keys')} />
      <div className="frame-main">
        <LookingStrip />
        <SampleStrip isTop />
        {/* A screen with a box of its own needs none above it. */}
        <TopBar onBox={openBox} isOff={hasOwnBox} />
        <OfflineStrip />
        {places.some(({ place }) => place === 'recognise') && <BridgeStrip />}
        <main id="main" ref={main} tabIndex={-1} className="frame-screen">
          <Fault path={path}>
            <Screens />
          </Fault>
        </main>
      </div>
      <PhoneBar onBox={openBox} onKeys={() => setOverlay('keys')} />
      {overlay === 'box' && <Box onClose={() => setOverlay(undefined)} onKeys={() => setOverlay('keys')} />}
      {overlay === 'keys' && <KeysList onClose={() => setOverlay(undefined)} />}
      {may('customers.read') && <CallDesk />}
      {may('promises.read') && <LevelNotices />}
      <Toasts />
    </div>
  )
}
