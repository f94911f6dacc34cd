import { join } from 'node:path'
import { build, type Rollup } from 'vite'
import { expect, test } from 'vitest'
import { home } from '../platform/config.ts'
import { webSources } from './web-sources.ts'

test('every file that the screens are built from counts: a change of any is a new build', { timeout: 60_000 }, async () => {
  const built = (await build({
    root: join(home, 'src', 'web'),
    configFile: join(home, 'vite.config.ts'),
    logLevel: 'error',
    build: { write: false },
  })) as Rollup.RollupOutput
  const modules = built.output.flatMap((part) => (part.type === 'chunk' ? part.moduleIds : []))
  const ours = modules.map((id) => id.replace(/[?#].*$/, '').replace('\0', '')).filter((id) => id.startsWith(join(home, 'src')))
  const outside = ours.filter((id) => !id.startsWith(join(home, 'src', 'web')))
  // Contracts of the server and of the platform, values: the screens reach further than their folder.
  for (const folder of ['server', 'platform', 'rooms', 'values'])
    expect(outside.some((id) => id.startsWith(join(home, 'src', folder)))).toBe(true)
  const counted = new Set(webSources())
  expect(ours.filter((id) => !counted.has(id))).toEqual([])
})

test('what the screens never read is no reason to build them', () => {
  const counted = webSources().map((path) => path.slice(join(home, 'src').length + 1))
  expect(counted.filter((path) => /store\.ts$|routes\.ts$|\.test\.tsx?$|^cli\//.test(path))).toEqual([])
})
