import { describe, expect, test } from 'vitest'
import type { AnyRoute } from '../src/platform/http/contract.ts'
import { allRoutes } from '../src/server/rooms.ts'
import { may, placesOf, type Role, roles, rolesWith } from '../src/values/rights.ts'
import { aHouse } from './support/house.ts'

const house = aHouse()

const contracts: AnyRoute[] = allRoutes(undefined).map(({ contract }) => contract)
const NOBODY = '01900000-0000-7000-8000-000000000000'
const addressOf = (contract: AnyRoute): string => contract.path.replace(/:\w+/g, NOBODY)
const visitors: (Role | undefined)[] = [undefined, ...roles]

/** What the declaration promises a visitor before anything is read: in, 401 or 403. */
function promised(contract: AnyRoute, visitor: Role | undefined): 'in' | 401 | 403 {
  if (contract.door === 'public') return 'in'
  if (!visitor) return 401
  if (contract.door === 'signed-in') return 'in'
  return may(visitor, contract.door) ? 'in' : 403
}

describe('every route', () => {
  test('has a name of its own and stands in the OpenAPI document with its door', async () => {
    const names = contracts.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    const { body } = await house.as(undefined)('GET', '/api/openapi.json')
    const documented = Object.values(body.paths as Record<string, Record<string, { operationId: string; 'x-door': string }>>).flatMap(
      (methods) => Object.values(methods),
    )
    expect(documented.map(({ operationId }) => operationId).sort()).toEqual([...names].sort())
    for (const contract of contracts)
      expect(documented.find(({ operationId }) => operationId === contract.name)?.['x-door']).toBe(contract.door)
  })

  test.each([
    'recognise',
    'getCard',
    'listCustomers',
    'createCustomer',
    'updateCustomer',
    'getTimeline',
    'addTouchpoint',
    'recordOrder',
    'createImport',
    'undoImport',
  ])('of the stable names is there: %s', (name) => {
    expect(contracts.some((contract) => contract.name === name)).toBe(true)
  })

  test('that is not public turns strangers and other roles away, and a refusal changes no row', { timeout: 120_000 }, async () => {
    for (const role of roles) await house.token(role)
    const before = await house.checksum()
    const wrong: string[] = []
    let tried = 0
    for (const contract of contracts)
      for (const visitor of visitors) {
        const wanted = promised(contract, visitor)
        const body = contract.method === 'GET' ? undefined : {}
        if (wanted === 'in' && contract.method !== 'GET') continue
        const { status } = await house.as(visitor)(contract.method, addressOf(contract), body)
        tried++
        const isRight = wanted === 'in' ? status !== 401 && status !== 403 && status < 500 : status === wanted
        if (!isRight) wrong.push(`${contract.name} as ${visitor ?? 'a stranger'}: ${status}, promised ${wanted}`)
      }
    expect(wrong).toEqual([])
    expect(tried).toBeGreaterThan(contracts.length * 3)
    expect(await house.checksum()).toBe(before)
  })

  test('that writes refuses an unknown field, a body that is no JSON and another site, and keeps all rows', {
    timeout: 120_000,
  }, async () => {
    const before = await house.checksum()
    const wrong: string[] = []
    for (const contract of contracts.filter(({ method, takesFile }) => method !== 'GET' && method !== 'DELETE' && !takesFile)) {
      const owner = house.as('owner')
      const stuffed = await owner(contract.method, addressOf(contract), { is_sample: true, constructor: 'x', version: 1 })
      if (stuffed.status < 400 || stuffed.status >= 500) wrong.push(`${contract.name} took an unknown field: ${stuffed.status}`)
      const text = await owner(contract.method, addressOf(contract), 'name=An', { 'content-type': 'text/plain' })
      if (text.status < 400 || text.status >= 500) wrong.push(`${contract.name} took text: ${text.status}`)
      const foreign = await house.as(undefined)(
        contract.method,
        addressOf(contract),
        {},
        { origin: 'http://elsewhere.example', 'sec-fetch-site': 'cross-site' },
      )
      if (foreign.status < 400 || foreign.status >= 500) wrong.push(`${contract.name} took another site's: ${foreign.status}`)
    }
    expect(wrong).toEqual([])
    expect(await house.checksum()).toBe(before)
  })
})

describe('a role', () => {
  test.each([
    ['owner', 8],
    ['manager', 8],
    ['reception', 4],
    ['warehouse', 3],
    ['accounting', 5],
    ['read-only', 3],
  ] as const)('%s has %i places', (role, count) => {
    expect(placesOf(role)).toHaveLength(count)
  })

  test('without a field gets it nowhere: not in the order, the timeline, the card or the sums', async () => {
    const made = (await house.as('owner')('POST', '/api/customers', { name: 'Đặng Thu Hà' })).body
    const order = { total: 7_654_321, cost: 4_321_987, lines: [{ product: 'sách', total: 7_654_321 }] }
    expect((await house.as('owner')('POST', `/api/customers/${made.id}/orders`, order)).status).toBe(201)
    const addresses = ['', '/orders', '/timeline', '/card', '/buying'].map((end) => `/api/customers/${made.id}${end}`)
    for (const role of roles) {
      const texts = (await Promise.all(addresses.map((address) => house.as(role)('GET', address)))).map(({ text }) => text).join('\n')
      expect([role, texts.includes('7654321')]).toEqual([role, may(role, 'see.amounts') || may(role, 'see.values')])
      expect([role, texts.includes('4321987')]).toEqual([role, may(role, 'see.values')])
      expect([role, texts.includes('"sums"')]).toEqual([role, may(role, 'see.values')])
    }
    expect(rolesWith('see.values')).toEqual(['owner', 'manager', 'accounting', 'marketing'])
  })
})
