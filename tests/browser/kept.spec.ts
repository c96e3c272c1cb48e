import type { Page } from '@playwright/test'
import { expect, fileAddress, startServer, test } from './support/app'
import { untilReady } from './support/files'
import { FLOW_COUNT, madeUpDay } from './support/traffic'

/** The file field behind "Choose a file" of the first screen. */
const fileField = (page: Page) => page.locator('input[type=file]').first()
const asFile = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

async function openMonday(page: Page): Promise<void> {
  await fileField(page).setInputFiles(asFile('monday.csv', madeUpDay(1)))
  await untilReady(page)
  await expect(page.getByText('Model kept')).toBeVisible()
}

/** From a page that was just loaded and holds nothing but what the browser kept. */
async function judgeTuesdayByMonday(page: Page): Promise<void> {
  await page
    .getByRole('link', { name: /Models/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'monday.csv', exact: true }).click()
  await page.getByRole('button', { name: /^Score a file/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: /^This flow is ordinary: it scores/ })).toBeVisible()

  await page.getByLabel('Second file to score').setInputFiles(asFile('tuesday.csv', madeUpDay(2)))
  await page.getByRole('button', { name: `Score its ${FLOW_COUNT} flows` }).click()
  await expect(page.getByRole('button', { name: `Save ${FLOW_COUNT} scores` })).toBeVisible()
  await page.getByRole('button', { name: /^See the strangest/ }).click()
  await expect(page.getByRole('dialog').getByText('irc').first()).toBeVisible()
}

test(
  'with the server gone, a kept model opens, judges a flow and scores a second file',
  { tag: '@firefox' },
  async ({ page }) => {
    const server = await startServer()
    await page.goto(server.address)
    await openMonday(page)
    await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
    await server.stop()
    await page.reload()
    await judgeTuesdayByMonday(page)
  },
)

test(
  'opened from the disk, the page keeps a model across a reload and scores with it',
  { tag: '@firefox' },
  async ({ page }) => {
    await page.goto(fileAddress)
    await openMonday(page)
    await page.reload()
    await judgeTuesdayByMonday(page)
  },
)
