import { createHash } from 'node:crypto'

/** The bucket of a customer in one sending, 0 to 9,999: the same for good, and another one in the next sending. */
export const bucketOf = (customerId: string, salt: string): number =>
  createHash('sha256').update(`${salt} ${customerId}`).digest().readUInt32BE() % 10_000

/** The id of the one message that a sending can have for a customer: planned again, it is the same. UUID version 8 (RFC 9562). */
export function messageIdOf(sendingId: string, customerId: string): string {
  const bytes = createHash('sha256').update(`message ${sendingId} ${customerId}`).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
