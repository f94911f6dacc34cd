import { type ComponentType, useEffect, useState } from 'react'

/** A screen, or a part of one, whose code comes when it is first wanted, or a moment before. */
export type LateScreen<P = object> = ComponentType<P> & {
  /** Begins to fetch it: for screens from which it is opened next. */
  ahead: () => void
}

/**
 * As React's `lazy`, but drawn in the very next frame once its code is here: what waits in a `Suspense` is held back for a third of
 * a second even when it came at once. Nothing is drawn while it comes; a fault is the boundary's around it, and the next try asks anew.
 */
export function lateScreen<P extends object = object>(load: () => Promise<{ default: ComponentType<P> }>): LateScreen<P> {
  let Loaded: ComponentType<P> | undefined
  let coming: Promise<void> | undefined
  const come = () => {
    coming ??= load().then(
      (part) => {
        Loaded = part.default
      },
      (error: unknown) => {
        coming = undefined
        throw error
      },
    )
    return coming
  }
  function Late(props: P) {
    const [isHere, setHere] = useState(Loaded !== undefined)
    const [fault, setFault] = useState<unknown>()
    useEffect(() => {
      if (isHere) return
      come().then(() => setHere(true), setFault)
    }, [isHere])
    if (fault) throw fault
    return Loaded ? <Loaded {...props} /> : null
  }
  return Object.assign(Late, { ahead: () => void come().catch(() => {}) })
}
