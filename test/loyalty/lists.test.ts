import { beforeAll, describe, expect, test } from 'vitest'
import { loyaltyStates } from '../../src/rooms/loyalty/contract.ts'
import { aHouse } from '../support/house.ts'
import { open, run, shoppers } from './shop.ts'

const house = aHouse()
const owner = house.as('owner')

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at by tests, field by field.
type Any = any
const get = async (query: string): Promise<Any> => (await owner('GET', `/api/loyalty/customers?${query}`)).body

/** Every customer with what the list may be narrowed by, read past the list. */
let everyone: Any[] = []

beforeAll(async () => {
  const { pool } = house.database
  await open(house, shoppers(500, { seed: 5 }))
  for (const name of ['Chưa Mua Một', 'Chưa Mua Hai', 'Chưa Mua Ba']) await owner('POST', '/api/customers', { name })
  await run(house)
  await pool.query(`update customer c set
      tags = case when n % 3 = 0 then array['che'] else '{}' end,
      kind = case when n % 7 = 0 then 'organisation' else 'person' end,
      language = case when n % 5 = 0 then 'en' else 'vi' end,
      last_contact_at = case when n % 11 = 0 then null else timestamptz '2026-11-20' - n * interval '18 hours' end
    from (select customer_id, row_number() over (order by customer_id) as n from customer) numbered where numbered.customer_id = c.customer_id`)
  everyone = (
    await pool.query(`select c.customer_id as id, c.kind, c.tags, c.language, c.last_contact_at as seen, c.sort_key as key,
        l.state, l.p_buy as chance, l.clv_minor as value
      from customer c left join customer_loyalty l using (customer_id) order by c.customer_id`)
  ).rows
})

const day = (text: string): number => Date.parse(`${text}T00:00:00+07:00`)

const ofPeople: Record<string, (one: Any) => boolean> = {
  '': () => true,
  'tag=che': ({ tags }) => tags.includes('che'),
  'kind=organisation': ({ kind }) => kind === 'organisation',
  'kind=person&language=en': ({ kind, language }) => kind === 'person' && language === 'en',
  'seenMonths=3': ({ seen }) => seen !== null && seen.getTime() >= day('2026-08-23'),
  'notSeenMonths=6&tag=che': ({ seen, tags }) => tags.includes('che') && (seen === null || seen.getTime() < day('2026-05-23')),
}

const ofLoyalty: Record<string, (one: Any) => boolean> = {
  '': () => true,
  'state=loyal': ({ state }) => state === 'loyal',
  'state=promising,at-risk,lost': ({ state }) => ['promising', 'at-risk', 'lost'].includes(state),
  'state=bought': ({ state }) => state !== null,
  'state=none': ({ state }) => state === null,
  'chanceFrom=0.2&chanceTo=0.7': ({ chance }) => chance !== null && chance >= 0.2 && chance <= 0.7,
  'state=indifferent&chanceTo=0.1': ({ state, chance }) => state === 'indifferent' && chance <= 0.1,
  'state=none&chanceFrom=0.2': () => false,
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const byName = (a: Any, b: Any): number => byText(a.key, b.key) || byText(a.id, b.id)
/** Who has no figure stands behind all others in the orders of chance and value. */
const unfigured = (a: Any, b: Any): number => Number(a.state === null) - Number(b.state === null) || (a.state === null ? byName(a, b) : 0)
const time = ({ seen }: Any): number => seen?.getTime() ?? Number.NEGATIVE_INFINITY
const value = (one: Any): number => (one.value === null ? Number.NEGATIVE_INFINITY : Number(one.value))

const orders: Record<string, (a: Any, b: Any) => number> = {
  name: byName,
  '-name': (a, b) => byName(b, a),
  '-lastContact': (a, b) => time(b) - time(a) || byText(a.id, b.id),
  created: (a, b) => byText(a.id, b.id),
  '-chance': (a, b) => unfigured(a, b) || b.chance - a.chance || byText(a.id, b.id),
  chance: (a, b) => unfigured(a, b) || a.chance - b.chance || byText(b.id, a.id),
  '-value': (a, b) => unfigured(a, b) || value(b) - value(a) || byText(a.id, b.id),
}

const wholeList = async (query: string): Promise<{ ids: string[]; count: number; isExact: boolean }> => {
  const ids: string[] = []
  for (;;) {
    const page = await get(`${query}&limit=200&offset=${ids.length}`)
    ids.push(...page.rows.map(({ id }: Any) => id))
    if (page.rows.length < 200) return { ids, count: page.count, isExact: page.isExact }
  }
}

describe('one list of the customers', () => {
  const filters = Object.keys(ofPeople).flatMap((people) => Object.keys(ofLoyalty).map((loyalty) => [people, loyalty] as const))

  test.each(filters)(
    'narrowed by “%s” and by “%s” holds the same people in every order, and as many as it says',
    async (people, loyalty) => {
      const wanted = everyone.filter((one) => ofPeople[people]?.(one) && ofLoyalty[loyalty]?.(one))
      for (const [sort, compare] of Object.entries(orders)) {
        const list = await wholeList([`sort=${sort}`, people, loyalty].filter(Boolean).join('&'))
        expect([sort, list.count, list.isExact]).toEqual([sort, wanted.length, true])
        expect([sort, list.ids]).toEqual([sort, wanted.toSorted(compare).map(({ id }) => id)])
      }
      expect((await get(`limit=1&exactCount=true&${[people, loyalty].filter(Boolean).join('&')}`)).count).toBe(wanted.length)
    },
  )

  test('windows of it meet without a gap, where those with figures end too', async () => {
    const whole = (await wholeList('sort=-chance')).ids
    const bought = everyone.filter(({ state }) => state !== null).length
    for (const offset of [0, 90, bought - 2, bought, bought + 1, whole.length])
      expect([offset, (await get(`sort=-chance&limit=4&offset=${offset}`)).rows.map(({ id }: Any) => id)]).toEqual([
        offset,
        whole.slice(offset, offset + 4),
      ])
  })

  test('who came to a state in a time is narrowed by the record like everybody else', async () => {
    for (const state of loyaltyStates) {
      const moved = `entered=${state}&since=2026-06-01&until=2026-11-23`
      const all = (await wholeList(moved)).ids
      const tea = new Set(everyone.filter(({ tags }) => tags.includes('che')).map(({ id }) => id))
      expect([state, (await wholeList(`${moved}&tag=che`)).ids]).toEqual([state, all.filter((id) => tea.has(id))])
      expect((await wholeList(`${moved}&sort=-value`)).ids.toSorted()).toEqual(all.toSorted())
    }
  })

  test('a state that is none, or a chance above certainty, is refused', async () => {
    for (const query of ['state=ghost', 'state=loyal,none', 'state=', 'chanceFrom=2', 'seenMonths=0', 'sort=price'])
      expect([query, (await owner('GET', `/api/loyalty/customers?${query}`)).status]).toEqual([query, 400])
  })

  test('what somebody is worth is told, and ordered by, for those who may see it', async () => {
    const desk = house.as('reception')
    const plain = await desk('GET', '/api/loyalty/customers?state=loyal&tag=che')
    expect(plain.body.rows.length).toBeGreaterThan(0)
    expect(plain.body.rows.some(({ loyalty }: Any) => 'value' in loyalty)).toBe(false)
    expect((await desk('GET', '/api/loyalty/customers?tag=che&sort=value')).body.code).toBe('loyalty.values_not_yours')
  })
})
