import type { SendMailOptions } from 'nodemailer'
import type { Parcel } from '../../platform/ports/courier.ts'
import { leaveWord, type Mark, returnAddress } from '../../platform/return-address.ts'

/** How the house stands on its mails. */
export type Letterhead = {
  from: { name: string; address: string }
  replyTo: string | undefined
  /** Where what cannot be delivered comes back to; undefined: to the sender's own address, and nothing is recognised. */
  bounceDomain: string | undefined
  /** Whether somebody reads what comes in: only then is a mail address offered for leaving. */
  hasInbox: boolean
  mark: Mark
}

const isPlain = (text: string): boolean => /^[\x20-\x7e]*$/.test(text)

/** Words before an address in angle brackets, as headers may hold them. */
function phrase(text: string): string {
  const tidy = text.replace(/[\r\n\t]+/g, ' ').trim()
  return isPlain(tidy)
    ? `"${tidy.replace(/["\\]/g, '')}"`
    : Array.from(chunksOf(tidy), (part) => `=?UTF-8?B?${Buffer.from(part).toString('base64')}?=`).join(' ')
}

/** An encoded word holds at most 75 characters, so at most 45 bytes. */
function* chunksOf(text: string): Generator<string> {
  let part = ''
  for (const letter of text) {
    if (Buffer.byteLength(part + letter) > 45) {
      yield part
      part = ''
    }
    part += letter
  }
  if (part) yield part
}

/** A header that is put as it stands; nothing that breaks a line gets in. */
const asIs = (value: string) => ({ prepared: true, value: value.replace(/[\r\n]+/g, ' ') })

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1)

function listHeaders(parcel: Parcel, head: Letterhead): Record<string, string | { prepared: boolean; value: string }> {
  const { unsubscribe } = parcel
  if (!unsubscribe) return {}
  const byMail = head.bounceDomain
    ? `mailto:${returnAddress('leave', parcel.messageId, head.bounceDomain, head.mark)}?subject=unsubscribe`
    : `mailto:${head.replyTo ?? head.from.address}?subject=unsubscribe%20${leaveWord(parcel.messageId, head.mark)}`
  return {
    'List-Unsubscribe': asIs(head.hasInbox ? `<${unsubscribe.oneClick}>, <${byMail}>` : `<${unsubscribe.oneClick}>`),
    'List-Unsubscribe-Post': asIs('List-Unsubscribe=One-Click'),
    'List-Id': asIs(`${phrase(unsubscribe.listName)} <${unsubscribe.listId}>`),
    // To many alike: out-of-office programs leave it without an answer.
    Precedence: 'bulk',
  }
}

/** The Message-ID of a message: the same for every attempt. */
const messageIdOf = (messageId: string, head: Letterhead): string => `<${messageId}@${domainOf(head.from.address)}>`

/**
 * Vietnamese is as long in base64 as in quoted-printable, and a third of the work; but base64 is made in one piece, and of a long piece nobody
 * could say whether its end left the house.
 */
const SHORT = 64 * 1024
const isShort = ({ text, html }: Parcel): boolean => Math.max(text.length, html?.length ?? 0) <= SHORT

/** One mail as nodemailer takes it: headers, envelope and the wish to be told of failures. */
export function mailOf(parcel: Parcel, head: Letterhead): SendMailOptions {
  const sender = head.bounceDomain ? returnAddress('bounce', parcel.messageId, head.bounceDomain, head.mark) : head.from.address
  return {
    messageId: messageIdOf(parcel.messageId, head),
    from: { name: parcel.fromName ?? head.from.name, address: head.from.address },
    to: parcel.toName ? { name: parcel.toName, address: parcel.to } : parcel.to,
    ...(head.replyTo ? { replyTo: head.replyTo } : {}),
    subject: parcel.subject ?? '',
    ...(isShort(parcel) ? { textEncoding: 'base64' as const } : {}),
    text: parcel.text,
    ...(parcel.html ? { html: parcel.html } : {}),
    ...(parcel.inReplyTo ? { inReplyTo: parcel.inReplyTo } : {}),
    ...(parcel.references?.length ? { references: [...parcel.references] } : {}),
    attachments: (parcel.attachments ?? []).map(({ name, mime, bytes, cid }) => ({
      filename: name,
      contentType: mime,
      content: Buffer.from(bytes),
      ...(cid ? { cid } : {}),
    })),
    headers: listHeaders(parcel, head),
    envelope: { from: sender, to: parcel.to },
    dsn: { id: parcel.messageId, return: 'headers', notify: ['failure', 'delay'], recipient: `rfc822;${parcel.to}` },
    // What stands in a letter is never a path or an address to be fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

export { domainOf }
