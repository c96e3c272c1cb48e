import { connect, createServer, type AddressInfo, type Server } from 'node:net'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { builtFolder, expect, fileAddress, startServer, test } from './support/app'
import { engineScript } from './support/engine-script'
import { WAYS_OUT, tryWayOut } from './support/ways-out'

const OWN_CALL = 'a call of the test itself'

/** Another machine, as far as the page can tell: it hears every connection, and whatever is spoken on it. */
class Stranger {
  private connectionCount = 0
  private spoken = ''
  private readonly listener: Server = createServer({ allowHalfOpen: true }, (socket) => {
    this.connectionCount++
    socket.on('error', () => undefined)
    socket.on('data', (bytes) => (this.spoken += bytes.toString('latin1')))
    // Nobody waits for an answer, and what the caller has to say is heard all the same.
    socket.end()
  })

  async listen(): Promise<string> {
    await new Promise<void>((done) => this.listener.listen(0, '127.0.0.1', done))
    return `http://127.0.0.1:${this.port}/`
  }

  /** Since it was asked last. A call of the test's own shows that it hears, and gives those before it time to have spoken. */
  async heard(): Promise<{ connectionCount: number; spoken: string }> {
    const socket = connect(this.port, '127.0.0.1')
    socket.end(OWN_CALL)
    await expect.poll(() => this.spoken).toContain(OWN_CALL)
    const heard = { connectionCount: this.connectionCount - 1, spoken: this.spoken.replace(OWN_CALL, '') }
    this.connectionCount = 0
    this.spoken = ''
    return heard
  }

  stop(): void {
    this.listener.close()
  }

  private get port(): number {
    return (this.listener.address() as AddressInfo).port
  }
}

/** Chromium 156 opens a connection for these two before it asks the policy, and closes it without having said a byte. */
const CONNECTED_IN_VAIN: readonly string[] = ['frame', 'form']

test.describe('the policy of the page', () => {
  // The browser says of every refusal what it refused.
  test.use({ provoked: /127\.0\.0\.1|Content Security Policy/ })

  for (const from of ['a server', 'the disk']) {
    test(
      `lets nothing out of a page from ${from}, whatever way is tried`,
      { tag: '@firefox' },
      async ({ page, server }) => {
        const stranger = new Stranger()
        const address = await stranger.listen()
        try {
          await page.goto(from === 'the disk' ? fileAddress : server.address)
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
          const [spoken, connected]: [string[], string[]] = [[], []]
          for (const way of WAYS_OUT) {
            await page.evaluate(tryWayOut, { way, address })
            const heard = await stranger.heard()
            if (heard.spoken !== '') spoken.push(way)
            if (heard.connectionCount > 0) connected.push(way)
          }
          expect(spoken).toEqual([])
          expect(connected.filter((way) => !CONNECTED_IN_VAIN.includes(way))).toEqual([])
        } finally {
          stranger.stop()
        }
      },
    )
  }
})

test.describe('the proof on the first screen', () => {
  test.use({ provoked: /example\.invalid/ })

  test('tries five ways out and finds each refused', { tag: '@firefox' }, async ({ app }) => {
    const proof = app.locator('#proof')
    await proof.getByRole('button', { name: 'Try it now' }).click()
    await expect(proof.getByText('refused by the browser', { exact: true })).toHaveCount(5)
  })

  test('says so where a copy of the page has lost its policy', async ({ page }) => {
    const html = readFileSync(join(builtFolder, 'index.html'), 'utf8')
    const stripped = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
    expect(stripped).not.toBe(html)
    const folder = mkdtempSync(join(tmpdir(), 'flotsam-'))
    cpSync(builtFolder, folder, { recursive: true })
    writeFileSync(join(folder, 'index.html'), stripped)
    const server = await startServer(folder)
    try {
      await page.goto(server.address)
      const proof = page.locator('#proof')
      await proof.getByRole('button', { name: 'Try it now' }).click()
      await expect(proof.getByText('This browser did not refuse')).toBeVisible()
    } finally {
      await server.stop()
      rmSync(folder, { recursive: true })
    }
  })
})

test('the built page holds no name that its policy could not bind', () => {
  const page = readFileSync(join(builtFolder, 'index.html'), 'utf8')
  // WebRTC is under no directive that browsers know, and opening a window is none's business.
  const unbound = /RTCPeerConnection|window\.open\(/
  expect(page).not.toMatch(unbound)
  const script = engineScript(page)
  expect(script).toContain('flotsam-shard')
  expect(script).not.toMatch(unbound)
})

test('the policy stands before anything it has to bind', () => {
  const page = readFileSync(join(builtFolder, 'index.html'), 'utf8')
  const policyAt = page.indexOf('http-equiv="Content-Security-Policy"')
  expect(policyAt).toBeGreaterThan(0)
  for (const tag of ['<script', '<style', '<link']) expect(page.indexOf(tag)).toBeGreaterThan(policyAt)
  expect(page).toContain("default-src 'none'")
  expect(page).toContain("connect-src 'none'")
  expect(page).not.toContain("'unsafe-inline'")
  expect(page).not.toContain("'unsafe-eval'")
})
