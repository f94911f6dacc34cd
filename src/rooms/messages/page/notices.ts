import type { Db } from '../../../platform/db/db.ts'
import type { Outward } from '../gate.ts'
import { sendOne } from '../sendings/one.ts'

/** A letter of service to one customer. */
type ServiceLetter = { customerId: string; purpose: 'service'; subject: string; text: string; staff: null; now: Date }

/** Sends it. False where it is not on its way: the gate holds it, or somebody must copy it by hand first. */
export type SendService = (db: Db, letter: ServiceLetter) => Promise<boolean>

export const serviceSender =
  (outward: Outward): SendService =>
  async (db, letter) => {
    const { verdict, copy } = await sendOne(db, { outward, ...letter })
    return verdict.answer !== 'no' && copy === undefined
  }
