import type { Db } from '../db/db.ts'
import { type Entry, record } from './audit.ts'

/** A search is written once nothing was added to it for a second, and after three at the latest. */
const SETTLED_MS = 1000
const LATEST_MS = 3000
const LOOK_EVERY_MS = 250
const MOST_KEPT = 1000

type Pending = { entry: Entry; text: string; first: number; last: number }

/** Searches as they are typed: letter after letter is one search, and looking for somebody waits for no writing. */
export type Searches = {
  note(actor: string, text: string, entry: Entry, at?: number): void
  settle(at?: number): Promise<void>
  end(): Promise<void>
}

/** The typed text is compared here and never written. */
export function keepSearches(db: Db, onFault: (error: unknown) => void): Searches {
  const pending = new Map<string, Pending>()
  let due: Entry[] = []
  let timer: NodeJS.Timeout | undefined
  const flush = async (): Promise<void> => {
    const entries = due
    due = []
    try {
      await record(db, ...entries)
    } catch (error) {
      // The database is away: what was found is kept for when it is back, and not without end.
      due = [...entries, ...due].slice(-MOST_KEPT)
      throw error
    }
  }
  const settle = async (at = performance.now()): Promise<void> => {
    for (const [actor, one] of pending)
      if (at - one.last >= SETTLED_MS || at - one.first >= LATEST_MS) {
        pending.delete(actor)
        due.push(one.entry)
      }
    await flush()
    if (pending.size > 0 || due.length > 0) return
    clearInterval(timer)
    timer = undefined
  }
  return {
    note(actor, text, entry, at = performance.now()) {
      const before = pending.get(actor)
      const isMore = before !== undefined && text.startsWith(before.text) && at - before.last < LATEST_MS
      if (before && !isMore) due.push(before.entry)
      pending.set(actor, { entry, text, first: isMore ? before.first : at, last: at })
      timer ??= setInterval(() => void settle().catch(onFault), LOOK_EVERY_MS).unref()
    },
    settle,
    end: () => settle(Number.POSITIVE_INFINITY),
  }
}
