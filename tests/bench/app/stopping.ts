/**
 * Stopping: how long after Esc the page is at rest, at six moments of the job.
 */

import type { Page } from 'playwright'
import { giveFile } from './give-file'

/** As shares of the whole time. */
const MOMENTS = [0.05, 0.2, 0.4, 0.6, 0.8, 0.95] as const

/** Presses Esc so long after the start; null where the job was over by then. */
async function stopAfter(page: Page, path: string, delayMs: number): Promise<number | null> {
  await giveFile(page, path)
  // A short job may be over before it is seen busy; then there is nothing to stop.
  await page.waitForFunction(() => window.benchWatch.stages.some(({ stage }) => stage === 'busy'))
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

/** @returns milliseconds per moment */
export async function stopTimes(page: Page, path: string, totalMs: number): Promise<(number | null)[]> {
  const times: (number | null)[] = []
  for (const moment of MOMENTS) {
    await page.evaluate(() => (window.benchWatch.stages = []))
    times.push(await stopAfter(page, path, moment * totalMs))
  }
  return times
}
