import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Ask, aHouse } from '../../../test/support/house.ts'
import { type OpenStream, openStream } from '../../../test/support/stream.ts'
import { newId } from '../../platform/ids.ts'
import type { Permission, Role } from '../../values/rights.ts'
import { addStaff, hashPassword } from '../team/public.ts'
import { callJobs, forgetOldCalls } from './public.ts'

const house = aHouse()
let address = ''
let hoa = ''
let reception: Ask
let bridge: Ask
const beginning = new Date('2026-11-23T06:52:00Z')

beforeAll(async () => {
  address = await house.app.listen({ port: 0, host: '127.0.0.1' })
  reception = house.as('reception')
  bridge = house.as('owner')
  hoa = await newCustomer('Nguyễn Thị Thanh Hoa', '0570 000 101')
})
beforeEach(() => {
  house.now = new Date(beginning.getTime())
})

async function newCustomer(name: string, phone: string): Promise<string> {
  const made = await house.as('owner')('POST', '/api/customers', { name, contacts: [{ kind: 'phone', value: phone }] })
  expect(made.status).toBe(201)
  return made.body.id
}

/** A token that may do only this much. */
async function tokenFor(scopes: Permission[] | undefined, role: Role = 'owner'): Promise<{ id: string; token: string }> {
  const made = await house.as('owner')('POST', '/api/tokens', { name: 'tổng đài', role, ...(scopes ? { scopes } : {}) })
  expect(made.status).toBe(201)
  return made.body
}

const pass = (seconds: number): void => {
  house.now = new Date(house.now.getTime() + seconds * 1000)
}

const report = async (told: Record<string, unknown>): Promise<string> => {
  const { status, body } = await bridge('POST', '/api/calls', told)
  expect(status).toBe(202)
  return body.callId
}

const called = async (id: string) => (await reception('GET', `/api/calls/${id}`)).body
const linesOf = async (customer: string) =>
  (await reception('GET', `/api/customers/${customer}/timeline`)).body.entries.filter((line: { kind: string }) => line.kind === 'call')

describe('a telephone system tells', () => {
  test.each(['0570000101', '+84570000101', '84570000101', '0084570000101', 'sip:0570000101@10.0.0.1', '"Hoa" <0570 000 101>'])(
    'of a call from %s, and it is chị Hoa with a fact',
    async (from) => {
      const call = await called(await report({ from, callId: `writing ${from}`, state: 'ringing' }))
      expect(call).toMatchObject({ state: 'ringing', shown: '0570 000 101', number: '+84570000101', customerId: null })
      expect(call.people).toHaveLength(1)
      expect(call.people[0]).toMatchObject({ id: hoa, name: 'Nguyễn Thị Thanh Hoa', match: 'phone', fact: { kind: expect.any(String) } })
    },
  )

  test('in a form as well as in JSON, and is answered with the call', async () => {
    const { id, state } = await called(
      (
        await house.app.inject({
          method: 'POST',
          url: '/api/calls',
          headers: { authorization: `Bearer ${await house.token('owner')}`, 'content-type': 'application/x-www-form-urlencoded' },
          payload: 'from=%2B84570000101&state=ringing&callId=form-1&extension=&at=',
        })
      ).json().callId,
    )
    expect([typeof id, state]).toEqual(['string', 'ringing'])
  })

  test('the same call twice and in any order, and it is one call whose state never goes back', async () => {
    const told = { from: '0570000101', callId: 'asterisk-1' }
    const id = await report({ ...told, state: 'answered', at: '2026-11-23T06:51:30Z' })
    expect(await report({ ...told, state: 'ringing', at: '2026-11-23T06:51:20Z' })).toBe(id)
    expect(await report({ ...told, state: 'ended', at: '2026-11-23T06:51:50Z' })).toBe(id)
    expect(await report({ ...told, state: 'answered', at: '2026-11-23T06:51:30Z' })).toBe(id)
    expect(await called(id)).toMatchObject({
      state: 'ended',
      rangAt: '2026-11-23T06:51:20.000Z',
      answeredAt: '2026-11-23T06:51:30.000Z',
      endedAt: '2026-11-23T06:51:50.000Z',
    })
  })

  test('at once by two of its wires, and it is one call', async () => {
    const told = { from: '0570000101', callId: 'two-wires', state: 'ringing' }
    const ids = await Promise.all(Array.from({ length: 6 }, () => report(told)))
    expect(new Set(ids).size).toBe(1)
    const nameless = await Promise.all(Array.from({ length: 6 }, () => report({ from: '0905000777', extension: '7', state: 'ringing' })))
    expect(new Set(nameless).size).toBe(1)
  })

  test('without a name of its own: the same number within a minute is one call, later another', async () => {
    const told = { from: '0905000666', extension: '9' }
    const first = await report({ ...told, state: 'ringing' })
    pass(30)
    expect(await report({ ...told, state: 'ringing' })).toBe(first)
    pass(600)
    expect(await report({ ...told, state: 'ended' })).toBe(first)
    pass(5)
    expect(await report({ ...told, state: 'ringing' })).not.toBe(first)
  })

  test('of a hidden number: nobody is found and nothing is shown', async () => {
    const call = await called(await report({ from: 'anonymous', callId: 'hidden', state: 'ringing' }))
    expect(call).toMatchObject({ shown: null, number: null, people: [] })
  })

  test('of a call that lies ahead, and is refused; a state or a telephone that there is not, too', async () => {
    const ahead = await bridge('POST', '/api/calls', { from: '0570000101', state: 'ringing', at: '2026-11-23T06:58:00Z' })
    expect([ahead.status, ahead.body.code]).toEqual([400, 'calls.at_ahead'])
    expect((await bridge('POST', '/api/calls', { from: '0570000101', state: 'busy' })).status).toBe(400)
    expect((await bridge('POST', '/api/calls', { from: '0570000101', state: 'ringing', extension: 'Ngọc' })).status).toBe(400)
  })
})

describe('an address that holds its token', () => {
  test('opens with a token that may only tell of calls, and with no other', async () => {
    const fit = await tokenFor(['calls.send'])
    const stranger = house.as(undefined)
    const told = { from: '0570000101', callId: 'by-link', state: 'ringing' }
    const taken = await stranger('POST', `/api/calls/${fit.token}`, told)
    expect(taken.status).toBe(202)
    expect((await called(taken.body.callId)).people[0].id).toBe(hoa)
    const { rows } = await house.database.pool.query(`select actor_kind, actor_id from audit where act = 'reportCallByLink'`)
    expect(rows).toEqual([{ actor_kind: 'token', actor_id: fit.id }])
    expect((await stranger('POST', `/api/calls/${fit.token}/alive`, {})).status).toBe(202)
    const wide = [await tokenFor(undefined), await tokenFor(['calls.send', 'customers.read']), await tokenFor(['customers.read'])]
    for (const { token } of [...wide, { token: 'x'.repeat(43) }]) {
      const refused = await stranger('POST', `/api/calls/${token}`, told)
      expect([refused.status, refused.body.code]).toEqual([403, 'calls.token_unfit'])
      expect((await stranger('POST', `/api/calls/${token}/alive`, {})).status).toBe(403)
    }
    await house.as('owner')('DELETE', `/api/tokens/${fit.id}`, {})
    expect((await stranger('POST', `/api/calls/${fit.token}`, told)).status).toBe(403)
  })

  test('may read nothing, and never stands in the log', async () => {
    const { token } = await tokenFor(['calls.send'])
    const lines: string[] = []
    const write = process.stderr.write.bind(process.stderr)
    process.stderr.write = (text: string | Uint8Array) => {
      lines.push(String(text))
      return true
    }
    const before = house.app.log.level
    house.app.log.level = 'trace'
    try {
      const stranger = house.as(undefined)
      await stranger('POST', `/api/calls/${token}`, { from: '0570000101', callId: 'logged', state: 'ringing' })
      await stranger('POST', `/api/calls/${token}`, { from: '0570000101', state: 'nonsense' })
      await stranger('POST', `/api/calls/${token}/nothing-here`, {})
      await house.app.inject({ method: 'GET', url: '/api/customers', headers: { authorization: `Bearer ${token}` } })
    } finally {
      process.stderr.write = write
      house.app.log.level = before
    }
    expect(lines.join('')).toContain('/api/calls/:token')
    expect(lines.join('')).not.toContain(token)
    expect((await house.app.inject({ url: '/api/recognise?q=0570000101', headers: { authorization: `Bearer ${token}` } })).statusCode).toBe(
      403,
    )
  })
})

describe('an answered call that is over', () => {
  const talk = async (callId: string, from: string, extension?: string): Promise<string> => {
    const told = { from, callId, ...(extension ? { extension } : {}) }
    await report({ ...told, state: 'ringing' })
    pass(3)
    await report({ ...told, state: 'answered' })
    pass(75)
    const id = await report({ ...told, state: 'ended' })
    await report({ ...told, state: 'ended' })
    return id
  }

  test('stands once on the timeline of the only customer of its number, with its length and who answered', async () => {
    const only = await newCustomer('Phạm Văn An', '0570 000 102')
    await addStaff(house.db, {
      id: newId(),
      name: 'Ngọc',
      mail: 'ngoc-105@nha-quen.example',
      role: 'reception',
      passwordHash: '',
      language: 'vi',
      now: house.now,
    })
    await house.db.updateTable('staff').set({ extension: '105' }).where('mail', '=', 'ngoc-105@nha-quen.example').execute()
    const id = await talk('only-one', '0570000102', '105')
    const lines = await linesOf(only)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({
      id,
      channel: 'phone',
      staffName: 'Ngọc',
      at: '2026-11-23T06:52:03.000Z',
      about: { kind: 'call', id, type: 'call', seconds: 75 },
    })
    expect(lines[0].about).not.toHaveProperty('amount')
    expect((await called(id)).customerId).toBe(only)
    const { rows } = await house.database.pool.query(
      `select count(*)::int as n from audit where act = 'reportCall' and about_id = $1 and customer_id = $2`,
      [id, only],
    )
    expect(rows[0].n).toBeGreaterThan(0)
  })

  test('of two on one number stands on the timeline of whom staff said, moves when they say otherwise, and on none when nobody', async () => {
    const [binh, lan] = [await newCustomer('Vũ Minh Bình', '0570 000 106'), await newCustomer('Đỗ Ngọc Lan', '0570 000 106')]
    const id = await talk('couple', '0570000106')
    expect((await called(id)).people.map((one: { id: string }) => one.id).sort()).toEqual([binh, lan].sort())
    expect([await linesOf(binh), await linesOf(lan)]).toEqual([[], []])
    const choose = (customerId: string | null) => reception('PUT', `/api/calls/${id}/customer`, { customerId })
    expect((await choose(lan)).body.customerId).toBe(lan)
    await choose(lan)
    expect([(await linesOf(binh)).length, (await linesOf(lan)).length]).toEqual([0, 1])
    await choose(binh)
    expect([(await linesOf(binh)).length, (await linesOf(lan)).length]).toEqual([1, 0])
    await choose(null)
    expect([(await linesOf(binh)).length, (await linesOf(lan)).length]).toEqual([0, 0])
    await report({ from: '0570000106', callId: 'couple', state: 'ended' })
    expect((await called(id)).customerId).toBeNull()
  })

  test('is not taken for the only customer’s when staff said it was not them', async () => {
    const her = await newCustomer('Trần Thị Bích', '0570 000 103')
    const told = { from: '0570000103', callId: 'not-her' }
    const id = await report({ ...told, state: 'answered' })
    await reception('PUT', `/api/calls/${id}/customer`, { customerId: null })
    await report({ ...told, state: 'ended' })
    expect(await linesOf(her)).toEqual([])
  })

  test('is chosen only where there is such a call and such a customer, and by who may write', async () => {
    const id = await report({ from: '0570000106', callId: 'refusals', state: 'ringing' })
    const to = (callId: string, customerId: string | null, ask = reception) => ask('PUT', `/api/calls/${callId}/customer`, { customerId })
    expect((await to(newId(), hoa)).body.code).toBe('calls.no_such_call')
    expect((await to(id, newId())).status).toBe(404)
    expect((await to(id, hoa, house.as('read-only'))).status).toBe(403)
  })
})

describe('calls of today', () => {
  test('are listed with who it was; what nobody answered is missed; what goes on is what a screen shows that was away', async () => {
    const missed = { from: '0570000101', callId: 'missed' }
    await report({ ...missed, state: 'ringing' })
    pass(20)
    const missedId = await report({ ...missed, state: 'ended' })
    const goingOn = await report({ from: '0905000111', callId: 'still', state: 'ringing' })
    const list = async (only: string) => (await reception('GET', `/api/calls?only=${only}`)).body.calls
    expect((await list('missed')).find((call: { id: string }) => call.id === missedId)).toMatchObject({
      shown: '0570 000 101',
      calledAs: expect.stringContaining('Hoa'),
    })
    expect((await list('going-on')).map((call: { id: string }) => call.id)).toContain(goingOn)
    pass(300)
    expect((await list('going-on')).map((call: { id: string }) => call.id)).not.toContain(goingOn)
    house.now = new Date('2026-11-24T06:52:00Z')
    expect((await reception('GET', '/api/calls')).body.calls).toEqual([])
  })

  test('hide the number from who may not see numbers, and find nobody by it', async () => {
    const id = await report({ from: '0570000101', callId: 'masked', state: 'ringing' })
    const seen = await house.as('marketing')('GET', `/api/calls/${id}`)
    expect(seen.body).toMatchObject({ number: null, shown: '•••• 101', people: [] })
    expect(seen.text).not.toContain('570000')
  })

  test('are forgotten after ninety days', async () => {
    const id = await report({ from: '0905000222', callId: 'old', state: 'ended' })
    expect(await forgetOldCalls(house.db, new Date(beginning.getTime() + 89 * 86_400_000))).toBe(0)
    expect(await forgetOldCalls(house.db, new Date(beginning.getTime() + 91 * 86_400_000))).toBeGreaterThan(0)
    expect((await reception('GET', `/api/calls/${id}`)).status).toBe(404)
  })
})

describe('the screen that a call is shown on', () => {
  const PASSWORD = 'gối cứng và trà gừng'
  const hire = async (name: string, extension: string | null): Promise<string> => {
    const id = newId()
    const mail = `${id}@nha-quen.example`
    const passwordHash = await hashPassword(PASSWORD)
    await addStaff(house.db, { id, name, mail, role: 'reception', passwordHash, language: 'vi', now: house.now })
    await house.db.updateTable('staff').set({ extension }).where('staff_id', '=', id).execute()
    const { headers } = await house.as(undefined)('POST', '/api/sign-in', { mail, password: PASSWORD })
    return String(headers['set-cookie']).split(';')[0] ?? ''
  }
  const calling = (stream: OpenStream) =>
    stream.heard.filter(({ what, about }) => what === 'call' && about.isCalling).map(({ about }) => about.callId)

  test('is that of whose telephone rings; else the desk’s; and all hear how it ended', async () => {
    const [ngoc, vy] = [await hire('Ngọc', '201'), await hire('Vy', null)]
    const [hers, theirs] = [await openStream(address, { cookie: ngoc }), await openStream(address, { cookie: vy })]
    const accounting = await openStream(address, { authorization: `Bearer ${await house.token('accounting')}` })
    const own = await report({ from: '0570000101', callId: 'own', extension: '201', state: 'ringing' })
    await hers.next('call')
    const desk = await report({ from: '0570000101', callId: 'desk', extension: '299', state: 'ringing' })
    const none = await report({ from: '0570000101', callId: 'none', state: 'ringing' })
    await report({ from: '0570000101', callId: 'late', state: 'ringing', at: '2026-11-23T06:50:00Z' })
    await report({ from: '105', callId: 'inside', state: 'ringing' })
    await report({ from: '0570000101', callId: 'own', extension: '201', state: 'ended' })
    await expect.poll(() => theirs.heard.at(-1)?.about).toEqual({ callId: own, state: 'ended', isCalling: false })
    expect([calling(hers), calling(theirs), calling(accounting)]).toEqual([[own, desk, none], [desk, none], []])
    const goingOn = async (cookie: string) =>
      (await house.as(undefined)('GET', '/api/calls?only=going-on', undefined, { cookie })).body.calls
    const mine = await report({ from: '0905000333', callId: 'mine', extension: '201', state: 'ringing' })
    const ids = async (cookie: string) => (await goingOn(cookie)).map((call: { id: string }) => call.id)
    expect([(await ids(ngoc)).includes(mine), (await ids(vy)).includes(mine)]).toEqual([true, false])
    hers.close()
    await hers.ended
    // Ngọc is away: her telephone is everybody's.
    await expect.poll(async () => (await ids(vy)).includes(mine)).toBe(true)
    const away = await report({ from: '0570000101', callId: 'away', extension: '201', state: 'ringing' })
    await expect.poll(() => calling(theirs)).toContain(away)
    for (const stream of [theirs, accounting]) stream.close()
  })
})

describe('a telephone system that says it is there', () => {
  test('is missed 45 seconds after its last word, screens are told, and told again when it is back', async () => {
    const { token, id } = await tokenFor(['calls.send'])
    const stream = await openStream(address, { authorization: `Bearer ${await house.token('reception')}` })
    const state = async () => (await reception('GET', '/api/calls/bridge')).body
    const alive = () => house.as(undefined)('POST', `/api/calls/${token}/alive`, {})
    const job = callJobs(house.db)['calls.bridge']
    if (!job) throw new Error('there is no such job')
    const look = () => job({ tokenId: id }, house.now)
    expect((await alive()).body).toEqual({ nextWithinSeconds: 30 })
    await stream.next('bridge')
    expect(await state()).toMatchObject({ isThere: true, silentSince: null })
    pass(44)
    await look()
    expect(await state()).toMatchObject({ isThere: true })
    pass(1)
    await look()
    await stream.next('bridge')
    expect(await state()).toMatchObject({ isThere: false, silentSince: '2026-11-23T06:52:00.000Z' })
    pass(600)
    await alive()
    await stream.next('bridge')
    expect(await state()).toMatchObject({ isThere: true, silentSince: null })
    pass(60)
    await look()
    await house.as('owner')('DELETE', `/api/tokens/${id}`, {})
    expect(await state()).toMatchObject({ isThere: false, silentSince: null })
    stream.close()
  })

  test('has one look at it waiting, however often it speaks', async () => {
    const { token } = await tokenFor(['calls.send'])
    for (let times = 0; times < 3; times++) await house.as(undefined)('POST', `/api/calls/${token}/alive`, {})
    await house.as(undefined)('POST', `/api/calls/${token}`, { from: '0570000101', callId: 'word', state: 'ringing' })
    const { rows } = await house.database.pool.query(
      `select count(*)::int as n from graphile_worker.jobs where task_identifier = 'calls.bridge' and run_at > now() - interval '1 day'`,
    )
    expect(rows[0].n).toBeGreaterThanOrEqual(1)
    const { rows: doubles } = await house.database.pool.query('select key from graphile_worker.jobs group by key having count(*) > 1')
    expect(doubles).toEqual([])
  })
})
