import type { stances } from '#rooms/people/contract.ts'
import type { IconName } from '../../../kit/icons.tsx'
import type { Preference } from '../evidence.ts'

export type Stance = (typeof stances)[number]

/** What matters most comes first: what must never be, then what is needed. */
export const inOrder: readonly Stance[] = ['must-not', 'needs', 'avoids', 'likes']

export const drawn: Record<Stance, { icon: IconName; tone: string }> = {
  'must-not': { icon: 'warning', tone: 'c-danger' },
  needs: { icon: 'info', tone: 'c-info' },
  avoids: { icon: 'avoid', tone: 'c-danger' },
  likes: { icon: 'star', tone: 'c-brand' },
}

/** What is told, then what is asked; what has faded stands apart. An allergy never fades, whoever says so. */
export function byStanding(all: readonly Preference[]): { told: Preference[]; faded: Preference[] } {
  const isFaded = (one: Preference) => one.standing === 'faded' && one.stance !== 'must-not'
  const told = all.filter((one) => !isFaded(one))
  const weight = (one: Preference) => (one.standing === 'sure' ? 0 : 1)
  return { told: told.sort((a, b) => weight(a) - weight(b)), faded: all.filter(isFaded) }
}
