import { returnAddress } from '../../src/platform/return-address.ts'
import { secretsOf } from './servers.ts'

/** Mails as machines and people write them. */

export const { mark } = secretsOf()
export const DOMAIN = 'tra.nha-quen.example'

const mail = (lines: readonly string[]): Buffer => Buffer.from(lines.join('\r\n'))

export type Report = {
  messageId: string
  action?: string
  status?: string
  diagnostic?: string
  /** What names the message: our own address, the envelope's id, the returned headers. */
  by?: readonly ('address' | 'envelope' | 'headers')[]
  to?: string
  recipient?: string
}

/** A report of delivery in the form of Postfix. */
export function aDsn({
  messageId,
  action = 'failed',
  status = '5.1.1',
  diagnostic = 'smtp; 550 no such user',
  by = ['address', 'envelope', 'headers'],
  ...more
}: Report): Buffer {
  const to = more.to ?? (by.includes('address') ? returnAddress('bounce', messageId, DOMAIN, mark) : `thu@${DOMAIN}`)
  const recipient = more.recipient ?? 'lan@khach.example'
  return mail([
    'Return-Path: <>',
    `Delivered-To: ${to}`,
    'From: MAILER-DAEMON@thu.nha-quen.example (Mail Delivery System)',
    'Subject: Undelivered Mail Returned to Sender',
    `To: ${to}`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'This is the mail system at host thu.nha-quen.example.',
    '--b',
    'Content-Description: Delivery report',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; thu.nha-quen.example',
    ...(by.includes('envelope') ? [`Original-Envelope-Id: ${messageId}`] : []),
    'Arrival-Date: Mon, 23 Nov 2026 13:52:00 +0700',
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    `Original-Recipient: rfc822;${recipient}`,
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: ${diagnostic}`,
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    ...(by.includes('headers') ? [`Message-ID: <${messageId}@nha-quen.example>`] : ['Message-ID: <an@other.example>']),
    'Subject: Thu',
    '',
    '--b--',
    '',
  ])
}

/** A complaint as mailbox providers send it; `isHidden`: with every address taken out. */
export function anArf(messageId: string, { isHidden = false, feedback = 'abuse' } = {}): Buffer {
  return mail([
    'From: <feedback@arf.mail.example>',
    'To: <fbl@nha-quen.example>',
    'Subject: FW: Thu',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=feedback-report; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'This is an email abuse report.',
    '--b',
    'Content-Type: message/feedback-report',
    '',
    `Feedback-Type: ${feedback}`,
    'User-Agent: Mail/1',
    'Version: 1',
    ...(isHidden
      ? ['Original-Rcpt-To: <redacted>']
      : [`Original-Mail-From: <${returnAddress('bounce', messageId, DOMAIN, mark)}>`, 'Original-Rcpt-To: <lan@khach.example>']),
    '',
    '--b',
    'Content-Type: message/rfc822',
    '',
    'From: Nha Quen <thu@nha-quen.example>',
    `List-Unsubscribe: <https://nha-quen.example/l/x>,`,
    ` <mailto:${returnAddress('leave', messageId, DOMAIN, mark)}?subject=unsubscribe>`,
    'Subject: Thu',
    '',
    'than thu',
    '--b--',
    '',
  ])
}

export type Letter = { from?: string; to?: string; subject?: string; text?: string; headers?: readonly string[]; answers?: string }

/** A mail as people write them, or a machine in their name. */
export function aLetter({
  from = 'lan@khach.example',
  to = 'thu@nha-quen.example',
  subject = 'Re: Thư từ nhà',
  text = 'Cảm ơn nhà nhé.',
  headers = [],
  answers,
}: Letter): Buffer {
  return mail([
    `From: Lan <${from}>`,
    `To: <${to}>`,
    `Subject: =?UTF-8?B?${Buffer.from(subject).toString('base64')}?=`,
    ...(answers ? [`In-Reply-To: <${answers}@nha-quen.example>`, `References: <an@other.example> <${answers}@nha-quen.example>`] : []),
    ...headers,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(text).toString('base64'),
    '',
  ])
}
