import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { home } from '../platform/config.ts'

/** What a module asks for: `from '…'`, `import '…'`, `import('…')`. Names of packages are left to the lock file. */
const ASKED = /(?:\bfrom|\bimport)\s*\(?\s*'([.#][^']+)'/g

function* filesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesBelow(path)
    else yield path
  }
}

const placeOf = (asked: string, by: string): string =>
  asked.startsWith('#') ? join(home, 'src', asked.slice(1)) : resolve(dirname(by), asked)

/**
 * Every file that the screens are made of: their own, and whatever those ask for outside their folder, however far that reaches
 * (contracts, values, science). Sorted; tests are no part of it.
 */
export function webSources(): string[] {
  const waiting = [...filesBelow(join(home, 'src', 'web'))].filter((path) => !/\.test\.tsx?$/.test(path))
  const found = new Set<string>()
  for (let path = waiting.pop(); path; path = waiting.pop()) {
    if (found.has(path)) continue
    found.add(path)
    if (!/\.(ts|tsx)$/.test(path)) continue
    for (const [, asked] of readFileSync(path, 'utf8').matchAll(ASKED)) {
      const next = asked && placeOf(asked, path)
      if (next && existsSync(next)) waiting.push(next)
    }
  }
  return [...found].sort()
}
