import { z } from 'zod'
import { untilLate, type ZaloPlaces } from './wire.ts'

/** The account itself: new tokens for old, and whether it opens. */

type NewPair = { accessToken: string; refreshToken: string; expiresInSeconds: number }

const pair = z.object({ access_token: z.string().min(1), refresh_token: z.string().min(1), expires_in: z.coerce.number().positive() })
const fault = z.object({
  error: z.coerce.string().optional(),
  error_name: z.string().optional(),
  error_description: z.string().optional(),
  message: z.string().optional(),
})

const SHORT_MS = 15_000
const MOST_SAID = 500

/** A refreshing token is good for one answer: whoever calls this holds it alone, and keeps what comes back. */
export async function refreshTokens(
  { tokens }: ZaloPlaces,
  { appId, appSecret, refreshToken }: { appId: string; appSecret: string; refreshToken: string },
): Promise<NewPair | { fault: string }> {
  try {
    const response = await fetch(`${tokens}/v4/oa/access_token`, {
      method: 'POST',
      headers: { secret_key: appSecret },
      body: new URLSearchParams({ app_id: appId, grant_type: 'refresh_token', refresh_token: refreshToken }),
      redirect: 'error',
      signal: AbortSignal.timeout(SHORT_MS),
    })
    const said: unknown = await response.json().catch(() => undefined)
    const read = pair.safeParse(said)
    if (read.success && response.ok)
      return { accessToken: read.data.access_token, refreshToken: read.data.refresh_token, expiresInSeconds: read.data.expires_in }
    const { error = '', error_name = '', error_description = '', message = '' } = fault.safeParse(said).data ?? {}
    const words = [error, error_name, error_description || message].filter(Boolean).join(' ')
    return { fault: (words || `HTTP ${response.status}`).slice(0, MOST_SAID) }
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : ''
    return { fault: (cause || (error instanceof Error ? error.message : String(error))).slice(0, MOST_SAID) }
  }
}

/** Asks the account for its own name: a question that sends nobody anything. Its words, as they came. */
export async function tryAccount({ account }: ZaloPlaces, token: string): Promise<{ isWell: boolean; reply: string }> {
  try {
    const response = await fetch(`${account}/v2.0/oa/getoa`, {
      headers: { access_token: token },
      redirect: 'error',
      signal: untilLate(AbortSignal.timeout(SHORT_MS)),
    })
    const text = await response.text()
    const read = z.object({ error: z.coerce.number() }).safeParse(JSON.parse(text))
    return { isWell: response.ok && read.data?.error === 0, reply: text.slice(0, 2000) }
  } catch (error) {
    return { isWell: false, reply: error instanceof Error ? error.message : String(error) }
  }
}
