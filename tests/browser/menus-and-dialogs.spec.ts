import type { Locator, Page } from '@playwright/test'
import { expect, test } from './support/app'
import { dropFiles, untilReady } from './support/files'
import { madeUpDay } from './support/traffic'

const exportButton = (page: Page): Locator => page.getByRole('button', { name: 'Export', exact: false }).first()
const menu = (page: Page): Locator => page.getByRole('menu')

async function showGroups(page: Page): Promise<void> {
  await dropFiles(page, { name: 'monday.csv', text: madeUpDay(1) })
  await untilReady(page)
  await page.keyboard.press('3')
  await expect(exportButton(page)).toBeVisible()
}

test('a menu goes by the keyboard, and gives the focus back', { tag: '@firefox' }, async ({ app }) => {
  await showGroups(app)
  await exportButton(app).focus()
  await app.keyboard.press('ArrowDown')
  const items = menu(app).getByRole('menuitem')
  await expect(items.first()).toBeFocused()
  await app.keyboard.press('ArrowUp')
  await expect(items.last(), 'from the first one up is the last').toBeFocused()
  await app.keyboard.press('ArrowDown')
  await expect(items.first()).toBeFocused()
  await app.keyboard.press('4')
  await expect(app, 'keys do nothing behind a menu').toHaveURL(/#\/clusters$/)
  await app.keyboard.press('Escape')
  await expect(menu(app)).toBeHidden()
  await expect(exportButton(app)).toBeFocused()
})

test('a menu opens and closes by its button, closes at a press elsewhere, and stays within the window', async ({
  app,
}) => {
  await app.setViewportSize({ width: 390, height: 844 })
  await showGroups(app)
  await exportButton(app).click()
  await expect(menu(app)).toBeVisible()
  const box = (await menu(app).boundingBox())!
  expect(box.x).toBeGreaterThanOrEqual(0)
  expect(box.x + box.width).toBeLessThanOrEqual(390)
  await exportButton(app).click()
  await expect(menu(app)).toBeHidden()
  await exportButton(app).click()
  await app.getByRole('heading', { level: 1 }).click()
  await expect(menu(app)).toBeHidden()
})

test('a menu that is asked for again in the moment it closes opens', { tag: '@firefox' }, async ({ app }) => {
  await showGroups(app)
  await exportButton(app).click()
  await expect(menu(app).getByRole('menuitem').first()).toBeFocused()
  await app.evaluate(() => {
    const key = (name: string) => new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true })
    document.activeElement!.dispatchEvent(key('Escape'))
    document.activeElement!.dispatchEvent(key('e'))
  })
  await expect(menu(app).getByRole('menuitem').first()).toBeFocused()
  await expect(menu(app)).toBeVisible()
})

test('a dialog gives the focus back, and closes at its veil', { tag: '@firefox' }, async ({ app }) => {
  const button = app.getByRole('button', { name: /^Keys/ })
  const sheet = app.getByRole('dialog', { name: 'All keys' })
  await button.click()
  await expect(sheet.getByRole('button', { name: /^Close/ })).toBeFocused()
  await app.keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)
  await expect(button).toBeFocused()
  await button.click()
  await sheet.getByRole('heading').first().click()
  await expect(sheet, 'a press inside leaves it open').toBeVisible()
  await app.mouse.click(8, 400)
  await expect(sheet).toHaveCount(0)
})
