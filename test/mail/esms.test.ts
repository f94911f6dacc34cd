import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { type EsmsSettings, esmsCourier, esmsStatus } from '../../src/connectors/esms/courier.ts'
import { newId } from '../../src/platform/ids.ts'
import type { Parcel } from '../../src/platform/ports/courier.ts'
import { decided, parcel } from './servers.ts'

// A server that speaks as eSMS does, and also as it should not.

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

type Answering = (body: Record<string, string>, request: IncomingMessage, response: ServerResponse) => unknown

async function gateway(answering: Answering): Promise<{ settings: EsmsSettings; asked: Record<string, string>[] }> {
  const asked: Record<string, string>[] = []
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (part) => {
      text += part
    })
    request.on('end', async () => {
      const body = text ? JSON.parse(text) : Object.fromEntries(new URL(request.url ?? '', 'http://x').searchParams)
      asked.push(body)
      const answer = await answering(body, request, response)
      if (answer !== undefined && !response.destroyed) response.setHeader('content-type', 'application/json').end(JSON.stringify(answer))
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  ends.push(
    () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(done)
      }),
  )
  const { port } = server.address() as { port: number }
  const address = `http://127.0.0.1:${port}/json`
  return {
    asked,
    settings: {
      address,
      apiKey: 'khoá',
      secretKey: 'bí mật',
      brandname: 'NHAQUEN',
      callbackOf: (id) => `https://nha-quen.example/r/${id}`,
    },
  }
}

const sms = (more: Partial<Parcel> = {}): Parcel =>
  parcel(newId(), '+84570000101', { channel: 'sms', text: 'Bàn của chị đã sẵn sàng.', ...more })
const send = (settings: EsmsSettings, one: Parcel, signal = new AbortController().signal) =>
  esmsCourier(settings).deliver(one, decided, signal)

test('a message goes with the house’s registered name, its own id and where to report; the number as it is dialled at home', async () => {
  const { settings, asked } = await gateway(() => ({ CodeResult: '100', SMSID: 'a1' }))
  const one = sms()
  expect(await send(settings, one)).toEqual({ kind: 'accepted', providerId: 'a1', reply: '100' })
  expect(asked[0]).toMatchObject({
    Phone: '0570000101',
    Brandname: 'NHAQUEN',
    SmsType: '2',
    RequestId: one.messageId,
    IsUnicode: '1',
    CallbackUrl: `https://nha-quen.example/r/${one.messageId}`,
  })
  await send(settings, sms({ text: 'Ban cua chi da san sang.' }))
  expect(asked[1]).toMatchObject({ IsUnicode: '0' })
})

test('the same message again is known by its id: taken, not sent twice', async () => {
  const seen = new Set<string>()
  const { settings } = await gateway(({ RequestId = '' }) => {
    if (seen.has(RequestId)) return { CodeResult: '124', ErrorMessage: 'Duplicate RequestId' }
    seen.add(RequestId)
    return { CodeResult: 100, SMSID: 'a1' }
  })
  const one = sms()
  expect(await send(settings, one)).toMatchObject({ kind: 'accepted', providerId: 'a1' })
  expect(await send(settings, one)).toMatchObject({ kind: 'accepted' })
  expect(seen.size).toBe(1)
})

test('advertising does not go this way: it is moderated there, in lists', async () => {
  const { settings, asked } = await gateway(() => ({ CodeResult: '100' }))
  expect(await send(settings, sms({ isAdvertising: true }))).toMatchObject({ kind: 'refused', isFinal: true, code: 'esms.advertising' })
  expect(asked).toEqual([])
})

describe('a gateway that says no', () => {
  test.each([
    ['99', { isFinal: true, isSenders: undefined }],
    ['108', { isFinal: true, isSenders: undefined }],
    ['101', { isFinal: false, isSenders: true, retryAfterSeconds: 3600 }],
    ['103', { isFinal: false, isSenders: true, retryAfterSeconds: 3600 }],
    ['104', { isFinal: true, isSenders: true }],
    ['146', { isFinal: true, isSenders: true }],
  ])('%s', async (code, says) => {
    const { settings } = await gateway(() => ({ CodeResult: code, ErrorMessage: 'không được' }))
    const outcome = await send(settings, sms())
    expect(outcome).toMatchObject({ kind: 'refused', code: `esms.${code}`, reply: `${code} không được` })
    expect(outcome).toMatchObject(Object.fromEntries(Object.entries(says).filter(([, value]) => value !== undefined)))
    if (says.isSenders === undefined) expect(outcome).not.toHaveProperty('isSenders')
  })

  test('too many: later, as long as it asks for', async () => {
    const { settings } = await gateway((_body, _request, response) => {
      response.writeHead(429, { 'retry-after': '17' }).end()
    })
    expect(await send(settings, sms())).toMatchObject({ kind: 'refused', isFinal: false, retryAfterSeconds: 17 })
  })
})

describe('a gateway that misbehaves', () => {
  test('takes the message and drops the line: unknown', async () => {
    const { settings, asked } = await gateway((_body, request) => void request.socket.destroy())
    expect(await send(settings, sms())).toMatchObject({ kind: 'unknown' })
    expect(asked).toHaveLength(1)
  })

  test('never answers, and the house stops: unknown', async () => {
    const stop = new AbortController()
    const { settings } = await gateway(() => void stop.abort())
    expect(await send(settings, sms(), stop.signal)).toMatchObject({ kind: 'unknown' })
  })

  test('fails with words that mean nothing: unknown, for it may have taken it', async () => {
    const { settings } = await gateway((_body, _request, response) => void response.writeHead(502).end('<html>'))
    expect(await send(settings, sms())).toEqual({ kind: 'unknown', reply: 'HTTP 502' })
    const odd = await gateway(() => ['không phải câu trả lời'])
    expect(await send(odd.settings, sms())).toMatchObject({ kind: 'unknown' })
  })

  test('sends the house elsewhere: it does not follow, keys are for one address alone', async () => {
    const other = await gateway(() => ({ CodeResult: '100' }))
    const { settings } = await gateway(
      (_body, _request, response) => void response.writeHead(307, { location: `${other.settings.address}/x/` }).end(),
    )
    expect((await send(settings, sms())).kind).not.toBe('accepted')
    expect(other.asked).toEqual([])
  })

  test('is not there: certainly not sent, to be tried again', async () => {
    const { settings } = await gateway(() => ({}))
    for (const end of ends.splice(0)) await end()
    expect(await send(settings, sms())).toMatchObject({ kind: 'refused', isFinal: false, code: 'esms.away' })
  })
})

test('how it went is asked of the gateway, in either of its ways of writing', async () => {
  const said: Record<string, unknown> = {
    a: [{ IsSent: true, SentResult: true }],
    b: [{ IsSent: 'true', SentResult: 'False' }],
    c: [{ IsSent: false, SentResult: false }],
  }
  const { settings, asked } = await gateway(({ RefId = '' }) =>
    RefId in said ? { CodeResult: '100', ReceiverList: said[RefId] } : { CodeResult: '105' },
  )
  const stand = (id: string) => esmsStatus(settings, id, new AbortController().signal)
  expect([await stand('a'), await stand('b'), await stand('c'), await stand('d')]).toEqual([
    'delivered',
    'failed',
    'under-way',
    'not-known',
  ])
  expect(asked[0]).toMatchObject({ ApiKey: 'khoá', SecretKey: 'bí mật' })
})
