import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { aSlippingHouse, type Body, kiln } from '../../../../test/support/slipping.ts'

const { house, owner, aCustomer, phuc, ly, urlOf, fill, anOrder, aPromise, begun, filled, tell } = aSlippingHouse()

describe('who may give how much', () => {
  test('above one’s limit a lead agrees in writing first', async () => {
    const draft = await filled(await begun(await aPromise(await aCustomer())), { ...kiln, amendsKind: 'points', amendsMinor: 150_000 })
    expect(draft).toMatchObject({ waitsForLead: { reason: false, amends: true }, slip: { amendsKind: 'points', approvedByName: null } })
    expect((await tell(draft)).body.code).toBe('promises.amends_above_limit')
    expect((await phuc('POST', `${urlOf(draft)}/agree`, { to: 'amends', words: 'Được', version: draft.slip.version })).status).toBe(403)
    const seen = await ly('GET', urlOf(draft))
    expect(seen.body).toMatchObject({ waitsForLead: { amends: false }, asksLead: true })
    const agreed = await ly('POST', `${urlOf(draft)}/agree`, { to: 'amends', words: 'Chị ấy chờ lâu rồi', version: draft.slip.version })
    expect(agreed.status).toBe(200)
    expect(agreed.body).toMatchObject({
      waitsForLead: { reason: false, amends: false },
      slip: { approvedByName: 'Lý', approvedWords: 'Chị ấy chờ lâu rồi', agreedByName: null },
    })
    const more = await filled(agreed.body, { ...kiln, amendsMinor: 160_000 })
    expect((await tell(more)).body.code).toBe('promises.amends_above_limit')
    const back = await filled(more, { ...kiln, amendsMinor: 150_000 })
    expect((await tell(back)).status).toBe(200)
  })

  test('more than one and a half times the price nobody but a lead writes down', async () => {
    const mai = await aCustomer()
    const order = await anOrder(mai, { total: 40_000 })
    const opened = await begun(await aPromise(mai, { orderId: order.id }))
    expect((await fill(opened, { ...kiln, amendsMinor: 60_001 })).body.code).toBe('promises.amends_above_limit')
    const draft = await filled(opened, { ...kiln, amendsMinor: 60_000 })
    expect((await tell(draft)).status).toBe(200)
  })

  test('is said by the house, and only by who keeps its settings', async () => {
    const before = (await owner('GET', '/api/promises/amends-limits')).body
    expect(before).toMatchObject({ currency: 'VND' })
    expect((await phuc('PUT', '/api/promises/amends-limits', { limits: [{ role: 'warehouse', mostMinor: 1 }] })).status).toBe(403)
    const saved = await owner('PUT', '/api/promises/amends-limits', { limits: [{ role: 'warehouse', mostMinor: 90_000 }] })
    expect(saved.body.limits).toContainEqual({ role: 'warehouse', mostMinor: 90_000 })
    expect(saved.body.limits).toContainEqual({ role: 'manager', mostMinor: 1_000_000 })
    await owner('PUT', '/api/promises/amends-limits', { limits: before.limits })
    expect((await owner('GET', '/api/promises/amends-limits')).body).toEqual(before)
  })

  test('is told with what another limit would have meant in the last year', async () => {
    const before = (await owner('GET', '/api/promises/amends-limits')).body
    const preview = async (mostMinor: number): Promise<Body> => {
      const { body } = await owner('POST', '/api/promises/amends-limits/preview', { limits: [{ role: 'warehouse', mostMinor }] })
      return body.roles.find(({ role }: Body) => role === 'warehouse')
    }
    const already = (await preview(1)).given
    const draft = await filled(await begun(await aPromise(await aCustomer())), { ...kiln, amendsMinor: 80_000 })
    expect((await tell(draft)).status).toBe(200)
    const [lower, same] = [await preview(79_999), await preview(100_000)]
    expect(same).toEqual({ role: 'warehouse', given: already + 1, asked: same.wouldAsk, wouldAsk: same.asked })
    expect(lower).toEqual({ ...same, wouldAsk: same.asked + 1 })
    expect((await owner('GET', '/api/promises/amends-limits')).body).toEqual(before)
  })

  test('is in the house’s own money: other money has other limits, and what was set in one is nothing in another', async () => {
    const limit = async (role: string): Promise<number> =>
      (await owner('GET', '/api/promises/amends-limits')).body.limits.find((one: Body) => one.role === role).mostMinor
    await owner('PUT', '/api/promises/amends-limits', { limits: [{ role: 'sales', mostMinor: 700_000 }] })
    await sql`update house set currency = 'USD'`.execute(house.db)
    expect([await limit('reception'), await limit('sales')]).toEqual([1200, 2000])
    await sql`update house set currency = 'KWD'`.execute(house.db)
    expect([await limit('reception'), await limit('owner')]).toEqual([0, 0])
    await sql`update house set currency = 'VND'`.execute(house.db)
    expect([await limit('reception'), await limit('sales')]).toEqual([300_000, 700_000])
    await owner('PUT', '/api/promises/amends-limits', { limits: [{ role: 'sales', mostMinor: 500_000 }] })
  })

  test('another reason than the true one is told only with a lead’s written word', async () => {
    const body = { ...kiln, toldReason: 'stock' }
    const draft = await filled(await begun(await aPromise(await aCustomer())), body)
    expect(draft.words).toContain('vì trong kho đã hết hàng')
    expect((await tell(draft)).body.code).toBe('promises.lead_must_agree')
    const agreed = (await ly('POST', `${urlOf(draft)}/agree`, { to: 'reason', words: 'Xưởng xin giữ kín', version: draft.slip.version }))
      .body
    const other = await filled(agreed, { ...body, toldReason: 'staff' })
    expect((await tell(other)).body.code).toBe('promises.lead_must_agree')
    const again = await filled(other, body)
    expect((await tell(again)).body.code).toBe('promises.lead_must_agree')
    const final = (await ly('POST', `${urlOf(again)}/agree`, { to: 'reason', words: 'Xưởng xin giữ kín', version: again.slip.version }))
      .body
    const told = await tell(final)
    expect(told.body.draft.slip).toMatchObject({ reason: 'broken-equipment', toldReason: 'stock', agreedByName: 'Lý' })
  })
})
