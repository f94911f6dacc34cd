import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../src/platform/ids.ts'
import { openSecrets } from '../../src/platform/secrets.ts'
import { choicesOf, consentsOf, deriveAnew } from '../../src/rooms/messages/consent/consents.ts'
import type { MessageChannel } from '../../src/rooms/messages/contract.ts'
import { judge } from '../../src/rooms/messages/gate.ts'
import { bringSample, clearSample } from '../../src/server/sample/actions.ts'
import { BOOK_TAG, bookAudience, topicsTold } from '../../src/server/sample/consents.data.ts'
import { moveSample } from '../../src/server/sample/moving.ts'
import { markAsked } from '../../src/server/sample/store.ts'
import { aHouse } from '../support/house.ts'

const house = aHouse()
const folder = mkdtempSync(join(tmpdir(), 'quen-agreed-'))
const keyring = openSecrets(() => folder)
const books = topicsTold[0].id

beforeAll(async () => {
  await markAsked(house.db)
  await bringSample(house.db, { data: folder, now: house.now })
  return () => rmSync(folder, { recursive: true, force: true })
})

const idOf = async (name: string): Promise<string> => {
  const found = await sql<{ customer_id: string }>`select customer_id from customer where name = ${name} and is_sample`.execute(house.db)
  return found.rows[0]?.customer_id ?? ''
}

/** What the gate says of tomorrow's letter about new books, by its reasons. */
async function tomorrow(channels: MessageChannel[]) {
  const found = await sql<{ customer_id: string }>`select customer_id from customer where tags @> ${[BOOK_TAG]}::text[]`.execute(house.db)
  const dueAt = new Date(house.now.getTime() + 18 * 3_600_000)
  const asks = found.rows.map(({ customer_id }) => ({
    customerId: customer_id,
    messageId: newId(),
    sendingId: null,
    channels,
    purpose: 'newsletter' as const,
    hasOffer: false,
    topicId: books,
    dueAt,
    mustReachBefore: null,
    expiresAt: null,
    blocks: null,
    isHeldOut: false,
  }))
  const outward = {
    keyring,
    epoch: () => undefined,
    hasSample: async () => true,
    hasCourier: async () => true,
    talking: async () => new Set<string>(),
  }
  const verdicts = await judge(house.db, asks, { now: dueAt, stage: 'plan', outward, isKept: false })
  const counts: Record<string, number> = {}
  for (const { answer, rule } of verdicts) {
    const why = answer === 'no' ? (rule ?? '') : 'receives'
    counts[why] = (counts[why] ?? 0) + 1
  }
  return { counts, verdicts }
}

describe('of those who like new books', () => {
  test('486, 455 receive tomorrow’s letter, and each of the others has the reason that is told', async () => {
    const { counts, verdicts } = await tomorrow(['mail', 'zalo'])
    const { all, withoutConsent, usedUp, paused, bounced } = bookAudience
    expect(verdicts).toHaveLength(all)
    expect(counts).toEqual({ receives: 455, consent: withoutConsent, budget: usedUp, snoozed: paused, suppressed: bounced })
    expect(all - withoutConsent - usedUp - paused - bounced).toBe(455)
    const open = verdicts.filter(({ answer }) => answer !== 'no')
    expect(new Set(open.map(({ channel, addressHash }) => `${channel} ${addressHash}`)).size).toBe(455)
    const hoa = await idOf('Nguyễn Thị Thanh Hoa')
    expect(open.find(({ customerId }) => customerId === hoa)).toMatchObject({ answer: 'pass', channel: 'zalo' })
  })

  test('the same is so in whichever order the ways are tried, and a fortnight later', async () => {
    expect((await tomorrow(['zalo', 'mail'])).counts).toMatchObject({ receives: 455, budget: 9 })
    const first = house.now
    house.now = new Date(first.getTime() + 14 * 86_400_000)
    await moveSample(house.db, house.now)
    expect((await tomorrow(['mail', 'zalo'])).counts).toEqual({ receives: 455, consent: 12, budget: 9, snoozed: 6, suppressed: 4 })
  })
})

describe('the cast', () => {
  test('chị Hoa hears of books by Zalo, once a month', async () => {
    const hoa = await idOf('Nguyễn Thị Thanh Hoa')
    const facts = await consentsOf(house.db, [hoa], { purpose: 'newsletter', topicId: books, channels: ['zalo', 'mail'] })
    expect(facts.get(hoa)).toMatchObject([{ state: 'granted', monthly: 1 }, { state: 'none' }])
    expect((await choicesOf(house.db, [hoa])).get(hoa)).toMatchObject({ monthly: 1, channel: 'zalo' })
  })

  test('bà Bích is called, and never written to by Zalo', async () => {
    const bich = await idOf('Trần Thị Bích')
    const facts = await consentsOf(house.db, [bich], { purpose: 'relationship', channels: ['call', 'zalo'] })
    expect(facts.get(bich)).toMatchObject([{ state: 'granted' }, { state: 'withdrawn' }])
  })

  test('cô Hà wants books, and no birthday discount', async () => {
    const ha = await idOf('Đặng Thu Hà')
    const offers = await consentsOf(house.db, [ha], { purpose: 'offer', topicId: topicsTold[1].id, channels: ['zalo', 'mail'] })
    expect(offers.get(ha)?.map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn'])
    const news = await consentsOf(house.db, [ha], { purpose: 'newsletter', topicId: books, channels: ['zalo'] })
    expect(news.get(ha)?.[0]?.state).toBe('granted')
  })

  test('anh Cường takes two a month by Zalo', async () => {
    const cuong = await idOf('Lê Quốc Cường')
    expect((await choicesOf(house.db, [cuong])).get(cuong)).toMatchObject({ monthly: 2, channel: 'zalo' })
  })
})

test('what stands is what the log says', async () => {
  const rows = () => sql`select * from consent_now order by 1, 2, 3, 4`.execute(house.db)
  const before = (await rows()).rows
  const ids = [...new Set(before.map((row) => (row as { customer_id: string }).customer_id))]
  expect(ids.length).toBeGreaterThan(600)
  await deriveAnew(house.db, ids)
  expect((await rows()).rows).toEqual(before)
})

test('clearing the sample leaves nothing of it', async () => {
  await house.db.transaction().execute((tx) => clearSample(tx, house.now))
  const tables = [
    'topic',
    'signup_door',
    'signup_door_day',
    'consent_event',
    'consent_now',
    'customer_choice',
    'choice_event',
    'suppression',
  ]
  for (const table of [...tables, 'asked_once', 'sending', 'message', 'reservation', 'message_event'])
    expect([table, (await sql`select 1 from ${sql.table(table)} limit 1`.execute(house.db)).rows.length]).toEqual([table, 0])
  expect((await sql`select 1 from wording`.execute(house.db)).rows).toHaveLength(4)
})
