import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { aHouse } from '../../../../test/support/house.ts'
import { sendThrough } from '../../../../test/support/mail-settings.ts'
import { aPostOffice, asWriter } from '../../../../test/support/post-office.ts'
import { newId } from '../../../platform/ids.ts'
import { leave, saveChoice } from '../consent/consents.ts'
import { handOver } from '../gate.ts'
import { claim } from './claiming.ts'
import { figures } from './contract.ts'
import { sendOne } from './one.ts'
import { settle } from './returns.ts'

const house = aHouse()
const post = aPostOffice(house)
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

const people: Record<string, string> = {}
beforeAll(async () => {
  for (const name of ['hoa', 'an', 'bich', 'cuong', 'ha', 'binh']) people[name] = await post.customer(name, `${name}@khach.example`)
  await post.agree(['hoa', 'an', 'bich', 'cuong', 'ha'].map((name) => people[name] ?? ''))
  await sendThrough(house.db, 25)
})

const ask = (method: 'GET' | 'POST' | 'PUT', url: string, body?: unknown) => house.as('marketing')(method, url, body)
const stateOf = async (id: string) => (await ask('GET', `/api/sendings/${id}`)).body
const mailsOf = () => post.server.took.map(({ to }) => to).sort()

async function started(body: Record<string, unknown> = {}) {
  const sending = await post.planned({ letterId: await post.letter(), ...body })
  const answer = await ask('POST', `/api/sendings/${sending.id}/start`, { version: sending.version })
  expect(answer.text).toContain('running')
  return sending
}

describe('a newsletter', () => {
  test('says who will receive it, and who will not and why', async () => {
    const sending = await post.planned({ letterId: await post.letter() })
    expect(sending.counts).toMatchObject({ willReceive: 5, heldBy: { consent: 1 } })
    const held = await ask('GET', `/api/sendings/${sending.id}/held`)
    expect(held.body.held).toMatchObject([{ name: 'Binh', rule: 'consent', inputs: { state: 'none' } }])
    await ask('POST', `/api/sendings/${sending.id}/cancel`, {})
  })

  test('the first look says the same, and keeps nothing', async () => {
    const letterId = await post.letter()
    const before = await house.checksum()
    const answer = await ask('POST', '/api/sendings/estimate', { letterId, audience: {} })
    expect(answer.body).toMatchObject({ audience: 6, isExact: true, willReceive: 5, heldBy: { consent: 1 } })
    expect(await house.checksum()).toBe(before)
  })

  test('nothing leaves for sixty seconds, in which it can be stopped', async () => {
    const sending = await started()
    expect(await post.work()).toBe(0)
    post.forward(59_000)
    expect(await post.work()).toBe(0)
    await ask('POST', `/api/sendings/${sending.id}/cancel`, {})
    post.forward(5 * MINUTE)
    expect(await post.work()).toBe(0)
    expect((await stateOf(sending.id)).counts.states).toEqual({ cancelled: 5, suppressed: 1 })
  })

  test('reaches each of them once, labelled, with a way to leave, and then it is done', async () => {
    post.server.took.length = 0
    const sending = await started()
    post.forward(MINUTE)
    while (await post.work());
    expect(mailsOf()).toEqual(['an', 'bich', 'cuong', 'ha', 'hoa'].map((name) => `${name}@khach.example`))
    const [parcel] = post.server.took
    expect(parcel?.subject).toBe('[QC] Sách cho mùa mưa')
    expect(parcel?.unsubscribe?.oneClick).toMatch(/^https:\/\/nha-quen\.example\/k\/.+\/one-click$/)
    expect(parcel?.text).toContain('12 đường Sách Cũ')
    const done = await stateOf(sending.id)
    expect(done).toMatchObject({ state: 'done', counts: { planned: 6, states: { accepted: 5, suppressed: 1 } } })
    const report = (await ask('GET', `/api/sendings/${sending.id}/report`)).body
    expect(report.sums).toMatchObject({ planned: 6, accepted: 5, suppressed: 1, isBalanced: true })
    for (const figure of figures) {
      const { recipients } = (await ask('GET', `/api/sendings/${sending.id}/recipients?of=${figure}`)).body
      expect([figure, recipients.length]).toEqual([figure, report.sums[figure]])
    }
  })

  test('who leaves after the plan gets nothing, and staff read why', async () => {
    post.server.took.length = 0
    post.forward(DAY)
    const sending = await started()
    post.forward(MINUTE)
    const hoa = people['hoa'] ?? ''
    await house.db.transaction().execute((tx) => leave(tx, { customerId: hoa, method: 'page', now: house.now }))
    while (await post.work());
    expect(mailsOf()).not.toContain('hoa@khach.example')
    const [message] = (await ask('GET', `/api/customers/${hoa}/messages`)).body.messages
    expect(message).toMatchObject({ sendingId: sending.id, state: 'suppressed', rule: 'consent' })
    const why = (await ask('GET', `/api/customers/${hoa}/messages/${message.id}/why`)).body
    expect(why.verdicts.map(({ stage, answer }: { stage: string; answer: string }) => `${stage} ${answer}`)).toEqual([
      'plan pass',
      'claim no',
    ])
  })

  test('paused it rests, resumed it goes on, and nobody gets it twice', async () => {
    post.server.took.length = 0
    post.forward(2 * DAY)
    const sending = await started()
    post.forward(MINUTE)
    expect(await post.work(2)).toBe(2)
    await ask('POST', `/api/sendings/${sending.id}/pause`, {})
    expect(await post.work()).toBe(0)
    await ask('POST', `/api/sendings/${sending.id}/resume`, {})
    while (await post.work());
    expect(new Set(mailsOf()).size).toBe(post.server.took.length)
    expect(post.server.took).toHaveLength(4)
  })

  test('a refusal for now is tried again later with the same id; one for good is final', async () => {
    post.forward(31 * DAY)
    post.server.took.length = 0
    post.server.answers = ({ to }) =>
      to.startsWith('an@')
        ? { kind: 'refused', isFinal: false, code: '4.3.0', reply: '451 4.3.0 try later' }
        : to.startsWith('ha@')
          ? { kind: 'refused', isFinal: true, code: '5.1.1', reply: '550 5.1.1 user unknown' }
          : { kind: 'accepted', providerId: null, reply: '250 OK' }
    const sending = await started()
    post.forward(MINUTE)
    while (await post.work());
    expect((await stateOf(sending.id)).counts.states).toMatchObject({ accepted: 2, ready: 1, refused: 1 })
    post.server.answers = () => ({ kind: 'accepted', providerId: null, reply: '250 OK' })
    post.forward(3 * MINUTE)
    while (await post.work());
    expect((await stateOf(sending.id)).counts.states).toMatchObject({ accepted: 3, refused: 1 })
    const ids = post.server.took.filter(({ to }) => to.startsWith('an@')).map(({ messageId }) => messageId)
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
  })

  test('one that comes back is told by its id, in any order and twice', async () => {
    const parcel = post.server.took.find(({ to }) => to.startsWith('bich@'))
    const messageId = parcel?.messageId ?? ''
    const bounce = { messageId, kind: 'bounced' as const, at: house.now, source: 'dsn', detail: { reply: '552 5.2.2 mailbox full' } }
    expect(await settle(house.db, bounce)).toMatchObject({ isNew: true })
    expect(await settle(house.db, bounce)).toMatchObject({ isNew: false })
    await settle(house.db, { messageId, kind: 'delivered', at: house.now, source: 'dsn', detail: {} })
    await settle(house.db, { messageId, kind: 'left', at: house.now, source: 'page', detail: {} })
    const [row] = (await sql<{ id: string }>`select sending_id as id from message where message_id = ${messageId}::uuid`.execute(house.db))
      .rows
    for (const of of ['bounced', 'left'])
      expect((await ask('GET', `/api/sendings/${row?.id}/recipients?of=${of}`)).body.recipients).toMatchObject([{ name: 'Bich' }])
    const found = await sql<{ state: string }>`select state from message where message_id = ${messageId}::uuid`.execute(house.db)
    expect(found.rows).toEqual([{ state: 'bounced' }])
  })

  test('started too late it waits for a person', async () => {
    post.forward(31 * DAY)
    const sending = await started()
    post.forward(5 * 60 * MINUTE)
    await post.work(0)
    expect((await stateOf(sending.id)).state).toBe('late')
    await ask('POST', `/api/sendings/${sending.id}/resume`, {})
    expect(await post.work()).toBe(0)
    post.forward(MINUTE)
    while (await post.work());
    expect((await stateOf(sending.id)).state).toBe('done')
  })

  test('stopped before anything left and let go hours later, it can be stopped for a minute again, and then it goes', async () => {
    post.forward(31 * DAY)
    post.server.took.length = 0
    const sending = await started()
    await ask('POST', `/api/sendings/${sending.id}/pause`, {})
    post.forward(4 * DAY)
    const going = (await ask('POST', `/api/sendings/${sending.id}/resume`, {})).body
    expect(new Date(going.stoppableUntil).getTime() - house.now.getTime()).toBe(MINUTE)
    expect(await post.work()).toBe(0)
    post.forward(MINUTE)
    while (await post.work());
    expect(await stateOf(sending.id)).toMatchObject({ state: 'done', counts: { states: { accepted: 4 } } })
    expect(post.server.took).toHaveLength(4)
  })

  test('who waits for the answer to what they wrote waits three days and no longer', async () => {
    post.forward(31 * DAY)
    const an = people['an'] ?? ''
    post.talking = new Set([an])
    const sending = await started()
    post.forward(MINUTE)
    while (await post.work());
    expect((await stateOf(sending.id)).counts).toMatchObject({ waiting: 1, states: { accepted: 3, held: 1 } })
    post.forward(3 * DAY)
    post.talking = new Set()
    while (await post.work());
    expect(await stateOf(sending.id)).toMatchObject({ state: 'done', counts: { waiting: 0, states: { accepted: 3, expired: 1 } } })
  })

  test('stands on the timeline of everybody who got it, and is no contact', async () => {
    post.forward(31 * DAY)
    const an = people['an'] ?? ''
    const contactOf = async () =>
      (await sql<{ at: Date }>`select last_contact_at as at from customer where customer_id = ${an}::uuid`.execute(house.db)).rows[0]?.at
    const before = await contactOf()
    const sending = await started()
    post.forward(MINUTE)
    while (await post.work());
    const lines = (await ask('GET', `/api/customers/${an}/timeline?only=contacts`)).body.entries
    expect(lines[0]).toMatchObject({
      kind: 'letter',
      channel: 'mail',
      at: house.now.toISOString(),
      about: { kind: 'newsletter', id: sending.letterId, type: 'newsletter', summary: 'Sách cho mùa mưa' },
    })
    const note = await house.as('owner')('POST', `/api/customers/${an}/timeline`, { body: 'Hỏi sách trinh thám' })
    await house.as('owner')('DELETE', `/api/customers/${an}/timeline/${note.body.id}`)
    expect(await contactOf()).toEqual(before)
  })

  test('too many that bounce stop it, and the reason is said', async () => {
    post.forward(31 * DAY)
    const many: string[] = []
    for (let n = 0; n < 12; n++) many.push(await post.customer(`Khách ${n}`, `khach${n}@khach.example`))
    await post.agree(many)
    post.server.answers = () => ({ kind: 'refused', isFinal: true, code: '5.1.1', reply: '550 5.1.1 user unknown' })
    const sending = await started()
    post.forward(MINUTE)
    for (let n = 0; n < 10; n++) await post.work(2)
    post.server.answers = () => ({ kind: 'accepted', providerId: null, reply: '250 OK' })
    const stopped = await stateOf(sending.id)
    expect(stopped).toMatchObject({ state: 'stopped', why: 'bounces' })
    expect(stopped.counts.states.refused).toBeLessThan(10)
    await ask('POST', `/api/sendings/${sending.id}/cancel`, {})
  })

  test('those held out are the same for good, and the report says when it is too small to say', async () => {
    post.forward(31 * DAY)
    const sending = await started({ holdout: 5000 })
    post.forward(MINUTE)
    while (await post.work());
    const report = (await ask('GET', `/api/sendings/${sending.id}/report`)).body
    expect(report.sums.heldOut).toBeGreaterThan(2)
    expect(report.sums.isBalanced).toBe(true)
    expect(report.effect).toMatchObject({ isTooSmall: true, isOver: false })
    expect(report.effect.neededPerArm).toBeGreaterThan(100)
  })

  test('a restored copy sends nothing, and nothing is lost by it', async () => {
    post.forward(31 * DAY)
    const sending = await started()
    post.forward(MINUTE)
    await sql`insert into installation (epoch, made_at) values (gen_random_uuid(), now())`.execute(house.db)
    expect(await post.work()).toBe(0)
    expect((await stateOf(sending.id)).counts.states.ready).toBeGreaterThan(0)
    await sql`delete from installation`.execute(house.db)
    while (await post.work());
    expect((await stateOf(sending.id)).state).toBe('done')
  })
})

describe('a letter to one', () => {
  test('a manual letter to somebody who left is refused with the reason; an apology still goes', async () => {
    const hoa = people['hoa'] ?? ''
    const write = (body: Record<string, unknown>) =>
      house.as('sales')('POST', `/api/customers/${hoa}/letters`, { channel: 'mail', subject: 'Nhà Quen', text: 'Dạ em chào chị', ...body })
    expect((await write({ purpose: 'relationship' })).body).toMatchObject({ verdict: { answer: 'no', rule: 'consent' }, copy: null })
    expect((await write({ purpose: 'service', hasOffer: true })).body.verdict).toMatchObject({ answer: 'no', rule: 'consent' })
    const apology = (await write({ purpose: 'service' })).body
    expect(apology.verdict.answer).toBe('pass')
    post.server.took.length = 0
    while (await post.work());
    expect(post.server.took).toMatchObject([{ to: 'hoa@khach.example', subject: 'Nhà Quen' }])
    expect(post.server.took[0]?.unsubscribe).toBeUndefined()
  })

  test('without anything that carries it the words come back, and it counts when somebody says so', async () => {
    const an = people['an'] ?? ''
    const outward = { ...post.outward, hasCourier: async () => false }
    const sent = await house.db.transaction().execute((tx) =>
      sendOne(tx, {
        outward,
        customerId: an,
        channel: 'mail',
        purpose: 'service',
        subject: 'Phòng 305',
        text: 'Phòng đã sẵn sàng.',
        staff: asWriter,
        now: house.now,
      }),
    )
    expect(sent.copy).toEqual({ to: 'an@khach.example', text: 'Phòng đã sẵn sàng.' })
    while (await post.work());
    expect((await ask('GET', `/api/customers/${an}/messages`)).body.messages[0]).toMatchObject({ id: sent.messageId, state: 'ready' })
    const told = await house.as('sales')('POST', `/api/customers/${an}/messages/${sent.messageId}/told`, { how: 'zalo' })
    expect(told.body).toMatchObject({ state: 'accepted', channel: 'zalo' })
  })

  test('two planned for one place of a budget: one goes', async () => {
    post.forward(31 * DAY)
    const cuong = people['cuong'] ?? ''
    await house.db.transaction().execute((tx) => saveChoice(tx, cuong, { monthly: 1 }, { kind: 'customer' }, house.now))
    post.server.took.length = 0
    const [first, second] = [await started(), await started()]
    expect([first.counts.heldBy['budget'], second.counts.heldBy['budget']]).toEqual([undefined, 1])
    post.forward(MINUTE)
    while (await post.work());
    expect(mailsOf().filter((to) => to === 'cuong@khach.example')).toHaveLength(1)
  })

  test('where all who were looked at have left, it is said that there was something to look at', async () => {
    post.forward(8 * DAY)
    await started()
    post.forward(MINUTE)
    const { rows: everybody } = await sql<{ customer_id: string }>`select customer_id from customer`.execute(house.db)
    await house.db.transaction().execute(async (tx) => {
      for (const { customer_id: customerId } of everybody) await leave(tx, { customerId, method: 'page', now: house.now })
    })
    const ground = { db: house.db, outward: post.outward, by: newId() }
    const looked = await claim(ground, house.now, 250)
    expect(looked.due).toBeGreaterThan(0)
    expect(looked.passing).toEqual([])
    expect(await claim(ground, house.now, 250)).toEqual({ due: 0, passing: [] })
  })

  test('nothing is handed over without a verdict of its own', async () => {
    const verdict = { answer: 'pass' } as unknown as Parameters<typeof handOver>[1]
    const parcel = { messageId: 'x', channel: 'mail' as const, to: 'a@khach.example', text: '', isAdvertising: false }
    await expect(handOver(post.server.courier, verdict, parcel, AbortSignal.timeout(10))).rejects.toThrow('without a verdict')
  })
})
