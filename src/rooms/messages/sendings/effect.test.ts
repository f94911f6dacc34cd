import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { aHouse } from '../../../../test/support/house.ts'
import { sendThrough } from '../../../../test/support/mail-settings.ts'
import { aPostOffice } from '../../../../test/support/post-office.ts'
import { leave } from '../consent/consents.ts'

const house = aHouse()
const post = aPostOffice(house)
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

const people: string[] = []
beforeAll(async () => {
  for (let n = 0; n < 24; n++) people.push(await post.customer(`Khách ${n}`, `khach${n}@thu.example`))
  // One never agreed, and is in neither group.
  await post.agree(people.slice(1))
  await sendThrough(house.db, 25)
})

const ask = (method: 'GET' | 'POST', url: string, body?: unknown) => house.as('marketing')(method, url, body)
const armOf = async (sendingId: string, isHeldOut: boolean): Promise<string[]> =>
  (
    await sql<{ customer_id: string }>`select customer_id from message where sending_id = ${sendingId}::uuid
      and state = any(${isHeldOut ? ['held-out'] : ['ready', 'held']}::text[]) order by 1`.execute(house.db)
  ).rows.map((row) => row.customer_id)
const buys = async (customerId: string) => {
  const made = await house.as('owner')('POST', `/api/customers/${customerId}/orders`, {
    total: 90_000,
    lines: [{ product: 'Sách', quantity: 1, total: 90_000 }],
  })
  expect([made.status, made.text]).toEqual([201, made.text])
}
const started = async (body: Record<string, unknown>) => {
  const sending = await post.planned({ letterId: await post.letter(), holdout: 5000, ...body })
  await ask('POST', `/api/sendings/${sending.id}/start`, { version: sending.version })
  return sending
}
const effectOf = async (id: string) => (await ask('GET', `/api/sendings/${id}/report`)).body.effect

describe('what a letter changed', () => {
  test('is told of the two groups as they were drawn: who left before it came counts with those who were meant to get it', async () => {
    const sending = await started({})
    const [sent, heldOut] = [await armOf(sending.id, false), await armOf(sending.id, true)]
    expect(Math.min(sent.length, heldOut.length)).toBeGreaterThan(1)
    expect(sent.length + heldOut.length).toBe(23)
    expect(await effectOf(sending.id)).toBeNull()
    // One of each group leaves, and both buy all the same: whoever counts one of them alone sees an effect where there is none.
    const [mine = '', theirs = ''] = [sent[0], heldOut[0]]
    for (const customerId of [mine, theirs])
      await house.db.transaction().execute((tx) => leave(tx, { customerId, method: 'page', now: house.now }))
    post.forward(MINUTE)
    while (await post.work());
    for (const customerId of [mine, theirs]) await buys(customerId)
    const report = (await ask('GET', `/api/sendings/${sending.id}/report`)).body
    expect(report.sums).toMatchObject({ suppressed: 2, accepted: sent.length - 1, heldOut: heldOut.length })
    expect(report.effect).toMatchObject({ sent: { people: sent.length, bought: 1 }, heldOut: { people: heldOut.length, bought: 1 } })
  })

  test('keeps both groups whole when the rest of it is cancelled', async () => {
    post.forward(31 * DAY)
    const sending = await started({})
    const [sent, heldOut] = [await armOf(sending.id, false), await armOf(sending.id, true)]
    post.forward(MINUTE)
    await post.work(3)
    await ask('POST', `/api/sendings/${sending.id}/cancel`, {})
    expect(await effectOf(sending.id)).toMatchObject({ sent: { people: sent.length }, heldOut: { people: heldOut.length } })
  })

  test('is told of nobody whom neither lot would have brought it in time', async () => {
    post.forward(31 * DAY)
    post.talking = new Set(people)
    const soon = new Date(house.now.getTime() + 90 * MINUTE).toISOString()
    const sending = await started({ expiresAt: soon })
    expect(sending.counts.willReceive).toBe(0)
    expect(await armOf(sending.id, true)).toEqual([])
    await ask('POST', `/api/sendings/${sending.id}/cancel`, {})
  })
})
