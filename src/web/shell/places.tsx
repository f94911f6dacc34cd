import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import type { Permission, Place } from '#values/rights.ts'
import type { IconName } from '../kit/icons.tsx'

/** A place that stands in the sidebar: only those of which a screen exists. */
export type BuiltPlace = { place: Place; path: string; icon: IconName; key: string }

export const builtPlaces: readonly BuiltPlace[] = [
  { place: 'recognise', path: '/recognise', icon: 'recognise', key: 'G Q' },
  { place: 'customers', path: '/customers', icon: 'people', key: 'G K' },
]

/** One address of the app. `place`: which entry of the sidebar is lit; a role without that place doesn't have the address. */
export type Screen = {
  path: string
  place: Place | 'settings'
  needs?: Permission
  /** It brings its own box, so the top bar is not drawn above it on a large screen. */
  hasOwnBox?: boolean
  Screen: LazyExoticComponent<ComponentType>
}

/** Every screen, loaded when it is first opened; the first that fits an address is drawn. */
export const screens: readonly Screen[] = [
  {
    path: '/recognise',
    place: 'recognise',
    needs: 'customers.read',
    hasOwnBox: true,
    Screen: lazy(() => import('../rooms/recognition/console.tsx')),
  },
  { path: '/customers', place: 'customers', needs: 'customers.read', Screen: lazy(() => import('../rooms/people/list.tsx')) },
  { path: '/settings/:part?', place: 'settings', Screen: lazy(() => import('../rooms/team/settings.tsx')) },
]

/** A command of the box that only some screens or roles have. */
export type Command = { id: string; words: (words: CommandWords) => string; icon: IconName; path: string; key?: string; needs?: Permission }
export type CommandWords = { newCustomer: string; import: string; settings: string; people: string; mine: string }

/** Commands that lead somewhere; a room adds its own here when its screen exists. */
export const commands: readonly Command[] = [
  { id: 'mine', words: (words) => words.mine, icon: 'globe', path: '/settings/mine' },
  { id: 'settings', words: (words) => words.settings, icon: 'settings', path: '/settings/house', needs: 'house.settings' },
  { id: 'people', words: (words) => words.people, icon: 'people', path: '/settings/people', needs: 'house.people' },
]

/** Where a customer is looked at. */
export const customerPath = (id: string): string => `/customers?peek=${id}`
