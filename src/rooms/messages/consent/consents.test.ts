import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aHouse } from '../../../../test/support/house.ts'
import { NEVER_ALTERED } from '../../../platform/db/append-only.ts'
import { newId } from '../../../platform/ids.ts'
import { openSecrets, type Secrets } from '../../../platform/secrets.ts'
import {
  addressHash,
  type Choice,
  choicesOf,
  consentsOf,
  deriveAnew,
  leave,
  type NewConsent,
  recordConsent,
  saveChoice,
  suppress,
  suppressedAmong,
} from './consents.ts'
import { mergedConsents, unmergedConsents } from './merges.ts'
import { liftByOwner } from './suppression.ts'

const house = aHouse()
const at = (hours: number): Date => new Date(Date.UTC(2026, 10, 20) + hours * 3_600_000)
const books = newId()
const offers = newId()
let keyring: Secrets
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'quen-consent-'))
  keyring = openSecrets(() => folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const granted = (customerId: string, more: Partial<NewConsent> = {}): NewConsent => ({
  customerId,
  purpose: 'newsletter',
  topicId: books,
  channel: 'mail',
  act: 'granted',
  givenBy: 'customer',
  method: 'page',
  monthly: 2,
  ...more,
})
const record = (events: NewConsent[], now: Date) => house.db.transaction().execute((tx) => recordConsent(tx, events, now))
const news = async (id: string) =>
  (await consentsOf(house.db, [id], { purpose: 'newsletter', topicId: books, channels: ['mail', 'zalo'] })).get(id)
const rowsOf = async (ids: string[]) =>
  (await sql`select * from consent_now where customer_id = any(${ids}::uuid[]) order by 1, 2, 3, 4`.execute(house.db)).rows

describe('consent', () => {
  test('is found for many at once, one fact for each channel that was asked about', async () => {
    const [hoa, binh] = [newId(), newId()]
    await record([granted(hoa)], at(1))
    const found = await consentsOf(house.db, [hoa, binh], { purpose: 'newsletter', topicId: books, channels: ['mail', 'zalo'] })
    expect(found.get(hoa)).toEqual([
      { channel: 'mail', state: 'granted', monthly: 2, until: null, since: at(1) },
      { channel: 'zalo', state: 'none', monthly: null, until: null, since: null },
    ])
    expect(found.get(binh)?.map(({ state }) => state)).toEqual(['none', 'none'])
  })

  test('that somebody took back is in force at once, for all they were written to about', async () => {
    const hoa = newId()
    await record([granted(hoa), granted(hoa, { purpose: 'offer', topicId: offers, channel: 'zalo' })], at(1))
    await house.db.transaction().execute((tx) => leave(tx, { customerId: hoa, method: 'one-click', messageId: newId(), now: at(2) }))
    expect((await news(hoa))?.map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn'])
    const offer = await consentsOf(house.db, [hoa], { purpose: 'offer', topicId: offers, channels: ['zalo', 'sms'] })
    expect(offer.get(hoa)?.map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn'])
  })

  test('after leaving is brought back by the customer alone; what staff and files say is kept as an attempt', async () => {
    const hoa = newId()
    await record([granted(hoa), granted(hoa, { act: 'withdrawn' })], at(1))
    const tried = await record(
      [granted(hoa, { givenBy: 'staff', method: 'spoken' }), granted(hoa, { givenBy: 'import', method: 'import' })],
      at(2),
    )
    expect(tried).toEqual([
      { at: 0, why: 'customer-only' },
      { at: 1, why: 'customer-only' },
    ])
    expect((await news(hoa))?.[0]?.state).toBe('withdrawn')
    expect((await sql`select 1 from consent_event where customer_id = ${hoa}`.execute(house.db)).rows).toHaveLength(4)
    expect(await record([granted(hoa)], at(3))).toEqual([])
    expect((await news(hoa))?.[0]).toMatchObject({ state: 'granted', since: at(3) })
  })

  test('names its purpose and its channel, or it is none', async () => {
    const hoa = newId()
    await expect(record([granted(hoa, { purpose: 'every' })], at(1))).rejects.toThrow('must name')
    await expect(
      record([{ customerId: hoa, purpose: 'newsletter', act: 'granted', givenBy: 'customer', method: 'page' }], at(1)),
    ).rejects.toThrow('must name')
  })

  test('is asked for once at one number, for ever, whoever it belongs to by then', async () => {
    const [first, second] = [newId(), newId()]
    const hash = addressHash(keyring, 'sms', '0570 000 101')
    const ask = (customerId: string) =>
      granted(customerId, { channel: 'sms', act: 'asked', givenBy: 'machine', method: 'registration', addressHash: hash })
    expect(await record([ask(first)], at(1))).toEqual([])
    expect(await record([ask(second)], at(2))).toEqual([{ at: 0, why: 'asked-before' }])
    expect(addressHash(keyring, 'sms', '+84570000101')).toBe(hash)
  })

  test('kept act by act is what the whole log says when it is read again', async () => {
    const people = Array.from({ length: 6 }, () => newId())
    let seed = 7
    const draw = (most: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return Math.floor((seed / 2_147_483_648) * most)
    }
    const said = ['granted', 'withdrawn', 'requested', 'narrowed', 'snoozed', 'resumed', 'objected'] as const
    for (let nth = 0; nth < 60; nth++) {
      const act = said[draw(said.length)] ?? 'granted'
      const isWide = act !== 'granted' && act !== 'requested' && draw(3) === 0
      const events = [
        granted(people[draw(6)] ?? '', {
          act,
          givenBy: draw(2) ? 'customer' : 'staff',
          channel: isWide ? 'every' : draw(2) ? 'mail' : 'zalo',
          topicId: isWide && draw(2) ? null : books,
          monthly: draw(5),
          until: act === 'snoozed' ? at(nth + draw(40)) : null,
        }),
      ]
      await record(events, at(nth))
    }
    const kept = await rowsOf(people)
    expect(kept.length).toBeGreaterThan(6)
    await deriveAnew(house.db, people)
    expect(await rowsOf(people)).toEqual(kept)
  })

  test('given and taken by two at once ends where the log ends', async () => {
    const hoa = newId()
    await Promise.all(Array.from({ length: 6 }, (_, nth) => record([granted(hoa, nth % 2 ? { act: 'withdrawn' } : {})], at(nth))))
    const kept = await rowsOf([hoa])
    await deriveAnew(house.db, [hoa])
    expect(await rowsOf([hoa])).toEqual(kept)
    expect(kept).toHaveLength(1)
  })
})

describe('the log', () => {
  test('cannot be altered by the app, only go with whom it is about', async () => {
    const hoa = newId()
    await record([granted(hoa)], at(1))
    for (const table of NEVER_ALTERED) {
      const key = table === 'letter_version' ? 'number' : 'customer_id'
      const tried = sql`update ${sql.table(table)} set ${sql.ref(key)} = ${sql.ref(key)}`.execute(house.db)
      await expect(tried).rejects.toThrow(/permission denied/)
    }
    const gone = await sql`delete from consent_event where customer_id = ${hoa}`.execute(house.db)
    expect(gone.numAffectedRows).toBe(1n)
  })
})

describe('two records of one person', () => {
  test('keep the stricter word, and are two again when that is undone', async () => {
    const [one, two] = [newId(), newId()]
    await record([granted(one, { monthly: 4 }), granted(one, { channel: 'zalo' })], at(1))
    await record([granted(two, { monthly: 1 }), granted(two, { channel: 'zalo' })], at(2))
    await record([granted(one, { channel: 'zalo', act: 'withdrawn' })], at(3))
    await record([granted(two, { channel: 'zalo', method: 'form' })], at(4))
    await saveChoice(house.db, one, { monthly: 3 }, { kind: 'customer' }, at(4))
    await saveChoice(house.db, two, { monthly: 1, days: [6, 7] }, { kind: 'customer' }, at(4))
    const before = await rowsOf([one, two])
    await house.db.transaction().execute((tx) => mergedConsents(tx, two, one, at(5)))
    expect(await news(one)).toMatchObject([{ state: 'granted', monthly: 1 }, { state: 'withdrawn' }])
    expect(await rowsOf([two])).toEqual([])
    expect((await choicesOf(house.db, [one])).get(one)).toMatchObject({ monthly: 1, days: [6, 7] })
    await house.db.transaction().execute((tx) => unmergedConsents(tx, two, one, at(6)))
    expect(await rowsOf([one, two])).toEqual(before)
    expect((await choicesOf(house.db, [one])).get(one)).toMatchObject({ monthly: 3, days: null })
  })

  test('that were joined come back by the customer’s own act, and what was said since stays with the one it was said to', async () => {
    const [one, two] = [newId(), newId()]
    await record([granted(one)], at(1))
    await record([granted(two), granted(two, { act: 'withdrawn' })], at(0))
    await house.db.transaction().execute((tx) => mergedConsents(tx, two, one, at(2)))
    expect((await news(one))?.[0]?.state).toBe('withdrawn')
    await record([granted(one, { monthly: 3 })], at(3))
    expect((await news(one))?.[0]).toMatchObject({ state: 'granted', monthly: 3 })
    await house.db.transaction().execute((tx) => unmergedConsents(tx, two, one, at(4)))
    expect([(await news(one))?.[0]?.state, (await news(two))?.[0]?.state]).toEqual(['granted', 'withdrawn'])
  })
})

describe('records that were joined, and joined again', () => {
  const joined = (from: string, into: string, nth: number) =>
    house.db.transaction().execute((tx) => mergedConsents(tx, from, into, at(nth)))
  const parted = (from: string, into: string, nth: number, carried: string[] = []) =>
    house.db.transaction().execute((tx) => unmergedConsents(tx, from, into, at(nth), carried))
  const state = async (id: string) => (await news(id))?.[0]?.state

  test('carry a no along, and give it back with the record that it came with', async () => {
    const [one, two, three] = [newId(), newId(), newId()]
    await record([granted(one), granted(two), granted(three)], at(1))
    await record([granted(one, { act: 'withdrawn' })], at(2))
    await record([granted(three, { monthly: 2 })], at(3))
    const before = await rowsOf([one, two, three])
    await joined(one, two, 4)
    const between = await rowsOf([one, two, three])
    await joined(two, three, 5)
    expect(await state(three)).toBe('withdrawn')
    await parted(two, three, 6, [one])
    expect(await rowsOf([one, two, three])).toEqual(between)
    await parted(one, two, 7)
    expect(await rowsOf([one, two, three])).toEqual(before)
  })

  test('stay at the no of one when another is parted from them first', async () => {
    const [one, two, three] = [newId(), newId(), newId()]
    await record([granted(one), granted(two)], at(1))
    await record([granted(one, { act: 'withdrawn' }), granted(two, { act: 'withdrawn' })], at(2))
    await record([granted(three)], at(3))
    await joined(one, three, 4)
    await joined(two, three, 5)
    await parted(one, three, 6)
    expect(await state(three)).toBe('withdrawn')
    await parted(two, three, 7)
    expect(await state(three)).toBe('granted')
  })

  test('keep the smaller promise of one, the longer rest of the other, and silence upon the one question', async () => {
    const [one, two, asked] = [newId(), newId(), newId()]
    await record([granted(one, { monthly: 1 }), granted(two, { monthly: 4 })], at(1))
    await record([granted(one, { act: 'snoozed', until: at(90) })], at(2))
    await record([granted(two, { act: 'snoozed', until: at(50) })], at(3))
    await joined(two, one, 4)
    expect((await news(one))?.[0]).toMatchObject({ state: 'snoozed', monthly: 1, until: at(90) })
    await record([granted(asked, { act: 'asked', givenBy: 'staff' })], at(1))
    await joined(asked, one, 800)
    expect(await state(one)).toBe('refused')
  })
})

describe('a choice', () => {
  const staff = { kind: 'staff', id: newId(), name: 'Ngọc' } as const

  test('is the customer’s: staff note less of it, never more', async () => {
    const hoa = newId()
    await saveChoice(house.db, hoa, { monthly: 2, fromHour: 8, untilHour: 20 }, { kind: 'customer' }, at(1))
    expect(await saveChoice(house.db, hoa, { monthly: 1, pausedUntil: at(200) }, staff, at(2))).toMatchObject({ monthly: 1, fromHour: 8 })
    const wider: Partial<Choice>[] = [{ monthly: 4 }, { monthly: null }, { pausedUntil: null }, { fromHour: 7 }, { untilHour: null }]
    for (const more of wider)
      await expect(saveChoice(house.db, hoa, more, staff, at(3))).rejects.toMatchObject({ code: 'consent.customer_only' })
    expect(await saveChoice(house.db, hoa, { monthly: 4, pausedUntil: null }, { kind: 'customer' }, at(4))).toMatchObject({ monthly: 4 })
  })

  test('of hours that end before they begin is none', async () => {
    await expect(saveChoice(house.db, newId(), { fromHour: 20, untilHour: 8 }, { kind: 'customer' }, at(1))).rejects.toMatchObject({
      code: 'consent.hours_wrong',
    })
  })
})

describe('an address that is not written to', () => {
  test('is known however it is written, and tells nobody whose it was', async () => {
    const hoa = newId()
    await suppress(house.db, keyring, [{ channel: 'mail', address: 'Hoa@Thu.example', reason: 'bounced', customerId: hoa }], at(1))
    const found = await suppressedAmong(house.db, [
      addressHash(keyring, 'mail', ' hoa@thu.example '),
      addressHash(keyring, 'sms', '0570 000 101'),
    ])
    expect([...found]).toEqual([addressHash(keyring, 'mail', 'hoa@thu.example')])
    const rows = (await sql`select * from suppression`.execute(house.db)).rows
    expect(JSON.stringify(rows)).not.toContain('thu.example')
  })

  test('that was erased stays erased when it bounces, until its owner asks to be written to', async () => {
    const mail = { channel: 'mail', address: 'xoa@thu.example' } as const
    await suppress(house.db, keyring, [{ ...mail, reason: 'erased', customerId: null }], at(1))
    await suppress(house.db, keyring, [{ ...mail, reason: 'bounced', customerId: null }], at(2))
    expect((await sql`select 1 from suppression where reason = 'erased'`.execute(house.db)).rows).toHaveLength(1)
    await liftByOwner(house.db, keyring, mail)
    expect((await suppressedAmong(house.db, [addressHash(keyring, mail.channel, mail.address)])).size).toBe(0)
  })
})
