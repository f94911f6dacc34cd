import { describe, expect, test } from 'vitest'
import { sampleHouse } from '../../src/server/sample/generate.ts'

const now = Date.parse('2026-11-23T06:52:00Z')
const { asks, promises, customers, orders } = sampleHouse(now, 'Asia/Ho_Chi_Minh')
const promiseOf = new Map(promises.map((promise) => [promise.id, promise]))

describe('what customers of the sample asked for', () => {
  test('rests on a promise each, and two of them are waited for', () => {
    for (const { promiseId, customerId, kind } of asks.requests) expect(promiseOf.get(promiseId)).toMatchObject({ customerId, kind })
    expect(new Set(asks.requests.map(({ promiseId }) => promiseId)).size).toBe(asks.requests.length)
    const open = asks.requests.filter(({ endedAt }) => endedAt === null)
    expect(open.map(({ wants }) => wants).sort()).toEqual(['Sách về nhuộm chàm', 'Sách “Hội An xưa”'])
    for (const { askedAt, toldAt, endedAt, wants } of asks.requests) {
      expect(wants).not.toMatch(/^(Tìm|Báo)/)
      if (toldAt) expect(toldAt.getTime()).toBeGreaterThan(askedAt.getTime())
      expect(toldAt === null || endedAt !== null).toBe(true)
    }
  })

  test('before they bought became orders, or did not for reasons of every kind; chị Mai waits for her quote', () => {
    const { enquiries } = asks
    const open = enquiries.filter(({ state }) => state === 'open')
    expect(open.map(({ about, customerId }) => [about, customers.find(({ id }) => id === customerId)?.name])).toEqual([
      ['Đoàn 24 khách', 'Phan Thị Mai'],
    ])
    const orderIds = new Set(orders.map(({ id }) => id))
    const bought = enquiries.filter(({ state }) => state === 'bought')
    expect(bought.length).toBeGreaterThan(30)
    for (const { orderId, closedAt, askedAt } of bought) {
      expect(orderIds.has(orderId ?? '')).toBe(true)
      expect(closedAt?.getTime()).toBeGreaterThanOrEqual(askedAt.getTime())
    }
    expect(new Set(enquiries.map(({ reason }) => reason)).size).toBeGreaterThan(6)
    expect(enquiries.filter(({ state }) => state === 'quoted')).toHaveLength(3)
    for (const { quote } of enquiries)
      if (quote) expect(quote.lines.reduce((sum, { quantity, minor }) => sum + Math.round(quantity * minor), 0)).toBe(quote.total)
  })

  test('is told the same by the same moment', () => {
    expect(sampleHouse(now, 'Asia/Ho_Chi_Minh').asks).toEqual(asks)
  })
})
