// Keeps the built screens so that they open without a network: the page, its parts and its fonts, of one build at a time. What the
// house answers under /api is never kept here; see docs/decisions/0010-offline.md.

/** Filled in by the build: the name of this build and what it is made of. */
const { build, files } = __QUEN_BUILD__
const shell = `quen-${build}`
const PAGE = '/'
/** A network that does not answer in this time is taken for none, in milliseconds. */
const PATIENCE = 4000

self.addEventListener('install', (event) => {
  const fresh = [PAGE, ...files].map((path) => new Request(path, { cache: 'reload' }))
  event.waitUntil(caches.open(shell).then((kept) => kept.addAll(fresh)))
})

self.addEventListener('activate', (event) => {
  const forget = async () => {
    for (const name of await caches.keys()) if (name.startsWith('quen-') && name !== shell) await caches.delete(name)
    await self.clients.claim()
  }
  event.waitUntil(forget())
})

async function page(request) {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), PATIENCE)
  try {
    return await fetch(request, { signal: stop.signal })
  } catch {
    return (await caches.match(PAGE, { cacheName: shell })) ?? Response.error()
  } finally {
    clearTimeout(timer)
  }
}

const part = async (request) => (await caches.match(request, { cacheName: shell })) ?? fetch(request)

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin || pathname.startsWith('/api')) return
  if (request.mode === 'navigate') event.respondWith(page(request))
  else if (files.includes(pathname)) event.respondWith(part(request))
})
