import { existsSync } from 'node:fs'

/** The system's Chromium, or the one that QUEN_CHROMIUM names. */
export const chromiumPath = (): string | undefined =>
  [process.env.QUEN_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    (path) => path && existsSync(path),
  )

/** Nothing is fetched, synced or looked up by the browser itself; as root it runs without its sandbox. */
export const chromiumFlags = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
]
