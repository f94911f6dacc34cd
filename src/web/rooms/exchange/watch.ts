import type { QueryClient } from '@tanstack/react-query'
import { getImport } from '#rooms/exchange/contract.ts'
import { say } from '../../kit/toasts.tsx'
import { call, keyOf } from '../../shell/api.ts'
import { type Import, isMoving } from './steps.ts'

export type EndWords = { finished: (name: string) => string; undoFinished: (name: string) => string; failedToast: (name: string) => string }

const watched = new Set<string>()
const EVERY = 2000

function tell(it: Import, words: EndWords): void {
  if (it.state === 'done') say(words.finished(it.fileName), { tone: 'ok' })
  else if (it.state === 'undone') say(words.undoFinished(it.fileName), { tone: 'ok' })
  else if (it.state === 'failed') say(words.failedToast(it.fileName), { tone: 'danger' })
}

/** Keeps an eye on an import whose screen was left, and says when it ends. Stops when `release` is called: its screen is open again. */
export function watchImport(importId: string, queries: QueryClient, words: EndWords): void {
  if (watched.has(importId)) return
  watched.add(importId)
  const look = async (): Promise<void> => {
    if (!watched.has(importId)) return
    try {
      const it = await call(getImport, { params: { importId } })
      queries.setQueryData(keyOf(getImport, { params: { importId } }), it)
      if (!isMoving(it.state)) {
        if (watched.delete(importId)) tell(it, words)
        return
      }
    } catch {
      // The server is away; the next look may find it.
    }
    setTimeout(() => void look(), EVERY)
  }
  setTimeout(() => void look(), EVERY)
}

export const release = (importId: string): void => void watched.delete(importId)
