import { z } from 'zod'

/** What is the same in every call to Zalo: where it is, how it answers, when nothing can have arrived. */

export type ZaloPlaces = { templates: string; account: string; tokens: string }

/** Where Zalo is; another place is for trying it. */
export const zaloPlaces = (elsewhere: string | undefined): ZaloPlaces => ({
  templates: elsewhere ?? 'https://business.openapi.zalo.me',
  account: elsewhere ?? 'https://openapi.zalo.me',
  tokens: elsewhere ?? 'https://oauth.zaloapp.com',
})

const TIMEOUT_MS = 30_000
export const untilLate = (signal: AbortSignal, ms = TIMEOUT_MS): AbortSignal => AbortSignal.any([signal, AbortSignal.timeout(ms)])

const whole = z.coerce.number().int().catch(0)
const answer = z.object({
  error: z.coerce.number().int(),
  message: z.string().nullish(),
  data: z
    .object({
      msg_id: z.coerce.string().nullish(),
      message_id: z.coerce.string().nullish(),
      quota: z.object({ dailyQuota: whole, remainingQuota: whole }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
})
export type ZaloAnswer = z.output<typeof answer>

/** Before anything of the request can have arrived. */
const NEVER_CAME = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
])

export type Heard =
  | { kind: 'answer'; answer: ZaloAnswer }
  | { kind: 'away'; why: string }
  | { kind: 'too-many'; seconds: number }
  /** It says that the request itself is wrong. */
  | { kind: 'wrong'; status: number }
  /** Nobody can know whether it was taken. */
  | { kind: 'lost'; why: string }

const causeOf = (error: unknown): string =>
  error instanceof Error && error.cause instanceof Error && 'code' in error.cause ? String(error.cause.code) : ''

const MOST_WAIT = 3600

/** Posts JSON and hears the answer, or what came instead of one. */
export async function post(address: string, token: string, body: object, signal: AbortSignal): Promise<Heard> {
  let response: Response
  try {
    response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', access_token: token },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: untilLate(signal),
    })
  } catch (error) {
    const cause = causeOf(error)
    if (NEVER_CAME.has(cause)) return { kind: 'away', why: cause }
    return { kind: 'lost', why: cause || (error instanceof Error ? error.name : 'no answer') }
  }
  if (response.status === 429) {
    const wait = Number(response.headers.get('retry-after'))
    return { kind: 'too-many', seconds: Number.isFinite(wait) && wait > 0 ? Math.min(wait, MOST_WAIT) : 60 }
  }
  const read = answer.safeParse(await response.json().catch(() => undefined))
  if (read.success && response.ok) return { kind: 'answer', answer: read.data }
  if (response.status >= 400 && response.status < 500) return { kind: 'wrong', status: response.status }
  return { kind: 'lost', why: `HTTP ${response.status}` }
}
