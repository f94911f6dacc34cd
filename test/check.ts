import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** `npm run check`: format, lint, types, arrows, unused code, and the tests of rules and rooms; under two minutes. */

const home = join(import.meta.dirname, '..')
const modules = join(home, 'node_modules')

type Step = { name: string; program: string; args: string[] }

const steps: Step[] = [
  {
    name: 'format and lint',
    program: join(modules, '@biomejs', 'biome', 'bin', 'biome'),
    args: ['check', '--error-on-warnings', '--diagnostic-level=warn', '.'],
  },
  { name: 'types of the server', program: join(modules, 'typescript-7', 'bin', 'tsc'), args: ['-p', '.'] },
  { name: 'types of the web app', program: join(modules, 'typescript-7', 'bin', 'tsc'), args: ['-p', 'src/web'] },
  {
    name: 'arrows',
    program: join(modules, 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs'),
    args: ['--config', '.dependency-cruiser.mjs', 'src'],
  },
  { name: 'unused code', program: join(modules, 'knip', 'bin', 'knip.js'), args: [] },
]

const except = (...kinds: string[]): string[] => kinds.flatMap((kind) => ['--exclude', `**/*${kind}.test.ts`])

const roomTests: Step = {
  name: 'rules and rooms',
  program: join(modules, 'vitest', 'vitest.mjs'),
  // What tries many histories, or fills a town to see its plans, is left to `npm test`, which also gives each file a process of its own:
  // here two serve all, and what rooms are made of is read in twice, not a hundred and sixty times.
  args: [
    'run',
    '--root',
    home,
    '--no-isolate',
    'src/rooms',
    'src/values',
    'src/web',
    'test/architecture.test.ts',
    ...except('plans', 'property', 'histories'),
  ],
}

function passes({ name, program, args }: Step): boolean {
  const began = Date.now()
  const done = spawnSync(process.execPath, [program, ...args], { cwd: home, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' })
  const isFine = done.status === 0
  process.stderr.write(`${isFine ? '✓' : '✗'} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)\n`)
  if (!isFine) process.stderr.write(`${done.stdout}${done.stderr}\n`)
  return isFine
}

/** Runs every step, so that one run names everything that is amiss. */
export const check = ({ hasTests }: { hasTests: boolean }): boolean =>
  [...steps, ...(hasTests ? [roomTests] : [])].map(passes).every((isFine) => isFine)

if (import.meta.main) process.exit(check({ hasTests: true }) ? 0 : 1)
