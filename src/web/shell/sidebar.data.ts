import type { Permission, Place } from '#values/rights.ts'
import type { IconName } from '../kit/icons.tsx'

/** A place that stands in the sidebar: only those of which a screen exists. */
export type BuiltPlace = { place: Place; path: string; icon: IconName; key: string }

export const builtPlaces: readonly BuiltPlace[] = [
  { place: 'today', path: '/today', icon: 'today', key: 'G H' },
  { place: 'recognise', path: '/recognise', icon: 'recognise', key: 'G Q' },
  { place: 'customers', path: '/customers', icon: 'people', key: 'G K' },
  { place: 'promises', path: '/promises', icon: 'promise', key: 'G L' },
  { place: 'messages', path: '/messages', icon: 'message', key: 'G T' },
  { place: 'overview', path: '/overview', icon: 'overview', key: 'G V' },
]

export type CommandWords = {
  newCustomer: string
  newPromise: string
  import: string
  settings: string
  people: string
  praise: string
  mine: string
}
/** A command of the box that only some screens or roles have. */
export type Command = { id: string; words: (words: CommandWords) => string; icon: IconName; path: string; key?: string; needs?: Permission }

/** Commands that lead somewhere; a room adds its own here when its screen exists. */
export const commands: readonly Command[] = [
  { id: 'new-customer', words: (words) => words.newCustomer, icon: 'plus', path: '/customers?new=1', needs: 'customers.write' },
  { id: 'new-promise', words: (words) => words.newPromise, icon: 'promise', path: '/promises?new=1', key: 'H', needs: 'promises.write' },
  { id: 'import', words: (words) => words.import, icon: 'import', path: '/customers/import', needs: 'imports.run' },
  { id: 'praise', words: (words) => words.praise, icon: 'heart', path: '/praise' },
  { id: 'mine', words: (words) => words.mine, icon: 'globe', path: '/settings/mine' },
  { id: 'settings', words: (words) => words.settings, icon: 'settings', path: '/settings', needs: 'house.settings' },
  { id: 'people', words: (words) => words.people, icon: 'people', path: '/settings/people', needs: 'house.people' },
]

/** Where a customer is looked at. */
export const customerPath = (id: string): string => `/customers/${id}`
