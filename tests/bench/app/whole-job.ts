/**
 * Whole job: one file through the built app, in a browser of its own, from the choice of the file to the page's rest.
 */

import type { Browser, Page } from 'playwright'
import type { JobFigures } from '../figures'
import { namedStages } from '../stages'
import { giveFile, untilReady } from './give-file'
import { watchMemory } from './page-memory'
import { forget, jobTimes, longestTask, watchPage } from './page-watch'
import { visitScreens } from './screens'
import { stopTimes } from './stopping'

export interface JobOptions {
  /** Leaf through the screens, and stop the job at six moments, too. */
  readonly responsiveness: boolean
}

/** Nobody has a file under the mouse sooner. */
const REACH_MS = 1000

async function openPage(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await watchPage(page)
  await page.goto(address)
  await page.waitForSelector('h1')
  // The page's own start, workers and all, is no part of the job; how soon it can be used is measured by itself (opening.ts).
  await page.waitForTimeout(REACH_MS)
  await forget(page)
  return page
}

const rounded = (ms: number | null | undefined): number | null => (ms == null ? null : Math.round(ms * 10) / 10)

/** @throws Error if the page refuses the file or dies of it */
export async function wholeJob(
  launch: () => Promise<Browser>,
  address: string,
  path: string,
  { responsiveness }: JobOptions,
): Promise<JobFigures> {
  const browser = await launch()
  try {
    const page = await openPage(browser, address)
    const memory = await watchMemory(browser)
    await giveFile(page, path)
    await untilReady(page)
    const times = await jobTimes(page)
    const peaks = await memory.stop()
    const task = await longestTask(page)
    if (responsiveness) await visitScreens(page)
    const overScreens = await longestTask(page)
    return {
      browser: `${browser.browserType().name()} ${browser.version()}`,
      workers: times.detail?.workerCount ?? null,
      stageMs: { ...namedStages(times.detail?.stageMs ?? {}), total: Math.round(times.totalMs) },
      firstColumnsMs: rounded(times.columnsMs),
      firstElbowMs: rounded(times.elbowMs),
      assignPassMs: rounded(times.detail?.assignPassMs),
      longestTaskMs: task.ms,
      longestTaskOverScreensMs: responsiveness ? overScreens.ms : null,
      longestTaskDuring: responsiveness ? overScreens.during : null,
      stopMs: responsiveness ? await stopTimes(page, path, times.totalMs) : null,
      ...peaks,
    }
  } finally {
    await browser.close()
  }
}
