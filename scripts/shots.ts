/**
 * Shots: pictures of the built app's screens, taken in Chromium, for looking at and for laying beside the design.
 *
 *   npm run -s screenshots -- [--file PATH | --sample] [--screens open,clusters] [--theme dark,light] [--size 1440x900] [--out FOLDER]
 *
 * Without a file the sample is opened. Pictures go to a folder outside git and are named SCREEN-SIZE-THEME.png.
 */

import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium, type Page } from 'playwright'
import { chromiumLaunch } from '../tests/browser/support/browsers'
import { serveFolder } from './serve/static-server'

const { values } = parseArgs({
  options: {
    file: { type: 'string' },
    screens: { type: 'string', default: 'open,columns,clusters,anomalies,predict,models' },
    theme: { type: 'string', default: 'dark,light' },
    size: { type: 'string', default: '1440x900,1024x768,390x844' },
    out: { type: 'string', default: 'node_modules/.cache/shots' },
    full: { type: 'boolean', default: false },
    patience: { type: 'string', default: '120' },
  },
})

const patienceMs = Number(values.patience) * 1000
const listed = (text: string): string[] => text.split(',').map((part) => part.trim())

/** Width and height in CSS pixels. */
function sizeOf(text: string): { width: number; height: number } {
  const [width, height] = text.split('x').map(Number)
  if (!width || !height) throw new Error(`--size wants WIDTHxHEIGHT, not "${text}"`)
  return { width, height }
}

/** Gives the page the file, or asks for the sample, and waits until the run is finished. */
async function fill(page: Page): Promise<void> {
  if (values.file) await page.locator('input[type=file]').first().setInputFiles(resolve(values.file))
  else
    await page
      .getByRole('button', { name: /sample/i })
      .first()
      .click()
  await page.locator('html[data-stage=ready]').waitFor({ state: 'attached', timeout: patienceMs })
}

/** Comes back once nothing on the page is busy or has changed for a quarter of a second, and nothing moves; after ten seconds anyway. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((done) => {
        const QUIET_MS = 250
        const stop = (): void => {
          observer.disconnect()
          clearTimeout(timer)
          clearTimeout(patience)
          void Promise.allSettled(document.getAnimations().map(({ finished }) => finished)).then(() =>
            requestAnimationFrame(() => requestAnimationFrame(() => done())),
          )
        }
        const look = (): void => {
          if (document.querySelector('[aria-busy="true"]') === null) stop()
          else timer = setTimeout(look, QUIET_MS)
        }
        let timer = setTimeout(look, QUIET_MS)
        const patience = setTimeout(stop, 10_000)
        const observer = new MutationObserver(() => {
          clearTimeout(timer)
          timer = setTimeout(look, QUIET_MS)
        })
        observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })
      }),
  )
}

mkdirSync(values.out, { recursive: true })
const server = await serveFolder(process.env.FLOTSAM_DIST ?? 'dist')
const browser = await chromium.launch(chromiumLaunch())
const screens = listed(values.screens)
try {
  for (const size of listed(values.size)) {
    const context = await browser.newContext({ viewport: sizeOf(size), reducedMotion: 'reduce' })
    const page = await context.newPage()
    page.on('console', (message) => message.type() === 'error' && console.error(`page: ${message.text()}`))
    page.on('pageerror', (error) => console.error(`page: ${error.message}`))
    await page.goto(`${server.address}#/open`)
    const shoot = async (screen: string): Promise<void> => {
      for (const theme of listed(values.theme)) {
        await page.emulateMedia({ colorScheme: theme === 'light' ? 'light' : 'dark' })
        await settled(page)
        const path = join(values.out, `${screen}-${size}-${theme}.png`)
        await page.screenshot({ path, fullPage: values.full })
        console.log(path)
      }
    }
    // The first screen as a newcomer sees it; the others need a finished run.
    if (screens.includes('open')) await shoot('open')
    const filled = screens.filter((screen) => screen !== 'open')
    if (filled.length > 0) await fill(page)
    for (const screen of filled) {
      await page.evaluate((wanted) => (location.hash = `#/${wanted}`), screen)
      await shoot(screen)
    }
    await context.close()
  }
} finally {
  await browser.close()
  await server.stop()
}
