import type { Surroundings } from './serve.ts'
import type { Who } from './who.ts'

type Identify = Surroundings['identify']
type Known = { who: Who; heard: number; now: number }

/** How long somebody who just asked is known without looking them up again: the pause between two key presses. */
const REMEMBERED_MS = 1000
const MOST = 1000

export type Callers = {
  /** As `identify`, for reading only: whoever asked within the last second is not looked up again. */
  recall: Identify
  /** Forgets everybody: something was written, perhaps somebody's rights. */
  forget(): void
}

/**
 * Remembers who asked lately, so that a burst of key presses is one look-up. Only who was let in is remembered, never who was not;
 * every write of this house forgets all, also for look-ups that were under way when it happened.
 */
export function rememberCallers(identify: Identify): Callers {
  const known = new Map<string, Known>()
  let written = 0
  return {
    async recall(headers, now) {
      const key = headers.authorization ?? headers.cookie
      if (key === undefined) return undefined
      const found = known.get(key)
      const isFresh =
        found && performance.now() - found.heard < REMEMBERED_MS && now.getTime() >= found.now && now.getTime() - found.now < REMEMBERED_MS
      if (isFresh) return found.who
      const before = written
      const who = await identify(headers, now)
      if (!who || before !== written) return who
      if (known.size >= MOST) known.clear()
      known.set(key, { who, heard: performance.now(), now: now.getTime() })
      return who
    },
    forget() {
      written++
      known.clear()
    },
  }
}
