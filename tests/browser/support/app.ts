/**
 * App: what every browser test starts from: the built app, opened, and watched.
 *
 * A test fails by itself when the page asks for anything that isn't its own, or complains on the console. A test that
 * provokes a complaint says which: `test.use({ expectedComplaints: [/connect-src/] })`.
 */

import { test as base, expect, type Page, type TestInfo } from '@playwright/test'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { serveFolder, type StaticServer } from '../../../scripts/serve/static-server'

export { expect }

const root = resolve(import.meta.dirname, '../../..')
export const builtFolder = resolve(root, 'dist')
/** The page as it lies on a disk. */
export const fileAddress = pathToFileURL(resolve(builtFolder, 'index.html')).href

interface Watch {
  /** Requests to anywhere but the page's own server or file. */
  readonly strangers: string[]
  /** Console errors and warnings, and errors nobody caught. */
  readonly complaints: string[]
}

interface AppFixtures {
  /** The app, open on its first screen. */
  app: Page
  /** Complaints that belong to the test. */
  expectedComplaints: readonly RegExp[]
  watch: Watch
}

interface WorkerFixtures {
  /** One server per test worker, on a port of its own. */
  server: StaticServer
}

/** Own server, own file, own blobs and own data addresses stay on this computer. */
function isOwn(address: string, server: StaticServer): boolean {
  return address.startsWith(server.address) || address.startsWith(fileAddress) || /^(blob|data|about):/.test(address)
}

function watchPage(page: Page, server: StaticServer, watch: Watch): void {
  page.on('request', (request) => {
    if (!isOwn(request.url(), server)) watch.strangers.push(request.url())
  })
  page.on('websocket', (socket) => watch.strangers.push(socket.url()))
  page.on('pageerror', (error) => watch.complaints.push(error.message))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) watch.complaints.push(message.text())
  })
}

export const test = base.extend<AppFixtures, WorkerFixtures>({
  server: [
    async ({}, use) => {
      if (!existsSync(resolve(builtFolder, 'index.html')))
        throw new Error('Run `npm run build` first: there is no dist.')
      const server = await serveFolder(builtFolder)
      await use(server)
      await server.stop()
    },
    { scope: 'worker' },
  ],
  expectedComplaints: [[], { option: true }],
  watch: [
    async ({ context, server, expectedComplaints }, use) => {
      const watch: Watch = { strangers: [], complaints: [] }
      context.on('page', (page) => watchPage(page, server, watch))
      await use(watch)
      const unexpected = watch.complaints.filter((text) => !expectedComplaints.some((pattern) => pattern.test(text)))
      expect(watch.strangers, 'requests that leave the page').toEqual([])
      expect(unexpected, 'console errors').toEqual([])
    },
    { auto: true },
  ],
  app: async ({ page, server }, use) => {
    await page.goto(server.address)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await use(page)
  },
})

/**
 * A file of the shared data folder beside the repository. The data isn't the project's to pass on, so a test that wants it
 * is skipped with a word where the folder is absent.
 */
export function sharedData(testInfo: TestInfo, path: string): string {
  const file = resolve(root, '../shared/data', path)
  testInfo.skip(!existsSync(file), `needs ../shared/data/${path}`)
  return file
}
