import { mapPhases } from './contract.ts'
import type { Feeds, Phase, Sort, Stop } from './stop.ts'

/** The order of the way, and which lines belong to which place on it. */

/** More stops than this are no picture any more. */
export const MOST_STOPS = 60

const phaseAt = (phase: Phase): number => mapPhases.indexOf(phase)

/** In the order of the way. */
export const inOrder = <T extends Pick<Stop, 'phase' | 'rank' | 'key'>>(stops: readonly T[]): T[] =>
  [...stops].sort((a, b) => phaseAt(a.phase) - phaseAt(b.phase) || a.rank - b.rank || (a.key < b.key ? -1 : 1))

/** Whether a line of this sort is one of a stop that is fed so. Any line begins; only an order also ends. */
export function feeds({ kinds, orders, channels }: Feeds, { kind, type, moment, channel }: Sort): boolean {
  if (channels.length > 0 && !channels.some((one) => one === channel)) return false
  if (kind === 'order') return orders.some((order) => order.kind === type && order.at === moment)
  return moment === 'begins' && kinds.includes(kind)
}

/**
 * The rank that puts a stop before another one of a phase, or last; in the middle between its neighbours. `stops` are those of the way,
 * whether in use or not.
 */
export function rankFor(stops: readonly Stop[], moved: string | undefined, phase: Phase, before: string | null): number {
  const there = inOrder(stops.filter((stop) => stop.phase === phase && stop.id !== moved))
  const at = before === null ? -1 : there.findIndex(({ id }) => id === before)
  if (at < 0) return (there.at(-1)?.rank ?? 0) + 1
  const next = there[at]?.rank ?? 1
  return ((there[at - 1]?.rank ?? next - 2) + next) / 2
}

/** A key for a new stop out of its name, unlike those that are taken. */
export function keyOf(name: string, taken: ReadonlySet<string>): string {
  const plain =
    name
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replaceAll('đ', 'd')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 50) || 'stop'
  if (!taken.has(plain)) return plain
  let at = 2
  while (taken.has(`${plain}-${at}`)) at += 1
  return `${plain}-${at}`
}
