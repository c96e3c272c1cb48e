/**
 * Ways out: how a page could reach another machine, each tried for real by `tryWayOut` inside the page.
 *
 * Not among them: WebRTC, which no directive binds that browsers know, and leaving for another page; a test looks for
 * neither being in the built page.
 */

export const WAYS_OUT = [
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'EventSource',
  'beacon',
  'image',
  'stylesheet',
  'script',
  'import',
  'frame',
  'audio',
  'object',
  'font',
  'background image',
  'preconnect',
  'prefetch',
  'preload',
  'form',
  'fetch in a worker',
  'fetch in a worker of a worker',
] as const

export type WayOut = (typeof WAYS_OUT)[number]

/** Runs inside the page, so it may use nothing from outside itself. Comes back when the way has had its answer. */
export async function tryWayOut({ way, address }: { way: WayOut; address: string }): Promise<void> {
  /** No way is known to take longer on the same machine; one that never answers is given up. */
  const GIVE_UP_MS = 400
  const givenUp = (): Promise<void> => new Promise((done) => setTimeout(done, GIVE_UP_MS))
  const answered = (target: EventTarget): Promise<unknown> =>
    Promise.race([
      givenUp(),
      ...['load', 'error', 'open', 'message'].map((type) => new Promise((done) => target.addEventListener(type, done))),
    ])
  const added = (tag: string, properties: object): Promise<unknown> => {
    const element = Object.assign(document.createElement(tag), properties)
    document.body.append(element)
    return answered(element)
  }
  const workerCode = `fetch(${JSON.stringify(address)}, { mode: 'no-cors' }).catch(() => 0).then(() => postMessage('tried'))`
  const blobOf = (code: string): string => URL.createObjectURL(new Blob([code], { type: 'text/javascript' }))
  const ways: Record<typeof way, () => unknown> = {
    fetch: () => fetch(address, { mode: 'no-cors' }),
    XMLHttpRequest: () => {
      const request = new XMLHttpRequest()
      request.open('GET', address)
      request.send()
      return answered(request)
    },
    WebSocket: () => answered(new WebSocket(address.replace('http', 'ws'))),
    EventSource: () => answered(new EventSource(address)),
    beacon: () => {
      navigator.sendBeacon(address, 'row')
      return givenUp()
    },
    image: () => added('img', { src: address }),
    stylesheet: () => added('link', { rel: 'stylesheet', href: address }),
    script: () => added('script', { src: address }),
    import: () => import(address),
    frame: () => added('iframe', { src: address }),
    audio: () => added('audio', { src: address, preload: 'auto' }),
    object: () => added('object', { data: address }),
    font: () => new FontFace('outside', `url(${address})`).load(),
    'background image': () => {
      document.body.style.backgroundImage = `url(${address})`
      return givenUp()
    },
    preconnect: () => added('link', { rel: 'preconnect', href: address }),
    prefetch: () => added('link', { rel: 'prefetch', href: address }),
    preload: () => added('link', { rel: 'preload', as: 'image', href: address }),
    form: () => {
      const form = Object.assign(document.createElement('form'), { action: address, method: 'post' })
      document.body.append(form)
      form.submit()
      return givenUp()
    },
    'fetch in a worker': () => answered(new Worker(blobOf(workerCode))),
    'fetch in a worker of a worker': () =>
      answered(
        new Worker(
          blobOf(`
            const inner = new Worker(URL.createObjectURL(new Blob([${JSON.stringify(workerCode)}])))
            inner.onmessage = () => postMessage('tried')
          `),
        ),
      ),
  }
  try {
    await ways[way]()
  } catch {
    // Refused, which is what the stranger's silence has to show.
  }
}
