import { describe, expect, test } from 'vitest'
import { newId } from '../../src/platform/ids.ts'
import { returnAddress } from '../../src/platform/return-address.ts'
import { addressHash, consentsOf, recordConsent, suppressedAmong } from '../../src/rooms/messages/consent/consents.ts'
import { dealWithIncoming, type HumanMail, handOverWaiting, keepIncoming, type Reader } from '../../src/rooms/messages/mail/inbound.ts'
import { forgetMachineMail, inboundState } from '../../src/rooms/messages/mail/inbound-store.ts'
import { aHouse } from '../support/house.ts'
import { sentTo, stateOf } from './people.ts'
import { aDsn, aLetter, anArf, DOMAIN, mark } from './raw-mails.ts'
import { secretsOf } from './servers.ts'

const keyring = secretsOf()
const house = aHouse()
const source = 'thu@nha/INBOX'
let uid = 0

const come = (raw: Buffer, more: { uid?: number; uidValidity?: number; size?: number } = {}) =>
  keepIncoming(house.db, { source, uidValidity: more.uidValidity ?? 1, uid: more.uid ?? ++uid }, raw, more.size ?? raw.length, house.now)
const deal = (reader?: Reader) => dealWithIncoming(house.db, { keyring, ...(reader ? { reader } : {}) }, () => house.now)
const all = async (...raws: Buffer[]) => {
  for (const raw of raws) await come(raw)
  return deal()
}
const sentOne = async (address = `k${newId()}@khach.example`) => {
  const [one] = await sentTo(house, [address])
  if (!one) throw new Error('nothing was sent')
  return one
}
const isSuppressed = async (address: string) => (await suppressedAmong(house.db, [addressHash(keyring, 'mail', address)])).size > 0
const agreed = (customerId: string) =>
  recordConsent(
    house.db,
    [{ customerId, purpose: 'newsletter', channel: 'mail', act: 'granted', givenBy: 'customer', method: 'form' }],
    house.now,
  )
const standing = async (customerId: string) =>
  (await consentsOf(house.db, [customerId], { purpose: 'newsletter', channels: ['mail'] })).get(customerId)?.[0]?.state
const DAY = 24 * 3600_000

describe('a letter that comes back', () => {
  test('because nobody is there is not written to again, at once', async () => {
    const one = await sentOne()
    await all(aDsn({ messageId: one.messageId, status: '5.1.1' }))
    expect([await stateOf(house, one.messageId), await isSuppressed(one.address)]).toEqual(['bounced', true])
  })

  test('because the box is full is, until it was so on three days', async () => {
    const address = 'day@khach.example'
    const start = house.now
    for (const day of [1, 1, 2]) {
      house.now = new Date(start.getTime() + day * DAY)
      await all(aDsn({ messageId: (await sentOne(address)).messageId, status: '5.2.2' }))
      expect(await isSuppressed(address)).toBe(false)
    }
    house.now = new Date(start.getTime() + 3 * DAY)
    await all(aDsn({ messageId: (await sentOne(address)).messageId, status: '5.2.2' }))
    expect(await isSuppressed(address)).toBe(true)
    house.now = start
  })

  test('because the house is not trusted is the house’s own affair', async () => {
    const one = await sentOne()
    await all(aDsn({ messageId: one.messageId, status: '5.7.1', diagnostic: 'smtp; 550 5.7.1 blocked' }))
    expect([await stateOf(house, one.messageId), await isSuppressed(one.address)]).toEqual(['bounced', false])
  })

  test('is never told by the address that it names: nobody can make another one bounce', async () => {
    const one = await sentOne('nan-nhan@khach.example')
    await all(aDsn({ messageId: one.messageId, by: [], recipient: 'nan-nhan@khach.example' }))
    expect([await stateOf(house, one.messageId), await isSuppressed(one.address)]).toEqual(['accepted', false])
  })

  test('twice, late or before it was known to be taken, counts once', async () => {
    const [one] = await sentTo(house, [`k${newId()}@khach.example`], 'unknown')
    const messageId = one?.messageId ?? ''
    await all(aDsn({ messageId }), aDsn({ messageId, diagnostic: 'smtp; 550 5.1.1 again' }))
    expect(await stateOf(house, messageId)).toBe('bounced')
  })
})

describe('a complaint', () => {
  test('ends everything for who complained, and stands at the letter', async () => {
    const one = await sentOne()
    await agreed(one.customerId)
    await all(anArf(one.messageId, { isHidden: true }))
    expect([await stateOf(house, one.messageId), await standing(one.customerId), await isSuppressed(one.address)]).toEqual([
      'complained',
      'withdrawn',
      true,
    ])
  })
})

describe('leaving by mail', () => {
  test('to the address in the letter holds at once', async () => {
    const one = await sentOne()
    await agreed(one.customerId)
    await all(aLetter({ to: returnAddress('leave', one.messageId, DOMAIN, mark), subject: 'unsubscribe', text: '' }))
    expect(await standing(one.customerId)).toBe('withdrawn')
  })

  test('by the word alone, out of the blue, is known by who writes', async () => {
    const made = await house.as('reception')('POST', '/api/customers', {
      name: 'Bùi Lan',
      contacts: [{ kind: 'mail', value: 'bui.lan@khach.example' }],
    })
    await agreed(made.body.id)
    await all(aLetter({ from: 'Bui.Lan@khach.example', subject: 'TC', text: 'TC' }))
    expect(await standing(made.body.id)).toBe('withdrawn')
  })

  test('by somebody whom nobody knows is left for a person to read', async () => {
    const before = (await inboundState(house.db)).waiting
    await all(aLetter({ from: 'ai-do@khac.example', subject: 'STOP', text: 'STOP' }))
    expect((await inboundState(house.db)).waiting).toBe(before + 1)
  })
})

describe('what a person writes', () => {
  test('waits for a reader without being lost, and is handed over once there is one', async () => {
    await house.database.pool.query(`delete from inbound_mail`)
    const one = await sentOne()
    await all(aLetter({ answers: one.messageId, text: 'Cho em một bàn tối thứ bảy' }), aLetter({ subject: 'Hỏi phòng' }))
    expect((await inboundState(house.db)).waiting).toBe(2)
    const read: HumanMail[] = []
    const reader: Reader = async (_db, mail) => read.push(mail) > 0
    expect(await handOverWaiting(house.db, { keyring, reader }, () => house.now)).toBe(2)
    expect(read.map(({ subject, answers }) => [subject, answers?.customerId ?? null])).toEqual([
      ['Re: Thư từ nhà', one.customerId],
      ['Hỏi phòng', null],
    ])
    expect((await inboundState(house.db)).waiting).toBe(0)
    expect(await handOverWaiting(house.db, { keyring, reader }, () => house.now)).toBe(0)
  })
})

describe('the mailbox', () => {
  test('keeps every mail once: the same number, and the same bytes under a new one', async () => {
    const raw = aLetter({ subject: 'Một lần', text: newId() })
    expect(await come(raw, { uid: 9001 })).toBe(true)
    expect(await come(raw, { uid: 9001 })).toBe(false)
    expect(await come(raw, { uid: 1, uidValidity: 2 })).toBe(false)
  })

  test('puts aside what cannot be read, says why, and goes on with the next', async () => {
    await house.database.pool.query(`delete from inbound_mail`)
    const one = await sentOne()
    const endless = Buffer.from(`${'X-A: b\r\n'.repeat(100_000)}\r\n\r\nx`)
    await all(endless, Buffer.from([0, 1, 2, 255]), aDsn({ messageId: one.messageId }))
    await come(Buffer.from('From: a@b.example\r\n\r\nlớn'), { size: 50_000_000 })
    await deal()
    expect(await stateOf(house, one.messageId)).toBe('bounced')
    expect((await inboundState(house.db)).faulty.map(({ fault }) => fault)).toEqual(
      expect.arrayContaining(['too-large', expect.stringContaining('cannot be read')]),
    )
  })

  test('lets go of what machines wrote after a month, and keeps what people wrote', async () => {
    await house.database.pool.query(`delete from inbound_mail`)
    await all(aDsn({ messageId: (await sentOne()).messageId }), aLetter({ subject: 'Giữ nhé', text: newId() }))
    await forgetMachineMail(house.db, new Date(house.now.getTime() + 31 * DAY))
    const rows = await house.database.pool.query(`select kind, raw is null as gone from inbound_mail order by kind`)
    expect(rows.rows).toEqual([
      { kind: 'bounce', gone: true },
      { kind: 'human', gone: false },
    ])
  })
})
