import { beforeAll, describe, expect, test } from 'vitest'
import { audience } from '../../src/server/audience.ts'
import { aHouse } from '../support/house.ts'
import { open, run, shoppers } from './shop.ts'

const house = aHouse()
const owner = house.as('owner')

beforeAll(async () => {
  await open(house, shoppers(400, { seed: 3 }))
  await owner('POST', '/api/customers', { name: 'Chưa Mua Gì' })
  await run(house)
  await house.database.pool.query(`update customer c set tags = case when n % 2 = 0 then array['sách'] else '{}' end,
      last_contact_at = timestamptz '2026-11-20' - n * interval '1 day'
    from (select customer_id, row_number() over (order by customer_id) as n from customer) numbered where numbered.customer_id = c.customer_id`)
})

const filters: Record<string, string>[] = [
  {},
  { tag: 'sách' },
  { state: 'loyal' },
  { state: 'loyal,promising', tag: 'sách' },
  { seenMonths: '3', chanceFrom: '0.3' },
  { state: 'none' },
  { words: 'khách', state: 'indifferent' },
  { entered: 'loyal', since: '2026-01-01', tag: 'sách' },
]

const listed = async (filter: Record<string, string>): Promise<string[]> => {
  const ids: string[] = []
  for (;;) {
    const { body } = await owner(
      'GET',
      `/api/loyalty/customers?${new URLSearchParams({ ...filter, sort: 'created', limit: '200', offset: String(ids.length) })}`,
    )
    ids.push(...body.rows.map(({ id }: { id: string }) => id))
    if (body.rows.length < 200) return ids
  }
}

describe.each(filters)('the customers of %o', (filter) => {
  test('are those of the list: counted, each once in their order, and one by one', async () => {
    const { db, now } = house
    const wanted = await listed(filter)
    expect(await audience.count(db, filter, now)).toEqual({ n: wanted.length, isExact: true })
    expect(await audience.countExactly(db, filter, now)).toBe(wanted.length)
    const ids: string[] = []
    for (;;) {
      const next = await audience.ids(db, filter, ids.at(-1), 37, now)
      if (next.length === 0) break
      ids.push(...next)
    }
    expect(ids).toEqual(wanted)
    const outside = (await listed({})).find((id) => !wanted.includes(id))
    if (wanted[0]) expect(await audience.holds(db, filter, wanted[0], now)).toBe(true)
    if (outside) expect(await audience.holds(db, filter, outside, now)).toBe(false)
  })

  test('are judged by some of them, drawn by chance, each once', async () => {
    const wanted = new Set(await listed(filter))
    const drawn = await audience.sample(house.db, filter, 20, house.now)
    expect(drawn).toHaveLength(Math.min(20, wanted.size))
    expect(new Set(drawn).size).toBe(drawn.length)
    expect(drawn.every((id) => wanted.has(id))).toBe(true)
    expect((await audience.sample(house.db, filter, 1000, house.now)).toSorted()).toEqual([...wanted].toSorted())
  })
})

describe('a group that is kept', () => {
  test('means the same people by the day that asks, not by the day it was written', async () => {
    const now = await audience.countExactly(house.db, { seenMonths: '1' }, house.now)
    const later = await audience.countExactly(house.db, { seenMonths: '1' }, new Date('2026-12-10T05:00:00Z'))
    expect(later).toBeLessThan(now)
  })

  test('by a filter that there is not is refused', async () => {
    for (const filter of [{ state: 'ghost' }, { favourite: 'yes' }, { chanceFrom: 'much' }])
      await expect(audience.count(house.db, filter, house.now)).rejects.toMatchObject({ code: 'audience.filter_unknown' })
  })
})
