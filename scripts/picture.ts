/**
 * Picture: the README's picture, drawn from the built app with its sample open and the strangest flow selected.
 *
 *   npm run build && npm run picture
 */

import { mkdirSync, writeFileSync } from 'node:fs'
import { chromium } from 'playwright'
import { chromiumLaunch } from '../tests/browser/support/browsers'
import { tracePage } from './picture/trace-page'
import { serveFolder } from './serve/static-server'

const SIZE = { width: 1440, height: 900 }
const FONTS = [
  '.s{font-family:-apple-system,"Segoe UI",Roboto,"Noto Sans",Arial,sans-serif}',
  '.m{font-family:ui-monospace,"SF Mono",Menlo,Consolas,monospace}',
].join('')

const server = await serveFolder(process.env.FLOTSAM_DIST ?? 'dist')
const browser = await chromium.launch(chromiumLaunch())
try {
  const page = await browser.newPage({ viewport: SIZE, colorScheme: 'dark', reducedMotion: 'reduce' })
  await page.goto(server.address)
  await page
    .getByRole('button', { name: /sample/i })
    .first()
    .click()
  await page.locator('html[data-stage=ready]').waitFor({ state: 'attached', timeout: 120_000 })
  await page.evaluate(() => (location.hash = '#/anomalies'))
  await page.keyboard.press('j')
  await page.getByRole('heading', { name: /^The parts add up to/ }).waitFor()
  await page.getByText(/^An isolation forest agrees/).waitFor()
  const body = await page.evaluate(tracePage)
  const title = await page.getByRole('heading', { level: 1 }).textContent()
  mkdirSync('docs', { recursive: true })
  writeFileSync(
    'docs/anomalies.svg',
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE.width} ${SIZE.height}" role="img">\n<title>${title}</title>\n<style>${FONTS}</style>\n${body}\n</svg>\n`,
  )
} finally {
  await browser.close()
  await server.stop()
}
