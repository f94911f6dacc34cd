import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'
import { connect } from '../../platform/db/db.ts'
import type { Who } from '../../platform/http/who.ts'
import { Refusal } from '../../platform/refusal.ts'
import { addOrder, moveOrder } from './actions.ts'
import { orderStates } from './contract.ts'
import { rebuildDays, type Whom } from './days-store.ts'
import { page } from './store.ts'

const house = aHouse()
const ngoc = house.as('reception')
const ways = { zone: 'Asia/Ho_Chi_Minh', currency: 'VND' }
const owner: Who = { kind: 'token', id: '01900000-0000-7000-8000-000000000001', name: 'chủ', role: 'owner' }

const aCustomer = async (): Promise<string> => (await ngoc('POST', '/api/customers', { name: 'Vũ Minh Bình' })).body.id

async function figures(): Promise<{ days: unknown[]; stats: unknown[] }> {
  const days = await house.db.selectFrom('customer_day').selectAll().orderBy('customer_id').orderBy('day').orderBy('currency').execute()
  const stats = await house.db.selectFrom('customer_stats').selectAll().orderBy('customer_id').execute()
  return { days, stats }
}

const rebuilt = async (whom: Whom) => {
  await house.db.transaction().execute((db) => rebuildDays(db, whom))
  return figures()
}

type Act =
  | { act: 'record'; isRefund: boolean; isLinked: boolean; total: number; currency: string; minutes: number; which: number }
  | { act: 'move'; state: (typeof orderStates)[number]; which: number }

// Few days, few amounts and two currencies, so that days are shared, refunds fit, and whole amounts come back.
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    act: fc.constant('record' as const),
    isRefund: fc.boolean(),
    isLinked: fc.boolean(),
    total: fc.constantFrom(0, 100, 100, 250),
    currency: fc.constantFrom('VND', 'VND', 'USD'),
    minutes: fc.constantFrom(0, 30, 600, 1440, 4320),
    which: fc.nat(),
  }),
  fc.record({
    act: fc.constant('move' as const),
    state: fc.constantFrom('cancelled' as const, 'cancelled' as const, ...orderStates),
    which: fc.nat(),
  }),
)

/** Does what was drawn; what the rules refuse changes nothing. */
async function perform(customerId: string, drawn: Act): Promise<void> {
  const known = await page(house.db, customerId, { limit: 100 })
  const order = known.length ? known[drawn.which % known.length] : undefined
  const done = house.db.transaction().execute(async (db) => {
    if (drawn.act === 'move') return order && moveOrder(db, customerId, order.id, { state: drawn.state }, order.version, ways, house.now)
    const body = {
      kind: drawn.isRefund ? ('refund' as const) : ('sale' as const),
      state: 'done' as const,
      total: drawn.total,
      placedAt: new Date(house.now.getTime() - drawn.minutes * 60_000).toISOString(),
      lines: [],
      ...(drawn.isRefund && drawn.isLinked && order ? { refundOf: order.id } : { currency: drawn.currency }),
    }
    return addOrder(db, customerId, body, owner, ways, house.now)
  })
  await done.catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error
  })
}

describe('days and figures kept with every change', () => {
  test('equal those made again from all orders, whatever was recorded, moved, cancelled and given back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 14 }), async (acts) => {
        const customer = await aCustomer()
        for (const drawn of acts) await perform(customer, drawn)
        const kept = await figures()
        expect(await rebuilt([customer])).toEqual(kept)
      }),
      { numRuns: 60 },
    )
    const kept = await figures()
    expect(kept.days.length).toBeGreaterThan(20)
    expect(kept.stats.length).toBeGreaterThan(10)
    expect(await rebuilt('all')).toEqual(kept)
  }, 60_000)

  test('are made again for those who are named and nobody else, through a plain client too', async () => {
    const [one, two] = [await aCustomer(), await aCustomer()]
    for (const customer of [one, two]) await ngoc('POST', `/api/customers/${customer}/orders`, { total: 100 })
    const kept = await figures()
    await sql`update customer_day set total = 7 where customer_id in (${one}::uuid, ${two}::uuid)`.execute(house.db)
    await sql`delete from customer_stats where customer_id = ${one}::uuid`.execute(house.db)
    const client = await connect(house.address)
    await client.query('begin')
    await rebuildDays(client, [one])
    await client.query('commit')
    await client.end()
    const wrong = (await figures()).days.filter((row) => (row as { total: number }).total === 7)
    expect(wrong).toMatchObject([{ customer_id: two }])
    expect(await rebuilt([two])).toEqual(kept)
  })

  test('lose no order when two tills record for one customer at once', async () => {
    const customer = await aCustomer()
    const all = Array.from({ length: 24 }, (_, at) => ngoc('POST', `/api/customers/${customer}/orders`, { total: 10 ** (at % 3) }))
    expect((await Promise.all(all)).map(({ status }) => status)).toEqual(all.map(() => 201))
    const kept = await figures()
    expect(kept.days.find((row) => (row as { customer_id: string }).customer_id === customer)).toMatchObject({ orders: 24, total: 888 })
    expect(await rebuilt([customer])).toEqual(kept)
  })

  test('lose no order recorded while all are made again', async () => {
    const customer = await aCustomer()
    const record = () => ngoc('POST', `/api/customers/${customer}/orders`, { total: 1 })
    await Promise.all([record(), rebuilt('all'), record(), rebuilt('all'), record(), record()])
    const kept = await figures()
    expect(kept.stats.find((row) => (row as { customer_id: string }).customer_id === customer)).toMatchObject({ orders: 4, days: 1 })
    expect(await rebuilt('all')).toEqual(kept)
  })
})
