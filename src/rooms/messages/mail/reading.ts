import PostalMime, { type Address, type Email } from 'postal-mime'
import type { ReadMail } from './inbound-rules.ts'

/** Reads mails as they came, however they are made: what is too large, too deep or broken is a fault and harms nothing. */

const MOST_NESTED = 30
const MOST_HEADERS = 512 * 1024
const MOST_TEXT = 200_000
const MOST_PARTS = 200
const REPORTS = /^(?:message\/|text\/rfc822-headers)/

export class UnreadableMail extends Error {}

/** A mail with everything in it. Nothing is fetched from anywhere. */
export async function parseMail(raw: Uint8Array): Promise<Email> {
  try {
    return await PostalMime.parse(raw, {
      forceRfc822Attachments: true,
      maxNestingDepth: MOST_NESTED,
      maxHeadersSize: MOST_HEADERS,
    })
  } catch (error) {
    throw new UnreadableMail(`This mail cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

const addressesOf = (list: readonly Address[] | undefined): string[] =>
  (list ?? []).flatMap((one) => (one.address === undefined ? (one.group ?? []).map(({ address }) => address) : [one.address])).slice(0, 100)

const decoder = new TextDecoder()
const textOf = (content: Email['attachments'][number]['content']): string =>
  typeof content === 'string' ? content.slice(0, MOST_TEXT) : decoder.decode(content.slice(0, MOST_TEXT))

/** Without a text part the words of the page stand for it, without its marks. */
const plainOf = ({ text, html }: Email): string =>
  text ?? (html ?? '').slice(0, MOST_TEXT).replace(/<(?:style|script)[\s\S]*?<\/(?:style|script)>|<[^>]*>/gi, ' ')

export async function readMail(raw: Uint8Array): Promise<ReadMail> {
  const mail = await parseMail(raw)
  return {
    headers: mail.headers.map(({ key, value }) => ({ key, value })),
    from: addressesOf(mail.from ? [mail.from] : [])[0] ?? '',
    to: [...addressesOf(mail.to), ...addressesOf(mail.cc)],
    subject: (mail.subject ?? '').slice(0, 1000),
    text: plainOf(mail).slice(0, MOST_TEXT),
    contentType: mail.headers.find(({ key }) => key === 'content-type')?.value ?? '',
    parts: mail.attachments
      .slice(0, MOST_PARTS)
      .filter(({ mimeType }) => REPORTS.test(mimeType))
      .map(({ mimeType, content }) => ({ mime: mimeType, text: textOf(content) })),
  }
}
