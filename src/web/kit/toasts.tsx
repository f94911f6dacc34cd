import { useEffect, useState, useSyncExternalStore } from 'react'
import { createPortal } from 'react-dom'
import { Link } from 'wouter'
import { useKeys } from '../shell/keys.ts'
import { problemFrom, useProblemWords } from '../shell/problem.ts'
import { shellWords } from '../shell/words.data.ts'
import { useWords } from '../shell/words.ts'
import { Key } from './button.tsx'
import { Icon } from './icons.tsx'
import { kitWords } from './words.data.ts'
import './toasts.css'

type Toast = {
  id: number
  words: string
  tone: 'plain' | 'ok' | 'danger'
  undo?: (() => Promise<unknown>) | undefined
  opens?: Opens | undefined
}
/** Where a notice leads, and what the link is called. */
type Opens = { words: string; path: string }

const LASTS = 10_000
/** What calls somebody stands a while longer: they may be looking elsewhere. */
const CALLS_FOR = 60_000
let toasts: readonly Toast[] = []
let nextId = 1
const listeners = new Set<() => void>()

function put(next: readonly Toast[]): void {
  toasts = next
  for (const tell of listeners) tell()
}
const subscribe = (tell: () => void) => {
  listeners.add(tell)
  return () => void listeners.delete(tell)
}

export const dismiss = (id: number): void => put(toasts.filter((toast) => toast.id !== id))

/** Says that something is done; at most three stand at once. */
export function say(words: string, how: { tone?: Toast['tone']; undo?: () => Promise<unknown>; opens?: Opens } = {}): number {
  const toast: Toast = { id: nextId, words, tone: how.tone ?? 'plain', undo: how.undo, opens: how.opens }
  nextId += 1
  put([...toasts, toast].slice(-3))
  return toast.id
}

/** Says what was done and offers *Hoàn tác* for ten seconds. `undo` throws a `Problem` if it could not. */
export const offerUndo = (words: string, undo: () => Promise<unknown>): number => say(words, { undo })

function ToastLine({ toast, isLast, undoneWords }: { toast: Toast; isLast: boolean; undoneWords: string }) {
  const words = useWords(kitWords)
  const { keys } = useWords(shellWords)
  const problems = useProblemWords()
  const [isHeld, hold] = useState(false)
  const [isUndoing, setUndoing] = useState(false)
  useEffect(() => {
    if (isHeld || isUndoing) return
    const timer = setTimeout(() => dismiss(toast.id), toast.opens ? CALLS_FOR : LASTS)
    return () => clearTimeout(timer)
  }, [toast.id, toast.opens, isHeld, isUndoing])
  const undo = async () => {
    if (isUndoing || !toast.undo) return
    setUndoing(true)
    try {
      await toast.undo()
      dismiss(toast.id)
      say(undoneWords, { tone: 'ok' })
    } catch (error) {
      dismiss(toast.id)
      say(problems.say(problemFrom(error)), { tone: 'danger' })
    }
  }
  useKeys(isLast && toast.undo ? [{ key: 'Mod+Z', words: keys.undo, act: () => void undo() }] : [])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointer and focus only hold the notice; nothing is done by it.
    <div
      className={`toast toast-${toast.tone}`}
      onPointerEnter={() => hold(true)}
      onPointerLeave={() => hold(false)}
      onFocus={() => hold(true)}
      onBlur={() => hold(false)}
    >
      {toast.tone !== 'plain' && <Icon name={toast.tone === 'ok' ? 'check' : 'warning'} />}
      <span className="toast-words">{toast.words}</span>
      {toast.undo && (
        <button type="button" className="toast-undo" onClick={() => void undo()} aria-keyshortcuts="Control+Z">
          {isUndoing ? words.undoing : words.undo} <Key name="Mod+Z" />
        </button>
      )}
      {toast.opens && (
        <Link href={toast.opens.path} className="toast-undo" onClick={() => dismiss(toast.id)}>
          {toast.opens.words}
        </Link>
      )}
      <button type="button" className="toast-close" onClick={() => dismiss(toast.id)} aria-label={words.close}>
        <Icon name="close" size="small" />
      </button>
    </div>
  )
}

/** The one place where notices stand, and the one live region that says them. Drawn once, by the frame. */
export function Toasts() {
  const words = useWords(kitWords)
  const all = useSyncExternalStore(subscribe, () => toasts)
  const undoable = all.filter((toast) => toast.undo).at(-1)
  return createPortal(
    <section className="toasts" aria-label={words.notices}>
      <div className="toasts-list" aria-live="polite" aria-relevant="additions">
        {all.map((toast) => (
          <ToastLine key={toast.id} toast={toast} isLast={toast === undoable} undoneWords={words.undone} />
        ))}
      </div>
    </section>,
    document.body,
  )
}
