import type { QueryClient } from '@tanstack/react-query'
import { getToday } from '#rooms/care/contract.ts'
import type { Permission, Place } from '#values/rights.ts'
import { profileScreen } from '../rooms/people/profile-screen.ts'
import { askAhead } from './api.ts'
import { type LateScreen, lateScreen } from './late-screen.tsx'

/** One address of the app. `place`: which entry of the sidebar is lit; a role without that place doesn't have the address. */
export type Screen = {
  path: string
  place: Place | 'settings'
  needs?: Permission
  /** It brings its own box, so the top bar is not drawn above it on a large screen. */
  hasOwnBox?: boolean
  Screen: LateScreen
  /** Asks for what it shows first, while the house around it is still being drawn. */
  ask?: (queries: QueryClient) => void
}

/**
 * Every screen, loaded when it is first opened; the first that fits an address is drawn. Screens import `sidebar.data.ts`, never this
 * file, which knows them all.
 */
export const screens: readonly Screen[] = [
  {
    path: '/today/stories',
    place: 'today',
    needs: 'customers.read',
    Screen: lateScreen(() => import('../rooms/care/stories/archive.tsx')),
  },
  {
    path: '/today',
    place: 'today',
    needs: 'customers.read',
    Screen: lateScreen(() => import('../rooms/care/today.tsx')),
    ask: (queries) => askAhead(queries, getToday, { query: {} }),
  },
  {
    path: '/recognise/drill',
    place: 'recognise',
    needs: 'customers.read',
    Screen: lateScreen(() => import('../rooms/recognition/drill.tsx')),
  },
  {
    path: '/recognise',
    place: 'recognise',
    needs: 'customers.read',
    hasOwnBox: true,
    Screen: lateScreen(() => import('../rooms/recognition/console.tsx')),
  },
  {
    path: '/customers/import/:importId?',
    place: 'customers',
    needs: 'imports.run',
    Screen: lateScreen(() => import('../rooms/exchange/wizard.tsx')),
  },
  {
    path: '/customers/imports',
    place: 'customers',
    needs: 'imports.run',
    Screen: lateScreen(() => import('../rooms/exchange/history.tsx')),
  },
  { path: '/customers', place: 'customers', needs: 'customers.read', Screen: lateScreen(() => import('../rooms/people/list.tsx')) },
  // After every other address below /customers, which it would take for an id.
  { path: '/customers/:id', place: 'customers', needs: 'customers.read', Screen: profileScreen },
  {
    path: '/promises/complaints',
    place: 'promises',
    needs: 'promises.read',
    Screen: lateScreen(() => import('../rooms/promises/complaints/complaints.tsx')),
  },
  {
    path: '/promises/requests',
    place: 'promises',
    needs: 'promises.read',
    Screen: lateScreen(() => import('../rooms/promises/requests/requests.tsx')),
  },
  {
    path: '/promises/enquiries',
    place: 'promises',
    needs: 'promises.read',
    Screen: lateScreen(() => import('../rooms/promises/enquiries/enquiries.tsx')),
  },
  { path: '/promises', place: 'promises', needs: 'promises.read', Screen: lateScreen(() => import('../rooms/promises/promises.tsx')) },
  {
    path: '/messages/letters/:letterId',
    place: 'messages',
    needs: 'messages.read',
    Screen: lateScreen(() => import('../rooms/messages/letters/composer.tsx')),
  },
  {
    path: '/messages/days/year',
    place: 'messages',
    needs: 'messages.read',
    Screen: lateScreen(() => import('../rooms/messages/cards/year.tsx')),
  },
  {
    path: '/messages/days',
    place: 'messages',
    needs: 'messages.read',
    Screen: lateScreen(() => import('../rooms/messages/cards/days.tsx')),
  },
  {
    path: '/messages/journeys/:journeyId',
    place: 'messages',
    needs: 'messages.read',
    Screen: lateScreen(() => import('../rooms/messages/journeys/journey.tsx')),
  },
  {
    path: '/messages/journeys',
    place: 'messages',
    needs: 'messages.read',
    Screen: lateScreen(() => import('../rooms/messages/journeys/journeys.tsx')),
  },
  {
    path: '/messages/inbox',
    place: 'messages',
    needs: 'messages.read',
    Screen: lateScreen(() => import('../rooms/messages/inbox/inbox.tsx')),
  },
  {
    path: '/messages/by-hand',
    place: 'messages',
    needs: 'messages.read',
    Screen: lateScreen(() => import('../rooms/messages/by-hand.tsx')),
  },
  { path: '/messages/held', place: 'messages', needs: 'messages.read', Screen: lateScreen(() => import('../rooms/messages/held.tsx')) },
  { path: '/messages', place: 'messages', needs: 'messages.read', Screen: lateScreen(() => import('../rooms/messages/newsletters.tsx')) },
  {
    path: '/overview/touchpoints',
    place: 'overview',
    needs: 'customers.read',
    Screen: lateScreen(() => import('../rooms/satisfaction/behind-sensitive.tsx')),
  },
  {
    path: '/overview/customers',
    place: 'overview',
    needs: 'customers.read',
    Screen: lateScreen(() => import('../rooms/insight/behind.tsx')),
  },
  { path: '/overview', place: 'overview', needs: 'customers.read', Screen: lateScreen(() => import('../rooms/insight/overview.tsx')) },
  { path: '/praise', place: 'settings', Screen: lateScreen(() => import('../rooms/team/mine/praise.tsx')) },
  { path: '/settings/:part?', place: 'settings', Screen: lateScreen(() => import('../rooms/team/settings.tsx')) },
]
