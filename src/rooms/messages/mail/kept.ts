import { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import type { Secrets } from '../../../platform/secrets.ts'
import { mailSettingsView } from './contract.ts'
import { type CourierName, type SettingRow, settingRows } from './store.ts'

/** What lies in the settings' rows, read into the shapes of the contract. */

const { house, smtp, imap, sms } = mailSettingsView.shape
const smtpKept = smtp.unwrap().omit({ hasPassword: true })
const imapKept = imap.unwrap().omit({ hasPassword: true })
const smsKept = sms.unwrap().omit({ hasKeys: true })
const keyKept = z.object({ domain: z.string(), selector: z.string(), publicKey: z.string(), isSeen: z.boolean() })
const dkimKept = z.object({ keys: z.array(keyKept) })

export type HouseKept = z.output<typeof house>
export type SmtpKept = z.output<typeof smtpKept>
export type ImapKept = z.output<typeof imapKept>
export type SmsKept = z.output<typeof smsKept>
export type DkimKey = z.output<typeof keyKept>

export type Kept = {
  version: number
  house: HouseKept
  smtp: SmtpKept | undefined
  imap: ImapKept | undefined
  sms: SmsKept | undefined
  /** The newest last. */
  keys: DkimKey[]
  rows: Map<CourierName, SettingRow>
}

const NO_HOUSE: HouseKept = { publicAddress: '', postalAddress: '', advertiser: '' }

export async function readKept(db: Db): Promise<Kept> {
  const rows = await settingRows(db)
  const of = <T>(courier: CourierName, shape: z.ZodType<T>): T | undefined => {
    const row = rows.get(courier)
    return row ? shape.parse(row.settings) : undefined
  }
  return {
    version: rows.get('house')?.version ?? 0,
    house: of('house', house) ?? NO_HOUSE,
    smtp: of('smtp', smtpKept),
    imap: of('imap', imapKept),
    sms: of('esms', smsKept),
    keys: of('dkim', dkimKept)?.keys ?? [],
    rows,
  }
}

/** What a sealed text is tied to, so that it opens in its own row alone. */
const about = (courier: CourierName): string => `courier.${courier}`

const sealedKept = z.record(z.string(), z.string())

/** The secrets of a row: `password`, `apiKey` and `secretKey`, or the private key of each selector. */
export function secretsIn(rows: Kept['rows'], courier: CourierName, keyring: Pick<Secrets, 'open'>): Record<string, string> {
  const sealed = rows.get(courier)?.sealed
  return sealed ? sealedKept.parse(JSON.parse(keyring.open(sealed, about(courier)))) : {}
}

export const sealIn = (courier: CourierName, secrets: Record<string, string>, keyring: Pick<Secrets, 'seal'>): string | null =>
  Object.keys(secrets).length === 0 ? null : keyring.seal(JSON.stringify(secrets), about(courier))
