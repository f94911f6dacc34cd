import { timingSafeEqual } from 'node:crypto'

/**
 * Addresses that only this house can make, one for every message: where what cannot be delivered comes back to (`b+…`), and where somebody
 * writes to be left in peace (`l+…`), and where a provider tells how it went (`report`). They name the message and carry a mark, so that nobody can make a customer bounce by writing a letter.
 */
export type ReturnKind = 'bounce' | 'leave' | 'report'

const PREFIX = { bounce: 'b', leave: 'l' } as const
/** Lower case alone: some servers write the part before the @ in small letters. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'
const ID_BYTES = 16
const MARK_BYTES = 10
const TOKEN = Math.ceil(((ID_BYTES + MARK_BYTES) * 8) / 5)

/** `Secrets.mark`: what only the holder of the house's key can make. */
export type Mark = (text: string) => string

function write(bytes: Uint8Array): string {
  let text = ''
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += ALPHABET[(held >> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  return bits > 0 ? text + ALPHABET[(held << (5 - bits)) & 31] : text
}

function read(text: string): Buffer | undefined {
  const bytes: number[] = []
  let held = 0
  let bits = 0
  for (const letter of text) {
    const value = ALPHABET.indexOf(letter)
    if (value < 0) return undefined
    held = (held << 5) | value
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes.push((held >> bits) & 255)
      held &= (1 << bits) - 1
    }
  }
  return Buffer.from(bytes)
}

const markOf = (kind: ReturnKind, messageId: string, mark: Mark): Buffer =>
  Buffer.from(mark(`return ${kind} ${messageId}`), 'base64url').subarray(0, MARK_BYTES)

function tokenOf(kind: ReturnKind, messageId: string, mark: Mark): string {
  const id = Buffer.from(messageId.replaceAll('-', ''), 'hex')
  if (id.length !== ID_BYTES) throw new Error('A return address is made of the id of a message.')
  return write(Buffer.concat([id, markOf(kind, messageId.toLowerCase(), mark)]))
}

/** The address of this message, at the house's bounce domain. */
export const returnAddress = (kind: keyof typeof PREFIX, messageId: string, domain: string, mark: Mark): string =>
  `${PREFIX[kind]}+${tokenOf(kind, messageId, mark)}@${domain}`

/** What somebody writes in the subject where no address can be made for each message: the same proof. */
export const leaveWord = (messageId: string, mark: Mark): string => tokenOf('leave', messageId, mark)

/** What stands in the address at which a provider reports on this message. */
export const reportWord = (messageId: string, mark: Mark): string => tokenOf('report', messageId, mark)

function messageOf(kind: ReturnKind, token: string, mark: Mark): string | undefined {
  const bytes = token.length === TOKEN ? read(token) : undefined
  // One way of writing alone: the last letter has room for more bits than there are.
  if (!bytes || write(bytes) !== token) return undefined
  const hex = bytes.subarray(0, ID_BYTES).toString('hex')
  const messageId = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
  const said = bytes.subarray(ID_BYTES, ID_BYTES + MARK_BYTES)
  return timingSafeEqual(said, markOf(kind, messageId, mark)) ? messageId : undefined
}

const ANYWHERE: Record<ReturnKind, RegExp> = {
  bounce: new RegExp(`\\bb\\+([a-z2-7]{${TOKEN}})(?=@)`, 'g'),
  report: new RegExp(`^([a-z2-7]{${TOKEN}})$`, 'g'),
  leave: new RegExp(`(?<![a-z0-9])(?:l\\+)?([a-z2-7]{${TOKEN}})(?![a-z0-9])`, 'g'),
}

/** The message that a text of this kind names, when the house made the address; undefined for forged and foreign ones. */
export function readReturn(kind: ReturnKind, text: string, mark: Mark): string | undefined {
  for (const found of text.slice(0, 20_000).toLowerCase().matchAll(ANYWHERE[kind])) {
    const messageId = messageOf(kind, found[1] ?? '', mark)
    if (messageId) return messageId
  }
  return undefined
}
