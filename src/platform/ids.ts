import { randomBytes, randomUUID } from 'node:crypto'

let last = 0
let sequence = 0

/** A UUIDv7 (RFC 9562 §5.7): 48 bits of milliseconds, a counter that keeps ids of one process in order, then random bits. */
export function newId(now: number = Date.now()): string {
  if (now > last) {
    last = now
    sequence = randomBytes(2).readUInt16BE() & 0x7ff
  } else {
    sequence++
    if (sequence > 0xfff) {
      last++
      sequence = 0
    }
  }
  const time = last.toString(16).padStart(12, '0')
  const tail = randomUUID().slice(19)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${sequence.toString(16).padStart(3, '0')}-${tail}`
}

/** 256 random bits for links, sessions and API tokens, in 43 characters that need no escaping. */
export const newSecret = (): string => randomBytes(32).toString('base64url')
