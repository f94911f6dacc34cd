import type { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Secrets } from '../../../platform/secrets.ts'
import { sealIn, secretsIn } from '../mail/kept.ts'
import { keepSetting, removeSetting } from '../mail/store.ts'
import type { saveZalo } from './contract.ts'
import { readZaloRow } from './settings.ts'
import { dropToken, tokenRow } from './store.ts'
import { putRefreshToken } from './tokens.ts'

type Save = z.output<NonNullable<typeof saveZalo.body>>

const keyNeeded = (field: string) =>
  new Refusal(400, 'zalo.key_needed', 'Another app needs all its keys.', { [`account.${field}`]: 'needed' })

/** Keeps the settings of Zalo, whole or not at all; without them it is shut. The caller holds the house's settings. */
export async function save(db: Db, { version, account: asked }: Save, keyring: Pick<Secrets, 'seal' | 'open'>, now: Date): Promise<void> {
  const { row, settings: before } = await readZaloRow(db)
  if ((row?.version ?? 0) !== version) throw new Refusal(409, 'zalo.changed_meanwhile', 'Somebody changed these settings meanwhile.')
  if (!asked) {
    await removeSetting(db, 'zalo')
    await dropToken(db)
    return
  }
  const { appSecret, oaSecret, refreshToken, ...settings } = asked
  const purposes = settings.templates.map(({ purpose }) => purpose)
  const twice = purposes.findIndex((purpose, at) => purposes.indexOf(purpose) !== at)
  if (twice >= 0)
    throw new Refusal(400, 'zalo.template_twice', 'One template for each purpose.', { [`account.templates.${twice}.purpose`]: 'twice' })
  const isSame = before?.appId === settings.appId
  const kept: Record<string, string> = isSame && row ? secretsIn(new Map([['zalo', row]]), 'zalo', keyring) : {}
  const secrets = { ...kept, ...(appSecret ? { appSecret } : {}), ...(oaSecret ? { oaSecret } : {}) }
  if (!secrets['appSecret']) throw keyNeeded('appSecret')
  if (!secrets['oaSecret']) throw keyNeeded('oaSecret')
  if (!refreshToken && !(isSame && (await tokenRow(db)))) throw keyNeeded('refreshToken')
  if (refreshToken) await putRefreshToken(db, refreshToken, keyring)
  await keepSetting(db, { courier: 'zalo', settings, sealed: sealIn('zalo', secrets, keyring), isOn: true }, now)
}
