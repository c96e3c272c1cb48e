import ts from 'typescript'
import { expect, it } from 'vitest'
import { isFreeName, place, sourceFiles, walk } from './source-files'

/** Every way a page has to reach another machine by itself. */
const WAYS_OUT = ['fetch', 'XMLHttpRequest', 'WebSocket', 'WebTransport', 'EventSource', 'RTCPeerConnection']

/** The proof on the first screen tries the ways out to show that the browser refuses; the service worker fetches its own files. */
const ALLOWED = ['src/session/proof.ts', 'src/offline/service-worker.ts']

it('no file reaches for the network, but for the proof that it cannot and the service worker', () => {
  const found: string[] = []
  for (const file of sourceFiles('src').filter(({ path }) => !ALLOWED.includes(path))) {
    walk(file.tree, (node) => {
      if (isFreeName(node) && WAYS_OUT.includes(node.text)) found.push(`${place(file, node)} ${node.text}`)
      if (ts.isPropertyAccessExpression(node) && /^(sendBeacon|importScripts)$/.test(node.name.text))
        found.push(`${place(file, node)} ${node.name.text}`)
    })
  }
  expect(found).toEqual([])
})
