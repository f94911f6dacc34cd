import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The worker is not bundled: the build tells it its own name, and the parts that it keeps for when there is no network. */
const worker = (): Plugin => ({
  name: 'quen-worker',
  apply: 'build',
  enforce: 'post',
  generateBundle(_options, bundle) {
    const source = readFileSync(here('src/web/worker.js'), 'utf8')
    const open = readdirSync(here('src/web/public'))
    const files = [...Object.keys(bundle).filter((name) => !name.endsWith('.html')), ...open].map((name) => `/${name}`).sort()
    const hash = createHash('sha256')
      .update(files.join())
      .update(source)
      .update(readFileSync(here('src/web/index.html')))
    for (const name of open) hash.update(readFileSync(here(`src/web/public/${name}`)))
    const build = hash.digest('hex').slice(0, 12)
    this.emitFile({ type: 'asset', fileName: 'worker.js', source: source.replace('__QUEN_BUILD__', JSON.stringify({ build, files })) })
  },
})

/** What of a route's declaration the server alone reads. */
const serverOnly = new Set(['params', 'query', 'body', 'answer', 'summary', 'refusals'])

type Part = { type: string; start: number; end: number; callee?: Part; name?: string; arguments?: Part[]; properties?: Part[]; key?: Part }

function callsIn(node: unknown): Part[] {
  if (typeof node !== 'object' || node === null) return []
  const inside = Object.values(node).flatMap(callsIn)
  const one = node as Part
  return one.type === 'CallExpression' ? [one, ...inside] : inside
}

/** Leaves of each route what the browser needs of it: where it lies, and whether it takes a file. Shapes that nothing names then fall out: making one does nothing else. */
const declarations = (): Plugin => ({
  name: 'quen-declarations',
  apply: 'build',
  enforce: 'post',
  transform: {
    filter: { id: /\/contract\.ts$/ },
    handler(code) {
      const calls = callsIn(this.parse(code))
      const away = calls
        .filter(({ callee }) => callee?.name === 'route')
        .flatMap((call) => call.arguments?.[0]?.properties ?? [])
        .filter(({ key }) => serverOnly.has(key?.name ?? ''))
      const kept = calls.filter(({ start }) => !away.some((one) => one.start <= start && start < one.end))
      const starts = [...new Set(kept.map(({ start }) => start))].map((start) => ({ start, end: start, says: '/* @__PURE__ */ ' }))
      const changes = [...away.map((one) => ({ ...one, says: '' })), ...starts].sort((a, b) => b.start - a.start)
      let slim = code
      for (const { start, end, says } of changes)
        slim = slim.slice(0, start) + says + (says ? slim.slice(end) : slim.slice(end).replace(/^\s*,/, ''))
      return { code: slim, map: null }
    },
  },
})

// The web app: `src/web` becomes `dist/web`, which the server serves as it is. Nothing is inlined, so that the pages need
// no exception from their content security policy.
export default defineConfig({
  root: here('src/web'),
  base: '/',
  plugins: [react(), declarations(), worker()],
  resolve: {
    alias: [
      { find: /^#(?=rooms\/|platform\/|values\/|science\/|web\/)/, replacement: `${here('src')}/` },
      { find: /^zod$/, replacement: here('src/web/no-shapes.ts') },
    ],
  },
  build: {
    outDir: here('dist/web'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
})
