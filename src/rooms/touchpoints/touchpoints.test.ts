import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'
import { newId } from '../../platform/ids.ts'
import { changeLine, type Details, hasLines, latestLines, pinnedLines, removeLine, writeLine } from './public.ts'
import { pageQuery } from './store.ts'

const house = aHouse()
const ngoc = house.as('reception')

const aCustomer = async (name = 'Trần Thị Bích'): Promise<string> => (await ngoc('POST', '/api/customers', { name })).body.id
const timeline = (customerId: string) => `/api/customers/${customerId}/timeline`
const lastContact = async (customerId: string) => (await ngoc('GET', `/api/customers/${customerId}`)).body.lastContactAt
const bodies = (answer: { body: { entries: { body: string }[] } }) => answer.body.entries.map(({ body }) => body)

describe('a line written by hand', () => {
  test('stands on the timeline with who wrote it, newest first', async () => {
    const customer = await aCustomer()
    await ngoc('POST', timeline(customer), { body: 'hỏi sách “Hội An xưa”', at: '2026-11-02T09:00:00+07:00' })
    const call = await ngoc('POST', timeline(customer), { kind: 'call', channel: 'phone', feeling: 'glad', body: 'khen yên tĩnh' })
    expect(call.status).toBe(201)
    expect(call.body).toMatchObject({ kind: 'call', channel: 'phone', feeling: 'glad', staffName: 'reception', about: null, version: 1 })
    const read = await ngoc('GET', timeline(customer))
    expect(read.body).toMatchObject({ count: 2, next: null, pinned: [] })
    expect(bodies(read)).toEqual(['khen yên tĩnh', 'hỏi sách “Hội An xưa”'])
    expect(read.body.entries[0]).toEqual(call.body)
  })

  test('without words is refused, and so is one about tomorrow', async () => {
    const customer = await aCustomer()
    const before = await house.checksum()
    expect(await ngoc('POST', timeline(customer), { body: '  ' })).toMatchObject({ status: 400, body: { code: 'request.invalid' } })
    expect(await ngoc('POST', timeline(customer), {})).toMatchObject({ status: 400, body: { code: 'touchpoints.empty' } })
    const ahead = await ngoc('POST', timeline(customer), { body: 'sẽ tới', at: '2026-11-24T09:00:00+07:00' })
    expect(ahead).toMatchObject({ status: 400, body: { code: 'touchpoints.in_the_future', fields: { at: 'in_the_future' } } })
    expect(await house.checksum()).toBe(before)
  })

  test('to nobody finds nobody', async () => {
    const nobody = timeline('01900000-0000-7000-8000-000000000000')
    expect(await ngoc('POST', nobody, { body: 'x' })).toMatchObject({ status: 404, body: { code: 'people.no_such_customer' } })
    expect((await ngoc('GET', nobody)).status).toBe(404)
  })

  test('is corrected by anybody who may write, but not over an unseen change', async () => {
    const customer = await aCustomer()
    const line = (await ngoc('POST', timeline(customer), { body: 'gối mềm', feeling: 'content' })).body
    const path = `${timeline(customer)}/${line.id}`
    const corrected = await house.as('warehouse')('PATCH', path, { body: 'gối cứng', feeling: null, version: 1 })
    expect(corrected.body).toEqual({ ...line, body: 'gối cứng', feeling: null, version: 2 })
    await house.token('read-only')
    const before = await house.checksum()
    expect(await ngoc('PATCH', path, { body: 'gối lông', version: 1 })).toMatchObject({
      status: 409,
      body: { code: 'touchpoints.changed_meanwhile' },
    })
    expect((await house.as('read-only')('PATCH', path, { body: 'x', version: 2 })).status).toBe(403)
    expect((await ngoc('PATCH', `${timeline(customer)}/${newId()}`, { body: 'x', version: 1 })).status).toBe(404)
    expect(await house.checksum()).toBe(before)
  })

  test('comes with the first page when it is pinned', async () => {
    const customer = await aCustomer()
    const first = (await ngoc('POST', timeline(customer), { body: 'dị ứng hoa ly', at: '2025-03-01T08:00:00+07:00' })).body
    await ngoc('POST', timeline(customer), { body: 'hai' })
    await ngoc('PATCH', `${timeline(customer)}/${first.id}`, { isPinned: true, version: 1 })
    const page = await ngoc('GET', `${timeline(customer)}?limit=1`)
    expect(page.body.pinned.map((line: { body: string }) => line.body)).toEqual(['dị ứng hoa ly'])
    const rest = await ngoc('GET', `${timeline(customer)}?limit=1&before=${page.body.next}`)
    expect(rest.body).toMatchObject({ pinned: [], next: null, count: 2, entries: [{ body: 'dị ứng hoa ly', isPinned: true }] })
    expect((await pinnedLines(house.db, customer)).map(({ body }) => body)).toEqual(['dị ứng hoa ly'])
  })
})

describe('the last contact', () => {
  test('is the latest line, whatever order the lines are written in, and goes back with a line taken back', async () => {
    const customer = await aCustomer()
    expect(await lastContact(customer)).toBeNull()
    const late = (await ngoc('POST', timeline(customer), { kind: 'visit', at: '2026-11-20T10:00:00+07:00' })).body
    const early = (await ngoc('POST', timeline(customer), { body: 'thư', at: '2026-10-01T10:00:00+07:00' })).body
    expect(await lastContact(customer)).toBe('2026-11-20T03:00:00.000Z')
    expect((await ngoc('DELETE', `${timeline(customer)}/${late.id}`)).status).toBe(200)
    expect(await lastContact(customer)).toBe('2026-10-01T03:00:00.000Z')
    await ngoc('DELETE', `${timeline(customer)}/${early.id}`)
    expect(await lastContact(customer)).toBeNull()
    expect(await hasLines(house.db, customer)).toBe(false)
  })

  test('keeps a customer from being taken back', async () => {
    const customer = await aCustomer()
    expect(await hasLines(house.db, customer)).toBe(false)
    await ngoc('POST', timeline(customer), { body: 'một dòng' })
    expect(await hasLines(house.db, customer)).toBe(true)
    const gone = await ngoc('DELETE', `/api/customers/${customer}`)
    expect(gone).toMatchObject({ status: 409, body: { code: 'people.has_history' } })
  })
})

describe('a line of another room', () => {
  const details: Details = {
    code: 'BK-2041',
    type: 'stay',
    state: 'booked',
    summary: 'Phòng 203',
    startsOn: '2026-12-01',
    endsOn: '2026-12-03',
    minor: 3_700_000,
    currency: 'VND',
  }
  const write = (customerId: string, touchpointId: string, at: Date) =>
    house.db
      .transaction()
      .execute((db) =>
        writeLine(db, { customerId, at, touchpointId, kind: 'order', aboutKind: 'order', aboutId: touchpointId, details }, house.now),
      )

  test('about a stay ahead is no contact before it happens', async () => {
    const customer = await aCustomer()
    const line = newId()
    await ngoc('POST', timeline(customer), { kind: 'call', at: '2026-11-20T10:00:00+07:00' })
    await write(customer, line, new Date('2026-11-30T17:00:00Z'))
    expect(await lastContact(customer)).toBe('2026-11-20T03:00:00.000Z')
    expect((await latestLines(house.db, customer, 10, house.now)).map(({ kind }) => kind)).toEqual(['call'])
    const moved = { customerId: customer, touchpointId: line, at: new Date('2026-11-22T17:00:00Z'), details: { ...details, state: 'open' } }
    await house.db.transaction().execute((db) => changeLine(db, moved, house.now))
    expect(await lastContact(customer)).toBe('2026-11-22T17:00:00.000Z')
    expect(await latestLines(house.db, customer, 1, house.now)).toMatchObject([{ id: line, about: { state: 'open' }, version: 2 }])
    await house.db.transaction().execute((db) => removeLine(db, customer, line, house.now))
    expect(await lastContact(customer)).toBe('2026-11-20T03:00:00.000Z')
  })

  test('is not changed here, not even pinned', async () => {
    const customer = await aCustomer()
    const line = newId()
    await write(customer, line, new Date('2026-11-20T03:00:00Z'))
    const before = await house.checksum()
    const refused = { status: 409, body: { code: 'touchpoints.not_yours_to_change' } }
    expect(await ngoc('PATCH', `${timeline(customer)}/${line}`, { isPinned: true, version: 1 })).toMatchObject(refused)
    expect(await ngoc('DELETE', `${timeline(customer)}/${line}`)).toMatchObject(refused)
    expect(await house.checksum()).toBe(before)
  })

  test('shows its amount only to roles that see amounts', async () => {
    const customer = await aCustomer()
    await write(customer, newId(), new Date('2026-11-20T03:00:00Z'))
    const seen = await ngoc('GET', timeline(customer))
    expect(seen.body.entries[0].about).toMatchObject({ summary: 'Phòng 203', amount: { minor: 3_700_000, currency: 'VND' } })
    for (const role of ['warehouse', 'read-only'] as const) {
      const masked = await house.as(role)('GET', timeline(customer))
      expect(masked.body.entries[0].about).toMatchObject({ code: 'BK-2041', summary: 'Phòng 203' })
      expect(masked.text).not.toContain('3700000')
    }
  })
})

describe('a timeline of ten thousand lines', () => {
  let customer = ''
  const MANY = 10_000
  const asText = (plan: unknown): string => JSON.stringify(plan)

  beforeAll(async () => {
    customer = await aCustomer('Khách Lâu Năm')
    // Two lines share each time, so that only the id tells where a page ends; a second customer lies beside.
    for (const owner of [customer, await aCustomer('Khách Bên Cạnh')])
      await sql`insert into touchpoint (customer_id, at, touchpoint_id, kind, body, first_customer_id)
        select ${owner}::uuid, '2026-11-01T00:00:00Z'::timestamptz - (i / 2) * interval '1 hour',
          ('0193f000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid,
          case i % 5 when 0 then 'order' when 1 then 'note' else 'call' end, 'dòng ' || i, ${owner}::uuid
        from generate_series(0, ${sql.lit(MANY - 1)}) i`.execute(house.db)
    await sql`analyze touchpoint`.execute(house.db)
  })

  test('is read page by page, each line once and in order', async () => {
    const seen: { id: string; at: string }[] = []
    let next: string | null = null
    do {
      const page: Awaited<ReturnType<typeof ngoc>> = await ngoc('GET', `${timeline(customer)}?limit=200${next ? `&before=${next}` : ''}`)
      expect(page.body.count).toBe(MANY)
      seen.push(...page.body.entries)
      next = page.body.next
    } while (next)
    expect(seen).toHaveLength(MANY)
    expect(new Set(seen.map(({ id }) => id)).size).toBe(MANY)
    const keys = seen.map(({ at, id }) => `${at} ${id}`)
    expect(keys).toEqual([...keys].sort().reverse())
  })

  test('is gone into at any place: what is read there is what stands there page by page', async () => {
    const oldest = await ngoc('GET', `${timeline(customer)}?limit=100&offset=${MANY - 40}`)
    expect([oldest.body.entries.length, oldest.body.next, oldest.body.count]).toEqual([40, null, MANY])
    const above = await ngoc('GET', `${timeline(customer)}?limit=100&offset=${MANY - 140}`)
    const on = await ngoc('GET', `${timeline(customer)}?limit=100&before=${above.body.next}`)
    expect(on.body.entries).toEqual(oldest.body.entries)
    expect((await ngoc('GET', `${timeline(customer)}?limit=1&offset=${MANY}`)).body.entries).toEqual([])
  })

  test.each([
    ['orders', 2000, ['order']],
    ['notes', 2000, ['note']],
    ['contacts', 6000, ['call']],
    ['call', 6000, ['call']],
    ['letter', 0, []],
  ])('is narrowed to %s, and counted so', async (only, count, kinds) => {
    const page = await ngoc('GET', `${timeline(customer)}?only=${only}`)
    expect(page.body.count).toBe(count)
    expect([...new Set(page.body.entries.map((line: { kind: string }) => line.kind))]).toEqual(kinds)
  })

  test('never makes the database walk or sort all lines for a page', async () => {
    const before = { at: new Date('2026-06-01T00:00:00Z'), id: newId() }
    for (const asked of [{ limit: 51 }, { limit: 51, before }, { limit: 51, before, only: 'orders' as const }]) {
      const plan = asText(await pageQuery(house.db, customer, asked).explain('json'))
      expect(plan).toContain('touchpoint_pkey')
      expect(plan).not.toMatch(/Seq Scan|"Sort"|Bitmap/)
    }
  })

  test('refuses a mark that no page ended with', async () => {
    const refused = await ngoc('GET', `${timeline(customer)}?before=${encodeURIComponent("1.1' or 1=1")}`)
    expect(refused).toMatchObject({ status: 400, body: { code: 'request.invalid', fields: { before: 'not_a_mark' } } })
  })
})
