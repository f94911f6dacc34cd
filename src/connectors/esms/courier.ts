import { z } from 'zod'
import type { Courier, Outcome, Parcel } from '../../platform/ports/courier.ts'

/**
 * Text messages through eSMS.vn, one at a time: `SendMultipleMessage_V4_post_json`. Advertising cannot go this way (it is moderated there and goes to
 * lists of at least thirty), so such a message is refused before a byte is sent. The message's own id is the `RequestId`, by which eSMS
 * refuses a second copy for 24 hours: that makes an unknown outcome one that may be asked about again.
 */
export type EsmsSettings = {
  /** `https://rest.esms.vn/MainService.svc/json`; another one in tests. */
  address: string
  apiKey: string
  secretKey: string
  /** The registered name it is sent under. */
  brandname: string
  /** Where eSMS tells how this message went: an address that nobody can guess; undefined: it is not told. */
  callbackOf(messageId: string): string | undefined
}

const CARE = '2'
const TIMEOUT_MS = 30_000

const answer = z.object({ CodeResult: z.coerce.string(), SMSID: z.coerce.string().nullish(), ErrorMessage: z.string().nullish() })
type Answer = z.output<typeof answer>

const ACCEPTED = '100'
/** This RequestId was taken within the last 24 hours: the first copy is under way. */
const TAKEN_BEFORE = '124'
/** What is the house's to mend: keys, money, the registered name, the registered words, an account that is shut. */
const OWN = new Set(['101', '102', '103', '104', '140', '146'])
/** What may be well again when somebody has seen to it: the keys, the money, the address that is let in. */
const LATER = new Set(['101', '102', '103', '140'])
const RETRY_AFTER = 3600

const refused = (code: string, reply: string, more: Partial<Extract<Outcome, { kind: 'refused' }>> = {}): Outcome => ({
  kind: 'refused',
  isFinal: true,
  code: `esms.${code}`,
  reply: reply.slice(0, 500),
  ...more,
})

function outcomeOf({ CodeResult: code, SMSID: id, ErrorMessage: words }: Answer, messageId: string): Outcome {
  const reply = `${code}${words ? ` ${words}` : ''}`
  if (code === ACCEPTED) return { kind: 'accepted', providerId: id ?? messageId, reply }
  if (code === TAKEN_BEFORE) return { kind: 'accepted', providerId: id ?? null, reply }
  if (!OWN.has(code)) return refused(code, reply)
  return LATER.has(code)
    ? refused(code, reply, { isFinal: false, isSenders: true, retryAfterSeconds: RETRY_AFTER })
    : refused(code, reply, { isSenders: true })
}

/** Whether a text needs the wide alphabet: then a segment holds 70 characters, not 160. */
const isWide = (text: string): boolean => /[^\n\r\x20-\x7e]/.test(text)

const bodyOf = ({ apiKey, secretKey, brandname, callbackOf }: EsmsSettings, parcel: Parcel) => ({
  ApiKey: apiKey,
  SecretKey: secretKey,
  Brandname: brandname,
  SmsType: CARE,
  // eSMS writes numbers as they are dialled at home.
  Phone: parcel.to.replace(/^\+84/, '0').replace(/^\+/, ''),
  Content: parcel.text,
  IsUnicode: isWide(parcel.text) ? '1' : '0',
  RequestId: parcel.messageId,
  CallbackUrl: callbackOf(parcel.messageId),
})

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
const causeOf = (error: unknown): string => String((error as { cause?: { code?: string } }).cause?.code ?? '')

const untilLate = (signal: AbortSignal): AbortSignal => AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)])

const post = (settings: EsmsSettings, method: string, body: object, signal: AbortSignal): Promise<Response> =>
  fetch(`${settings.address}/${method}/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    redirect: 'error',
    signal: untilLate(signal),
  })

async function deliver(settings: EsmsSettings, parcel: Parcel, signal: AbortSignal): Promise<Outcome> {
  if (parcel.isAdvertising) return refused('advertising', 'eSMS takes advertising in moderated lists alone.')
  if (signal.aborted) return refused('stopped', 'The house is stopping.', { isFinal: false })
  let response: Response
  try {
    response = await post(settings, 'SendMultipleMessage_V4_post_json', bodyOf(settings, parcel), signal)
  } catch (error) {
    const cause = causeOf(error)
    if (NEVER_CAME.has(cause)) return refused('away', cause, { isFinal: false, retryAfterSeconds: 60 })
    return { kind: 'unknown', reply: cause || (error instanceof Error ? error.name : 'no answer') }
  }
  if (response.status === 429) {
    const wait = Number(response.headers.get('retry-after'))
    return refused('429', 'too many', { isFinal: false, retryAfterSeconds: Number.isFinite(wait) && wait > 0 ? Math.min(wait, 3600) : 60 })
  }
  const read = answer.safeParse(await response.json().catch(() => undefined))
  if (read.success && response.ok) return outcomeOf(read.data, parcel.messageId)
  // A server that fails may have taken it first; one that says the request is wrong has not.
  if (response.status >= 400 && response.status < 500)
    return refused(String(response.status), `HTTP ${response.status}`, { isSenders: true })
  return { kind: 'unknown', reply: `HTTP ${response.status}` }
}

export const esmsCourier = (settings: EsmsSettings): Courier => ({
  channel: 'sms',
  width: 4,
  deliver: (parcel, _decision, signal) => deliver(settings, parcel, signal),
  close: async () => undefined,
})

/** Its documents write true and false as texts; its answers as themselves. */
const truth = z.union([z.boolean(), z.string().transform((text) => text.toLowerCase() === 'true')])

const status = z.object({
  CodeResult: z.coerce.string(),
  ReceiverList: z.array(z.object({ IsSent: truth, SentResult: truth })).nullish(),
})

export type SmsStanding = 'delivered' | 'failed' | 'under-way' | 'not-known'

/**
 * How a message went, asked of eSMS itself. Its callback is an unsigned GET, so that it is only a reason to ask: what it says is believed
 * of nobody.
 */
export async function esmsStatus(
  { address, apiKey, secretKey }: Pick<EsmsSettings, 'address' | 'apiKey' | 'secretKey'>,
  providerId: string,
  signal: AbortSignal,
): Promise<SmsStanding> {
  const asked = new URLSearchParams({ ApiKey: apiKey, SecretKey: secretKey, RefId: providerId })
  const response = await fetch(`${address}/GetSmsReceiverStatus_get?${asked}`, { redirect: 'error', signal: untilLate(signal) }).catch(
    () => undefined,
  )
  const read = response?.ok ? status.safeParse(await response.json().catch(() => undefined)) : undefined
  const [receiver] = read?.success && read.data.CodeResult === ACCEPTED ? (read.data.ReceiverList ?? []) : []
  if (!receiver) return 'not-known'
  if (!receiver.IsSent) return 'under-way'
  return receiver.SentResult ? 'delivered' : 'failed'
}
