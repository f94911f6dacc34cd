import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import { Key } from '../kit/button.tsx'
import { Icon, type IconName } from '../kit/icons.tsx'
import { fits } from './box-reading.ts'
import { useLook } from './look.ts'
import { useChangeLook, useMay, useMe } from './session.tsx'
import { builtPlaces, commands } from './sidebar.data.ts'
import { useSignOut } from './sign-out.ts'
import { shellWords } from './words.data.ts'
import { useWords } from './words.ts'

/** One line of the box. */
export type Entry = { id: string; group: string; line: ReactNode; act: () => void }

type Named = { id: string; words: string; icon: IconName; key?: string | undefined; act: () => void }

const lineOf = ({ words, icon, key }: Named): ReactNode => (
  <>
    <Icon name={icon} className="t2" />
    <span className="cut">{words}</span>
    <span className="grow" />
    {key?.split(' ').map((step) => (
      <Key key={step} name={step} />
    ))}
  </>
)

function useLookCommands(): Named[] {
  const words = useWords(shellWords).commands
  const look = useLook()
  const change = useChangeLook()
  const set = (part: Parameters<typeof change>[0]) => () => void change(part)
  const all: (Named & { isIdle: boolean })[] = [
    { id: 'vi', words: words.vietnamese, icon: 'globe', act: set({ language: 'vi' }), isIdle: look.language === 'vi' },
    { id: 'en', words: words.english, icon: 'globe', act: set({ language: 'en' }), isIdle: look.language === 'en' },
    { id: 'light', words: words.light, icon: 'sun', act: set({ theme: 'light' }), isIdle: look.theme === 'light' },
    { id: 'dark', words: words.dark, icon: 'moon', act: set({ theme: 'dark' }), isIdle: look.theme === 'dark' },
    { id: 'system', words: words.system, icon: 'screen', act: set({ theme: 'system' }), isIdle: look.theme === 'system' },
    { id: 'compact', words: words.compact, icon: 'table', act: set({ density: 'compact' }), isIdle: look.density === 'compact' },
    {
      id: 'comfortable',
      words: words.comfortable,
      icon: 'table',
      act: set({ density: 'comfortable' }),
      isIdle: look.density === 'comfortable',
    },
    {
      id: 'larger',
      words: words.larger,
      icon: 'plus',
      act: set({ textSize: Math.min(150, look.textSize + 10) }),
      isIdle: look.textSize >= 150,
    },
    {
      id: 'smaller',
      words: words.smaller,
      icon: 'none',
      act: set({ textSize: Math.max(90, look.textSize - 10) }),
      isIdle: look.textSize <= 90,
    },
  ]
  return all.filter(({ isIdle }) => !isIdle)
}

/** Places and commands that fit what was asked; undefined asks for none. */
export function useEntries(asked: string | undefined, onKeys: () => void): Entry[] {
  const words = useWords(shellWords)
  const me = useMe()
  const may = useMay()
  const [, navigate] = useLocation()
  const signOut = useSignOut()
  const looks = useLookCommands()
  if (asked === undefined) return []
  const places: Named[] = builtPlaces
    .filter(({ place }) => me.places.includes(place))
    .map(({ place, icon, key, path }) => ({ id: place, words: words.places[place], icon, key, act: () => navigate(path) }))
  const acts: Named[] = [
    ...commands
      .filter(({ needs }) => !needs || may(needs))
      .map(({ id, words: say, icon, key, path }) => ({ id, words: say(words.commands), icon, key, act: () => navigate(path) })),
    ...looks,
    { id: 'keys', words: words.commands.keys, icon: 'key', key: '?', act: onKeys },
    { id: 'out', words: words.commands.signOut, icon: 'out', act: signOut },
  ]
  const fitting = (named: Named[], group: string): Entry[] =>
    named.filter((one) => asked === '' || fits(one.words, asked)).map((one) => ({ id: one.id, group, line: lineOf(one), act: one.act }))
  return [...fitting(places, words.box.places), ...fitting(acts, words.box.commands)]
}
