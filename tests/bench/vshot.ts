import { chromium } from 'playwright'
import { resolve } from 'node:path'
import { serveFolder } from '../../scripts/serve/static-server'
const server = await serveFolder(resolve('dist'))
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })).newPage()
page.on('pageerror', (e) => console.error(e.message))
await page.goto(`${server.address}#/open`)
await page.getByRole('button', { name: /sample/i }).first().click()
await page.locator('html[data-stage=ready]').waitFor({ state: 'attached', timeout: 180000 })
const sizes: [number, number][] = [[1440, 900], [1024, 768], [390, 844]]
async function shots(name: string) {
  for (const [width, height] of sizes) for (const theme of ['dark', 'light'] as const) {
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ colorScheme: theme })
    await page.waitForTimeout(700)
    await page.screenshot({ path: `/tmp/vshots/${name}-${width}-${theme}.png`, fullPage: width === 390 })
  }
}
await page.evaluate(() => (location.hash = '#/clusters'))
const list = page.getByRole('region', { name: 'Groups by size' })
await list.getByRole('button', { name: /^Group / }).first().waitFor()
console.log(await list.innerText())
// open a card that has within
for (const letter of ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H']) {
  const card = list.getByRole('button', { name: new RegExp(`^Group ${letter}(?![A-Z])`) })
  if ((await card.count()) === 0) break
  await card.click()
  if ((await list.getByRole('button', { name: /^Show the/ }).count()) > 0) { console.log('--- open', letter); console.log(await list.innerText()); await shots(`card-${letter}`); }
}
await page.setViewportSize({ width: 1440, height: 900 })
const link = list.getByRole('button', { name: /^Show the/ }).first()
if ((await link.count()) > 0) { console.log(await link.getAttribute('aria-label')); await link.click(); await page.waitForTimeout(1500); await shots('pattern') }
await browser.close(); await server.stop()
