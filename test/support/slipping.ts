import { beforeAll, expect } from 'vitest'
import type { Ask } from './house.ts'
import { withBrowser } from './team.ts'
import { aWritingHouse } from './writing-house.ts'

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field.
export type Body = any

export const MINUTE = 60_000

/** What Phúc says of the tea set that the kiln kept back. */
export const kiln = {
  reason: 'broken-equipment',
  reasonWords: 'Lò của xưởng gốm hỏng',
  newDue: '2026-11-24T10:00:00+07:00',
  fix: 'Giao bộ men xanh lúc 16:00',
  amends: 'Miễn phí giao + 200 điểm',
  amendsKind: 'gift',
  amendsMinor: 45_000,
}

/** What the customer then reads, word for word. */
export const KILN_LETTER =
  'Chào chị Mai, em là Phúc ở Nhà Quen. Bộ ấm em hứa giao trước 17:00 hôm nay sẽ trễ sang 10:00 sáng mai, vì lò của xưởng gốm hỏng. Bên em báo chị muộn, em xin lỗi chị. Em xin miễn phí giao hàng và tặng chị 200 điểm. Nếu chị cần ngay hôm nay, em có bộ men xanh giao được lúc 16:00.'

/** A house in which promises slip: Phúc of the warehouse tells of them, Lý leads. */
export function aSlippingHouse() {
  const writing = aWritingHouse()
  const { house, owner } = writing
  const staff: { phuc?: Ask; ly?: Ask } = {}

  beforeAll(async () => {
    staff.phuc = await withBrowser(house, 'phuc', 'warehouse', 'Phúc')
    staff.ly = await withBrowser(house, 'ly', 'manager', 'Lý')
  })

  const phuc: Ask = (...of) => (staff.phuc as Ask)(...of)
  const ly: Ask = (...of) => (staff.ly as Ask)(...of)

  const made = async (path: string, body: object, ask: Ask = owner): Promise<Body> => {
    const answer = await ask('POST', path, body)
    expect([answer.status, answer.text.slice(0, 300)]).toEqual([201, expect.any(String)])
    return answer.body
  }
  const urlOf = (draft: Body): string => `/api/promises/${draft.promise.id}/slips/${draft.slip.id}`
  const promiseNow = async (draft: Body): Promise<Body> => (await owner('GET', `/api/promises/${draft.promise.id}`)).body
  const fill = (draft: Body, body: object, ask: Ask = phuc) => ask('PUT', urlOf(draft), { ...body, version: draft.slip.version })

  return {
    ...writing,
    phuc,
    ly,
    urlOf,
    promiseNow,
    fill,
    anOrder: (customerId: string, more: object = {}): Promise<Body> =>
      made(`/api/customers/${customerId}/orders`, {
        kind: 'sale',
        state: 'open',
        currency: 'VND',
        total: 300_000,
        lines: [{ product: 'Bộ ấm gốm', quantity: 1 }],
        ...more,
      }),
    /** "The tea set by five today." */
    aPromise: (customerId: string, more: object = {}): Promise<Body> =>
      made('/api/promises', { customerId, kind: 'delivery', words: 'Giao bộ ấm', due: '2026-11-23T17:00:00+07:00', ...more }),
    begun: (promise: Body, ask: Ask = phuc): Promise<Body> => made(`/api/promises/${promise.id}/slips`, { version: promise.version }, ask),
    filled: async (draft: Body, body: object, ask: Ask = phuc): Promise<Body> => {
      const answer = await fill(draft, body, ask)
      expect([answer.status, answer.text.slice(0, 300)]).toEqual([200, expect.any(String)])
      return answer.body
    },
    tell: (draft: Body, body: object = {}, ask: Ask = phuc) =>
      ask('POST', `${urlOf(draft)}/tell`, { how: 'message', version: draft.slip.version, ...body }),
    slipNow: async (draft: Body): Promise<Body> => (await owner('GET', urlOf(draft))).body,
    kindsOf: async (draft: Body): Promise<string[]> => (await promiseNow(draft)).events.map(({ kind }: Body) => kind),
    untrueOf: (draft: Body): string[] => draft.untrue.map(({ why }: Body) => why),
  }
}
