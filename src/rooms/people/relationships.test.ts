import { describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'

const house = aHouse()
const ngoc = house.as('reception')

const add = async (name: string, kind = 'person') => (await ngoc('POST', '/api/customers', { name, kind })).body.id as string
const tie = (from: string, otherId: string, body: object) => ngoc('POST', `/api/customers/${from}/relationships`, { otherId, ...body })
const around = async (id: string) => (await ngoc('GET', `/api/customers/${id}`)).body.relationships

describe('a household', () => {
  test('is addressed as one, found by its words, and stands in the list beside its people', async () => {
    const made = await ngoc('POST', '/api/customers', { name: 'GIA ĐÌNH ANH BÌNH', kind: 'household' })
    expect(made.body).toMatchObject({
      name: 'Gia đình anh Bình',
      callName: '',
      calledAs: 'gia đình anh Bình',
      greetingSpoken: 'Dạ, em chào gia đình anh Bình ạ',
      greetingWritten: 'Chào gia đình anh Bình,',
    })
    const found = await ngoc('GET', '/api/recognise?q=gia%20dinh%20binh')
    expect(found.body.people[0]).toMatchObject({ id: made.body.id, kind: 'household' })
    await add('Vũ Minh Bình')
    await add('Trần Văn Công')
    await add('Lý An')
    const list = await ngoc('GET', '/api/customers')
    const names: string[] = list.body.rows.map(({ name }: { name: string }) => name)
    expect(names.indexOf('Lý An')).toBeLessThan(names.indexOf('Gia đình anh Bình'))
    expect(names.indexOf('Gia đình anh Bình')).toBeLessThan(names.indexOf('Trần Văn Công'))
  })

  test('is among the households of the list, and counted', async () => {
    await ngoc('POST', '/api/customers', { name: 'Nhà cô Hà', kind: 'household' })
    const list = await ngoc('GET', '/api/customers?kind=household')
    expect(list.body.rows.map(({ name }: { name: string }) => name)).toEqual(['Gia đình anh Bình', 'Nhà cô Hà'])
    expect(list.body).toMatchObject({ count: 2, isExact: true })
  })

  test('shows its members, and they show it', async () => {
    const home = await add('Gia đình Bình Lan', 'household')
    const binh = await add('Vũ Minh Bình')
    expect((await tie(binh, home, { kind: 'member-of', wordsBack: 'chồng' })).body).toMatchObject({
      kind: 'member-of',
      side: 'from',
      other: { id: home, kind: 'household', calledAs: 'gia đình Bình Lan' },
      notedByName: 'reception',
      notedOn: '2026-11-23',
      version: 1,
    })
    expect(await around(home)).toMatchObject([{ kind: 'member-of', side: 'to', words: 'chồng', other: { id: binh } }])
    expect(await around(binh)).toMatchObject([{ kind: 'member-of', side: 'from', words: null, other: { id: home } }])
  })
})

describe('two people who belong together', () => {
  test('each show the other, in the words of each', async () => {
    const [binh, lan] = [await add('Bình'), await add('Lan')]
    const made = (await tie(binh, lan, { kind: 'family', words: 'vợ', wordsBack: 'chồng', since: '2015-05-01' })).body
    expect(await around(lan)).toMatchObject([{ id: made.id, words: 'chồng', since: '2015-05-01', other: { name: 'Bình' } }])
    expect((await tie(lan, binh, { kind: 'family' })).body.code).toBe('people.tie_there')
  })

  test('are untied at both ends, and their words are changed one by one', async () => {
    const [binh, lan] = [await add('Bình'), await add('Lan')]
    const { id } = (await tie(binh, lan, { kind: 'family', words: 'vợ', wordsBack: 'chồng' })).body
    const changed = await ngoc('PATCH', `/api/customers/${lan}/relationships/${id}`, { words: 'anh nhà', since: '2015-05-01', version: 1 })
    expect(changed.body).toMatchObject({ words: 'anh nhà', version: 2 })
    expect(await around(binh)).toMatchObject([{ words: 'vợ', since: '2015-05-01', version: 2 }])
    const late = await ngoc('PATCH', `/api/customers/${binh}/relationships/${id}`, { words: 'bà xã', version: 1 })
    expect(late.body.code).toBe('people.changed_meanwhile')
    expect((await ngoc('DELETE', `/api/customers/${lan}/relationships/${id}`)).status).toBe(200)
    expect([await around(binh), await around(lan)]).toEqual([[], []])
    expect((await ngoc('DELETE', `/api/customers/${binh}/relationships/${id}`)).status).toBe(404)
  })

  test('tied from both ends at once are tied once, and nobody waits for the other for ever', { timeout: 60_000 }, async () => {
    for (let round = 0; round < 15; round++) {
      const [one, two] = [await add(`Một ${round}`), await add(`Hai ${round}`)]
      const answers = await Promise.all([
        tie(one, two, { kind: 'family' }),
        tie(two, one, { kind: 'family' }),
        tie(one, two, { kind: 'introduced-by' }),
        tie(two, one, { kind: 'introduced-by', side: 'to' }),
      ])
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409])
      expect((await around(one)).length).toBe(2)
    }
  })
})

describe('a tie', () => {
  test('to a firm says who works there and who decides', async () => {
    const [mai, firm] = [await add('Phan Thị Mai'), await add('Du lịch Mái Ngói', 'organisation')]
    expect((await tie(mai, firm, { kind: 'works-at', wordsBack: 'trưởng phòng' })).status).toBe(201)
    expect((await tie(firm, mai, { kind: 'decides-for', side: 'to' })).status).toBe(201)
    expect(await around(firm)).toMatchObject([
      { kind: 'decides-for', side: 'to', other: { name: 'Phan Thị Mai' } },
      { kind: 'works-at', side: 'to', words: 'trưởng phòng' },
    ])
    expect((await tie(mai, firm, { kind: 'decides-for' })).body.code).toBe('people.tie_there')
  })

  test('that cannot be is refused, and nothing is kept of it', async () => {
    const [mai, an] = [await add('Mai'), await add('An')]
    const [firm, home] = [await add('Cty Một', 'organisation'), await add('Nhà anh An', 'household')]
    const before = await ties()
    for (const [from, to, kind] of [
      [mai, an, 'member-of'],
      [mai, firm, 'member-of'],
      [firm, home, 'member-of'],
      [mai, home, 'works-at'],
      [firm, firm, 'works-at'],
      [firm, mai, 'works-at'],
      [firm, mai, 'decides-for'],
      [mai, firm, 'family'],
    ] as const) {
      const refused = await tie(from, to, { kind })
      expect([kind, refused.status, refused.body.code]).toEqual([kind, 400, from === to ? 'people.tie_to_oneself' : 'people.tie_unfit'])
    }
    const nobody = await tie(mai, '01900000-0000-7000-8000-000000000000', { kind: 'family' })
    expect(nobody).toMatchObject({ status: 404, body: { code: 'people.no_such_customer' } })
    expect(await ties()).toBe(before)
  })

  test('by which somebody came never goes round in a circle', async () => {
    const [a, b, c, firm] = [await add('A'), await add('B'), await add('C'), await add('Cty Giới thiệu', 'organisation')]
    expect((await tie(b, a, { kind: 'introduced-by' })).status).toBe(201)
    expect((await tie(a, b, { kind: 'introduced-by' })).body.code).toBe('people.tie_unfit')
    expect((await tie(c, b, { kind: 'introduced-by' })).status).toBe(201)
    expect((await tie(a, c, { kind: 'introduced-by' })).body.code).toBe('people.tie_unfit')
    expect((await tie(c, a, { kind: 'introduced-by', side: 'to' })).body.code).toBe('people.tie_unfit')
    expect((await tie(a, firm, { kind: 'introduced-by' })).status).toBe(201)
  })

  test('goes with a customer who is taken back, and with a customer of whom something is written it stays', async () => {
    const [mai, firm] = [await add('Mai Mới'), await add('Cty Mới', 'organisation')]
    await tie(mai, firm, { kind: 'works-at' })
    await ngoc('POST', `/api/customers/${mai}/occasions`, { kind: 'wedding', month: 5, day: 1 })
    expect((await ngoc('DELETE', `/api/customers/${mai}`)).status).toBe(200)
    expect(await around(firm)).toEqual([])
    const left = await house.database.pool.query(
      `select (select count(*) from relationship where $1 in (customer_id, other_customer_id))
      + (select count(*) from occasion where customer_id = $1) as n`,
      [mai],
    )
    expect(left.rows[0].n).toBe(0)
  })
})

async function ties(): Promise<number> {
  return (await house.database.pool.query('select count(*) as n from relationship')).rows[0].n
}
