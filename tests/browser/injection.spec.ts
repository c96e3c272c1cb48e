import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from './support/axe'
import { expect, test } from './support/app'
import { dropFiles, untilReady } from './support/files'
import { showRows } from './support/rows'
import { longDay, madeUpDay } from './support/traffic'

const panel = (page: Page): Locator => page.getByRole('region', { name: 'Test attacks', exact: true })
const sheet = (page: Page): Locator => page.getByRole('dialog', { name: /test attacks? would stand in the top 20$/ })
const kind = (page: Page, name: string): Locator => sheet(page).getByRole('region', { name })
const places = (page: Page, name: string): Promise<string[]> =>
  kind(page, name)
    .getByRole('row', { name: /among flows/i })
    .getByRole('cell')
    .allTextContents()

/** With columns whose names say what they count. */
const knownDay = (flowCount: number): string =>
  longDay(1, flowCount).replace('bytes_out,bytes_in', 'bytes_sent,bytes_received')

async function showRanking(page: Page, text: string): Promise<void> {
  await dropFiles(page, { name: 'monday.csv', text })
  await untilReady(page)
  await page
    .getByRole('navigation', { name: 'Steps' })
    .getByRole('link', { name: /^Anomalies/ })
    .click()
}

test.setTimeout(120_000)

test('test attacks are planted when asked, and each says from which strength on it would be seen', async ({ app }) => {
  await showRanking(app, knownDay(1500))
  await expect(panel(app)).toContainText('Would you have seen an attack?')
  // The stories come after the count.
  await expect(app.getByRole('heading', { level: 1 })).toContainText('They make')
  const headBefore = await app.getByRole('heading', { level: 1 }).textContent()
  await panel(app).getByRole('button', { name: 'Plant test attacks' }).click()
  await expect(sheet(app)).toBeVisible({ timeout: 60_000 })
  await expect(sheet(app)).toContainText('a copy of the 1,500 flows')
  for (const name of ['Port scan', 'Flood', 'Exfiltration', 'Beacon']) {
    await expect(kind(app, name)).toContainText(/would (not )?stand in the top 20/)
    expect((await places(app, name)).length).toBeGreaterThan(1)
  }
  await expect(kind(app, 'Port scan')).toContainText(/10\.0\.0\.\d+ to 192\.168\.1\.\d+/)
  await expectAccessible(app)

  const first = await places(app, 'Port scan')
  await sheet(app).getByRole('button', { name: 'Close' }).click()
  await expect(app.getByRole('heading', { level: 1 })).toHaveText(headBefore!)
  await panel(app).getByRole('button', { name: 'See' }).click()
  expect(await places(app, 'Port scan')).toEqual(first)
})

test('what a file can’t show is said, with the reason', async ({ app }) => {
  await showRanking(app, madeUpDay(1))
  await panel(app).getByRole('button', { name: 'Plant test attacks' }).click()
  await expect(sheet(app)).toBeVisible({ timeout: 60_000 })
  await expect(kind(app, 'Beacon')).toContainText('A beacon can’t be planted: no columns say who called whom.')
  await expect(kind(app, 'Port scan')).toContainText('A port scan can’t be planted: no column says which port')
  await expect(kind(app, 'Exfiltration')).toContainText(/An exfiltration would (not )?stand in the top 20/)
})

test('planting can be stopped, and leaves the ranking as it was', async ({ app }) => {
  await showRanking(app, knownDay(12_000))
  await showRows(app)
  const first = app.getByRole('grid', { name: 'Flows in order' }).getByRole('row').nth(1)
  await expect(first).not.toContainText('…')
  const before = await first.textContent()
  await panel(app).getByRole('button', { name: 'Plant test attacks' }).click()
  await expect(panel(app).getByRole('progressbar')).toBeVisible()
  await panel(app).getByRole('button', { name: 'Cancel' }).click()
  await expect(panel(app).getByRole('button', { name: 'Plant test attacks' })).toBeVisible()
  await expect(sheet(app)).toHaveCount(0)
  await expect(first).toHaveText(before!)
})
