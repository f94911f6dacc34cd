import type { Db } from '../../platform/db/db.ts'
import type { Who } from '../../platform/http/who.ts'
import { newId } from '../../platform/ids.ts'
import { Refusal } from '../../platform/refusal.ts'
import { dayIn } from '../../values/zone.ts'
import * as store from './kindness-store.ts'
import { firstMoodDay } from './rules.ts'
import { requireStaff } from './second-factor.ts'
import { findStaff } from './store.ts'

/** `requireCustomer` refuses whoever is none; it comes from the wiring, for customers live in a room that this one cannot see. */
export async function givePraise(
  db: Db,
  who: Who,
  asked: { staffId: string; words: string; customerId?: string | undefined; about?: store.Praise['about'] | undefined },
  requireCustomer: (db: Db, customerId: string) => Promise<unknown>,
  now: Date,
): Promise<store.Praise> {
  const giver = await requireStaff(db, who)
  if (asked.staffId === giver.id) throw new Refusal(400, 'team.not_yourself', 'Thanks are for others.', { staffId: 'yourself' })
  const to = await findStaff(db, asked.staffId)
  if (!to || to.isLockedOut) throw new Refusal(404, 'team.no_such_person', 'There is no such member of staff.')
  if (asked.customerId) await requireCustomer(db, asked.customerId)
  const id = newId(now.getTime())
  const isSample = giver.isSample || to.isSample
  await store.addPraise(db, {
    id,
    fromStaffId: giver.id,
    isSample,
    now,
    ...asked,
    customerId: asked.customerId,
    about: asked.about ?? null,
  })
  const given = await store.findPraise(db, id)
  if (!given) throw new Error('words of thanks were not found just after they were written')
  return given
}

/** Only whoever said it takes it back. */
export async function takeBackPraise(db: Db, who: Who, id: string): Promise<void> {
  const found = await store.findPraise(db, id)
  if (!found) throw new Refusal(404, 'team.no_such_praise', 'There are no such words of thanks.')
  if (who.kind !== 'staff' || found.fromStaffId !== who.id) throw new Refusal(403, 'team.not_yours', 'These are somebody else’s words.')
  await store.removePraise(db, id)
}

/** One's own days are nobody else's: not a program's, and not for whoever looks at the house as another. */
function ownDays(who: Who): string {
  if (who.kind !== 'staff' || who.looksAs) throw new Refusal(403, 'team.staff_only', 'Only a member of staff has days of their own.')
  return who.id
}

export async function noteMood(db: Db, who: Who, mood: store.Mood, zone: string, now: Date): Promise<store.Mood> {
  const staffId = ownDays(who)
  if (mood.day > dayIn(zone, now.getTime())) throw new Refusal(400, 'team.day_to_come', 'This day has not come yet.', { day: 'to_come' })
  await store.keepMood(db, staffId, mood)
  return mood
}

export const forgetMood = (db: Db, who: Who, day: string): Promise<void> => store.forgetMood(db, ownDays(who), day)

export const listMoods = (db: Db, who: Who, zone: string, now: Date): Promise<store.Mood[]> =>
  store.moodsOf(db, ownDays(who), firstMoodDay(dayIn(zone, now.getTime())))
