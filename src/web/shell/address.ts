import { useCallback, useMemo } from 'react'
import { useLocation, useSearch } from 'wouter'

/** How one part of a screen's state is written in the address. What equals the usual value is left out. */
export type Coder<T> = { read(text: string | null): T; write(value: T): string | null }
// biome-ignore lint/suspicious/noExplicitAny: coders of any values.
export type Spec = Record<string, Coder<any>>
export type StateOf<S> = { [K in keyof S]: S[K] extends Coder<infer T> ? T : never }

export const text = (usual = ''): Coder<string> => ({ read: (it) => it ?? usual, write: (it) => (it === usual ? null : it) })

export const oneOf = <const T extends string>(choices: readonly T[], usual: NoInfer<T>): Coder<T> => ({
  read: (it) => choices.find((choice) => choice === it) ?? usual,
  write: (it) => (it === usual ? null : it),
})

/** One of some words, or nothing. */
export const maybe = <const T extends string>(choices: readonly T[]): Coder<T | undefined> => ({
  read: (it) => choices.find((choice) => choice === it),
  write: (it) => it ?? null,
})

export const count = (usual = 0): Coder<number> => ({
  read: (it) => (it !== null && /^\d{1,9}$/.test(it) ? Number(it) : usual),
  write: (it) => (it === usual ? null : String(it)),
})

export const flag = (): Coder<boolean> => ({ read: (it) => it === '1', write: (it) => (it ? '1' : null) })

/** Reads a screen's state out of a search string. */
export function readState<S extends Spec>(spec: S, search: string): StateOf<S> {
  const asked = new URLSearchParams(search)
  return Object.fromEntries(Object.entries(spec).map(([name, coder]) => [name, coder.read(asked.get(name))])) as StateOf<S>
}

/** Writes a change into a search string; other parts of it stay. Answers '' or `?…`. */
export function writeState<S extends Spec>(spec: S, change: Partial<StateOf<S>>, search: string): string {
  const asked = new URLSearchParams(search)
  for (const [name, value] of Object.entries(change)) {
    const written = spec[name]?.write(value) ?? null
    if (written === null) asked.delete(name)
    else asked.set(name, written)
  }
  const result = asked.toString()
  return result ? `?${result}` : ''
}

/**
 * A screen's state, kept in the address bar so that Back, a reload and a link bring it back. `spec` must be made outside the
 * component. A change makes a step for Back unless `isQuiet`.
 */
export function useAddress<S extends Spec>(spec: S): [StateOf<S>, (change: Partial<StateOf<S>>, how?: { isQuiet?: boolean }) => void] {
  const search = useSearch()
  const [, navigate] = useLocation()
  const state = useMemo(() => readState(spec, search), [spec, search])
  const change = useCallback(
    (part: Partial<StateOf<S>>, how: { isQuiet?: boolean } = {}) => {
      const { pathname, search: before } = window.location
      const after = writeState(spec, part, before)
      if (after !== before) navigate(pathname + after, { replace: how.isQuiet ?? false })
    },
    [spec, navigate],
  )
  return [state, change]
}
