import type { Db } from '../../../platform/db/db.ts'
import { readZaloAddress } from '../../../values/zalo-address.ts'
import { leave } from '../consent/consents.ts'
import type { Verdict } from '../gate/asking.ts'
import { readZaloRow, type ZaloTemplate } from './settings.ts'
import * as store from './store.ts'

/** What Zalo carries: an approved template to a telephone number, or free words to who wrote within the last two days. */

const WINDOW_MS = 48 * 3600_000

/** Whether a follower wrote so lately that they may be answered. */
export async function mayAnswer(db: Db, userId: string, now: Date): Promise<boolean> {
  const heard = await store.heardAt(db, userId)
  return heard !== undefined && now.getTime() - heard.getTime() < WINDOW_MS
}

/** Whether words of one's own would leave over Zalo by themselves; otherwise people copy them. */
export async function zaloCarries(
  db: Db,
  { address, purpose, kind, at, isSlip }: Pick<Verdict, 'address' | 'purpose' | 'kind' | 'at'> & { isSlip?: boolean },
): Promise<boolean> {
  const { settings } = await readZaloRow(db)
  const to = settings && address !== null && kind !== 'advertising' ? readZaloAddress(address) : undefined
  if (!settings || !to) return false
  return 'userId' in to ? mayAnswer(db, to.userId, at) : templateFor(settings.templates, purpose, isSlip) !== undefined
}

/** The template for words of this purpose; about a slip the one that was approved for slips, where the house has one. */
export const templateFor = (templates: readonly ZaloTemplate[], purpose: string, isSlip = false): ZaloTemplate | undefined =>
  (isSlip ? templates.find((template) => template.purpose === 'slip') : undefined) ??
  templates.find((template) => template.purpose === purpose)

type Values = Record<ZaloTemplate['fields'][number]['value'], string>

/** The template for a purpose, filled in; undefined where there is none, or where one of its fields has nothing to say. */
export function fillTemplate(
  templates: readonly ZaloTemplate[],
  purpose: string,
  values: Values,
  isSlip = false,
): { id: string; fields: Record<string, string> } | undefined {
  const found = templateFor(templates, purpose, isSlip)
  if (!found) return undefined
  const fields = found.fields.map(({ name, value }) => [name, values[value].trim()] as const)
  return fields.some(([, text]) => text === '') ? undefined : { id: found.id, fields: Object.fromEntries(fields) }
}

/** The reader turned such messages away at Zalo: that is their own leaving, on this channel. */
export async function leftAtZalo(db: Db, messageId: string, now: Date): Promise<void> {
  const customerId = await store.customerOfMessage(db, messageId)
  if (customerId)
    await db.transaction().execute((tx) => leave(tx, { customerId, channel: 'zalo', method: 'refused-at-zalo', messageId, now }))
}

export const noteQuota = (db: Db, { daily, left }: { daily: number; left: number }, now: Date) =>
  store.keepToken(db, { daily_quota: daily, left_quota: left, quota_at: now })
