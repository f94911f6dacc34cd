import { describe, expect, test } from 'vitest'
import { aHouse } from '../../../../test/support/house.ts'
import { newId } from '../../../platform/ids.ts'
import { openOn } from '../../../values/business-calendar.ts'
import { calendarOf, calendarVersionAt, houseCalendar } from './calendars.ts'

const house = aHouse()
const owner = house.as('owner')
const ngoc = house.as('reception')

const usual = { zone: 'Asia/Ho_Chi_Minh', closed: [], special: {}, isAlways: false }
const week = (...intervals: [string, string][]) => Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, intervals]))
const office = { ...usual, weekly: week(['08:00', '17:00']) }
const save = (id: string, body: object) => owner('PUT', `/api/calendars/${id}`, { name: 'Văn phòng', hours: office, ...body })
const all = async () => (await ngoc('GET', '/api/calendars')).body.calendars
const theHouses = async () => (await all()).find(({ isHouse }: { isHouse: boolean }) => isHouse)
const anOffice = async (body: object = {}) => (await save(newId(), body)).body

/** Promises something by the house's own hours. */
async function aPromise(words: string, standardHours: number): Promise<{ id: string; promisedDue: string }> {
  const customer = (await ngoc('POST', '/api/customers', { name: 'Phan Thị Mai' })).body
  await owner('PUT', `/api/standards/${newId()}`, {
    name: `Riêng ${words}`,
    level: 'customer',
    match: { customerId: customer.id },
    calendarId: (await theHouses()).id,
    targets: { quote: { seconds: standardHours * 3600 } },
    levels: [],
  })
  const made = await ngoc('POST', '/api/promises', { customerId: customer.id, kind: 'quote', words })
  expect(made.status).toBe(201)
  return made.body
}

describe('a house that never said when it is open', () => {
  test('has one calendar of its own: every day from eight to nine', async () => {
    const [first] = await all()
    expect(first).toMatchObject({ isHouse: true, isOpenNow: true, version: 1, hours: { weekly: { sun: [['08:00', '21:00']] } } })
    // 13:52 in Hội An: it closes at 21:00.
    expect(first.nextChange).toBe('2026-11-23T14:00:00.000Z')
  })

  test('gets it once, though many ask in the same moment', async () => {
    const versions = await Promise.all(Array.from({ length: 5 }, () => houseCalendar(house.db, house.now)))
    expect(new Set(versions.map(({ id }) => id)).size).toBe(1)
    expect((await all()).filter(({ isHouse }: { isHouse: boolean }) => isHouse)).toHaveLength(1)
  })
})

describe('a calendar', () => {
  test('is made with its hours, and known to everybody who meets customers', async () => {
    const made = await anOffice()
    expect(made).toMatchObject({ name: 'Văn phòng', isHouse: false, isOpenNow: true, standards: 0, open: 0, version: 1 })
    expect((await all()).map(({ id }: { id: string }) => id)).toContain(made.id)
    expect((await ngoc('PUT', `/api/calendars/${newId()}`, { name: 'Khác', hours: office })).status).toBe(403)
  })

  test('keeps every version as it was: a due counted yesterday can be counted again', async () => {
    const made = await anOffice()
    const before = await calendarVersionAt(house.db, made.id, house.now)
    house.now = new Date(house.now.getTime() + 3600_000)
    const later = { ...office, weekly: week(['10:00', '12:00']) }
    expect((await save(made.id, { hours: later, version: 1 })).body).toMatchObject({
      version: 2,
      hours: { weekly: { mon: [['10:00', '12:00']] } },
    })
    const after = await calendarVersionAt(house.db, made.id, house.now)
    expect(after?.id).not.toBe(before?.id)
    const yesterday = new Date(house.now.getTime() - 86_400_000)
    expect((await calendarVersionAt(house.db, made.id, yesterday))?.id).toBe(before?.id)
    const seconds = async (id: string) =>
      openOn(await calendarOf(house.db, id), '2026-11-24').reduce((sum, { start, end }) => sum + end - start, 0)
    expect([await seconds(before?.id ?? ''), await seconds(after?.id ?? '')]).toEqual([9 * 3600, 2 * 3600])
  })

  test('called by another name is still the same version', async () => {
    const made = await anOffice()
    const before = await calendarVersionAt(house.db, made.id, house.now)
    expect((await save(made.id, { name: 'Kho', version: 1 })).body).toMatchObject({ name: 'Kho', version: 2 })
    expect((await calendarVersionAt(house.db, made.id, house.now))?.id).toBe(before?.id)
  })

  test('is not changed over one another', async () => {
    const made = await anOffice()
    await save(made.id, { name: 'Kho', version: 1 })
    expect(await save(made.id, { name: 'Xưởng', version: 1 })).toMatchObject({ status: 409, body: { code: 'promises.changed_meanwhile' } })
    expect(await save(made.id, { name: 'Xưởng' })).toMatchObject({ status: 409, body: { code: 'promises.changed_meanwhile' } })
  })

  test('that is wrong is refused with the field that is', async () => {
    const cases: [object, string][] = [
      [{ ...office, zone: 'Asia/Hoi_An' }, 'hours.zone'],
      [{ ...office, weekly: { mon: [['24:00', '12:00']] } }, 'hours.weekly.mon.0.0'],
      [{ ...office, closed: [{ date: '2027-02-06' }, { date: '2027-02-06' }] }, 'hours.closed.1'],
    ]
    for (const [hours, field] of cases) {
      const { status, body } = await save(newId(), { hours })
      expect([status, body.code, Object.keys(body.fields)]).toEqual([400, 'promises.calendar_wrong', [field]])
    }
    const typed = await save(newId(), { hours: { ...office, weekly: { mon: [['8am', '12:00']] } } })
    expect([typed.status, Object.keys(typed.body.fields)]).toEqual([400, ['hours.weekly.mon.0.0']])
  })

  test('by which nobody is ever there is refused, in so many words', async () => {
    const empty = { ...usual, weekly: {} }
    expect(await save(newId(), { hours: empty })).toMatchObject({ status: 400, body: { code: 'promises.calendar_closed' } })
    expect((await save(newId(), { hours: { ...empty, isAlways: true } })).body).toMatchObject({ isOpenNow: true, nextChange: null })
  })

  test('that counts is not put away, and comes back from being put away', async () => {
    const made = await anOffice()
    expect((await save(made.id, { isRetired: true, version: 1 })).body).toMatchObject({ isRetired: true, version: 2 })
    expect((await save(made.id, { isRetired: false, version: 2 })).body).toMatchObject({ isRetired: false })
    await owner('PUT', `/api/standards/${newId()}`, {
      name: 'Kho giao',
      level: 'house',
      match: {},
      calendarId: made.id,
      targets: { delivery: { days: 1 } },
      levels: [],
    })
    expect(await save(made.id, { isRetired: true, version: 3 })).toMatchObject({ status: 409, body: { code: 'promises.calendar_used' } })
  })

  test('can become the house’s, and then the house is never without', async () => {
    const before = await theHouses()
    const made = await anOffice()
    expect((await save(made.id, { isHouse: true, version: 1 })).body).toMatchObject({ isHouse: true })
    expect((await theHouses()).id).toBe(made.id)
    for (const change of [{ isRetired: true }, { isHouse: false }])
      expect(await save(made.id, { ...change, version: 2 })).toMatchObject({ status: 409, body: { code: 'promises.calendar_of_house' } })
    const old = (await all()).find(({ id }: { id: string }) => id === before.id)
    expect((await save(old.id, { name: old.name, hours: old.hours, isHouse: true, version: old.version })).status).toBe(200)
  })
})

describe('a year', () => {
  test('is shown day by day, with the holidays that are not in it yet', async () => {
    const { id } = await theHouses()
    const year = (await ngoc('GET', `/api/calendars/${id}/years/2027`)).body
    expect(year.days).toHaveLength(365)
    expect(year.tet).toEqual({ from: '2027-02-05', to: '2027-02-10', isAnnounced: false })
    expect(year.holidays.filter(({ isTet }: { isTet: boolean }) => isTet)).toHaveLength(6)
    expect(year.holidays.some(({ isIn }: { isIn: boolean }) => isIn)).toBe(false)
    expect(year.openDays).toBe(365)
  })

  test('of no calendar is refused', async () => {
    expect(await ngoc('GET', `/api/calendars/${newId()}/years/2027`)).toMatchObject({
      status: 404,
      body: { code: 'promises.no_such_calendar' },
    })
  })
})

describe('what a change of hours would do', () => {
  test('is said before it is done: who is due later, and who heard an earlier hour', async () => {
    house.now = new Date('2026-11-26T08:00:00Z')
    await aPromise('Báo giá đoàn 20 khách', 2)
    const mine = await theHouses()
    const hours = { ...mine.hours, weekly: { ...mine.hours.weekly, thu: [['08:00', '16:00']] } }
    const ask = (mode: string) => owner('POST', `/api/calendars/${mine.id}/preview`, { name: mine.name, hours, mode })
    // Thursday 15:00 and two open hours: 17:00, and with closing at 16:00 the next morning at 09:00.
    const told = (await ask('recompute')).body
    expect(told).toMatchObject({ later: 1, earlier: 0, needRepromise: 1 })
    expect(told.first[0]).toMatchObject({ before: '2026-11-26T10:00:00.000Z', after: '2026-11-27T02:00:00.000Z', isNew: true })
    expect((await ask('carry')).body).toMatchObject({ later: 1, needRepromise: 1 })
    expect((await ask('keep')).body).toMatchObject({ open: told.open, later: 0, earlier: 0, needRepromise: 0 })
  })

  test('is what then happens, and what the customer heard stays', async () => {
    house.now = new Date('2026-12-03T08:00:00Z')
    const promise = await aPromise('Báo giá tiệc cuối năm', 2)
    const mine = await theHouses()
    const hours = { ...mine.hours, weekly: { ...mine.hours.weekly, thu: [['08:00', '16:00']] } }
    const told = (await owner('POST', `/api/calendars/${mine.id}/preview`, { name: mine.name, hours })).body
    expect((await save(mine.id, { name: mine.name, hours, mode: 'recompute', version: mine.version })).status).toBe(200)
    const after = (await ngoc('GET', `/api/promises/${promise.id}`)).body
    const foreseen = told.first.find(({ id }: { id: string }) => id === promise.id)
    expect(after.internalDue).toBe(foreseen.after)
    expect([after.promisedDue, after.firstDue]).toEqual([promise.promisedDue, promise.promisedDue])
  })

  test('of a wrong calendar is refused as saving it would be', async () => {
    const { id } = await theHouses()
    const hours = { ...usual, weekly: {} }
    expect(await owner('POST', `/api/calendars/${id}/preview`, { name: 'x', hours })).toMatchObject({
      body: { code: 'promises.calendar_closed' },
    })
  })
})
