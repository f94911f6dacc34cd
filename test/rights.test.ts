import { describe, expect, test } from 'vitest'
import type { AnyRoute } from '../src/platform/http/contract.ts'
import { createToken } from '../src/rooms/team/public.ts'
import { allRoutes } from '../src/server/rooms.ts'
import { type Holder, may, type Permission, permissionsOf, placesOf, roles, rolesWith } from '../src/values/rights.ts'
import { type Ask, aHouse } from './support/house.ts'
import { hire } from './support/team.ts'

const house = aHouse()

const contracts: AnyRoute[] = allRoutes(undefined).map(({ contract }) => contract)
const NOBODY = '01900000-0000-7000-8000-000000000000'
const addressOf = (contract: AnyRoute): string => contract.path.replace(/:\w+/g, NOBODY)

/** Everybody asks from an address of their own: how often one network may knock is tried elsewhere. */
let visits = 0
function fromElsewhere(): void {
  visits++
  house.from = `10.${(visits >> 16) & 255}.${(visits >> 8) & 255}.${visits & 255}`
}

/** Somebody at the door: what they may, and how they ask. */
type Visitor = { name: string; holder: Holder | undefined; ask: Ask }

/** Every role, and tokens that hold only a part of what their role may: each of its rights alone, and one that sends calls. */
async function allVisitors(): Promise<Visitor[]> {
  const byRole = roles.map((role): Visitor => ({ name: role, holder: { role }, ask: house.as(role) }))
  const narrow = await Promise.all(
    permissionsOf('manager').map(async (permission): Promise<Visitor> => {
      const holder = { role: 'manager' as const, scopes: [permission] as Permission[] }
      const { token } = await createToken(house.db, { name: permission, ...holder }, undefined, house.now)
      return { name: `a token for ${permission}`, holder, ask: bearing({ authorization: `Bearer ${token}` }) }
    }),
  )
  return [{ name: 'a stranger', holder: undefined, ask: house.as(undefined) }, ...byRole, ...narrow]
}

/** Asks with these headers and no token of a role. */
const bearing =
  (carried: Record<string, string>): Ask =>
  (method, url, body, headers = {}) =>
    house.as(undefined)(method, url, body, { ...headers, ...carried })

/** What the declaration promises a visitor before anything is read: in, 401 or 403. */
function promised(contract: AnyRoute, holder: Holder | undefined): 'in' | 401 | 403 {
  if (contract.door === 'public') return 'in'
  if (!holder) return 401
  if (contract.door === 'signed-in') return 'in'
  return may(holder, contract.door) ? 'in' : 403
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

  test('that is not public turns strangers, other roles and narrow tokens away, and a refusal changes no row', {
    timeout: 120_000,
  }, async () => {
    for (const role of roles) await house.token(role)
    const visitors = await allVisitors()
    // A house gets its opening hours when somebody first asks for them.
    await house.as('owner')('GET', '/api/calendars')
    const before = await house.checksum()
    const wrong: string[] = []
    let tried = 0
    for (const contract of contracts)
      for (const { name, holder, ask } of visitors) {
        const wanted = promised(contract, holder)
        const body = contract.method === 'GET' ? undefined : {}
        if (wanted === 'in' && contract.method !== 'GET') continue
        fromElsewhere()
        const { status, body: answer } = await ask(contract.method, addressOf(contract), body)
        tried++
        // What is a person's own says so to a program: that refusal is declared and is none of the door's.
        const isDeclared = status === 403 && contract.refusals?.includes(answer.code) === true
        const isRight = wanted === 'in' ? (status !== 401 && status !== 403 && status < 500) || isDeclared : status === wanted
        if (!isRight) wrong.push(`${contract.name} as ${name}: ${status}, promised ${wanted}`)
      }
    expect(wrong).toEqual([])
    expect(tried).toBeGreaterThan(contracts.length * 10)
    expect(await house.checksum()).toBe(before)
  })

  test('that is not public turns somebody away who no longer works here, with the session they had', async () => {
    const thu = await hire(house, 'Thu', 'manager')
    const asThu = bearing(thu.cookie)
    expect((await asThu('GET', '/api/me')).status).toBe(200)
    await house.as('owner')('PATCH', `/api/staff/${thu.id}`, { isLockedOut: true, version: thu.version })
    const before = await house.checksum()
    const wrong: string[] = []
    for (const contract of contracts.filter(({ door }) => door !== 'public')) {
      fromElsewhere()
      const { status } = await asThu(contract.method, addressOf(contract), contract.method === 'GET' ? undefined : {})
      if (status !== 401) wrong.push(`${contract.name}: ${status}`)
    }
    expect(wrong).toEqual([])
    expect(await house.checksum()).toBe(before)
  })

  test.each(roles)(
    'answers somebody who looks as %s exactly as it answers them, and lets them write nothing',
    { timeout: 60_000 },
    async (role) => {
      const person = await hire(house, `Looks-${role}`, 'owner')
      const looking = bearing(person.cookie)
      expect((await looking('POST', '/api/me/looks-as', { role })).body.role).toBe(role)
      const before = await house.checksum()
      const wrong: string[] = []
      for (const contract of contracts.filter(({ door }) => door !== 'public')) {
        fromElsewhere()
        const url = addressOf(contract)
        if (contract.method === 'GET') {
          const [theirs, mine] = [await house.as(role)('GET', url), await looking('GET', url)]
          const isSame = theirs.status === mine.status && theirs.body?.code === mine.body?.code
          // What is one's own (one's days) is a person's, and a token is none.
          if (!isSame && theirs.body?.code !== 'team.staff_only')
            wrong.push(`${contract.name}: ${mine.status}, ${role} gets ${theirs.status}`)
        } else if (contract.name !== 'lookAs' && contract.name !== 'signOut') {
          const { status } = await looking(contract.method, url, {})
          if (status !== 403) wrong.push(`${contract.name}: ${status}`)
        }
      }
      expect(wrong).toEqual([])
      expect(await house.checksum()).toBe(before)
      expect((await looking('POST', '/api/me/looks-as', {})).body.role).toBe('owner')
      expect((await looking('POST', '/api/sign-out', {})).status).toBe(200)
    },
  )

  test('reads a form only where it says so', async () => {
    const before = await house.checksum()
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const wrong: string[] = []
    for (const contract of contracts.filter(({ method, takesFile }) => method !== 'GET' && method !== 'DELETE' && !takesFile)) {
      const { status } = await house.as('owner')(contract.method, addressOf(contract), 'nothing=of+that', form)
      if ((status === 415) === (contract.takesForm === true)) wrong.push(`${contract.name}: ${status}`)
    }
    expect(wrong).toEqual([])
    const { status, body } = await house.as('owner')('POST', '/api/calls', '__proto__=x&from=1&state=ringing', form)
    expect([status, body.code]).toEqual([400, 'request.invalid'])
    expect(contracts.filter(({ takesForm }) => takesForm).length).toBeGreaterThan(0)
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
