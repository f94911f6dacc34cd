/** Calendars as the clock asks for them: which version counts, and the version made ready. */
import type { Db } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { type BusinessCalendar, businessCalendar, openOn } from '../../../values/business-calendar.ts'
import { findHouse } from '../../team/public.ts'
import { asRules, usualHours } from './rules.ts'
import * as store from './store.ts'

export type { CalendarVersion } from './store.ts'

/** Made ready once: a version never changes, and each remembers the dates it has laid out. */
const ready = new Map<string, BusinessCalendar>()
const MOST_READY = 500

/** The calendar of a version, ready to be asked. Throws for an id that was never a version's. */
export async function calendarOf(db: Db, versionId: string): Promise<BusinessCalendar> {
  const known = ready.get(versionId)
  if (known) return known
  const version = await store.findVersion(db, versionId)
  if (!version) throw new Error(`no calendar version ${versionId}`)
  const calendar = businessCalendar(asRules(version.hours))
  const [oldest] = ready.keys()
  if (oldest !== undefined && ready.size >= MOST_READY) ready.delete(oldest)
  ready.set(versionId, calendar)
  return calendar
}

/** The version of a calendar in force at a moment; before its first, the first. Undefined where there is no such calendar. */
export async function calendarVersionAt(db: Db, calendarId: string, at: Date): Promise<store.CalendarVersion | undefined> {
  return (await store.versionsAt(db, [{ calendarId, at }]))[0]
}

/** The house's calendar as it stood at a moment; a house that never said when it is open gets one at first use: every day, 08:00–21:00. */
export async function houseCalendar(db: Db, at: Date): Promise<store.CalendarVersion> {
  const found = await store.findHouseCalendar(db)
  const version = await calendarVersionAt(db, found?.id ?? (await makeHouseCalendar(db)), at)
  if (!version) throw new Error('the calendar of the house has no version')
  return version
}

/** In force since ever, since nobody chose its beginning. */
const EVER = new Date('1970-01-01T00:00:00Z')

async function makeHouseCalendar(db: Db): Promise<string> {
  const { zone, language } = await findHouse(db)
  const make = async (tx: Db): Promise<string> => {
    const id = newId()
    const name = language === 'vi' ? 'Giờ mở cửa' : 'Opening hours'
    if (await store.addCalendar(tx, { id, name, isHouse: true, isRetired: false })) {
      await store.addVersion(tx, id, usualHours(zone), { at: EVER, by: null, byName: null })
      return id
    }
    // Somebody else made it in the same moment; theirs has waited for us.
    const theirs = await store.findHouseCalendar(tx)
    if (!theirs) throw new Error('the calendar of the house was made and is not there')
    return theirs.id
  }
  return db.isTransaction ? make(db) : db.transaction().execute(make)
}

/** On which dates the house is open, by its calendar as it stands; undefined where the house never said when it is open. */
export async function openDaysOfHouse(db: Db, now: Date): Promise<((date: string) => boolean) | undefined> {
  const house = await store.findHouseCalendar(db)
  const version = house && (await calendarVersionAt(db, house.id, now))
  if (!version) return undefined
  const calendar = await calendarOf(db, version.id)
  return (date) => openOn(calendar, date).length > 0
}
