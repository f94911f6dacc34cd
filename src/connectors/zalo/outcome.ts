import type { Outcome } from '../../platform/ports/courier.ts'
import type { Heard, ZaloAnswer } from './wire.ts'

/** What Zalo's codes mean for a message. */

type Refused = Extract<Outcome, { kind: 'refused' }>

export const refused = (code: string, reply: string, more: Partial<Refused> = {}): Refused => ({
  kind: 'refused',
  isFinal: true,
  code: `zalo.${code}`,
  reply: reply.slice(0, 500),
  ...more,
})

/** The token is not valid (any more): of a template message, and of one to a follower. */
const TOKEN = new Set([-124, -216, -220])
export const isTokens = ({ error }: ZaloAnswer): boolean => TOKEN.has(error)

/** The reader said to Zalo that they want no such messages, or none of this account. */
const LEFT = new Set([-139, -141])
export const hasLeft = ({ error }: ZaloAnswer): boolean => LEFT.has(error)

/** The house's to mend, and it may be well again when somebody has: the app, its link to the account, money, rights. */
const OWN = new Set([-101, -102, -103, -104, -105, -115, -120, -124, -125, -126, -135, -136, -137, -138, -216, -220])
/** As many as may go today have gone: of the account, of this template. */
const QUOTA = new Set([-144, -147, -211])
/** No template message goes at night. */
const NIGHT = -133
/** Zalo itself does not know what was wrong. */
const UNSURE = new Set([-100, -200])
const HOUR = 3600

/** What an answer in order means. */
function ofAnswer(answer: ZaloAnswer): Outcome {
  const { error, message, data } = answer
  const quota = data?.quota ? ` · ${data.quota.remainingQuota}/${data.quota.dailyQuota}` : ''
  const reply = `${error}${message ? ` ${message}` : ''}${quota}`
  if (error === 0) return { kind: 'accepted', providerId: data?.msg_id ?? data?.message_id ?? null, reply }
  if (UNSURE.has(error)) return { kind: 'unknown', reply }
  if (error === NIGHT) return refused('-133', reply, { isFinal: false, retryAfterSeconds: HOUR })
  if (QUOTA.has(error)) return refused(String(error), reply, { isFinal: false, isSenders: true, retryAfterSeconds: HOUR })
  if (OWN.has(error)) return refused(String(error), reply, { isFinal: false, isSenders: true, retryAfterSeconds: HOUR })
  return refused(String(error), reply)
}

export function outcomeOf(heard: Heard): Outcome {
  switch (heard.kind) {
    case 'answer':
      return ofAnswer(heard.answer)
    case 'away':
      return refused('away', heard.why, { isFinal: false, retryAfterSeconds: 60 })
    case 'too-many':
      return refused('429', 'too many', { isFinal: false, retryAfterSeconds: heard.seconds })
    case 'wrong':
      return refused(String(heard.status), `HTTP ${heard.status}`, { isSenders: true })
    case 'lost':
      return { kind: 'unknown', reply: heard.why }
  }
}
