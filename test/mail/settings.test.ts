import { createSocket } from 'node:dgram'
import { beforeAll, describe, expect, test } from 'vitest'
import { dnsLookUp } from '../../src/connectors/dns/look-up.ts'
import { smtpCourier } from '../../src/connectors/smtp/courier.ts'
import { carrierInThread } from '../../src/connectors/smtp/in-thread.ts'
import { newId } from '../../src/platform/ids.ts'
import { noteSeen } from '../../src/rooms/messages/mail/actions.ts'
import { checkDns, dkimRecord } from '../../src/rooms/messages/mail/domain.ts'
import { readKept } from '../../src/rooms/messages/mail/kept.ts'
import { courierSettings, houseSender } from '../../src/rooms/messages/mail/settings.ts'
import { asSmtp, openCouriers } from '../../src/server/couriers.ts'
import { aHouse } from '../support/house.ts'
import { hire, type Member } from '../support/team.ts'
import { decided, mailServer, parcel, secretsOf } from './servers.ts'

const keyring = secretsOf()
const house = aHouse()

const noHouse = { publicAddress: '', postalAddress: '', advertiser: '' }
const smtp = {
  host: 'thu.nha-quen.example',
  port: 465,
  security: 'tls',
  user: 'thu',
  fromAddress: 'thu@nha-quen.example',
  fromName: '',
  replyAddress: '',
  bounceDomain: 'tra.nha-quen.example',
  ratePerMinute: null,
}
const SECRET = 'mật khẩu của hộp thư'

let owner: Member
const asOwner = async (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) => {
  const answer = await house.app.inject({ method, url, headers: owner.cookie, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, body: answer.json(), text: answer.body }
}
const version = async (): Promise<number> => (await asOwner('GET', '/api/mail/settings')).body.version
const save = async (more: object) =>
  asOwner('PUT', '/api/mail/settings', { version: await version(), house: noHouse, smtp: null, imap: null, sms: null, ...more })

beforeAll(async () => {
  owner = await hire(house, 'Dung', 'owner')
})

describe('settings of mail', () => {
  test('are the owner’s; without a server the house copies and prints, and says so', async () => {
    expect((await asOwner('GET', '/api/mail/settings')).body).toMatchObject({
      mode: 'copy-and-print',
      smtp: null,
      imap: null,
      sms: null,
      version: 0,
    })
    for (const role of ['reception', 'sales', 'read-only'] as const)
      expect((await house.as(role)('GET', '/api/mail/settings')).status).toBe(403)
    expect(await openCouriers(house.db, keyring).couriers('mail')).toBeUndefined()
  })

  test('keep a password sealed: in no answer, in no row, in no trail', async () => {
    const saved = await save({
      smtp: { ...smtp, password: SECRET },
      imap: { host: 'thu.nha-quen.example', port: 993, security: 'tls', user: 'thu', folder: 'INBOX', password: SECRET },
    })
    expect(saved).toMatchObject({ status: 200, body: { mode: 'mail', smtp: { hasPassword: true, host: 'thu.nha-quen.example' } } })
    expect(saved.text).not.toContain(SECRET)
    expect((await asOwner('GET', '/api/mail/settings')).text).not.toContain(SECRET)
    const rows = await house.database.pool.query(
      `select row_to_json(s)::text as row from courier_setting s union all select row_to_json(a)::text from audit a`,
    )
    expect(JSON.stringify(rows.rows)).not.toContain(SECRET)
    expect((await courierSettings(house.db, keyring)).mail).toMatchObject({
      password: SECRET,
      from: { name: expect.any(String), address: 'thu@nha-quen.example' },
    })
  })

  test('stay as they lie when no password is sent, and ask for it again for another server', async () => {
    expect((await save({ smtp: { ...smtp, fromName: 'Nhà Quen' } })).body.smtp).toMatchObject({ hasPassword: true, fromName: 'Nhà Quen' })
    expect((await courierSettings(house.db, keyring)).mail?.password).toBe(SECRET)
    for (const change of [{ host: 'ke-gian.example' }, { user: 'ai' }, { port: 25 }])
      expect(await save({ smtp: { ...smtp, ...change } })).toMatchObject({ status: 400, body: { code: 'mail.password_needed' } })
    expect((await courierSettings(house.db, keyring)).mail?.host).toBe('thu.nha-quen.example')
  })

  test('are refused with the field that is wrong', async () => {
    const wrong = [
      [{ smtp: { ...smtp, fromAddress: 'khong phai thu' } }, 'mail.address_invalid', 'smtp.fromAddress'],
      [{ smtp: { ...smtp, bounceDomain: 'khong phai' } }, 'mail.domain_invalid', 'smtp.bounceDomain'],
      [{ smtp: { ...smtp, security: 'none', password: SECRET } }, 'mail.not_encrypted', 'smtp.security'],
      [{ house: { ...noHouse, publicAddress: 'http://nha-quen.example' } }, 'mail.web_address_invalid', 'house.publicAddress'],
      [{ house: { ...noHouse, publicAddress: 'javascript:alert(1)' } }, 'mail.web_address_invalid', 'house.publicAddress'],
    ] as const
    for (const [body, code, field] of wrong)
      expect(await save(body)).toMatchObject({ status: 400, body: { code, fields: { [field]: 'invalid' } } })
    expect(await asOwner('PUT', '/api/mail/settings', { version: 99, house: noHouse, smtp: null, imap: null, sms: null })).toMatchObject({
      status: 409,
      body: { code: 'mail.changed_meanwhile' },
    })
  })

  test('say who the house is in its letters', async () => {
    await save({
      smtp,
      house: { publicAddress: 'https://nha-quen.example/', postalAddress: '12 Lý Quốc Sư, Hà Nội', advertiser: 'Công ty Nhà Quen' },
    })
    expect(await houseSender(house.db)).toEqual({
      name: expect.any(String),
      publicAddress: 'https://nha-quen.example',
      postalAddress: '12 Lý Quốc Sư, Hà Nội',
      advertiser: 'Công ty Nhà Quen',
      fromAddress: 'thu@nha-quen.example',
      replyAddress: '',
      bounceDomain: 'tra.nha-quen.example',
    })
  })
})

describe('with a server of its own', () => {
  test('a try sends a real letter to the one who asks and shows what was said', async () => {
    const { port, got, close } = await mailServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(null, { user: 'thu' }),
    })
    await save({ smtp: { ...smtp, host: '127.0.0.1', port, security: 'none', password: SECRET } })
    const tried = await asOwner('POST', '/api/mail/test', {})
    expect(tried).toMatchObject({ status: 200, body: { isWell: true, to: 'dung@nha.example', fault: null } })
    expect(tried.body.lines.map(({ words }: { words: string }) => words).join('\n')).toMatch(
      /^220 [\s\S]*RCPT TO:<dung@nha\.example>[\s\S]*^250 /m,
    )
    expect(tried.text).not.toContain(SECRET)
    expect(got).toMatchObject([{ to: ['dung@nha.example'] }])
    expect((await asOwner('GET', '/api/mail/settings')).body.tested).toMatchObject({ isWell: true })
    await close()
    expect((await asOwner('POST', '/api/mail/test', {})).body).toMatchObject({
      isWell: false,
      fault: expect.stringContaining('ECONNREFUSED'),
    })
  })

  test('its courier follows a change of settings', async () => {
    const { port, got, close } = await mailServer()
    const opened = openCouriers(house.db, keyring)
    await save({ smtp: { ...smtp, host: '127.0.0.1', port, security: 'none', user: '', password: '' } })
    const courier = await opened.couriers('mail')
    expect(await courier?.deliver(parcel(newId(), 'lan@khach.example'), decided, new AbortController().signal)).toMatchObject({
      kind: 'accepted',
    })
    expect(got).toHaveLength(1)
    expect(await opened.couriers('sms')).toBeUndefined()
    await opened.close()
    await close()
  })

  test('a key signs once its record was seen, and the old one until then', async () => {
    const made = await asOwner('POST', '/api/mail/dkim', {})
    expect(made.body.dkim).toMatchObject({ domain: 'nha-quen.example', selector: 'quen202611', isSeen: false })
    expect(made.body.dkim.record).toMatchObject({
      name: 'quen202611._domainkey.nha-quen.example',
      value: expect.stringMatching(/^v=DKIM1; k=rsa; p=[\w+/=]{300,}$/),
    })
    expect(made.text).not.toContain('PRIVATE')
    expect((await courierSettings(house.db, keyring)).mail?.dkim).toBeUndefined()
    await noteSeen(house.db, ['quen202611'], house.now)
    expect((await courierSettings(house.db, keyring)).mail?.dkim).toMatchObject({
      selector: 'quen202611',
      privateKey: expect.stringContaining('PRIVATE'),
    })
    expect((await asOwner('POST', '/api/mail/dkim', {})).body.dkim).toMatchObject({ selector: 'quen202611b', isSeen: false })
    const { mail } = await courierSettings(house.db, keyring)
    expect(mail?.dkim?.selector).toBe('quen202611')
    expect(() => mail && void smtpCourier(asSmtp(mail, keyring.mark), carrierInThread).close()).not.toThrow()
  })
})

/** A server of names on this machine, for one zone. */
async function nameServer(zone: Record<string, string[]>): Promise<{ port: number; close(): void }> {
  const socket = createSocket('udp4')
  socket.on('message', (asked, from) => {
    let at = 12
    const labels: string[] = []
    while (asked[at]) {
      labels.push(asked.subarray(at + 1, at + 1 + (asked[at] ?? 0)).toString())
      at += (asked[at] ?? 0) + 1
    }
    const type = asked.readUInt16BE(at + 1)
    const found = zone[`${type === 15 ? 'MX' : 'TXT'} ${labels.join('.').toLowerCase()}`] ?? []
    const answers = found.map((text) => {
      const data = type === 15 ? mx(text) : txt(text)
      return Buffer.concat([Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60]), Buffer.from([data.length >> 8, data.length & 255]), data])
    })
    const head = Buffer.alloc(12)
    asked.copy(head, 0, 0, 2)
    head.writeUInt16BE(found.length ? 0x8180 : 0x8183, 2)
    head.writeUInt16BE(1, 4)
    head.writeUInt16BE(found.length, 6)
    socket.send(Buffer.concat([head, asked.subarray(12, at + 5), ...answers]), from.port, from.address)
  })
  await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done))
  return { port: socket.address().port, close: () => socket.close() }
}

const txt = (text: string): Buffer =>
  Buffer.concat(
    (text.match(/.{1,255}/gs) ?? ['']).map((part) => Buffer.concat([Buffer.from([Buffer.byteLength(part)]), Buffer.from(part)])),
  )
const mx = (text: string): Buffer => {
  const [priority = '10', host = ''] = text.split(' ')
  const labels = host
    .split('.')
    .filter(Boolean)
    .map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)]))
  return Buffer.concat([Buffer.from([0, Number(priority)]), ...labels, Buffer.from([0])])
}

describe('what stands in DNS', () => {
  const check = async (zone: Record<string, string[]>) => {
    const names = await nameServer(zone)
    const { smtp: kept, keys } = await readKept(house.db)
    if (!kept) throw new Error('no server is set up')
    const { checks, seen } = await checkDns(kept, keys, dnsLookUp([`127.0.0.1:${names.port}`]))
    names.close()
    return { states: Object.fromEntries(checks.map(({ kind, state }) => [kind, state])), checks, seen }
  }

  test('nothing yet: each record is shown as it should be put there', async () => {
    const { states, checks } = await check({})
    expect(states).toEqual({ mx: 'missing', spf: 'missing', dkim: 'missing', dmarc: 'missing' })
    expect(checks.filter(({ kind, put }) => kind !== 'dkim' && !put).length).toBe(0)
    for (const { put } of checks)
      expect(put).toMatchObject({ name: expect.stringContaining('nha-quen.example'), value: expect.stringMatching(/^(?:v=|10 )/) })
  })

  test('all of it right: nothing is asked for, and the keys are seen', async () => {
    const { keys } = await readKept(house.db)
    const zone = {
      'MX tra.nha-quen.example': ['10 thu.nha-quen.example'],
      'TXT tra.nha-quen.example': ['v=spf1 mx a:thu.nha-quen.example -all', 'google-site-verification=x'],
      'TXT _dmarc.nha-quen.example': ['v=DMARC1; p=none; rua=mailto:thu@nha-quen.example'],
      ...Object.fromEntries(keys.map((key) => [`TXT ${dkimRecord(key).name}`, [dkimRecord(key).value]])),
    }
    const { states, checks, seen } = await check(zone)
    expect(states).toEqual({ mx: 'ok', spf: 'ok', dkim: 'ok', dmarc: 'ok' })
    expect(checks.every(({ put }) => put === null)).toBe(true)
    expect(seen).toEqual(keys.map(({ selector }) => selector))
  })

  test('two records of one kind, a door open to everybody, a key of others and a domain without mail are wrong', async () => {
    const { keys } = await readKept(house.db)
    const key = keys.at(-1)
    const base = { 'MX tra.nha-quen.example': ['0 .'], 'TXT _dmarc.nha-quen.example': ['v=DMARC1; p=maybe'] }
    const foreign = key ? { [`TXT ${dkimRecord(key).name}`]: ['v=DKIM1; p=AAAA'] } : {}
    expect((await check({ ...base, ...foreign, 'TXT tra.nha-quen.example': ['v=spf1 -all', 'v=spf1 mx -all'] })).states).toEqual({
      mx: 'wrong',
      spf: 'wrong',
      dkim: 'wrong',
      dmarc: 'wrong',
    })
    expect((await check({ 'TXT tra.nha-quen.example': ['v=spf1 +all'] })).states.spf).toBe('wrong')
  })

  test('nobody answers: that is said, and nothing is called missing', async () => {
    const silent = createSocket('udp4')
    await new Promise<void>((done) => silent.bind(0, '127.0.0.1', done))
    const { port } = silent.address()
    silent.close()
    const { smtp: kept, keys } = await readKept(house.db)
    if (!kept) throw new Error('no server is set up')
    const { checks } = await checkDns(kept, keys.slice(-1), dnsLookUp([`127.0.0.1:${port}`]))
    expect(checks.map(({ state }) => state)).toEqual(['unanswered', 'unanswered', 'unanswered', 'unanswered'])
  })
})
