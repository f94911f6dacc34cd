import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { aSlippingHouse, type Body, kiln, MINUTE } from '../../../../test/support/slipping.ts'
import { hire } from '../../../../test/support/team.ts'
import { MONDAY } from '../../../../test/support/writing-house.ts'
import { settle } from '../../messages/sendings/returns.ts'
import { slipRound } from './by-itself.ts'

const { house, post, owner, aCustomer, phuc, promiseNow, aPromise, begun, filled, tell, slipNow, lastMails } = aSlippingHouse()

describe('not known yet', () => {
  test('is told with a time to hear more, which is a promise of its own; the reason follows without a second apology', async () => {
    const mai = await aCustomer()
    const opened = await begun(await aPromise(mai))
    expect((await tell(await filled(opened, { reason: 'not-known' }))).body.code).toBe('promises.due_needed')
    const draft = await filled(await slipNow(opened), { reason: 'not-known', tellBy: '2026-11-23T15:30:00+07:00' })
    expect(draft.words).toContain('Em chưa rõ lý do, em sẽ báo lại chị trước 15:30.')
    const told = await tell(draft)
    expect(told.body.draft.slip).toMatchObject({ toldHow: 'message', tellBy: '2026-11-23T08:30:00.000Z' })
    const mine = (await owner('GET', `/api/customers/${mai}/promises`)).body.promises
    const answer = mine.find(({ kind }: Body) => kind === 'answer')
    expect(answer).toMatchObject({ parentId: draft.promise.id, promisedDue: '2026-11-23T08:30:00.000Z', state: 'open' })
    expect((await tell(told.body.draft)).body.code).toBe('promises.reason_needed')
    // "Sẽ trễ" pressed again leads back to it, and opens no second slip.
    const again = await begun(await promiseNow(draft))
    expect(again.slip.id).toBe(draft.slip.id)
    const bare = await filled(again, { reason: kiln.reason, reasonWords: kiln.reasonWords, newDue: kiln.newDue })
    expect((await tell(bare)).body.code).toBe('promises.remedy_needed')
    const news = await filled(bare, kiln)
    expect(news.words).toContain('Bộ ấm em hứa giao trước 17:00 hôm nay trễ vì lò của xưởng gốm hỏng. Em xin hẹn lại 10:00 sáng mai.')
    expect((await tell(news)).status).toBe(200)
    expect((await tell(news)).body.code).toBe('promises.told_already')
    expect((await lastMails()).map((text) => text.includes('xin lỗi'))).toEqual([true, false])
    expect((await owner('GET', `/api/promises/${answer.id}`)).body.state).toBe('kept')
    expect((await promiseNow(draft)).promisedDue).toBe('2026-11-24T03:00:00.000Z')
  })

  test('is said by the house itself when nobody did anything for fifteen open minutes', async () => {
    const mai = await aCustomer()
    const draft = await begun(await aPromise(mai))
    const ground = { db: house.db, outward: post.outward }
    post.forward(14 * MINUTE)
    await slipRound(ground, house.now)
    expect((await slipNow(draft)).slip.toldAt).toBeNull()
    post.forward(MINUTE)
    await slipRound(ground, house.now)
    await slipRound(ground, house.now)
    const slip = (await slipNow(draft)).slip
    expect(slip).toMatchObject({ reason: 'not-known', toldHow: 'message', toldByName: 'Nhà Quen', tellBy: '2026-11-23T09:15:00.000Z' })
    const sent = await lastMails()
    expect(sent).toHaveLength(1)
    expect(sent[0]).toContain(
      'Chào chị Mai, đây là Nhà Quen. Bộ ấm em hứa giao trước 17:00 hôm nay sẽ trễ. Em chưa rõ lý do, em sẽ báo lại chị trước 16:15.',
    )
    const answers = (await owner('GET', `/api/customers/${mai}/promises`)).body.promises.filter(({ kind }: Body) => kind === 'answer')
    expect(answers).toHaveLength(1)
  })

  test('is said even where whoever promised works here no more, and is their team’s to find out', async () => {
    const gone = await hire(house, 'gone', 'sales')
    const mai = await aCustomer()
    const draft = await begun(await aPromise(mai, { holderId: gone.id }))
    await owner('PATCH', `/api/staff/${gone.id}`, { isLockedOut: true, version: gone.version })
    post.forward(15 * MINUTE)
    await slipRound({ db: house.db, outward: post.outward }, house.now)
    expect((await slipNow(draft)).slip).toMatchObject({ reason: 'not-known', toldHow: 'message' })
    const answer = (await owner('GET', `/api/customers/${mai}/promises`)).body.promises.find(({ kind }: Body) => kind === 'answer')
    expect(answer).toMatchObject({ holderId: null, team: 'sales', state: 'open' })
  })

  test('waits for the house to open: fifteen minutes of the night are none', async () => {
    house.now = new Date('2026-11-23T13:55:00Z')
    const draft = await begun(await aPromise(await aCustomer(), { due: '2026-11-24T16:00:00+07:00' }))
    const ground = { db: house.db, outward: post.outward }
    house.now = new Date('2026-11-23T20:00:00Z')
    await slipRound(ground, house.now)
    expect((await slipNow(draft)).slip.toldAt).toBeNull()
    house.now = new Date('2026-11-24T01:11:00Z')
    await slipRound(ground, house.now)
    expect((await slipNow(draft)).slip.toldAt).not.toBeNull()
  })

  test('is not said over the shoulder of somebody who is writing', async () => {
    const opened = await begun(await aPromise(await aCustomer()))
    post.forward(10 * MINUTE)
    await filled(opened, { fix: 'Giao bộ men xanh lúc 16:00' })
    post.forward(10 * MINUTE)
    await slipRound({ db: house.db, outward: post.outward }, house.now)
    expect((await slipNow(opened)).slip.toldAt).toBeNull()
  })
})

describe('a supplier who slips', () => {
  test('puts their customers’ promises at risk with drafts ready, and is the reason that stands first', async () => {
    const benCu = (await owner('POST', '/api/customers', { kind: 'organisation', name: 'Xưởng gốm Bến Cũ', country: 'VN' })).body.id
    const kilnPromise = (
      await owner('POST', '/api/promises', {
        customerId: benCu,
        direction: 'from-supplier',
        kind: 'delivery',
        words: 'Giao hai bộ ấm',
        due: '2026-11-23T15:00:00+07:00',
      })
    ).body
    const mine = await Promise.all(
      [await aCustomer(), await aCustomer()].map((id) => aPromise(id, { restsOn: [{ promiseId: kilnPromise.id, leadSeconds: 3600 }] })),
    )
    house.now = new Date('2026-11-23T06:20:00Z')
    const theirs = await begun(kilnPromise)
    expect(theirs).toMatchObject({ words: null, way: null, mustCall: false })
    await slipRound({ db: house.db, outward: post.outward }, house.now)
    for (const promise of mine) {
      const ready = (await phuc('GET', `/api/promises/${promise.id}/slips/ready`)).body
      expect(ready.promise.stage).toBe('risk')
      expect(ready.reasons[0]).toMatchObject({ reason: 'supplier', isBorneOut: true, fact: 'Xưởng gốm Bến Cũ báo 13:20' })
      expect(ready.promise.slips).toEqual([])
    }
    const drafts = await sql<{ n: number }>`select count(*)::int as n from promise_slip where declared_at is null`.execute(house.db)
    expect(drafts.rows[0]?.n).toBeGreaterThanOrEqual(2)
    house.now = MONDAY
    const told = await filled(theirs, {
      reason: 'broken-equipment',
      reasonWords: 'lò của xưởng gốm hỏng',
      newDue: '2026-11-24T08:45:00+07:00',
      noneWhy: 'Xưởng tự chịu',
    })
    expect((await tell(told)).body.code).toBe('promises.no_way')
    expect((await tell(told, { how: 'call' })).status).toBe(200)
    const ready = (await phuc('GET', `/api/promises/${mine[0]?.id}/slips/ready`)).body
    expect(ready.suggestedDue).toBe('2026-11-24T02:45:00.000Z')
    expect(ready.words).toContain('sẽ trễ sang 09:45 sáng mai, vì lò của xưởng gốm hỏng.')
    const opened = await begun((await owner('GET', `/api/promises/${mine[0]?.id}`)).body)
    expect(opened.slip.id).toBe(ready.slip.id)
    const draft = await filled(opened, { ...kiln, reason: 'supplier', reasonWords: undefined })
    expect(draft.dueHolds).toBe(true)
    expect(draft.untrue).toEqual([])
    expect((await tell(draft)).status).toBe(200)
  })
})

describe('by the standard', () => {
  test('the letter goes by itself once a true reason was signed, and to nobody twice', async () => {
    const calendarId = (await owner('GET', '/api/calendars')).body.calendars[0]?.id
    const standardId = '0190b3a0-0000-7000-8000-00000000bb01'
    const saved = await owner('PUT', `/api/standards/${standardId}`, {
      name: 'Trả lời trong hai giờ',
      level: 'house',
      match: {},
      rank: 0,
      calendarId,
      targets: { callback: { seconds: 7200 } },
      levels: [],
      atRiskFraction: 0.75,
      tellsByItself: true,
    })
    expect([saved.status, saved.text.slice(0, 200)]).toEqual([200, expect.any(String)])
    const promise = await aPromise(await aCustomer(), { kind: 'callback', words: 'Gửi bảng giá', due: undefined })
    const opened = await begun(promise)
    const ground = { db: house.db, outward: post.outward }
    const draft = await filled(opened, { ...kiln, reason: 'our-mistake', reasonWords: 'bên em sơ suất sót tin của chị' })
    await slipRound(ground, house.now)
    await slipRound(ground, house.now)
    expect((await slipNow(draft)).slip).toMatchObject({ toldHow: 'message', signedByName: 'Phúc', toldByName: 'Nhà Quen' })
    expect(await lastMails()).toHaveLength(1)
  })
})

describe('many slips at once', () => {
  /** So many promises to one customer that slipped within the last ten minutes, each with what `slip` says of its slip. */
  const slippedBefore = async (customerId: string, many: number, slip: { columns: string; values: string }) => {
    await sql`with made as (
        insert into promise (customer_id, promise_id, direction, category, kind, words, made_at, given, target, starts_at, promised_due, first_due,
          state, stage, slips, slip_id, is_missed, first_customer_id)
        select ${customerId}::uuid, gen_random_uuid(), 'to-customer', 'delivery', 'delivery', 'Giao hộp trà ' || n, ${house.now}, 'counter', 'instant',
          ${house.now}, ${house.now}, ${house.now}, 'open', 'slipped', 1, gen_random_uuid(), true, ${customerId}::uuid
        from generate_series(1, ${many}::int) n
        returning customer_id, promise_id, slip_id)
      insert into promise_slip (customer_id, promise_id, slip_id, number, at, is_foreseen, declared_at, first_customer_id, ${sql.raw(slip.columns)})
      select customer_id, promise_id, slip_id, 1, ${house.now}, false, ${house.now}, customer_id, ${sql.raw(slip.values)} from made`.execute(
      house.db,
    )
  }
  const clear = async (customerId: string) => {
    await sql`delete from promise_slip where customer_id = ${customerId}::uuid`.execute(house.db)
    await sql`delete from promise where customer_id = ${customerId}::uuid`.execute(house.db)
  }

  test('of which hundreds cannot be told by itself keep nobody waiting behind them', async () => {
    const others = await aCustomer()
    // Their reason is signed, and no standard lets the house tell of it.
    await slippedBefore(others, 250, { columns: 'reason, signed_by_name', values: `'our-mistake', 'Phúc'` })
    post.forward(1 * MINUTE)
    const draft = await begun(await aPromise(await aCustomer()))
    post.forward(15 * MINUTE)
    const { told, marks } = await slipRound({ db: house.db, outward: post.outward }, house.now)
    expect([told, marks]).toEqual([1, {}])
    expect((await slipNow(draft)).slip.reason).toBe('not-known')
    await clear(others)
  })

  test('a round ends after so many, and the next goes on there', async () => {
    const others = await aCustomer()
    await slippedBefore(others, 2100, { columns: 'reason, signed_by_name', values: `'our-mistake', 'Phúc'` })
    post.forward(1 * MINUTE)
    const draft = await begun(await aPromise(await aCustomer()))
    post.forward(15 * MINUTE)
    const ground = { db: house.db, outward: post.outward }
    const first = await slipRound(ground, house.now)
    expect([first.told, first.marks.untold?.slipId]).toEqual([0, expect.any(String)])
    const second = await slipRound(ground, house.now, first.marks)
    expect([second.told, second.marks]).toEqual([1, {}])
    expect((await slipNow(draft)).slip.reason).toBe('not-known')
    await clear(others)
  })

  test('an apology that never came is seen among hundreds that did', async () => {
    const others = await aCustomer()
    await slippedBefore(others, 250, { columns: 'told_at, told_how, message_id', values: `now(), 'message', gen_random_uuid()` })
    await sql`update promise_slip set told_at = ${new Date(house.now.getTime() - MINUTE)} where customer_id = ${others}::uuid`.execute(
      house.db,
    )
    const draft = await filled(await begun(await aPromise(await aCustomer())), kiln)
    const told = await tell(draft)
    await lastMails()
    await settle(house.db, { messageId: told.body.messageId, kind: 'bounced', at: house.now, source: 'mail', detail: {} })
    expect((await slipRound({ db: house.db, outward: post.outward }, house.now)).again).toBe(1)
    expect((await slipNow(draft)).slip.toldAt).toBeNull()
    await clear(others)
  })
})
