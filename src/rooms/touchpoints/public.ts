import type { Db } from '../../platform/db/db.ts'
import type { NewLine } from './actions.ts'
import * as store from './store.ts'
import type { Touchpoint } from './touchpoint.ts'

/** What later rooms may ask of the timeline. */
export { changeLine, type NewLine, removeLine, writeLine } from './actions.ts'
export { requireKind, seedKinds, unseedKinds } from './kinds.ts'
export { planLineCount } from './map/jobs.ts'
export { seedMap, unseedMap } from './map/map.ts'
export { feeds as isOfStop } from './map/rules.ts'
export type { Stop } from './map/stop.ts'
export { lastLines as lastStopLines, linesAround, linesBetween, listStops, type StopLine } from './map/store.ts'
export { pageFrom } from './pages.ts'
export { reachOut, takeBackReach } from './reaching.ts'
export { cutPage, notLaterThan, type PageMark } from './rules.ts'
export { touchedSince } from './touched-store.ts'
export type { Details, Touchpoint } from './touchpoint.ts'
export { viewTouchpoint } from './views.ts'

/** The last lines of a customer that have come to pass by now, newest first; booked stays ahead are not among them. */
export const latestLines = (db: Db, customerId: string, limit: number, now: Date): Promise<Touchpoint[]> =>
  store.latest(db, customerId, limit, now)

/** The lines that somebody pinned, newest first. */
export const pinnedLines = (db: Db, customerId: string): Promise<Touchpoint[]> => store.pinned(db, customerId)

/** Letters that went to many, each on its customer's timeline. Nobody was met by it: the last contact stays as it was. */
export const writeToMany = (db: Db, lines: readonly store.ManyLine[]): Promise<void> => store.addToMany(db, lines)

/** Whether anything was ever written about this customer. */
export const hasLines = (db: Db, customerId: string): Promise<boolean> => store.hasAny(db, customerId)

/** One line of a customer, held until the transaction ends. */
export const findLine = (db: Db, customerId: string, touchpointId: string): Promise<Touchpoint | undefined> =>
  store.findForUpdate(db, customerId, touchpointId)

/** Rewrites what the line of another room says, where it stays at its time: nobody was met by that. */
export const retellLine = (
  db: Db,
  { customerId, touchpointId, at, details }: Pick<NewLine, 'customerId' | 'touchpointId' | 'at' | 'details'>,
): Promise<void> => store.changeAbout(db, customerId, touchpointId, at, details)
