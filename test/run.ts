import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { check } from './check.ts'
import { chromiumPath } from './support/chromium.ts'
import { ensureMailServers } from './support/mail-servers.ts'

/** `npm test`: everything. First the checks, then every test, browser walks included. */

const home = join(import.meta.dirname, '..')

/** The browser walks need Debian's Chromium: as root it is installed, elsewhere its lack is said and the run fails. */
function ensureChromium(): boolean {
  if (chromiumPath()) return true
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    process.stderr.write('Installing chromium for the browser walks…\n')
    spawnSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 2, 2] })
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  }
  return chromiumPath() !== undefined
}

/** Users have no psql or PostgreSQL of Debian's: what works here must work without. */
function pathWithoutPostgres(): string {
  const hidden = /postgresql/
  return (process.env.PATH ?? '')
    .split(':')
    .filter((folder) => !hidden.test(folder))
    .join(':')
}

if (!ensureChromium()) {
  process.stderr.write('chromium is missing: install Debian’s package "chromium" (or set QUEN_CHROMIUM), then run npm test again.\n')
  process.exit(1)
}
if (!ensureMailServers()) {
  process.stderr.write('Mail servers are missing: install Debian’s packages "postfix" and "dovecot-imapd", then run npm test again.\n')
  process.exit(1)
}
if (!check({ hasTests: false })) process.exit(1)
const vitest = join(home, 'node_modules', 'vitest', 'vitest.mjs')

const run = (args: string[]): number => {
  const done = spawnSync(process.execPath, [vitest, 'run', '--root', home, ...args], {
    cwd: home,
    stdio: ['ignore', 1, 2],
    env: { ...process.env, PATH: pathWithoutPostgres() },
  })
  return done.status ?? 1
}

// Whole houses, kills and browsers measure time: they run one after the other, with the machine to themselves.
const wholeHouses = ['test/browser', 'test/durability']
const asked = process.argv.slice(2)
if (asked.length > 0) process.exit(run(asked))
const first = run(wholeHouses.flatMap((folder) => ['--exclude', `${folder}/**`]))
const second = run([...wholeHouses, '--no-file-parallelism'])
process.exit(first || second)
