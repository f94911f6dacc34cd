import { fold } from '../../../values/text.ts'

/** What a mail that came in is: told by the standards that machines follow, and by the few words that people use to leave. */

/** A mail as it was read. Header names are in small letters. */
export type ReadMail = {
  headers: readonly { key: string; value: string }[]
  from: string
  /** Every address it was sent or delivered to. */
  to: readonly string[]
  subject: string
  text: string
  contentType: string
  /** The parts of a report: what machines say to machines. */
  parts: readonly { mime: string; text: string }[]
}

/** Finds the message that a text names by a mark that only this house can make. */
export type Find = (kind: 'bounce' | 'leave', text: string) => string | undefined

export type Bounce = {
  kind: 'bounce'
  messageId: string
  action: 'failed' | 'delayed' | 'delivered'
  status: string
  /** The address does not exist and will not tomorrow. */
  isHard: boolean
  /** It is the house that was refused, not the one written to. */
  isSenders: boolean
  diagnostic: string
}

export type Inbound =
  | Bounce
  | { kind: 'complaint'; messageId: string | null; feedback: string }
  | { kind: 'auto-reply'; messageId: string | null }
  | { kind: 'leaving'; messageId: string | null; how: 'address' | 'word' }
  | { kind: 'human'; messageId: string | null }
  | { kind: 'other' }

type Fields = Map<string, string>

/** Groups of fields as reports have them: lines `Name: value`, folded lines, an empty line between groups. */
function groupsOf(text: string): Fields[] {
  const groups = text
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]+(?=\S)/g, ' ')
    .split(/\n[ \t]*\n/)
  return groups.map((group) => {
    const fields: Fields = new Map()
    for (const line of group.split('\n')) {
      const at = line.indexOf(':')
      if (at > 0 && !fields.has(line.slice(0, at).trim().toLowerCase()))
        fields.set(line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim())
    }
    return fields
  })
}

const UUID = '[\\da-f]{8}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{12}'
const ALONE = new RegExp(`^<?(${UUID})(?:@[^>\\s]+)?>?$`, 'i')
const IN_IDS = new RegExp(`<(${UUID})@[^>\\s]+>`, 'gi')

/** The envelope's id is the message's own. */
const envelopeId = (text: string | undefined): string | undefined => ALONE.exec(text?.trim() ?? '')?.[1]?.toLowerCase()

const headerOf = (mail: ReadMail, name: string): string => mail.headers.find(({ key }) => key === name)?.value ?? ''
const allOf = (mail: ReadMail, name: string): string[] => mail.headers.filter(({ key }) => key === name).map(({ value }) => value)

/** Where it was delivered: the envelope's address as servers write it down. */
const deliveredTo = (mail: ReadMail): string =>
  [
    ...mail.to,
    ...['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-forwarded-to'].flatMap((name) => allOf(mail, name)),
  ].join(' ')

/** The message that a mail answers, by the ids it refers to; the newest first. */
function answered(mail: ReadMail): string | null {
  const ids = [headerOf(mail, 'in-reply-to'), headerOf(mail, 'references')].flatMap((text) =>
    Array.from(text.slice(0, 20_000).matchAll(IN_IDS), (found) => found[1] ?? '').reverse(),
  )
  return ids[0]?.toLowerCase() ?? null
}

const partOf = (mail: ReadMail, ...mimes: string[]): string | undefined => mail.parts.find(({ mime }) => mimes.includes(mime))?.text

/** The mail that a report is about: its headers are enough. */
const returned = (mail: ReadMail): Fields | undefined =>
  groupsOf(partOf(mail, 'text/rfc822-headers', 'message/rfc822', 'message/global', 'message/global-headers') ?? '')[0]

const HARD = /^5\.(?:1\.(?:0|1|2|3|6|10)|2\.1)$/

function statusOf(action: Bounce['action'], status: string, diagnostic: string): Pick<Bounce, 'isHard' | 'isSenders'> {
  const isFailed = action === 'failed'
  // "5.0.0" and "5.3.0" say nothing; what the other server said may.
  const said = /^5\.(?:0|3)\.0$/.test(status) ? (/\b(5\.\d{1,3}\.\d{1,3})\b/.exec(diagnostic)?.[1] ?? status) : status
  return { isHard: isFailed && HARD.test(said), isSenders: isFailed && said.startsWith('5.7.') }
}

const ACTIONS: Record<string, Bounce['action']> = {
  failed: 'failed',
  delayed: 'delayed',
  delivered: 'delivered',
  relayed: 'delivered',
  expanded: 'delivered',
}

/** A report of delivery (RFC 3464). The message is known by our own address or its envelope's id, never by the address that is named. */
function asBounce(mail: ReadMail, find: Find): Inbound | undefined {
  const report = partOf(mail, 'message/delivery-status', 'message/global-delivery-status')
  if (report === undefined) return undefined
  const [about, ...recipients] = groupsOf(report)
  const all = recipients.filter((fields) => fields.has('action'))
  const chosen = all.find((fields) => fields.get('action')?.toLowerCase().startsWith('failed')) ?? all[0]
  const messageId =
    find('bounce', deliveredTo(mail)) ?? envelopeId(about?.get('original-envelope-id')) ?? envelopeId(returned(mail)?.get('message-id'))
  const action = ACTIONS[/^[a-z]+/i.exec(chosen?.get('action') ?? '')?.[0].toLowerCase() ?? '']
  if (!chosen || !action || !messageId) return { kind: 'other' }
  const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(chosen.get('status') ?? '')?.[0] ?? ''
  const diagnostic = (chosen.get('diagnostic-code') ?? '').slice(0, 300)
  return { kind: 'bounce', messageId, action, status, diagnostic, ...statusOf(action, status, diagnostic) }
}

/** A complaint as mailbox providers send it (RFC 5965). Many hide the address, so the message is known by what we wrote into its headers. */
function asComplaint(mail: ReadMail, find: Find): Inbound | undefined {
  const report = partOf(mail, 'message/feedback-report')
  if (report === undefined) return undefined
  const said = groupsOf(report)[0] ?? new Map()
  const original = returned(mail)
  const feedback = (said.get('feedback-type') ?? 'abuse').toLowerCase()
  const messageId =
    find('bounce', [said.get('original-mail-from'), original?.get('return-path')].filter(Boolean).join(' ')) ??
    find('leave', original?.get('list-unsubscribe') ?? '') ??
    envelopeId(original?.get('message-id')) ??
    null
  // "not-spam" takes a complaint back; what is left alone by it is not written to again by itself.
  return feedback === 'not-spam' ? { kind: 'other' } : { kind: 'complaint', messageId, feedback }
}

const AUTO_SUBJECT =
  /^(?:auto(?:matic(?:ally)?)?[\s:-]*(?:reply|response|generated)|out of (?:the )?office|away from|vacation|tu dong tra loi|tra loi tu dong|thu tra loi tu dong|vang mat|nghi phep|abwesen|reponse automatique|absence)/

/** An answer that no person wrote (RFC 3834, 5). */
function isAutomatic(mail: ReadMail): boolean {
  const submitted = headerOf(mail, 'auto-submitted').toLowerCase().trim()
  if (submitted !== '' && !submitted.startsWith('no')) return true
  if (
    ['x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-auto-reply-from', 'x-mail-autoreply'].some((name) => headerOf(mail, name) !== '')
  )
    return true
  if (/^auto[_-]?reply/i.test(headerOf(mail, 'precedence'))) return true
  return AUTO_SUBJECT.test(fold(mail.subject).trim())
}

/** Sent by a machine to nobody: no answer ever goes to it. */
const isNobody = (mail: ReadMail): boolean =>
  allOf(mail, 'return-path').some((path) => path.trim() === '<>') || /^(?:mailer-daemon|postmaster)@/i.test(mail.from)

const LEAVE_WORDS = new Set([
  ...['tc', 'huy', 'stop', 'stopall', 'unsubscribe', 'tu choi', 'huy dang ky', 'ngung nhan', 'ngung nhan thu', 'dung gui', 'dung gui nua'],
  ...['khong nhan nua', 'huy nhan thu', 'opt out', 'optout', 'cancel subscription', 'remove me'],
])

/** Small letters, no accents, no marks at the ends; what was quoted and who signed is not what somebody says. */
function saidAlone(text: string): string {
  const own = text
    .replace(/\r\n?/g, '\n')
    .split(
      /\n(?:--\s*\n|_{5,}|-{3,}\s*(?:original|thu goc|forwarded)|(?:on|vào|vao|le|am)\s.{0,200}(?:wrote|viết|viet|đã viết|a écrit|schrieb).{0,3}:)/i,
    )[0]
    ?.split('\n')
    .filter((line) => !line.startsWith('>'))
    .join(' ')
  return fold(own ?? '')
    .replace(/[^a-z\d ]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

const subjectAlone = (subject: string): string => saidAlone(subject.replace(/^(?:\s*(?:re|fwd?|tr|tl)\s*:)+/i, ''))

function asLeaving(mail: ReadMail, find: Find): Inbound | undefined {
  const byAddress = find('leave', deliveredTo(mail)) ?? (/^\s*unsubscribe\b/i.test(mail.subject) ? find('leave', mail.subject) : undefined)
  if (byAddress) return { kind: 'leaving', messageId: byAddress, how: 'address' }
  const isWord = LEAVE_WORDS.has(subjectAlone(mail.subject)) || (mail.text.length < 20_000 && LEAVE_WORDS.has(saidAlone(mail.text)))
  return isWord ? { kind: 'leaving', messageId: answered(mail), how: 'word' } : undefined
}

/** A notice of failure that follows no standard, but came to the address that only our message knows. */
function asPlainBounce(mail: ReadMail, find: Find): Inbound | undefined {
  const messageId = find('bounce', deliveredTo(mail))
  if (!messageId) return undefined
  const status = /\b5\.\d{1,3}\.\d{1,3}\b/.exec(mail.text.slice(0, 20_000))?.[0] ?? ''
  const diagnostic = mail.text.replace(/\s+/g, ' ').trim().slice(0, 300)
  return isNobody(mail) ? { kind: 'bounce', messageId, action: 'failed', status, diagnostic, ...statusOf('failed', status, '') } : undefined
}

/** What this mail is. The order matters: an out-of-office answer also comes to the address of failures. */
export function classify(mail: ReadMail, find: Find): Inbound {
  const report = asBounce(mail, find) ?? asComplaint(mail, find)
  if (report) return report
  if (isAutomatic(mail)) {
    const messageId = answered(mail) ?? find('bounce', deliveredTo(mail)) ?? null
    const failed = isNobody(mail) ? asPlainBounce(mail, find) : undefined
    return failed ?? (messageId ? { kind: 'auto-reply', messageId } : { kind: 'other' })
  }
  const plain = asPlainBounce(mail, find)
  if (plain) return plain
  if (isNobody(mail)) return { kind: 'other' }
  return asLeaving(mail, find) ?? { kind: 'human', messageId: answered(mail) }
}
