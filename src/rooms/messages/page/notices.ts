import type { Db } from '../../../platform/db/db.ts'

/** A letter of service to one customer, as `sendings/one.ts` sends it. */
export type ServiceLetter = { customerId: string; purpose: 'service'; subject: string; text: string; staff: null; now: Date }

/** Sends it, or answers false where no courier is set up: then nothing is on its way, and the page says so. */
export type SendService = (db: Db, letter: ServiceLetter) => Promise<boolean>
