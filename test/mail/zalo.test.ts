import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { zaloCourier } from '../../src/connectors/zalo/courier.ts'
import { zaloPlaces } from '../../src/connectors/zalo/wire.ts'
import { openDatabase } from '../../src/platform/db/db.ts'
import { APP_ROLE } from '../../src/platform/db/migrate.ts'
import { newId } from '../../src/platform/ids.ts'
import type { Parcel } from '../../src/platform/ports/courier.ts'
import { receiveZalo } from '../../src/rooms/messages/inbox/zalo-in.ts'
import { sendOne } from '../../src/rooms/messages/sendings/one.ts'
import { zaloJobs } from '../../src/rooms/messages/zalo/events.ts'
import { openZalo } from '../../src/rooms/messages/zalo/settings.ts'
import { tokenNow } from '../../src/rooms/messages/zalo/tokens.ts'
import { openCouriers, refreshZalo } from '../../src/server/couriers.ts'
import { outwardOf } from '../../src/server/outward.ts'
import { runSender } from '../../src/server/sending-worker.ts'
import { aHouse } from '../support/house.ts'
import { stateOf } from './people.ts'
import { decided, parcel, secretsOf } from './servers.ts'

// Zalo end to end, against a Zalo of our own that speaks as it does, and also as it should not.

const keyring = secretsOf()
const house = aHouse()
const owner = () => house.as('owner')
const USER = '6142494823000000001'
const APP = '2553928453557884079'
const KEYS = { appSecret: 'app-Secret_1', oaSecret: 'oa-Secret_2', refreshToken: 'refresh-0' }
const TEMPLATE = {
  id: '203972',
  purpose: 'service',
  fields: [
    { name: 'ten_khach', value: 'called' },
    { name: 'loi_nhan', value: 'words' },
  ],
}

type Asked = { path: string; headers: IncomingMessage['headers']; body: Record<string, unknown> }
type Answering = (asked: Asked, response: ServerResponse, request: IncomingMessage) => unknown

/** The tokens that are good at this Zalo now; a refreshing one is good once. */
const good = { refresh: 'refresh-0', access: '', refreshed: 0, expiresIn: 90_000 }
let answering: Answering = () => undefined
const asked: Asked[] = []

function tokens({ body, headers }: Asked): unknown {
  if (body['refresh_token'] !== good.refresh || headers['secret_key'] === undefined)
    return { error_name: 'Invalid refresh token', error: -14014, error_description: 'Refresh token is used' }
  good.refreshed++
  good.refresh = `refresh-${good.refreshed}`
  good.access = `access-${good.refreshed}`
  return { access_token: good.access, refresh_token: good.refresh, expires_in: String(good.expiresIn) }
}

const usual: Answering = ({ path, headers, body }) => {
  if (path === '/v4/oa/access_token') return tokens({ path, headers, body })
  if (headers['access_token'] !== good.access)
    return { error: path === '/message/template' ? -124 : -216, message: 'Access token is invalid' }
  if (path === '/v2.0/oa/getoa') return { error: 0, message: 'Success', data: { name: 'Nhà Quen' } }
  if (path === '/message/template')
    return {
      error: 0,
      message: 'Success',
      data: { msg_id: `zns-${asked.length}`, sent_time: '1', quota: { dailyQuota: '500', remainingQuota: '499' } },
    }
  return { error: 0, message: 'Success', data: { message_id: `cs-${asked.length}`, user_id: USER } }
}

const zalo = createServer((request, response) => {
  let text = ''
  request.on('data', (part) => {
    text += part
  })
  request.on('end', async () => {
    const path = (request.url ?? '').split('?')[0] ?? ''
    const isForm = String(request.headers['content-type']).includes('form')
    const body = text === '' ? {} : isForm ? Object.fromEntries(new URLSearchParams(text)) : JSON.parse(text)
    const one = { path, headers: request.headers, body }
    asked.push(one)
    const own = path === '/v4/oa/access_token' ? undefined : await answering(one, response, request)
    if (own === NOTHING || response.destroyed || response.writableEnded) return
    response.setHeader('content-type', 'application/json').end(JSON.stringify(own ?? usual(one, response, request)))
  })
})
const NOTHING = Symbol('no answer')

beforeAll(async () => {
  await new Promise<void>((done) => zalo.listen(0, '127.0.0.1', done))
  const { port } = zalo.address() as { port: number }
  process.env.QUEN_ZALO = `http://127.0.0.1:${port}`
})
afterAll(async () => {
  delete process.env.QUEN_ZALO
  zalo.closeAllConnections()
  await new Promise((done) => zalo.close(done))
})
beforeEach(() => {
  answering = () => undefined
})

const save = async (account: object | null) => {
  const { version } = (await owner()('GET', '/api/zalo/settings')).body
  return owner()('PUT', '/api/zalo/settings', { version, account })
}

/** Puts a pair in that this Zalo takes. */
const setUp = async () => {
  const saved = await save({ appId: APP, templates: [TEMPLATE], ...KEYS, refreshToken: good.refresh })
  expect(saved.status).toBe(200)
}

const toPhone = (more: Partial<Parcel> = {}): Parcel =>
  parcel(newId(), '+84570000101', { channel: 'zalo', template: { id: '203972', fields: { ten_khach: 'chị Lan' } }, ...more })
const toFollower = (more: Partial<Parcel> = {}): Parcel => parcel(newId(), USER, { channel: 'zalo', ...more })

async function send(one: Parcel, signal = new AbortController().signal) {
  const opened = openCouriers(house.db, keyring, () => house.now)
  try {
    const courier = await opened.couriers('zalo')
    if (!courier) throw new Error('Zalo is not set up')
    return await courier.deliver(one, decided, signal)
  } finally {
    await opened.close()
  }
}

const signed = (event: object, secret = KEYS.oaSecret) => {
  const body = JSON.stringify(event).replace(/"#(\d+)"/g, '$1')
  const { timestamp } = event as { timestamp: string }
  const mac = createHash('sha256')
    .update(`${APP}${body}${timestamp.replace('#', '')}${secret}`)
    .digest('hex')
  return { body, header: `mac=${mac}` }
}
const call = ({ body, header }: { body: string; header: string | undefined }) =>
  house.app.inject({
    method: 'POST',
    url: '/api/zalo',
    payload: body,
    headers: { 'content-type': 'application/json', ...(header ? { 'x-zevent-signature': header } : {}) },
  })
const tell = (event: object) => call(signed({ app_id: APP, timestamp: String(house.now.getTime()), ...event }))
const work = async () => zaloJobs(house.db, receiveZalo)['zalo.work']?.({}, house.now)
const says = (text: string, id: string, more: object = {}) => ({
  event_name: 'user_send_text',
  sender: { id: USER },
  recipient: { id: '366' },
  message: { text, msg_id: id },
  ...more,
})

const rows = async (text: string, values: unknown[] = []) => (await house.database.pool.query(text, values)).rows

async function customer(contacts: object[]): Promise<string> {
  const made = await owner()('POST', '/api/customers', { kind: 'person', name: 'Đỗ Thị Lan', contacts })
  expect(made.status).toBe(201)
  return made.body.customer?.id ?? made.body.id
}

/** A message as the sending part keeps it once it was handed over. */
async function handedOver(customerId: string, providerId: string | null): Promise<string> {
  const messageId = newId()
  await rows(
    `insert into message (customer_id, message_id, sending_id, channel, purpose, class, address, state, provider_id, planned_at, first_customer_id)
     values ($1, $2, $3, 'zalo', 'service', 'service', '+84570000101', 'accepted', $4, $5, $1)`,
    [customerId, messageId, newId(), providerId, house.now],
  )
  return messageId
}

describe('settings', () => {
  test('nothing is there until they are whole, and no key comes back out', async () => {
    expect(await openCouriers(house.db, keyring).couriers('zalo')).toBeUndefined()
    expect((await tell(says('Chào nhà', 'm0'))).statusCode).toBe(401)
    expect(await owner()('POST', '/api/zalo/test', {})).toMatchObject({ status: 409, body: { code: 'zalo.not_set_up' } })
    const { refreshToken: _, ...half } = KEYS
    expect(await save({ appId: APP, templates: [], ...half })).toMatchObject({
      status: 400,
      body: { code: 'zalo.key_needed', fields: { 'account.refreshToken': 'needed' } },
    })
    expect(await save({ appId: APP, templates: [TEMPLATE, TEMPLATE], ...KEYS })).toMatchObject({ body: { code: 'zalo.template_twice' } })
    const saved = await save({ appId: APP, templates: [TEMPLATE], ...KEYS })
    expect(saved.body).toMatchObject({ account: { appId: APP, templates: [TEMPLATE] }, hasKeys: true })
    const kept = await rows(
      `select row_to_json(s)::text as row from courier_setting s union all select row_to_json(t)::text from zalo_token t
       union all select row_to_json(a)::text from audit a`,
    )
    for (const key of Object.values(KEYS)) expect(saved.text + JSON.stringify(kept)).not.toContain(key)
    expect(await owner()('PUT', '/api/zalo/settings', { version: 0, account: null })).toMatchObject({
      body: { code: 'zalo.changed_meanwhile' },
    })
    // Another app gets none of the old one's keys.
    expect(await save({ appId: '99999999', templates: [] })).toMatchObject({ body: { code: 'zalo.key_needed' } })
  })

  test('the trial shows what Zalo truly says, well or not', async () => {
    expect((await owner()('POST', '/api/zalo/test', {})).body).toMatchObject({ isWell: true, reply: expect.stringContaining('Nhà Quen') })
    answering = () => ({ error: -240, message: 'Tính năng này chưa mở' })
    expect((await owner()('POST', '/api/zalo/test', {})).body).toMatchObject({ isWell: false, reply: expect.stringContaining('chưa mở') })
    expect((await owner()('GET', '/api/zalo/settings')).body.tested).toMatchObject({ isWell: false })
  })
})

describe('tokens', () => {
  test('two processes at once use the refreshing token a single time', async () => {
    await setUp()
    const before = good.refreshed
    const other = openDatabase(house.address, { max: 4, role: APP_ROLE })
    const app = await openZalo(house.db, keyring)
    if (!app) throw new Error('Zalo is not set up')
    const asking = { app, keyring, refresh: refreshZalo, now: house.now }
    const got = await Promise.all([house.db, other.db, house.db, other.db].map((db) => tokenNow(db, asking)))
    await other.close()
    expect(good.refreshed).toBe(before + 1)
    expect(new Set(got.map((one) => JSON.stringify(one)))).toEqual(new Set([JSON.stringify({ token: good.access })]))
  })

  test('it is renewed when its time is over, as Zalo said how long', async () => {
    good.expiresIn = 3600
    await setUp()
    await send(toPhone())
    const before = good.refreshed
    await send(toPhone())
    expect(good.refreshed).toBe(before)
    house.now = new Date(house.now.getTime() + 3_400_000)
    expect(await send(toPhone())).toMatchObject({ kind: 'accepted' })
    expect(good.refreshed).toBe(before + 1)
  })

  test('one that Zalo takes no more is renewed at once, and the message goes a single time', async () => {
    await setUp()
    await send(toPhone())
    good.access = 'another one'
    asked.length = 0
    expect(await send(toPhone())).toMatchObject({ kind: 'accepted' })
    expect(asked.map(({ path }) => path)).toEqual(['/message/template', '/v4/oa/access_token', '/message/template'])
  })

  test('a pair that is burnt is said, asked about once a minute, and the message waits', async () => {
    await setUp()
    await save({ appId: APP, templates: [TEMPLATE], refreshToken: 'used-before' })
    asked.length = 0
    for (let times = 0; times < 3; times++)
      expect(await send(toPhone())).toMatchObject({ kind: 'refused', isFinal: false, isSenders: true, code: 'zalo.token' })
    expect(asked).toHaveLength(1)
    expect((await owner()('GET', '/api/zalo/settings')).body.token.fault).toContain('-14014')
    await setUp()
    expect(await send(toPhone())).toMatchObject({ kind: 'accepted' })
  })
})

describe('a template message', () => {
  test('goes to the number as Zalo writes it, under the message’s own id; how many may still go is kept', async () => {
    await setUp()
    asked.length = 0
    const one = toPhone()
    expect(await send(one)).toMatchObject({ kind: 'accepted', providerId: expect.stringMatching(/^zns-/), reply: '0 Success · 499/500' })
    const sent = asked.find(({ path }) => path === '/message/template')
    expect(sent?.body).toEqual({
      phone: '84570000101',
      template_id: '203972',
      template_data: { ten_khach: 'chị Lan' },
      tracking_id: one.messageId,
    })
    expect((await owner()('GET', '/api/zalo/settings')).body.quota).toMatchObject({ daily: 500, left: 499 })
  })

  test.each([
    ['advertising', toPhone({ isAdvertising: true }), 'zalo.advertising'],
    ['a number without a template', { ...toPhone(), template: undefined }, 'zalo.no_template'],
    ['a nickname', toPhone({ to: 'thanhhoa.101' }), 'zalo.address'],
  ])('%s is refused before a byte is sent', async (_, one, code) => {
    asked.length = 0
    const { template, ...rest } = one
    expect(await send(template ? { ...rest, template } : rest)).toMatchObject({ kind: 'refused', isFinal: true, code })
    expect(asked).toEqual([])
  })

  test.each([
    [-108, { isFinal: true }],
    [-114, { isFinal: true }],
    [-130, { isFinal: true }],
    [-133, { isFinal: false, retryAfterSeconds: 3600 }],
    [-144, { isFinal: false, isSenders: true }],
    [-115, { isFinal: false, isSenders: true }],
  ])('Zalo says %i', async (error, outcome) => {
    answering = () => ({ error, message: 'không được' })
    expect(await send(toPhone())).toMatchObject({ kind: 'refused', code: `zalo.${error}`, reply: `${error} không được`, ...outcome })
  })

  test('who turned such messages away at Zalo has left, on this channel', async () => {
    const id = await customer([])
    const messageId = await handedOver(id, null)
    answering = () => ({ error: -139, message: 'User refuses' })
    expect(await send(toPhone({ messageId }))).toMatchObject({ kind: 'refused', isFinal: true })
    expect(await rows('select act, channel, given_by, method from consent_event where customer_id = $1', [id])).toEqual([
      { act: 'withdrawn', channel: 'zalo', given_by: 'customer', method: 'refused-at-zalo' },
    ])
  })
})

describe('a Zalo that misbehaves', () => {
  test('takes it and drops the line: unknown, and never sent again by itself', async () => {
    asked.length = 0
    answering = (_asked, _response, request) => {
      request.socket.destroy()
      return NOTHING
    }
    expect(await send(toPhone())).toMatchObject({ kind: 'unknown' })
    expect(asked).toHaveLength(1)
  })

  test('a house whose own notes fail neither sends twice nor forgets what became of a message', async () => {
    const settings = {
      places: zaloPlaces(process.env.QUEN_ZALO),
      token: async () => ({ token: good.access }),
      mayAnswer: async () => true,
      heardQuota: () => Promise.reject(new Error('no room to write')),
      hasLeft: async () => undefined,
    }
    const { signal } = new AbortController()
    expect(await zaloCourier(settings).deliver(toPhone(), decided, signal)).toMatchObject({
      kind: 'accepted',
      reply: '0 Success · 499/500 · no room to write',
    })
    asked.length = 0
    const shut = { ...settings, token: () => Promise.reject(new Error('the database is away')) }
    expect(await zaloCourier(shut).deliver(toPhone(), decided, signal)).toMatchObject({
      kind: 'refused',
      isFinal: false,
      code: 'zalo.house',
    })
    expect(asked).toEqual([])
  })

  test('never answers, and the house stops: unknown', async () => {
    const stop = new AbortController()
    answering = () => {
      stop.abort()
      return NOTHING
    }
    expect(await send(toPhone(), stop.signal)).toMatchObject({ kind: 'unknown' })
  })

  test('has too many: later, as long as it asks for; fails without words: unknown', async () => {
    answering = (_asked, response) => {
      response.writeHead(429, { 'retry-after': '17' }).end()
      return NOTHING
    }
    expect(await send(toPhone())).toMatchObject({ kind: 'refused', isFinal: false, retryAfterSeconds: 17 })
    answering = (_asked, response) => {
      response.writeHead(502).end('<html>')
      return NOTHING
    }
    expect(await send(toPhone())).toEqual({ kind: 'unknown', reply: 'HTTP 502' })
  })
})

describe('the webhook', () => {
  test('forged, unsigned, for another body or too old: turned away, and nothing is kept', async () => {
    const event = { app_id: APP, timestamp: String(house.now.getTime()), ...says('Tôi là chủ nhà', 'forged') }
    const { body, header } = signed(event)
    const old = { ...event, timestamp: String(house.now.getTime() - 9 * 24 * 3600_000) }
    for (const one of [
      { body, header: undefined },
      { body, header: `mac=${'0'.repeat(64)}` },
      { body: body.replace('chủ', 'khách'), header },
      signed(event, 'another secret'),
      signed(old),
      { body: 'không phải JSON', header },
    ])
      expect((await call(one)).statusCode).toBe(401)
    expect(await rows('select 1 from zalo_event')).toEqual([])
  })

  test('words are answered at once and worked off after; told three times they stand once; long ids stay whole', async () => {
    const event = says('Nhà còn trà sen không?', 'm1', { sender: { id: `#${USER}` }, user_id_by_app: '#979122185046046317' })
    const answers = await Promise.all([tell(event), tell(event), tell(event)])
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200])
    expect(await rows(`select 1 from thread where channel = 'zalo'`)).toEqual([])
    await work()
    await work()
    expect(await rows(`select address, customer_id, last_words, state from thread where channel = 'zalo'`)).toEqual([
      { address: USER, customer_id: null, last_words: 'Nhà còn trà sen không?', state: 'open' },
    ])
    expect(await rows(`select words from thread_entry where direction = 'in'`)).toHaveLength(1)
    expect(await rows('select distinct body, state from zalo_event')).toEqual([{ body: null, state: 'done' }])
  })

  test('who is said to have written is found from then on, and answered over Zalo for two days', async () => {
    const id = await customer([{ kind: 'phone', value: '0570000101' }])
    const [thread] = await rows(`select thread_id, version from thread where channel = 'zalo'`)
    const given = await owner()('PATCH', `/api/inbox/${thread.thread_id}`, { version: thread.version, customerId: id })
    expect(given.status).toBe(200)
    await tell(says('Em lấy hai gói nhé', 'm2'))
    await work()
    expect(await rows(`select customer_id, last_words from thread where channel = 'zalo'`)).toEqual([
      { customer_id: id, last_words: 'Em lấy hai gói nhé' },
    ])
    expect(
      await rows(`select count(*)::int as n from identity where kind = 'zalo' and value = $1 and customer_id = $2`, [USER, id]),
    ).toEqual([{ n: 1 }])
    asked.length = 0
    expect(await send(toFollower({ text: 'Dạ còn ạ' }))).toMatchObject({ kind: 'accepted', providerId: expect.stringMatching(/^cs-/) })
    expect(asked.at(-1)).toMatchObject({
      path: '/v3.0/oa/message/cs',
      body: { recipient: { user_id: USER }, message: { text: 'Dạ còn ạ' } },
    })
    const carries = (address: string, more: object = {}) =>
      outwardOf(() => '/nowhere', keyring).hasCourier(house.db, 'zalo', {
        address,
        purpose: 'service',
        kind: 'service',
        at: house.now,
        ...more,
      })
    expect([
      await carries(USER),
      await carries('+84570000101'),
      await carries('+84570000101', { purpose: 'survey' }),
      await carries('thanhhoa.101'),
    ]).toEqual([true, true, false, false])
    expect(await carries(USER, { kind: 'advertising' })).toBe(false)
    house.now = new Date(house.now.getTime() + 48 * 3600_000 + 1)
    asked.length = 0
    expect(await send(toFollower())).toMatchObject({ kind: 'refused', isFinal: true, code: 'zalo.window' })
    expect(asked).toEqual([])
    expect(await carries(USER)).toBe(false)
  })

  test('out of order, the talk stands in the order that it was said', async () => {
    const at = house.now.getTime()
    await tell(says('rồi câu này', 'm4', { timestamp: String(at - 1000) }))
    await work()
    await tell(says('câu này trước', 'm3', { timestamp: String(at - 2000) }))
    await work()
    const said = await rows(
      `select words from thread_entry e join thread t using (thread_id) where t.channel = 'zalo' order by at desc limit 2`,
    )
    expect(said.map(({ words }) => words)).toEqual(['rồi câu này', 'câu này trước'])
  })

  test('an answer in the inbox leaves over Zalo by itself; to a telephone number it goes in its template', async () => {
    const [{ thread_id: threadId, customer_id: id }] = await rows(`select thread_id, customer_id from thread where channel = 'zalo'`)
    const { entries } = (await owner()('GET', `/api/inbox/${threadId}`)).body
    asked.length = 0
    const said = await owner()('POST', `/api/inbox/${threadId}/answers`, { words: 'Dạ hai gói ạ', after: entries.at(-1).id })
    expect(said).toMatchObject({ status: 201 })
    const outward = outwardOf(() => '/nowhere', keyring)
    // Somebody who never wrote over Zalo, and of whom a number alone is known.
    const other = await customer([{ kind: 'phone', value: '0570000303' }])
    await house.db.transaction().execute((db) =>
      sendOne(db, {
        outward,
        customerId: other,
        channel: 'zalo',
        purpose: 'service',
        subject: '',
        text: 'Trà của chị đã về',
        staff: null,
        now: house.now,
      }),
    )
    const opened = openCouriers(house.db, keyring, () => house.now)
    const later = () => new Date(house.now.getTime() + 11_000)
    const faults: unknown[] = []
    const sender = runSender({
      db: house.db,
      outward,
      couriers: opened.couriers,
      clock: later,
      log: { error: (about) => faults.push(about) },
    })
    try {
      await vi.waitFor(async () => {
        const left = await rows(`select state from message where customer_id = any($1::uuid[]) order by state`, [[id, other]])
        expect(left.filter(({ state }) => state === 'accepted')).toHaveLength(2)
      }, 8000)
    } finally {
      await sender.stop()
      await opened.close()
    }
    expect(faults).toEqual([])
    const bodies = asked.filter(({ path }) => !path.startsWith('/v4')).map(({ body }) => body)
    expect(bodies).toContainEqual({ recipient: { user_id: USER }, message: { text: 'Dạ hai gói ạ' } })
    expect(bodies).toContainEqual(
      expect.objectContaining({ phone: '84570000303', template_data: { ten_khach: expect.any(String), loi_nhan: 'Trà của chị đã về' } }),
    )
  })

  test('a number that somebody hands over in the form of the account finds them', async () => {
    const id = await customer([{ kind: 'phone', value: '0570000202' }])
    const sender = { id: '6142494823000000202' }
    await tell({ event_name: 'user_submit_info', sender, info: { name: 'Lan', phone: '84570000202', address: 'Huế' } })
    await work()
    expect(await rows(`select customer_id from thread where address = $1`, [sender.id])).toEqual([{ customer_id: id }])
  })

  test('news of a message counts once in any order, also when it comes before the answer that names it', async () => {
    const id = await customer([])
    const byTracking = await handedOver(id, 'z-1')
    const news = (message: object) => ({ event_name: 'user_received_message', sender: { id: '366' }, recipient: { id: USER }, message })
    await tell(news({ msg_id: 'z-1', tracking_id: byTracking, delivery_time: '1' }))
    await tell(news({ msg_id: 'z-1', tracking_id: byTracking, delivery_time: '1' }))
    await tell(news({ msg_id: 'z-2', delivery_time: '1' }))
    await work()
    expect(await stateOf(house, byTracking)).toBe('delivered')
    expect(await rows('select kind from message_event where message_id = $1', [byTracking])).toEqual([{ kind: 'delivered' }])
    const late = await handedOver(id, 'z-2')
    await work()
    expect(await stateOf(house, late)).toBe('accepted')
    house.now = new Date(house.now.getTime() + 61_000)
    await work()
    expect(await stateOf(house, late)).toBe('delivered')
  })

  test('who follows no more is written to no more over Zalo', async () => {
    const [{ customer_id: id }] = await rows(`select customer_id from identity where kind = 'zalo' and value = $1`, [USER])
    await tell({ event_name: 'unfollow', follower: { id: USER }, source: 'testing' })
    await work()
    expect(await rows('select act, channel, given_by, method from consent_event where customer_id = $1', [id])).toEqual([
      { act: 'withdrawn', channel: 'zalo', given_by: 'customer', method: 'unfollow' },
    ])
  })
})
