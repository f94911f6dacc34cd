import type { Socket } from 'node:net'
import { mailServer, type Server } from '../mail/servers.ts'

/** A mail as it came, with its header by small names. */
export type Letter = { to: string; head: Record<string, string>; raw: string }

const headOf = (raw: string): Record<string, string> =>
  Object.fromEntries(
    (raw.split('\r\n\r\n')[0] ?? '')
      .replaceAll(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  )

/** A real mail server that answers no more letters than it is let: the others wait, whole, for its word. */
export class LetterBox {
  /** What it said yes to. */
  readonly letters: Letter[] = []
  /** Whom it refuses for good. */
  readonly refuses = new Set<string>()
  /** To whom it takes the letter and hangs up without a word. */
  readonly hangsUpOn = new Set<string>()
  #server: Server | undefined
  #most = Number.POSITIVE_INFINITY
  readonly #waiting: (() => void)[] = []
  readonly #lines = new Map<number, Socket>()

  get port(): number {
    return this.#server?.port ?? 0
  }

  async open(): Promise<void> {
    this.#server = await mailServer({
      onData: (stream, { envelope, remotePort }, done) => {
        const parts: Buffer[] = []
        stream.on('data', (part: Buffer) => parts.push(part))
        stream.on('end', () => {
          const to = envelope.rcptTo[0]?.address ?? ''
          const raw = Buffer.concat(parts).toString('latin1')
          this.#waiting.push(() => {
            if (this.hangsUpOn.has(to)) return void this.#lines.get(remotePort)?.destroy()
            if (this.refuses.has(to)) return done(Object.assign(new Error('5.1.1 nobody of that name here'), { responseCode: 550 }))
            this.letters.push({ to, head: headOf(raw), raw })
            done(null)
          })
          this.#answer()
        })
      },
    })
    this.#server.server.server.on('connection', (socket: Socket) => this.#lines.set(socket.remotePort ?? 0, socket))
  }

  /** It may take so many in all, and no more until it is told. */
  let(most: number): void {
    this.#most = most
    this.#answer()
  }

  /** How many stand before it with their letter, unanswered. */
  get waiting(): number {
    return this.#waiting.length
  }

  #answer(): void {
    while (this.letters.length < this.#most) {
      const next = this.#waiting.shift()
      if (!next) return
      next()
    }
  }

  async close(): Promise<void> {
    this.let(Number.POSITIVE_INFINITY)
    await this.#server?.close()
  }
}
