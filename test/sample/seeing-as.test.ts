import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AnyRoute } from '../../src/platform/http/contract.ts'
import { allRoutes } from '../../src/server/rooms.ts'
import { bringSample } from '../../src/server/sample/actions.ts'
import { markAsked } from '../../src/server/sample/store.ts'
import { type Role, roles } from '../../src/values/rights.ts'
import { aHouse } from '../support/house.ts'
import { type Cookie, hire, type Member } from '../support/team.ts'

const house = aHouse()
const stranger = house.as(undefined)
const folder = mkdtempSync(join(tmpdir(), 'quen-seeing-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const gets: AnyRoute[] = allRoutes(undefined)
  .map(({ contract }) => contract)
  .filter(({ method }) => method === 'GET')

let dung: Member
/** What stands in addresses: ids of the sample's cast, and of what belongs to them. */
let addresses: string[] = []

async function idOf(sql: string): Promise<string> {
  const { rows } = await house.database.pool.query(sql)
  return rows[0]?.id ?? '01900000-0000-7000-8000-000000000000'
}

beforeAll(async () => {
  await markAsked(house.db)
  await bringSample(house.db, { data: folder, now: house.now })
  dung = await hire(house, 'Chu', 'owner')
  const hoa = (await house.as('owner')('GET', '/api/recognise?q=0570000101')).body.people[0].id
  const ids: Record<string, string> = {
    customerId: hoa,
    staffId: dung.id,
    orderId: await idOf(`select order_id as id from orders where customer_id = '${hoa}' limit 1`),
  }
  const asked = (path: string) => path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? '01900000-0000-7000-8000-000000000000')
  addresses = [
    ...gets.filter(({ name }) => name !== 'getMe').map(({ path }) => asked(path)),
    '/api/recognise?q=0570000101',
    '/api/recognise?q=thanh%20hoa',
    '/api/customers?q=lan',
    '/api/customers?sort=value',
    `/api/customers/${hoa}/timeline?limit=50`,
  ]
}, 120_000)

type Seen = { status: number; body: unknown }

/** The trail grows by being read, and a search is written a moment after it: of these the shape is compared, not the newest row. */
const GROWING = new Set(['/api/audit', '/api/audit/state'])
const shapeOf = (body: object): string[] => Object.keys(body).sort()

const seenBy = async (url: string, headers: Record<string, string>): Promise<Seen> => {
  const { status, body } = await stranger('GET', url, undefined, headers)
  if (status >= 400) return { status, body: { code: body?.code } }
  return { status, body: GROWING.has(url) ? shapeOf(body) : body }
}

const lookAs = (as: object): Promise<{ status: number }> => stranger('POST', '/api/me/looks-as', as, dung.cookie)

/** The routes on which two answers differ. */
async function differences(one: Record<string, string>, other: Record<string, string>): Promise<string[]> {
  const differing: string[] = []
  for (const url of addresses) {
    const [mine, theirs] = [await seenBy(url, one), await seenBy(url, other)]
    if (JSON.stringify(mine) !== JSON.stringify(theirs))
      differing.push(`${url}: ${JSON.stringify(mine).slice(0, 300)} ≠ ${JSON.stringify(theirs).slice(0, 300)}`)
  }
  return differing
}

describe('seeing the house as', () => {
  test('is tried on a scene in which there is something to hide', async () => {
    const text = async (role: Role) =>
      (await Promise.all(addresses.map((url) => house.as(role)('GET', url)))).map(({ text }) => text).join('')
    const owner = await text('owner')
    for (const role of roles.filter((role) => role !== 'owner' && role !== 'manager')) expect(await text(role)).not.toBe(owner)
  }, 120_000)

  test.each(roles)(
    '%s gets what that role gets, on every address of the house',
    async (role) => {
      await lookAs({ role })
      const bearer = { authorization: `Bearer ${await house.token(role)}` }
      expect(await differences(dung.cookie, bearer)).toEqual([])
      const [mine, theirs] = await Promise.all([seenBy('/api/me', dung.cookie), seenBy('/api/me', bearer)])
      for (const name of ['role', 'places', 'permissions'] as const)
        expect((mine.body as Record<string, unknown>)[name]).toEqual((theirs.body as Record<string, unknown>)[name])
      await lookAs({})
    },
    120_000,
  )

  test('a person gets what they get themselves, but for what is theirs alone', async () => {
    const ngoc = await hire(house, 'Ngocmoi', 'reception')
    const cookie: Cookie = ngoc.cookie
    await lookAs({ staffId: ngoc.id })
    const differing = (await differences(dung.cookie, cookie)).filter((line) => !line.startsWith('/api/me/moods'))
    expect(differing).toEqual([])
    await lookAs({})
  }, 120_000)
})
