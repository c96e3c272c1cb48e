import type { Page } from '@playwright/test'
import { expectAccessible } from './support/axe'
import { expect, test } from './support/app'
import { chooseFile, dropFiles, untilReady } from './support/files'
import { asSystemTheme, THEMES } from './support/theme'

const ROWS = [
  'duration,protocol,bytes,packets',
  ...Array.from(
    { length: 80 },
    (_, row) => `${1 + (row % 9)},${row % 3 ? 'tcp' : 'udp'},${200 + ((row * 31) % 170)},${row % 7}`,
  ),
].join('\n')

const heading = (page: Page) => page.getByRole('heading', { level: 1 })

test('the sample says that it is synthetic, before and after', { tag: '@firefox' }, async ({ app }) => {
  await expect(app.getByText('The sample is synthetic')).toBeVisible()
  await app.getByRole('button', { name: 'Try the sample' }).click()
  await untilReady(app)
  await expect(app.getByRole('banner').getByText('synthetic')).toBeVisible()
  await app.keyboard.press('2')
  await expect(app.getByText('Made-up traffic, computed in this page')).toBeVisible()
})

test('a chosen file is read, grouped and named in the title', async ({ app }) => {
  await chooseFile(app, { name: 'office.csv', text: ROWS })
  await untilReady(app)
  await expect(app.getByRole('banner')).toContainText('office.csv')
  await expect(app.getByRole('banner')).toContainText('80 flows')
  await expect(app).toHaveTitle(/^office\.csv: .+ · Flotsam$/)
})

test('the same file can be chosen twice', async ({ app }) => {
  for (let time = 0; time < 2; time++) {
    await chooseFile(app, { name: 'office.csv', text: ROWS })
    await untilReady(app)
    await expect(heading(app)).not.toHaveText('Drop a traffic file. See what does not belong.')
    await app.keyboard.press('1')
  }
})

test('O opens the window for choosing a file', async ({ page, server }) => {
  // Listened for from the start: Playwright arms the interception without waiting for it.
  const chooser = page.waitForEvent('filechooser')
  await page.goto(server.address)
  await expect(heading(page)).toBeVisible()
  await page.keyboard.press('o')
  expect((await chooser).isMultiple()).toBe(true)
})

test('rows are pasted into the dialog', { tag: '@firefox' }, async ({ app }) => {
  await app.keyboard.press('v')
  const dialog = app.getByRole('dialog', { name: 'Paste rows' })
  await expect(dialog.getByRole('textbox', { name: 'Rows' })).toBeFocused()
  await expect(dialog.getByRole('button', { name: 'Read these rows' })).toBeDisabled()
  await dialog.getByRole('textbox', { name: 'Rows' }).fill(ROWS)
  await dialog.getByRole('button', { name: 'Read these rows' }).click()
  await untilReady(app)
  await expect(app.getByRole('banner')).toContainText('pasted rows')
})

test('rows are pasted anywhere, on any screen', async ({ app }) => {
  await app.keyboard.press('6')
  await app.evaluate((text) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', text)
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
  }, ROWS)
  await untilReady(app)
  await expect(app.getByRole('banner')).toContainText('80 flows')
})

test('a mere word that is pasted is nothing to read', async ({ app }) => {
  await app.evaluate(() => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', '10.0.0.1')
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
  })
  await expect(app.locator('html')).toHaveAttribute('data-stage', 'empty')
})

test('a file dropped on any screen is opened', { tag: '@firefox' }, async ({ app }) => {
  await dropFiles(app, { name: 'monday.csv', text: ROWS })
  await untilReady(app)
  await app.keyboard.press('4')
  await dropFiles(app, { name: 'tuesday.csv', text: ROWS.replaceAll('udp', 'icmp') })
  await expect(app.getByRole('banner')).toContainText('tuesday.csv')
  await untilReady(app)
  await expect(app).toHaveURL(/#\/anomalies$/)
})

test('what is held over the page is said before it is let go', async ({ app }) => {
  const hold = (count: number) =>
    app.evaluate((files) => {
      const dataTransfer = new DataTransfer()
      for (let at = 0; at < files; at++) dataTransfer.items.add(new File(['a'], `${at}.csv`))
      document.body.dispatchEvent(new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true }))
    }, count)
  await hold(1)
  await expect(app.getByText('Let go to read 1 file')).toBeVisible()
  await hold(2)
  await expect(app.getByText('Let go to read 2 files as one table')).toBeVisible()
  await app.evaluate(() => document.body.dispatchEvent(new DragEvent('dragleave', { bubbles: true })))
  await expect(app.getByRole('heading', { name: 'Drop a file anywhere on this page' })).toBeVisible()
})

test('on the next visit one goes on where one was', async ({ app, server }) => {
  await dropFiles(app, { name: 'office.csv', text: ROWS })
  await untilReady(app)
  await expect(app.getByRole('banner')).toContainText('Model kept')
  await app.keyboard.press('4')
  // The stories behind it are of rows, which are not kept.
  const finding = /^\d+ flows do not belong/
  await expect(heading(app)).toHaveText(finding)
  const [flagged] = finding.exec((await heading(app).textContent())!)!
  await app.goto('about:blank')
  await app.goto(server.address)
  await expect(app.getByRole('heading', { name: 'Go on where you were' })).toBeVisible()
  await expect(app.getByText(/office\.csv, today \d\d:\d\d: \d+ flagged/)).toBeVisible()
  await app.getByRole('button', { name: 'Continue' }).click()
  await expect(heading(app)).toHaveText(new RegExp(`^${flagged}; `))
  await expect(app.getByRole('banner')).toContainText('A kept model')
})

test('a kept model is opened from the first screen, and scores a file from there', async ({ app }) => {
  await dropFiles(app, { name: 'office.csv', text: ROWS })
  await untilReady(app)
  await expect(app.getByRole('banner')).toContainText('Model kept')
  await app.keyboard.press('1')
  await app.getByRole('button', { name: 'Score a file with office.csv' }).click()
  await expect(app).toHaveURL(/#\/predict$/)
  await app.keyboard.press('1')
  await app.getByRole('button', { name: 'Open office.csv', exact: true }).click()
  await expect(app).toHaveURL(/#\/clusters$/)
})

test('the promise in the header leads to its proof', async ({ app }) => {
  await app.keyboard.press('6')
  await app.getByRole('link', { name: 'Nothing leaves this computer' }).click()
  await expect(app.getByRole('button', { name: 'Try it now' })).toBeFocused()
  await app.getByRole('button', { name: 'How to check it yourself' }).click()
  await expect(app.getByRole('dialog', { name: 'How to check it yourself' })).toBeVisible()
})

for (const theme of THEMES) {
  test(`the first screen is accessible in ${theme}, at its widest and narrowest, and with its dialogs`, async ({
    app,
  }) => {
    await asSystemTheme(app, theme)
    await expectAccessible(app)
    await app.keyboard.press('v')
    await expect(app.getByRole('dialog')).toBeVisible()
    await expectAccessible(app)
    await app.keyboard.press('Escape')
    await app.setViewportSize({ width: 390, height: 844 })
    await expectAccessible(app)
  })

  test(`a refusal is accessible in ${theme}`, async ({ app }) => {
    await asSystemTheme(app, theme)
    await dropFiles(app, { name: 'page.csv', text: '<!DOCTYPE html><html><title>Sign in</title></html>' })
    await expect(app.getByRole('alert')).toBeVisible()
    await expectAccessible(app)
    await app.setViewportSize({ width: 390, height: 844 })
    await expectAccessible(app)
  })
}

test('nothing is wider than a narrow screen, and what is touched is large enough', async ({ app }) => {
  await app.setViewportSize({ width: 390, height: 844 })
  expect(await app.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  const small = await app.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('a[href], button')]
      .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 36)
      .map((element) => element.textContent?.trim()),
  )
  expect(small).toEqual([])
})
