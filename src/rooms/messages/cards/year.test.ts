import { beforeAll, describe, expect, test } from 'vitest'
import { aHouse } from '../../../../test/support/house.ts'
import { connect } from '../../../platform/db/db.ts'
import { notedFor } from '../../../values/yearly-days.ts'
import { begunOnQuery } from '../../orders/begun-store.ts'
import { onDayQuery } from '../../people/year-store.ts'

const house = aHouse()
const reception = house.as('reception')
const tram = house.as('marketing')

const add = async (body: object): Promise<string> => (await reception('POST', '/api/customers', body)).body.id
const note = (id: string, body: object) => reception('POST', `/api/customers/${id}/occasions`, body)
type Day = { on: string; people: number }
const daysOf = async (year: number): Promise<Map<string, number>> =>
  new Map((await tram('GET', `/api/occasions/year/${year}`)).body.days.map(({ on, people }: Day) => [on, people]))
const peopleOn = async (on: string) => (await tram('GET', `/api/occasions/on/${on}`)).body
const keysOn = async (on: string) =>
  (await peopleOn(on)).people.map(({ name, kind, year }: { name: string; kind: string; year: number }) => [name, kind, year])

describe('a year of days to remember', () => {
  beforeAll(async () => {
    await add({ name: 'Sinh Dương', birthday: { year: 1980, month: 3, day: 3 } })
    await add({ name: 'Sinh Nhuận', birthday: { year: 1992, month: 2, day: 29 } })
    await note(await add({ name: 'Âm Cuối' }), { kind: 'birthday', calendar: 'lunar', month: 12, day: 30 })
    await note(await add({ name: 'Âm Nhuận' }), { kind: 'birthday', calendar: 'lunar', month: 6, day: 10, isLeap: true })
    const firm = await add({ name: 'Cty Gốm', kind: 'organisation' })
    await note(firm, { kind: 'founding', year: 2009, month: 2, day: 28 })
    await note(await add({ name: 'Có Giỗ' }), { kind: 'memorial', calendar: 'lunar', month: 12, day: 29 })
    const regular = await add({ name: 'Khách Quen' })
    for (const day of ['2024-03-03', '2025-05-01', '2026-06-01'])
      await reception('POST', `/api/customers/${regular}/orders`, {
        kind: 'sale',
        state: 'done',
        total: 0,
        placedAt: `${day}T09:00:00+07:00`,
      })
  })

  test('counts each day by the calendar it was told in: 29 February, the last of a short month, a leap month', async () => {
    const year = await daysOf(2027)
    expect(Object.fromEntries(year)).toEqual({ '2027-02-05': 1, '2027-02-28': 2, '2027-03-03': 2, '2027-07-13': 1 })
    expect((await daysOf(2028)).get('2028-02-29')).toBe(1)
    expect((await daysOf(2025)).get('2025-08-03')).toBe(1)
  })

  test('opens as many people as it counted, and nobody is greeted on a day of mourning', async () => {
    for (const year of [2025, 2027, 2028])
      for (const [on, n] of await daysOf(year)) {
        const { count, people, next } = await peopleOn(on)
        expect([on, count, people.length, next]).toEqual([on, n, n, null])
      }
    expect(await keysOn('2027-02-05')).toEqual([['Âm Cuối', 'birthday', 2026]])
    expect(await keysOn('2027-02-28')).toEqual([
      ['Sinh Nhuận', 'birthday', 2027],
      ['Cty Gốm', 'founding', 2027],
    ])
  })

  test('remembers the first purchase of those who came back, from the year after it on', async () => {
    expect(await keysOn('2027-03-03')).toEqual(
      expect.arrayContaining([
        ['Khách Quen', 'first-purchase', 2027],
        ['Sinh Dương', 'birthday', 2027],
      ]),
    )
    expect((await daysOf(2024)).get('2024-03-03')).toBe(1)
    const { people } = await peopleOn('2027-03-03')
    const { customerId } = people.find(({ kind }: { kind: string }) => kind === 'first-purchase')
    expect((await tram('GET', `/api/customers/${customerId}/cards/first-purchase/2027/draft`)).body.day).toMatchObject({
      kind: 'first-purchase',
    })
  })

  test('says whom a day of the house is for, and from when one prepares', async () => {
    const { house: days } = (await tram('GET', '/api/occasions/year/2027')).body
    const tet = days.find(({ key }: { key: string }) => key === 'tet')
    expect(tet).toMatchObject({ on: '2027-02-06', prepareFrom: '2027-01-13' })
    expect(tet.concerned).toEqual([
      { kind: 'person', count: 6, isExact: true },
      { kind: 'organisation', count: 1, isExact: true },
    ])
    expect(days.find(({ key }: { key: string }) => key === 'entrepreneurs').concerned).toEqual([
      { kind: 'organisation', count: 1, isExact: true },
    ])
    expect(days.filter(({ key }: { key: string }) => key === 'giao-thua')).toHaveLength(1)
  })
})

describe('in a town of many', () => {
  beforeAll(async () => {
    const query = (text: string) => house.database.pool.query(text)
    await query(`insert into customer (customer_id, kind, name, name_order, call_name, name_key, name_fold, given_fold, family_fold, words,
        sort_key, language, birth_month, birth_day, first_customer_id, created_at, updated_at)
      select id, 'person', 'K ' || n, 'family-first', 'K', 'k' || n, 'k' || n, 'k', '', 'k', 'k' || n, 'vi', 1 + n % 12, 1 + n % 28, id, now(), now()
      from (select n, gen_random_uuid() as id from generate_series(1, 20000) n) town`)
    await query(`insert into occasion (customer_id, occasion_id, kind, calendar, month, day, source, noted_on, first_customer_id)
      select customer_id, gen_random_uuid(), 'birthday', case when birth_day < 14 then 'solar' else 'lunar' end, birth_month, birth_day, 'said',
        current_date, customer_id from customer where birth_month is not null and name like 'K %'`)
    await query(`insert into customer_stats (customer_id, first_day, last_day, days, orders, sums)
      select customer_id, date '2024-01-01' + (row_number() over ())::int % 700, '2026-10-01', 3, 3, '{}' from customer where name like 'K %'`)
    const owner = await connect(house.address)
    await owner.query('vacuum analyze customer, occasion, customer_stats')
    await owner.end()
  })

  test('a day’s people are ranges of indexes, solar and lunar', async () => {
    const indexes = async (query: { compile(db: typeof house.db): { sql: string; parameters: readonly unknown[] } }): Promise<string[]> => {
      const { sql, parameters } = query.compile(house.db)
      const { rows } = await house.database.pool.query(`explain (format json) ${sql}`, [...parameters])
      const text = JSON.stringify(rows)
      expect(text).not.toContain('Seq Scan')
      return [...text.matchAll(/"Index Name":"(\w+)"/g)].map(([, name]) => name ?? '').sort()
    }
    expect(await indexes(onDayQuery(notedFor('2027-03-05')))).toEqual(['customer_birthday', 'occasion_kept'])
    expect(await indexes(begunOnQuery([{ month: 3, day: 5 }], '2027-01-01'))).toEqual(['customer_stats_begun'])
  })

  test('a day’s people come by a hundred, all of them, each once', async () => {
    const [on, n] = [...(await daysOf(2027))].sort((a, b) => b[1] - a[1])[0] ?? ['', 0]
    expect(n).toBeGreaterThan(200)
    const seen: string[] = []
    let offset: number | null = 0
    while (offset !== null) {
      const { body }: { body: { people: { customerId: string; occasionKey: string }[]; next: number | null } } = await tram(
        'GET',
        `/api/occasions/on/${on}?offset=${offset}`,
      )
      seen.push(...body.people.map(({ customerId, occasionKey }) => `${customerId} ${occasionKey}`))
      offset = body.next
    }
    expect([seen.length, new Set(seen).size]).toEqual([n, n])
  })
})
