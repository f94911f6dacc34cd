import { parentPort, workerData } from 'node:worker_threads'
import { openCarrier } from './carrier.ts'
import type { Asked, Told } from './in-thread.ts'

/** The thread in which mails are encoded, signed and carried; see `in-thread.ts`. */

const carrier = openCarrier(workerData)
const ends = new Map<number, AbortController>()
let isOver = false
/** What is in hand is told of before the thread ends. */
const leave = () => {
  if (isOver && ends.size === 0) parentPort?.close()
}

/** Bytes arrive as plain arrays of bytes; nodemailer takes them as buffers. */
const withBuffers = (mail: Extract<Asked, { mail: unknown }>['mail']) => ({
  ...mail,
  attachments: (mail.attachments ?? []).map((one) =>
    one.content instanceof Uint8Array
      ? { ...one, content: Buffer.from(one.content.buffer, one.content.byteOffset, one.content.byteLength) }
      : one,
  ),
})

parentPort?.on('message', (asked: Asked) => {
  if ('isOver' in asked) {
    isOver = true
    void carrier.close()
    return leave()
  }
  if (!('mail' in asked)) return ends.get(asked.end)?.abort()
  const { at, mail, domain } = asked
  const end = new AbortController()
  ends.set(at, end)
  const tell = (told: Told) => parentPort?.postMessage(told)
  carrier
    .carry(withBuffers(mail), domain, end.signal)
    .then(
      (outcome) => tell({ at, outcome }),
      (error: unknown) => tell({ at, fault: String(error) }),
    )
    .finally(() => {
      ends.delete(at)
      leave()
    })
})
