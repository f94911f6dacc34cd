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

// The web app: `src/web` becomes `dist/web`, which the server serves as it is. Nothing is inlined, so that the pages need
// no exception from their content security policy.
export default defineConfig({
  root: here('src/web'),
  base: '/',
  plugins: [react(), worker()],
  resolve: { alias: [{ find: /^#(?=rooms\/|platform\/|values\/|science\/|web\/)/, replacement: `${here('src')}/` }] },
  build: {
    outDir: here('dist/web'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
})
