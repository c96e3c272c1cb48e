import type { Page } from '@playwright/test'
import { accessibilityViolations } from './support/axe'
import { expect, test } from './support/app'
import { untilReady } from './support/files'
import { asSystemTheme, THEMES } from './support/theme'
import { madeUpDay } from './support/traffic'

const SCREENS = ['open', 'columns', 'clusters', 'anomalies', 'predict', 'models']

/** Shows a screen and waits until it has said its finding and nothing is under way. */
async function show(page: Page, screen: string): Promise<void> {
  await page.evaluate((wanted) => (location.hash = `#/${wanted}`), screen)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByText(/^(Ordering|Judging) …$/)).toHaveCount(0)
}

/** Violations on every screen as it stands, each with the screen's name in front. */
async function violationsOnEveryScreen(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const screen of SCREENS) {
    await show(page, screen)
    found.push(...(await accessibilityViolations(page)).map((violation) => `${screen}: ${violation}`))
  }
  return found
}

async function openMadeUpDay(page: Page): Promise<void> {
  const buffer = Buffer.from(madeUpDay(1))
  await page.locator('input[type=file]').first().setInputFiles({ name: 'monday.csv', mimeType: 'text/csv', buffer })
  await untilReady(page)
}

for (const theme of THEMES) {
  test(`axe finds nothing on the empty screens, ${theme}`, async ({ app }) => {
    await asSystemTheme(app, theme)
    expect(await violationsOnEveryScreen(app)).toEqual([])
  })

  test(`axe finds nothing on the screens of a finished run, ${theme}`, async ({ app }) => {
    await asSystemTheme(app, theme)
    await openMadeUpDay(app)
    expect(await violationsOnEveryScreen(app)).toEqual([])
  })

  test(`axe finds nothing on a refusal and on the sheet of keys, ${theme}`, async ({ app }) => {
    await asSystemTheme(app, theme)
    const picture = {
      name: 'cat.png',
      mimeType: 'image/png',
      buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
    }
    await app.locator('input[type=file]').first().setInputFiles(picture)
    await expect(app.locator('html')).toHaveAttribute('data-stage', 'failed')
    expect(await accessibilityViolations(app)).toEqual([])
    await app.keyboard.press('?')
    await expect(app.getByRole('dialog')).toBeVisible()
    expect(await accessibilityViolations(app)).toEqual([])
  })
}

test('axe finds nothing on a narrow screen', async ({ page, server }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(server.address)
  await openMadeUpDay(page)
  expect(await violationsOnEveryScreen(page)).toEqual([])
})
