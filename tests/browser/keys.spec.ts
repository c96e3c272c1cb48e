import type { Page } from '@playwright/test'
import { expectAccessible } from './support/axe'
import { expect, test } from './support/app'
import { dropFiles, untilReady } from './support/files'

const SCREENS = ['open', 'columns', 'clusters', 'anomalies', 'predict', 'models'] as const
const heading = (page: Page) => page.getByRole('heading', { level: 1 })

/** Enough rows that a run takes a moment. */
const manyFlows = (count: number): string =>
  [
    'a,b,c,d',
    ...Array.from(
      { length: count },
      (_, row) => `${(row * 7919) % 1009},${(row * 31) % 503},${row % 97},${(row * row) % 811}`,
    ),
  ].join('\n')

test('1 to 6 go to the six screens, each with a finding, and back and forward follow', async ({ app }) => {
  for (const screen of [...SCREENS.slice(1), ...SCREENS]) {
    await app.keyboard.press(String(SCREENS.indexOf(screen) + 1))
    await expect(app).toHaveURL(new RegExp(`#/${screen}$`))
    await expect(heading(app)).toBeVisible()
    await expect(app.getByRole('navigation', { name: 'Steps' }).locator('[aria-current=step]')).toContainText(screen, {
      ignoreCase: true,
    })
  }
  await app.goBack()
  await expect(app).toHaveURL(/#\/predict$/)
  await app.goForward()
  await expect(app).toHaveURL(/#\/models$/)
})

test('a screen begins with the focus on its finding', async ({ app }) => {
  await app.keyboard.press('6')
  await expect(heading(app)).toBeFocused()
})

test('? lists the keys of the screen and those of everywhere', { tag: '@firefox' }, async ({ app }) => {
  await app.keyboard.press('?')
  const sheet = app.getByRole('dialog', { name: 'All keys' })
  await expect(sheet.getByRole('region', { name: 'Open' })).toContainText('choose a file')
  await expect(sheet.getByRole('region', { name: 'Everywhere' })).toContainText('anomalies')
  await expectAccessible(app)
  await app.keyboard.press('4')
  await expect(app, 'keys do nothing behind a dialog').toHaveURL(/#\/open$|\/$/)
  await app.keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)
})

test('keys are letters while one types in a field', async ({ app }) => {
  await dropFiles(app, { name: 'flows.csv', text: manyFlows(200) })
  await untilReady(app)
  await app.keyboard.press('2')
  await app.getByRole('searchbox', { name: 'Search columns' }).fill('')
  await app.keyboard.type('134?jz')
  await expect(app.getByRole('searchbox', { name: 'Search columns' })).toHaveValue('134?jz')
  await expect(app).toHaveURL(/#\/columns$/)
  await expect(app.getByRole('dialog')).toHaveCount(0)
})

test('a key with Ctrl, Alt or Meta held belongs to the browser', async ({ app }) => {
  await app.evaluate(() => {
    for (const held of ['ctrlKey', 'altKey', 'metaKey']) {
      dispatchEvent(new KeyboardEvent('keydown', { key: '6', [held]: true, cancelable: true }))
    }
  })
  await expect(app).not.toHaveURL(/models/)
})

test('Esc stops what is under way within a tenth of a second, and the page goes on', async ({ app }) => {
  await dropFiles(app, { name: 'large.csv', text: manyFlows(150_000) })
  await expect(app.getByRole('button', { name: 'Cancel' })).toBeVisible()
  await expect(app.getByRole('progressbar').first()).toBeVisible()
  const stoppedAfterMs = await app.evaluate(async () => {
    const began = performance.now()
    dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', cancelable: true }))
    while (document.documentElement.dataset['stage'] === 'busy')
      await new Promise((done) => requestAnimationFrame(done))
    return performance.now() - began
  })
  expect(stoppedAfterMs).toBeLessThan(100)
  await dropFiles(app, { name: 'small.csv', text: manyFlows(100) })
  await untilReady(app)
  await expect(app.getByRole('banner')).toContainText('small.csv')
})

test('the screen of a run has no accessibility violations', async ({ app }) => {
  await dropFiles(app, { name: 'large.csv', text: manyFlows(200_000) })
  await expect(app.getByText(/^Trying 1 to 12 groups/).first()).toBeVisible({ timeout: 60_000 })
  await expectAccessible(app)
})

test('Esc stops a run and keeps the columns', async ({ app }) => {
  await dropFiles(app, { name: 'large.csv', text: manyFlows(200_000) })
  await expect(app.getByText(/^Trying 1 to 12 groups/).first()).toBeVisible({ timeout: 60_000 })
  await app.keyboard.press('Escape')
  await expect(app.locator('html')).toHaveAttribute('data-stage', 'empty')
  await app.keyboard.press('2')
  await expect(heading(app)).toContainText('columns feed the model')
  await expect(app.getByRole('button', { name: 'Group the flows' })).toBeEnabled()
})

test('the theme is switched, and stays after a reload', async ({ app }) => {
  const html = app.locator('html')
  const before = await html.getAttribute('data-theme')
  await app.getByRole('button', { name: /^Theme: switch to/ }).click()
  const after = before === 'dark' ? 'light' : 'dark'
  await expect(html).toHaveAttribute('data-theme', after)
  await app.reload()
  await expect(html).toHaveAttribute('data-theme', after)
})
