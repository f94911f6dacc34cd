import { describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'
import { occasionsNear } from './public.ts'

const house = aHouse()
const ngoc = house.as('reception')

const add = async (body: object) => (await ngoc('POST', '/api/customers', body)).body.id as string
const note = (id: string, body: object) => ngoc('POST', `/api/customers/${id}/occasions`, body)
const days = async (id: string) => (await ngoc('GET', `/api/customers/${id}`)).body.occasions

describe('a day to remember', () => {
  test('that is lunar stays lunar, in the words it came in, and says on which day it falls next', async () => {
    const bich = await add({ name: 'Trần Thị Bích' })
    const noted = await note(bich, { kind: 'birthday', calendar: 'lunar', month: 10, day: 20, written: 'hai mươi tháng Mười' })
    expect(noted.status).toBe(201)
    expect(noted.body).toMatchObject({
      calendar: 'lunar',
      year: null,
      month: 10,
      day: 20,
      isLeap: false,
      written: 'hai mươi tháng Mười',
      nextOn: '2026-11-28',
      isGreeted: true,
      source: 'said',
      notedByName: 'reception',
      version: 1,
    })
    expect(await days(bich)).toEqual([noted.body])
  })

  test('may be known in part, and then falls on no day', async () => {
    const an = await add({ name: 'An' })
    expect((await note(an, { kind: 'wedding', year: 2015, month: 8 })).body).toMatchObject({
      year: 2015,
      month: 8,
      day: null,
      nextOn: null,
    })
  })

  test('that no calendar has is refused', async () => {
    const an = await add({ name: 'An' })
    for (const told of [
      { month: 4, day: 31 },
      { calendar: 'lunar', month: 4, day: 31 },
      { day: 3 },
      {},
      { month: 6, day: 1, isLeap: true },
    ]) {
      expect(await note(an, { kind: 'other', ...told })).toMatchObject({ status: 400, body: { code: 'people.no_such_day' } })
    }
    expect((await note(an, { kind: 'other', month: 2, day: 29 })).status).toBe(201)
    expect(await days(an)).toHaveLength(1)
  })

  test('in memory of somebody is known and never greeted', async () => {
    const an = await add({ name: 'An' })
    expect((await note(an, { kind: 'memorial', calendar: 'lunar', month: 3, day: 10, label: 'giỗ ông nội' })).body.isGreeted).toBe(false)
  })

  test('is corrected by its version and taken off', async () => {
    const firm = await add({ name: 'Cty Gốm', kind: 'organisation' })
    const made = (await note(firm, { kind: 'founding', year: 2009, month: 12, day: 1, written: '1/12/2009' })).body
    const path = `/api/customers/${firm}/occasions/${made.id}`
    expect((await ngoc('PATCH', path, { day: 2, version: 1 })).body).toMatchObject({ day: 2, written: '1/12/2009', version: 2 })
    expect((await ngoc('PATCH', path, { day: 3, version: 1 })).body.code).toBe('people.changed_meanwhile')
    expect((await ngoc('PATCH', path, { month: 2, day: 30, version: 2 })).body.code).toBe('people.no_such_day')
    expect((await ngoc('DELETE', path)).status).toBe(200)
    expect((await ngoc('DELETE', path)).status).toBe(404)
  })

  test('on the record is shown among the others and changed on the record', async () => {
    const hoa = await add({ name: 'Hoa', birthday: { month: 12, day: 5 } })
    expect(await days(hoa)).toMatchObject([
      { id: hoa, kind: 'birthday', calendar: 'solar', year: null, month: 12, day: 5, nextOn: '2026-12-05' },
    ])
    expect((await ngoc('PATCH', `/api/customers/${hoa}/occasions/${hoa}`, { day: 6, version: 1 })).status).toBe(404)
    expect((await ngoc('DELETE', `/api/customers/${hoa}/occasions/${hoa}`)).status).toBe(404)
    await ngoc('PATCH', `/api/customers/${hoa}`, { birthday: { month: 12, day: 6 }, version: 1 })
    expect(await days(hoa)).toMatchObject([{ day: 6, version: 2 }])
  })
})

describe('the days that are near', () => {
  test('come nearest first, of both calendars, birthdays of the records among them', async () => {
    const solar = await add({ name: 'Sinh dương', birthday: { year: 1980, month: 3, day: 3 } })
    const lunar = await add({ name: 'Sinh âm' })
    const leapling = await add({ name: 'Sinh 29/2', birthday: { year: 1992, month: 2, day: 29 } })
    const memorial = await add({ name: 'Có giỗ' })
    const far = await add({ name: 'Sinh xa', birthday: { month: 4, day: 20 } })
    await note(lunar, { kind: 'birthday', calendar: 'lunar', month: 1, day: 30 })
    await note(memorial, { kind: 'memorial', calendar: 'solar', month: 2, day: 28 })
    await note(far, { kind: 'other', calendar: 'lunar', month: 1 })
    // The first lunar month of 2027 ends on 7 March with its 30th day.
    const near = await occasionsNear(house.db, '2027-02-27', 8)
    const mine = near.filter(({ customerId }) => [solar, lunar, leapling, memorial, far].includes(customerId))
    expect(mine.map(({ customerId, on, inDays }) => [customerId, on, inDays])).toEqual([
      [leapling, '2027-02-28', 1],
      [memorial, '2027-02-28', 1],
      [solar, '2027-03-03', 4],
      [lunar, '2027-03-07', 8],
    ])
  })

  test('of a month that has no 30th are kept on its 29th', async () => {
    const last = await add({ name: 'Cuối tháng' })
    await note(last, { kind: 'birthday', calendar: 'lunar', month: 12, day: 30 })
    const near = await occasionsNear(house.db, '2027-01-20', 30)
    expect(near.filter(({ customerId }) => customerId === last)).toMatchObject([{ on: '2027-02-05' }])
  })

  test('over the turn of the year are those of January too', async () => {
    const jan = await add({ name: 'Đầu năm', birthday: { month: 1, day: 2 } })
    expect((await occasionsNear(house.db, '2026-12-30', 5)).filter(({ customerId }) => customerId === jan)).toMatchObject([
      { on: '2027-01-02', inDays: 3 },
    ])
  })

  test('of a day with very many birthdays are those of the latest contacts', async () => {
    await house.database.pool.query(`insert into customer (customer_id, kind, name, name_order, call_name, name_key, name_fold, given_fold,
        family_fold, words, sort_key, birth_month, birth_day, first_customer_id, created_at, updated_at, last_contact_at)
      select gen_random_uuid(), 'person', 'K', 'family-first', 'K', 'k', 'k', 'k', '', 'k', 'k', 7, 7, gen_random_uuid(), now(), now(),
        timestamptz '2026-01-01' + n * interval '1 hour' from generate_series(1, 400) n`)
    const near = await occasionsNear(house.db, '2027-07-07', 0, 5)
    expect(near).toHaveLength(5)
    const latest = await house.database.pool.query(
      'select customer_id from customer where birth_month = 7 and birth_day = 7 order by last_contact_at desc limit 5',
    )
    expect(near.map(({ customerId }) => customerId)).toEqual(latest.rows.map(({ customer_id }) => customer_id))
  })
})
