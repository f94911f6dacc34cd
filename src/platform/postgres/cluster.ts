import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { platform } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { isOpenToAll, isRoot, NOBODY, reachableFolder } from './binaries.ts'
import { settingsFor } from './settings.ts'

/** A running PostgreSQL of ours: where to connect, and how to end it. */
export type Cluster = {
  connection: { host: string; port: number; user: string; password: string; database: string }
  /** Where the files really lie; differs from the data folder when root's own folder is closed to others. */
  folder: string
  /** True when the server was already running, left by a process that ended without stopping it. */
  isAdopted: boolean
  /** Resolves when the server process is gone, whoever ended it. */
  ended: Promise<void>
  stop(): Promise<void>
}

export type ClusterOptions = { isThrowAway?: boolean; say?: (sentence: string) => void }

const USER = 'quen'
const DATABASE = 'quen'
/** Unix socket addresses hold 107 bytes on Linux and 103 on macOS, the file's own name included. */
const LONGEST_SOCKET_FOLDER = 80

const asOwner = (): { uid?: number; gid?: number } => (isRoot() ? { uid: NOBODY, gid: NOBODY } : {})

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Where the cluster of this data folder lies; as root below a closed folder it moves to /var/lib/quen and leaves a link. */
function folderOf(data: string, say: (sentence: string) => void): string {
  const wanted = join(resolve(data), 'postgres')
  mkdirSync(data, { recursive: true })
  if (existsSync(wanted)) return realpathSync(wanted)
  if (!isRoot() || isOpenToAll(data)) return wanted
  const hash = createHash('sha256').update(realpathSync(data)).digest('hex').slice(0, 16)
  const elsewhere = `/var/lib/quen/${hash}`
  mkdirSync(elsewhere, { recursive: true, mode: 0o755 })
  chmodSync('/var/lib/quen', 0o755)
  const cluster = join(elsewhere, 'postgres')
  const isDangling = (() => {
    try {
      return lstatSync(wanted).isSymbolicLink()
    } catch {
      return false
    }
  })()
  if (isDangling) rmSync(wanted)
  symlinkSync(cluster, wanted)
  say(`The database lies in ${cluster}, because only root may enter ${resolve(data)}; a link stands in its place.`)
  return cluster
}

function readPassword(data: string): string {
  const file = join(data, 'database-password')
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}

const run = (program: string, args: string[], log: number): Promise<number> =>
  new Promise((done, failed) => {
    const child = spawn(program, args, { ...asOwner(), cwd: '/', stdio: ['ignore', log, log], env: serverEnvironment() })
    child.on('error', failed)
    child.on('exit', (code) => done(code ?? 1))
  })

/** Nothing of ours reaches the database's environment: no PG* variable, no secret. */
const serverEnvironment = (): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC', SystemRoot: process.env.SystemRoot })

const majorOf = (binaries: string): number =>
  Number(/(\d+)\./.exec(execFileSync(join(binaries, 'bin', 'postgres'), ['--version'], { encoding: 'utf8' }))?.[1])

/** Makes the files in a neighbouring folder and moves them into place, so that a half-made cluster is never taken for a whole one. */
async function initialise(binaries: string, folder: string, password: string, log: number): Promise<void> {
  const unfinished = `${folder}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { recursive: true, mode: 0o700 })
  const passwordFile = `${folder}.pw`
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (isRoot()) {
    chownSync(unfinished, NOBODY, NOBODY)
    chownSync(passwordFile, NOBODY, NOBODY)
  }
  const code = await run(
    join(binaries, 'bin', 'initdb'),
    [
      ...['-D', unfinished, '-U', USER, '--pwfile', passwordFile, '-A', 'scram-sha-256', '-E', 'UTF8'],
      ...['--locale=C', '--data-checksums', '--no-instructions'],
      // The same order and the same letters on every system; the built-in provider exists from 17 on.
      ...(majorOf(binaries) >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : []),
    ],
    log,
  )
  rmSync(passwordFile, { force: true })
  if (code !== 0) throw new Error(`The database could not be made (initdb ended with ${code}); see postgresql.log in the data folder.`)
  renameSync(unfinished, folder)
}

const freePort = (): Promise<number> =>
  new Promise((done, failed) => {
    const probe = createServer()
    probe.on('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })

/** pid, host and port from postmaster.pid (lines 1, 4, 5, 6 of the file that PostgreSQL writes). */
function readPidFile(folder: string): { pid: number; port: number; host: string } | undefined {
  const file = join(folder, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, 'utf8').split('\n')
  const pid = Number(lines[0])
  if (!pid) return undefined
  return { pid, port: Number(lines[3]), host: lines[4]?.trim() || lines[5]?.trim() || '127.0.0.1' }
}

async function accepts(connection: Cluster['connection']): Promise<boolean> {
  const client = new pg.Client({ ...connection, database: 'postgres', connectionTimeoutMillis: 2000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function ensureDatabase(connection: Cluster['connection']): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres' })
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE])
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`)
  } finally {
    await client.end()
  }
}

async function untilGone(pid: number, atMost = 30_000): Promise<boolean> {
  for (let waited = 0; waited < atMost; waited += 20) {
    if (!isAlive(pid)) return true
    await sleep(20)
  }
  return false
}

/** Ends by SIGINT ("fast": open sessions are cut, everything acknowledged is kept), then by SIGQUIT. */
async function stopServer(pid: number): Promise<void> {
  if (!isAlive(pid)) return
  process.kill(pid, 'SIGINT')
  if (await untilGone(pid, 4000)) return
  if (isAlive(pid)) process.kill(pid, 'SIGQUIT')
  await untilGone(pid)
}

/** Takes over a server that a dead process left running in this folder, or answers undefined. */
async function adopt(folder: string, password: string): Promise<Cluster | undefined> {
  for (let tries = 0; tries < 100; tries++) {
    const left = readPidFile(folder)
    if (!left || !isAlive(left.pid)) return undefined
    const connection = { host: left.host, port: left.port, user: USER, password, database: DATABASE }
    if (await accepts(connection)) {
      const ended = (async () => {
        // Watching keeps nobody alive: a verb that is done ends while the database goes on.
        while (isAlive(left.pid)) await sleep(1000, undefined, { ref: false })
      })()
      return { connection, folder, isAdopted: true, ended, stop: () => stopServer(left.pid) }
    }
    // Starting, recovering or dying: its own children may hold the folder for some seconds after a kill.
    await sleep(100)
  }
  return undefined
}

function launch(binaries: string, folder: string, log: number, host: string, port: number, isThrowAway: boolean): ChildProcess {
  const onSocket = host.startsWith('/')
  const settings = {
    ...settingsFor(undefined, isThrowAway),
    port: String(port),
    listen_addresses: onSocket ? '' : '127.0.0.1',
    unix_socket_directories: onSocket ? host : '',
  }
  const args = ['-D', folder, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  // Detached: Ctrl-C must reach Quen first, which ends the database when its own work is done.
  const child = spawn(join(binaries, 'bin', 'postgres'), args, {
    ...asOwner(),
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
    env: serverEnvironment(),
  })
  child.unref()
  return child
}

/**
 * The database of a data folder, running: made if it is not there, adopted if it was left running, started otherwise.
 * Throws with a sentence when it does not accept connections within a minute.
 */
export async function openCluster(data: string, { isThrowAway = false, say = () => undefined }: ClusterOptions = {}): Promise<Cluster> {
  const folder = folderOf(data, say)
  const password = readPassword(data)
  const log = openSync(join(data, 'postgresql.log'), 'a', 0o600)
  const binaries = reachableFolder()
  if (!existsSync(join(folder, 'PG_VERSION'))) await initialise(binaries, folder, password, log)
  const found = await adopt(folder, password)
  if (found) {
    await ensureDatabase(found.connection)
    return found
  }
  const canUseSocket = platform() !== 'win32' && folder.length <= LONGEST_SOCKET_FOLDER
  for (let tries = 0; tries < 60; tries++) {
    const host = canUseSocket ? folder : '127.0.0.1'
    const port = canUseSocket ? 5432 : await freePort()
    const connection = { host, port, user: USER, password, database: DATABASE }
    const child = launch(binaries, folder, log, host, port, isThrowAway)
    const ended = new Promise<void>((done) => {
      child.on('exit', () => done())
      child.on('error', () => done())
    })
    let isOver = false
    void ended.then(() => {
      isOver = true
    })
    for (let waited = 0; waited < 60_000 && !isOver; waited += 20) {
      if (await accepts(connection)) {
        await ensureDatabase(connection)
        const pid = child.pid as number
        return { connection, folder, isAdopted: false, ended, stop: () => stopServer(pid) }
      }
      await sleep(20)
    }
    // A stale postmaster.pid, or children of a killed postmaster that still hold the memory: they go within seconds.
    const other = await adopt(folder, password)
    if (other) return other
    await sleep(250)
  }
  throw new Error(`The database in ${folder} does not start; see postgresql.log in ${data}.`)
}
