import { useEffect, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { Key } from '../kit/button.tsx'
import { Initial } from '../kit/chip.tsx'
import { Icon } from '../kit/icons.tsx'
import { Menu, type MenuItem } from '../kit/menu.tsx'
import { CallSlot } from '../rooms/calls/slot.tsx'
import { useLook } from './look.ts'
import { SampleStrip } from './sample.tsx'
import { clockOf, useSay } from './say.ts'
import { useChangeLook, useHouse, useMe } from './session.tsx'
import { type BuiltPlace, builtPlaces } from './sidebar.data.ts'
import { useSignOut } from './sign-out.ts'
import { shellWords } from './words.data.ts'
import { useWords } from './words.ts'

const isAt = (path: string, { path: own }: BuiltPlace) => path === own || path.startsWith(`${own}/`)

/** What this role finds among the places. */
export const usePlaces = () => {
  const { places } = useMe()
  return builtPlaces.filter(({ place }) => places.includes(place))
}

/** The house's mark and name; leads home. */
export function HouseName() {
  const house = useHouse()
  return (
    <Link href="/" className="house">
      <span className="house-mark">
        <Icon name="home" />
      </span>
      <span className="cut">{house.name}</span>
    </Link>
  )
}

/** So many places stand in the bar of a phone, beside finding and the house; the others lead the menu of the house. */
const AT_HAND = 3

function useMeItems(onKeys: () => void): MenuItem[] {
  const words = useWords(shellWords)
  const look = useLook()
  const change = useChangeLook()
  const [, navigate] = useLocation()
  const signOut = useSignOut()
  return [
    { words: words.me.mine, icon: 'person', act: () => navigate('/settings/mine') },
    { words: words.me.settings, icon: 'settings', act: () => navigate('/settings') },
    'line',
    { words: words.me.language, icon: 'globe', act: () => void change({ language: look.language === 'vi' ? 'en' : 'vi' }) },
    ...(['light', 'dark', 'system'] as const).map((theme) => ({
      words: words.me[theme],
      icon: ({ light: 'sun', dark: 'moon', system: 'screen' } as const)[theme],
      isOn: look.theme === theme,
      act: () => void change({ theme }),
    })),
    'line',
    { words: words.me.keys, icon: 'key', keyHint: '?', act: onKeys },
    { words: words.me.signOut, icon: 'out', act: signOut },
  ]
}

function MeBlock({ onKeys }: { onKeys: () => void }) {
  const words = useWords(shellWords)
  const me = useMe()
  const button = (
    <button type="button" className="me">
      <Initial name={me.name} />
      <span className="me-words">
        <b className="cut">{me.name}</b>
        <span className="cut">{words.roles[me.role]}</span>
      </span>
      <span className="unseen">{words.frame.menu}</span>
    </button>
  )
  return <Menu button={button} side="top-start" items={useMeItems(onKeys)} />
}

export function Side({ onKeys }: { onKeys: () => void }) {
  const words = useWords(shellWords)
  const [path] = useLocation()
  return (
    <nav className="side" aria-label={words.frame.workplaces}>
      <HouseName />
      <ul>
        {usePlaces().map((place) => (
          <li key={place.place}>
            <Link
              href={place.path}
              className="side-place"
              aria-current={isAt(path, place) ? 'page' : undefined}
              aria-keyshortcuts={place.key}
            >
              <Icon name={place.icon} />
              {words.places[place.place]}
            </Link>
          </li>
        ))}
      </ul>
      <div className="side-foot">
        <SampleStrip />
        <MeBlock onKeys={onKeys} />
      </div>
    </nav>
  )
}

function Clock() {
  const say = useSay()
  const { zone } = useHouse()
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 10_000)
    return () => clearInterval(timer)
  }, [])
  return (
    <span className="meta row g2 phone-off clock">
      <Icon name="clock" size="small" />
      <span className="num">{clockOf(now, zone)}</span>
      {say.weekday(say.today)}
      <span className="num">{say.dayMonth(say.today)}</span>
    </span>
  )
}

/** The box, what the screen puts beside it (`TopEnds`), the clock. */
export function TopBar({ onBox, isOff }: { onBox: () => void; isOff: boolean }) {
  const words = useWords(shellWords).frame
  return (
    <header className={isOff ? 'top phone-only' : 'top'}>
      <span className="phone-only">
        <HouseName />
      </span>
      <button type="button" className="find phone-off" onClick={onBox} aria-keyshortcuts="Control+K">
        <Icon name="search" />
        <span className="grow cut">{words.find}</span>
        <Key name="Mod+K" />
      </button>
      <span className="grow" />
      <CallSlot />
      <div className="top-ends" id="top-ends" />
      <Clock />
    </header>
  )
}

/** The phone's places, within reach of the thumb. */
export function PhoneBar({ onBox, onKeys }: { onBox: () => void; onKeys: () => void }) {
  const words = useWords(shellWords)
  const [path, navigate] = useLocation()
  const places = usePlaces()
  const others = places.slice(AT_HAND)
  const items: MenuItem[] = [
    ...others.map((place) => ({
      words: words.places[place.place],
      icon: place.icon,
      isOn: isAt(path, place),
      act: () => navigate(place.path),
    })),
    ...(others.length > 0 ? (['line'] as const) : []),
    ...useMeItems(onKeys),
  ]
  const button = (
    <button type="button" className="phone-place">
      <Icon name="person" size="large" />
      {words.places.settings}
      <span className="unseen">{words.frame.menu}</span>
    </button>
  )
  return (
    <nav className="phone-bar phone-only" aria-label={words.frame.workplaces}>
      {places.slice(0, AT_HAND).map((place) => (
        <Link key={place.place} href={place.path} className="phone-place" aria-current={isAt(path, place) ? 'page' : undefined}>
          <Icon name={place.icon} size="large" />
          {words.places[place.place]}
        </Link>
      ))}
      <button type="button" className="phone-place" onClick={onBox}>
        <Icon name="search" size="large" />
        {words.frame.findShort}
      </button>
      <Menu button={button} side="top-start" items={items} />
    </nav>
  )
}
