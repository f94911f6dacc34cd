import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hasMailServers } from '../support/mail-servers.ts'

/** Debian's Dovecot on loopback, over a Maildir that tests put mails into. */
export type Dovecot = {
  port: number
  user: string
  password: string
  /** A mail arrives. */
  deliver(raw: Buffer): void
  /** The server goes away. */
  stop(): Promise<void>
  /** And comes back. */
  start(): Promise<void>
  /** The numbers of the folder begin anew: another UIDVALIDITY. */
  renumber(): void
  remove(): Promise<void>
}

const NOBODY = 65_534

const config = (folder: string, port: number, maildir: string): string => `
base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_login_user = dovenull
default_internal_user = dovecot
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:${maildir}
mail_uid = ${NOBODY}
mail_gid = ${NOBODY}
passdb {
  driver = static
  args = password=hop-thu
}
userdb {
  driver = static
  args = uid=${NOBODY} gid=${NOBODY} home=${folder}/home
}
service imap-login {
  inet_listener imap {
    address = 127.0.0.1
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service stats {
  unix_listener stats-reader {
    mode = 0600
  }
}
`

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done))
  const { port } = probe.address() as { port: number }
  await new Promise((done) => probe.close(done))
  return port
}

/** Answers as soon as the server greets. */
async function greeted(port: number): Promise<void> {
  for (const until = Date.now() + 10_000; Date.now() < until; ) {
    const isUp = await new Promise<boolean>((done) => {
      const socket = connect(port, '127.0.0.1')
      socket.once('data', () => {
        done(true)
        socket.destroy()
      })
      socket.once('error', () => done(false))
    })
    if (isUp) return
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error('dovecot did not greet within ten seconds')
}

/** Makes the server, not yet started; `maildir`: one that something else delivers into. */
export async function aDovecot(maildir?: string): Promise<Dovecot> {
  if (!hasMailServers())
    throw new Error('dovecot is missing: install Debian’s packages "postfix" and "dovecot-imapd", then run this again.')
  const folder = mkdtempSync(join(tmpdir(), 'quen-dovecot-'))
  chmodSync(folder, 0o755)
  const place = maildir ?? join(folder, 'Maildir')
  if (!maildir)
    for (const part of ['', 'new', 'cur', 'tmp']) {
      mkdirSync(join(place, part))
      chownSync(join(place, part), NOBODY, NOBODY)
    }
  mkdirSync(join(folder, 'home'))
  chownSync(join(folder, 'home'), NOBODY, NOBODY)
  const port = await freePort()
  const file = join(folder, 'dovecot.conf')
  writeFileSync(file, config(folder, port, place))
  let child: ChildProcess | undefined
  let count = 0
  const stop = async () => {
    const ending = child
    child = undefined
    if (!ending || ending.exitCode !== null) return
    const ended = new Promise((done) => ending.once('exit', done))
    ending.kill('SIGTERM')
    await ended
  }
  return {
    port,
    user: 'thu',
    password: 'hop-thu',
    deliver(raw) {
      const name = `${Date.now()}.${process.pid}_${count++}.nha`
      writeFileSync(join(place, 'tmp', name), raw)
      chownSync(join(place, 'tmp', name), NOBODY, NOBODY)
      // Whole or not at all, as every server that delivers into a Maildir does it.
      renameSync(join(place, 'tmp', name), join(place, 'new', name))
    },
    stop,
    async start() {
      child = spawn('/usr/sbin/dovecot', ['-F', '-c', file], { stdio: 'ignore' })
      await greeted(port)
    },
    renumber() {
      for (const name of readdirSync(place)) if (name.startsWith('dovecot')) rmSync(join(place, name))
    },
    async remove() {
      await stop()
      if (existsSync(folder)) rmSync(folder, { recursive: true, force: true })
    },
  }
}
