import { describe, expect, test } from 'vitest'
import { aHouse } from '../../../../test/support/house.ts'
import { newId } from '../../../platform/ids.ts'
import { standardFor, standardsFor } from './choosing.ts'

const house = aHouse()
const owner = house.as('owner')
const ngoc = house.as('reception')

const calendar = async (): Promise<string> =>
  (await ngoc('GET', '/api/calendars')).body.calendars.find(({ isHouse }: { isHouse: boolean }) => isHouse).id
const save = async (id: string, body: object) =>
  owner('PUT', `/api/standards/${id}`, {
    name: 'Cả nhà',
    level: 'house',
    match: {},
    calendarId: await calendar(),
    targets: { quote: { seconds: 28800 } },
    levels: [],
    ...body,
  })
const aCustomer = async (name: string, more: object = {}): Promise<string> =>
  (await ngoc('POST', '/api/customers', { name, ...more })).body.id
const due = async (customerId: string, kind = 'quote') =>
  (await ngoc('GET', `/api/promises/due?kind=${kind}&customerId=${customerId}`)).body

describe('service standards', () => {
  test('promise by themselves, the nearest first: her own before the house’s', async () => {
    const [mai, an] = [await aCustomer('Phan Thị Mai'), await aCustomer('Phạm Văn An')]
    await save(newId(), { targets: { quote: { seconds: 14400 }, answer: { seconds: 7200 } } })
    const hers = await save(newId(), {
      name: 'Riêng chị Mai',
      level: 'customer',
      match: { customerId: mai },
      targets: { quote: { seconds: 7200 } },
    })
    expect(hers).toMatchObject({ status: 200, body: { customerName: 'anh/chị Mai', level: 'customer', open: 0 } })
    // 13:52 and two open hours; four for the others.
    expect((await due(mai)).due).toBe('2026-11-23T08:52:00.000Z')
    expect((await due(an)).due).toBe('2026-11-23T10:52:00.000Z')
    const told = await due(mai)
    expect(told.why).toMatchObject({ standardName: 'Riêng chị Mai', standardLevel: 'customer', seconds: 7200 })
    expect(told.why.passedOver).toEqual([{ name: 'Cả nhà', why: 'farther' }])
    // Target by target: what hers does not name, the house's answers.
    expect((await due(mai, 'answer')).why.standardName).toBe('Cả nhà')
  })

  test('can say that nothing is promised, and nobody farther is asked', async () => {
    const quiet = await aCustomer('Lê Thị Thu')
    await save(newId(), { name: 'Không gọi lại', level: 'customer', match: { customerId: quiet }, targets: { quote: null } })
    expect(await due(quiet)).toMatchObject({ isNothing: true, due: null })
  })

  test('hold for a group: by a tag, whatever its capitals, or by a state of loyalty', async () => {
    const agent = await aCustomer('Du lịch Mái Ngói', { kind: 'organisation', tags: ['Đại lý'] })
    await save(newId(), { name: 'Đại lý', level: 'tier', match: { tag: 'đại lý' }, targets: { quote: { seconds: 3600 } } })
    expect((await due(agent)).why.standardName).toBe('Đại lý')
  })

  test('change from now on: what was promised before goes by what stood then', async () => {
    const who = await aCustomer('Vũ Minh Bình')
    const id = newId()
    await save(id, { name: 'Riêng anh Bình', level: 'customer', match: { customerId: who }, targets: { gift: { days: 1 } } })
    const before = house.now
    house.now = new Date(before.getTime() + 3600_000)
    await save(id, { name: 'Riêng anh Bình', level: 'customer', match: { customerId: who }, targets: { gift: { days: 3 } }, version: 1 })
    const at = async (moment: Date) => {
      const chosen = await standardFor(house.db, { customerId: who, kind: 'gift', at: moment })
      return chosen && chosen !== 'nothing' ? chosen.target : chosen
    }
    expect([await at(before), await at(house.now)]).toEqual([{ days: 1 }, { days: 3 }])
    // Retired, it counts no more, and still did then.
    await save(id, {
      name: 'Riêng anh Bình',
      level: 'customer',
      match: { customerId: who },
      targets: { gift: { days: 3 } },
      isRetired: true,
      version: 2,
    })
    house.now = new Date(house.now.getTime() + 1000)
    expect([await at(before), await at(house.now)]).toEqual([{ days: 1 }, undefined])
  })

  test('move open promises the chosen way, and never what the customer heard', async () => {
    const who = await aCustomer('Đỗ Ngọc Lan')
    const id = newId()
    const own = { name: 'Riêng chị Lan', level: 'customer', match: { customerId: who } }
    await save(id, { ...own, targets: { repair: { seconds: 7200 } } })
    const promise = (await ngoc('POST', '/api/promises', { customerId: who, kind: 'repair', words: 'Sửa vòi nước' })).body
    await save(id, { ...own, targets: { repair: { seconds: 3600 } }, mode: 'recompute', version: 1 })
    const after = (await ngoc('GET', `/api/promises/${promise.id}`)).body
    expect(after.promisedDue).toBe(promise.promisedDue)
    expect(Date.parse(promise.internalDue) - Date.parse(after.internalDue)).toBe(3600_000)
    expect((await ngoc('GET', `/api/standards?customerId=${who}`)).body.standards.at(-1)).toMatchObject({ id, open: 1, level: 'customer' })
  })

  test('are refused where they fit nobody or say nothing', async () => {
    const cases: [object, string][] = [
      [{ level: 'tier' }, 'promises.match_unfit'],
      [{ level: 'house', match: { tag: 'VIP' } }, 'promises.match_unfit'],
      [{ level: 'customer', match: { customerId: newId() } }, 'promises.no_such_customer'],
      [{ targets: {} }, 'promises.no_targets'],
      [{ calendarId: newId() }, 'promises.no_such_calendar'],
      [{ version: 7 }, 'promises.changed_meanwhile'],
    ]
    for (const [body, code] of cases) expect((await save(newId(), body)).body.code).toBe(code)
    expect((await save(newId(), { targets: { quote: { seconds: 5 } } })).status).toBe(400)
    expect((await ngoc('PUT', `/api/standards/${newId()}`, {})).status).toBe(403)
  })

  test('are not changed over one another', async () => {
    const id = newId()
    await save(id, { name: 'Hè' })
    await save(id, { name: 'Mùa hè', version: 1 })
    expect(await save(id, { name: 'Hạ', version: 1 })).toMatchObject({ status: 409, body: { code: 'promises.changed_meanwhile' } })
    expect(await save(id, { name: 'Hạ' })).toMatchObject({ status: 409 })
  })

  test('are listed with the nearest last', async () => {
    const { standards } = (await ngoc('GET', '/api/standards')).body
    const levels = standards.map(({ level }: { level: string }) => ['house', 'tier', 'customer'].indexOf(level))
    expect(levels).toEqual([...levels].sort())
  })
})

describe('asking for thousands', () => {
  test('answers each as if it were asked alone', async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, (_, at) => aCustomer(`Khách ${at}`)))
    await save(newId(), {
      name: 'Riêng một khách',
      level: 'customer',
      match: { customerId: ids[2] },
      targets: { search: { days: 2, cutoff: '15:00' } },
    })
    const asks = [...ids, ...ids].map((customerId, at) => ({
      customerId,
      kind: at < 6 ? ('search' as const) : ('quote' as const),
      at: new Date(house.now.getTime() - (at % 3) * 60_000),
    }))
    const many = await standardsFor(house.db, asks)
    expect(many).toEqual(await Promise.all(asks.map((ask) => standardFor(house.db, ask))))
    const far = await standardsFor(
      house.db,
      ids.map((customerId) => ({ customerId, kind: 'search' as const, at: new Date(house.now.getTime() + 60_000) })),
    )
    expect(far.map((one) => (one && one !== 'nothing' ? one.standardName : one))).toEqual([
      undefined,
      undefined,
      'Riêng một khách',
      undefined,
      undefined,
      undefined,
    ])
  })
})
