/**
 * How many mails may be under way to one destination at once, and how long one is left alone that said "too much": so that one slow
 * destination neither holds every connection nor is pressed.
 */
export type Destinations = {
  /** Waits for a place; answers in how many seconds to come again where the destination asked to be left alone. */
  enter(domain: string, signal: AbortSignal): Promise<{ isIn: true } | { isIn: false; afterSeconds: number }>
  leave(domain: string, how: 'well' | 'pressed'): void
}

const FIRST_REST = 60
const LONGEST_REST = 1800

type Place = { under: number; waiting: (() => void)[]; restUntil: number; rest: number }

/** Waits until somebody leaves, or the house stops. Who stops waiting takes nobody's turn, and leaves nothing behind at the signal. */
const turn = (place: Place, signal: AbortSignal): Promise<void> =>
  new Promise((done) => {
    const wake = () => {
      signal.removeEventListener('abort', wake)
      const at = place.waiting.indexOf(wake)
      if (at >= 0) place.waiting.splice(at, 1)
      done()
    }
    place.waiting.push(wake)
    signal.addEventListener('abort', wake, { once: true })
  })

export function makeDestinations(width: number, now: () => number): Destinations {
  const places = new Map<string, Place>()
  const placeOf = (domain: string): Place => {
    const known = places.get(domain)
    if (known) return known
    const made: Place = { under: 0, waiting: [], restUntil: 0, rest: FIRST_REST }
    places.set(domain, made)
    return made
  }
  const resting = (place: Place) => {
    const left = place.restUntil - now()
    return left > 0 ? ({ isIn: false, afterSeconds: Math.ceil(left / 1000) } as const) : undefined
  }
  return {
    async enter(domain, signal) {
      const place = placeOf(domain)
      while (place.under >= width && !signal.aborted) await turn(place, signal)
      const rests = resting(place)
      if (rests) return rests
      place.under++
      return { isIn: true }
    },
    leave(domain, how) {
      const place = placeOf(domain)
      place.under--
      if (how === 'pressed' && !resting(place)) {
        place.restUntil = now() + place.rest * 1000
        place.rest = Math.min(place.rest * 2, LONGEST_REST)
      }
      if (how === 'well') place.rest = FIRST_REST
      place.waiting[0]?.()
      if (place.under === 0 && place.waiting.length === 0 && place.rest === FIRST_REST && !resting(place)) places.delete(domain)
    },
  }
}
