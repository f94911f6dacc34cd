import { describe, expect, test } from 'vitest'
import { aHouse } from '../../test/support/house.ts'
import { newStartLink } from '../rooms/team/public.ts'
import { tradeOf } from '../values/trades.ts'
import { furnishStarted } from './furnish.ts'

const house = aHouse()
const owner = house.as('owner')

const keys = async (path: string, list: string) =>
  (await owner('GET', path)).body[list].filter((one: { isBuiltIn?: boolean }) => !one.isBuiltIn).map((one: { key: string }) => one.key)
const everything = async () => ({
  kinds: await keys('/api/touchpoint-kinds', 'kinds'),
  groups: await keys('/api/preference-groups', 'groups'),
  fields: await keys('/api/customer-fields', 'fields'),
})
const ofTrade = (key: string) => {
  const { kinds, groups, fields } = tradeOf(key)
  const list = (all: readonly { key: string }[]) => all.map((one) => one.key)
  return { kinds: list(kinds), groups: list(groups), fields: list(fields) }
}

describe('a new house', () => {
  test('has nothing of a trade before it is started, however often the server is', async () => {
    await furnishStarted(house.db)
    expect(await everything()).toEqual({ kinds: [], groups: [], fields: [] })
  })

  test('begins with what its trade works with', async () => {
    const token = await newStartLink(house.db, house.now)
    const started = await house.as(undefined)('POST', '/api/start', {
      token,
      houseName: 'Nhà Quen',
      trade: 'hotel',
      language: 'vi',
      ownerName: 'Dũng',
      mail: 'dung@quen.example',
      password: 'mot mat khau dai',
    })
    expect(started.status).toBe(201)
    expect(await everything()).toEqual(ofTrade('hotel'))
  })

  test('keeps what it made its own when its trade changes, and gets what it lacks', async () => {
    const laundry = { nameVi: 'Giặt là', nameEn: 'Laundry', icon: 'bag', isRetired: true, version: 1 }
    expect((await owner('PUT', '/api/touchpoint-kinds/laundry', laundry)).status).toBe(200)
    const { version } = (await owner('GET', '/api/house')).body
    expect((await owner('PATCH', '/api/house', { trade: 'spa', version })).status).toBe(200)
    const { kinds, groups } = await everything()
    expect(kinds).toEqual([...new Set([...ofTrade('hotel').kinds, ...ofTrade('spa').kinds])])
    expect(groups).toEqual([...new Set([...ofTrade('hotel').groups, ...ofTrade('spa').groups])])
    const kept = (await owner('GET', '/api/touchpoint-kinds')).body.kinds.find((one: { key: string }) => one.key === 'laundry')
    expect(kept).toMatchObject({ nameVi: 'Giặt là', isRetired: true, version: 2 })
  })

  test('is furnished once: doing it again changes no row', async () => {
    const before = await house.checksum()
    await furnishStarted(house.db)
    expect(await house.checksum()).toBe(before)
  })

  test('is not furnished by a change that is refused', async () => {
    expect((await owner('PATCH', '/api/house', { trade: 'distributor', version: 1 })).status).toBe(409)
    expect((await everything()).kinds).not.toContain('quote')
  })
})
