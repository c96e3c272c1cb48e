/**
 * App: what every browser test starts from: the built app, opened, and watched.
 *
 * A test fails by itself when the page asks for anything that isn't its own, or complains on the console. A test that
 * provokes one of these says which: `test.use({ provoked: /connect-src/ })`.
 */

import { test as base, expect, type Page, type Request, type TestInfo } from '@playwright/test'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { serveFolder, type StaticServer } from '../../../scripts/serve/static-server'

export { expect }

const root = resolve(import.meta.dirname, '../../..')
/** FLOTSAM_DIST names another build than the one in dist. */
export const builtFolder = resolve(root, process.env.FLOTSAM_DIST ?? 'dist')
/** The page as it lies on a disk. */
export const fileAddress = pathToFileURL(resolve(builtFolder, 'index.html')).href

interface Watch {
  /** Requests to anywhere but the page's own server or file, refused ones among them. */
  readonly outward: Request[]
  /** Console errors and warnings, and errors nobody caught. */
  readonly complaints: string[]
}

interface AppFixtures {
  /** The app, open on its first screen. */
  app: Page
  /** Complaints and outward requests that belong to the test, by their text and their address. */
  provoked: RegExp | null
  watch: Watch
}

interface WorkerFixtures {
  /** One server per test worker, on a port of its own. */
  server: StaticServer
}

const ownServers = new Set<string>()

/** A server of the test's own; requests to it count as the page's own. */
export async function startServer(folder = builtFolder, port = 0): Promise<StaticServer> {
  const server = await serveFolder(folder, [port])
  ownServers.add(server.address)
  return server
}

/** The page's servers, its file on the disk, its blobs and data addresses: all of it stays on this computer. */
const isOwn = (address: string): boolean =>
  [...ownServers, fileAddress].some((own) => address.startsWith(own)) || /^(blob|data|about):/.test(address)

function watchPage(page: Page, watch: Watch): void {
  page.on('request', (request) => {
    if (!isOwn(request.url())) watch.outward.push(request)
  })
  page.on('pageerror', (error) => watch.complaints.push(error.message))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) {
      watch.complaints.push(`${message.text()} (${message.location().url})`)
    }
  })
}

export const test = base.extend<AppFixtures, WorkerFixtures>({
  server: [
    async ({}, use) => {
      if (!existsSync(resolve(builtFolder, 'index.html')))
        throw new Error('Run `npm run build` first: there is no dist.')
      const server = await startServer()
      await use(server)
      await server.stop()
    },
    { scope: 'worker' },
  ],
  provoked: [null, { option: true }],
  watch: [
    async ({ context, provoked }, use, testInfo) => {
      const watch: Watch = { outward: [], complaints: [] }
      context.on('page', (page) => watchPage(page, watch))
      await use(watch)
      const unprovoked = (text: string): boolean => !provoked?.test(text)
      // Chromium names a request that the content policy refused by this failure: it went nowhere.
      const left = watch.outward.filter((request) => request.failure()?.errorText !== 'csp')
      const addresses = left.map((request) => request.url())
      expect(addresses.filter(unprovoked), 'requests that leave the page').toEqual([])
      // The picture taken of a failed test adds a style, which Firefox complains about.
      if (testInfo.errors.length > 0) return
      expect(watch.complaints.filter(unprovoked), 'console errors').toEqual([])
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
