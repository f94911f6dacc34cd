import type { Db } from '../../platform/db/db.ts'
import { ofCustomer } from './list-store.ts'

/** What later rooms and the wiring may ask of promises. */
export { openDaysOfHouse } from './calendars/calendars.ts'
export { openComplaintsOf } from './complaints/views.ts'
export { letGo } from './leaving.ts'
export { openOf as openPromisesOf, standingWith } from './list-store.ts'
export { make as makePromise } from './making.ts'
export type { ServicePromise } from './promise.ts'
export { recount } from './recounting.ts'
export { ofCustomer as requestsOf } from './requests/store.ts'
export { missedAround, troubleWith } from './trouble-store.ts'
export { keptTo as keptPromisesTo, troubledAmong as troubledCustomers } from './troubled-store.ts'
export { viewRowsOf as viewPromisesOf } from './views.ts'

/** Whether anything was ever promised to or by this customer. */
export const hasPromises = async (db: Db, customerId: string): Promise<boolean> => (await ofCustomer(db, customerId, 1)).length > 0
