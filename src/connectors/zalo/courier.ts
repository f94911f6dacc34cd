import type { Courier, Outcome, Parcel } from '../../platform/ports/courier.ts'
import { readZaloAddress } from '../../values/zalo-address.ts'
import { hasLeft, isTokens, outcomeOf, refused } from './outcome.ts'
import { type Heard, post, type ZaloAnswer, type ZaloPlaces } from './wire.ts'

/**
 * Messages over Zalo, by two ways: an approved template to a telephone number (ZNS), and free words to a follower who wrote within the last two
 * days. Advertising goes by neither: its template needs a purchase that nobody here can vouch for. `tracking_id` is the message's own id.
 */
export type ZaloSettings = {
  places: ZaloPlaces
  /** A token that is good now; `stale` is one that Zalo would not take. */
  token(stale?: string): Promise<{ token: string } | { fault: string }>
  /** Whether this follower wrote so lately that they may be answered. */
  mayAnswer(userId: string): Promise<boolean>
  /** How many template messages may still go today, as each answer tells. */
  heardQuota(quota: { daily: number; left: number }): Promise<void>
  /** The reader turned such messages away at Zalo. */
  hasLeft(messageId: string): Promise<void>
}

type Request = { address: string; body: object }

const templateTo = ({ places }: ZaloSettings, phone: string, { template, messageId }: Parcel): Request | undefined =>
  template && {
    address: `${places.templates}/message/template`,
    body: { phone, template_id: template.id, template_data: template.fields, tracking_id: messageId },
  }

const wordsTo = ({ places }: ZaloSettings, userId: string, { text }: Parcel): Request => ({
  address: `${places.account}/v3.0/oa/message/cs`,
  body: { recipient: { user_id: userId }, message: { text } },
})

/** What is asked of Zalo, or why nothing is. */
async function requestFor(settings: ZaloSettings, parcel: Parcel): Promise<Request | Outcome> {
  if (parcel.isAdvertising) return refused('advertising', 'Advertising does not go over Zalo from here.')
  const to = readZaloAddress(parcel.to)
  if (!to) return refused('address', 'Neither a telephone number of Vietnam nor a follower of the account.')
  if ('phone' in to)
    return templateTo(settings, to.phone, parcel) ?? refused('no_template', 'To a telephone number only an approved template goes.')
  if (!(await settings.mayAnswer(to.userId))) return refused('window', 'They wrote last more than 48 hours ago.')
  return wordsTo(settings, to.userId, parcel)
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** The house could not say what it had to: nothing has left, and it is tried again. */
const houseFailed = (error: unknown): Outcome => refused('house', wordsOf(error), { isFinal: false, retryAfterSeconds: 60 })

async function ask(settings: ZaloSettings, { address, body }: Request, signal: AbortSignal): Promise<Heard | Outcome> {
  let stale: string | undefined
  for (;;) {
    const pair = await settings.token(stale).catch(houseFailed)
    if ('kind' in pair) return pair
    if ('fault' in pair) return refused('token', pair.fault, { isFinal: false, isSenders: true, retryAfterSeconds: 600 })
    if (signal.aborted) return refused('stopped', 'The house is stopping.', { isFinal: false })
    const heard = await post(address, pair.token, body, signal)
    // A token that is over is a certain no: nothing was taken, so once more with a new one is no second copy.
    if (heard.kind !== 'answer' || !isTokens(heard.answer) || stale !== undefined) return heard
    stale = pair.token
  }
}

/** What else an answer tells. That it could not be noted changes nothing of what became of the message, and is said beside it. */
async function withNotes(settings: ZaloSettings, { messageId }: Parcel, answer: ZaloAnswer, outcome: Outcome): Promise<Outcome> {
  const quota = answer.data?.quota
  const notes = await Promise.allSettled([
    quota ? settings.heardQuota({ daily: quota.dailyQuota, left: quota.remainingQuota }) : undefined,
    hasLeft(answer) ? settings.hasLeft(messageId) : undefined,
  ])
  const faults = notes.flatMap((note) => (note.status === 'rejected' ? [wordsOf(note.reason)] : []))
  return faults.length === 0 ? outcome : { ...outcome, reply: `${outcome.reply} · ${faults.join(' · ')}` }
}

async function deliver(settings: ZaloSettings, parcel: Parcel, signal: AbortSignal): Promise<Outcome> {
  const request = await requestFor(settings, parcel).catch(houseFailed)
  if ('kind' in request) return request
  const heard = await ask(settings, request, signal)
  if (heard.kind === 'accepted' || heard.kind === 'refused' || heard.kind === 'unknown') return heard
  const outcome = outcomeOf(heard)
  return heard.kind === 'answer' ? withNotes(settings, parcel, heard.answer, outcome) : outcome
}

export const zaloCourier = (settings: ZaloSettings): Courier => ({
  channel: 'zalo',
  width: 4,
  deliver: (parcel, _decision, signal) => deliver(settings, parcel, signal),
  close: async () => undefined,
})
