import { describe, expect, test } from 'vitest'
import { aSlippingHouse, kiln, MINUTE } from '../../../../test/support/slipping.ts'
import { tick } from '../clock.ts'
import { slipRound } from './by-itself.ts'

const { house, post, owner, aCustomer, phuc, ly, urlOf, anOrder, aPromise, begun, filled, tell, slipNow, kindsOf } = aSlippingHouse()

describe('afterwards', () => {
  test('it is kept what they said, that it was put right, what it cost, and whether they came back', async () => {
    const mai = await aCustomer()
    const draft = await filled(await begun(await aPromise(mai)), kiln)
    const follow = (version: number, body: object) => ly('POST', `${urlOf(draft)}/follow`, { version, ...body })
    expect((await follow(draft.slip.version, { answer: 'accepted' })).body.code).toBe('promises.not_told')
    const told = (await tell(draft)).body.draft
    const accepted = (await follow(told.slip.version, { answer: 'accepted' })).body
    expect(accepted).toMatchObject({ answer: 'accepted', cameBack: null })
    const fixed = (await follow(accepted.version, { isFixed: true, costMinor: 45_000 })).body
    expect(fixed).toMatchObject({ fixedAt: house.now.toISOString(), cost: { minor: 45_000, currency: 'VND' }, cameBack: null })
    post.forward(24 * 60 * MINUTE)
    await anOrder(mai)
    expect((await slipNow(draft)).slip.cameBack).toBe(true)
    expect((await kindsOf(draft)).slice(-2)).toEqual(['answered', 'remedy'])
  })

  test('who says nothing for two working days is silent', async () => {
    const draft = await filled(await begun(await aPromise(await aCustomer())), kiln)
    await tell(draft)
    const ground = { db: house.db, outward: post.outward }
    post.forward(47 * 60 * MINUTE)
    await slipRound(ground, house.now)
    expect((await slipNow(draft)).slip.answer).toBeNull()
    post.forward(24 * 60 * MINUTE)
    await slipRound(ground, house.now)
    expect((await slipNow(draft)).slip.answer).toBe('silent')
  })

  test('a promise that was missed by time and kept late asks for the reason and no new time', async () => {
    const promise = await aPromise(await aCustomer())
    house.now = new Date('2026-11-23T10:20:00Z')
    await tick(house.db, house.now)
    const kept = await phuc('POST', `/api/promises/${promise.id}/keep`, {
      version: (await owner('GET', `/api/promises/${promise.id}`)).body.version,
      reason: 'lò của xưởng gốm hỏng',
    })
    expect(kept.body).toMatchObject({ state: 'late', stage: 'slipped' })
    const draft = await filled(await begun(kept.body), {
      reason: 'broken-equipment',
      reasonWords: 'lò của xưởng gốm hỏng',
      amends: '200 điểm',
    })
    expect(draft.words).toContain(
      'Bộ ấm em hứa giao trước 17:00 hôm nay đã trễ, lúc 17:20 hôm nay, vì lò của xưởng gốm hỏng. Bên em để chị phải chờ, em xin lỗi chị. Em xin tặng chị 200 điểm.',
    )
    expect(draft.untrue).toEqual([])
    expect((await tell(draft)).body.draft.promise.state).toBe('late')
  })
})
