/** How often this person wrote which kind of line in this house, kept in this browser only. */
export type Uses = Readonly<Record<string, number>>

const storeOf = (staffId: string) => `quen.kinds.${staffId}`

export function usesOf(staffId: string): Uses {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storeOf(staffId)) ?? '{}')
    const counts = Object.entries(typeof kept === 'object' && kept !== null ? kept : {})
    return Object.fromEntries(counts.filter(([, times]) => typeof times === 'number'))
  } catch {
    // Storage can be forbidden, or hold what nobody here wrote; then nothing was used yet.
    return {}
  }
}

/** Call it when a line was written. */
export function noteUse(staffId: string, kind: string): void {
  const uses = usesOf(staffId)
  try {
    localStorage.setItem(storeOf(staffId), JSON.stringify({ ...uses, [kind]: (uses[kind] ?? 0) + 1 }))
  } catch {
    // See above.
  }
}

/** More than these are too many to read while somebody stands at the counter. */
const SHOWN = 8

/** The kinds that are offered at once: those used most, in the order of the house so that each keeps its place, and the chosen one. */
export function offeredAtOnce<K extends { key: string }>(kinds: readonly K[], uses: Uses, chosen: string): readonly K[] {
  // One that would stand alone behind a button may as well stand there itself.
  if (kinds.length <= SHOWN + 1) return kinds
  const most = kinds.toSorted((a, b) => (uses[b.key] ?? 0) - (uses[a.key] ?? 0)).slice(0, SHOWN)
  return kinds.filter((kind) => kind.key === chosen || most.includes(kind))
}
