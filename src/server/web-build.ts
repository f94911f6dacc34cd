import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { home } from '../platform/config.ts'
import { webSources } from './web-sources.ts'

const out = join(home, 'dist', 'web')
const stamp = join(out, '.sources')

/** What the web app is made of: every file that it reads, how it is built, and the versions of its libraries. */
function fingerprint(): string {
  const hash = createHash('sha256')
  const parts = [...webSources(), ...['package-lock.json', 'vite.config.ts', 'src/server/web-build.ts'].map((name) => join(home, name))]
  for (const file of parts) hash.update(file.slice(home.length)).update(readFileSync(file))
  return hash.digest('hex')
}

/** Lays a gzipped copy beside everything that is text, which is what goes over the network. */
function compress(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    if (/\.(js|css|svg)$/.test(name)) writeFileSync(join(folder, `${name}.gz`), gzipSync(readFileSync(join(folder, name)), { level: 9 }))
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
  compress(fresh)
  writeFileSync(join(fresh, '.sources'), wanted)
  rmSync(out, { recursive: true, force: true })
  renameSync(fresh, out)
  return out
}
