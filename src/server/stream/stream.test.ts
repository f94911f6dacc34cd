import { sql } from 'kysely'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'
import { type OpenStream, openStream } from '../../../test/support/stream.ts'
import { connect } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { tell } from '../../platform/stream/stream.ts'
import { addStaff, hashPassword } from '../../rooms/team/public.ts'
import type { Role } from '../../values/rights.ts'

const house = aHouse()
const CUSTOMER = '01900000-0000-7000-8000-00000000abcd'
const PASSWORD = 'gối cứng và trà gừng'
const open: OpenStream[] = []
let address = ''

beforeAll(async () => {
  address = await house.app.listen({ port: 0, host: '127.0.0.1' })
})
afterEach(() => {
  for (const stream of open.splice(0)) stream.close()
})

/** Somebody of the house with a session of their own. */
async function hire(name: string, role: Role): Promise<{ id: string; cookie: string }> {
  const id = newId()
  const mail = `${id}@nha-quen.example`
  const passwordHash = await hashPassword(PASSWORD)
  await addStaff(house.db, { id, name, mail, role, passwordHash, language: 'vi', now: house.now })
  return { id, cookie: await signIn(mail) }
}

async function signIn(mail: string): Promise<string> {
  const { headers, status } = await house.as(undefined)('POST', '/api/sign-in', { mail, password: PASSWORD })
  expect(status).toBe(200)
  return String(headers['set-cookie']).split(';')[0] ?? ''
}

async function watch(headers: Record<string, string>, how: { tab?: string; after?: string } = {}): Promise<OpenStream> {
  const stream = await openStream(address, headers, how)
  open.push(stream)
  return stream
}

const asToken = async (role: Role) => ({ authorization: `Bearer ${await house.token(role)}` })

/** Ends the one connection that listens, as an administrator or a crash would. */
async function killListener(): Promise<void> {
  const client = await connect({ ...house.address, database: 'postgres' })
  const ended = await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'quen stream' and datname = $1`,
    [house.address.database],
  )
  await client.end()
  expect(ended.rowCount).toBe(1)
}

describe('the stream', () => {
  test('is for who is signed in and may read customers, says how it is to be read, and wants the name of its tab', async () => {
    expect((await watch({})).status).toBe(401)
    expect((await watch(await asToken('reception'), { tab: 'x' })).status).toBe(400)
    const stream = await watch(await asToken('reception'))
    expect(stream.status).toBe(200)
    expect(stream.headers.get('content-type')).toContain('text/event-stream')
    expect(stream.headers.get('x-accel-buffering')).toBe('no')
    expect(stream.headers.get('content-encoding')).toBeNull()
  })

  test('tells what was told if and when the act commits', async () => {
    const stream = await watch(await asToken('reception'))
    await house.db
      .transaction()
      .execute(async (db) => {
        await tell(db, { what: 'record', about: { customerId: 'taken back' } })
        throw new Error('taken back')
      })
      .catch(() => undefined)
    await house.db.transaction().execute((db) => tell(db, { what: 'record', about: { customerId: CUSTOMER } }))
    expect(await stream.next('record')).toEqual({ customerId: CUSTOMER })
  })

  test('tells only those whom it is for', async () => {
    const [ngoc, vy] = await Promise.all([hire('Ngọc', 'reception'), hire('Vy', 'reception')])
    const [hers, theirs] = await Promise.all([watch({ cookie: ngoc.cookie }), watch({ cookie: vy.cookie })])
    const warehouse = await watch(await asToken('warehouse'))
    await tell(house.db, { what: 'call', about: { callId: 'hers' }, to: { staffIds: [ngoc.id] } })
    await tell(house.db, { what: 'call', about: { callId: 'desk' }, to: { roles: ['reception'] } })
    await tell(house.db, { what: 'bridge', about: {} })
    await Promise.all([hers.next('bridge'), theirs.next('bridge'), warehouse.next('bridge')])
    const calls = (stream: OpenStream) => stream.heard.filter(({ what }) => what === 'call').map(({ about }) => about.callId)
    expect([calls(hers), calls(theirs), calls(warehouse)]).toEqual([['hers', 'desk'], ['desk'], []])
  })

  test('tells whoever comes back what was told meanwhile, once, and nothing that is older than a minute', async () => {
    const reception = await asToken('reception')
    const first = await watch(reception)
    await tell(house.db, { what: 'record', about: { nth: 1 } })
    await first.next('record')
    const lastId = first.lastId()
    first.close()
    await tell(house.db, { what: 'record', about: { nth: 2 } })
    await tell(house.db, { what: 'record', about: { nth: 3 } })
    const again = await watch(reception, { after: lastId })
    expect([await again.next('record'), await again.next('record')]).toEqual([{ nth: 2 }, { nth: 3 }])
    expect(again.heard.filter(({ what }) => what === 'gap')).toEqual([])
    // Of an earlier process: the last minute, and word that something may be missing.
    const later = await watch(reception, { after: 'elsewhen-7' })
    await later.next('gap')
    expect(later.heard.filter(({ what }) => what === 'record').map(({ about }) => about.nth)).toEqual(expect.arrayContaining([1, 2, 3]))
    house.now = new Date(house.now.getTime() + 61_000)
    const muchLater = await watch(reception, { after: lastId })
    await muchLater.next('gap')
    expect(muchLater.heard.filter(({ what }) => what === 'record')).toEqual([])
  })

  test('survives the end of its listening connection, and says that something may have been missed', async () => {
    const stream = await watch(await asToken('reception'))
    await killListener()
    await stream.next('gap')
    await tell(house.db, { what: 'record', about: { nth: 4 } })
    expect(await stream.next('record')).toEqual({ nth: 4 })
  })

  test('ends at once when the session ends, and for nobody else', async () => {
    const ngoc = await hire('Ngọc', 'reception')
    const other = await watch(await asToken('reception'))
    const stream = await watch({ cookie: ngoc.cookie })
    const { status } = await house.as(undefined)('POST', '/api/sign-out', {}, { cookie: ngoc.cookie })
    expect(status).toBe(200)
    await stream.ended
    await tell(house.db, { what: 'bridge', about: {} })
    await other.next('bridge')
    expect((await watch({ cookie: ngoc.cookie })).status).toBe(401)
  })

  test('ends for whoever is locked out', async () => {
    const vy = await hire('Vy', 'reception')
    const stream = await watch({ cookie: vy.cookie })
    const { status } = await house.as('owner')('PATCH', `/api/staff/${vy.id}`, { isLockedOut: true, version: 1 })
    expect(status).toBe(200)
    await stream.ended
  })

  test('keeps no session alive by itself', async () => {
    const ngoc = await hire('Ngọc', 'reception')
    const seen = async () => (await house.db.selectFrom('session').select('last_seen_at').where('staff_id', '=', ngoc.id).execute())[0]
    const before = await seen()
    house.now = new Date(house.now.getTime() + 300_000)
    await watch({ cookie: ngoc.cookie })
    expect(await seen()).toEqual(before)
  })

  test('is open twenty times at most for one person', async () => {
    const ngoc = await hire('Ngọc', 'reception')
    for (let nth = 0; nth < 20; nth++) expect((await watch({ cookie: ngoc.cookie }, { tab: `tab-number-${nth}` })).status).toBe(200)
    expect((await watch({ cookie: ngoc.cookie }, { tab: 'tab-number-20' })).status).toBe(429)
  })

  test('drops a screen that does not read instead of keeping everything for it', { timeout: 30_000 }, async () => {
    const deaf = await fetch(`${address}/api/stream?tab=deaf-tab-1`, { headers: await asToken('reception') })
    const reader = await watch(await asToken('reception'))
    const words = 'x'.repeat(7_000)
    for (let told = 25; told <= 2_500; told += 25) {
      await sql`select pg_notify('quen_stream', json_build_object('what', 'record', 'about', json_build_object('words', ${words}::text))::text || repeat(' ', nth))
        from generate_series(1, 25) as nth`.execute(house.db)
      await expect.poll(() => reader.heard.length, { timeout: 5_000, interval: 5 }).toBe(told)
    }
    // Nobody reads it, so its end is only seen by reading now: all that was sent before the drop, and then no more.
    await expect(new Response(deaf.body).text()).rejects.toThrow()
  })
})

describe('who else looks', () => {
  test('is said to both, and forgotten when the other’s tab is gone', { timeout: 30_000 }, async () => {
    const [ngoc, vy] = await Promise.all([hire('Trần Thị Ngọc', 'reception'), hire('Vy', 'reception')])
    const [hers, theirs] = await Promise.all([
      watch({ cookie: ngoc.cookie }, { tab: 'tab-of-ngoc' }),
      watch({ cookie: vy.cookie }, { tab: 'tab-of-vy-1' }),
    ])
    const look = (cookie: string, tab: string, customerId: string | null) =>
      house.as(undefined)('PUT', '/api/presence', { tab, customerId }, { cookie })
    expect((await look(ngoc.cookie, 'tab-of-ngoc', CUSTOMER)).body).toEqual({ others: [] })
    expect((await look(vy.cookie, 'tab-of-vy-1', CUSTOMER)).body).toEqual({
      others: [{ staffId: ngoc.id, name: 'Trần Thị Ngọc', initials: 'TN' }],
    })
    await hers.next('presence')
    const both = await hers.next('presence')
    expect((both.who as { initials: string }[]).map(({ initials }) => initials).sort()).toEqual(['TN', 'V'])
    theirs.close()
    const alone = await hers.next('presence', 15_000)
    expect(alone).toEqual({ customerId: CUSTOMER, who: [{ staffId: ngoc.id, name: 'Trần Thị Ngọc', initials: 'TN' }] })
    expect((await house.as(undefined)('PUT', '/api/presence', { tab: 'tab-of-x-12', customerId: CUSTOMER })).status).toBe(401)
  })
})
