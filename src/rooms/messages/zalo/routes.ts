import type { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import { type Served, serve, serveAlone } from '../../../platform/http/serve.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { openSecrets } from '../../../platform/secrets.ts'
import { houseSender } from '../mail/settings.ts'
import { keepTest } from '../mail/store.ts'
import { save } from './actions.ts'
import * as contract from './contract.ts'
import { openZalo, readZaloRow } from './settings.ts'
import { holdZalo, tokenRow } from './store.ts'
import { type Refresh, tokenNow } from './tokens.ts'

export type ZaloNeeds = {
  /** The house's folder, where the key of its secrets lies. */
  data: () => string
  refresh: Refresh
  /** Asks for the account's own name; nobody gets a message. */
  tryAccount: (token: string) => Promise<{ isWell: boolean; reply: string }>
}

const iso = (date: Date | null): string | null => date?.toISOString() ?? null

async function viewZalo(db: Db): Promise<z.input<typeof contract.zaloView>> {
  const [{ row, settings }, token, { publicAddress }] = await Promise.all([readZaloRow(db), tokenRow(db), houseSender(db)])
  const { daily_quota: daily, left_quota: left, quota_at: at } = token ?? {}
  return {
    account: settings ?? null,
    hasKeys: row?.sealed != null,
    webhook: publicAddress ? `${publicAddress}/api/zalo` : '',
    token: token ? { until: iso(token.expires_at), refreshedAt: iso(token.refreshed_at), fault: token.fault } : null,
    quota: daily != null && left != null && at ? { daily, left, at: at.toISOString() } : null,
    tested: contract.zaloView.shape.tested.parse(row?.tested ?? null),
    version: row?.version ?? 0,
  }
}

export function zaloRoutes({ data, refresh, tryAccount }: ZaloNeeds): Served[] {
  const keyring = openSecrets(data)
  return [
    serve(contract.getZalo, ({ db }) => viewZalo(db)),
    serve(contract.saveZalo, async ({ db, body, now, trace }) => {
      await holdZalo(db)
      await save(db, body, keyring, now)
      trace({ details: { hasZalo: body.account !== null } })
      return viewZalo(db)
    }),
    // A talk with a far server is no part of a transaction.
    serveAlone(contract.testZalo, async ({ db, now, trace }) => {
      const app = await openZalo(db, keyring)
      if (!app) throw new Refusal(409, 'zalo.not_set_up', 'Zalo is not set up.')
      const pair = await tokenNow(db, { app, keyring, refresh, now }, { isNow: true })
      const said = 'fault' in pair ? { isWell: false, reply: pair.fault } : await tryAccount(pair.token)
      const answer = { at: now.toISOString(), isWell: said.isWell, reply: said.reply.replace(/\s+/g, ' ').trim() || '—' }
      await keepTest(db, 'zalo', answer, now)
      trace({ details: { isWell: answer.isWell } })
      return answer
    }),
  ]
}
