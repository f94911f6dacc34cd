import { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import type { Job, Listeners } from '../../platform/jobs/jobs.ts'
import { ITEM_ARRIVED } from '../catalogue/public.ts'
import { noticePurchase } from './enquiries/closing.ts'
import { customersWaiting } from './enquiries/store.ts'
import { itemArrived } from './requests/arriving.ts'

/** What promises hear of other rooms: that something was bought ends an enquiry, that an item has come makes a request due. */

const PURCHASE = 'promises.purchase'
const PURCHASES = 'promises.purchases'
const ARRIVAL = 'promises.arrival'

export const promiseListeners: Listeners = {
  'orders.changed': [PURCHASE],
  'orders.imported': [PURCHASES],
  [ITEM_ARRIVED]: [ARRIVAL],
}

const customer = z.object({ customerId: z.uuid() })
const item = z.object({ itemId: z.uuid() })

export const listeningJobs = (db: Db): Record<string, Job> => ({
  [PURCHASE]: async (payload, now) => {
    const { customerId } = customer.parse(payload)
    await db.transaction().execute((tx) => noticePurchase(tx, customerId, now))
  },
  // News of many names nobody in particular: everybody is looked at who has asked.
  [PURCHASES]: async (_, now) => {
    for (const customerId of await customersWaiting(db)) await db.transaction().execute((tx) => noticePurchase(tx, customerId, now))
  },
  [ARRIVAL]: async (payload, now) => {
    const { itemId } = item.parse(payload)
    await db.transaction().execute((tx) => itemArrived(tx, itemId, now))
  },
})
