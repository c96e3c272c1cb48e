import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from './support/axe'
import { expect, test } from './support/app'
import { dropFiles, untilReady } from './support/files'
import { showRows } from './support/rows'
import { longDay, madeUpDay } from './support/traffic'

const step = (page: Page, name: RegExp): Locator =>
  page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name })
const why = (page: Page): Locator => page.getByRole('complementary', { name: /^Why line/ })
const change = (page: Page): Locator => page.getByText(/^(Ordinary if|No small change|No change of this flow alone) /)

async function showReasons(page: Page, text: string): Promise<void> {
  await dropFiles(page, { name: 'monday.csv', text })
  await untilReady(page)
  await step(page, /^Anomalies/).click()
  await showRows(page)
  await page
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell') })
    .first()
    .click()
}

test('a flow that does not belong says what would make it ordinary, and Predict agrees', async ({ app }) => {
  await showReasons(app, madeUpDay(1))
  await expect(change(app)).toBeVisible()
  const sentence = await change(app).textContent()
  await expectAccessible(app)
  await app.keyboard.press('t')
  await expect(app.getByRole('heading', { level: 1 })).toHaveText(/^This flow does not belong/)
  await expect(change(app)).toHaveText(sentence!)
  await app.getByRole('button', { name: 'Usual values' }).click()
  await expect(app.getByRole('heading', { level: 1 })).toHaveText(/^This flow is ordinary/)
  await expect(change(app)).toHaveCount(0)
})

test('the ordinary flow nearest to it is named with what differs, and can be gone to', async ({ app }) => {
  await showReasons(app, longDay(1, 40_000))
  const nearest = why(app).getByRole('region', { name: /^Nearest ordinary flow: line / })
  await expect(nearest).toBeVisible()
  await expect(nearest.getByRole('table', { name: 'Where the two differ' })).toBeVisible()
  const link = nearest.getByRole('button', { name: /^line / })
  const line = (await link.textContent())!.replace('line ', '')
  await link.click()
  await expect(app.getByRole('complementary', { name: `Why line ${line} is rank`, exact: false })).toBeVisible()
  await expect(change(app)).toHaveCount(0)
})

test('moving the threshold above a flow leaves nothing to change', async ({ app }) => {
  await showReasons(app, madeUpDay(1))
  await expect(change(app)).toBeVisible()
  const score = app.getByRole('textbox', { name: 'Score above' })
  await score.fill('1000')
  await score.press('Enter')
  await expect(change(app)).toHaveCount(0)
  await score.fill('0.5')
  await score.press('Enter')
  await expect(change(app)).toBeVisible()
})
