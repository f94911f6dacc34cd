/** Where a browser does not say when it is idle, in milliseconds. */
const WAIT = 1500

/** Does something once the page has nothing better to do. Answers how to call it off. */
export function whenIdle(act: () => void): () => void {
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(act, WAIT)
    return () => clearTimeout(timer)
  }
  const asked = requestIdleCallback(act)
  return () => cancelIdleCallback(asked)
}
