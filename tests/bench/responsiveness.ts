/**
 * Responsiveness: does the page stay free while the engine works, and how fast does it stop?
 *
 *   npm run -s bench -- [FILE …]
 *
 * Opens the built app in Chromium with each file (or the sample), and prints one JSON object per file: milliseconds of the whole
 * job, the page's longest task while the whole job runs and while every screen is visited, and how long after Esc the page
 * is at rest, at six moments of the job. Figures depend on the machine and its load, which is printed.
 */

import { loadavg } from 'node:os'
import { resolve } from 'node:path'
import { chromium, type Page } from 'playwright'
import { serveFolder } from '../../scripts/serve/static-server'
import { chromiumLaunch } from '../browser/support/browsers'

const READY_MS = 600_000
const SCREENS = ['columns', 'clusters', 'anomalies', 'predict', 'models', 'open'] as const
/** Moments of the job at which Esc is pressed, as shares of its whole time. */
const MOMENTS = [0.05, 0.2, 0.4, 0.6, 0.8, 0.95] as const
/** What a screen needs to come to rest after it was opened. */
const SETTLING_MS = 700

declare global {
  interface Window {
    longestTaskMs: number
    longestTaskDuring: string
  }
}

/** From now on, the longest task is kept on the window. */
async function watchTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.longestTaskMs = 0
    new PerformanceObserver((list) => {
      for (const task of list.getEntries()) {
        if (task.duration <= window.longestTaskMs) continue
        window.longestTaskMs = task.duration
        window.longestTaskDuring = location.hash
      }
    }).observe({ entryTypes: ['longtask'] })
  })
}

async function start(page: Page, file: string | null): Promise<void> {
  if (file !== null) {
    const input = page.locator('input[type=file]').first()
    // A browser says nothing of a file that is chosen again.
    await input.evaluate((element: HTMLInputElement) => (element.value = ''))
    return input.setInputFiles(resolve(file))
  }
  await page.evaluate(() => (location.hash = '#/open'))
  await page.getByRole('button', { name: /Try the sample/ }).click()
}

const ready = (page: Page): Promise<unknown> => page.waitForSelector('html[data-stage=ready]', { timeout: READY_MS })

interface JobFigures {
  readonly totalMs: number
  readonly longestTaskMs: number
  readonly longestTaskOverScreensMs: number
  readonly longestTaskDuring: string
}

async function wholeJob(page: Page, file: string | null): Promise<JobFigures> {
  await watchTasks(page)
  const began = performance.now()
  await start(page, file)
  await ready(page)
  const totalMs = performance.now() - began
  const duringTheJob = await page.evaluate(() => window.longestTaskMs)
  for (const screen of SCREENS) {
    await page.evaluate((name) => (location.hash = `#/${name}`), screen)
    await page.waitForTimeout(SETTLING_MS)
  }
  const withTheScreens = await page.evaluate(() => [window.longestTaskMs, window.longestTaskDuring] as const)
  return {
    totalMs: Math.round(totalMs),
    longestTaskMs: Math.round(duringTheJob),
    longestTaskOverScreensMs: Math.round(withTheScreens[0]),
    longestTaskDuring: withTheScreens[1],
  }
}

/** Presses Esc so long after the start; null where the job was over by then. */
async function stopAfter(page: Page, file: string | null, delayMs: number): Promise<number | null> {
  await start(page, file)
  await page.waitForSelector('html[data-stage=busy]')
  await page.waitForTimeout(delayMs)
  return page.evaluate(async () => {
    const isBusy = (): boolean => document.documentElement.dataset['stage'] === 'busy'
    if (!isBusy()) return null
    const began = performance.now()
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
    while (isBusy()) await new Promise(requestAnimationFrame)
    return Math.round(performance.now() - began)
  })
}

const files = process.argv.slice(2)
const server = await serveFolder(resolve('dist'), [0])
const browser = await chromium.launch(chromiumLaunch())
for (const file of files.length === 0 ? [null] : files) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(server.address)
  await page.waitForSelector('h1')
  const job = await wholeJob(page, file)
  const stopMs: (number | null)[] = []
  for (const moment of MOMENTS) stopMs.push(await stopAfter(page, file, moment * job.totalMs))
  const load = loadavg().map((value) => Number(value.toFixed(1)))
  console.log(JSON.stringify({ file: file ?? 'the sample', ...job, stopMs, load }))
  await page.close()
}
await browser.close()
await server.stop()
