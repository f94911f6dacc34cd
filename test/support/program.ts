import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export const home = join(import.meta.dirname, '..', '..')
const program = join(home, 'bin', 'quen.mjs')

/** A data folder of its own, which PostgreSQL's user may pass through. */
export function newFolder(name = 'quen-run-'): string {
  const folder = mkdtempSync(join(tmpdir(), name))
  chmodSync(folder, 0o711)
  return folder
}

export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true })

export type Ran = { code: number; out: string; err: string }

/** Runs a verb to its end. */
export function quen(args: string[], { env = {}, cwd = home }: { env?: Record<string, string>; cwd?: string } = {}): Promise<Ran> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [program, ...args], { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    let err = ''
    child.stdout.on('data', (text) => (out += text))
    child.stderr.on('data', (text) => (err += text))
    child.on('error', failed)
    child.on('close', (code) => done({ code: code ?? -1, out, err }))
  })
}

export type Running = { launcher: ChildProcess; address: string; startLink: string | undefined; out: () => string; ended: Promise<number> }

/** Starts the house and waits for its address on standard output. */
export async function startHouse(folder: string, args: string[] = [], atMost = 90_000): Promise<Running> {
  const launcher = spawn(process.execPath, [program, 'start', '--data', folder, '--port', '0', '--no-open', ...args], {
    cwd: home,
    env: { ...process.env, CI: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  launcher.stdout?.on('data', (text) => (out += text))
  launcher.stderr?.on('data', (text) => (err += text))
  const ended = new Promise<number>((done) => launcher.on('close', (code) => done(code ?? -1)))
  let isOver = false
  void ended.then(() => {
    isOver = true
  })
  for (let waited = 0; waited < atMost && !isOver; waited += 25) {
    const address = /^http:\/\/\S+$/m.exec(out)?.[0]
    if (
      address &&
      (await fetch(`${address}/healthz`).then(
        (answer) => answer.ok,
        () => false,
      ))
    ) {
      const startLink = /^http:\/\/\S+\/start#\S+$/m.exec(out)?.[0]
      return { launcher, address, startLink, out: () => out, ended }
    }
    await sleep(25)
  }
  throw new Error(`the house did not start within ${atMost} ms:\n${out}\n${err}`)
}

/** Ends the house as a person would, and answers how long it took in ms. */
export async function stopHouse(running: Running): Promise<number> {
  const began = Date.now()
  running.launcher.kill('SIGTERM')
  await running.ended
  return Date.now() - began
}
