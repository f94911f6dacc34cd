/** A one-time secret stands behind the # so that it reaches no log; it leaves the address at once. */
export function takeSecret(): string {
  const secret = decodeURIComponent(location.hash.slice(1))
  if (secret) history.replaceState(history.state, '', location.pathname)
  return secret
}
