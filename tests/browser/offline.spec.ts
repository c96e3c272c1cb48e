import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { builtFolder, expect, fileAddress, startServer, test } from './support/app'

const heading = (page: Page) => page.getByRole('heading', { level: 1 })

/** The service worker has kept the page and answers for it. */
async function untilKept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
}

test('the page opens again after its server is gone', { tag: '@firefox' }, async ({ page }) => {
  const server = await startServer()
  await page.goto(server.address)
  await untilKept(page)
  await server.stop()

  await page.reload()
  await expect(heading(page)).toBeVisible()
  await page.goto(`${server.address}index.html#/models`)
  await expect(heading(page)).toBeVisible()
})

test(
  'a new version takes over on the next visit and leaves the open page alone',
  { tag: '@firefox' },
  async ({ page }) => {
    const folder = mkdtempSync(join(tmpdir(), 'flotsam-'))
    cpSync(builtFolder, folder, { recursive: true })
    const server = await startServer(folder)
    const rewrite = (name: string, from: RegExp, to: string): void => {
      const text = readFileSync(join(folder, name), 'utf8')
      expect(text).toMatch(from)
      writeFileSync(join(folder, name), text.replace(from, to))
    }
    try {
      await page.goto(server.address)
      await untilKept(page)
      await page.evaluate(() => ((window as { stays?: boolean }).stays = true))

      rewrite('index.html', /<title>[^<]*<\/title>/, '<title>The next version</title>')
      rewrite('sw.js', /const VERSION = "[0-9a-f]{16}"/, 'const VERSION = "0000000000000000"')
      await page.evaluate(async () => {
        const taken = new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done))
        await (await navigator.serviceWorker.ready).update()
        await taken
      })

      expect(await page.evaluate(() => (window as { stays?: boolean }).stays)).toBe(true)
      await expect(heading(page)).toBeVisible()
      await expect.poll(() => page.evaluate(() => caches.keys())).toEqual(['flotsam-0000000000000000'])
      await server.stop()
      const answered = await page.reload()
      expect(await answered?.text()).toContain('The next version')
    } finally {
      await server.stop()
      rmSync(folder, { recursive: true })
    }
  },
)

test('the page opens from the disk, without a service worker or a manifest', { tag: '@firefox' }, async ({ page }) => {
  await page.goto(fileAddress)
  await expect(heading(page)).toBeVisible()
  await expect(page.locator('link[rel=manifest]')).toHaveCount(0)
})

test('Chromium finds nothing that keeps the hosted page from being installed', async ({ page, app }) => {
  await untilKept(app)
  const devtools = await page.context().newCDPSession(page)
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors')
  // The test's own browser profile is a private one, which newer versions name as the one thing in the way.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([])
  const { errors } = await devtools.send('Page.getAppManifest')
  expect(errors).toEqual([])
})

test.describe('where something it is made of is missing', () => {
  test.use({ provoked: /undefined/ })

  test('a page that does not start says what it needs', { tag: '@firefox' }, async ({ page }) => {
    await page.addInitScript(() => Reflect.deleteProperty(Node.prototype, 'firstChild'))
    await page.goto(fileAddress)
    await expect(page.getByRole('alert')).toHaveText(/^\s*Flotsam has not started yet\. .* Chrome or Edge 111/)
  })

  test('and without motion too, where none is wanted', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.addInitScript(() => Reflect.deleteProperty(Node.prototype, 'firstChild'))
    await page.goto(fileAddress)
    await expect(page.getByRole('alert')).toBeVisible()
  })
})
