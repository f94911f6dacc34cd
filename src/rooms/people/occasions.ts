import type { z } from 'zod'
import type { Db } from '../../platform/db/db.ts'
import type { Who } from '../../platform/http/who.ts'
import { newId } from '../../platform/ids.ts'
import { Refusal } from '../../platform/refusal.ts'
import { addDays, daysBetween } from '../../values/civil-date.ts'
import { changedMeanwhile, handOf, requireForUpdate } from './actions.ts'
import type { addOccasion, updateOccasion } from './around/contract.ts'
import type { Customer, Occasion } from './customer.ts'
import { birthdayOccasion, isOccasion, nextOn, writtenFor } from './occasion-rules.ts'
import * as store from './occasions-store.ts'

type New = z.output<NonNullable<typeof addOccasion.body>>
type Change = Omit<z.output<NonNullable<typeof updateOccasion.body>>, 'version'>

const noSuchOccasion = () => new Refusal(404, 'people.no_such_occasion', 'There is no such day on this card.')

function checked(occasion: Occasion): Occasion {
  if (!isOccasion(occasion)) throw new Refusal(400, 'people.no_such_day', 'The calendar has no such day.', { day: 'no_such_day' })
  return occasion
}

/** Notes a day to remember, as it was told. */
export async function noteOccasion(db: Db, customerId: string, asked: New, who: Who, today: string): Promise<Occasion> {
  await requireForUpdate(db, customerId)
  const occasion = checked({
    id: newId(),
    kind: asked.kind,
    label: asked.label ?? null,
    calendar: asked.calendar ?? 'solar',
    year: asked.year ?? null,
    month: asked.month ?? null,
    day: asked.day ?? null,
    isLeap: asked.isLeap ?? false,
    written: asked.written ?? null,
    source: asked.source ?? 'said',
    notedByName: who.name,
    notedOn: today,
    version: 1,
  })
  await store.addOccasion(db, customerId, occasion, handOf(who))
  return occasion
}

/** Corrects a day; only what is sent changes. */
export async function correctOccasion(db: Db, customerId: string, occasionId: string, asked: Change, version: number): Promise<Occasion> {
  const before = await store.findOccasionForUpdate(db, customerId, occasionId)
  if (!before) throw noSuchOccasion()
  if (before.version !== version) throw changedMeanwhile()
  const sent = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
  return store.changeOccasion(db, customerId, checked({ ...before, ...sent }))
}

export async function forgetOccasion(db: Db, customerId: string, occasionId: string): Promise<void> {
  if (!(await store.removeOccasion(db, customerId, occasionId))) throw noSuchOccasion()
}

/** The days to remember of a customer, the birthday of the record first. */
export async function occasionsOf(db: Db, customer: Customer): Promise<Occasion[]> {
  const birthday = birthdayOccasion(customer)
  const noted = await store.findOccasions(db, customer.id)
  return birthday ? [birthday, ...noted] : noted
}

/** A day of somebody that is near: on which solar day, and in how many days (0 is today). */
export type NearOccasion = { customerId: string; occasion: Occasion; on: string; inDays: number }

/** So many of one day are enough for whoever reads the list. */
const OF_EACH_DAY = 100

/**
 * Whose day it is from today on for so many days more, the nearest first: birthdays of the records (of many on one day the latest
 * contacts), and the days that were noted, solar and lunar. At most a hundred of a kind for one day.
 */
export async function occasionsNear(db: Db, today: string, days: number, ofEachDay = OF_EACH_DAY): Promise<NearOccasion[]> {
  const last = addDays(today, days)
  const { solar, lunar } = writtenFor(Array.from({ length: days + 1 }, (_, ahead) => addDays(today, ahead)))
  const birthdays = await store.birthdaysOn(db, solar, ofEachDay)
  const noted = [
    ...(await store.occasionsWritten(db, 'solar', solar, ofEachDay)),
    ...(await store.occasionsWritten(db, 'lunar', lunar, ofEachDay)),
  ]
  const all = [
    ...birthdays.flatMap((customer) => {
      const occasion = birthdayOccasion(customer)
      return occasion ? [{ customerId: customer.id, occasion }] : []
    }),
    ...noted,
  ]
  return all
    .flatMap(({ customerId, occasion }) => {
      const on = nextOn(occasion, today)
      return on !== null && on <= last ? [{ customerId, occasion, on, inDays: daysBetween(today, on) }] : []
    })
    .sort((a, b) => a.inDays - b.inDays)
}
