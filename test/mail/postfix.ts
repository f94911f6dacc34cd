import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { hasMailServers } from '../support/mail-servers.ts'

/**
 * Debian's Postfix with its sinks, on loopback alone and in a folder of its own: a real mail server that takes, delivers, defers and sends back.
 * `ok.example` is delivered, `full.example` bounces with 5.2.2, `gone.example` with 5.1.1, `later.example` is deferred until it is given up, `never.example` is
 * refused in the dialogue. Nothing leaves the machine.
 */
export type Postfix = {
  port: number
  /** What stands in the mailbox of bounces, as files. */
  bounces(): string[]
  /** Message-IDs that were delivered, each as often as it came. */
  delivered(): Promise<string[]>
  /** How many mails wait in the queue. */
  waiting(): number
  /** Parent of the Maildir, for an IMAP server. */
  mailFolder: string
  stop(): Promise<void>
}

const BOUNCES = 'tra.nha-quen.example'
const NOBODY = 65_534

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done))
  const { port } = probe.address() as { port: number }
  await new Promise((done) => probe.close(done))
  return port
}

const mainCf = (folder: string, sinks: Record<'ok' | 'full' | 'gone' | 'later', number>, lifetime: number): string => `
compatibility_level = 3.6
queue_directory = ${folder}/spool
data_directory = ${folder}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
maillog_file = ${folder}/log/mail
maillog_file_prefixes = ${folder}
myhostname = thu.nha-quen.example
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = loopback-only
inet_protocols = ipv4
disable_dns_lookups = yes
smtp_host_lookup = native
recipient_delimiter = +
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_peername_lookup = no
default_process_limit = 100
smtp_destination_concurrency_limit = 40
minimal_backoff_time = 1s
maximal_backoff_time = 2s
queue_run_delay = 1s
maximal_queue_lifetime = ${lifetime}s
bounce_queue_lifetime = ${lifetime}s
notify_classes =
alias_maps =
alias_database =
local_recipient_maps =
transport_maps = inline:{ { ok.example = smtp:[127.0.0.1]:${sinks.ok} }, { full.example = smtp:[127.0.0.1]:${sinks.full} }, { gone.example = smtp:[127.0.0.1]:${sinks.gone} }, { later.example = smtp:[127.0.0.1]:${sinks.later} }, { never.example = error:5.1.1 user unknown } }
virtual_mailbox_domains = ${BOUNCES}
virtual_mailbox_base = ${folder}/mail
virtual_mailbox_maps = static:returns/Maildir/
virtual_uid_maps = static:${NOBODY}
virtual_gid_maps = static:${NOBODY}
virtual_minimum_uid = 1
`

const masterCf = (port: number): string => `
127.0.0.1:${port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`

/** Files below a folder, however deep. */
const countFiles = (folder: string): number =>
  existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).length : 0

async function aSink(args: string[]): Promise<{ port: number; child: ChildProcess }> {
  const port = await freePort()
  const child = spawn('/usr/sbin/smtp-sink', ['-u', 'nobody', ...args, `127.0.0.1:${port}`, '1000'], { stdio: 'ignore' })
  return { port, child }
}

const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : new Promise((done) => child.once('exit', () => done()))

/** Line by line: of a hundred thousand letters the file is longer than a text may be. */
async function messageIdsIn(dump: string): Promise<string[]> {
  const found: string[] = []
  if (!existsSync(dump)) return found
  for await (const line of createInterface({ input: createReadStream(dump, 'latin1') })) {
    const id = /^Message-ID: <([^@>]+)@/i.exec(line)?.[1]
    if (id) found.push(id)
  }
  return found
}

/** Starts it all; `lifetime` is how many seconds a deferred mail is tried for. */
export async function startPostfix({ lifetime = 4 }: { lifetime?: number } = {}): Promise<Postfix> {
  if (!hasMailServers())
    throw new Error('postfix is missing: install Debian’s packages "postfix" and "dovecot-imapd", then run this again.')
  const folder = mkdtempSync(join(tmpdir(), 'quen-postfix-'))
  chmodSync(folder, 0o755)
  for (const part of ['config', 'spool', 'data', 'mail', 'log', 'sink']) mkdirSync(join(folder, part), { mode: 0o755 })
  for (const part of ['mail', 'sink']) chownSync(join(folder, part), NOBODY, NOBODY)
  const postfixId = Number(spawnSync('id', ['-u', 'postfix'], { encoding: 'utf8' }).stdout)
  chownSync(join(folder, 'data'), postfixId, postfixId)
  const dump = join(folder, 'sink', 'delivered')
  const ok = await aSink(['-D', dump])
  const full = await aSink(['-B', '552 5.2.2 mailbox full', '-f', 'RCPT'])
  const gone = await aSink(['-B', '550 5.1.1 no such user', '-f', 'RCPT'])
  const later = await aSink(['-b', '451 4.3.0 try later', '-r', 'RCPT'])
  const sinks = [ok, full, gone, later].map(({ child }) => child)
  const port = await freePort()
  const config = join(folder, 'config')
  writeFileSync(join(config, 'main.cf'), mainCf(folder, { ok: ok.port, full: full.port, gone: gone.port, later: later.port }, lifetime))
  writeFileSync(join(config, 'master.cf'), masterCf(port))
  writeFileSync(join(config, 'dynamicmaps.cf'), '')
  const pidFile = join(folder, 'spool', 'pid', 'master.pid')
  const stop = async (): Promise<void> => {
    const master = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8')) : undefined
    if (master) {
      process.kill(master, 'SIGTERM')
      while (existsSync(`/proc/${master}`)) await new Promise((done) => setTimeout(done, 20))
    }
    for (const sink of sinks) sink.kill('SIGTERM')
    await Promise.all(sinks.map(ended))
    rmSync(folder, { recursive: true, force: true })
  }
  const started = spawnSync('/usr/sbin/postfix', ['-c', config, 'start'], { encoding: 'utf8' })
  if (started.status !== 0) {
    await stop()
    throw new Error(`postfix did not start: ${started.stderr}${started.stdout}`)
  }
  const fresh = join(folder, 'mail', 'returns', 'Maildir', 'new')
  return {
    port,
    mailFolder: join(folder, 'mail'),
    bounces: () => (existsSync(fresh) ? readdirSync(fresh).map((name) => join(fresh, name)) : []),
    delivered: () => messageIdsIn(dump),
    waiting: () => ['incoming', 'active', 'deferred', 'maildrop'].reduce((sum, part) => sum + countFiles(join(folder, 'spool', part)), 0),
    stop,
  }
}
