/**
 * A mail server that takes everything and writes the Message-ID of each mail into a file before it says so: what it said yes to is on the
 * disk, whoever is killed. Its own process; arguments: the file, the port (0: any), and for a slow one the milliseconds that it thinks about
 * each mail; that one also writes into `<file>.seen` when the first byte of each mail came. Its port is its first line.
 */
import { fsyncSync, openSync, writeSync } from 'node:fs'
import { SMTPServer } from 'smtp-server'

const file = openSync(process.argv[2] ?? '', 'a')
const thinksFor = Number(process.argv[4] ?? 0)
const seen = thinksFor > 0 ? openSync(`${process.argv[2]}.seen`, 'a') : undefined

type Taken = { id: string; done: (error: null, message: string) => void }
let waiting: Taken[] = []

/** Mails that end in the same moment share one flush to the disk. */
function flush(): void {
  const taken = waiting
  waiting = []
  writeSync(file, taken.map(({ id }) => `${id}\n`).join(''))
  fsyncSync(file)
  for (const { done } of taken) done(null, 'OK: queued')
}

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  logger: false,
  onData(stream, _session, done) {
    const began = Date.now()
    let head = ''
    let isHead = true
    stream.on('data', (chunk: Buffer) => {
      if (!isHead) return
      head += chunk.toString('latin1')
      isHead = !head.includes('\r\n\r\n')
    })
    stream.on('end', () => {
      const id = /^message-id:\s*<([^@>]+)/im.exec(head)?.[1] ?? 'none'
      if (seen !== undefined) writeSync(seen, `${began} ${id}\n`)
      const take = () => {
        if (waiting.push({ id, done }) === 1) setImmediate(flush)
      }
      if (thinksFor > 0) setTimeout(take, thinksFor)
      else take()
    })
  },
})
server.on('error', () => undefined)
server.listen(Number(process.argv[3] ?? 0), '127.0.0.1', () => {
  const { port } = server.server.address() as { port: number }
  process.stdout.write(`${port}\n`)
})
