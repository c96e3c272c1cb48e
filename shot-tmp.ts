import { chromium } from 'playwright'
import { chromiumLaunch } from './tests/browser/support/browsers'
import { serveFolder } from './scripts/serve/static-server'
const server = await serveFolder('dist', [0])
const browser = await chromium.launch(chromiumLaunch())
for (const [w, h] of [[1440, 900], [390, 844]] as const)
  for (const theme of ['dark', 'light'] as const) {
    const page = await browser.newPage({ viewport: { width: w, height: h }, colorScheme: theme })
    page.on('console', (m) => console.log(m.text()))
    page.on('pageerror', (m) => console.log(String(m)))
    await page.goto(server.address)
    await page.getByRole('button', { name: /sample/i }).first().click()
    await page.locator('html[data-stage=ready]').waitFor({ state: 'attached', timeout: 120000 })
    await page.evaluate(() => (location.hash = '#/columns'))
    const sw = page.getByRole('switch', { name: 'Network features' })
    await sw.waitFor()
    await page.waitForTimeout(300)
    await page.screenshot({ path: `/tmp/nf-off-${w}-${theme}.png` })
    await sw.click()
    await page.getByRole('button', { name: 'net_src_hosts', exact: true }).first().waitFor({ state: 'attached' }).catch(() => {})
    await page.waitForTimeout(500)
    if (w > 1000) {
      await page.getByRole('region', { name: 'What each column is taken for' }).locator('.list').evaluate((e) => (e.scrollTop = 1e6))
      await page.waitForTimeout(300)
      await page.getByRole('button', { name: 'net_src_hosts', exact: true }).click()
    }
    await page.waitForTimeout(300)
    await page.screenshot({ path: `/tmp/nf-on-${w}-${theme}.png` })
    await page.getByRole('button', { name: 'What each of them is' }).click()
    await page.waitForTimeout(300)
    await page.screenshot({ path: `/tmp/nf-list-${w}-${theme}.png` })
    await page.close()
  }
await browser.close()
await server.close?.()
process.exit(0)
