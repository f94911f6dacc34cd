import { describe, expect, test } from 'vitest'
import { aSlippingHouse, type Body, KILN_LETTER, kiln, MINUTE } from '../../../../test/support/slipping.ts'
import { slipRound } from './by-itself.ts'

const {
  house,
  post,
  owner,
  aCustomer,
  phuc,
  ly,
  urlOf,
  promiseNow,
  fill,
  anOrder,
  aPromise,
  begun,
  filled,
  tell,
  slipNow,
  kindsOf,
  untrueOf,
  lastMails,
} = aSlippingHouse()

describe('a promise that slips', () => {
  test('is told in one letter with name, true reason, new time and remedy, and stands as being put right', async () => {
    const mai = await aCustomer()
    const order = await anOrder(mai)
    const promise = await aPromise(mai, { orderId: order.id })
    const opened = await begun(promise)
    expect(opened).toMatchObject({
      before: 0,
      mustCall: false,
      recordSays: 'chưa rời kho',
      limit: { minor: 100_000 },
      promise: { stage: 'slipped' },
    })
    const draft = await filled(opened, kiln)
    expect(draft.words).toBe(KILN_LETTER)
    expect(draft.untrue).toEqual([])
    expect(draft.way).toMatchObject({ channel: 'mail', isByHand: false, verdict: { answer: 'pass' } })
    expect(draft.marks.map(({ from, to }: Body) => draft.words.slice(from, to))).toContain('10:00 sáng mai')
    const told = await tell(draft)
    expect(told.status).toBe(200)
    expect(told.body).toMatchObject({
      copy: null,
      draft: { slip: { toldHow: 'message', toldByName: 'Phúc' }, promise: { stage: 'mending', isWarned: true } },
    })
    const [mail, ...others] = await lastMails()
    expect(others).toEqual([])
    expect(mail).toContain(KILN_LETTER)
    const after = await promiseNow(draft)
    expect(after.promisedDue).toBe('2026-11-24T03:00:00.000Z')
    expect(after.firstDue).toBe('2026-11-23T10:00:00.000Z')
    const timeline = (await owner('GET', `/api/customers/${mai}/timeline`)).body
    expect(JSON.stringify(timeline)).toContain('lò của xưởng gốm hỏng')
  })

  test('is not told with words that the record does not bear out', async () => {
    const mai = await aCustomer()
    const order = await anOrder(mai)
    const opened = await begun(await aPromise(mai, { orderId: order.id }))
    const draft = await filled(opened, { ...kiln, words: `${KILN_LETTER} Hàng đang trên đường ạ.` })
    expect(draft.untrue).toEqual([
      { from: draft.words.indexOf('đang trên'), to: draft.words.indexOf(' ạ.'), said: 'đang trên đường', why: 'not-left' },
    ])
    expect((await tell(draft)).body.code).toBe('promises.untrue')
    expect(await lastMails()).toEqual([])
    await owner('PATCH', `/api/customers/${mai}/orders/${order.id}`, { state: 'left', version: order.version })
    expect((await slipNow(draft)).untrue).toEqual([])
    expect((await tell(draft)).status).toBe(200)
  })

  test('pressed twice, opens one slip', async () => {
    const promise = await aPromise(await aCustomer())
    const [one, two] = await Promise.all([begun(promise), begun(promise, ly)])
    expect(one.slip.id).toBe(two.slip.id)
    expect((await promiseNow(one)).slips).toHaveLength(1)
    expect((await kindsOf(one)).filter((kind) => kind === 'slipped')).toHaveLength(1)
  })

  test('needs reason, new time and something concrete, one after the other', async () => {
    const opened = await begun(await aPromise(await aCustomer()))
    const { reason, reasonWords, newDue, fix } = kiln
    expect((await tell(opened)).body.code).toBe('promises.reason_needed')
    const a = await filled(opened, { reason, reasonWords })
    expect((await tell(a)).body.code).toBe('promises.due_needed')
    const b = await filled(a, { reason, reasonWords, newDue })
    expect((await tell(b)).body.code).toBe('promises.remedy_needed')
    expect((await fill(b, { reason, newDue: '2026-11-23T10:00:00+07:00' })).body.code).toBe('promises.due_past')
    const c = await filled(b, { reason, reasonWords, newDue, fix })
    expect((await tell(c)).status).toBe(200)
  })

  test('with nothing to give says why, and may be told', async () => {
    const opened = await begun(await aPromise(await aCustomer()))
    const { reason, reasonWords, newDue } = kiln
    const draft = await filled(opened, { reason, reasonWords, newDue, noneWhy: 'Chị nói không cần gì thêm' })
    expect(draft.untrue).toEqual([])
    expect((await tell(draft)).status).toBe(200)
  })

  test('is not put upon traffic before anything left, nor upon a supplier who kept their word', async () => {
    const mai = await aCustomer()
    const order = await anOrder(mai)
    const opened = await begun(await aPromise(mai, { orderId: order.id }))
    const traffic = await filled(opened, { ...kiln, reason: 'traffic', reasonWords: undefined })
    expect(untrueOf(traffic)).toContain('not-departed')
    expect((await tell(traffic)).body.code).toBe('promises.untrue')
    expect((await tell(traffic, { how: 'call' })).body.code).toBe('promises.untrue')
    const supplier = await filled(traffic, { ...kiln, reason: 'supplier', reasonWords: undefined })
    expect(untrueOf(supplier)).toContain('no-supplier-slip')
  })

  test('held up on the road, with the order out and a note of it, may say so', async () => {
    const mai = await aCustomer()
    const order = await anOrder(mai, { state: 'left' })
    const promise = await aPromise(mai, { orderId: order.id })
    const noted = await phuc('POST', `/api/promises/${promise.id}/notes`, { words: 'Bác tài báo kẹt xe ở cầu', version: promise.version })
    const opened = await begun(noted.body)
    expect(opened.reasons[0]).toMatchObject({ reason: 'traffic', isBorneOut: true, fact: 'Bác tài báo kẹt xe ở cầu' })
    const draft = await filled(opened, { ...kiln, reason: 'traffic', reasonWords: undefined })
    expect(draft.words).toContain('vì xe giao bị kẹt đường')
    expect((await tell(draft)).status).toBe(200)
  })
})

describe('one apology', () => {
  test('goes out once, however often and by however many the button is pressed', async () => {
    const draft = await filled(await begun(await aPromise(await aCustomer())), kiln)
    const answers = await Promise.all([
      tell(draft),
      tell(draft),
      tell(draft, {}, ly),
      tell(draft, { how: 'call' }, ly),
      tell(draft, {}, owner),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409])
    expect(answers.filter(({ status }) => status === 409).map(({ body }) => body.code)).toEqual(Array(4).fill('promises.told_already'))
    const events = await kindsOf(draft)
    expect(events.filter((kind) => kind === 'told')).toHaveLength(1)
    expect((await lastMails()).length).toBeLessThanOrEqual(1)
  })

  test('tried again with the same key is the same answer', async () => {
    const draft = await filled(await begun(await aPromise(await aCustomer())), kiln)
    const body = { how: 'message', version: draft.slip.version }
    const key = { 'idempotency-key': '0190b3a0-0000-7000-8000-00000000aa01' }
    const first = await phuc('POST', `${urlOf(draft)}/tell`, body, key)
    const second = await phuc('POST', `${urlOf(draft)}/tell`, body, key)
    expect([first.status, second.status, second.body.messageId]).toEqual([200, 200, first.body.messageId])
    expect(await lastMails()).toHaveLength(1)
  })

  /** Chance that is the same each time. */
  function* chance(seed: number) {
    let state = seed
    for (;;) {
      state = (state * 1664525 + 1013904223) % 4294967296
      yield state / 4294967296
    }
  }

  test.each([1, 2, 3, 4, 5, 6])('comes to at most one, whatever is done in whatever order (%i)', async (seed) => {
    const draws = chance(seed)
    const next = () => Number(draws.next().value)
    const promise = await aPromise(await aCustomer())
    const draft = await begun(promise)
    const ground = { db: house.db, outward: post.outward }
    const fresh = async () => (await slipNow(draft)).slip.version
    const acts: (() => Promise<unknown>)[] = [
      async () => tell(draft, { version: await fresh() }),
      async () => tell(draft, { how: 'call', version: await fresh() }, ly),
      async () => fill({ ...draft, slip: { ...draft.slip, version: await fresh() } }, kiln),
      async () => phuc('POST', `/api/promises/${promise.id}/slips`, { version: (await promiseNow(draft)).version }),
      async () => slipRound(ground, house.now),
      async () => post.forward(9 * MINUTE),
      async () => post.work(),
      async () =>
        fill({ ...draft, slip: { ...draft.slip, version: await fresh() } }, { reason: 'not-known', tellBy: '2026-11-23T18:30:00+07:00' }),
    ]
    for (let done = 0; done < 24; done++) {
      const [one, other] = [acts[Math.floor(next() * acts.length)], acts[Math.floor(next() * acts.length)]]
      await Promise.all(next() < 0.4 ? [one?.(), other?.()] : [one?.()])
    }
    const sorry = (await lastMails()).filter((text) => text.includes('xin lỗi'))
    const told = (await promiseNow(draft)).events.filter(({ kind, payload }: Body) => kind === 'told' && payload.slipId === draft.slip.id)
    expect(told.length).toBeLessThanOrEqual(1)
    expect(sorry.length).toBeLessThanOrEqual(told.filter(({ payload }: Body) => payload.how === 'message').length)
  })
})

describe('the gate', () => {
  test('lets it through at night where something promised hangs on it before nine, and else in the morning', async () => {
    house.now = new Date('2026-11-23T16:30:00Z')
    const car = await begun(
      await aPromise(await aCustomer(), { words: 'Chuẩn bị xe ra sân bay', kind: 'other', due: '2026-11-24T05:00:00+07:00' }),
    )
    const early = {
      ...kiln,
      newDue: '2026-11-24T05:30:00+07:00',
      fix: 'Gọi taxi cho chị lúc 5:00',
      amends: undefined,
      amendsMinor: undefined,
    }
    const night = await filled(car, early)
    expect(night.way.verdict).toMatchObject({ answer: 'pass' })
    expect((await tell(night)).status).toBe(200)
    expect(await lastMails()).toHaveLength(1)
    const calm = await filled(await begun(await aPromise(await aCustomer(), { due: '2026-11-25T17:00:00+07:00' })), {
      ...kiln,
      newDue: '2026-11-26T10:00:00+07:00',
    })
    expect(calm.way.verdict).toMatchObject({ answer: 'wait', rule: 'hours' })
    expect((await tell(calm)).status).toBe(200)
    expect(await lastMails()).toHaveLength(0)
    house.now = new Date('2026-11-24T00:30:00Z')
    expect(await lastMails()).toHaveLength(1)
  })

  test('lets it through to who wants no letters: it is about what they were promised', async () => {
    const hoa = await aCustomer()
    const { leave } = await import('../../messages/consent/consents.ts')
    await house.db.transaction().execute((tx) => leave(tx, { customerId: hoa, method: 'page', now: house.now }))
    const draft = await filled(await begun(await aPromise(hoa)), kiln)
    expect((await tell(draft)).status).toBe(200)
    expect(await lastMails()).toHaveLength(1)
    expect(post.server.took[0]?.isAdvertising).toBe(false)
  })
})
