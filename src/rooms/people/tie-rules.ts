import type { CustomerKind, Relationship } from './customer.ts'

/** Ties between customers: which can be, and how one end follows from the other. */

type Kind = Relationship['kind']
type Side = Relationship['side']

export const otherSide = (side: Side): Side => (side === 'from' ? 'to' : 'from')

/**
 * Whether such a tie can be: `of` works at, decides for, belongs to, or was introduced by `to`. Families are of people; whoever came by
 * whom may be anybody.
 */
export function isFitting(kind: Kind, of: CustomerKind, to: CustomerKind): boolean {
  if (kind === 'introduced-by') return true
  if (of !== 'person') return false
  if (kind === 'member-of') return to === 'household'
  return kind === 'family' ? to === 'person' : to === 'organisation'
}

const kinds: readonly Kind[] = ['member-of', 'family', 'decides-for', 'works-at', 'introduced-by']

/** Those one lives with first, then those one works with, then by whom one came. */
export const byNearness = (a: Relationship, b: Relationship): number =>
  kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
