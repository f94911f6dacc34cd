import type { requestKinds } from './contract.ts'

/** Something a customer asked for before it was there; that it is owed is the promise. */
export type SpecialRequest = {
  id: string
  customerId: string
  promiseId: string
  /** Who asked for the same stands together. */
  wishId: string
  kind: (typeof requestKinds)[number]
  wants: string
  itemId: string | null
  askedAt: Date
  /** It has come, and they could not be written to: somebody calls. */
  arrivedAt: Date | null
  toldAt: Date | null
  toldHow: ToldHow | null
  toldBy: string | null
  toldByName: string | null
  messageId: string | null
  endedAt: Date | null
  isSample: boolean
  version: number
}

export type ToldHow = 'message' | 'call' | 'counter'
