import { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import type { Secrets } from '../../../platform/secrets.ts'
import { secretsIn } from '../mail/kept.ts'
import { type SettingRow, settingRows } from '../mail/store.ts'
import { zaloView } from './contract.ts'

/** What the house said about its Zalo account. */

const kept = zaloView.shape.account.unwrap()
type ZaloKept = z.output<typeof kept>
export type ZaloTemplate = ZaloKept['templates'][number]

/** The settings with their secrets open; never logged, never answered. */
export type ZaloOpen = ZaloKept & { appSecret: string; oaSecret: string }

const secrets = z.object({ appSecret: z.string().min(1), oaSecret: z.string().min(1) })

type ZaloRow = { row: SettingRow | undefined; settings: ZaloKept | undefined }

export async function readZaloRow(db: Db): Promise<ZaloRow> {
  const row = (await settingRows(db)).get('zalo')
  return { row, settings: row?.isOn ? kept.parse(row.settings) : undefined }
}

/** Undefined where Zalo is not set up. */
export async function openZalo(db: Db, keyring: Pick<Secrets, 'open'>): Promise<ZaloOpen | undefined> {
  const { row, settings } = await readZaloRow(db)
  if (!row || !settings) return undefined
  const read = secrets.safeParse(secretsIn(new Map([['zalo', row]]), 'zalo', keyring))
  return read.success ? { ...settings, ...read.data } : undefined
}

/** The approved templates; none where Zalo is not set up. */
export const zaloTemplates = async (db: Db): Promise<readonly ZaloTemplate[]> => (await readZaloRow(db)).settings?.templates ?? []
