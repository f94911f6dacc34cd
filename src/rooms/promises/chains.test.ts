import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'
import { connect } from '../../platform/db/db.ts'
import { dependantsQuery } from './chain-store.ts'
import { tick } from './clock.ts'
import { missedQuery, riskyQuery, wakingQuery } from './clock-store.ts'
import { partQuery } from './list-store.ts'
import { dueQuery, remediesQuery, uncheckedQuery, untoldQuery } from './today-store.ts'

/** Bến Cũ owes two tea sets, and both are promised on already. */
const house = aHouse()
const owner = house.as('owner')

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field.
type Body = any

const inMinutes = (minutes: number): string => new Date(house.now.getTime() + minutes * 60_000).toISOString()
const make = async (body: object): Promise<Body> => (await owner('POST', '/api/promises', { kind: 'delivery', ...body })).body
const get = async (id: string): Promise<Body> => (await owner('GET', `/api/promises/${id}`)).body
const act = async (id: string, verb: string, body: object): Promise<Body> =>
  (await owner('POST', `/api/promises/${id}/${verb}`, { ...body, version: (await get(id)).version })).body

let [mai, binh, benCu]: string[] = []
beforeAll(async () => {
  house.now = new Date('2026-11-23T06:52:00Z')
  const add = async (body: object): Promise<string> => (await owner('POST', '/api/customers', body)).body.id
  mai = await add({ name: 'Phan Thị Mai', address: { them: 'chị', source: 'staff' } })
  binh = await add({ name: 'Vũ Minh Bình', address: { them: 'anh', source: 'staff' } })
  benCu = await add({ kind: 'organisation', name: 'Xưởng gốm Bến Cũ' })
  const agency = await add({ kind: 'organisation', name: 'Du lịch Mái Ngói' })
  await owner('POST', `/api/customers/${mai}/relationships`, { otherId: agency, kind: 'works-at' })
})

describe('a supplier’s promise', () => {
  let sets: Body
  let hers: Body
  let his: Body

  test('is what others rest on, and says when they can be kept', async () => {
    sets = await make({ customerId: benCu, direction: 'from-supplier', words: 'Hai bộ ấm gốm', due: inMinutes(60) })
    hers = await make({
      customerId: mai,
      words: 'Giao bộ ấm gốm trước 17:00',
      due: inMinutes(190),
      restsOn: [{ promiseId: sets.id, leadSeconds: 3600 }],
    })
    his = await make({ customerId: binh, words: 'Bộ ấm cho anh Bình', due: inMinutes(300) })
    expect(hers).toMatchObject({ stage: 'due', forecast: inMinutes(120), becauseOf: null, organisation: 'Du lịch Mái Ngói' })
    expect(await act(his.id, 'needs', { needsId: sets.id, leadSeconds: 0 })).toMatchObject({ stage: 'due', forecast: inMinutes(60) })
  })

  test('that slips puts both at risk at once, with its name for the reason', async () => {
    house.now = new Date(house.now.getTime() + 61 * 60_000)
    await tick(house.db, house.now)
    expect(await get(sets.id)).toMatchObject({ stage: 'slipped' })
    for (const { id } of [hers, his]) expect(await get(id)).toMatchObject({ stage: 'risk', becauseOf: 'Xưởng gốm Bến Cũ' })
    const chain = (await get(sets.id)).chain
    expect(chain.map(({ step, from, id, calledAs }: Body) => [step, from, id, calledAs]).sort()).toEqual(
      [
        [1, sets.id, hers.id, 'chị Mai'],
        [1, sets.id, his.id, 'anh Bình'],
      ].sort(),
    )
    expect((await get(hers.id)).chain).toMatchObject([{ id: sets.id, step: -1, from: sets.id, to: hers.id, leadSeconds: 3600 }])
  })

  test('that comes after all tells who can still be kept in time', async () => {
    const { body } = await owner('POST', `/api/promises/${sets.id}/keep`, { reason: 'Lò hỏng, sáng mới nung xong', version: sets.version })
    expect(body).toMatchObject({ state: 'late', stage: 'done' })
    expect(await get(hers.id)).toMatchObject({ stage: 'due', forecast: new Date(house.now.getTime() + 3600_000).toISOString() })
  })

  test('cannot rest on what rests on it, nor on itself', async () => {
    const again = await owner('POST', `/api/promises/${his.id}/needs`, { needsId: his.id, version: (await get(his.id)).version })
    expect(again.body.code).toBe('promises.circle')
    await act(his.id, 'needs', { needsId: hers.id })
    const back = await owner('POST', `/api/promises/${hers.id}/needs`, { needsId: his.id, version: (await get(hers.id)).version })
    expect([back.status, back.body.code]).toEqual([409, 'promises.circle'])
    await act(his.id, 'needs', { needsId: hers.id, isOver: true })
    expect((await act(hers.id, 'needs', { needsId: his.id })).code).toBeUndefined()
  })

  test('that is broken leaves those that rest on it at risk until they rest on it no more', async () => {
    const salt = await make({ customerId: benCu, direction: 'from-supplier', words: 'Muối tắm', due: inMinutes(60) })
    const bath = await make({ customerId: mai, words: 'Bồn tắm muối', due: inMinutes(600), restsOn: [{ promiseId: salt.id }] })
    await act(salt.id, 'break', { reason: 'Xưởng nghỉ' })
    expect(await get(bath.id)).toMatchObject({ stage: 'risk', becauseOf: 'Xưởng gốm Bến Cũ' })
    expect(await act(bath.id, 'needs', { needsId: salt.id, isOver: true })).toMatchObject({ stage: 'due', forecast: null, becauseOf: null })
  })
})

describe('among many promises', () => {
  test('the clock, the lists and Today go along their indexes', async () => {
    await sql`insert into promise (customer_id, promise_id, direction, category, kind, words, holder_id, team, made_at, given, target, starts_at,
        promised_due, first_due, internal_due, at_risk_at, next_level_at, state, stage, done_at, first_customer_id)
      select gen_random_uuid(), gen_random_uuid(), 'to-customer', 'service', 'room', 'x', gen_random_uuid(),
        (array['reception', 'warehouse', 'sales'])[1 + n % 3], at, 'counter', 'instant', at, at, at, at, at - interval '1 hour',
        case when n % 9 = 0 then at end, case when n % 9 = 0 then 'open' else 'kept' end, case when n % 9 = 0 then 'due' else 'done' end,
        case when n % 9 <> 0 then at end, gen_random_uuid()
      from (select n, timestamptz '2026-12-01' + n * interval '1 minute' as at from generate_series(1, 60000) n) made`.execute(house.db)
    await sql`insert into promise_need (customer_id, promise_id, needs_customer_id, needs_id)
      select customer_id, promise_id, gen_random_uuid(), gen_random_uuid() from promise limit 20000`.execute(house.db)
    // Only whose the tables are may count them.
    const keeper = await connect(house.address)
    await keeper.query('analyze promise, promise_need')
    await keeper.end()
    type Query = { compile(db: typeof house.db): { sql: string; parameters: readonly unknown[] } }
    const plan = async (query: Query): Promise<string> => {
      const { sql: text, parameters } = query.compile(house.db)
      const { rows } = await house.database.pool.query(`explain ${text}`, [...parameters])
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    }
    const { now } = house
    const me = { id: benCu ?? '', role: 'sales' }
    const plans: [string, Query][] = [
      ['promise_look', riskyQuery(now, 1000)],
      ['promise_look', missedQuery(now, 1000)],
      ['promise_look', wakingQuery(now, 1000)],
      ['promise_need_by', dependantsQuery([me.id])],
      ['promise_holder', dueQuery(me, now, 50)],
      ['promise_stage', untoldQuery(undefined, 50)],
      ['promise_unchecked', uncheckedQuery(undefined, now, 50)],
      ['promise_stage', partQuery(house.db, { stage: 'due' }, 'dated', 50) as unknown as Query],
      ['promise_open', partQuery(house.db, { state: 'open' }, 'dated', 50) as unknown as Query],
      ['promise_ended', partQuery(house.db, { stage: 'done' }, 'ended', 50) as unknown as Query],
    ]
    for (const [index, query] of plans) {
      const text = await plan(query)
      expect(text).toContain(index)
      expect(text).not.toContain('Seq Scan on promise ')
      expect(text).not.toContain('Seq Scan on promise_need')
    }
    expect(await plan(remediesQuery(undefined, now, 50))).toContain('promise_slip')
  })
})
