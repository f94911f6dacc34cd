import { useEffect, useRef, useSyncExternalStore } from 'react'
import { type Press, readPress } from './key-reading.ts'
import { lookNow } from './look.ts'

/** A key of a screen. `words` is what `?` says of it; without words it isn't listed. */
export type KeyAct = {
  key: string
  words?: string | undefined
  /** Answer false to let the browser have the key. */
  act: (event: KeyboardEvent) => unknown
  /** Also in fields; for keys with Ctrl or ⌘. */
  whileTyping?: boolean
}

type Layer = { acts: readonly KeyAct[]; isAlone: boolean; title: string | undefined }

const layers: { current: Layer }[] = []
const listeners = new Set<() => void>()
let listed = 0
const tell = () => {
  listed += 1
  for (const listener of listeners) listener()
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit', 'file', 'range'].includes(target.type)))

const isMac = /Mac|iPhone|iPad/.test(navigator.platform)

const RUN_LASTS = 1200
let before: Press[] = []
let beforeAt = 0

/** The keys in force, the newest screen's first; a dialog hides those below it. */
function inForce(): KeyAct[] {
  const acts: KeyAct[] = []
  for (const { current } of [...layers].reverse()) {
    acts.push(...current.acts)
    if (current.isAlone) break
  }
  return acts
}

function onPress(event: KeyboardEvent): void {
  if (event.defaultPrevented) return
  const press: Press = {
    code: event.code,
    mod: isMac ? event.metaKey : event.ctrlKey,
    shift: event.shiftKey,
    alt: event.altKey,
    sign: event.key,
  }
  if (isMac ? event.ctrlKey : event.metaKey) return
  // 229 is how browsers mark a key that the input method took; some send no isComposing for the first one.
  const where = {
    isComposing: event.isComposing || event.keyCode === 229,
    isTyping: isField(event.target),
    singleKeys: lookNow().singleKeys,
  }
  if (/^(Shift|Control|Alt|Meta)/.test(event.code)) return
  const run = event.timeStamp - beforeAt < RUN_LASTS ? before : []
  before = []
  const reading = readPress(press, run, inForce(), where)
  if (!reading) return
  if ('waiting' in reading) {
    before = reading.waiting
    beforeAt = event.timeStamp
    return
  }
  if (reading.act.act(event) !== false) event.preventDefault()
}

let isListening = false
function listen(): void {
  if (isListening) return
  isListening = true
  addEventListener('keydown', onPress)
}

/**
 * Gives keys to a screen while it is mounted. Keys are read by their place on the keyboard, never while an input method
 * composes, and in fields only where `whileTyping`. `isAlone` hides the keys of what lies below (dialogs).
 */
export function useKeys(acts: readonly KeyAct[], how: { isAlone?: boolean; isOff?: boolean; title?: string } = {}): void {
  const layer = useRef<Layer>({ acts: [], isAlone: false, title: undefined })
  layer.current = { acts, isAlone: how.isAlone ?? false, title: how.title }
  const { isOff } = how
  useEffect(() => {
    if (isOff) return
    listen()
    layers.push(layer)
    tell()
    return () => {
      layers.splice(layers.indexOf(layer), 1)
      tell()
    }
  }, [isOff])
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** The keys that work here now, in groups, for the list behind `?`. */
export function useKeysInForce(): { title: string | undefined; acts: KeyAct[] }[] {
  useSyncExternalStore(subscribe, () => listed)
  return [...layers]
    .reverse()
    .map(({ current }) => ({ title: current.title, acts: current.acts.filter((act) => act.words) }))
    .filter(({ acts }) => acts.length > 0)
}

const shown: Record<string, string> = { ArrowDown: '↓', ArrowUp: '↑', ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc', Shift: '⇧' }

/** A key as it stands on this keyboard: `Mod+K` is Ctrl K here and ⌘ K on a Mac. */
export const showKey = (key: string): string =>
  key
    .split(' ')
    .map((step) =>
      step
        .split('+')
        .map((part) => (part === 'Mod' ? (isMac ? '⌘' : 'Ctrl') : (shown[part] ?? part)))
        .join(' '),
    )
    .join(' ')
