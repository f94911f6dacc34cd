import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { home } from '../platform/config.ts'

const out = join(home, 'dist', 'web')
const stamp = join(out, '.sources')

function* filesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesBelow(path)
    else yield path
  }
}

/** What the web app is made of: its own files, the contracts and the values it reads, and the versions of its libraries. */
function fingerprint(): string {
  const hash = createHash('sha256')
  const parts = ['src/web', 'src/values', 'src/rooms', 'src/platform/http', 'src/platform/fields', 'src/platform/collected']
  for (const part of parts)
    for (const file of filesBelow(join(home, part)))
      if (!file.endsWith('.test.ts')) hash.update(file.slice(home.length)).update(readFileSync(file))
  hash.update(readFileSync(join(home, 'package-lock.json'))).update(readFileSync(join(home, 'vite.config.ts')))
  return hash.digest('hex')
}

const run = (args: string[]): Promise<number> =>
  new Promise((done, failed) => {
    const child = spawn(process.execPath, args, { cwd: home, stdio: ['ignore', 2, 2], env: { ...process.env, NODE_ENV: 'production' } })
    child.on('error', failed)
    child.on('exit', (code) => done(code ?? 1))
  })

/**
 * The folder of the built web app; built first where its sources changed (about two seconds), beside the old one and then
 * moved into place. Throws with a sentence when it cannot be built.
 */
export async function builtWeb(say: (sentence: string) => void): Promise<string> {
  const wanted = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return out
  say('Đang dựng màn hình, chỉ khi có thay đổi… · building the screens…')
  const fresh = join(home, 'dist', `web.${process.pid}`)
  mkdirSync(join(home, 'dist'), { recursive: true })
  const code = await run([
    join(home, 'node_modules', 'vite', 'bin', 'vite.js'),
    'build',
    '--logLevel',
    'error',
    '--outDir',
    fresh,
    '--emptyOutDir',
  ])
  if (code !== 0) throw new Error(`The web app could not be built (vite ended with ${code}); what it said stands above.`)
  writeFileSync(join(fresh, '.sources'), wanted)
  rmSync(out, { recursive: true, force: true })
  renameSync(fresh, out)
  return out
}
