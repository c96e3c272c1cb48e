/**
 * While it works: progress is shown, the work can be stopped, and a worker that dies is noticed.
 */

import type { Page } from '@playwright/test'
import { expect, test } from './support/app'
import { dropFiles, untilReady } from './support/files'

/** Enough rows that the work is still under way when a person reaches for a key. */
function manyFlows(rowCount: number): string {
  const lines = ['proto,dport,duration,sent,returned,packets,state']
  for (let row = 0; row < rowCount; row++) {
    const spread = ((row * 7919) % 9973) / 9973
    const kind = row % 4
    lines.push(
      [
        kind === 0 ? 'udp' : 'tcp',
        [53, 80, 443, 22][kind],
        (spread * [0.1, 2, 9, 400][kind]!).toFixed(4),
        Math.round(40 + spread * [30, 900, 4000, 20000][kind]!),
        Math.round(90 + (1 - spread) * [200, 40000, 90000, 9000][kind]!),
        Math.round(2 + spread * 40),
        row % 37 === 0 ? 'S0' : 'SF',
      ].join(','),
    )
  }
  return lines.join('\n')
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const cancel = (page: Page) => page.getByRole('button', { name: /^Cancel/ })
const small = { name: 'small.csv', text: manyFlows(500) }
const large = { name: 'large.csv', text: manyFlows(120_000) }

test('work shows its stages and stops when asked; what was kept before is untouched', async ({ app }) => {
  await dropFiles(app, small)
  await untilReady(app)
  await dropFiles(app, large)
  await expect(cancel(app)).toBeVisible()
  await app.keyboard.press('Escape')
  await expect(cancel(app)).toBeHidden()
  await expect(app.locator('html')).not.toHaveAttribute('data-stage', 'busy')

  await app
    .getByRole('navigation', { name: 'Steps' })
    .getByRole('link', { name: /^Models/ })
    .click()
  await expect(app.getByRole('main')).toContainText('small.csv')
  await dropFiles(app, small)
  await untilReady(app)
  await expect(heading(app)).toHaveText(/kinds? of traffic|belong/)
})

test('a worker that dies is noticed and started anew, with a sentence', async ({ app }) => {
  await dropFiles(app, large)
  await expect(cancel(app)).toBeVisible()
  const [worker] = app.workers()
  await worker!.evaluate(() => self.close()).catch(() => undefined)
  await expect(app.getByText(/stopped.*started anew/i).first()).toBeVisible({ timeout: 30_000 })

  await dropFiles(app, small)
  await untilReady(app)
  await expect(heading(app)).toHaveText(/kinds? of traffic|belong/)
})

test('back and forward go between screens, and a reload keeps the screen and what was found', async ({ app }) => {
  await dropFiles(app, small)
  await untilReady(app)
  const steps = app.getByRole('navigation', { name: 'Steps' })
  await steps.getByRole('link', { name: /^Anomalies/ }).click()
  await expect(heading(app)).toHaveText(/not belong/)
  await steps.getByRole('link', { name: /^Columns/ }).click()
  await app.goBack()
  await expect(heading(app)).toHaveText(/not belong/)
  await app.goForward()
  await expect(heading(app)).toHaveText(/columns feed the model/)
  await app.goBack()
  await app.reload()
  await expect(app).toHaveURL(/#\/anomalies$/)
  await expect(heading(app)).toHaveText(/not belong/)
})
