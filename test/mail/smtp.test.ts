import { generateKeyPairSync } from 'node:crypto'
import { createServer, type Server as NetServer, type Socket } from 'node:net'
import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import { afterEach, describe, expect, test } from 'vitest'
import { openCarrier } from '../../src/connectors/smtp/carrier.ts'
import { type SmtpSettings, smtpCourier } from '../../src/connectors/smtp/courier.ts'
import { carrierInThread } from '../../src/connectors/smtp/in-thread.ts'
import { tryServer } from '../../src/connectors/smtp/trial.ts'
import { newId } from '../../src/platform/ids.ts'
import type { Outcome, Parcel } from '../../src/platform/ports/courier.ts'
import { readReturn } from '../../src/platform/return-address.ts'
import { decided, mailServer, parcel, secretsOf, settingsFor } from './servers.ts'

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const never = new AbortController().signal

async function server(options: Parameters<typeof mailServer>[0] = {}) {
  const made = await mailServer(options)
  ends.push(made.close)
  return made
}

/** In a thread of its own, as the house does it; with a clock of the test's in this one. */
function courierAt(port: number, more: Partial<SmtpSettings> = {}, now?: () => number) {
  const made = smtpCourier(settingsFor(port, more), now ? (settings) => openCarrier(settings, now) : carrierInThread)
  ends.push(made.close)
  return made
}

const deliver = (port: number, more: Partial<Parcel> = {}, settings: Partial<SmtpSettings> = {}): Promise<Outcome> =>
  courierAt(port, settings).deliver(parcel(newId(), 'lan@khach.example', more), decided, never)

const fault = (code: number, words: string) => Object.assign(new Error(words), { responseCode: code })

/** A server written line by line, for what a well-behaved library never does. `onDot` is called when the whole mail has come. */
async function rawServer(
  onDot: (socket: Socket) => void,
  { dropAfterBytes = Number.POSITIVE_INFINITY, dropAt = '' } = {},
): Promise<number> {
  const open = new Set<Socket>()
  const listening: NetServer = createServer((socket) => {
    open.add(socket)
    let isData = false
    let body = ''
    socket.on('error', () => undefined)
    socket.write('220 tường đá\r\n')
    socket.on('data', (bytes) => {
      if (isData) {
        body += bytes.toString('latin1')
        if (body.length > dropAfterBytes) return socket.destroy()
        if (body.endsWith('\r\n.\r\n')) {
          isData = false
          onDot(socket)
        }
        return
      }
      for (const line of bytes.toString('latin1').split('\r\n').filter(Boolean)) {
        if (dropAt && line.startsWith(dropAt)) return socket.destroy()
        if (line === 'DATA') {
          isData = true
          body = ''
          socket.write('354 go on\r\n')
        } else socket.write(line.startsWith('EHLO') ? '250 hello\r\n' : '250 2.0.0 ok\r\n')
      }
    })
  })
  await new Promise<void>((done) => listening.listen(0, '127.0.0.1', done))
  ends.push(async () => {
    for (const socket of open) socket.destroy()
    await new Promise((done) => listening.close(done))
  })
  return (listening.address() as { port: number }).port
}

describe('a mail that goes out', () => {
  const unsubscribe = {
    oneClick: 'https://nha-quen.example/l/abc',
    page: 'https://nha-quen.example/c/abc',
    listId: 'tra.nha-quen.example',
    listName: 'Trà và bạn hữu',
  }

  test('is taken, and the server’s own words are kept', async () => {
    const { port, got } = await server()
    const id = newId()
    const outcome = await courierAt(port).deliver(
      parcel(id, 'lan@khach.example', { unsubscribe, fromName: 'Dũng · Nhà Quen' }),
      decided,
      never,
    )
    expect(outcome).toMatchObject({ kind: 'accepted', reply: expect.stringMatching(/^250 /) })
    const [mail] = got
    expect(mail?.raw).toContain(`Message-ID: <${id}@nha-quen.example>`)
    expect(mail?.to).toEqual(['lan@khach.example'])
    // It comes back to an address that names it, and that nobody else can make.
    expect(readReturn('bounce', mail?.from ?? '', secretsOf().mark)).toBe(id)
    const headers = mail?.raw.split('\r\n\r\n')[0] ?? ''
    expect(headers).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    expect(headers).toContain('<https://nha-quen.example/l/abc>, <mailto:l+')
    expect(headers).toMatch(/List-ID: =\?UTF-8\?B\?[\w+/=]+\?= <tra\.nha-quen\.example>/)
    expect(headers).toContain('Precedence: bulk')
    expect(headers).toMatch(/From: =\?UTF-8\?.*<thu@nha-quen\.example>/s)
  })

  test('to one alone has no sign of a list; a line break in a name makes no header of its own', async () => {
    const { port, got } = await server()
    await deliver(port, { toName: 'Lan\r\nBcc: ai@khac.example', subject: 'Thư\r\nBcc: ai@khac.example', fromName: 'Nhà\nX: y' })
    const headers = got[0]?.raw.split('\r\n\r\n')[0] ?? ''
    expect(headers).not.toMatch(/^(?:Bcc|X|List-|Precedence)/im)
    expect(got[0]?.to).toEqual(['lan@khach.example'])
  })

  test('carries a signature that others verify, over both headers of leaving', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const der = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
    const { port, got } = await server()
    const html = '<p>Chào chị Lan, trà sen mùa này vừa về.</p>'
    await deliver(port, { unsubscribe, html }, { dkim: { domain: 'nha-quen.example', selector: 'quen', privateKey: pem } })
    const raw = Buffer.from(got[0]?.raw ?? '', 'latin1')
    const resolver = async (name: string) => {
      expect(name).toBe('quen._domainkey.nha-quen.example')
      return [[`v=DKIM1; k=rsa; p=${der}`]]
    }
    const read = await dkimVerify(raw, { resolver: resolver as never })
    expect(read.results[0]).toMatchObject({ status: { result: 'pass' }, signingDomain: 'nha-quen.example' })
    const signed =
      /[;\s]h=([^;]+);/s
        .exec(got[0]?.raw ?? '')?.[1]
        ?.replace(/\s/g, '')
        .toLowerCase()
        .split(':') ?? []
    expect(signed).toEqual(expect.arrayContaining(['list-unsubscribe', 'list-unsubscribe-post', 'from', 'subject', 'message-id']))
    const changed = Buffer.from(raw.toString('latin1').replace('/l/abc>', '/l/abd>'), 'latin1')
    expect((await dkimVerify(changed, { resolver: resolver as never })).results[0]).toMatchObject({ status: { result: 'fail' } })
  })
})

describe('what the server answers', () => {
  const refusing = (code: number, words: string) => server({ onRcptTo: (_address, _session, done) => done(fault(code, words)) })

  test('no such person: final, and nobody else’s fault', async () => {
    const { port } = await refusing(550, '5.1.1 no such user here')
    expect(await deliver(port)).toEqual({
      kind: 'refused',
      isFinal: true,
      code: '5.1.1',
      reply: '550 5.1.1 no such user here',
    })
  })

  test('later: to be tried again', async () => {
    const { port } = await refusing(451, '4.2.2 mailbox full')
    expect(await deliver(port)).toMatchObject({ kind: 'refused', isFinal: false, code: '4.2.2', retryAfterSeconds: 300 })
  })

  test('not from you: the house’s own fault, the one written to has no part in it', async () => {
    const { port } = await refusing(550, '5.7.1 blocked for bad reputation')
    expect(await deliver(port)).toMatchObject({ kind: 'refused', isFinal: true, isSenders: true, code: '5.7.1' })
    const sender = await server({ onMailFrom: (_address, _session, done) => done(fault(553, '5.1.8 unknown sender domain')) })
    expect(await deliver(sender.port)).toMatchObject({ kind: 'refused', isFinal: false, isSenders: true })
  })

  test('a mail refused after its last byte is refused, not unknown', async () => {
    const { port } = await server({
      onData(stream, _session, done) {
        stream.resume()
        stream.on('end', () => done(fault(554, '5.6.0 looks like spam')))
      },
    })
    expect(await deliver(port)).toMatchObject({ kind: 'refused', isFinal: true, code: '5.6.0' })
  })

  test('wrong password: ours, not final, and the password is in no answer', async () => {
    const options = {
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth: unknown, _session: unknown, done: (error: Error) => void) => done(fault(535, '5.7.8 bad credentials')),
    }
    const { port } = await server(options as never)
    const outcome = await deliver(port, {}, { user: 'thu', password: 'mật khẩu nhà' })
    expect(outcome).toMatchObject({ kind: 'refused', isFinal: false, isSenders: true })
    expect(JSON.stringify(outcome)).not.toContain('mật khẩu')
  })

  test('no encryption where it was asked for: not a byte of the mail leaves', async () => {
    const plain = await server()
    expect(await deliver(plain.port, {}, { security: 'starttls' })).toMatchObject({ kind: 'refused', isFinal: false, isSenders: true })
    expect(plain.got).toEqual([])
    const unknownCertificate = await server({ disabledCommands: [] })
    expect(await deliver(unknownCertificate.port, {}, { security: 'starttls' })).toMatchObject({ kind: 'refused', isSenders: true })
    expect(unknownCertificate.got).toEqual([])
  })

  test('nobody at the door: to be tried again', async () => {
    const { port, close } = await mailServer()
    await close()
    expect(await deliver(port)).toMatchObject({ kind: 'refused', isFinal: false, code: 'smtp.esocket' })
  })
})

describe('a connection that ends', () => {
  test('before the last byte: surely not taken, may go again', async () => {
    const port = await rawServer(() => undefined, { dropAfterBytes: 100_000 })
    expect(await deliver(port, { text: 'trà sen '.repeat(400_000) })).toMatchObject({ kind: 'refused', isFinal: false })
    for (const dropAt of ['RCPT', 'DATA'])
      expect(await deliver(await rawServer(() => undefined, { dropAt }))).toMatchObject({ kind: 'refused', isFinal: false })
  })

  test('after the last byte, before the answer: unknown, and never sent again by the connection', async () => {
    let came = 0
    const port = await rawServer((socket) => {
      came++
      socket.destroy()
    })
    expect(await deliver(port)).toMatchObject({ kind: 'unknown', reply: expect.stringMatching(/closed/i) })
    expect(came).toBe(1)
  })

  test('the answer never comes and the house stops waiting: unknown', async () => {
    const stop = new AbortController()
    const port = await rawServer(() => stop.abort())
    const outcome = await courierAt(port).deliver(parcel(newId(), 'lan@khach.example'), decided, stop.signal)
    expect(outcome.kind).toBe('unknown')
  })

  test('the house stops before the mail began: surely not sent', async () => {
    const { port, got } = await server()
    const stop = new AbortController()
    stop.abort()
    expect(await courierAt(port).deliver(parcel(newId(), 'lan@khach.example'), decided, stop.signal)).toMatchObject({
      kind: 'refused',
      isFinal: false,
    })
    expect(got).toEqual([])
  })

  test('idle between two mails: the second goes over another one, once', async () => {
    let came = 0
    const port = await rawServer((socket) => {
      came++
      socket.write('250 2.0.0 queued as A1\r\n', () => socket.end())
    })
    const courier = courierAt(port)
    for (let count = 0; count < 3; count++)
      expect(await courier.deliver(parcel(newId(), `k${count}@khach.example`), decided, never)).toMatchObject({
        kind: 'accepted',
        providerId: 'A1',
      })
    expect(came).toBe(3)
  })
})

describe('a destination', () => {
  test('that says "too much" is left alone, while others get their mail', async () => {
    let asked = 0
    const { port, got } = await server({
      onRcptTo({ address }, _session, done) {
        if (!address.endsWith('@dong.example')) return done()
        asked++
        done(fault(451, '4.7.1 too many, slow down'))
      },
    })
    let now = 1_000_000
    const courier = courierAt(port, {}, () => now)
    const to = (address: string) => courier.deliver(parcel(newId(), address), decided, never)
    expect(await to('a@dong.example')).toMatchObject({ kind: 'refused', code: '4.7.1' })
    expect(await to('b@dong.example')).toMatchObject({ kind: 'refused', isFinal: false, code: 'smtp.resting', retryAfterSeconds: 60 })
    expect(await to('lan@khach.example')).toMatchObject({ kind: 'accepted' })
    expect([asked, got.length]).toEqual([1, 1])
    now += 61_000
    await to('c@dong.example')
    expect(await to('d@dong.example')).toMatchObject({ code: 'smtp.resting', retryAfterSeconds: 120 })
    expect(asked).toBe(2)
  })

  test('that is slow does not hold up the others', async () => {
    const held: (() => void)[] = []
    const { port } = await server({
      onRcptTo({ address }, _session, done) {
        if (address.endsWith('@cham.example')) held.push(() => done())
        else done()
      },
    })
    const courier = courierAt(port, { connections: 3 })
    const slow = Array.from({ length: 6 }, (_, at) => courier.deliver(parcel(newId(), `k${at}@cham.example`), decided, never))
    await expect.poll(() => held.length, { interval: 10 }).toBe(2)
    expect(await courier.deliver(parcel(newId(), 'lan@khach.example'), decided, never)).toMatchObject({ kind: 'accepted' })
    expect(held).toHaveLength(2)
    const free = setInterval(() => held.shift()?.(), 5)
    expect((await Promise.all(slow)).map(({ kind }) => kind)).toEqual(Array(6).fill('accepted'))
    clearInterval(free)
  })
})

test('one that stops waiting takes nobody’s turn', async () => {
  const held: (() => void)[] = []
  const { port, got } = await server({ onRcptTo: (_address, _session, done) => void held.push(() => done()) })
  const courier = courierAt(port, { connections: 2 })
  const first = courier.deliver(parcel(newId(), 'a@cham.example'), decided, never)
  await expect.poll(() => held.length, { interval: 10 }).toBe(1)
  const stop = new AbortController()
  const second = courier.deliver(parcel(newId(), 'b@cham.example'), decided, stop.signal)
  const third = courier.deliver(parcel(newId(), 'c@cham.example'), decided, never)
  stop.abort()
  expect(await second).toMatchObject({ kind: 'refused', isFinal: false })
  held.shift()?.()
  expect(await first).toMatchObject({ kind: 'accepted' })
  await expect.poll(() => held.length, { interval: 10 }).toBe(1)
  held.shift()?.()
  expect(await third).toMatchObject({ kind: 'accepted' })
  expect(got.map(({ to }) => to[0])).toEqual(['a@cham.example', 'c@cham.example'])
})

test('trying the settings shows what the server truly says, and no password', async () => {
  const { port, got } = await server({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: (_auth, _session, done) => done(null, { user: 'thu' }),
  })
  const settings = settingsFor(port, { user: 'thu', password: 'mật khẩu nhà' })
  const tried = await tryServer(settings, { to: 'dung@nha-quen.example', subject: 'Thử', text: 'Thư thử.', messageId: newId() })
  expect(tried).toMatchObject({ isWell: true, fault: null })
  expect(got).toHaveLength(1)
  const said = tried.lines.map(({ by, words }) => `${by}: ${words}`)
  expect(said.find((line) => line.startsWith('server: 220'))).toBeDefined()
  expect(said.find((line) => line.startsWith('house: RCPT TO:<dung@nha-quen.example>'))).toBeDefined()
  expect(said.findLast((line) => line.startsWith('server: 250'))).toBeDefined()
  const all = JSON.stringify(tried)
  for (const form of [
    'mật khẩu nhà',
    Buffer.from('mật khẩu nhà').toString('base64'),
    Buffer.from('\0thu\0mật khẩu nhà').toString('base64'),
  ])
    expect(all).not.toContain(form)
})
