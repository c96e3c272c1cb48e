/**
 * Static server: hands out the files of one folder on this computer, and nothing else.
 *
 * In    a folder, and ports to try in turn
 * Out   its address, and a way to stop it
 */

import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, resolve, sep } from 'node:path'

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
}

export interface StaticServer {
  /** `http://localhost:PORT/` */
  readonly address: string
  readonly port: number
  /** Stops at once, kept-alive connections included. */
  stop(): Promise<void>
}

async function answer(folder: string, url: string): Promise<{ status: number; type: string; body: Buffer }> {
  const missing = { status: 404, type: 'text/plain; charset=utf-8', body: Buffer.from('There is no such file.\n') }
  try {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname)
    const file = resolve(folder, `.${path.endsWith('/') ? `${path}index.html` : path}`)
    if (!file.startsWith(folder + sep)) return missing
    const type = MEDIA_TYPES[extname(file)] ?? 'application/octet-stream'
    return { status: 200, type, body: await readFile(file) }
  } catch {
    return missing
  }
}

/** @returns the port, or null where it is taken */
const listenOn = (server: Server, port: number): Promise<number | null> =>
  new Promise((done, fail) => {
    const refused = (error: NodeJS.ErrnoException): void =>
      error.code === 'EADDRINUSE' || error.code === 'EACCES' ? done(null) : fail(error)
    server.once('error', refused)
    server.listen(port, 'localhost', () => {
      server.off('error', refused)
      done((server.address() as AddressInfo).port)
    })
  })

/**
 * @param folder served from its root; `/` is its index.html
 * @param ports  tried in turn; 0 takes any free one
 * @throws Error if every port is taken
 */
export async function serveFolder(folder: string, ports: readonly number[] = [0]): Promise<StaticServer> {
  const root = resolve(folder)
  const server = createServer((request, response) => {
    void answer(root, request.url ?? '/').then(({ status, type, body }) => {
      response.writeHead(status, {
        'content-type': type,
        'content-length': body.length,
        'cache-control': 'no-cache',
        'x-content-type-options': 'nosniff',
      })
      response.end(request.method === 'HEAD' ? undefined : body)
    })
  })
  for (const wanted of ports) {
    const port = await listenOn(server, wanted)
    if (port === null) continue
    return {
      address: `http://localhost:${port}/`,
      port,
      stop: () =>
        new Promise((done) => {
          server.close(() => done())
          server.closeAllConnections()
        }),
    }
  }
  throw new Error(`Ports ${ports.join(', ')} are all taken.`)
}
