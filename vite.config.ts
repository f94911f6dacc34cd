import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

// The web app: `src/web` becomes `dist/web`, which the server serves as it is. Nothing is inlined, so that the pages need
// no exception from their content security policy.
export default defineConfig({
  root: here('src/web'),
  base: '/',
  plugins: [react()],
  resolve: { alias: [{ find: /^#(?=rooms\/|platform\/|values\/|science\/|web\/)/, replacement: `${here('src')}/` }] },
  build: {
    outDir: here('dist/web'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
})
