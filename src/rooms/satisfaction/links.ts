import { timingSafeEqual } from 'node:crypto'
import type { Secrets } from '../../platform/secrets.ts'

/** The address of a question: whose it is and which, signed with the house's secret and kept nowhere. */

type Keyring = Pick<Secrets, 'mark'>
export type QuestionKey = { customerId: string; questionId: string }

const ID = 16
const MARK = 16

const bytesOf = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex')

function idAt(bytes: Buffer, at: number): string {
  const hex = bytes.subarray(at, at + ID).toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

const markOf = (keyring: Keyring, bytes: Buffer): Buffer =>
  Buffer.from(keyring.mark(`question ${bytes.toString('base64url')}`), 'base64url').subarray(0, MARK)

export function writeQuestionKey(keyring: Keyring, { customerId, questionId }: QuestionKey): string {
  const bytes = Buffer.concat([bytesOf(customerId), bytesOf(questionId)])
  return Buffer.concat([bytes, markOf(keyring, bytes)]).toString('base64url')
}

/** Whose question a key opens; undefined where it was cut, changed, or is of another house. */
export function readQuestionKey(keyring: Keyring, text: string): QuestionKey | undefined {
  const all = Buffer.from(text, 'base64url')
  if (all.length !== 2 * ID + MARK || all.toString('base64url') !== text) return undefined
  const bytes = all.subarray(0, -MARK)
  return timingSafeEqual(markOf(keyring, bytes), all.subarray(-MARK))
    ? { customerId: idAt(bytes, 0), questionId: idAt(bytes, ID) }
    : undefined
}

export const questionLink = (publicAddress: string, keyring: Keyring, key: QuestionKey): string =>
  `${publicAddress.replace(/\/+$/, '')}/y/${writeQuestionKey(keyring, key)}`
