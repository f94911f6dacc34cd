import { createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tryMailbox } from '../../src/connectors/imap/mailbox.ts'
import { newId } from '../../src/platform/ids.ts'
import type { Reader } from '../../src/rooms/messages/mail/inbound.ts'
import { inboundState } from '../../src/rooms/messages/mail/inbound-store.ts'
import { runMailIn } from '../../src/server/mail-in.ts'
import { aHouse } from '../support/house.ts'
import { aDovecot, type Dovecot } from './dovecot.ts'
import { sentTo, stateOf } from './people.ts'
import { aDsn, aLetter } from './raw-mails.ts'
import { secretsOf } from './servers.ts'

// A real mailbox on a real server, read by what the house's server runs.

const keyring = secretsOf()
const house = aHouse()
let box: Dovecot
let reading: { stop(): Promise<void> } | undefined
const begin = (reader?: Reader) => {
  reading = runMailIn({ db: house.db, keyring, clock: () => house.now, log: { error: () => undefined }, ...(reader ? { reader } : {}) })
}
const subjects = async (): Promise<number> => Number((await house.database.pool.query('select count(*) from inbound_mail')).rows[0].count)
const settle = { timeout: 15_000, interval: 25 }

beforeAll(async () => {
  box = await aDovecot()
  const version = (await house.as('owner')('GET', '/api/mail/settings')).body.version
  const imap = { host: '127.0.0.1', port: box.port, security: 'none', user: box.user, folder: 'INBOX', password: box.password }
  const kept = await house.as('owner')('PUT', '/api/mail/settings', {
    version,
    house: { publicAddress: '', postalAddress: '', advertiser: '' },
    smtp: null,
    imap,
    sms: null,
  })
  expect(kept.status).toBe(200)
})

afterAll(async () => {
  await reading?.stop()
  await box.remove()
})

test('what lies in the mailbox is read, and what comes is told by the server itself', async () => {
  const [one, other] = await sentTo(house, ['a@khach.example', 'b@khach.example'])
  box.deliver(aDsn({ messageId: one?.messageId ?? '' }))
  box.deliver(aLetter({ subject: 'Hỏi phòng', text: newId() }))
  await box.start()
  begin()
  await expect.poll(() => stateOf(house, one?.messageId ?? ''), settle).toBe('bounced')
  const before = performance.now()
  box.deliver(aDsn({ messageId: other?.messageId ?? '' }))
  await expect.poll(() => stateOf(house, other?.messageId ?? ''), settle).toBe('bounced')
  // Told by IDLE, not found by looking every few minutes.
  expect(performance.now() - before).toBeLessThan(10_000)
  expect(await subjects()).toBe(3)
})

test('a server that goes away and comes back is read on, nothing twice', async () => {
  await box.stop()
  const [one] = await sentTo(house, ['c@khach.example'])
  box.deliver(aDsn({ messageId: one?.messageId ?? '' }))
  await box.start()
  await expect.poll(() => stateOf(house, one?.messageId ?? ''), settle).toBe('bounced')
  expect(await subjects()).toBe(4)
})

test('numbers that begin anew make no mail come twice', async () => {
  await box.stop()
  box.renumber()
  box.deliver(aLetter({ subject: 'Sau khi đổi số', text: newId() }))
  await box.start()
  await expect.poll(subjects, settle).toBe(5)
  const found = await house.database.pool.query(`select count(distinct uid_validity) as validities from inbound_mail`)
  expect(Number(found.rows[0].validities)).toBe(2)
})

test('a house that stops reading ends within five seconds, and goes on where it was', async () => {
  const before = performance.now()
  await reading?.stop()
  expect(performance.now() - before).toBeLessThan(5000)
  box.deliver(aLetter({ subject: 'Trong lúc nghỉ', text: newId() }))
  begin()
  await expect.poll(subjects, settle).toBe(6)
})

test('what waited for a reader is handed over as soon as there is one, each once', async () => {
  await reading?.stop()
  const read: string[] = []
  const reader: Reader = async (_db, { subject }) => read.push(subject) > 0
  begin(reader)
  await expect.poll(() => read.toSorted(), settle).toEqual(['Hỏi phòng', 'Sau khi đổi số', 'Trong lúc nghỉ'])
  box.deliver(aLetter({ subject: 'Thư mới', text: newId() }))
  await expect.poll(() => read.length, settle).toBe(4)
  expect((await inboundState(house.db)).waiting).toBe(0)
})

test('a wrong password is said in the server’s own words, without it', async () => {
  const server = { host: '127.0.0.1', port: box.port, security: 'none' as const, user: box.user, folder: 'INBOX' }
  expect(await tryMailbox({ ...server, password: box.password })).toEqual({ isWell: true, count: 7, fault: null })
  const tried = await tryMailbox({ ...server, password: 'sai mật khẩu' })
  expect(tried).toMatchObject({ isWell: false, fault: expect.stringMatching(/auth/i) })
  expect(tried.fault).not.toContain('sai mật khẩu')
})

test('a server that says nothing, or never ends a line, holds nobody up', async () => {
  const open: Socket[] = []
  const silent = createServer((socket) => {
    open.push(socket)
    socket.on('error', () => undefined)
    const more = setInterval(() => socket.write('x'.repeat(65_536)), 1)
    socket.on('close', () => clearInterval(more))
  })
  await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done))
  const { port } = silent.address() as { port: number }
  const before = process.memoryUsage().rss
  expect(await tryMailbox({ host: '127.0.0.1', port, security: 'none', user: 'a', password: 'b', folder: 'INBOX' })).toMatchObject({
    isWell: false,
  })
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024)
  for (const socket of open) socket.destroy()
  await new Promise((done) => silent.close(done))
})
