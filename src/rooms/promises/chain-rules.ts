import type { ServicePromise } from './promise.ts'

/** What rests on what: when each can be kept, as pure functions. */

/** An arrow: `promiseId` can be kept so many seconds after `needsId` is. */
export type Arrow = { promiseId: string; needsId: string; leadSeconds: number; calendarId: string | null }

/** When a promise will be kept, as far as anybody can say. `at` is null where there is no due to go by. */
export type Expected = { at: Date | null; isUnsure: boolean }

type Known = Pick<ServicePromise, 'state' | 'promisedDue' | 'internalDue' | 'forecast' | 'doneAt' | 'isMissed' | 'restsUnsure'>

/**
 * When a promise will be kept: once done it is known; open it is its forecast or its due, and nobody can say while it is missed without a new
 * time. Broken it never will be. One that was taken back holds nobody up.
 */
export function expectedOf({ state, promisedDue, internalDue, forecast, doneAt, isMissed, restsUnsure }: Known): Expected | undefined {
  if (state === 'withdrawn') return undefined
  if (state === 'broken') return { at: null, isUnsure: true }
  if (state !== 'open') return { at: doneAt, isUnsure: false }
  const due = promisedDue ?? internalDue
  const at = forecast !== null && (due === null || forecast > due) ? forecast : due
  return { at, isUnsure: isMissed || restsUnsure }
}

/** When one can be kept that rests on others: the latest of what it needs, each with the time between. */
export function forecastOf(
  needs: readonly { expected: Expected | undefined; arrow: Arrow }[],
  after: (from: Date, arrow: Arrow) => Date | null,
): { forecast: Date | null; isUnsure: boolean } {
  let forecast: Date | null = null
  let isUnsure = false
  for (const { expected, arrow } of needs) {
    if (expected === undefined) continue
    isUnsure ||= expected.isUnsure
    if (expected.at === null) continue
    const ready = after(expected.at, arrow)
    // Beyond 400 days of too little open time nobody can say when.
    if (ready === null) isUnsure = true
    else if (forecast === null || ready > forecast) forecast = ready
  }
  return { forecast, isUnsure }
}

/** Those that rest on others among themselves, each after all that it needs; what stands in a circle is left out. */
export function inOrder(arrows: readonly Arrow[]): string[] {
  const waiting = new Map<string, number>()
  const onto = new Map<string, string[]>()
  const dependants = new Set(arrows.map(({ promiseId }) => promiseId))
  for (const id of dependants) waiting.set(id, 0)
  for (const { promiseId, needsId } of arrows) {
    if (!dependants.has(needsId)) continue
    waiting.set(promiseId, (waiting.get(promiseId) ?? 0) + 1)
    onto.set(needsId, [...(onto.get(needsId) ?? []), promiseId])
  }
  const ready = [...waiting].filter(([, count]) => count === 0).map(([id]) => id)
  for (let at = 0; at < ready.length; at++) {
    for (const next of onto.get(ready[at] ?? '') ?? []) {
      const left = (waiting.get(next) ?? 0) - 1
      waiting.set(next, left)
      if (left === 0) ready.push(next)
    }
  }
  return ready
}

/** Whether an arrow from `promiseId` to `needsId` would close a circle, given what each rests on. */
export function closesCircle(promiseId: string, needsId: string, needsOf: (id: string) => readonly string[]): boolean {
  const seen = new Set<string>()
  const open = [needsId]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === promiseId) return true
    if (seen.has(id)) continue
    seen.add(id)
    open.push(...needsOf(id))
  }
  return false
}
