/**
 * Service worker: a hosted Flotsam opens without its server after the first visit.
 *
 * The whole app is one page, so a version is a handful of files kept together under the hash of their content. A visit
 * asks the server first, so that it never shows an older version than the server has, and takes the kept page where none
 * answers in time. A new version takes over at once: a page that is open holds everything it needs. The build writes the two constants in front of this file and copies it beside the page.
 */

/** First 16 hex digits of the SHA-256 of everything listed in FILES. */
declare const VERSION: string
/** Addresses below the scope; './' is the page. */
declare const FILES: readonly string[]

const worker = self as unknown as ServiceWorkerGlobalScope
const CACHE_PREFIX = 'flotsam-'
const cacheName = CACHE_PREFIX + VERSION
const addressOf = (file: string): string => new URL(file, worker.registration.scope).href
const kept = new Set(FILES.map(addressOf))

/** A host may answer with a redirect (to a trailing slash, say), which no navigation may be answered with. */
const withoutRedirect = (response: Response): Response =>
  response.redirected ? new Response(response.body, { status: response.status, headers: response.headers }) : response

async function keepThisVersion(): Promise<void> {
  const cache = await caches.open(cacheName)
  for (const address of kept) {
    const response = await fetch(address, { cache: 'reload' })
    if (!response.ok) throw new Error(`${address} answered ${response.status}`)
    await cache.put(address, withoutRedirect(response))
  }
  await worker.skipWaiting()
}

async function forgetOlderVersions(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith(CACHE_PREFIX) && name !== cacheName) await caches.delete(name)
  }
  await worker.clients.claim()
}

worker.addEventListener('install', (event) => event.waitUntil(keepThisVersion()))
worker.addEventListener('activate', (event) => event.waitUntil(forgetOlderVersions()))

/** A server on the same desk answers within a tenth of this; a network that swallows packets must not hold the page up. */
const SERVER_ANSWERS_WITHIN_MS = 2000

async function newestPage(request: Request, keptPage: Response): Promise<Response> {
  try {
    const answer = await fetch(request, { cache: 'no-cache', signal: AbortSignal.timeout(SERVER_ANSWERS_WITHIN_MS) })
    return answer.ok ? answer : keptPage
  } catch {
    return keptPage
  }
}

worker.addEventListener('fetch', (event) => {
  const { method, url } = event.request
  const address = url.replace(/[?#].*$/, '').replace(/\/index\.html$/, '/')
  if (method !== 'GET' || !kept.has(address)) return
  event.respondWith(
    (async () => {
      const answer = await (await caches.open(cacheName)).match(address)
      if (answer === undefined) return fetch(event.request)
      return event.request.mode === 'navigate' ? newestPage(event.request, answer) : answer
    })(),
  )
})
