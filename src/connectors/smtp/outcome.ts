import type { Outcome } from '../../platform/ports/courier.ts'

/** What nodemailer says of a mail that was not taken. */
export type SmtpFault = Error & { code?: string; response?: string; responseCode?: number; command?: string; originalCode?: string }

const LONGEST_REPLY = 500
const RETRY_AFTER = 300
const RETRY_CONNECTION_AFTER = 60

export const asReply = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_REPLY)

/** "5.1.1" out of "550 5.1.1 user unknown". */
const enhancedOf = (response: string): string | undefined => /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1]

/** The house's own fault: its name, its key, its right to send. The one written to has nothing to do with it. */
const OWN_REPLIES = new Set([454, 523, 530, 534, 535, 538])
const OWN_FAULTS = new Set(['EAUTH', 'ENOAUTH', 'EOAUTH2', 'ETLS', 'EREQUIRETLS', 'ECONFIG'])
/** The server's certificate is not one that can be trusted: somebody has to look, waiting changes nothing. */
const CERTIFICATE = /CERT|SIGNED|ALTNAME|VERIFY|ISSUER/

function fromReply(response: string, { command = '', code = '' }: SmtpFault): Outcome {
  const reply = Number(response.slice(0, 3))
  const enhanced = enhancedOf(response)
  const isFinal = reply >= 500 && reply !== 503
  const isAccess = OWN_FAULTS.has(code) || OWN_REPLIES.has(reply)
  const isSender = command === 'MAIL FROM' && isFinal
  const isPolicy = enhanced?.slice(2).startsWith('7.') ?? false
  return {
    kind: 'refused',
    // What lies with the house can be mended, and the mail go after all.
    isFinal: isFinal && !isAccess && !isSender,
    code: enhanced ?? String(reply),
    reply: asReply(response),
    ...(isFinal && !isAccess && !isSender ? {} : { retryAfterSeconds: RETRY_AFTER }),
    ...(isAccess || isSender || (isPolicy && isFinal) ? { isSenders: true } : {}),
  }
}

/** Nothing of what we were told is a reply to the mail: whether the last byte was sent decides what can be known. */
export function outcomeOf(fault: SmtpFault, isDotSent: boolean): Outcome {
  const { code = 'ECONNECTION', response, responseCode } = fault
  if (response && responseCode && responseCode >= 400) return fromReply(response, fault)
  const reply = asReply(response ? `${fault.message} (${response})` : fault.message)
  if (isDotSent) return { kind: 'unknown', reply }
  // An address that the protocol itself cannot carry will be no other one tomorrow.
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return { kind: 'refused', isFinal: true, code: `smtp.${code.toLowerCase()}`, reply }
  return {
    kind: 'refused',
    isFinal: false,
    code: `smtp.${code.toLowerCase()}`,
    reply,
    retryAfterSeconds: RETRY_CONNECTION_AFTER,
    ...(OWN_FAULTS.has(code) || CERTIFICATE.test(fault.originalCode ?? '') ? { isSenders: true } : {}),
  }
}

/** The destination says "too much": 421, or a 4xx whose reason is its policy. */
export const isPressed = (outcome: Outcome): boolean =>
  outcome.kind === 'refused' && !outcome.isFinal && /^(?:421|4\.7\.\d+|4\.3\.2|4\.4\.5)$/.test(outcome.code)
