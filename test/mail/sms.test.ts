import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../src/platform/ids.ts'
import { openCouriers } from '../../src/server/couriers.ts'
import { aHouse } from '../support/house.ts'
import { stateOf } from './people.ts'
import { decided, parcel, secretsOf } from './servers.ts'

// Text messages end to end: keys in the settings, a message out, and news of it from a gateway whom nobody believes at its word.

const keyring = secretsOf()
const house = aHouse()
const owner = () => house.as('owner')
const none = { publicAddress: 'https://nha-quen.example', postalAddress: '', advertiser: '' }
const KEYS = { apiKey: 'khoá của nhà', secretKey: 'bí mật của nhà' }
const went: Record<string, boolean> = {}
const sent: Record<string, string>[] = []

const gateway = createServer((request, response) => {
  let text = ''
  request.on('data', (part) => {
    text += part
  })
  request.on('end', () => {
    const address = new URL(request.url ?? '', 'http://x')
    const id = address.searchParams.get('RefId') ?? ''
    if (text) sent.push(JSON.parse(text))
    const answer = text
      ? { CodeResult: '100', SMSID: `sms-${sent.length}` }
      : id in went
        ? { CodeResult: '100', ReceiverList: [{ IsSent: true, SentResult: went[id] }] }
        : { CodeResult: '105' }
    response.end(JSON.stringify(answer))
  })
})

beforeAll(async () => {
  await new Promise<void>((done) => gateway.listen(0, '127.0.0.1', done))
  const { port } = gateway.address() as { port: number }
  process.env.QUEN_ESMS = `http://127.0.0.1:${port}`
})
afterAll(async () => {
  delete process.env.QUEN_ESMS
  await new Promise((done) => gateway.close(done))
})

const save = async (sms: object | null) => {
  const { version } = (await owner()('GET', '/api/mail/settings')).body
  return owner()('PUT', '/api/mail/settings', { version, house: none, smtp: null, imap: null, sms })
}

/** A message as the sending part keeps it once it was taken. */
async function taken(): Promise<{ messageId: string; report: string }> {
  const opened = openCouriers(house.db, keyring)
  const courier = await opened.couriers('sms')
  const messageId = newId()
  const outcome = await courier?.deliver(
    parcel(messageId, '+84570000101', { channel: 'sms', text: 'Bàn đã sẵn sàng.' }),
    decided,
    new AbortController().signal,
  )
  const { pool } = house.database
  await pool.query(
    `insert into message (customer_id, message_id, sending_id, channel, purpose, class, address, state, provider_id, planned_at, first_customer_id)
     values ($1, $2, $3, 'sms', 'service', 'service', '+84570000101', 'accepted', $4, $5, $1)`,
    [newId(), messageId, newId(), outcome?.kind === 'accepted' ? outcome.providerId : null, house.now],
  )
  await opened.close()
  return { messageId, report: new URL(String(sent.at(-1)?.CallbackUrl)).pathname }
}

test('messages go once both keys are there, and no key comes back out', async () => {
  expect(await openCouriers(house.db, keyring).couriers('sms')).toBeUndefined()
  expect(await save({ brandname: 'NHAQUEN', apiKey: KEYS.apiKey })).toMatchObject({
    status: 400,
    body: { code: 'mail.password_needed', fields: { 'sms.secretKey': 'needed' } },
  })
  const saved = await save({ brandname: 'NHAQUEN', ...KEYS })
  expect(saved.body.sms).toEqual({ brandname: 'NHAQUEN', hasKeys: true })
  expect((await save({ brandname: 'NHA QUEN' })).body.sms).toEqual({ brandname: 'NHA QUEN', hasKeys: true })
  const rows = await house.database.pool.query(
    `select row_to_json(s)::text as row from courier_setting s union all select row_to_json(a)::text from audit a`,
  )
  for (const key of Object.values(KEYS)) expect(saved.text + JSON.stringify(rows.rows)).not.toContain(key)
  await taken()
  expect(sent.at(-1)).toMatchObject({ Brandname: 'NHA QUEN', ApiKey: KEYS.apiKey, SecretKey: KEYS.secretKey })
})

test('news of a message is asked of the gateway; told twice it counts once, and forged it counts nothing', async () => {
  const anybody = house.as(undefined)
  const one = await taken()
  // "Delivered", says the caller; the gateway knows nothing of it yet.
  expect((await anybody('GET', `${one.report}?SMSID=sms-2&SendSuccess=1&SendStatus=5`)).body).toEqual({ isKnown: false })
  expect(await stateOf(house, one.messageId)).toBe('accepted')
  went[`sms-${sent.length}`] = true
  for (let times = 0; times < 2; times++) expect((await anybody('GET', `${one.report}?SendSuccess=0`)).body).toEqual({ isKnown: true })
  expect(await stateOf(house, one.messageId)).toBe('delivered')
  const events = await house.database.pool.query('select kind from message_event where message_id = $1', [one.messageId])
  expect(events.rows).toEqual([{ kind: 'delivered' }])

  const other = await taken()
  went[`sms-${sent.length}`] = false
  const forged = other.report.slice(0, -1) + (other.report.endsWith('a') ? 'b' : 'a')
  for (const path of [forged, '/api/sms/reports/x', `/api/sms/reports/${other.messageId}`])
    expect(await anybody('GET', path)).toMatchObject({ status: 404, body: { code: 'mail.no_such_report' } })
  expect(await stateOf(house, other.messageId)).toBe('accepted')
  await anybody('GET', other.report)
  expect(await stateOf(house, other.messageId)).toBe('bounced')
})
