import { z } from 'zod'
import type { Db } from '../../../platform/db/db.ts'
import type { Secrets } from '../../../platform/secrets.ts'
import type { ZaloOpen } from './settings.ts'
import * as store from './store.ts'

/**
 * The pair of tokens. The refreshing one is good for a single use, so it is used under the row's lock and the new pair is kept in the same
 * transaction: whoever comes meanwhile waits, and takes what the first one got.
 */

type Keyring = Pick<Secrets, 'seal' | 'open'>
type App = Pick<ZaloOpen, 'appId' | 'appSecret'>

export type Refresh = (
  asked: App & { refreshToken: string },
) => Promise<{ accessToken: string; refreshToken: string; expiresInSeconds: number } | { fault: string }>

const ABOUT = 'zalo.token'
const pair = z.object({ refreshToken: z.string(), accessToken: z.string().nullable() })
type Pair = z.output<typeof pair>

const openPair = (sealed: string, keyring: Pick<Secrets, 'open'>): Pair => pair.parse(JSON.parse(keyring.open(sealed, ABOUT)))
const sealPair = (tokens: Pair, keyring: Pick<Secrets, 'seal'>): string => keyring.seal(JSON.stringify(tokens), ABOUT)

/** Renewed so long before it ends. */
const EARLY_MS = 5 * 60_000
/** After a no, Zalo is not asked again for so long. */
const RESTS_MS = 60_000

export const putRefreshToken = (db: Db, refreshToken: string, keyring: Pick<Secrets, 'seal'>): Promise<void> =>
  store.putToken(db, sealPair({ refreshToken, accessToken: null }, keyring))

function goodToken(row: store.TokenRow, tokens: Pair, now: Date, stale: string | undefined): string | undefined {
  const lasts = row.expires_at !== null && row.expires_at.getTime() - EARLY_MS > now.getTime()
  return lasts && tokens.accessToken !== null && tokens.accessToken !== stale ? tokens.accessToken : undefined
}

type Token = { token: string } | { fault: string }

const NONE = { fault: 'There is no refresh token.' }

/** A token that is good now. `stale` is one that Zalo would not take; `isNow` asks even shortly after a no. */
export async function tokenNow(
  db: Db,
  { app, keyring, refresh, now }: { app: App; keyring: Keyring; refresh: Refresh; now: Date },
  { stale, isNow = false }: { stale?: string | undefined; isNow?: boolean } = {},
): Promise<Token> {
  const seen = await store.tokenRow(db)
  if (!seen) return NONE
  const known = goodToken(seen, openPair(seen.sealed, keyring), now, stale)
  if (known) return { token: known }
  return db.transaction().execute(async (tx): Promise<Token> => {
    const row = await store.holdToken(tx)
    if (!row) return NONE
    const tokens = openPair(row.sealed, keyring)
    const renewed = goodToken(row, tokens, now, stale)
    if (renewed) return { token: renewed }
    if (row.fault !== null && row.fault_at && !isNow && now.getTime() - row.fault_at.getTime() < RESTS_MS) return { fault: row.fault }
    const got = await refresh({ ...app, refreshToken: tokens.refreshToken })
    if ('fault' in got) {
      await store.keepToken(tx, { fault: got.fault, fault_at: now })
      return got
    }
    const { accessToken, refreshToken, expiresInSeconds } = got
    await store.keepToken(tx, {
      sealed: sealPair({ accessToken, refreshToken }, keyring),
      expires_at: new Date(now.getTime() + expiresInSeconds * 1000),
      refreshed_at: now,
      fault: null,
      fault_at: null,
    })
    return { token: accessToken }
  })
}
