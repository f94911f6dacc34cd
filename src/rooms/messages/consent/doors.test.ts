import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aHouse } from '../../../../test/support/house.ts'
import { newId } from '../../../platform/ids.ts'
import { openSecrets, type Secrets } from '../../../platform/secrets.ts'
import { addressHash, consentsOf, leave, suppress, suppressedAmong } from './consents.ts'
import { agentFamily, maySignAs } from './door-rules.ts'
import { confirmSignUp, forgetUnconfirmed, makeDoor, openDoor, type SignUp, signUp } from './doors.ts'
import type { Door } from './doors-store.ts'
import * as topics from './topics-store.ts'

const house = aHouse()
const now = new Date('2026-11-20T03:00:00Z')
const later = (days: number): Date => new Date(now.getTime() + days * 86_400_000)
const books = newId()
const events = newId()
let folder = ''
let keyring: Secrets

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quen-doors-'))
  keyring = openSecrets(() => folder)
  const topic = { purpose: 'newsletter' as const, about: {}, isOpen: true, isSample: false, version: 1 }
  await topics.addTopic(house.db, { ...topic, id: books, names: { vi: 'Sách mới', en: 'New books' } })
  await topics.addTopic(house.db, { ...topic, id: events, names: { vi: 'Sự kiện', en: 'Events' } })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const door = (more: Partial<Door> = {}) =>
  makeDoor(house.db, { kind: 'qr', label: 'Quầy', topics: [books, events], monthly: 2, isDouble: false, ...more }, now)
const sign = (code: string, more: Partial<SignUp> = {}, at = now) =>
  house.db
    .transaction()
    .execute((tx) =>
      signUp(
        tx,
        code,
        { name: 'Lê Thị Mây', contact: '0570 000 701', language: 'vi', topics: [books], ...more },
        { from: '203.0.113.77', agent: 'Mozilla/5.0 (Linux; Android 14) Chrome/126.0', formAddress: 'https://nha.example/d/x' },
        at,
      ),
    )
const stands = async (id: string, topicId: string, channel: 'mail' | 'zalo') =>
  (await consentsOf(house.db, [id], { purpose: 'newsletter', topicId, channels: [channel] })).get(id)?.[0]
const isThere = async (id: string) => (await sql`select 1 from customer where customer_id = ${id}`.execute(house.db)).rows.length > 0
const confirm = (token: string | undefined, at = now) => house.db.transaction().execute((tx) => confirmSignUp(tx, token ?? '', at, keyring))

describe('a door', () => {
  let counter: Door
  beforeEach(async () => {
    counter = await door()
  })

  test('lets somebody new in with the topics they chose and no other, and keeps how it was', async () => {
    const signed = await sign(counter.code)
    expect(signed).toMatchObject({ needsConfirmation: false, channel: 'zalo' })
    expect(await stands(signed.customerId, books, 'zalo')).toMatchObject({ state: 'granted', monthly: 2 })
    expect((await stands(signed.customerId, events, 'zalo'))?.state).toBe('none')
    const person = await sql<{ source: string }>`select source from customer where customer_id = ${signed.customerId}`.execute(house.db)
    expect(person.rows[0]?.source).toBe(`door:${counter.code}`)
    const [event] = (
      await sql<{ evidence: Record<string, string>; wording_id: string }>`select * from consent_event
      where customer_id = ${signed.customerId}`.execute(house.db)
    ).rows
    expect(event?.evidence).toMatchObject({ network: '203.0.113.0/24', agent: 'Chrome, Android', door: 'Quầy', language: 'vi' })
    expect(event?.evidence['said']).toContain('Sách mới, qua Zalo, nhiều nhất 2 tin mỗi tháng')
    expect(JSON.stringify(event)).not.toContain('203.0.113.77')
  })

  test('finds whoever has the contact, and tells two on one number apart by the name', async () => {
    const first = await sign(counter.code, { contact: '0570000702', name: 'Vũ Minh Bình' })
    const again = await sign(counter.code, { contact: '+84 570 000 702', name: 'Bình' })
    const wife = await sign(counter.code, { contact: '0570 000 702', name: 'Đỗ Ngọc Lan' })
    expect(again.customerId).toBe(first.customerId)
    expect(wife.customerId).not.toBe(first.customerId)
  })

  test('answers the same to who is known and who is not', async () => {
    const form = await door({ kind: 'form' })
    const ask = { contact: 'may@thu.example', name: 'Mây' }
    const [unknown, known] = [await sign(form.code, ask), await sign(form.code, ask)]
    const told = ({ customerId: _, token, ...rest }: typeof known) => ({ ...rest, hasToken: Boolean(token) })
    expect(told(known)).toEqual(told(unknown))
  })

  test('of a form asks a mail address to confirm, and writes to nobody before', async () => {
    const form = await door({ kind: 'form', isDouble: false })
    const signed = await sign(form.code, { contact: 'Suong@Thu.example', name: 'Sương' })
    expect(signed.needsConfirmation).toBe(true)
    expect((await stands(signed.customerId, books, 'mail'))?.state).toBe('pending')
    expect(await confirm(signed.token)).toMatchObject({ customerId: signed.customerId, topics: [books], channel: 'mail', monthly: 2 })
    expect((await stands(signed.customerId, books, 'mail'))?.state).toBe('granted')
    await confirm(signed.token, later(1))
    expect((await stands(signed.customerId, books, 'mail'))?.since).toEqual(now)
  })

  test('lets somebody who had left come back, who then always confirms', async () => {
    const signed = await sign(counter.code, { contact: '0570 000 703' })
    await house.db.transaction().execute((tx) => leave(tx, { customerId: signed.customerId, method: 'page', now: later(1) }))
    const back = await sign(counter.code, { contact: '0570 000 703' }, later(2))
    expect(back).toMatchObject({ needsConfirmation: true, customerId: signed.customerId })
    expect((await stands(signed.customerId, books, 'zalo'))?.state).toBe('withdrawn')
    await confirm(back.token, later(3))
    expect((await stands(signed.customerId, books, 'zalo'))?.state).toBe('granted')
  })

  test('opens what was closed to an address when its owner confirms there', async () => {
    const form = await door({ kind: 'form' })
    const mail = { channel: 'mail', address: 'loi@thu.example' } as const
    await suppress(house.db, keyring, [{ ...mail, reason: 'bounced', customerId: null }], now)
    const signed = await sign(form.code, { contact: mail.address, name: 'Lợi' })
    await confirm(signed.token)
    expect((await suppressedAmong(house.db, [addressHash(keyring, mail.channel, mail.address)])).size).toBe(0)
  })

  test('floods no address with confirmations', async () => {
    const form = await door({ kind: 'form' })
    const asked = { contact: 'nhieu@thu.example', name: 'Nhiều' }
    const tokens = []
    for (let nth = 0; nth < 5; nth++) tokens.push((await sign(form.code, asked)).token)
    expect(tokens.filter(Boolean)).toHaveLength(3)
  })

  test('forgets after a week who never confirmed and is known by nothing else', async () => {
    const form = await door({ kind: 'form' })
    const stranger = await sign(form.code, { contact: 'la@thu.example', name: 'Người Lạ' })
    const kept = await sign(form.code, { contact: 'giu@thu.example', name: 'Người Giữ' })
    await confirm(kept.token)
    expect(await forgetUnconfirmed(house.db, later(6))).toBe(0)
    expect(await forgetUnconfirmed(house.db, later(8))).toBeGreaterThan(0)
    expect([await isThere(stranger.customerId), await isThere(kept.customerId)]).toEqual([false, true])
    await expect(confirm(stranger.token, later(8))).rejects.toMatchObject({ code: 'consent.no_such_request' })
  })

  test('says of somebody known who never confirmed that they did not answer', async () => {
    const first = await sign(counter.code, { contact: 'quen@thu.example', name: 'Quen', topics: [events] })
    const form = await door({ kind: 'form' })
    await sign(form.code, { contact: 'quen@thu.example', name: 'Quen', topics: [books] })
    await forgetUnconfirmed(house.db, later(8))
    expect((await stands(first.customerId, books, 'mail'))?.state).toBe('lapsed')
    expect((await stands(first.customerId, events, 'mail'))?.state).toBe('granted')
  })

  test('refuses what nobody can be reached by, nothing chosen, and a door that is closed', async () => {
    const refused = async (more: Partial<SignUp>, code = counter.code) =>
      sign(code, more).then(
        () => 'taken',
        (problem: { code: string }) => problem.code,
      )
    expect(await refused({ contact: '12' })).toBe('consent.contact_invalid')
    expect(await refused({ topics: [newId()] })).toBe('consent.nothing_chosen')
    expect(await refused({ channel: 'mail' })).toBe('consent.channel_unfit')
    expect(await refused({}, 'khongco')).toBe('consent.no_such_door')
    expect(await openDoor(house.db, 'khongco')).toBeUndefined()
  })

  test('lets one through when two knock at once with one contact', async () => {
    const both = await Promise.all([0, 1].map(() => sign(counter.code, { contact: '0570 000 704', name: 'Hai Lần' })))
    expect(new Set(both.map(({ customerId }) => customerId)).size).toBe(1)
  })
})

test('a name may be signed shorter than it is known, not otherwise', () => {
  expect([
    maySignAs('Hoa', 'Nguyễn Thị Thanh Hoa'),
    maySignAs('thanh hoa', 'Nguyễn Thị Thanh Hoa'),
    maySignAs('Lan', 'Vũ Minh Bình'),
  ]).toEqual([true, true, false])
})

test('a browser is kept by its family alone', () => {
  expect(agentFamily('Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605 Zalo iOS/24')).toBe('Zalo, iOS')
  expect(agentFamily('curl/8')).toBeNull()
})
