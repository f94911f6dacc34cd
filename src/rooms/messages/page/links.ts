import { timingSafeEqual } from 'node:crypto'
import type { Secrets } from '../../../platform/secrets.ts'

/**
 * Addresses that open a customer's own page without a password. A key says whose page it is, of which letter it came, and on which day it
 * was made; the house's secret signs all of it. It is kept nowhere: whoever holds it holds the tap, and the tap only closes further
 * without more proof.
 */

type Keyring = Pick<Secrets, 'mark'>
/** Where the house stands on the web: `https://nha-quen.example`. */
export type Where = { publicAddress: string }

export type PageKey = {
  customerId: string
  messageId?: string
  madeOn: Date
  /** Made for staff, to look at the page: it changes nothing and lasts a day. */
  isPreview?: true
}

const DAY = 24 * 3600_000
/** For so many days a key lets its holder change things; leaving it lets for ever. */
const EDITS_FOR_DAYS = 400
const PROOF_MS = 20 * 60_000

const FORM = { page: 1, letter: 2, preview: 3 } as const
const HEAD = 3
const ID = 16
const MARK = 16

const bytesOf = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex')

const idAt = (bytes: Buffer, at: number): string => {
  const hex = bytes.subarray(at, at + ID).toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

const markOf = (keyring: Keyring, use: string, bytes: Buffer): Buffer =>
  Buffer.from(keyring.mark(`${use} ${bytes.toString('base64url')}`), 'base64url').subarray(0, MARK)

const signed = (keyring: Keyring, use: string, bytes: Buffer): string =>
  Buffer.concat([bytes, markOf(keyring, use, bytes)]).toString('base64url')

/** What was signed for this use, or undefined: cut, lengthened, changed, written another way, or of another house. */
function opened(keyring: Keyring, use: string, text: string): Buffer | undefined {
  const all = Buffer.from(text, 'base64url')
  if (all.length <= MARK || all.toString('base64url') !== text) return undefined
  const bytes = all.subarray(0, -MARK)
  return timingSafeEqual(markOf(keyring, use, bytes), all.subarray(-MARK)) ? bytes : undefined
}

/** The key itself; with a message, the key of the letter it stands in. */
export function writeKey(keyring: Keyring, { customerId, messageId, madeOn, isPreview }: PageKey): string {
  const head = Buffer.alloc(HEAD)
  head.writeUInt8(isPreview ? FORM.preview : messageId ? FORM.letter : FORM.page)
  head.writeUInt16BE(Math.floor(madeOn.getTime() / DAY), 1)
  return signed(keyring, 'page', Buffer.concat([head, bytesOf(customerId), ...(messageId ? [bytesOf(messageId)] : [])]))
}

/** Whose page a key opens. The secret is compared in constant time. */
export function readKey(keyring: Keyring, text: string): PageKey | undefined {
  const bytes = opened(keyring, 'page', text)
  if (!bytes) return undefined
  const form = bytes.readUInt8()
  const isLetter = form === FORM.letter
  if (bytes.length !== HEAD + ID * (isLetter ? 2 : 1)) return undefined
  const madeOn = new Date(bytes.readUInt16BE(1) * DAY)
  const customerId = idAt(bytes, HEAD)
  if (form === FORM.preview) return { customerId, madeOn, isPreview: true }
  return isLetter ? { customerId, messageId: idAt(bytes, HEAD + ID), madeOn } : { customerId, madeOn }
}

/** An old key still lets its holder leave; for anything else a new one goes to the address that is known. */
export const isOld = ({ madeOn, isPreview }: PageKey, now: Date): boolean =>
  now.getTime() - madeOn.getTime() > (isPreview ? 2 : EDITS_FOR_DAYS) * DAY

const under = ({ publicAddress }: Where, path: string): string => `${publicAddress.replace(/\/+$/, '')}${path}`

/** The customer's own page. */
export const pageLink = (house: Where, keyring: Keyring, customerId: string, madeOn = new Date()): string =>
  under(house, `/k/${writeKey(keyring, { customerId, madeOn })}`)

/** The page as a letter links to it: it can say why that letter came. */
export const letterPageLink = (house: Where, keyring: Keyring, customerId: string, messageId: string, madeOn = new Date()): string =>
  under(house, `/k/${writeKey(keyring, { customerId, messageId, madeOn })}`)

/** What a mail program posts to for its reader (RFC 8058). */
export const oneClickLink = (house: Where, keyring: Keyring, customerId: string, messageId: string, madeOn = new Date()): string =>
  `${letterPageLink(house, keyring, customerId, messageId, madeOn)}/one-click`

/** A letter for everybody to read. */
export const archiveLink = (house: Where, code: string): string => under(house, `/ban-tin/${encodeURIComponent(code)}`)

/** Proof that somebody read a code at the known address a moment ago: what is veiled is shown and may be changed with it. */
export function writeProof(keyring: Keyring, customerId: string, now: Date): string {
  const until = Buffer.alloc(6)
  until.writeUIntBE(now.getTime() + PROOF_MS, 0, 6)
  return signed(keyring, 'page proof', Buffer.concat([until, bytesOf(customerId)]))
}

export function isProven(keyring: Keyring, text: string | undefined, customerId: string, now: Date): boolean {
  const bytes = text === undefined ? undefined : opened(keyring, 'page proof', text)
  return bytes !== undefined && bytes.length === 6 + ID && idAt(bytes, 6) === customerId && bytes.readUIntBE(0, 6) > now.getTime()
}
