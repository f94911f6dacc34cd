import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { aHouse } from '../../../../test/support/house.ts'
import { aPostOffice } from '../../../../test/support/post-office.ts'
import { leave } from '../consent/consents.ts'
import { expireForHand } from '../sendings/by-hand-store.ts'
import { settle } from '../sendings/returns.ts'
import { letterDays, placeFrom, stoppedBy } from './rules.ts'
import { noticed, round, stepOnce } from './walking.ts'

const house = aHouse()
const post = aPostOffice(house)
const HOUR = 3600_000
const DAY = 24 * HOUR
const ZONE = 'Asia/Ho_Chi_Minh'

const ask = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, body?: unknown) => house.as('marketing')(method, url, body)
const ground = () => ({ db: house.db, outward: post.outward })
const goRound = () => round(ground(), house.now, true)

let nth = 0
async function newcomer(): Promise<string> {
  nth += 1
  return post.customer(`Khách ${nth}`, `khach${nth}@khach.example`)
}

async function buys(customerId: string, placedAt = house.now): Promise<void> {
  const made = await house.as('owner')('POST', `/api/customers/${customerId}/orders`, {
    kind: 'sale',
    state: 'done',
    total: 185_000,
    placedAt: placedAt.toISOString(),
    lines: [{ product: 'Sách', quantity: 1 }],
  })
  expect(made.status, made.text).toBe(201)
  await noticed(ground(), customerId, house.now)
}

/** A thank-you three days after the first purchase, rehearsed and switched on. */
async function thanking(): Promise<string> {
  const made = await ask('POST', '/api/journeys', { kind: 'thank-you' })
  expect(made.status, made.text).toBe(201)
  expect(made.body).toMatchObject({ isRunning: false, steps: [{ kind: 'wait', days: 3 }, { kind: 'letter' }] })
  const rehearsal = await ask('GET', `/api/journeys/${made.body.id}/rehearsal`)
  const on = await ask('POST', `/api/journeys/${made.body.id}/start`, { version: made.body.version, rehearsed: rehearsal.body.beginnings })
  expect(on.status, on.text).toBe(200)
  return made.body.id
}

const journey = async (id: string) => (await ask('GET', `/api/journeys/${id}`)).body
const letters = () => post.server.took.map(({ to, subject }) => `${to} ${subject}`)

beforeEach(async () => {
  post.server.took.length = 0
  for (const { id, isRunning } of (await ask('GET', '/api/journeys')).body.journeys)
    if (isRunning) await ask('POST', `/api/journeys/${id}/stop`, {})
  // Ten in the morning of another week.
  house.now = new Date(Math.ceil(house.now.getTime() / DAY) * DAY + 7 * DAY + 3 * HOUR)
})

describe('a journey', () => {
  test('thanks three days after the first purchase, once, in the words of the letter', async () => {
    const id = await thanking()
    const hoa = await newcomer()
    await buys(hoa)
    await goRound()
    await post.work()
    expect(letters()).toEqual([])
    expect((await journey(id)).steps[1].counts).toMatchObject({ walking: 1, sent: 0 })
    post.forward(3 * DAY)
    await goRound()
    await goRound()
    while (await post.work());
    expect(letters()).toEqual([`khach${nth}@khach.example Nhà Quen cảm ơn anh/chị Khách`])
    expect(post.server.took[0]?.text).toContain('đã chọn Nhà Quen lần đầu')
    const done = await journey(id)
    expect(done).toMatchObject({ done: 1, writtenTo: 1, walking: 0 })
    expect(done.steps[1].counts).toMatchObject({ walking: 0, sent: 1 })
    expect(done.boughtAfterLetter).toBe(0)
    post.forward(20 * DAY)
    await buys(hoa)
    expect((await journey(id)).boughtAfterLetter).toBe(1)
  })

  test('stops for whoever buys again meanwhile', async () => {
    const id = await thanking()
    const an = await newcomer()
    await buys(an)
    post.forward(DAY)
    await buys(an)
    expect((await journey(id)).stoppedBy).toEqual({ bought: 1 })
    post.forward(3 * DAY)
    await goRound()
    expect(await post.work()).toBe(0)
  })

  test('stops for whoever leaves, before the letter is written', async () => {
    const id = await thanking()
    const bich = await newcomer()
    await buys(bich)
    post.forward(DAY)
    await house.db.transaction().execute((tx) => leave(tx, { customerId: bich, method: 'page', now: house.now }))
    post.forward(2 * DAY)
    await goRound()
    expect(await post.work()).toBe(0)
    expect((await journey(id)).stoppedBy).toEqual({ left: 1 })
  })

  test('stops for whoever answered or complained', async () => {
    const id = await thanking()
    for (const kind of ['answered', 'complained'] as const) {
      const customerId = await newcomer()
      const sent = await house.as('marketing')('POST', `/api/customers/${customerId}/letters`, {
        purpose: 'relationship',
        subject: 'Chào',
        text: 'Chào',
      })
      while (await post.work());
      await buys(customerId)
      post.forward(HOUR)
      await settle(house.db, { messageId: sent.body.messageId, kind, at: house.now, source: 'test', detail: {} })
    }
    post.server.took.length = 0
    post.forward(3 * DAY)
    await goRound()
    expect(await post.work()).toBe(0)
    expect((await journey(id)).stoppedBy).toEqual({ answered: 1, complained: 1 })
  })

  test('two workers at once take a walk once', async () => {
    const id = await thanking()
    await buys(await newcomer())
    post.forward(3 * DAY)
    const took = await Promise.all([stepOnce(ground(), house.now), stepOnce(ground(), house.now), stepOnce(ground(), house.now)])
    expect(took.filter(Boolean)).toHaveLength(1)
    await goRound()
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from journey_letter where journey_id = ${id}::uuid`.execute(
      house.db,
    )
    expect(rows[0]?.n).toBe(1)
  })

  test('a letter whose day is over is not sent late', async () => {
    const id = await thanking()
    await buys(await newcomer())
    post.forward(5 * DAY)
    await goRound()
    expect(await post.work()).toBe(0)
    expect((await journey(id)).steps[1].counts).toMatchObject({ sent: 0, expired: 1 })
  })

  test('what the gate holds is counted by its reason', async () => {
    const id = await thanking()
    const made = await house.as('owner')('POST', '/api/customers', { name: 'Không Thư', contacts: [] })
    await buys(made.body.id)
    post.forward(3 * DAY)
    await goRound()
    expect((await journey(id)).steps[1].counts).toMatchObject({ sent: 0, heldBy: { address: 1 } })
  })

  test('what happened before it was switched on is not written about', async () => {
    const before = await newcomer()
    await buys(before)
    post.forward(HOUR)
    const id = await thanking()
    post.forward(3 * DAY)
    await goRound()
    expect(await journey(id)).toMatchObject({ walking: 0, done: 0 })
  })

  test('switched off, nobody goes further', async () => {
    const id = await thanking()
    await buys(await newcomer())
    await ask('POST', `/api/journeys/${id}/stop`, {})
    post.forward(3 * DAY)
    await goRound()
    expect(await post.work()).toBe(0)
    expect((await journey(id)).stoppedBy).toEqual({ 'switched-off': 1 })
  })
})

describe('before it starts', () => {
  test('the rehearsal says how many it would have been, and names those of the next seven days', async () => {
    const customerId = await newcomer()
    await buys(customerId, new Date(house.now.getTime() - DAY))
    const made = (await ask('POST', '/api/journeys', { kind: 'thank-you' })).body
    const before = await house.checksum()
    const seen = (await ask('GET', `/api/journeys/${made.id}/rehearsal`)).body
    expect(await house.checksum()).toBe(before)
    expect(seen.beginnings).toBeGreaterThan(0)
    expect(seen.next).toContainEqual(expect.objectContaining({ customerId, name: `Khách ${nth}`, rule: null }))
  })

  test('whoever has not seen it, cannot switch it on', async () => {
    const made = (await ask('POST', '/api/journeys', { kind: 'thank-you' })).body
    const refused = await ask('POST', `/api/journeys/${made.id}/start`, { version: made.version, rehearsed: 9999 })
    expect(refused).toMatchObject({ status: 409, body: { code: 'journeys.rehearse_first' } })
  })

  test('while it runs its steps stay as they are', async () => {
    const id = await thanking()
    const { version } = await journey(id)
    expect(await ask('PATCH', `/api/journeys/${id}`, { stops: [], version })).toMatchObject({
      status: 409,
      body: { code: 'journeys.is_running' },
    })
  })

  test('somebody silent for twice their own rhythm would be written to; somebody who came in time would not', async () => {
    const [silent, loyal] = [await newcomer(), await newcomer()]
    for (const ago of [180, 150, 120, 90]) await buys(silent, new Date(house.now.getTime() - ago * DAY))
    for (const ago of [110, 80, 50, 20]) await buys(loyal, new Date(house.now.getTime() - ago * DAY))
    const made = (await ask('POST', '/api/journeys', { kind: 'win-back' })).body
    const seen = (await ask('GET', `/api/journeys/${made.id}/rehearsal`)).body
    expect(seen).toMatchObject({ beginnings: 1, customers: 1 })
  })

  test('marketing rights are needed to start one, and reception only reads none', async () => {
    const made = (await ask('POST', '/api/journeys', { kind: 'welcome' })).body
    expect((await house.as('reception')('POST', `/api/journeys/${made.id}/start`, { version: 1, rehearsed: 0 })).status).toBe(403)
    expect((await ask('DELETE', `/api/journeys/${made.id}`)).status).toBe(200)
    expect((await ask('GET', `/api/journeys/${made.id}`)).status).toBe(404)
  })
})

describe('the way along', () => {
  const letter = { kind: 'letter', letterId: null, channel: 'any', number: null } as const

  test.each([
    ['three days later at nine', [{ kind: 'wait', days: 3, at: '09:00' }, letter], '2026-11-23T08:00:00Z', ['2026-11-26']],
    ['the same day where the hour is ahead', [{ kind: 'wait', days: 0, at: '22:00' }, letter], '2026-11-23T08:00:00Z', ['2026-11-23']],
    [
      'two letters, a week apart',
      [letter, { kind: 'wait', days: 7, at: '09:00' }, letter],
      '2026-11-23T08:00:00Z',
      ['2026-11-23', '2026-11-30'],
    ],
    // 23:30 in Hanoi is still the 23rd there.
    ['by the house’s own days', [{ kind: 'wait', days: 1, at: '09:00' }, letter], '2026-11-23T16:30:00Z', ['2026-11-24']],
  ] as const)('%s', (_name, steps, at, days) => {
    expect(letterDays(steps, new Date(at), ZONE)).toEqual(days)
  })

  test('an hour that is over is no reason to go back', () => {
    const at = new Date('2026-11-23T08:00:00Z')
    expect(placeFrom([{ kind: 'wait', days: 0, at: '09:00' }, letter], { step: 0, dueAt: at }, ZONE)).toEqual({ step: 1, dueAt: at })
  })

  test.each([
    [{ bought: true, answered: true, left: false, complained: false }, 'bought'],
    [{ bought: true, answered: false, left: true, complained: true }, 'left'],
    [{ bought: false, answered: true, left: false, complained: false }, undefined],
  ] as const)('the most serious reason is told: %o', (happened, why) => {
    expect(stoppedBy(['bought', 'left', 'complained'], happened, { on: 'first-order' })).toBe(why)
  })

  test('leaving does not stop the goodbye', () => {
    const left = { bought: false, answered: false, left: true, complained: false }
    expect(stoppedBy(['left', 'complained'], left, { on: 'left' })).toBeUndefined()
  })
})

describe('where nothing carries letters', () => {
  const byHand = () => ({ db: house.db, outward: { ...post.outward, hasCourier: async () => false } })
  const waiting = async (customerId: string) =>
    (await ask('GET', '/api/messages/by-hand')).body.letters.filter((one: { customerId: string }) => one.customerId === customerId)

  /** A thank-you that waits for somebody's hand, on the afternoon of its day. */
  async function aLetterForHand() {
    const id = await thanking()
    const customerId = await newcomer()
    await buys(customerId)
    post.forward(3 * DAY)
    await round(byHand(), house.now, true)
    const [letter] = await waiting(customerId)
    return { id, customerId, letter, at: `/api/customers/${customerId}/messages/${letter.messageId}` }
  }
  const counts = async (id: string) => (await journey(id)).steps[1].counts

  test('a journey’s letter waits with its words, is carried by hand, and counts once somebody says so', async () => {
    const { id, customerId, letter, at } = await aLetterForHand()
    expect(letter).toMatchObject({
      customerId,
      name: `Khách ${nth}`,
      channel: 'mail',
      kind: 'journey',
      title: 'Nhà Quen cảm ơn anh/chị Khách',
    })
    expect(await counts(id)).toMatchObject({ byHand: 1, sent: 0 })
    const { status, body, text } = await ask('GET', `${at}/words`)
    expect(status, text).toBe(200)
    expect(body.copy).toMatchObject({ to: `khach${nth}@khach.example`, subject: 'Nhà Quen cảm ơn anh/chị Khách' })
    expect(body.copy.text).toContain('đã chọn Nhà Quen lần đầu')
    expect((await ask('POST', `${at}/told`, { how: 'mail' })).status).toBe(200)
    expect(await waiting(customerId)).toEqual([])
    expect(await counts(id)).toMatchObject({ byHand: 0, sent: 1 })
    expect(await ask('GET', `${at}/words`)).toMatchObject({ status: 409, body: { code: 'messages.already_left' } })
    expect(letters()).toEqual([])
  })

  test('who has left meanwhile is not written to by hand either', async () => {
    const { customerId, at } = await aLetterForHand()
    await house.db.transaction().execute((tx) => leave(tx, { customerId, method: 'page', now: house.now }))
    const { body } = await ask('GET', `${at}/words`)
    expect(body).toMatchObject({ copy: null, verdict: { answer: 'no', rule: 'consent' } })
    expect((await ask('DELETE', at)).status).toBe(200)
    expect(await waiting(customerId)).toEqual([])
  })

  test('somebody lets one be; and nobody having come by the end of its day, it is over', async () => {
    const first = await aLetterForHand()
    expect((await ask('DELETE', first.at)).status).toBe(200)
    expect([await waiting(first.customerId), await counts(first.id)]).toMatchObject([[], { byHand: 0, sent: 0, expired: 0 }])
    await ask('POST', `/api/journeys/${first.id}/stop`, {})
    const second = await aLetterForHand()
    post.forward(DAY)
    expect(await waiting(second.customerId)).toEqual([])
    await expireForHand(house.db, house.now)
    expect(await counts(second.id)).toMatchObject({ byHand: 0, sent: 0, expired: 1 })
    expect(await ask('POST', `${second.at}/told`, { how: 'mail' })).toMatchObject({ status: 409, body: { code: 'messages.already_left' } })
  })
})
