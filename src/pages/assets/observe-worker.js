// Keeps the page of observations and its styles and scripts for when there is no network. It answers nothing else, and keeps no answer
// of the API: what was written waits in the page's own store.
const name = 'observations'
const shell = `${self.registration.scope}?offline=1`

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

// The page says what it needs; what an earlier version of it needed goes.
self.addEventListener('message', (event) => event.waitUntil(keep([shell, ...event.data.keep])))

async function keep(urls) {
  const cache = await caches.open(name)
  for (const url of urls) {
    const answer = await fetch(url, { cache: 'no-cache' }).catch(() => null)
    if (answer?.ok && !answer.redirected) await cache.put(url, answer)
  }
  const wanted = new Set(urls.map((url) => new URL(url, self.registration.scope).href))
  for (const request of await cache.keys()) if (!wanted.has(request.url)) await cache.delete(request)
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET') return
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => kept(shell)))
  else if (new URL(request.url).pathname.startsWith('/assets/'))
    event.respondWith(caches.match(request.url, { cacheName: name }).then((found) => found ?? fetch(request)))
})

async function kept(url) {
  return (await caches.match(url, { cacheName: name })) ?? Response.error()
}
