import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'
import { candidatesFor, itemsByName } from './public.ts'

const house = aHouse()
const [dung, tram, ngoc, phuc] = [house.as('owner'), house.as('marketing'), house.as('reception'), house.as('warehouse')]

const add = async (nameVi: string, more: object = {}) => (await tram('POST', '/api/catalogue', { kind: 'product', nameVi, ...more })).body
const aCustomer = async (name: string): Promise<string> => (await ngoc('POST', '/api/customers', { name })).body.id
const names = async (q: string): Promise<string[]> =>
  (await ngoc('GET', `/api/catalogue?q=${encodeURIComponent(q)}`)).body.items.map(({ nameVi }: { nameVi: string }) => nameVi)
const newsSince = async (): Promise<unknown[]> =>
  (await house.db.selectFrom('news').select('about').where('topic', '=', 'catalogue.arrived').execute()).map(({ about }) => about)
const zone = 'Asia/Ho_Chi_Minh'
const today = '2026-11-23'
const offered = async (customerId: string, more: object = {}) =>
  (await candidatesFor(house.db, customerId, { who: { role: 'reception' }, today, zone, bought: [], ...more })).map(
    ({ item }) => item.nameVi,
  )

describe('the catalogue', () => {
  test('is found by any word of a name or spelling, without marks, in the order of names', async () => {
    await add('Trà sen bách diệp', { nameEn: 'Lotus tea', aliases: ['trà sen BD'], topics: ['trà sen'], group: 'Trà' })
    await add('Ấm gốm men rêu', { nameEn: 'Moss-glazed teapot' })
    expect(await names('tra se')).toEqual(['Trà sen bách diệp'])
    expect(await names('teapot')).toEqual(['Ấm gốm men rêu'])
    expect(await names('')).toEqual(['Ấm gốm men rêu', 'Trà sen bách diệp'])
    const { body } = await ngoc('GET', '/api/catalogue?state=coming')
    expect(body).toMatchObject({ items: [], count: 0, states: { coming: 0, here: 2, gone: 0 } })
  })

  test('has one item to a name, however it is written', async () => {
    const again = await tram('POST', '/api/catalogue', { kind: 'product', nameVi: 'TRA SEN bd' })
    expect(again).toMatchObject({ status: 409, body: { code: 'catalogue.name_taken' } })
    expect(await names('tra sen')).toEqual(['Trà sen bách diệp'])
  })

  test('is changed by who keeps it, never over a change that they have not seen', async () => {
    const item = await add('Nến gỗ thông', { price: 290_000, cost: 120_000 })
    const body = { kind: 'product', nameVi: 'Nến gỗ thông', aliases: ['nến thông'], price: 300_000, version: 1 }
    expect((await ngoc('PUT', `/api/catalogue/${item.id}`, body)).status).toBe(403)
    expect(await tram('PUT', `/api/catalogue/${item.id}`, body)).toMatchObject({
      status: 200,
      body: { price: 300_000, cost: 120_000, currency: 'VND', version: 2 },
    })
    expect((await dung('PUT', `/api/catalogue/${item.id}`, body)).body.code).toBe('catalogue.changed_meanwhile')
    expect(await names('nen thong')).toEqual(['Nến gỗ thông'])
    // A spelling that was taken off is free for another.
    await tram('PUT', `/api/catalogue/${item.id}`, { ...body, aliases: [], version: 2 })
    expect((await add('Nến thông')).nameVi).toBe('Nến thông')
  })

  test('shows what something cost only to those who see values', async () => {
    const { id } = await add('Khăn lụa', { cost: 200_000 })
    expect((await phuc('GET', `/api/catalogue/${id}`)).body).not.toHaveProperty('cost')
    expect((await dung('GET', `/api/catalogue/${id}`)).body.cost).toBe(200_000)
  })

  test('says what comes and when; its arrival is told on once, and a slip is put right in silence', async () => {
    const book = await add('Sách “Hội An xưa”', { state: 'coming', comingOn: '2026-11-24' })
    expect(await tram('POST', '/api/catalogue', { kind: 'product', nameVi: 'Sách cũ', comingOn: '2026-11-24' })).toMatchObject({
      status: 400,
      body: { code: 'catalogue.coming_on_unfit' },
    })
    const move = (state: string, version: number, more: object = {}) =>
      tram('PUT', `/api/catalogue/${book.id}/state`, { state, version, ...more })
    const arrived = await move('here', 1)
    expect(arrived.body).toMatchObject({ state: 'here', comingOn: null, arrivedOn: today, version: 2 })
    expect(await newsSince()).toEqual([{ itemId: book.id }])
    expect((await move('here', 1)).body.code).toBe('catalogue.changed_meanwhile')
    expect((await move('gone', 2)).body.state).toBe('gone')
    expect((await move('here', 3, { isTakenBack: true })).body).toMatchObject({ state: 'here', arrivedOn: today })
    expect(await newsSince()).toHaveLength(1)
  })

  test('knows the goods of an order by any of their names', async () => {
    const found = await itemsByName(house.db, ['sách "hội an xưa"', 'Tra Sen BD', 'Không có', ''])
    expect([...found].map(([name, item]) => [name, item.nameVi])).toEqual([
      ['sách "hội an xưa"', 'Sách “Hội An xưa”'],
      ['Tra Sen BD', 'Trà sen bách diệp'],
    ])
  })
})

describe('an offer', () => {
  let [hoa, binh] = ['', '']
  beforeAll(async () => {
    hoa = await aCustomer('Nguyễn Thị Thanh Hoa')
    binh = await aCustomer('Lê Văn Bình')
    for (const id of [hoa, binh]) await ngoc('POST', `/api/customers/${id}/preferences`, { stance: 'likes', what: 'trà sen' })
  })

  test('is what fits, and rests for ninety days once it does not', async () => {
    expect(await offered(hoa)).toEqual(['Trà sen bách diệp'])
    const item = (await ngoc('GET', '/api/catalogue?q=tra+sen')).body.items[0]
    const refused = await ngoc('POST', `/api/customers/${hoa}/offers`, { itemId: item.id, answer: 'refused' })
    expect(refused).toMatchObject({ status: 201, body: { restsUntil: '2027-02-21' } })
    expect(await offered(hoa)).toEqual([])
    expect(await offered(hoa, { today: '2027-02-21' })).toEqual(['Trà sen bách diệp'])
    // It is the house's own thought, so that the timeline says nothing of it.
    expect((await ngoc('GET', `/api/customers/${hoa}/timeline`)).body.count).toBe(0)
    await ngoc('DELETE', `/api/customers/${hoa}/offers/${refused.body.id}`)
    expect(await offered(hoa)).toEqual(['Trà sen bách diệp'])
  })

  test('stands on the timeline when they were invited, and nothing else is offered that day', async () => {
    await ngoc('POST', `/api/customers/${binh}/preferences`, { stance: 'likes', what: 'khăn lụa' })
    expect(await offered(binh)).toHaveLength(2)
    const item = (await ngoc('GET', '/api/catalogue?q=tra+sen')).body.items[0]
    const { body } = await ngoc('POST', `/api/customers/${binh}/offers`, { itemId: item.id, answer: 'invited' })
    const line = (await ngoc('GET', `/api/customers/${binh}/timeline`)).body.entries[0]
    expect(line.about).toMatchObject({ kind: 'offer', state: 'invited', summary: 'Trà sen bách diệp' })
    expect(await offered(binh)).toEqual([])
    expect(await offered(binh, { today: '2026-11-24' })).toEqual(['Khăn lụa'])
    await ngoc('DELETE', `/api/customers/${binh}/offers/${body.id}`)
    expect((await ngoc('GET', `/api/customers/${binh}/timeline`)).body.count).toBe(0)
    expect(await offered(binh)).toHaveLength(2)
  })

  test('is never what somebody is allergic to, also for those who may not read why', async () => {
    await ngoc('POST', `/api/customers/${hoa}/preferences`, { stance: 'must-not', what: 'sen', reason: 'dị ứng', sensitivity: 'health' })
    const item = (await ngoc('GET', '/api/catalogue?q=tra+sen')).body.items[0]
    for (const role of ['reception', 'marketing', 'read-only'] as const) expect(await offered(hoa, { who: { role } })).toEqual([])
    const asked = new Map([[item.id, '2026-11-02']])
    expect(await offered(hoa, { asked })).toEqual([])
    const invited = await tram('POST', `/api/customers/${hoa}/offers`, { itemId: item.id, answer: 'invited' })
    expect(invited).toMatchObject({ status: 409, body: { code: 'catalogue.not_for_them' } })
  })

  test('keeps an item from being taken out of the catalogue unseen', async () => {
    const [thing, other] = [await add('Thiệp giấy dó'), await add('Nón lá')]
    await ngoc('POST', `/api/customers/${binh}/offers`, { itemId: thing.id, answer: 'refused' })
    expect((await tram('DELETE', `/api/catalogue/${thing.id}`)).body.code).toBe('catalogue.was_offered')
    expect((await tram('DELETE', `/api/catalogue/${other.id}`)).status).toBe(200)
    expect(await names('non la')).toEqual([])
    expect((await add('Nón lá')).nameVi).toBe('Nón lá')
  })
})

describe('a catalogue of ten thousand items', () => {
  test('is searched, matched and offered from by indexes', async () => {
    await sql`insert into catalogue_item (item_id, kind, name_vi, topics, currency, state, name_fold, words, terms, runs, created_at, updated_at)
      select gen_random_uuid(), 'product', 'Món ' || n, array['chu de ' || n], 'VND', 'here', 'mon ' || n, array_to_tsvector(array['mon', n::text]),
        array['mon ' || n, 'chu de ' || n], array['mon ' || n, 'chu de ' || n], now(), now() from generate_series(1, 10000) n`.execute(
      house.db,
    )
    await sql`insert into catalogue_name (name_fold, item_id) select name_fold, item_id from catalogue_item
      on conflict do nothing`.execute(house.db)
    await sql`analyze catalogue_item`.execute(house.db)
    await sql`analyze catalogue_name`.execute(house.db)
    const planOf = async (query: string): Promise<string> => {
      const found = await sql<Record<string, string>>`explain ${sql.raw(query)}`.execute(house.db)
      return found.rows.map((row) => Object.values(row)[0]).join('\n')
    }
    expect(await planOf(`select * from catalogue_item where words @@ '''4711'':*'::tsquery`)).toContain('catalogue_item_words')
    expect(await planOf(`select * from catalogue_item order by name_fold, item_id limit 60`)).toContain('catalogue_item_list')
    expect(
      await planOf(`select * from catalogue_item where state = 'here' and kind = any('{product}') and (terms && '{chu de 7}' or runs && '{x}'
        or item_id = any('{}'))`),
    ).toMatch(/catalogue_item_terms[\s\S]*catalogue_item_runs/)
    expect(await planOf(`select * from catalogue_name where name_fold = any('{mon 7}')`)).toContain('catalogue_name_pkey')
    const binh = await aCustomer('Bình')
    await ngoc('POST', `/api/customers/${binh}/preferences`, { stance: 'likes', what: 'chủ đề 4711' })
    expect(await offered(binh)).toEqual(['Món 4711'])
  })
})
