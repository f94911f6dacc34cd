import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aHouse } from '../../../test/support/house.ts'
import { aPostOffice } from '../../../test/support/post-office.ts'
import { recordConsent } from '../messages/consent/consents.ts'
import { seedMap } from '../touchpoints/public.ts'
import { askRound } from './asking.ts'
import { readQuestionKey, writeQuestionKey } from './links.ts'

const house = aHouse()
const post = aPostOffice(house)
const owner = house.as('owner')
const ngoc = house.as('reception')
const HOUR = 3600_000
const DAY = 24 * HOUR

const stopIds: Record<string, string> = {}
const ground = () => ({ db: house.db, outward: post.outward })
const round = () => askRound(ground(), house.now)
const stopId = (key: string): string => stopIds[key] ?? ''

let nth = 0
/** Somebody with a mail address who agreed to be asked, unless said otherwise. */
async function guest(agrees = true): Promise<string> {
  nth += 1
  const id = await post.customer(`Khách ${nth}`, `hoi${nth}@khach.example`)
  const said = {
    purpose: 'survey' as const,
    topicId: null,
    channel: 'mail' as const,
    act: 'granted' as const,
    givenBy: 'customer' as const,
  }
  if (agrees) await house.db.transaction().execute((tx) => recordConsent(tx, [{ ...said, customerId: id, method: 'page' }], house.now))
  return id
}

const calls = (customerId: string) =>
  ngoc('POST', `/api/customers/${customerId}/timeline`, { kind: 'call', channel: 'phone', body: 'hỏi phòng' })
const questions = async (customerId: string) =>
  (
    await sql<{
      state: string
      why: string | null
      score: number | null
      scale: string
      question_id: string
      former: unknown[]
    }>`select * from question
    where customer_id = ${customerId}::uuid order by at, question_id`.execute(house.db)
  ).rows
const note = (customerId: string, body: object) => ngoc('POST', `/api/customers/${customerId}/answers`, body)

beforeAll(async () => {
  await seedMap(house.db, 'hotel')
  for (const { id, key } of (await owner('GET', '/api/touchpoint-map')).body.stops) stopIds[key] = id
  const rule = { scale: 'csat', afterHours: 2, share: 100, isOn: true }
  expect((await owner('PUT', `/api/satisfaction/rules/${stopId('asking')}`, rule)).status).toBe(200)
  const left = { scale: 'nps', afterHours: 1, share: 100, isOn: true }
  expect((await owner('PUT', `/api/satisfaction/rules/${stopId('check-out')}`, left)).status).toBe(200)
})

beforeEach(() => {
  post.server.took.length = 0
  // Ten in the morning of another week.
  house.now = new Date(Math.ceil(house.now.getTime() / DAY) * DAY + 7 * DAY + 3 * HOUR)
})

describe('after a touchpoint', () => {
  test('a question goes out once, so long after as the house says, with a link of the customer’s own', async () => {
    const an = await guest()
    await calls(an)
    await round()
    expect(await questions(an)).toEqual([])
    post.forward(2 * HOUR)
    await round()
    await round()
    while (await post.work());
    expect(post.server.took.map(({ to }) => to)).toEqual([`hoi${nth}@khach.example`])
    const [, key = ''] = /\/y\/([\w-]+)/.exec(post.server.took[0]?.text ?? '') ?? []
    expect(readQuestionKey(post.keyring, key)).toMatchObject({ customerId: an })
    expect(post.server.took[0]?.text).toContain('Gọi điện hỏi phòng')
    expect(await questions(an)).toMatchObject([{ state: 'asked', scale: 'csat' }])
  })

  test('nobody is asked who did not agree to be, and the reason is kept', async () => {
    const an = await guest(false)
    await calls(an)
    post.forward(2 * HOUR)
    await round()
    expect(await questions(an)).toMatchObject([{ state: 'held', why: 'consent' }])
    expect(await post.work()).toBe(0)
  })

  test('whoever chose the house’s own topic for questions is asked under it', async () => {
    const names = { vi: 'Hỏi ý kiến', en: 'Questions' }
    const topic = await owner('POST', '/api/topics', { purpose: 'survey', names })
    expect(topic.status, topic.text).toBe(201)
    const an = await guest(false)
    const said = {
      purpose: 'survey' as const,
      topicId: topic.body.id,
      channel: 'mail' as const,
      act: 'granted' as const,
      givenBy: 'customer' as const,
    }
    await house.db.transaction().execute((tx) => recordConsent(tx, [{ ...said, customerId: an, method: 'page' }], house.now))
    await calls(an)
    post.forward(2 * HOUR)
    await round()
    while (await post.work());
    expect(await questions(an)).toMatchObject([{ state: 'asked' }])
    expect(post.server.took).toHaveLength(1)
  })

  test('nobody is asked while a promise to them has slipped', async () => {
    const an = await guest()
    const promised = { customerId: an, kind: 'room', words: 'Phòng yên tĩnh', due: new Date(house.now.getTime() + HOUR).toISOString() }
    const made = await ngoc('POST', '/api/promises', promised)
    expect(made.status, made.text).toBe(201)
    await sql`update promise set stage = 'slipped' where promise_id = ${made.body.id}::uuid`.execute(house.db)
    await calls(an)
    post.forward(2 * HOUR)
    await round()
    expect(await questions(an)).toMatchObject([{ state: 'held', why: 'slip' }])
    expect(await note(an, { scale: 'csat', stopId: stopId('asking'), score: 4 })).toMatchObject({
      status: 409,
      body: { code: 'satisfaction.not_now', fields: { scale: 'slip' } },
    })
  })

  test('nobody is asked twice within the quiet time, and about the relationship once a quarter', async () => {
    const an = await guest()
    const stays = async () => {
      const today = house.now.toISOString().slice(0, 10)
      const order = {
        kind: 'stay',
        state: 'done',
        total: 900_000,
        startsOn: '2026-11-01',
        endsOn: today,
        lines: [{ product: '203', quantity: 1 }],
      }
      expect((await owner('POST', `/api/customers/${an}/orders`, { ...order, placedAt: '2026-10-20T03:00:00Z' })).status).toBe(201)
      // Noon, and an hour after it.
      post.forward(4 * HOUR)
      await round()
    }
    await stays()
    expect(await questions(an)).toMatchObject([{ scale: 'nps', state: 'asked' }])
    post.forward(-4 * HOUR + 14 * DAY)
    await stays()
    expect((await questions(an)).at(-1)).toMatchObject({ state: 'held', why: 'quarter' })
    await calls(an)
    post.forward(2 * HOUR)
    await round()
    expect((await questions(an)).at(-1)).toMatchObject({ scale: 'csat', state: 'held', why: 'quiet' })
  })

  test('a touchpoint that is switched off asks nobody, and what was before it was switched on is not asked about', async () => {
    const an = await guest()
    const path = `/api/satisfaction/rules/${stopId('asking')}`
    const rule = { scale: 'csat', afterHours: 2, share: 100 }
    expect((await owner('PUT', path, { ...rule, isOn: false, version: 1 })).body.version).toBe(2)
    await calls(an)
    post.forward(3 * HOUR)
    await round()
    await owner('PUT', path, { ...rule, isOn: true, version: 2 })
    post.forward(3 * HOUR)
    await round()
    expect(await questions(an)).toEqual([])
    expect((await owner('PUT', path, { ...rule, isOn: false, version: 2 })).status).toBe(409)
  })
})

describe('at the counter', () => {
  test('an answer is noted with who asked, stands on the timeline, and is taken back', async () => {
    const an = await guest(false)
    await calls(an)
    const seen = (await ngoc('GET', `/api/customers/${an}/answers`)).body
    expect(seen).toMatchObject({ answers: [], lastStopId: stopId('asking'), notAbout: { stop: null, relationship: null } })
    const noted = await note(an, { scale: 'csat', stopId: stopId('asking'), score: 4, words: 'lễ tân dễ thương' })
    expect(noted).toMatchObject({ status: 201, body: { how: 'counter', staffName: 'reception', score: 4, isUnhappy: false } })
    const lines = async () => (await ngoc('GET', `/api/customers/${an}/timeline`)).body.entries
    expect(await lines()).toMatchObject([
      { about: { kind: 'answer', code: '4/5', summary: 'Gọi điện hỏi phòng · lễ tân dễ thương' } },
      { kind: 'call' },
    ])
    expect(await note(an, { scale: 'csat', stopId: stopId('asking'), score: 5 })).toMatchObject({ body: { code: 'satisfaction.not_now' } })
    expect((await ngoc('DELETE', `/api/customers/${an}/answers/${noted.body.id}`)).status).toBe(200)
    expect(await lines()).toMatchObject([{ kind: 'call' }])
  })

  test('an answer off the scale, or about nothing, is refused', async () => {
    const an = await guest(false)
    expect((await note(an, { scale: 'csat', stopId: stopId('asking'), score: 6 })).body.code).toBe('satisfaction.off_the_scale')
    expect((await note(an, { scale: 'csat', score: 4 })).body.code).toBe('satisfaction.needs_stop')
    const nowhere = '0193a000-0000-7000-8000-000000000000'
    expect((await note(an, { scale: 'ces', stopId: nowhere, score: 4 })).body.code).toBe('satisfaction.no_such_stop')
  })
})

describe('on the page', () => {
  const tap = async (key: string, fields: Record<string, string>) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const payload = new URLSearchParams(fields).toString()
    const answer = await house.app.inject({ method: 'POST', url: `/y/${key}`, headers, payload })
    return { status: answer.statusCode, to: String(answer.headers.location ?? ''), text: answer.body }
  }
  const look = async (key: string, query = '') => (await house.app.inject({ method: 'GET', url: `/y/${key}${query}` })).body

  async function asked(): Promise<{ an: string; key: string }> {
    const an = await guest()
    const id = crypto.randomUUID()
    await sql`insert into question (customer_id, question_id, scale, stop_id, how, state, at, first_customer_id)
      values (${an}::uuid, ${id}::uuid, 'csat', ${stopId('asking')}::uuid, 'message', 'asked', ${house.now}, ${an}::uuid)`.execute(house.db)
    const { openSecrets } = await import('../../platform/secrets.ts')
    const { readConfig } = await import('../../platform/config.ts')
    return {
      an,
      key: writeQuestionKey(
        openSecrets(() => readConfig().data),
        { customerId: an, questionId: id },
      ),
    }
  }

  test('one tap answers; looking at it answers nothing; a few words may follow, and for a week it is changed', async () => {
    const { an, key } = await asked()
    expect(await look(key)).toContain('Gọi điện hỏi phòng: anh/chị hài lòng đến đâu?')
    expect(await look(key, '?lang=en')).toContain('Calling about a room: how satisfied were you?')
    expect(await questions(an)).toMatchObject([{ state: 'asked', score: null }])
    const sent = await tap(key, { score: '5' })
    expect(sent).toMatchObject({ status: 303, to: `/y/${key}?ok=score#said` })
    expect(await look(key, '?ok=score')).toContain('đã ghi lại')
    expect((await tap(key, { words: 'cô lễ tân nhớ tên tôi' })).status).toBe(303)
    post.forward(6 * DAY)
    expect((await tap(key, { score: '2' })).status).toBe(303)
    expect(await look(key)).toContain('Cảm ơn anh/chị đã nói thật')
    expect(await questions(an)).toMatchObject([
      {
        score: 2,
        former: [
          { score: 5, words: null },
          { score: 5, words: 'cô lễ tân nhớ tên tôi' },
        ],
      },
    ])
    post.forward(2 * DAY)
    await tap(key, { score: '5' })
    expect(await look(key)).toContain('Câu hỏi này đã khép lại')
    expect(await questions(an)).toMatchObject([{ score: 2 }])
  })

  test('a key that was changed opens nothing, and a card number is not taken', async () => {
    const { an, key } = await asked()
    expect(await look(`${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`)).toContain('không mở được')
    await tap(key, { score: '3' })
    expect(await tap(key, { words: '4111 1111 1111 1111' })).toMatchObject({ status: 422 })
    expect(await questions(an)).toMatchObject([{ score: 3, words: null }])
  })
})

describe('an unhappy answer', () => {
  const acts = async () => (await ngoc('GET', '/api/today')).body.acts.filter(({ kind }: { kind: string }) => kind === 'unhappy')

  test('asks on Today for a call, which becomes a promise, or is done', async () => {
    // What other tests left behind has been seen to.
    await sql`update question set became = 'seen' where score <= 2`.execute(house.db)
    const [an, binh] = [await guest(false), await guest(false)]
    const { body: first } = await note(an, { scale: 'nps', score: 4 })
    await note(binh, { scale: 'csat', stopId: stopId('check-in'), score: 1, words: 'chờ lâu' })
    expect(await acts()).toMatchObject([
      { customerId: binh, parts: { score: 1, stopVi: 'Nhận phòng', words: 'chờ lâu' } },
      { customerId: an, parts: { scale: 'nps', score: 4 } },
    ])
    const dueDay = new Date(house.now.getTime() + DAY).toISOString().slice(0, 10)
    const follow = (version: number) =>
      ngoc('POST', `/api/customers/${an}/answers/${first.id}/follow-up`, { how: 'promise', dueDay, version })
    const made = await follow(1)
    expect(made).toMatchObject({ status: 200, body: { became: 'promise' } })
    const promise = (await ngoc('GET', `/api/promises/${made.body.promiseId}`)).body
    expect(promise).toMatchObject({ kind: 'callback', state: 'open', words: expect.stringMatching(/^Gọi lại .+: chưa hài lòng$/) })
    expect(await follow(2)).toMatchObject({ status: 409, body: { code: 'satisfaction.changed_meanwhile' } })
    const [left] = await acts()
    expect(await acts()).toHaveLength(1)
    const key = encodeURIComponent(left.key)
    const ended = await ngoc('POST', `/api/today/${key}/end`, { end: 'done' })
    expect(ended.status, ended.text).toBe(200)
    expect(await acts()).toEqual([])
    expect((await ngoc('POST', `/api/today/${key}/reopen`, { version: ended.body.version })).status).toBe(200)
    expect(await acts()).toHaveLength(1)
  })
})

describe('what answers come to', () => {
  test('is counts below thirty and a score from then on, each scale for itself, and every figure opens its answers', async () => {
    const stop = stopId('counter')
    const give = async (scale: string, score: number, times: number) =>
      sql`insert into question (customer_id, question_id, scale, stop_id, how, state, at, score, answered_at, first_customer_id)
        select gen_random_uuid(), gen_random_uuid(), ${scale}, ${stop}::uuid, 'counter', 'answered', ${house.now}, ${score}, ${house.now},
          gen_random_uuid() from generate_series(1, ${times})`.execute(house.db)
    await give('csat', 5, 20)
    await give('csat', 2, 9)
    await give('ces', 7, 3)
    const results = async () =>
      (await ngoc('GET', '/api/satisfaction')).body.stops.find((one: { stopId: string }) => one.stopId === stop).results
    expect(await results()).toMatchObject([
      { scale: 'csat', counts: [0, 9, 0, 0, 20], answers: 29, score: null },
      { scale: 'ces', answers: 3, score: null },
    ])
    await give('csat', 4, 1)
    expect((await results())[0]).toMatchObject({ answers: 30, score: { value: 0.7 } })
    const listed = (await ngoc('GET', `/api/satisfaction/answers?scale=csat&stopId=${stop}&limit=5`)).body
    expect(listed.count).toBe(30)
    expect(listed.rows).toHaveLength(5)
  })
})
